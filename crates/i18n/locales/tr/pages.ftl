# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = İçeriğe geç
sandbox-notice = Bu bir deneme ortamıdır. Buradaki hiç kimse gerçek değildir ve her şey unutulur.
nav-account = Hesap
nav-sign-out = Oturumu kapat
nav-sign-in = Oturum aç
nav-register = Kaydol
nav-find = Kayıtlarda ara
# $count is a number.
nav-unread = { $count }{ $unseen } okunmamış{ $end }
footer-licence = Herkese açık veriler { $link }CC0{ $end } kapsamında serbestçe kullanılabilir.
footer-independent = { $site }, ORCID API’sini kullanır. ORCID, Inc. tarafından üretilmemiş ve onaylanmamış bağımsız bir yazılımdır.
language-label = Dil
language-button = Değiştir
cancel = İptal
new-tab = (yeni sekmede açılır)
# Between the names of a list, and between longer things.
list-separator = { ", " }
list-semicolon = { "; " }

## The front page

home-title = Araştırmacılar kaydı
home-summary = Araştırma yapanlar için kalıcı tanımlayıcılar ve yaptıklarının herkese açık kayıtları.
home-question = Bunu kim yazdı?
home-lead = Bir adı pek çok kişi paylaşır ve ad zamanla değişir. Bir iD ise sonsuza dek tek bir kişiye aittir. Bu kayıt sistemi, araştırma yapan herkese bir iD verir, yaptıklarının kaydını tutar ve kimin göreceğine kendilerinin karar vermesini sağlar.
finder-label = Adla veya iD ile kişi bulun
finder-button = Bul
finder-refused = Bu iD'de yazım hatası olup olmadığına bakın: on altı karakterlidir, sonuncusu X olabilir.
home-researchers = Ömür boyu tek bir iD. Yayıncılar, fon sağlayıcılar ve üniversiteler bildiklerini izninizle kaydınıza ekler; gerisini siz ekler ve her öğeyi kimin görebileceğini seçersiniz.
    .title = Araştırmacılar için
home-organisations = İnsanlardan iD’lerini yazmak yerine burada oturum açmalarını isteyin. Onların onayıyla sistemleriniz kayıtlarını okur ve yazar; her öğede kimin kefil olduğu belirtilir.
    .title = Kuruluşlar için
home-developers = ORCID’in herkese açık ve üye API’leri, 3.0, 2.1 ve 2.0 sürümleri, XML ve JSON biçiminde. Bunlar için yazılmış yazılımlar değişiklik gerekmeden çalışır.
    .title = Geliştiriciler için

## Finding people

search-title = Kişi bulun
search-by-field = Alanlara göre arayın
search-other-names = Diğer adlar arasında da ara
search-organisation = Kuruluş
    .hint = Adı ya da ROR, GRID veya Ringgold tanımlayıcısı
# $count is a number.
search-count = { $count ->
    [one] { $count } kişi
   *[other] { $count } kişi
}
search-none = Yazım hatası olup olmadığına bakın ya da daha az sözcük deneyin. Adını kendine saklayanlar yalnızca iD ile bulunur.
    .title = Kimse bulunamadı
search-current = Şu anda: { $names }
search-past = Daha önce: { $names }
# $count is a number.
search-beyond = Yalnızca ilk { $count } kişi gösteriliyor. Bir sözcük daha, aradıklarınızı öne getirir.
search-refused = Bu arama anlaşılamadı. Lütfen tırnak ve işaret olmadan deneyin.
search-expensive = Bu arama çok uzun sürerdi. Lütfen daha çok ya da daha uzun sözcük deneyin.
search-later = Arama şu anda yanıt veremiyor. Lütfen birazdan yeniden deneyin.

## Forms

# $count (number) of problems in the form.
problems = { $count ->
    [one] Bir sorun var
   *[other] { $count } sorun var
}
optional = (isteğe bağlı)
email-label = E-posta adresi
password-label = Parola
password-again-label = Parola (yeniden)
password-hint = En az 8 karakter; bir rakam ve bir harf veya simge içermelidir.
email-invalid = E-posta adresi ad@example.org biçimindedir.
code-wrong = Bu kod doğru değil veya daha önce kullanılmış.
password-too-short = Parola en az 8 karakter olmalıdır.
password-too-long = Parola en fazla 256 karakter olmalıdır.
password-no-digit = Parola en az bir rakam içermelidir.
password-no-letter = Parola en az bir harf veya simge içermelidir.
password-contains-email = Parola, hesabın e-posta adresini içeremez.
password-common = Bu parola, herkesin ilk denediği parolalardan biri.
passwords-differ = İki parola aynı değil.

