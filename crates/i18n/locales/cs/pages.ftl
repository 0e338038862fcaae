# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = Přejít k obsahu
sandbox-notice = Toto je zkušební prostředí. Nikdo zde není skutečný a vše se zapomene.
nav-account = Účet
nav-sign-out = Odhlásit se
nav-sign-in = Přihlásit se
nav-register = Zaregistrovat se
nav-find = Hledat v registru
# $count is a number.
nav-unread = { $count }{ $unseen } nepřečtených{ $end }
footer-licence = Veřejná data lze volně používat podle { $link }CC0{ $end }.
footer-independent = { $site } používá API ORCID. Je to nezávislý software, který společnost ORCID, Inc. nevytvořila ani neschválila.
language-label = Jazyk
language-button = Změnit
cancel = Zrušit
new-tab = (otevře se na nové kartě)
# Between the names of a list, and between longer things.
list-separator = { ", " }
list-semicolon = { "; " }

## The front page

home-title = Registr výzkumníků
home-summary = Trvalé identifikátory pro ty, kdo se věnují výzkumu, a veřejné záznamy o tom, co vykonali.
home-question = Kdo to napsal?
home-lead = Jedno jméno sdílí mnoho lidí a časem se mění. iD patří natrvalo jedinému člověku. Tento registr ho dává každému, kdo se věnuje výzkumu, vede záznam o jeho práci a nechává ho rozhodnout, kdo ji uvidí.
finder-label = Najít osoby podle jména nebo iD
finder-button = Najít
finder-refused = Zkontrolujte, zda v tomto iD není překlep: má šestnáct znaků a poslední může být X.
home-researchers = Jedno iD na celý život. Vydavatelé, poskytovatelé podpory a univerzity doplňují do vašeho záznamu s vaším svolením, co vědí; zbytek doplníte vy a u každé položky zvolíte, kdo ji smí vidět.
    .title = Pro výzkumníky
home-organisations = Požádejte lidi, aby se místo psaní svého iD přihlásili zde. S jejich souhlasem vaše systémy čtou jejich záznamy a zapisují do nich a u každé položky je uvedeno, kdo za ni ručí.
    .title = Pro organizace
home-developers = Veřejné a členské API ORCID verzí 3.0, 2.1 a 2.0 v XML a JSON. Software pro ně napsaný funguje beze změny.
    .title = Pro vývojáře

## Finding people

search-title = Najít osoby
search-by-field = Hledat podle polí
search-other-names = Hledat i mezi dalšími jmény
search-organisation = Organizace
    .hint = Její název nebo identifikátor ROR, GRID či Ringgold
# $count is a number.
search-count = { $count ->
    [one] { $count } osoba
    [few] { $count } osoby
    [many] { $count } osoby
   *[other] { $count } osob
}
search-none = Podívejte se, zda tu není překlep, nebo zkuste méně slov. Kdo si své jméno nechává pro sebe, toho lze najít jen podle iD.
    .title = Nikdo nebyl nalezen
search-current = Nyní: { $names }
search-past = Dříve: { $names }
# $count is a number.
search-beyond = Zobrazuje se jen prvních { $count }. Další slovo dostane ty správné dopředu.
search-refused = Tomuto hledání nelze rozumět. Zkuste to bez uvozovek a znamének.
search-expensive = Toto hledání by trvalo příliš dlouho. Zkuste více slov nebo delší slova.
search-later = Hledání teď nemůže odpovědět. Zkuste to prosím za chvíli znovu.

## Forms

# $count (number) of problems in the form.
problems = { $count ->
    [one] Vyskytl se problém
    [few] Vyskytly se { $count } problémy
    [many] Vyskytlo se { $count } problému
   *[other] Vyskytlo se { $count } problémů
}
optional = (nepovinné)
email-label = E-mailová adresa
password-label = Heslo
password-again-label = Heslo ještě jednou
password-hint = Alespoň 8 znaků, mezi nimi číslice a písmeno nebo symbol.
email-invalid = E-mailová adresa vypadá jako jmeno@example.org.
code-wrong = Tento kód není správný nebo už byl použit.
password-too-short = Heslo má alespoň 8 znaků.
password-too-long = Heslo má nejvýše 256 znaků.
password-no-digit = Heslo obsahuje alespoň jednu číslici.
password-no-letter = Heslo obsahuje alespoň jedno písmeno nebo symbol.
password-contains-email = Heslo neobsahuje e-mailovou adresu účtu.
password-common = Toto heslo patří k těm, která každý zkouší jako první.
passwords-differ = Hesla se neshodují.

