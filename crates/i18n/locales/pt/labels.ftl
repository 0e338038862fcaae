# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = Emprego
section-educations = Formação e qualificações
section-professional = Atividades profissionais
section-fundings = Financiamento
section-works = Trabalhos
section-peer-reviews = Revisão por pares
section-research-resources = Recursos de pesquisa

## What an entry is, in a section of several kinds

kind-distinction = Distinção
kind-education = Formação
kind-invited-position = Cargo a convite
kind-membership = Associação
kind-qualification = Qualificação
kind-service = Serviço
kind-editorial-service = Serviço editorial
kind-work = Obra
kind-employment = Emprego
kind-funding = Financiamento
kind-peer-review = Revisão por pares
kind-research-resource = Recurso de pesquisa
kind-name = Nome
kind-biography = Biografia
kind-other-name = Outro nome
kind-researcher-url = Link
kind-email = Endereço de e-mail
kind-address = País
kind-keyword = Palavra-chave
kind-external-identifier = Identificador

## Types of works

work-type-annotation = Anotação
work-type-artistic-performance = Performance artística
work-type-blog-post = Postagem de blog
work-type-book-chapter = Capítulo de livro
work-type-book-review = Resenha de livro
work-type-book = Livro
work-type-cartographic-material = Material cartográfico
work-type-clinical-study = Estudo clínico
work-type-conference-abstract = Resumo de conferência
work-type-conference-output = Produção de conferência
work-type-conference-paper = Artigo de conferência
work-type-conference-poster = Pôster de conferência
work-type-conference-presentation = Apresentação em conferência
work-type-conference-proceedings = Anais de conferência
work-type-data-management-plan = Plano de gestão de dados
work-type-data-set = Conjunto de dados
work-type-design = Design
work-type-dictionary-entry = Verbete de dicionário
work-type-disclosure = Divulgação de invenção
work-type-dissertation-thesis = Tese ou dissertação
work-type-edited-book = Livro organizado
work-type-encyclopedia-entry = Verbete de enciclopédia
work-type-image = Imagem
work-type-invention = Invenção
work-type-journal-article = Artigo de periódico
work-type-journal-issue = Fascículo de periódico
work-type-learning-object = Objeto de aprendizagem
work-type-lecture-speech = Palestra
work-type-license = Licença
work-type-magazine-article = Artigo de revista
work-type-manual = Manual
work-type-moving-image = Imagem em movimento
work-type-musical-composition = Composição musical
work-type-newsletter-article = Artigo de boletim informativo
work-type-newspaper-article = Artigo de jornal
work-type-online-resource = Recurso interativo
work-type-other = Outro
work-type-patent = Patente
work-type-physical-object = Objeto físico
work-type-preprint = Preprint
work-type-public-speech = Discurso público
work-type-registered-copyright = Direito autoral registrado
work-type-report = Relatório
work-type-research-technique = Técnica de pesquisa
work-type-research-tool = Ferramenta de pesquisa
work-type-review = Resenha
work-type-software = Software
work-type-sound = Som
work-type-spin-off-company = Empresa spin-off
work-type-standards-and-policy = Norma ou política
work-type-supervised-student-publication = Publicação de estudante supervisionado
work-type-technical-standard = Norma técnica
work-type-test = Teste
work-type-trademark = Marca registrada
work-type-transcription = Transcrição
work-type-translation = Tradução
work-type-website = Site
work-type-working-paper = Documento de trabalho
work-type-undefined = Outro

## Types of funding

funding-type-grant = Subvenção
funding-type-contract = Contrato
funding-type-award = Prêmio
funding-type-salary-award = Auxílio salarial

## Reviews: the type, and the role, which follows it after a comma

review-type-review = Revisão
review-type-evaluation = Avaliação
review-role-reviewer = revisor
review-role-editor = editor
review-role-member = membro
review-role-chair = presidente
review-role-organizer = organizador

## Identifiers that have no name of their own

identifier-other-id = Outro identificador
identifier-grant-number = Número do financiamento
identifier-proposal-id = Proposta
identifier-patent = Número da patente
identifier-source-work-id = Número próprio da fonte

## What an identifier is to the entry; stands before it

relationship-part-of = parte de { $identifier }
relationship-version-of = versão de { $identifier }
relationship-funded-by = financiado por { $identifier }
