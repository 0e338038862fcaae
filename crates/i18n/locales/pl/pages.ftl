# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = Przejdź do treści
sandbox-notice = To jest środowisko testowe. Nikt tu nie jest prawdziwy i wszystko zostanie zapomniane.
nav-account = Konto
nav-sign-out = Wyloguj się
nav-sign-in = Zaloguj się
nav-register = Zarejestruj się
nav-find = Szukaj w rejestrze
# $count is a number.
nav-unread = { $count }{ $unseen } nieprzeczytanych{ $end }
footer-licence = Z danych publicznych można korzystać swobodnie, na zasadach { $link }CC0{ $end }.
footer-independent = { $site } używa API ORCID. To niezależne oprogramowanie, którego ORCID, Inc. ani nie wytwarza, ani nie zatwierdza.
language-label = Język
language-button = Zmień
cancel = Anuluj
new-tab = (otwiera się w nowej karcie)
# Between the names of a list, and between longer things.
list-separator = { ", " }
list-semicolon = { "; " }

## The front page

home-title = Rejestr badaczy
home-summary = Trwałe identyfikatory dla osób prowadzących badania i publiczne rekordy tego, co zrobiły.
home-question = Kto to napisał?
home-lead = Jedno nazwisko nosi wiele osób i z czasem się ono zmienia. iD należy na zawsze do jednej osoby. Ten rejestr nadaje je każdemu, kto prowadzi badania, przechowuje rekord jego dokonań i pozwala mu decydować, kto je zobaczy.
finder-label = Znajdź osoby według nazwiska lub iD
finder-button = Znajdź
finder-refused = Proszę sprawdzić, czy w tym iD nie ma literówki: ma szesnaście znaków, a ostatnim może być X.
home-researchers = Jedno iD na całe życie. Wydawcy, instytucje finansujące i uczelnie dodają za Państwa zgodą do rekordu to, co wiedzą; resztę dodają Państwo sami i przy każdej pozycji wybierają, kto może ją zobaczyć.
    .title = Dla badaczy
home-organisations = Prosimy, aby osoby logowały się tutaj, zamiast wpisywać swoje iD. Za ich zgodą Państwa systemy odczytują ich rekordy i zapisują w nich dane, a przy każdej pozycji widać, kto za nią ręczy.
    .title = Dla organizacji
home-developers = Publiczne i członkowskie API ORCID w wersjach 3.0, 2.1 i 2.0, w XML i JSON. Napisane dla nich oprogramowanie działa bez zmian.
    .title = Dla programistów

## Finding people

search-title = Znajdź osoby
search-by-field = Szukaj według pól
search-other-names = Szukaj także wśród innych nazwisk
search-organisation = Organizacja
    .hint = Jej nazwa albo identyfikator ROR, GRID lub Ringgold
# $count is a number.
search-count = { $count ->
    [one] { $count } osoba
    [few] { $count } osoby
    [many] { $count } osób
   *[other] { $count } osoby
}
search-none = Proszę sprawdzić, czy nie ma literówki, lub użyć mniejszej liczby słów. Kto zachowuje nazwisko dla siebie, tego można znaleźć tylko według iD.
    .title = Nikogo nie znaleziono
search-current = Obecnie: { $names }
search-past = Wcześniej: { $names }
# $count is a number.
search-beyond = Pokazano tylko pierwsze { $count }. Jeszcze jedno słowo przesunie właściwe osoby na początek.
search-refused = Tego wyszukiwania nie da się zrozumieć. Proszę spróbować bez cudzysłowów i znaków.
search-expensive = To wyszukiwanie trwałoby zbyt długo. Proszę użyć większej liczby słów albo dłuższych słów.
search-later = Wyszukiwarka nie może teraz odpowiedzieć. Proszę spróbować ponownie za chwilę.

## Forms

