# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = Diğer adlar
mine-empty = Henüz bir şey yok.
mine-empty-members = Henüz bir şey yok. Bunları izin verdiğiniz kuruluşlar ekler.
item-self-asserted = kişinin kendi beyanı
item-add = Ekle: { $kind }
item-visibility = Kim görebilir: { $name }
item-edit = Düzenle{ $unseen }: { $name }{ $end }
item-copy = Kopyala ve düzenle{ $unseen }: { $name }{ $end }
item-prefer = Bu sürümü öne al{ $unseen }: { $name }{ $end }
item-up = Yukarı taşı{ $unseen }: { $name }{ $end }
item-down = Aşağı taşı{ $unseen }: { $name }{ $end }
item-remove = Kaldır{ $unseen }: { $name }{ $end }
undo = Geri al
done-removed = “{ $name }” kaldırıldı.
# $count is a number.
done-removed-many = Kaldırılan ögeler: { $count }
done-shown = “{ $name }” ögesini görebilenler: { $level }
# $count is a number.
done-shown-many = Ögeler: { $count }. Görebilenler: { $level }
done-preferred = “{ $name }” artık önde.
done-ordered = Sıra kaydedildi.
notice-saved = Kaydedildi.
notice-undone = Geri alındı.
notice-undo-late = Bu artık geri alınamaz: bir saatten fazla oldu ya da o zamandan beri bir şey değişti.
notice-gone = Bu öge artık kaydınızda değil ya da değişti.
error-not-edited = Kilitli, kapalı ya da henüz sizin değil.
    .title = Bu kayıt düzenlenemez
email-make-primary = Birincil yap{ $unseen }: { $name }{ $end }
email-add = Bir e-posta adresi daha
email-too-many-mails = Bu adrese çok fazla ileti gönderildi. Bir saat sonra yeniden deneyin.
new-items = Yeni ögeleri kim görebilir
new-items-hint = Bundan sonra sizin ve başkalarının ekledikleri. Var olanlar olduğu gibi kalır.

## All works

mine-all-works = Ara, sırala, çoğunu değiştir
bulk-chosen = Seçilen eserler:
bulk-remove = Kaldır
notice-none-chosen = En az bir eser seçin.
notice-too-many = Bu kadar eser bir kerede değiştirilemez. Daha az seçin.

## Forms

form-add = Ekle: { $kind }
form-edit = Düzenle: { $kind }
form-save = Kaydet
form-choose = Seçin
form-more = Ekle: { $name }
form-drop = Kaldır{ $unseen }: { $name }{ $end }
form-change = Değiştir
form-find = Bul
form-find-hint = Hangisini kastettiğiniz anlaşılsın diye kuruluşu bulun.
form-find-which = Hangisi?
form-find-typed = Adı yazıldığı gibi kullan; kuruluş belirlenmemiş olur
form-find-none = Bu adla bilinen bir kuruluş yok. Yazıldığı gibi kullanabilirsiniz; kuruluş belirlenmemiş olur.
# $count is a number.
form-kept = Bunlardan { $count } tane var, burada düzenlenebilecek olandan fazla. Oldukları gibi kalırlar.
form-visibility = Kim görebilir
form-unconfirmed = E-posta adreslerinizden biri onaylanana kadar yalnızca adınızı düzenleyebilirsiniz.
    .title = Önce e-posta adresinizi onaylayın
conflict = Bu öge başka bir sekmede ya da sizin adınıza işlem yapan biri tarafından değiştirildi.
    .title = Bu öge bu arada değişti
conflict-compare = Farklar
conflict-field = Alan
conflict-mine = Sizinki
conflict-theirs = Şu an kayıtta
conflict-keep-mine = Benimkini koru
conflict-keep-theirs = Diğerini koru
conflict-edit-mine = Benimkini düzenlemeyi sürdür

## Fields

