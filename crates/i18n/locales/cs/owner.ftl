# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = Další jména
mine-empty = Zatím nic.
mine-empty-members = Zatím nic. Přidávají je organizace, kterým to povolíte.
item-self-asserted = uvedeno osobou
item-add = Přidat: { $kind }
item-visibility = Kdo může vidět: { $name }
item-edit = Upravit{ $unseen }: { $name }{ $end }
item-copy = Kopírovat a upravit{ $unseen }: { $name }{ $end }
item-prefer = Upřednostnit tuto verzi{ $unseen }: { $name }{ $end }
item-up = Nahoru{ $unseen }: { $name }{ $end }
item-down = Dolů{ $unseen }: { $name }{ $end }
item-remove = Odebrat{ $unseen }: { $name }{ $end }
undo = Vrátit zpět
done-removed = Odebráno: „{ $name }“.
# $count is a number.
done-removed-many = Odebrané položky: { $count }
done-shown = Kdo může vidět „{ $name }“: { $level }
# $count is a number.
done-shown-many = Položky: { $count }. Kdo je může vidět: { $level }
done-preferred = „{ $name }“ je teď na prvním místě.
done-ordered = Pořadí uloženo.
notice-saved = Uloženo.
notice-undone = Vráceno zpět.
notice-undo-late = Už to nelze vrátit: je to déle než hodinu, nebo se od té doby něco změnilo.
notice-gone = Tato položka už ve vašem záznamu není, nebo se změnila.
error-not-edited = Je zamčený, uzavřený nebo zatím není váš.
    .title = Tento záznam nelze upravit
email-make-primary = Nastavit jako hlavní{ $unseen }: { $name }{ $end }
email-add = Další e-mailová adresa
email-too-many-mails = Na tuto adresu bylo posláno příliš mnoho zpráv. Zkuste to znovu za hodinu.
new-items = Kdo může vidět nové položky
new-items-hint = Co vy a jiní přidáte odteď. Co už tu je, zůstává.

## All works

mine-all-works = Hledat, řadit, měnit více
bulk-chosen = Vybraná díla:
bulk-remove = Odebrat
notice-none-chosen = Vyberte alespoň jedno dílo.
notice-too-many = Tolik děl nelze změnit najednou. Vyberte méně.

## Forms

form-add = Přidat: { $kind }
form-edit = Upravit: { $kind }
form-save = Uložit
form-choose = Vyberte
form-more = Přidat: { $name }
form-drop = Odebrat{ $unseen }: { $name }{ $end }
form-change = Změnit
form-find = Hledat
form-find-hint = Vyhledejte organizaci, aby ostatní věděli, kterou myslíte.
form-find-which = Která to je?
form-find-typed = Použít název tak, jak je napsán; organizace není určena
form-find-none = Pod tímto názvem tu není známa žádná organizace. Můžete ho použít, jak je; organizace pak není určena.
# $count is a number.
form-kept = Je jich { $count }, více, než tu lze upravit. Zůstávají, jak jsou.
form-visibility = Kdo to může vidět
form-unconfirmed = Dokud není potvrzena některá z vašich e-mailových adres, můžete upravit jen své jméno.
    .title = Nejprve potvrďte svou e-mailovou adresu
conflict = Tato položka se změnila na jiné kartě, nebo ji změnil někdo, kdo jedná za vás.
    .title = Tato položka se mezitím změnila
conflict-compare = V čem se liší
conflict-field = Pole
conflict-mine = Vaše verze
conflict-theirs = Nyní v záznamu
conflict-keep-mine = Ponechat mou
conflict-keep-theirs = Ponechat druhou
conflict-edit-mine = Dál upravovat mou

## Fields

field-amount = Částka
field-amount-hint = Číslicemi, s tečkou před haléři: 12500.50
field-citation = Citace
field-citation-type = Styl citace
field-city = Město
field-container = Časopis, kniha nebo řada
field-contributor = Přispěvatel
field-credit-name = Jméno v publikacích
field-credit-name-hint = Jméno na vašich publikacích. Zobrazuje se místo ostatních.
field-currency = Měna
field-date = Datum vydání
field-day = Den
field-department = Oddělení
field-description = Popis
field-end = Konec
field-end-hint = Nechte prázdné, pokud trvá.
field-funder = Poskytovatel prostředků
field-identifier = Identifikátor
field-language = Jazyk díla
field-month = Měsíc
field-name = Jméno
field-orcid = iD
field-organization = Organizace
field-position = Role nebo titul
field-region = Stát nebo kraj
field-relationship = Co označuje
field-role = Role
field-start = Začátek
field-subtitle = Podtitul
field-subtype = Druh, jak ho nazývá poskytovatel
field-title = Název
field-translated-language = Jazyk přeloženého názvu
field-translated-title = Přeložený název
field-type = Druh
field-url = Webová adresa
field-url-name = Název stránky
field-value = Hodnota
field-year = Rok

## What to choose from

work-types-popular = Často používané
work-types-all = Všechny druhy
citation-type-formatted-unspecified = Jiný styl
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = Tuto položku samu
relation-part-of = Čeho je součástí
relation-version-of = Jinou její verzi
relation-funded-by = Co ji financovalo
role-author = Autor
role-assignee = Držitel práv
role-editor = Editor
role-chair-or-translator = Předseda nebo překladatel
role-co-investigator = Spoluřešitel
role-co-inventor = Spoluvynálezce
role-graduate-student = Student
role-other-inventor = Další vynálezce
role-principal-investigator = Hlavní řešitel
role-postdoctoral-researcher = Postdoktorand
role-support-staff = Podpůrný personál
role-conceptualization = Koncepce
role-data-curation = Správa dat
role-formal-analysis = Formální analýza
role-funding-acquisition = Získání prostředků
role-investigation = Výzkum
role-methodology = Metodika
role-project-administration = Řízení projektu
role-resources = Zdroje
role-software = Software
role-supervision = Vedení
role-validation = Ověření
role-visualization = Vizualizace
role-writing-original-draft = Psaní: první verze
role-writing-review-editing = Psaní: revize a úpravy

## What is wrong

fault-missing = { $field }: vyplňte prosím.
# $count is a number.
fault-long = { $field }: nejvýše { $count } znaků.
fault-list = { $field }: vyberte ze seznamu.
fault-url = { $field }: zadejte adresu jako https://example.org/page.
fault-year = { $field }: zadejte rok od 1900 do 2100.
fault-date = { $field }: takové datum není. Den potřebuje měsíc a měsíc rok.
fault-order = { $field }: začátek je po konci.
fault-start = { $field }: konec potřebuje začátek.
fault-amount = { $field }: zadejte číslice s tečkou před haléři a vyberte měnu.
fault-orcid = { $field }: zkontrolujte, zda v tomto iD není překlep.
fault-self = { $field }: vedle identifikátoru jiné verze je třeba identifikátor této položky.
fault-funded = { $field }: financování určuje číslo grantu, návrh, DOI nebo URI.
fault-organization = { $field }: tato organizace tu není známa. Vyhledejte jinou, nebo použijte název tak, jak je napsán.
fault-other = { $field }: toto nevyhovuje.
fault-form = Ve formuláři nevyhovuje něco jiného.
# $count is a number.
fault-full = Váš záznam jich má { $count }; více se nevejde.
