# Mails. An empty line ends a paragraph; the link, where there is one, follows the last.

mail-welcome =
    .subject = Vítejte ve svém novém záznamu
    .body =
        Vítejte. Vaše iD je { $uri }

        Potvrďte prosím, že tato adresa je vaše. Dokud není potvrzena některá z vašich adres, můžete upravovat pouze jména a e-mailové adresy.
mail-verify =
    .subject = Potvrďte prosím svou e-mailovou adresu
    .body = Tato adresa byla přidána k záznamu { $uri }. Pokud jste to byli vy, potvrďte prosím, že je adresa vaše; pokud ne, této zprávy si nevšímejte.
mail-reset =
    .subject = Zvolte nové heslo
    .body =
        Někdo požádal o nové heslo k záznamu { $uri }.

        Pokud jste to byli vy, zvolte si ho do čtyř hodin na adrese uvedené níže. Pokud ne, této zprávy si nevšímejte; heslo zůstane, jaké je.
mail-nobody =
    .subject = Žádný účet s touto adresou
    .body = Někdo, možná vy, se na { $site } ptal na účet s touto adresou. Žádný neexistuje. Možná jste se zaregistrovali s jinou adresou.
mail-unclaimed =
    .subject = Tento záznam ještě není převzat
    .body = Záznam { $uri } pro vás vytvořila organizace a zatím nemá heslo: nejprve je nutné ho převzít. Vyhledejte zprávu, která vás k tomu zve.
mail-unavailable =
    .subject = Tento záznam není dostupný
    .body = K záznamu { $uri } se v tuto chvíli nelze přihlásit, a proto nedostal nové heslo.
mail-password-changed =
    .subject = Vaše heslo bylo změněno
    .body =
        Heslo záznamu { $uri } bylo změněno a všechna ostatní přihlášení byla ukončena.

        Pokud jste to nebyli vy, požádejte ihned o nové heslo.
mail-addresses =
    .subject = Vaše e-mailové adresy se změnily
    .body =
        E-mailové adresy záznamu { $uri } byly změněny. Nyní to jsou:

        { $addresses }

        Pokud jste to nebyli vy, ihned požádejte o nové heslo.
mail-your-id =
    .subject = Vaše iD
    .body = iD, které patří k této adrese, je { $uri }
mail-quota =
    .subject = Aplikace vyčerpala své dnešní požadavky
    .body =
        { $client } odeslala veřejnému rozhraní { $limit } požadavků, což je počet, který smí aplikace odeslat za den. Podívejte se prosím, zda se neptá častěji, než musí.

        O půlnoci (UTC) se začne počítat znovu.