# $count (number) of problems in the form.
problems = { $count ->
    [one] Wystąpił problem
    [few] Wystąpiły { $count } problemy
    [many] Wystąpiło { $count } problemów
   *[other] Wystąpiło { $count } problemu
}
optional = (opcjonalnie)
email-label = Adres e-mail
password-label = Hasło
password-again-label = Powtórz hasło
password-hint = Co najmniej 8 znaków, w tym cyfra oraz litera lub symbol.
email-invalid = Adres e-mail ma postać imie@example.org.
code-wrong = Ten kod jest nieprawidłowy albo został już użyty.
password-too-short = Hasło ma co najmniej 8 znaków.
password-too-long = Hasło ma najwyżej 256 znaków.
password-no-digit = Hasło zawiera co najmniej jedną cyfrę.
password-no-letter = Hasło zawiera co najmniej jedną literę lub symbol.
password-contains-email = Hasło nie zawiera adresu e-mail konta.
password-common = To hasło należy do tych, które wszyscy sprawdzają najpierw.
passwords-differ = Hasła nie są takie same.

## Signing in

signin-title = Logowanie
signin-client = { $client } pyta, kim Pan/Pani jest. Aby odpowiedzieć, proszę się zalogować.
signin-username = Adres e-mail lub iD
signin-forgotten = Nie pamiętam hasła lub iD
signin-register = Nie ma Pan/Pani jeszcze iD? { $link }Proszę się zarejestrować{ $end }
signin-wrong = Ta nazwa i to hasło do siebie nie pasują. Po dziesięciu błędnych hasłach przez pewien czas nikt nie może się zalogować, nawet z właściwym.
signin-again = Proszę spróbować ponownie.
signin-unclaimed = Ten rekord jest dla Pana/Pani zarezerwowany, ale jeszcze nie został przejęty: proszę użyć odnośnika z zaproszenia.
signin-locked = Ten rekord jest zablokowany. Proszę napisać do osób prowadzących ten rejestr.
signin-deactivated = Ten rekord został dezaktywowany.
signin-deprecated = To iD zostało zastąpione przez { $orcid }. Proszę zalogować się za jego pomocą.
second-factor-title = Drugi krok
second-factor-hint = Proszę otworzyć aplikację, która tworzy kody, i wpisać wyświetlony kod albo użyć jednego z kodów odzyskiwania.
second-factor-label = Kod
second-factor-button = Dalej
signout-question = Wylogować się?

## Registering

register-title = Rejestracja
register-heading = Uzyskaj swoje iD
register-client = { $client } pyta, kim Pan/Pani jest. Po uzyskaniu iD będzie można odpowiedzieć.
register-already = Ma Pan/Pani już iD? { $link }Proszę się zalogować{ $end }: jedna osoba, jedno iD.
register-given-names = Imiona
register-family-name = Nazwisko
register-email-again = Powtórz adres e-mail
register-visibility = Kto może zobaczyć to, co od teraz zostanie dodane do rekordu?
register-visibility-hint = To tylko początek: można to zmienić dla każdej pozycji.
visibility-public = Wszyscy
    .hint = Każdy, tutaj i w danych publicznych.
visibility-limited = Zaufane podmioty
    .hint = Osoby i organizacje, które otrzymały zgodę.
visibility-private = Tylko ja
    .hint = Nikt oprócz właściciela rekordu i autora wpisu.