## Signing in

signin-title = Oturum aç
signin-client = { $client } kim olduğunuzu soruyor. Yanıtlamak için oturum açın.
signin-username = E-posta adresi veya iD
signin-forgotten = Parolamı veya iD’mi unuttum
signin-register = Henüz iD’niz yok mu? { $link }Şimdi kaydolun{ $end }
signin-wrong = Bu ad ile bu parola birbirine uymuyor. On yanlış paroladan sonra bir süre hiç kimse, doğru parolayla bile oturum açamaz.
signin-again = Lütfen yeniden deneyin.
signin-unclaimed = Bu kayıt sizin için ayrılmış ancak henüz devralınmamış: davet e-postasındaki bağlantıyı izleyin.
signin-locked = Bu kayıt kilitli. Lütfen bu kayıt sistemini yürütenlere yazın.
signin-deactivated = Bu kayıt devre dışı bırakıldı.
signin-deprecated = Bu iD’nin yerini { $orcid } aldı. Lütfen onunla oturum açın.
second-factor-title = İkinci adım
second-factor-hint = Kodlarınızı üreten uygulamayı açıp gösterdiği kodu yazın veya kurtarma kodlarınızdan birini kullanın.
second-factor-label = Kod
second-factor-button = Devam et
signout-question = Oturum kapatılsın mı?

## Registering

register-title = Kaydol
register-heading = iD’nizi alın
register-client = { $client } kim olduğunuzu soruyor. iD’nizi aldıktan sonra yanıtlamaya devam edersiniz.
register-already = Zaten kayıtlı mısınız? { $link }Oturum açın{ $end }: bir kişi, bir iD.
register-given-names = Ad
register-family-name = Soyadı
register-email-again = E-posta adresi (yeniden)
register-visibility = Bundan sonra kaydınıza eklenenleri kim görebilsin?
register-visibility-hint = Bu yalnızca başlangıç: her öğe için değiştirebilirsiniz.
visibility-public = Herkes
    .hint = Burada ve herkese açık veriler aracılığıyla herkes.
visibility-limited = Güvenilen taraflar
    .hint = İzin verdiğiniz kişiler ve kuruluşlar.
visibility-private = Yalnızca ben
    .hint = Siz ve öğeyi yazan dışında hiç kimse.
register-terms = Koşullar
register-accept-terms = Bu kayıt sisteminin kullanım koşullarını ve herkese açık yaptıklarımın herkesçe kullanılabileceğini kabul ediyorum.
register-accept-processing = Verilerimin kendi ülkem dışında bir ülkede işlenmesini kabul ediyorum.
register-tips = Bana ara sıra ipuçları gönderin.
register-trap = Burayı boş bırakın
register-button = Kaydol
register-more = Başka adresler
register-more-hint = En iyisi bir iş adresi ve bir kişisel adrestir: iş değiştiren ilkini kaybeder. Her birine doğrulama e-postası gönderilir ve siz izin verene kadar kimse görmez.
# $number is a number: the second address, the third.
register-more-email = E-posta adresi { $number }
register-too-late = Bu sayfa çok uzun süre açık kaldı. Lütfen gözden geçirip yeniden gönderin.
register-too-quick = Bu çok hızlı oldu. Lütfen formu gözden geçirip yeniden gönderin.
register-forgotten = Uzun zaman geçti ve doldurduklarınız unutuldu. Lütfen baştan başlayın.
here-title = Bu siz olabilir misiniz?
# $count is a number.
here-lead = { $count ->
    [one] Sizinle aynı adı taşıyan birinin burada zaten bir iD’si var. Bir kişiye tek iD yeter; lütfen önce bakın.
   *[other] Sizinle aynı adı taşıyan { $count } kişinin burada zaten bir iD’si var. Bir kişiye tek iD yeter; lütfen önce bakın.
}
here-client = Ne seçerseniz seçin, ardından { $client } ile devam edersiniz.
here-since = { $year } yılından beri burada
here-one = Bunlardan biri benim
here-forgotten = Parolamı unuttum
here-none = Hiçbiri ben değilim
here-kept = Doldurduklarınız yarım saat saklanır; hiçbir şeyi yeniden yazmanız gerekmez.
here-create = Hiçbiri ben değilim: iD’mi oluştur
register-trapped = İnsanların görmediği bir alan doldurulmuş. Lütfen boş bırakın.
given-names-missing = Lütfen bir ad yazın.
name-too-long = Ad 100 karakterden kısa olmalıdır.
email-repeated = Aynı adres iki kez yazılmış.
emails-differ = İki adres aynı değil.
email-taken = Bu adresle zaten bir iD var. Onunla oturum açın veya yeni parola isteyin.
email-reserved = Bir kuruluş bu adres için bir iD ayırmış. Devralmanız için gönderilen davet e-postasını arayın.
email-deactivated = Bu adresteki iD devre dışı bırakılmış.
visibility-missing = Lütfen yeni öğeleri kimin görebileceğini seçin.
terms-missing = Koşullar kabul edilmeden iD verilmez.
processing-missing = Bu onay olmadan iD verilmez.

