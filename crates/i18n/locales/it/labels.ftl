# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = Impiego
section-educations = Istruzione e qualifiche
section-professional = Attività professionali
section-fundings = Finanziamenti
section-works = Lavori
section-peer-reviews = Revisione tra pari
section-research-resources = Risorse di ricerca

## What an entry is, in a section of several kinds

kind-distinction = Riconoscimento
kind-education = Istruzione
kind-invited-position = Incarico su invito
kind-membership = Associazione
kind-qualification = Qualifica
kind-service = Servizio
kind-editorial-service = Servizio editoriale
kind-work = Opera
kind-employment = Impiego
kind-funding = Finanziamento
kind-peer-review = Revisione tra pari
kind-research-resource = Risorsa di ricerca
kind-name = Nome
kind-biography = Biografia
kind-other-name = Altro nome
kind-researcher-url = Link
kind-email = Indirizzo e-mail
kind-address = Paese
kind-keyword = Parola chiave
kind-external-identifier = Identificativo

## Types of works

work-type-annotation = Annotazione
work-type-artistic-performance = Performance artistica
work-type-blog-post = Post di blog
work-type-book-chapter = Capitolo di libro
work-type-book-review = Recensione di libro
work-type-book = Libro
work-type-cartographic-material = Materiale cartografico
work-type-clinical-study = Studio clinico
work-type-conference-abstract = Abstract di convegno
work-type-conference-output = Prodotto di convegno
work-type-conference-paper = Articolo di convegno
work-type-conference-poster = Poster di convegno
work-type-conference-presentation = Presentazione a convegno
work-type-conference-proceedings = Atti di convegno
work-type-data-management-plan = Piano di gestione dei dati
work-type-data-set = Insieme di dati
work-type-design = Design
work-type-dictionary-entry = Voce di dizionario
work-type-disclosure = Divulgazione
work-type-dissertation-thesis = Tesi o dissertazione
work-type-edited-book = Libro a cura di
work-type-encyclopedia-entry = Voce di enciclopedia
work-type-image = Immagine
work-type-invention = Invenzione
work-type-journal-article = Articolo di rivista scientifica
work-type-journal-issue = Fascicolo di rivista scientifica
work-type-learning-object = Oggetto didattico
work-type-lecture-speech = Lezione
work-type-license = Licenza
work-type-magazine-article = Articolo di magazine
work-type-manual = Manuale
work-type-moving-image = Immagine in movimento
work-type-musical-composition = Composizione musicale
work-type-newsletter-article = Articolo di newsletter
work-type-newspaper-article = Articolo di giornale
work-type-online-resource = Risorsa interattiva
work-type-other = Altro
work-type-patent = Brevetto
work-type-physical-object = Oggetto fisico
work-type-preprint = Preprint
work-type-public-speech = Discorso pubblico
work-type-registered-copyright = Diritto d’autore registrato
work-type-report = Relazione
work-type-research-technique = Tecnica di ricerca
work-type-research-tool = Strumento di ricerca
work-type-review = Recensione
work-type-software = Software
work-type-sound = Suono
work-type-spin-off-company = Impresa spin-off
work-type-standards-and-policy = Standard o politica
work-type-supervised-student-publication = Pubblicazione di studente supervisionato
work-type-technical-standard = Standard tecnico
work-type-test = Test
work-type-trademark = Marchio
work-type-transcription = Trascrizione
work-type-translation = Traduzione
work-type-website = Sito web
work-type-working-paper = Documento di lavoro
work-type-undefined = Altro

## Types of funding

funding-type-grant = Sovvenzione
funding-type-contract = Contratto
funding-type-award = Premio
funding-type-salary-award = Borsa salariale

## Reviews: the type, and the role, which follows it after a comma

review-type-review = Revisione
review-type-evaluation = Valutazione
review-role-reviewer = revisore
review-role-editor = curatore
review-role-member = membro
review-role-chair = presidente
review-role-organizer = organizzatore

## Identifiers that have no name of their own

identifier-other-id = Altro identificatore
identifier-grant-number = Numero di sovvenzione
identifier-proposal-id = Proposta
identifier-patent = Numero di brevetto
identifier-source-work-id = Numero proprio della fonte

## What an identifier is to the entry; stands before it

relationship-part-of = parte di { $identifier }
relationship-version-of = versione di { $identifier }
relationship-funded-by = finanziato da { $identifier }