## Signing in

signin-title = Přihlášení
signin-client = { $client } se ptá, kdo jste. Chcete-li odpovědět, přihlaste se.
signin-username = E-mailová adresa nebo iD
signin-forgotten = Zapomněl(a) jsem heslo nebo iD
signin-register = Ještě nemáte iD? { $link }Zaregistrujte se{ $end }
signin-wrong = Toto jméno a heslo k sobě nepatří. Po deseti nesprávných heslech se po určitou dobu nepřihlásí nikdo, ani se správným heslem.
signin-again = Zkuste to prosím znovu.
signin-unclaimed = Tento záznam je pro vás vyhrazen, ale ještě jste ho nepřevzali: použijte odkaz v pozvánce.
signin-locked = Tento záznam je uzamčen. Napište prosím správcům tohoto registru.
signin-deactivated = Tento záznam byl deaktivován.
signin-deprecated = Toto iD bylo nahrazeno iD { $orcid }. Přihlaste se prosím s ním.
second-factor-title = Druhý krok
second-factor-hint = Otevřete aplikaci, která vytváří vaše kódy, a opište zobrazený kód; nebo použijte jeden ze svých záložních kódů.
second-factor-label = Kód
second-factor-button = Pokračovat
signout-question = Odhlásit se?

## Registering

register-title = Registrace
register-heading = Získejte své iD
register-client = { $client } se ptá, kdo jste. Jakmile budete mít iD, budete pokračovat k odpovědi.
register-already = Už jste zaregistrováni? { $link }Přihlaste se{ $end }: jeden člověk, jedno iD.
register-given-names = Jméno
register-family-name = Příjmení
register-email-again = E-mailová adresa ještě jednou
register-visibility = Kdo smí vidět, co bude do vašeho záznamu odteď přidáno?
register-visibility-hint = To je jen začátek: u každé položky to můžete změnit.
visibility-public = Všichni
    .hint = Kdokoli, zde i prostřednictvím veřejných dat.
visibility-limited = Důvěryhodné strany
    .hint = Lidé a organizace, kterým to dovolíte.
visibility-private = Pouze já
    .hint = Nikdo kromě vás a toho, kdo položku napsal.
register-terms = Podmínky
register-accept-terms = Přijímám podmínky užívání tohoto registru a to, že vše, co zveřejním, může kdokoli používat.
register-accept-processing = Souhlasím se zpracováním svých údajů v jiné zemi, než je má vlastní.
register-tips = Posílejte mi občas tipy.
register-trap = Nevyplňujte
register-button = Zaregistrovat se
register-more = Další adresy
register-more-hint = Nejlepší je mít jednu pracovní a jednu vlastní: kdo změní zaměstnání, o první přijde. Na každou přijde zpráva k potvrzení a nikdo ji neuvidí, dokud to nedovolíte.
# $number is a number: the second address, the third.
register-more-email = E-mailová adresa { $number }
register-too-late = Tato stránka byla otevřena příliš dlouho. Prohlédněte ji prosím a odešlete ještě jednou.
register-too-quick = To bylo velmi rychlé. Prohlédněte prosím formulář a odešlete ho ještě jednou.
register-forgotten = Trvalo to dlouho a co jste vyplnili, je zapomenuto. Začněte prosím znovu.
here-title = Nejste to vy?
# $count is a number.
here-lead = { $count ->
    [one] Někdo s vaším jménem už zde iD má. Jeden člověk potřebuje jen jedno, podívejte se prosím nejprve.
    [few] { $count } lidé s vaším jménem už zde iD mají. Jeden člověk potřebuje jen jedno, podívejte se prosím nejprve.
    [many] { $count } člověka s vaším jménem už zde iD má. Jeden člověk potřebuje jen jedno, podívejte se prosím nejprve.
   *[other] { $count } lidí s vaším jménem už zde iD má. Jeden člověk potřebuje jen jedno, podívejte se prosím nejprve.
}
here-client = Ať zvolíte cokoli, poté budete pokračovat k { $client }.
here-since = Zde od roku { $year }
here-one = Jsem mezi nimi
here-forgotten = Zapomněl(a) jsem heslo
here-none = Nejsem mezi nimi
here-kept = Co jste vyplnili, se uchová půl hodiny; nic nemusíte psát znovu.
here-create = Nejsem mezi nimi: vytvořit mé iD
register-trapped = Bylo vyplněno pole, které lidé nevidí. Nechte ho prosím prázdné.
given-names-missing = Uveďte prosím jméno.
name-too-long = Jméno má méně než 100 znaků.
email-repeated = Tatáž adresa je uvedena dvakrát.
emails-differ = Adresy se neshodují.
email-taken = S touto adresou už iD existuje. Přihlaste se s ní nebo požádejte o nové heslo.
email-reserved = Organizace pro tuto adresu vyhradila iD. Vyhledejte zprávu, která vás zve k jeho převzetí.
email-deactivated = iD s touto adresou bylo deaktivováno.
visibility-missing = Zvolte prosím, kdo smí vidět nové položky.
terms-missing = Bez přijetí podmínek není iD.
processing-missing = Bez tohoto souhlasu není iD.