## Forgotten passwords and iDs

reset-title = Unutulan parola veya iD
reset-hint = E-posta adreslerinizden birini yazın. Buradaki bir iD’ye ait olsun ya da olmasın, o adrese bir e-posta göndeririz.
reset-password-button = Yeni parola için bağlantı gönder
reset-id-button = iD’mi gönder
reset-sent = { $email } adresine bir e-posta gönderdik. Nasıl devam edileceğini ya da adresin burada kimseye ait olmadığını bildirir. Birkaç dakika içinde gelmezse istenmeyen e-postalara bakın.
    .title = E-postanıza bakın
new-password-title = Yeni parola
new-password-code = İkinci etken kodu
new-password-button = Kaydet
new-password-wrong = Geçerli parola yanlış.

## Consent

consent-title = Erişime izin verilsin mi?
consent-heading = { $client } kaydınıza erişim istiyor
consent-person = { $person } olarak oturum açtınız
consent-what = İzin verirseniz
consent-note = Parolanız burada kalır. İzni istediğiniz zaman “Güvenilen taraflar” altında geri alabilirsiniz.
consent-allow = Erişime izin ver
consent-deny = Reddet
consent-next = Ardından { $host } adresine dönersiniz.
consent-other = Siz değil misiniz? { $link }Başka biri olarak oturum açın{ $end }

## Trusted parties

trusted-title = Güvenilen taraflar
trusted-lead = İzin verdiğiniz için kaydınızı kullanabilen kuruluşlar.
trusted-none = Hiçbiri yok.
trusted-since = { $date } tarihinden beri
trusted-delegates = Onun adına hareket edenler
trusted-delegate = { $name }, son olarak { $date }: { $permissions }
trusted-remove = { $unseen }{ $name } { $end }kaldır
trusted-remove-question = { $name } kaldırılsın mı?
trusted-remove-text = { $name } bu andan itibaren kaydınızı okuyamaz ve değiştiremez. Ekledikleri kalır.
trusted-remove-delegates = Onun adına hareket edenler için de aynısı geçerlidir: { $names }.
trusted-remove-button = Kaldır

## Calls of webhooks

webhooks-title = Web kancaları
webhooks-lead = Bir kayıt değiştiği için uygulamalarınıza yapılan çağrılar, en yeniler önce.
webhooks-no-clients = Size ait bir uygulama yok.
webhooks-no-calls = Henüz çağrı yapılmadı.
webhooks-answered = Yanıt { $status }
webhooks-failed = Yanıt yok
webhooks-record = Kayıt { $orcid }

## One's own page

mine-title = iD’niz
mine-public = Herkesin gördüğü biçimiyle kaydınız
mine-trusted = Güvenilen taraflar: kaydınızı kimler kullanabilir
mine-inbox = Gelen kutusu: iletiler ve istekler
mine-webhooks = Web kancaları: uygulamalarınıza yapılan çağrılar
mine-emails = E-posta adresleri
email-confirmed = doğrulandı
email-not-confirmed = doğrulanmadı
email-primary = birincil
email-needed = İki kayıtta { $address } adresi iki ayrı yazılışla vardı. Adres, onu önce doğrulayan kayıtta kalıyor. Lütfen kendi kaydınız için başka bir adres verin; o zamana kadar iD’nizle oturum açın.
email-needed-button = Adresi ekle
email-send-again = Bağlantıyı yeniden gönder{ $unseen }: { $address }{ $end }
notice-verified = Adres doğrulandı. Teşekkürler.
notice-sent = E-posta yolda.
notice-password = Yeni bir parolanız var. Lütfen onunla oturum açın.
notice-removed = İzin geri alındı.
notice-archived = Arşivlendi.
notice-signed-out = Oturumunuz kapatıldı.
notice-outlived = Sayfa çok uzun süre açık kaldı ya da başka bir sekmede oturum açıldı veya kapatıldı. Lütfen bir kez daha deneyin. Bu her seferinde oluyorsa tarayıcınızın bu sitenin çerezlerini kabul etmesi gerekir.

