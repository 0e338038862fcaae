# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = Empleo
section-educations = Educación y cualificaciones
section-professional = Actividades profesionales
section-fundings = Financiación
section-works = Trabajos
section-peer-reviews = Revisión por pares
section-research-resources = Recursos de investigación

## What an entry is, in a section of several kinds

kind-distinction = Distinción
kind-education = Educación
kind-invited-position = Puesto por invitación
kind-membership = Membresía
kind-qualification = Cualificación
kind-service = Servicio
kind-editorial-service = Servicio editorial
kind-work = Obra
kind-employment = Empleo
kind-funding = Financiación
kind-peer-review = Revisión por pares
kind-research-resource = Recurso de investigación
kind-name = Nombre
kind-biography = Biografía
kind-other-name = Otro nombre
kind-researcher-url = Enlace
kind-email = Dirección de correo
kind-address = País
kind-keyword = Palabra clave
kind-external-identifier = Identificador

## Types of works

work-type-annotation = Anotación
work-type-artistic-performance = Actuación artística
work-type-blog-post = Entrada de blog
work-type-book-chapter = Capítulo de libro
work-type-book-review = Reseña de libro
work-type-book = Libro
work-type-cartographic-material = Material cartográfico
work-type-clinical-study = Estudio clínico
work-type-conference-abstract = Resumen de conferencia
work-type-conference-output = Resultado de conferencia
work-type-conference-paper = Ponencia de conferencia
work-type-conference-poster = Póster de conferencia
work-type-conference-presentation = Presentación en conferencia
work-type-conference-proceedings = Actas de conferencia
work-type-data-management-plan = Plan de gestión de datos
work-type-data-set = Conjunto de datos
work-type-design = Diseño
work-type-dictionary-entry = Entrada de diccionario
work-type-disclosure = Divulgación de invención
work-type-dissertation-thesis = Tesis o trabajo de grado
work-type-edited-book = Libro editado
work-type-encyclopedia-entry = Entrada de enciclopedia
work-type-image = Imagen
work-type-invention = Invención
work-type-journal-article = Artículo de revista científica
work-type-journal-issue = Número de revista científica
work-type-learning-object = Objeto de aprendizaje
work-type-lecture-speech = Conferencia
work-type-license = Licencia
work-type-magazine-article = Artículo de revista
work-type-manual = Manual
work-type-moving-image = Imagen en movimiento
work-type-musical-composition = Composición musical
work-type-newsletter-article = Artículo de boletín
work-type-newspaper-article = Artículo de periódico
work-type-online-resource = Recurso interactivo
work-type-other = Otro
work-type-patent = Patente
work-type-physical-object = Objeto físico
work-type-preprint = Preprint
work-type-public-speech = Discurso público
work-type-registered-copyright = Derechos de autor registrados
work-type-report = Informe
work-type-research-technique = Técnica de investigación
work-type-research-tool = Herramienta de investigación
work-type-review = Revisión
work-type-software = Software
work-type-sound = Sonido
work-type-spin-off-company = Empresa derivada
work-type-standards-and-policy = Norma o política
work-type-supervised-student-publication = Publicación estudiantil supervisada
work-type-technical-standard = Norma técnica
work-type-test = Prueba
work-type-trademark = Marca registrada
work-type-transcription = Transcripción
work-type-translation = Traducción
work-type-website = Sitio web
work-type-working-paper = Documento de trabajo
work-type-undefined = Otro

## Types of funding

funding-type-grant = Subvención
funding-type-contract = Contrato
funding-type-award = Premio
funding-type-salary-award = Ayuda salarial

## Reviews: the type, and the role, which follows it after a comma

review-type-review = Revisión
review-type-evaluation = Evaluación
review-role-reviewer = revisor
review-role-editor = editor
review-role-member = miembro
review-role-chair = presidente
review-role-organizer = organizador

## Identifiers that have no name of their own

identifier-other-id = Otro identificador
identifier-grant-number = Número de subvención
identifier-proposal-id = Propuesta
identifier-patent = Número de patente
identifier-source-work-id = Número propio de la fuente

## What an identifier is to the entry; stands before it

relationship-part-of = parte de { $identifier }
relationship-version-of = versión de { $identifier }
relationship-funded-by = financiado por { $identifier }
