# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = Inne imiona i nazwiska
mine-empty = Na razie nic.
mine-empty-members = Na razie nic. Dodają je organizacje, które otrzymały zgodę.
item-self-asserted = podane przez właściciela
item-add = Dodaj: { $kind }
item-visibility = Kto może zobaczyć: { $name }
item-edit = Edytuj{ $unseen }: { $name }{ $end }
item-copy = Kopiuj i edytuj{ $unseen }: { $name }{ $end }
item-prefer = Preferuj tę wersję{ $unseen }: { $name }{ $end }
item-up = W górę{ $unseen }: { $name }{ $end }
item-down = W dół{ $unseen }: { $name }{ $end }
item-remove = Usuń{ $unseen }: { $name }{ $end }
undo = Cofnij
done-removed = Usunięto „{ $name }”.
# $count is a number.
done-removed-many = Usunięte wpisy: { $count }
done-shown = Kto może zobaczyć „{ $name }”: { $level }
# $count is a number.
done-shown-many = Wpisy: { $count }. Kto może je zobaczyć: { $level }
done-preferred = „{ $name }” jest teraz na początku.
done-ordered = Zapisano kolejność.
notice-saved = Zapisano.
notice-undone = Cofnięto.
notice-undo-late = Tego nie można już cofnąć: minęła ponad godzina albo coś się od tego czasu zmieniło.
notice-gone = Tego wpisu nie ma już w rekordzie albo się zmienił.
error-not-edited = Jest zablokowany, zamknięty albo jeszcze nie przejęty.
    .title = Tego rekordu nie można edytować
email-make-primary = Ustaw jako główny{ $unseen }: { $name }{ $end }
email-add = Kolejny adres e-mail
email-too-many-mails = Na ten adres wysłano zbyt wiele wiadomości. Spróbuj ponownie za godzinę.
new-items = Kto może zobaczyć nowe wpisy
new-items-hint = To, co zostanie dodane od teraz. Istniejące wpisy pozostają bez zmian.

## All works

mine-all-works = Szukaj, sortuj, zmieniaj wiele
bulk-chosen = Wybrane prace:
bulk-remove = Usuń
notice-none-chosen = Wybierz co najmniej jedną pracę.
notice-too-many = Nie można zmienić tylu prac naraz. Wybierz mniej.

## Forms

form-add = Dodaj: { $kind }
form-edit = Edytuj: { $kind }
form-save = Zapisz
form-choose = Wybierz
form-more = Dodaj: { $name }
form-drop = Usuń{ $unseen }: { $name }{ $end }
form-change = Zmień
form-find = Szukaj
form-find-hint = Wyszukaj organizację, aby inni wiedzieli, o którą chodzi.
form-find-which = Która to?
form-find-typed = Użyj nazwy tak, jak wpisano; organizacja nie jest zidentyfikowana
form-find-none = Nie jest tu znana żadna organizacja o tej nazwie. Można jej użyć tak, jak wpisano; organizacja nie będzie zidentyfikowana.
# $count is a number.
form-kept = Jest ich { $count }, więcej niż można tu edytować. Pozostają bez zmian.
form-visibility = Kto może to zobaczyć
form-unconfirmed = Dopóki żaden adres e-mail nie jest potwierdzony, można edytować tylko imię i nazwisko.
    .title = Najpierw potwierdź adres e-mail
conflict = Ten wpis zmieniono w innej karcie albo zmieniła go osoba działająca w imieniu właściciela.
    .title = Ten wpis zmienił się w międzyczasie
conflict-compare = Co się różni
conflict-field = Pole
conflict-mine = Ta wersja
conflict-theirs = Teraz w rekordzie
conflict-keep-mine = Zachowaj moją
conflict-keep-theirs = Zachowaj tamtą
conflict-edit-mine = Edytuj dalej moją

## Fields

