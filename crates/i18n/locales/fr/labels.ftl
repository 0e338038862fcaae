# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = Emplois
section-educations = Formation et qualifications
section-professional = Activités professionnelles
section-fundings = Financements
section-works = Travaux
section-peer-reviews = Évaluation par les pairs
section-research-resources = Ressources de recherche

## What an entry is, in a section of several kinds

kind-distinction = Distinction
kind-education = Formation
kind-invited-position = Poste sur invitation
kind-membership = Adhésion
kind-qualification = Qualification
kind-service = Service
kind-editorial-service = Service éditorial
kind-work = Œuvre
kind-employment = Emploi
kind-funding = Financement
kind-peer-review = Évaluation par les pairs
kind-research-resource = Ressource de recherche
kind-name = Nom
kind-biography = Biographie
kind-other-name = Autre nom
kind-researcher-url = Lien
kind-email = Adresse e-mail
kind-address = Pays
kind-keyword = Mot-clé
kind-external-identifier = Identifiant

## Types of works

work-type-annotation = Annotation
work-type-artistic-performance = Performance artistique
work-type-blog-post = Billet de blog
work-type-book-chapter = Chapitre de livre
work-type-book-review = Compte rendu de livre
work-type-book = Livre
work-type-cartographic-material = Document cartographique
work-type-clinical-study = Étude clinique
work-type-conference-abstract = Résumé de conférence
work-type-conference-output = Production de conférence
work-type-conference-paper = Communication de conférence
work-type-conference-poster = Poster de conférence
work-type-conference-presentation = Présentation de conférence
work-type-conference-proceedings = Actes de conférence
work-type-data-management-plan = Plan de gestion des données
work-type-data-set = Jeu de données
work-type-design = Conception
work-type-dictionary-entry = Entrée de dictionnaire
work-type-disclosure = Divulgation d’invention
work-type-dissertation-thesis = Thèse ou mémoire
work-type-edited-book = Ouvrage collectif
work-type-encyclopedia-entry = Entrée d’encyclopédie
work-type-image = Image
work-type-invention = Invention
work-type-journal-article = Article de revue scientifique
work-type-journal-issue = Numéro de revue scientifique
work-type-learning-object = Objet d’apprentissage
work-type-lecture-speech = Conférence
work-type-license = Licence
work-type-magazine-article = Article de magazine
work-type-manual = Manuel
work-type-moving-image = Image animée
work-type-musical-composition = Composition musicale
work-type-newsletter-article = Article de lettre d’information
work-type-newspaper-article = Article de journal
work-type-online-resource = Ressource interactive
work-type-other = Autre
work-type-patent = Brevet
work-type-physical-object = Objet physique
work-type-preprint = Prépublication
work-type-public-speech = Discours public
work-type-registered-copyright = Droit d’auteur enregistré
work-type-report = Rapport
work-type-research-technique = Technique de recherche
work-type-research-tool = Outil de recherche
work-type-review = Recension
work-type-software = Logiciel
work-type-sound = Son
work-type-spin-off-company = Entreprise essaimée
work-type-standards-and-policy = Norme ou politique
work-type-supervised-student-publication = Publication d’étudiant encadré
work-type-technical-standard = Norme technique
work-type-test = Test
work-type-trademark = Marque déposée
work-type-transcription = Transcription
work-type-translation = Traduction
work-type-website = Site web
work-type-working-paper = Document de travail
work-type-undefined = Autre

## Types of funding

funding-type-grant = Subvention
funding-type-contract = Contrat
funding-type-award = Prix
funding-type-salary-award = Bourse salariale

## Reviews: the type, and the role, which follows it after a comma

review-type-review = Évaluation
review-type-evaluation = Appréciation
review-role-reviewer = évaluateur
review-role-editor = éditeur
review-role-member = membre
review-role-chair = président
review-role-organizer = organisateur

## Identifiers that have no name of their own

identifier-other-id = Autre identifiant
identifier-grant-number = Numéro de subvention
identifier-proposal-id = Proposition
identifier-patent = Numéro de brevet
identifier-source-work-id = Numéro propre à la source

## What an identifier is to the entry; stands before it

relationship-part-of = partie de { $identifier }
relationship-version-of = version de { $identifier }
relationship-funded-by = financé par { $identifier }