register-terms = Warunki
register-accept-terms = Akceptuję warunki korzystania z tego rejestru oraz to, że z tego, co upublicznię, może korzystać każdy.
register-accept-processing = Zgadzam się na przetwarzanie moich danych w kraju innym niż mój.
register-tips = Proszę przesyłać mi od czasu do czasu wskazówki.
register-trap = Proszę pozostawić puste
register-button = Zarejestruj się
register-more = Więcej adresów
register-more-hint = Najlepiej mieć jeden służbowy i jeden własny: kto zmienia pracę, traci pierwszy. Na każdy zostanie wysłana wiadomość z prośbą o potwierdzenie i nikt go nie zobaczy bez zgody właściciela.
# $number is a number: the second address, the third.
register-more-email = Adres e-mail { $number }
register-too-late = Ta strona była otwarta zbyt długo. Proszę ją przejrzeć i wysłać jeszcze raz.
register-too-quick = To było bardzo szybko. Proszę przejrzeć formularz i wysłać go jeszcze raz.
register-forgotten = Minęło dużo czasu i wypełnione dane zostały zapomniane. Proszę zacząć od nowa.
here-title = Czy to Pan/Pani?
# $count is a number.
here-lead = { $count ->
    [one] Ktoś o tym samym nazwisku ma już tutaj iD. Jedna osoba potrzebuje tylko jednego, więc prosimy najpierw sprawdzić.
    [few] { $count } osoby o tym samym nazwisku mają już tutaj iD. Jedna osoba potrzebuje tylko jednego, więc prosimy najpierw sprawdzić.
    [many] { $count } osób o tym samym nazwisku ma już tutaj iD. Jedna osoba potrzebuje tylko jednego, więc prosimy najpierw sprawdzić.
   *[other] { $count } osoby o tym samym nazwisku ma już tutaj iD. Jedna osoba potrzebuje tylko jednego, więc prosimy najpierw sprawdzić.
}
here-client = Bez względu na wybór następnym krokiem będzie { $client }.
here-since = Tutaj od { $year } r.
here-one = To ja
here-forgotten = Nie pamiętam hasła
here-none = Żadna z tych osób to nie ja
here-kept = Wypełnione dane są przechowywane przez pół godziny; niczego nie trzeba wpisywać ponownie.
here-create = Żadna z tych osób to nie ja: utwórz moje iD
register-trapped = Wypełniono pole, którego ludzie nie widzą. Proszę pozostawić je puste.
given-names-missing = Proszę podać imię.
name-too-long = Imię lub nazwisko ma mniej niż 100 znaków.
email-repeated = Ten sam adres podano dwa razy.
emails-differ = Adresy nie są takie same.
email-taken = Istnieje już iD z tym adresem. Proszę się nim zalogować albo poprosić o nowe hasło.
email-reserved = Organizacja zarezerwowała iD dla tego adresu. Proszę poszukać wiadomości z zaproszeniem do jego przejęcia.
email-deactivated = iD z tym adresem zostało dezaktywowane.
visibility-missing = Proszę wybrać, kto może zobaczyć nowe pozycje.
terms-missing = Bez akceptacji warunków nie ma iD.
processing-missing = Bez tej zgody nie ma iD.

## Forgotten passwords and iDs

reset-title = Nie pamiętam hasła lub iD
reset-hint = Proszę podać jeden ze swoich adresów e-mail. Wyślemy na niego wiadomość bez względu na to, czy należy on tutaj do jakiegoś iD.
reset-password-button = Wyślij odnośnik do nowego hasła
reset-id-button = Wyślij moje iD
reset-sent = Wysłaliśmy wiadomość na adres { $email }. Wyjaśnia ona, co dalej, albo że adres nie należy tu do nikogo. Jeśli nie dotrze w ciągu kilku minut, proszę sprawdzić wśród niechcianych wiadomości.
    .title = Proszę sprawdzić pocztę
new-password-title = Nowe hasło
new-password-code = Kod drugiego składnika
new-password-button = Zapisz
new-password-wrong = Obecne hasło jest błędne.

## Consent

consent-title = Zezwolić na dostęp?
consent-heading = { $client } prosi o dostęp do Pana/Pani rekordu
consent-person = Zalogowano jako { $person }
consent-what = Po udzieleniu zgody
consent-note = Hasło pozostaje tutaj. Zgodę można w każdej chwili cofnąć w części „Zaufane podmioty”.
consent-allow = Zezwól na dostęp
consent-deny = Odmów
consent-next = Następnie nastąpi powrót do { $host }.
consent-other = To nie Pan/Pani? { $link }Zaloguj się jako ktoś inny{ $end }

## Trusted parties

