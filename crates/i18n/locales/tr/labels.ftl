# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = İş
section-educations = Eğitim ve yeterlilikler
section-professional = Mesleki etkinlikler
section-fundings = Fonlar
section-works = Çalışmalar
section-peer-reviews = Hakem değerlendirmesi
section-research-resources = Araştırma kaynakları

## What an entry is, in a section of several kinds

kind-distinction = Ödül ve onur
kind-education = Eğitim
kind-invited-position = Davetli görev
kind-membership = Üyelik
kind-qualification = Yeterlilik
kind-service = Hizmet
kind-editorial-service = Editörlük hizmeti
kind-work = Eser
kind-employment = İş
kind-funding = Fon
kind-peer-review = Hakem değerlendirmesi
kind-research-resource = Araştırma kaynağı
kind-name = Ad
kind-biography = Biyografi
kind-other-name = Diğer ad
kind-researcher-url = Bağlantı
kind-email = E-posta adresi
kind-address = Ülke
kind-keyword = Anahtar kelime
kind-external-identifier = Tanımlayıcı

## Types of works

work-type-annotation = Açıklama notu
work-type-artistic-performance = Sanatsal performans
work-type-blog-post = Blog yazısı
work-type-book-chapter = Kitap bölümü
work-type-book-review = Kitap incelemesi
work-type-book = Kitap
work-type-cartographic-material = Haritacılık materyali
work-type-clinical-study = Klinik çalışma
work-type-conference-abstract = Konferans özeti
work-type-conference-output = Konferans çıktısı
work-type-conference-paper = Konferans bildirisi
work-type-conference-poster = Konferans posteri
work-type-conference-presentation = Konferans sunumu
work-type-conference-proceedings = Konferans bildiriler kitabı
work-type-data-management-plan = Veri yönetim planı
work-type-data-set = Veri kümesi
work-type-design = Tasarım
work-type-dictionary-entry = Sözlük maddesi
work-type-disclosure = Buluş bildirimi
work-type-dissertation-thesis = Tez
work-type-edited-book = Editörlü kitap
work-type-encyclopedia-entry = Ansiklopedi maddesi
work-type-image = Görsel
work-type-invention = Buluş
work-type-journal-article = Dergi makalesi
work-type-journal-issue = Dergi sayısı
work-type-learning-object = Öğrenme nesnesi
work-type-lecture-speech = Ders
work-type-license = Lisans
work-type-magazine-article = Magazin yazısı
work-type-manual = Kılavuz
work-type-moving-image = Hareketli görüntü
work-type-musical-composition = Müzik bestesi
work-type-newsletter-article = Bülten yazısı
work-type-newspaper-article = Gazete yazısı
work-type-online-resource = Etkileşimli kaynak
work-type-other = Diğer
work-type-patent = Patent
work-type-physical-object = Fiziksel nesne
work-type-preprint = Ön baskı
work-type-public-speech = Halka açık konuşma
work-type-registered-copyright = Tescilli telif hakkı
work-type-report = Rapor
work-type-research-technique = Araştırma tekniği
work-type-research-tool = Araştırma aracı
work-type-review = İnceleme
work-type-software = Yazılım
work-type-sound = Ses
work-type-spin-off-company = Yan şirket
work-type-standards-and-policy = Standart veya politika
work-type-supervised-student-publication = Danışmanlık yapılan öğrenci yayını
work-type-technical-standard = Teknik standart
work-type-test = Test
work-type-trademark = Marka
work-type-transcription = Yazıya aktarma
work-type-translation = Çeviri
work-type-website = Web sitesi
work-type-working-paper = Çalışma makalesi
work-type-undefined = Diğer

## Types of funding

funding-type-grant = Hibe
funding-type-contract = Sözleşme
funding-type-award = Ödül
funding-type-salary-award = Maaş desteği

## Reviews: the type, and the role, which follows it after a comma

review-type-review = Hakemlik
review-type-evaluation = Değerlendirme
review-role-reviewer = hakem
review-role-editor = editör
review-role-member = üye
review-role-chair = başkan
review-role-organizer = düzenleyici

## Identifiers that have no name of their own

identifier-other-id = Diğer tanımlayıcı
identifier-grant-number = Hibe numarası
identifier-proposal-id = Öneri
identifier-patent = Patent numarası
identifier-source-work-id = Kaynağın kendi numarası

## What an identifier is to the entry; stands before it

relationship-part-of = { $identifier } bölümü
relationship-version-of = { $identifier } sürümü
relationship-funded-by = { $identifier } tarafından fonlandı
