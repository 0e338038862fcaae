# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = Outros nomes
mine-empty = Nada ainda.
mine-empty-members = Nada ainda. São acrescentados por organizações que você autoriza.
item-self-asserted = declarado pela pessoa
item-add = Adicionar: { $kind }
item-visibility = Quem pode ver { $name }
item-edit = Editar{ $unseen } { $name }{ $end }
item-copy = Copiar e editar{ $unseen } { $name }{ $end }
item-prefer = Preferir esta versão{ $unseen }: { $name }{ $end }
item-up = Mover para cima{ $unseen }: { $name }{ $end }
item-down = Mover para baixo{ $unseen }: { $name }{ $end }
item-remove = Remover{ $unseen } { $name }{ $end }
undo = Desfazer
done-removed = “{ $name }” removido.
# $count is a number.
done-removed-many = Itens removidos: { $count }
done-shown = Quem pode ver “{ $name }”: { $level }
# $count is a number.
done-shown-many = Itens: { $count }. Quem pode vê-los: { $level }
done-preferred = “{ $name }” agora vem primeiro.
done-ordered = Ordem salva.
notice-saved = Salvo.
notice-undone = Desfeito.
notice-undo-late = Não é mais possível desfazer: faz mais de uma hora, ou algo mudou desde então.
notice-gone = Este item não está mais no seu registro, ou mudou.
error-not-edited = Está bloqueado, fechado ou ainda não é seu.
    .title = Este registro não pode ser editado
email-make-primary = Tornar principal{ $unseen }: { $name }{ $end }
email-add = Mais um endereço de e-mail
email-too-many-mails = Foram enviadas mensagens demais a este endereço. Tente de novo em uma hora.
new-items = Quem pode ver os itens novos
new-items-hint = O que você e outros acrescentarem a partir de agora. O que já existe fica como está.

## All works

mine-all-works = Procurar, ordenar, mudar várias
bulk-chosen = Obras escolhidas:
bulk-remove = Remover
notice-none-chosen = Escolha pelo menos uma obra.
notice-too-many = Não é possível mudar tantas obras de uma vez. Escolha menos.

## Forms

form-add = Adicionar: { $kind }
form-edit = Editar: { $kind }
form-save = Salvar
form-choose = Escolher
form-more = Adicionar: { $name }
form-drop = Remover{ $unseen }: { $name }{ $end }
form-change = Mudar
form-find = Procurar
form-find-hint = Procure a organização, para que os outros saibam a qual você se refere.
form-find-which = Qual é?
form-find-typed = Usar o nome como foi escrito; a organização não fica identificada
form-find-none = Nenhuma organização é conhecida por este nome. Você pode usá-lo assim; a organização não fica identificada.
# $count is a number.
form-kept = Há { $count }, mais do que se pode editar aqui. Ficam como estão.
form-visibility = Quem pode ver
form-unconfirmed = Até que um dos seus endereços de e-mail seja confirmado, você pode editar apenas o seu nome.
    .title = Confirme primeiro o seu endereço de e-mail
conflict = Este item mudou em outra aba, ou foi mudado por alguém que age por você.
    .title = Este item mudou entretanto
conflict-compare = O que difere
conflict-field = Campo
conflict-mine = A sua versão
conflict-theirs = Agora no registro
conflict-keep-mine = Manter a minha
conflict-keep-theirs = Manter a outra
conflict-edit-mine = Continuar editando a minha

## Fields

field-amount = Valor
field-amount-hint = Em algarismos, com um ponto antes dos centavos: 12500.50
field-citation = Citação
field-citation-type = Estilo da citação
field-city = Cidade
field-container = Revista, livro ou série
field-contributor = Contribuidor
field-credit-name = Nome de publicação
field-credit-name-hint = O nome nas suas publicações. É mostrado em vez dos outros.
field-currency = Moeda
field-date = Data de publicação
field-day = Dia
field-department = Departamento
field-description = Descrição
field-end = Data de fim
field-end-hint = Deixe vazio se continua.
field-funder = Financiador
field-identifier = Identificador
field-language = Idioma da obra
field-month = Mês
field-name = Nome
field-orcid = iD
field-organization = Organização
field-position = Função ou título
field-region = Estado ou região
field-relationship = O que identifica
field-role = Função
field-start = Data de início
field-subtitle = Subtítulo
field-subtype = Tipo, segundo o financiador
field-title = Título
field-translated-language = Idioma do título traduzido
field-translated-title = Título traduzido
field-type = Tipo
field-url = Endereço na web
field-url-name = Nome da página
field-value = Valor do identificador
field-year = Ano

## What to choose from

work-types-popular = Mais usados
work-types-all = Todos os tipos
citation-type-formatted-unspecified = Outro estilo
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = Este próprio item
relation-part-of = Aquilo de que faz parte
relation-version-of = Outra versão
relation-funded-by = O que o financiou
role-author = Autor
role-assignee = Titular dos direitos
role-editor = Editor
role-chair-or-translator = Presidência ou tradução
role-co-investigator = Copesquisador
role-co-inventor = Coinventor
role-graduate-student = Estudante
role-other-inventor = Outro inventor
role-principal-investigator = Pesquisador principal
role-postdoctoral-researcher = Pesquisador de pós-doutorado
role-support-staff = Equipe de apoio
role-conceptualization = Conceituação
role-data-curation = Curadoria de dados
role-formal-analysis = Análise formal
role-funding-acquisition = Obtenção de financiamento
role-investigation = Investigação
role-methodology = Metodologia
role-project-administration = Administração do projeto
role-resources = Recursos
role-software = Software
role-supervision = Supervisão
role-validation = Validação
role-visualization = Visualização
role-writing-original-draft = Redação: rascunho original
role-writing-review-editing = Redação: revisão e edição

## What is wrong

fault-missing = { $field }: preencha este campo.
# $count is a number.
fault-long = { $field }: no máximo { $count } caracteres.
fault-list = { $field }: escolha da lista.
fault-url = { $field }: escreva um endereço como https://example.org/page.
fault-year = { $field }: escreva um ano de 1900 a 2100.
fault-date = { $field }: esta data não existe. Um dia precisa de um mês, e um mês de um ano.
fault-order = { $field }: o início é depois do fim.
fault-start = { $field }: uma data de fim precisa de uma data de início.
fault-amount = { $field }: escreva algarismos com um ponto antes dos centavos e escolha uma moeda.
fault-orcid = { $field }: verifique se há um erro de digitação neste iD.
fault-self = { $field }: o de outra versão precisa de um deste item ao lado.
fault-funded = { $field }: o que financiou é indicado por um número de auxílio, uma proposta, um DOI ou um URI.
fault-organization = { $field }: esta organização não é conhecida aqui. Procure outra, ou use o nome como foi escrito.
fault-other = { $field }: isto não serve.
fault-form = Outra coisa no formulário não serve.
# $count is a number.
fault-full = O seu registro tem { $count }; não cabem mais.