trusted-title = Zaufane podmioty
trusted-lead = Organizacje, które mogą korzystać z rekordu, ponieważ otrzymały na to zgodę.
trusted-none = Nie ma żadnych.
trusted-since = Od { $date }
trusted-delegates = Działają w jej imieniu
trusted-delegate = { $name }, ostatnio { $date }: { $permissions }
trusted-remove = Usuń{ $unseen } { $name }{ $end }
trusted-remove-question = Usunąć { $name }?
trusted-remove-text = { $name } od tej chwili nie może już odczytywać ani zmieniać rekordu. To, co zostało dodane, pozostaje.
trusted-remove-delegates = To samo dotyczy tych, którzy działają w jej imieniu: { $names }.
trusted-remove-button = Usuń

## Calls of webhooks

webhooks-title = Webhooki
webhooks-lead = Wywołania, które aplikacje otrzymały po zmianie rekordu, od najnowszych.
webhooks-no-clients = Nie masz żadnej aplikacji.
webhooks-no-calls = Nie było jeszcze żadnego wywołania.
webhooks-answered = Odpowiedź { $status }
webhooks-failed = Brak odpowiedzi
webhooks-record = Rekord { $orcid }

## One's own page

mine-title = Pana/Pani iD
mine-public = Rekord, tak jak widzą go wszyscy
mine-trusted = Zaufane podmioty: kto może korzystać z rekordu
mine-inbox = Skrzynka odbiorcza: wiadomości i prośby
mine-webhooks = Webhooki: wywołania aplikacji
mine-emails = Adresy e-mail
email-confirmed = potwierdzony
email-not-confirmed = niepotwierdzony
email-primary = główny
email-needed = Dwa rekordy miały adres { $address }, zapisany na dwa sposoby. Pozostaje przy tym, który potwierdził go pierwszy. Proszę podać inny adres dla swojego; do tego czasu można logować się swoim iD.
email-needed-button = Dodaj adres
email-send-again = Wyślij odnośnik ponownie{ $unseen } na { $address }{ $end }
notice-verified = Adres jest potwierdzony. Dziękujemy.
notice-sent = Wiadomość jest w drodze.
notice-password = Hasło zostało zmienione. Proszę się nim zalogować.
notice-removed = Zgoda została cofnięta.
notice-archived = Zarchiwizowano.
notice-signed-out = Wylogowano.
notice-outlived = Strona była otwarta zbyt długo albo ktoś zalogował się lub wylogował w innej karcie. Proszę spróbować jeszcze raz. Jeśli dzieje się tak za każdym razem, przeglądarka musi przyjmować stąd pliki cookie.

## Confirming an address

verify-question = Czy to Twój adres?
verify-text = Potwierdź, że { $address } należy do Ciebie i do rekordu { $orcid }.
verify-button = Potwierdź adres

## The inbox

inbox-title = Skrzynka odbiorcza
# $count is a number.
inbox-unread-count = Skrzynka odbiorcza ({ $unseen }nieprzeczytane: { $end }{ $count })
inbox-none = Skrzynka odbiorcza jest pusta.
inbox-none-archived = Nic nie jest zarchiwizowane.
inbox-show-archived = Zarchiwizowane wiadomości
inbox-archived-title = Zarchiwizowane wiadomości
inbox-back = Powrót do skrzynki odbiorczej
inbox-new = Nowe
inbox-archive-selected = Archiwizuj zaznaczone
inbox-archive-page = Archiwizuj wszystko na tej stronie
inbox-archive = Archiwizuj
inbox-archive-without = Archiwizuj bez zgody
inbox-select = Zaznacz „{ $subject }”
inbox-from = Od: { $name }
inbox-of = { $kind }, { $date }
inbox-permission = Prośba o zgodę
inbox-amended = Zmiany w rekordzie
inbox-administrative = Dotyczy konta
inbox-custom = Wiadomość
inbox-announcement = Ogłoszenie
inbox-tip = Wskazówka
inbox-items = Czego dotyczy
inbox-grant = Zobacz, czego dotyczy prośba, i zdecyduj
inbox-grant-elsewhere = Kontynuuj na { $host }
inbox-grant-elsewhere-hint = { $name } prosi o to na własnej stronie, poza tym rejestrem.
inbox-granted-on = Zgoda z dnia: { $date }.
inbox-archived-on = Zarchiwizowano: { $date }.
inbox-amended-subject = { $name }: zmiany w rekordzie
inbox-amended-lead = Te wpisy w rekordzie zostały zmienione:
inbox-created = dodano
inbox-updated = zmieniono
inbox-deleted = usunięto
# $count is a number.
inbox-more = Dalsze zmiany: { $count }