## Forgotten passwords and iDs

reset-title = Zapomenuté heslo nebo iD
reset-hint = Uveďte některou ze svých e-mailových adres. Pošleme na ni zprávu, ať zde k nějakému iD patří, nebo ne.
reset-password-button = Poslat odkaz pro nové heslo
reset-id-button = Poslat mé iD
reset-sent = Na adresu { $email } jsme poslali zprávu. Říká, jak pokračovat, nebo že adresa zde nikomu nepatří. Nepřijde-li během několika minut, podívejte se mezi nevyžádanou poštu.
    .title = Podívejte se do své pošty
new-password-title = Nové heslo
new-password-code = Kód druhého faktoru
new-password-button = Uložit
new-password-wrong = Současné heslo je nesprávné.

## Consent

consent-title = Povolit přístup?
consent-heading = { $client } žádá o přístup k vašemu záznamu
consent-person = Jste přihlášeni jako { $person }
consent-what = Když to povolíte
consent-note = Vaše heslo zůstává zde. Svolení můžete kdykoli odvolat v části „Důvěryhodné strany“.
consent-allow = Povolit přístup
consent-deny = Odmítnout
consent-next = Poté se vrátíte na { $host }.
consent-other = Nejste to vy? { $link }Přihlásit se jako někdo jiný{ $end }

## Trusted parties

trusted-title = Důvěryhodné strany
trusted-lead = Organizace, které smějí používat váš záznam, protože jste to povolili.
trusted-none = Žádné nejsou.
trusted-since = Od { $date }
trusted-delegates = Jednají jejím jménem
trusted-delegate = { $name }, naposledy { $date }: { $permissions }
trusted-remove = Odebrat{ $unseen } { $name }{ $end }
trusted-remove-question = Odebrat { $name }?
trusted-remove-text = { $name } od této chvíle už nemůže číst ani měnit váš záznam. Co bylo přidáno, zůstává.
trusted-remove-delegates = Totéž platí pro ty, kdo jednají jejím jménem: { $names }.
trusted-remove-button = Odebrat

## Calls of webhooks

webhooks-title = Webhooky
webhooks-lead = Volání, která vaše aplikace dostaly, protože se změnil záznam, nejnovější první.
webhooks-no-clients = Nepatří vám žádná aplikace.
webhooks-no-calls = Zatím nikdo nebyl volán.
webhooks-answered = Odpověď { $status }
webhooks-failed = Bez odpovědi
webhooks-record = Záznam { $orcid }

## One's own page

mine-title = Vaše iD
mine-public = Váš záznam, jak ho vidí všichni
mine-trusted = Důvěryhodné strany: kdo smí používat váš záznam
mine-inbox = Schránka: zprávy a žádosti
mine-webhooks = Webhooky: volání vašich aplikací
mine-emails = E-mailové adresy
email-confirmed = potvrzená
email-not-confirmed = nepotvrzená
email-primary = hlavní
email-needed = Dva záznamy měly adresu { $address } zapsanou dvěma způsoby. Zůstává tomu, který ji potvrdil dříve. Zadejte prosím pro svůj jinou adresu; do té doby se přihlašujte svým iD.
email-needed-button = Přidat adresu
email-send-again = Poslat odkaz znovu{ $unseen } na { $address }{ $end }
notice-verified = Adresa je potvrzena. Děkujeme.
notice-sent = Zpráva je na cestě.
notice-password = Máte nové heslo. Přihlaste se prosím s ním.
notice-removed = Svolení bylo odvoláno.
notice-archived = Archivováno.
notice-signed-out = Jste odhlášeni.
notice-outlived = Stránka byla otevřená příliš dlouho, nebo se někdo přihlásil či odhlásil na jiné kartě. Zkuste to prosím ještě jednou. Pokud se to děje pokaždé, musí váš prohlížeč přijímat soubory cookie z této stránky.

## Confirming an address

