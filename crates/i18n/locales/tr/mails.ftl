# Mails. An empty line ends a paragraph; the link, where there is one, follows the last.

mail-welcome =
    .subject = Yeni kaydınıza hoş geldiniz
    .body =
        Hoş geldiniz. iD’niz: { $uri }

        Lütfen bu adresin size ait olduğunu doğrulayın. Adreslerinizden biri doğrulanana kadar yalnızca adları ve e-posta adreslerini düzenleyebilirsiniz.
mail-verify =
    .subject = Lütfen e-posta adresinizi doğrulayın
    .body = Bu adres { $uri } kaydına eklendi. Bunu siz yaptıysanız lütfen adresin size ait olduğunu doğrulayın; yapmadıysanız bu e-postayı dikkate almayın.
mail-reset =
    .subject = Yeni bir parola seçin
    .body =
        Birisi { $uri } kaydı için yeni parola istedi.

        Bu sizseniz, dört saat içinde aşağıdaki adreste bir parola seçin. Değilseniz bu e-postayı dikkate almayın; parola aynı kalır.
mail-nobody =
    .subject = Bu adresle hesap yok
    .body = Birisi, belki siz, { $site } adresinde bu adrese ait hesabı sordu. Böyle bir hesap yok. Başka bir adresle kaydolmuş olabilirsiniz.
mail-unclaimed =
    .subject = Bu kayıt henüz devralınmadı
    .body = { $uri } kaydı bir kuruluş tarafından sizin için oluşturuldu ve henüz parolası yok: önce devralınması gerekir. Davet e-postasını arayın.
mail-unavailable =
    .subject = Bu kayıt kullanılamıyor
    .body = Şu anda { $uri } kaydında oturum açılamıyor, bu nedenle yeni parola verilmedi.
mail-password-changed =
    .subject = Parolanız değiştirildi
    .body =
        { $uri } kaydının parolası değiştirildi ve diğer tüm oturumlar sonlandırıldı.

        Bunu siz yapmadıysanız hemen yeni bir parola isteyin.
mail-addresses =
    .subject = E-posta adresleriniz değişti
    .body =
        { $uri } kaydının e-posta adresleri değiştirildi. Şu an şunlar:

        { $addresses }

        Bunu siz yapmadıysanız hemen yeni bir parola isteyin.
mail-your-id =
    .subject = iD’niz
    .body = Bu adrese ait iD: { $uri }
mail-quota =
    .subject = Bir uygulama bugünkü isteklerini tüketti
    .body =
        { $client }, bir uygulamanın bir günde genel API’ye gönderebileceği { $limit } isteğin tamamını gönderdi. Lütfen gereğinden sık sorup sormadığına bakın.

        Sayım gece yarısı (UTC) yeniden başlar.