## A record

record-nameless = Nazwisko tej osoby nie jest publiczne.
record-also-known = Znane także nazwiska: { $names }
record-empty = W tym rekordzie nie ma nic publicznego.
record-only-name = W tym rekordzie oprócz nazwiska nie ma nic publicznego.
record-sections = Sekcje
record-biography = Biografia
record-emails = E-mail
record-email-verified = zweryfikowany
record-links = Odnośniki
record-identifiers = Inne identyfikatory
record-keywords = Słowa kluczowe
record-countries = Kraje i regiony
record-sources = Źródła
record-about = Ten rekord
record-created = Utworzono { $date }
record-changed = Ostatnia zmiana: { $date }
record-data = Dane rekordu (JSON)
badge-title = Kod QR i plakietka
badge-code = Kod QR adresu { $uri }
badge-png = Pobierz PNG
badge-svg = Pobierz SVG
badge-html = Na własne strony (HTML)
badge-full = Ikona i adres
badge-compact = Ikona i iD
badge-inline = Sama ikona
# $count is a number.
review-count = { $count ->
    [one] { $count } recenzja
    [few] { $count } recenzje
    [many] { $count } recenzji
   *[other] { $count } recenzji
}
# $count is a number.
review-publications = { $count ->
    [one] { $count } publikacja
    [few] { $count } publikacje
    [many] { $count } publikacji
   *[other] { $count } publikacji
}
# $count is a number.
review-grants = { $count ->
    [one] { $count } grant
    [few] { $count } granty
    [many] { $count } grantów
   *[other] { $count } grantu
}
review-group = O { $name }
review-title = { $type }, { $role }
# $count is a number.
other-versions = { $count ->
    [one] { $count } inne źródło
    [few] { $count } inne źródła
    [many] { $count } innych źródeł
   *[other] { $count } innego źródła
}
pager-label = Strony sekcji { $section }
pager-previous = Poprzednia{ $unseen } strona sekcji { $section }{ $end }
pager-next = Następna{ $unseen } strona sekcji { $section }{ $end }
# All three are numbers.
pager-range = { $first }–{ $last } z { $total }
# $page is a number.
pager-number = { $unseen }Strona { $end }{ $page }
pager-page = Strona
# $count is a number.
pager-pages = z { $count }
pager-go = Przejdź
works-sort = Sortuj według
works-by-date-newest = Od najnowszych
works-by-date-oldest = Od najstarszych
works-by-title = Tytuł, A–Z
works-by-title-back = Tytuł, Z–A
works-by-type = Rodzaj
works-by-source = Najpierw potwierdzone
works-by-source-back = Najpierw podane samodzielnie
works-words = Słowa w tytule, czasopiśmie lub identyfikatorze
works-size = Na stronie
works-show = Pokaż
# $count is a number.
works-found = Prace z tymi słowami: { $count }.
works-all = Pokaż wszystkie prace
entry-untitled = Bez tytułu
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label }: { $value }
span-from-to = { $start } – { $end }
span-until = do { $end }
span-current = { $start } – obecnie
entry-validated = Potwierdzone
entry-details = Szczegóły{ $unseen }: { $title }{ $end }
# $count is a number.
entry-by-others = { $names } i inni (+{ $count })
entry-contributors = Współtwórcy
# $count is a number.
entry-more-contributors = i inni: { $count }
entry-description = Opis
entry-citation = Cytowanie
entry-amount = Kwota
entry-added = Dodano
entry-changed = Zmieniono
item-of = Z rekordu: { $name }
entry-source = Źródło: { $source }
source-via = { $origin } przez { $name }
source-hidden = niepubliczne
noted-other-name = Inne nazwisko
noted-email = E-mail
noted-link = Odnośnik
noted-keyword = Słowo kluczowe
noted-country = Kraj
noted-identifier = Identyfikator

