# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = Zatrudnienie
section-educations = Wykształcenie i kwalifikacje
section-professional = Działalność zawodowa
section-fundings = Finansowanie
section-works = Prace
section-peer-reviews = Recenzowanie
section-research-resources = Zasoby badawcze

## What an entry is, in a section of several kinds

kind-distinction = Wyróżnienie
kind-education = Wykształcenie
kind-invited-position = Stanowisko na zaproszenie
kind-membership = Członkostwo
kind-qualification = Kwalifikacja
kind-service = Służba
kind-editorial-service = Praca redakcyjna
kind-work = Praca
kind-employment = Zatrudnienie
kind-funding = Finansowanie
kind-peer-review = Recenzja
kind-research-resource = Zasób badawczy
kind-name = Imię i nazwisko
kind-biography = Biografia
kind-other-name = Inne nazwisko
kind-researcher-url = Odnośnik
kind-email = Adres e-mail
kind-address = Kraj
kind-keyword = Słowo kluczowe
kind-external-identifier = Identyfikator

## Types of works

work-type-annotation = Adnotacja
work-type-artistic-performance = Wykonanie artystyczne
work-type-blog-post = Wpis na blogu
work-type-book-chapter = Rozdział książki
work-type-book-review = Recenzja książki
work-type-book = Książka
work-type-cartographic-material = Materiał kartograficzny
work-type-clinical-study = Badanie kliniczne
work-type-conference-abstract = Abstrakt konferencyjny
work-type-conference-output = Wynik konferencji
work-type-conference-paper = Referat konferencyjny
work-type-conference-poster = Plakat konferencyjny
work-type-conference-presentation = Prezentacja konferencyjna
work-type-conference-proceedings = Materiały konferencyjne
work-type-data-management-plan = Plan zarządzania danymi
work-type-data-set = Zbiór danych
work-type-design = Projekt
work-type-dictionary-entry = Hasło słownikowe
work-type-disclosure = Zgłoszenie wynalazku
work-type-dissertation-thesis = Rozprawa lub praca dyplomowa
work-type-edited-book = Książka pod redakcją
work-type-encyclopedia-entry = Hasło encyklopedyczne
work-type-image = Obraz
work-type-invention = Wynalazek
work-type-journal-article = Artykuł w czasopiśmie naukowym
work-type-journal-issue = Numer czasopisma naukowego
work-type-learning-object = Obiekt edukacyjny
work-type-lecture-speech = Wykład
work-type-license = Licencja
work-type-magazine-article = Artykuł w magazynie
work-type-manual = Podręcznik
work-type-moving-image = Obraz ruchomy
work-type-musical-composition = Kompozycja muzyczna
work-type-newsletter-article = Artykuł w biuletynie
work-type-newspaper-article = Artykuł w gazecie
work-type-online-resource = Zasób interaktywny
work-type-other = Inne
work-type-patent = Patent
work-type-physical-object = Obiekt fizyczny
work-type-preprint = Preprint
work-type-public-speech = Wystąpienie publiczne
work-type-registered-copyright = Zarejestrowane prawo autorskie
work-type-report = Raport
work-type-research-technique = Technika badawcza
work-type-research-tool = Narzędzie badawcze
work-type-review = Recenzja
work-type-software = Oprogramowanie
work-type-sound = Dźwięk
work-type-spin-off-company = Firma spin-off
work-type-standards-and-policy = Standard lub polityka
work-type-supervised-student-publication = Publikacja studenta pod opieką
work-type-technical-standard = Norma techniczna
work-type-test = Test
work-type-trademark = Znak towarowy
work-type-transcription = Transkrypcja
work-type-translation = Tłumaczenie
work-type-website = Strona internetowa
work-type-working-paper = Dokument roboczy
work-type-undefined = Inne

## Types of funding

funding-type-grant = Grant
funding-type-contract = Umowa
funding-type-award = Nagroda
funding-type-salary-award = Dofinansowanie wynagrodzenia

## Reviews: the type, and the role, which follows it after a comma

review-type-review = Recenzja
review-type-evaluation = Ocena
review-role-reviewer = recenzent
review-role-editor = redaktor
review-role-member = członek
review-role-chair = przewodniczący
review-role-organizer = organizator

## Identifiers that have no name of their own

identifier-other-id = Inny identyfikator
identifier-grant-number = Numer grantu
identifier-proposal-id = Wniosek
identifier-patent = Numer patentu
identifier-source-work-id = Własny numer źródła

## What an identifier is to the entry; stands before it

relationship-part-of = część { $identifier }
relationship-version-of = wersja { $identifier }
relationship-funded-by = sfinansowano z { $identifier }