verify-question = Je to vaše adresa?
verify-text = Potvrďte, že { $address } patří vám a k záznamu { $orcid }.
verify-button = Potvrdit adresu

## The inbox

inbox-title = Schránka
# $count is a number.
inbox-unread-count = Schránka ({ $unseen }nepřečtené: { $end }{ $count })
inbox-none = Ve schránce nic není.
inbox-none-archived = V archivu nic není.
inbox-show-archived = Archivované zprávy
inbox-archived-title = Archivované zprávy
inbox-back = Zpět do schránky
inbox-new = Nové
inbox-archive-selected = Archivovat vybrané
inbox-archive-page = Archivovat vše na této stránce
inbox-archive = Archivovat
inbox-archive-without = Archivovat bez svolení
inbox-select = Vybrat „{ $subject }“
inbox-from = Od: { $name }
inbox-of = { $kind }, { $date }
inbox-permission = Žádost o svolení
inbox-amended = Změny ve vašem záznamu
inbox-administrative = O vašem účtu
inbox-custom = Zpráva
inbox-announcement = Oznámení
inbox-tip = Tip
inbox-items = Čeho se týká
inbox-grant = Podívat se, oč jde, a rozhodnout
inbox-grant-elsewhere = Pokračovat na { $host }
inbox-grant-elsewhere-hint = { $name } o to žádá na vlastní stránce, mimo tento registr.
inbox-granted-on = Povolili jste to { $date }.
inbox-archived-on = Archivováno { $date }.
inbox-amended-subject = { $name }: změny ve vašem záznamu
inbox-amended-lead = Tyto položky vašeho záznamu se změnily:
inbox-created = přidáno
inbox-updated = změněno
inbox-deleted = odstraněno
# $count is a number.
inbox-more = Další změny: { $count }

## A record

record-nameless = Jméno této osoby není veřejné.
record-also-known = Známé také jako { $names }
record-empty = V tomto záznamu není nic veřejného.
record-only-name = V tomto záznamu není kromě jména nic veřejného.
record-sections = Oddíly
record-biography = Životopis
record-emails = E-mail
record-email-verified = ověřeno
record-links = Odkazy
record-identifiers = Další identifikátory
record-keywords = Klíčová slova
record-countries = Země a regiony
record-sources = Zdroje
record-about = Tento záznam
record-created = Vytvořeno { $date }
record-changed = Naposledy změněno { $date }
record-data = Data záznamu (JSON)
badge-title = QR kód a odznak
badge-code = QR kód adresy { $uri }
badge-png = Stáhnout PNG
badge-svg = Stáhnout SVG
badge-html = Pro vlastní stránky (HTML)
badge-full = Ikona a adresa
badge-compact = Ikona a iD
badge-inline = Pouze ikona
# $count is a number.
review-count = { $count ->
    [one] { $count } recenze
    [few] { $count } recenze
    [many] { $count } recenze
   *[other] { $count } recenzí
}
# $count is a number.
review-publications = { $count ->
    [one] { $count } publikace
    [few] { $count } publikace
    [many] { $count } publikace
   *[other] { $count } publikací
}
# $count is a number.
review-grants = { $count ->
    [one] { $count } grant
    [few] { $count } granty
    [many] { $count } grantu
   *[other] { $count } grantů
}
review-group = O { $name }
review-title = { $type }, { $role }
# $count is a number.
other-versions = { $count ->
    [one] { $count } další zdroj
    [few] { $count } další zdroje
    [many] { $count } dalšího zdroje
   *[other] { $count } dalších zdrojů
}
pager-label = Stránky oddílu { $section }
pager-previous = Předchozí{ $unseen } stránka oddílu { $section }{ $end }
pager-next = Další{ $unseen } stránka oddílu { $section }{ $end }
# All three are numbers.
pager-range = { $first }–{ $last } z { $total }
# $page is a number.
pager-number = { $unseen }Strana { $end }{ $page }
pager-page = Strana
# $count is a number.
pager-pages = z { $count }
pager-go = Přejít
works-sort = Řadit podle
works-by-date-newest = Nejnovější napřed
works-by-date-oldest = Nejstarší napřed
works-by-title = Název, A–Z
works-by-title-back = Název, Z–A
works-by-type = Typ
works-by-source = Ověřené napřed
works-by-source-back = Vlastní údaje napřed
works-words = Slova v názvu, časopisu nebo identifikátoru
works-size = Na stránce
works-show = Zobrazit
# $count is a number.
works-found = Práce s těmito slovy: { $count }.
works-all = Zobrazit všechny práce
entry-untitled = Bez názvu
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label }: { $value }
span-from-to = { $start } až { $end }
span-until = do { $end }
span-current = { $start } až dosud
entry-validated = Ověřeno
entry-details = Podrobnosti{ $unseen }: { $title }{ $end }
# $count is a number.
entry-by-others = { $names } a další (+{ $count })
entry-contributors = Přispěvatelé
# $count is a number.
entry-more-contributors = a další: { $count }
entry-description = Popis
entry-citation = Citace
entry-amount = Částka
entry-added = Přidáno
entry-changed = Změněno
item-of = Ze záznamu osoby { $name }
entry-source = Zdroj: { $source }
source-via = { $origin } prostřednictvím { $name }
source-hidden = není veřejný
noted-other-name = Další jméno
noted-email = E-mail
noted-link = Odkaz
noted-keyword = Klíčové slovo
noted-country = Země
noted-identifier = Identifikátor