## Records that cannot be shown

state-unknown = iD ma prawidłową postać, ale ten rejestr nigdy go nikomu nie nadał.
    .title = Żaden rekord nie ma tego iD
state-deprecated = Ta osoba ma teraz inne iD i wszystko o niej znajduje się tam:
    .title = To iD zostało zastąpione
state-unclaimed = Organizacja zarezerwowała je dla kogoś, kto jeszcze go nie przejął. Do tego czasu rekord nie jest pokazywany.
    .title = To iD jest zarezerwowane
state-locked = Rejestr go zablokował, na przykład dlatego, że nie był zgodny z zasadami korzystania. Nic z niego nie jest pokazywane.
    .title = Ten rekord jest zablokowany
state-deactivated = Właściciel go zamknął. iD pozostaje jego i nigdy nie zostanie nadane nikomu innemu.
    .title = Ten rekord został dezaktywowany

## What went wrong

go-home = Przejdź do strony głównej
go-record = Przejdź do swojego rekordu
go-signin = Przejdź do logowania
error-no-page = Być może adres jest błędnie wpisany albo strona została przeniesiona.
    .title = Nie ma takiej strony
error-no-entry = Mógł zostać usunięty albo nie jest publiczny.
    .title = Nie ma tu takiego wpisu
error-bad-id = { $id } nie może być identyfikatorem ORCID iD: ostatni znak nie pasuje do pozostałych, więc któryś z nich jest błędnie wpisany.
    .title = Ten iD jest błędnie wpisany
error-method = Ten adres istnieje, ale nie odpowiada na żądania tego rodzaju.
    .title = To tutaj nie działa
error-query = Adres tej strony zawiera części, których nikt tutaj nie rozumie.
    .title = To tutaj nie działa
error-broken = Nie udało się utworzyć strony. To nie Pana/Pani wina; proszę spróbować za chwilę.
    .title = Coś poszło nie tak
error-foreign-form = Ten formularz został wysłany przez inną witrynę.
    .title = Formularz nie został przyjęty
error-long-form = Formularz jest dłuższy niż którykolwiek z naszych.
    .title = To za długie
error-request = { $reason }. Musi to naprawić witryna, z której nastąpiło przekierowanie.
    .title = Na to żądanie nie można odpowiedzieć
error-unusable = Rekord, do którego się zalogowano, nie może dać dostępu nikomu: jest zablokowany lub zamknięty.
    .title = Z tego rekordu nie można korzystać
link-invalid = Jest niepełny albo zastąpiła go nowsza wiadomość: proszę użyć odnośnika z ostatniej wiadomości.
    .title = Ten odnośnik nie działa
link-expired = Proszę poprosić o nowy; działa tylko przez kilka godzin.
    .title = Ten odnośnik jest za stary
link-used = Ten odnośnik działa jeden raz. To, do czego służył, zostało już zrobione.
    .title = Już zrobione
link-wrong-user = Zalogowano się za pomocą innego iD. Proszę się najpierw wylogować, a potem otworzyć odnośnik ponownie.
    .title = Ten odnośnik jest dla kogoś innego

error-too-often = Z tej sieci przyszło więcej żądań, niż ten rejestr obsługuje w tym czasie. Proszę spróbować ponownie za { $count ->
        [one] { $count } sekundę
        [few] { $count } sekundy
       *[other] { $count } sekund
    }.
    .title = Zbyt wiele żądań
error-too-often-long = Z tej sieci przyszło więcej żądań, niż ten rejestr obsługuje w tym czasie. Proszę spróbować ponownie za { $count ->
        [one] { $count } minutę
        [few] { $count } minuty
       *[other] { $count } minut
    }.
    .title = Zbyt wiele żądań
error-long-address = Adres tej strony jest dłuższy niż którykolwiek z naszych.
    .title = To za długie
