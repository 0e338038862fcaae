# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = Beschäftigung
section-educations = Ausbildung und Qualifikationen
section-professional = Berufliche Aktivitäten
section-fundings = Förderung
section-works = Werke
section-peer-reviews = Begutachtung
section-research-resources = Forschungsressourcen

## What an entry is, in a section of several kinds

kind-distinction = Auszeichnung
kind-education = Ausbildung
kind-invited-position = Stelle auf Einladung
kind-membership = Mitgliedschaft
kind-qualification = Qualifikation
kind-service = Dienst
kind-editorial-service = Herausgeberische Tätigkeit
kind-work = Werk
kind-employment = Beschäftigung
kind-funding = Förderung
kind-peer-review = Begutachtung
kind-research-resource = Forschungsressource
kind-name = Name
kind-biography = Biografie
kind-other-name = Weiterer Name
kind-researcher-url = Link
kind-email = E-Mail-Adresse
kind-address = Land
kind-keyword = Schlagwort
kind-external-identifier = Kennung

## Types of works

work-type-annotation = Anmerkung
work-type-artistic-performance = Künstlerische Aufführung
work-type-blog-post = Blogbeitrag
work-type-book-chapter = Buchkapitel
work-type-book-review = Buchbesprechung
work-type-book = Buch
work-type-cartographic-material = Kartenmaterial
work-type-clinical-study = Klinische Studie
work-type-conference-abstract = Tagungsabstract
work-type-conference-output = Tagungsergebnis
work-type-conference-paper = Tagungsbeitrag
work-type-conference-poster = Tagungsposter
work-type-conference-presentation = Tagungsvortrag
work-type-conference-proceedings = Tagungsband
work-type-data-management-plan = Datenmanagementplan
work-type-data-set = Datensammlung
work-type-design = Entwurf
work-type-dictionary-entry = Wörterbucheintrag
work-type-disclosure = Erfindungsmeldung
work-type-dissertation-thesis = Dissertation oder Abschlussarbeit
work-type-edited-book = Herausgegebenes Buch
work-type-encyclopedia-entry = Enzyklopädieeintrag
work-type-image = Bild
work-type-invention = Erfindung
work-type-journal-article = Zeitschriftenartikel
work-type-journal-issue = Zeitschriftenausgabe
work-type-learning-object = Lernobjekt
work-type-lecture-speech = Vorlesung
work-type-license = Lizenz
work-type-magazine-article = Magazinartikel
work-type-manual = Handbuch
work-type-moving-image = Bewegtbild
work-type-musical-composition = Musikalische Komposition
work-type-newsletter-article = Newsletter-Artikel
work-type-newspaper-article = Zeitungsartikel
work-type-online-resource = Interaktive Ressource
work-type-other = Sonstiges
work-type-patent = Patent
work-type-physical-object = Physisches Objekt
work-type-preprint = Preprint
work-type-public-speech = Öffentliche Rede
work-type-registered-copyright = Eingetragenes Urheberrecht
work-type-report = Bericht
work-type-research-technique = Forschungsmethode
work-type-research-tool = Forschungswerkzeug
work-type-review = Rezension
work-type-software = Software
work-type-sound = Ton
work-type-spin-off-company = Ausgründung
work-type-standards-and-policy = Standard oder Richtlinie
work-type-supervised-student-publication = Betreute studentische Veröffentlichung
work-type-technical-standard = Technischer Standard
work-type-test = Test
work-type-trademark = Marke
work-type-transcription = Transkription
work-type-translation = Übersetzung
work-type-website = Website
work-type-working-paper = Arbeitspapier
work-type-undefined = Sonstiges

## Types of funding

funding-type-grant = Zuschuss
funding-type-contract = Vertrag
funding-type-award = Preis
funding-type-salary-award = Gehaltsförderung

## Reviews: the type, and the role, which follows it after a comma

review-type-review = Begutachtung
review-type-evaluation = Bewertung
review-role-reviewer = Gutachter/in
review-role-editor = Herausgeber/in
review-role-member = Mitglied
review-role-chair = Vorsitz
review-role-organizer = Organisator/in

## Identifiers that have no name of their own

identifier-other-id = Andere Kennung
identifier-grant-number = Fördernummer
identifier-proposal-id = Antrag
identifier-patent = Patentnummer
identifier-source-work-id = Eigene Nummer der Quelle

## What an identifier is to the entry; stands before it

relationship-part-of = Teil von { $identifier }
relationship-version-of = Fassung von { $identifier }
relationship-funded-by = gefördert durch { $identifier }