## Confirming an address

verify-question = Bu adres sizin mi?
verify-text = { $address } adresinin size ve { $orcid } kaydına ait olduğunu onaylayın.
verify-button = Adresi doğrula

## The inbox

inbox-title = Gelen kutusu
# $count is a number.
inbox-unread-count = Gelen kutusu ({ $unseen }okunmamış: { $end }{ $count })
inbox-none = Gelen kutunuzda hiçbir şey yok.
inbox-none-archived = Arşivde hiçbir şey yok.
inbox-show-archived = Arşivlenen iletiler
inbox-archived-title = Arşivlenen iletiler
inbox-back = Gelen kutusuna dön
inbox-new = Yeni
inbox-archive-selected = Seçilenleri arşivle
inbox-archive-page = Bu sayfadakilerin tümünü arşivle
inbox-archive = Arşivle
inbox-archive-without = İzin vermeden arşivle
inbox-select = “{ $subject }” iletisini seç
inbox-from = Gönderen: { $name }
inbox-of = { $kind }, { $date }
inbox-permission = İzin isteği
inbox-amended = Kaydınızdaki değişiklikler
inbox-administrative = Hesabınız hakkında
inbox-custom = İleti
inbox-announcement = Duyuru
inbox-tip = İpucu
inbox-items = Konusu
inbox-grant = Ne istendiğini görün ve karar verin
inbox-grant-elsewhere = { $host } adresinde devam et
inbox-grant-elsewhere-hint = { $name } bunu bu kayıt sisteminin dışındaki kendi sayfasında istiyor.
inbox-granted-on = Buna { $date } tarihinde izin verdiniz.
inbox-archived-on = { $date } tarihinde arşivlendi.
inbox-amended-subject = { $name } kaydınızı değiştirdi
inbox-amended-lead = Kaydınızda şu girdiler değişti:
inbox-created = eklendi
inbox-updated = değiştirildi
inbox-deleted = kaldırıldı
# $count is a number.
inbox-more = Diğer değişiklikler: { $count }

## A record

record-nameless = Bu kişinin adı herkese açık değil.
record-also-known = Diğer adları: { $names }
record-empty = Bu kayıtta herkese açık bir şey yok.
record-only-name = Bu kayıtta ad dışında herkese açık bir şey yok.
record-sections = Bölümler
record-biography = Özgeçmiş
record-emails = E-posta
record-email-verified = doğrulandı
record-links = Bağlantılar
record-identifiers = Diğer tanımlayıcılar
record-keywords = Anahtar kelimeler
record-countries = Ülkeler ve bölgeler
record-sources = Kaynaklar
record-about = Bu kayıt
record-created = Oluşturulma: { $date }
record-changed = Son değişiklik: { $date }
record-data = Kayıt verileri (JSON)
badge-title = QR kodu ve rozet
badge-code = { $uri } için QR kodu
badge-png = PNG indir
badge-svg = SVG indir
badge-html = Kendi sayfalarınız için (HTML)
badge-full = Simge ve adres
badge-compact = Simge ve iD
badge-inline = Yalnızca simge
# $count is a number.
review-count = { $count ->
    [one] { $count } değerlendirme
   *[other] { $count } değerlendirme
}
# $count is a number.
review-publications = { $count ->
    [one] { $count } yayın
   *[other] { $count } yayın
}
# $count is a number.
review-grants = { $count ->
    [one] { $count } hibe
   *[other] { $count } hibe
}
review-group = { $name } hakkında
review-title = { $type }, { $role }
# $count is a number.
other-versions = { $count } kaynak daha
pager-label = { $section } sayfaları
pager-previous = Önceki{ $unseen } { $section } sayfası{ $end }
pager-next = Sonraki{ $unseen } { $section } sayfası{ $end }
# All three are numbers.
pager-range = { $first }–{ $last } / { $total }
# $page is a number.
pager-number = { $unseen }Sayfa { $end }{ $page }
pager-page = Sayfa
# $count is a number.
pager-pages = / { $count }
pager-go = Git
works-sort = Sıralama
works-by-date-newest = Önce en yeniler
works-by-date-oldest = Önce en eskiler
works-by-title = Başlık, A–Z
works-by-title-back = Başlık, Z–A
works-by-type = Tür
works-by-source = Önce doğrulananlar
works-by-source-back = Önce kendi beyanları
works-words = Başlık, dergi veya tanımlayıcıdaki sözcükler
works-size = Sayfa başına
works-show = Göster
# $count is a number.
works-found = Bu sözcükleri içeren çalışmalar: { $count }.
works-all = Tüm çalışmaları göster
entry-untitled = Başlıksız
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label }: { $value }
span-from-to = { $start } – { $end }
span-until = { $end } tarihine kadar
span-current = { $start } – günümüz
entry-validated = Doğrulandı
entry-details = Ayrıntılar{ $unseen }: { $title }{ $end }
# $count is a number.
entry-by-others = { $names } ve diğerleri (+{ $count })
entry-contributors = Katkıda bulunanlar
# $count is a number.
entry-more-contributors = ve diğerleri: { $count }
entry-description = Açıklama
entry-citation = Atıf
entry-amount = Tutar
entry-added = Eklendi
entry-changed = Değiştirildi
item-of = { $name } kaydından
entry-source = Kaynak: { $source }
source-via = { $origin }, { $name } aracılığıyla
source-hidden = herkese açık değil
noted-other-name = Diğer ad
noted-email = E-posta
noted-link = Bağlantı
noted-keyword = Anahtar kelime
noted-country = Ülke
noted-identifier = Tanımlayıcı