field-amount = Tutar
field-amount-hint = Rakamla, kuruştan önce nokta ile: 12500.50
field-citation = Alıntı
field-citation-type = Alıntı biçemi
field-city = Şehir
field-container = Dergi, kitap ya da dizi
field-contributor = Katkıda bulunan
field-credit-name = Yayın adı
field-credit-name-hint = Yayınlarınızdaki ad. Diğerlerinin yerine gösterilir.
field-currency = Para birimi
field-date = Yayın tarihi
field-day = Gün
field-department = Bölüm
field-description = Açıklama
field-end = Bitiş tarihi
field-end-hint = Sürüyorsa boş bırakın.
field-funder = Fon veren
field-identifier = Tanımlayıcı
field-language = Eserin dili
field-month = Ay
field-name = Ad
field-orcid = iD
field-organization = Kuruluş
field-position = Görev ya da unvan
field-region = Eyalet ya da bölge
field-relationship = Neyi tanımladığı
field-role = Rol
field-start = Başlangıç tarihi
field-subtitle = Alt başlık
field-subtype = Fon verenin verdiği tür adı
field-title = Başlık
field-translated-language = Çevrilmiş başlığın dili
field-translated-title = Çevrilmiş başlık
field-type = Tür
field-url = Web adresi
field-url-name = Sayfanın adı
field-value = Değer
field-year = Yıl

## What to choose from

work-types-popular = Sık kullanılanlar
work-types-all = Tüm türler
citation-type-formatted-unspecified = Başka biçem
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = Bu ögenin kendisini
relation-part-of = Parçası olduğu şeyi
relation-version-of = Başka bir sürümünü
relation-funded-by = Onu fonlayanı
role-author = Yazar
role-assignee = Hak sahibi
role-editor = Editör
role-chair-or-translator = Başkan ya da çevirmen
role-co-investigator = Eş araştırmacı
role-co-inventor = Eş mucit
role-graduate-student = Öğrenci
role-other-inventor = Diğer mucit
role-principal-investigator = Baş araştırmacı
role-postdoctoral-researcher = Doktora sonrası araştırmacı
role-support-staff = Destek personeli
role-conceptualization = Kavramsallaştırma
role-data-curation = Veri düzenleme
role-formal-analysis = Biçimsel çözümleme
role-funding-acquisition = Fon sağlama
role-investigation = Araştırma
role-methodology = Yöntem
role-project-administration = Proje yönetimi
role-resources = Kaynaklar
role-software = Yazılım
role-supervision = Danışmanlık
role-validation = Doğrulama
role-visualization = Görselleştirme
role-writing-original-draft = Yazım: ilk taslak
role-writing-review-editing = Yazım: gözden geçirme

## What is wrong

fault-missing = { $field }: burayı doldurun.
# $count is a number.
fault-long = { $field }: en çok { $count } karakter.
fault-list = { $field }: listeden seçin.
fault-url = { $field }: https://example.org/page gibi bir adres girin.
fault-year = { $field }: 1900 ile 2100 arasında bir yıl girin.
fault-date = { $field }: böyle bir tarih yok. Gün için ay, ay için yıl gerekir.
fault-order = { $field }: başlangıç bitişten sonra.
fault-start = { $field }: bitiş tarihi için başlangıç tarihi gerekir.
fault-amount = { $field }: kuruştan önce nokta ile rakam girin ve para birimi seçin.
fault-orcid = { $field }: bu iD’de yazım hatası olup olmadığına bakın.
fault-self = { $field }: başka bir sürümünkinin yanında bu ögeninki de gerekir.
fault-funded = { $field }: fonlayan, hibe numarası, öneri, DOI ya da URI ile belirtilir.
fault-organization = { $field }: bu kuruluş burada bilinmiyor. Başkasını bulun ya da adı yazıldığı gibi kullanın.
fault-other = { $field }: bu uymuyor.
fault-form = Formda başka bir şey uymuyor.
# $count is a number.
fault-full = Kaydınızda bunlardan { $count } tane var; daha fazlası sığmaz.