field-amount = Kwota
field-amount-hint = Cyframi, z kropką przed groszami: 12500.50
field-citation = Cytowanie
field-citation-type = Styl cytowania
field-city = Miejscowość
field-container = Czasopismo, książka lub seria
field-contributor = Współtwórca
field-credit-name = Nazwisko w publikacjach
field-credit-name-hint = Nazwisko używane w publikacjach. Jest pokazywane zamiast pozostałych.
field-currency = Waluta
field-date = Data publikacji
field-day = Dzień
field-department = Wydział
field-description = Opis
field-end = Data końcowa
field-end-hint = Zostaw puste, jeśli trwa nadal.
field-funder = Podmiot finansujący
field-identifier = Identyfikator
field-language = Język pracy
field-month = Miesiąc
field-name = Nazwa
field-orcid = iD
field-organization = Organizacja
field-position = Rola lub tytuł
field-region = Województwo lub region
field-relationship = Co identyfikuje
field-role = Rola
field-start = Data początkowa
field-subtitle = Podtytuł
field-subtype = Rodzaj, jak nazywa go finansujący
field-title = Tytuł
field-translated-language = Język przetłumaczonego tytułu
field-translated-title = Przetłumaczony tytuł
field-type = Rodzaj
field-url = Adres internetowy
field-url-name = Nazwa strony
field-value = Wartość
field-year = Rok

## What to choose from

work-types-popular = Często używane
work-types-all = Wszystkie rodzaje
citation-type-formatted-unspecified = Inny styl
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = Sam ten wpis
relation-part-of = To, czego jest częścią
relation-version-of = Inną jego wersję
relation-funded-by = To, co go sfinansowało
role-author = Autor
role-assignee = Posiadacz praw
role-editor = Redaktor
role-chair-or-translator = Przewodniczący lub tłumacz
role-co-investigator = Współbadacz
role-co-inventor = Współwynalazca
role-graduate-student = Student
role-other-inventor = Inny wynalazca
role-principal-investigator = Główny badacz
role-postdoctoral-researcher = Badacz po doktoracie
role-support-staff = Personel pomocniczy
role-conceptualization = Koncepcja
role-data-curation = Opracowanie danych
role-formal-analysis = Analiza formalna
role-funding-acquisition = Pozyskanie funduszy
role-investigation = Badania
role-methodology = Metodologia
role-project-administration = Zarządzanie projektem
role-resources = Zasoby
role-software = Oprogramowanie
role-supervision = Nadzór
role-validation = Walidacja
role-visualization = Wizualizacja
role-writing-original-draft = Pisanie: pierwsza wersja
role-writing-review-editing = Pisanie: recenzja i redakcja

## What is wrong

fault-missing = { $field }: wypełnij to pole.
# $count is a number.
fault-long = { $field }: najwyżej { $count } znaków.
fault-list = { $field }: wybierz z listy.
fault-url = { $field }: wpisz adres, na przykład https://example.org/page.
fault-year = { $field }: wpisz rok od 1900 do 2100.
fault-date = { $field }: nie ma takiej daty. Dzień wymaga miesiąca, a miesiąc roku.
fault-order = { $field }: początek jest po końcu.
fault-start = { $field }: data końcowa wymaga początkowej.
fault-amount = { $field }: wpisz cyfry z kropką przed groszami i wybierz walutę.
fault-orcid = { $field }: sprawdź, czy w tym iD nie ma literówki.
fault-self = { $field }: obok identyfikatora innej wersji potrzebny jest identyfikator tego wpisu.
fault-funded = { $field }: finansowanie wskazuje numer grantu, wniosek, DOI lub URI.
fault-organization = { $field }: ta organizacja nie jest tu znana. Wyszukaj inną albo użyj nazwy tak, jak wpisano.
fault-other = { $field }: to nie pasuje.
fault-form = Coś innego w formularzu nie pasuje.
# $count is a number.
fault-full = W rekordzie jest ich { $count }; więcej się nie zmieści.