## Records that cannot be shown

state-unknown = iD doğru biçimde, ancak bu kayıt sistemi onu hiç kimseye vermedi.
    .title = Bu iD’ye ait kayıt yok
state-deprecated = Bu kişinin artık başka bir iD’si var ve onunla ilgili her şey orada:
    .title = Bu iD’nin yerini başkası aldı
state-unclaimed = Bir kuruluş onu henüz devralmamış biri için ayırdı. O zamana kadar kayıt gösterilmez.
    .title = Bu iD ayrılmış
state-locked = Kayıt sistemi onu, örneğin kullanım kurallarına uymadığı için kilitledi. Hiçbir içeriği gösterilmez.
    .title = Bu kayıt kilitli
state-deactivated = Sahibi onu kapattı. iD onda kalır ve hiçbir zaman başkasına verilmez.
    .title = Bu kayıt devre dışı bırakıldı

## What went wrong

go-home = Ana sayfaya git
go-record = Kaydınıza gidin
go-signin = Oturum açmaya devam et
error-no-page = Adres yanlış yazılmış veya sayfa taşınmış olabilir.
    .title = Böyle bir sayfa yok
error-no-entry = Kaldırılmış olabilir ya da herkese açık değildir.
    .title = Burada böyle bir girdi yok
error-bad-id = { $id } bir ORCID iD olamaz: son karakter diğerlerine uymuyor, yani biri yanlış yazılmış.
    .title = Bu iD yanlış yazılmış
error-method = Bu adres var, ancak bu tür isteklere yanıt vermiyor.
    .title = Bu burada çalışmıyor
error-query = Bu sayfanın adresinde burada kimsenin anlamadığı bölümler var.
    .title = Bu burada çalışmıyor
error-broken = Sayfa oluşturulamadı. Sizin hatanız değil; lütfen biraz sonra yeniden deneyin.
    .title = Bir şeyler ters gitti
error-foreign-form = Bu form başka bir site tarafından gönderildi.
    .title = Form kabul edilmedi
error-long-form = Form, bizim formlarımızın hepsinden uzun.
    .title = Bu çok uzun
error-request = { $reason }. Sizi buraya gönderen site bunu düzeltmelidir.
    .title = Bu istek yanıtlanamıyor
error-unusable = Oturum açtığınız kayıt kimseye erişim veremez: kilitli veya kapalı.
    .title = Bu kayıt kullanılamıyor
link-invalid = Eksik, ya da yerini daha yeni bir e-posta almış: lütfen son e-postadaki bağlantıyı kullanın.
    .title = Bu bağlantı çalışmıyor
link-expired = Lütfen yenisini isteyin; bağlantı yalnızca birkaç saat çalışır.
    .title = Bu bağlantı çok eski
link-used = Bu bağlantı bir kez çalışır. Gereği yapılmış.
    .title = Zaten yapıldı
link-wrong-user = Başka bir iD ile oturum açtınız. Önce oturumu kapatın, sonra bağlantıyı yeniden açın.
    .title = Bu bağlantı başkası için

error-too-often = Ağınızdan bu kayıt sisteminin bu sürede yanıtladığından daha fazla istek geldi. Lütfen { $count } saniye sonra yeniden deneyin.
    .title = Çok fazla istek
error-too-often-long = Ağınızdan bu kayıt sisteminin bu sürede yanıtladığından daha fazla istek geldi. Lütfen { $count } dakika sonra yeniden deneyin.
    .title = Çok fazla istek
error-long-address = Bu sayfanın adresi bizimkilerin hepsinden uzun.
    .title = Bu çok uzun