## Records that cannot be shown

state-unknown = iD má správný tvar, ale tento registr ho nikdy nikomu nedal.
    .title = Toto iD nemá žádný záznam
state-deprecated = Tato osoba má nyní jiné iD a vše o ní je tam:
    .title = Toto iD bylo nahrazeno
state-unclaimed = Organizace ho vyhradila pro někoho, kdo ho ještě nepřevzal. Do té doby se záznam nezobrazuje.
    .title = Toto iD je vyhrazeno
state-locked = Registr ho uzamkl, například proto, že nedodržoval pravidla užívání. Nic z něj se nezobrazuje.
    .title = Tento záznam je uzamčen
state-deactivated = Jeho majitel ho uzavřel. iD mu zůstává a nikdy nebude dáno nikomu jinému.
    .title = Tento záznam byl deaktivován

## What went wrong

go-home = Přejít na úvodní stránku
go-record = Přejít na svůj záznam
go-signin = Pokračovat k přihlášení
error-no-page = Adresa je možná chybně napsaná nebo se stránka přesunula.
    .title = Tato stránka neexistuje
error-no-entry = Možná byla odstraněna, nebo ji vlastník záznamu nezveřejnil.
    .title = Taková položka tu není
error-bad-id = { $id } nemůže být ORCID iD: poslední znak neodpovídá ostatním, některý z nich je tedy chybně napsaný.
    .title = Tento iD je chybně napsaný
error-method = Tato adresa existuje, ale na požadavky tohoto druhu neodpovídá.
    .title = To zde nefunguje
error-query = Adresa této stránky obsahuje části, kterým zde nikdo nerozumí.
    .title = To zde nefunguje
error-broken = Stránku se nepodařilo vytvořit. Není to vaše chyba; zkuste to prosím za chvíli znovu.
    .title = Něco se pokazilo
error-foreign-form = Tento formulář poslal jiný web.
    .title = Formulář nebyl přijat
error-long-form = Formulář je delší než kterýkoli z našich.
    .title = Je příliš dlouhý
error-request = { $reason }. Musí to napravit web, který vás sem poslal.
    .title = Na tento požadavek nelze odpovědět
error-unusable = Záznam, pro který jste přihlášeni, nemůže dát přístup nikomu: je uzamčen nebo uzavřen.
    .title = Tento záznam nelze použít
link-invalid = Není úplný, nebo ho nahradila novější zpráva: použijte prosím odkaz z poslední zprávy.
    .title = Tento odkaz nefunguje
link-expired = Požádejte prosím o nový; funguje jen několik hodin.
    .title = Tento odkaz je příliš starý
link-used = Tento odkaz funguje jednou. To, k čemu sloužil, už je hotovo.
    .title = Už je hotovo
link-wrong-user = Jste přihlášeni s jiným iD. Nejprve se odhlaste a pak odkaz otevřete znovu.
    .title = Tento odkaz je pro někoho jiného

error-too-often = Z vaší sítě přišlo více požadavků, než kolik jich tento registr za tu dobu vyřídí. Zkuste to prosím znovu za { $count ->
        [one] { $count } sekundu
        [few] { $count } sekundy
       *[other] { $count } sekund
    }.
    .title = Příliš mnoho požadavků
error-too-often-long = Z vaší sítě přišlo více požadavků, než kolik jich tento registr za tu dobu vyřídí. Zkuste to prosím znovu za { $count ->
        [one] { $count } minutu
        [few] { $count } minuty
       *[other] { $count } minut
    }.
    .title = Příliš mnoho požadavků
error-long-address = Adresa této stránky je delší než kterákoli z našich.
    .title = Je příliš dlouhá
