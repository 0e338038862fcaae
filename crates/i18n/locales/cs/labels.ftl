# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = Zaměstnání
section-educations = Vzdělání a kvalifikace
section-professional = Profesní činnosti
section-fundings = Financování
section-works = Práce
section-peer-reviews = Recenzní činnost
section-research-resources = Zdroje pro výzkum

## What an entry is, in a section of several kinds

kind-distinction = Vyznamenání
kind-education = Vzdělání
kind-invited-position = Pozice na pozvání
kind-membership = Členství
kind-qualification = Kvalifikace
kind-service = Služba
kind-editorial-service = Redakční činnost
kind-work = Dílo
kind-employment = Zaměstnání
kind-funding = Financování
kind-peer-review = Recenze
kind-research-resource = Zdroj pro výzkum
kind-name = Jméno
kind-biography = Životopis
kind-other-name = Jiné jméno
kind-researcher-url = Odkaz
kind-email = E-mailová adresa
kind-address = Země
kind-keyword = Klíčové slovo
kind-external-identifier = Identifikátor

## Types of works

work-type-annotation = Anotace
work-type-artistic-performance = Umělecký výkon
work-type-blog-post = Příspěvek na blogu
work-type-book-chapter = Kapitola knihy
work-type-book-review = Recenze knihy
work-type-book = Kniha
work-type-cartographic-material = Kartografický materiál
work-type-clinical-study = Klinická studie
work-type-conference-abstract = Konferenční abstrakt
work-type-conference-output = Konferenční výstup
work-type-conference-paper = Konferenční příspěvek
work-type-conference-poster = Konferenční poster
work-type-conference-presentation = Konferenční prezentace
work-type-conference-proceedings = Konferenční sborník
work-type-data-management-plan = Plán správy dat
work-type-data-set = Datová sada
work-type-design = Návrh
work-type-dictionary-entry = Slovníkové heslo
work-type-disclosure = Oznámení vynálezu
work-type-dissertation-thesis = Disertace nebo závěrečná práce
work-type-edited-book = Editovaná kniha
work-type-encyclopedia-entry = Encyklopedické heslo
work-type-image = Obraz
work-type-invention = Vynález
work-type-journal-article = Článek v odborném časopise
work-type-journal-issue = Číslo odborného časopisu
work-type-learning-object = Výukový objekt
work-type-lecture-speech = Přednáška
work-type-license = Licence
work-type-magazine-article = Článek v magazínu
work-type-manual = Příručka
work-type-moving-image = Pohyblivý obraz
work-type-musical-composition = Hudební skladba
work-type-newsletter-article = Článek ve zpravodaji
work-type-newspaper-article = Článek v novinách
work-type-online-resource = Interaktivní zdroj
work-type-other = Jiné
work-type-patent = Patent
work-type-physical-object = Fyzický předmět
work-type-preprint = Preprint
work-type-public-speech = Veřejný projev
work-type-registered-copyright = Registrované autorské právo
work-type-report = Zpráva
work-type-research-technique = Výzkumná metoda
work-type-research-tool = Výzkumný nástroj
work-type-review = Recenze
work-type-software = Software
work-type-sound = Zvuk
work-type-spin-off-company = Spin-off firma
work-type-standards-and-policy = Standard nebo zásady
work-type-supervised-student-publication = Publikace vedeného studenta
work-type-technical-standard = Technická norma
work-type-test = Test
work-type-trademark = Ochranná známka
work-type-transcription = Přepis
work-type-translation = Překlad
work-type-website = Webová stránka
work-type-working-paper = Pracovní dokument
work-type-undefined = Jiné

## Types of funding

funding-type-grant = Grant
funding-type-contract = Smlouva
funding-type-award = Cena
funding-type-salary-award = Mzdová podpora

## Reviews: the type, and the role, which follows it after a comma

review-type-review = Recenze
review-type-evaluation = Hodnocení
review-role-reviewer = recenzent
review-role-editor = editor
review-role-member = člen
review-role-chair = předseda
review-role-organizer = organizátor

## Identifiers that have no name of their own

identifier-other-id = Jiný identifikátor
identifier-grant-number = Číslo grantu
identifier-proposal-id = Návrh
identifier-patent = Číslo patentu
identifier-source-work-id = Vlastní číslo zdroje

## What an identifier is to the entry; stands before it

relationship-part-of = část { $identifier }
relationship-version-of = verze { $identifier }
relationship-funded-by = financováno z { $identifier }
