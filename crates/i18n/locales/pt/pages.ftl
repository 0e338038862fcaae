# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = Ir para o conteúdo
sandbox-notice = Este é um ambiente de testes. Ninguém aqui é real e tudo é esquecido.
nav-account = Conta
nav-sign-out = Sair
nav-sign-in = Entrar
nav-register = Registrar-se
nav-find = Pesquisar no registro
# $count is a number.
nav-unread = { $count }{ $unseen } não lidas{ $end }
footer-licence = Os dados públicos podem ser usados livremente, sob { $link }CC0{ $end }.
footer-independent = { $site } fala a API do ORCID. É um software independente, não produzido nem endossado pela ORCID, Inc.
language-label = Idioma
language-button = Alterar
cancel = Cancelar
new-tab = (abre em uma nova aba)
# Between the names of a list, and between longer things.
list-separator = { ", " }
list-semicolon = { "; " }

## The front page

home-title = Um registro de pesquisadores
home-summary = Identificadores persistentes para quem faz pesquisa e registros públicos do que fizeram.
home-question = Quem escreveu isto?
home-lead = Um nome é compartilhado por muitas pessoas e muda com o tempo. Um iD pertence a uma única pessoa para sempre. Este registro dá um iD a todas as pessoas que fazem pesquisa, guarda um histórico do que fizeram e deixa que decidam quem pode vê-lo.
finder-label = Encontrar pessoas pelo nome ou iD
finder-button = Encontrar
finder-refused = Verifique se há um erro de digitação neste iD: ele tem dezesseis caracteres, e o último pode ser um X.
home-researchers = Um iD para a vida toda. Editoras, financiadores e universidades acrescentam ao seu registro o que sabem, com a sua permissão; você acrescenta o restante e escolhe, item por item, quem pode vê-lo.
    .title = Para pesquisadores
home-organisations = Peça às pessoas que entrem aqui em vez de digitar o iD. Com o consentimento delas, seus sistemas leem e escrevem nos registros, e cada item informa quem responde por ele.
    .title = Para organizações
home-developers = As APIs pública e de membros do ORCID, versões 3.0, 2.1 e 2.0, em XML e JSON. Programas escritos para elas funcionam sem alterações.
    .title = Para desenvolvedores

## Finding people

search-title = Encontrar pessoas
search-by-field = Pesquisar por campo
search-other-names = Procurar também entre outros nomes
search-organisation = Organização
    .hint = O nome, ou o identificador ROR, GRID ou Ringgold
# $count is a number.
search-count = { $count ->
    [one] { $count } pessoa
   *[other] { $count } pessoas
}
search-none = Veja se há um erro de digitação ou tente com menos palavras. Quem guarda o nome para si só é encontrado pelo iD.
    .title = Ninguém foi encontrado
search-current = Atualmente: { $names }
search-past = Antes: { $names }
# $count is a number.
search-beyond = Só são mostradas as primeiras { $count }. Mais uma palavra traz as certas para a frente.
search-refused = Não foi possível entender esta pesquisa. Tente sem aspas nem sinais.
search-expensive = Esta pesquisa demoraria demais. Tente com mais palavras, ou com palavras mais longas.
search-later = A pesquisa não pode responder agora. Tente novamente em instantes.

## Forms

# $count (number) of problems in the form.
problems = { $count ->
    [one] Há um problema
   *[other] Há { $count } problemas
}
optional = (opcional)
email-label = Endereço de e-mail
password-label = Senha
password-again-label = Repita a senha
password-hint = Pelo menos 8 caracteres, entre eles um número e uma letra ou um símbolo.
email-invalid = Um endereço de e-mail tem a forma nome@example.org.
code-wrong = Este código não está correto ou já foi usado.
password-too-short = A senha deve ter pelo menos 8 caracteres.
password-too-long = A senha deve ter no máximo 256 caracteres.
password-no-digit = A senha deve ter pelo menos um número.
password-no-letter = A senha deve ter pelo menos uma letra ou um símbolo.
password-contains-email = A senha não pode conter um endereço de e-mail da conta.
password-common = Esta senha é uma das que todos tentam primeiro.
passwords-differ = As duas senhas não são iguais.

## Signing in

signin-title = Entrar
signin-client = { $client } pergunta quem é você. Entre para responder.
signin-username = Endereço de e-mail ou iD
signin-forgotten = Esqueci minha senha ou meu iD
signin-register = Ainda não tem um iD? { $link }Registre-se agora{ $end }
signin-wrong = Esse nome e essa senha não correspondem. Depois de dez senhas erradas, ninguém consegue entrar por algum tempo, nem mesmo com a senha certa.
signin-again = Tente novamente.
signin-unclaimed = Este registro está reservado para você, mas ainda não foi reivindicado: siga o link da mensagem de convite.
signin-locked = Este registro está bloqueado. Escreva para os responsáveis por este registro.
signin-deactivated = Este registro foi desativado.
signin-deprecated = Este iD foi substituído por { $orcid }. Entre com ele.
second-factor-title = Segunda etapa
second-factor-hint = Abra o aplicativo que gera seus códigos e digite o código exibido, ou use um de seus códigos de recuperação.
second-factor-label = Código
second-factor-button = Continuar
signout-question = Deseja sair?

## Registering

register-title = Registrar-se
register-heading = Obtenha seu iD
register-client = { $client } pergunta quem é você. Assim que tiver um iD, você poderá responder.
register-already = Já se registrou? { $link }Entre{ $end }: uma pessoa, um iD.
register-given-names = Nome
register-family-name = Sobrenome
register-email-again = Repita o endereço de e-mail
register-visibility = Quem pode ver o que for acrescentado ao seu registro a partir de agora?
register-visibility-hint = Isto é apenas o começo: você pode mudar para cada item.
visibility-public = Todos
    .hint = Qualquer pessoa, aqui e nos dados públicos.
visibility-limited = Partes confiáveis
    .hint = Pessoas e organizações que você autorizar.
visibility-private = Somente eu
    .hint = Ninguém além de você e de quem escreveu o item.
register-terms = Termos
register-accept-terms = Aceito os termos de uso deste registro e que qualquer pessoa possa usar o que eu tornar público.
register-accept-processing = Concordo que meus dados sejam tratados em um país diferente do meu.
register-tips = Enviem-me dicas de vez em quando.
register-trap = Deixe em branco
register-button = Registrar-se
register-more = Mais endereços
register-more-hint = O melhor é ter um do trabalho e um pessoal: quem muda de emprego perde o primeiro. Cada um recebe uma mensagem de confirmação, e ninguém o vê até que você permita.
# $number is a number: the second address, the third.
register-more-email = Endereço de e-mail { $number }
register-too-late = Esta página ficou aberta por muito tempo. Revise-a e envie novamente.
register-too-quick = Foi rápido demais. Revise o formulário e envie novamente.
register-forgotten = Demorou muito, e o que você havia preenchido foi esquecido. Comece de novo.
here-title = Poderia ser você?
# $count is a number.
here-lead = { $count ->
    [one] Alguém com o seu nome já tem um iD aqui. Uma pessoa precisa de apenas um; por favor, verifique primeiro.
   *[other] { $count } pessoas com o seu nome já têm um iD aqui. Uma pessoa precisa de apenas um; por favor, verifique primeiro.
}
here-client = Seja qual for a sua escolha, depois você seguirá para { $client }.
here-since = Aqui desde { $year }
here-one = Sou uma destas pessoas
here-forgotten = Esqueci minha senha
here-none = Não sou nenhuma destas pessoas
here-kept = O que você preencheu fica guardado por meia hora; nada precisa ser digitado de novo.
here-create = Não sou nenhuma delas: criar meu iD
register-trapped = Um campo que as pessoas não veem foi preenchido. Deixe-o em branco.
given-names-missing = Informe um nome.
name-too-long = O nome deve ter menos de 100 caracteres.
email-repeated = O mesmo endereço aparece duas vezes.
emails-differ = Os dois endereços não são iguais.
email-taken = Já existe um iD com este endereço. Entre com ele ou peça uma nova senha.
email-reserved = Uma organização reservou um iD para este endereço. Procure a mensagem que convida você a reivindicá-lo.
email-deactivated = O iD com este endereço foi desativado.
visibility-missing = Escolha quem pode ver os novos itens.
terms-missing = Sem aceitar os termos não há iD.
processing-missing = Sem este consentimento não há iD.

## Forgotten passwords and iDs

reset-title = Esqueci a senha ou o iD
reset-hint = Informe um de seus endereços de e-mail. Enviaremos uma mensagem para ele, pertença ou não a um iD daqui.
reset-password-button = Enviar um link para uma nova senha
reset-id-button = Enviar meu iD
reset-sent = Enviamos uma mensagem para { $email }. Ela explica como continuar, ou que o endereço não pertence a ninguém aqui. Se não chegar em alguns minutos, procure na caixa de spam.
    .title = Veja seu e-mail
new-password-title = Nova senha
new-password-code = Código do seu segundo fator
new-password-button = Salvar
new-password-wrong = A senha atual está errada.

## Consent

consent-title = Permitir o acesso?
consent-heading = { $client } pede acesso ao seu registro
consent-person = Você entrou como { $person }
consent-what = Se você permitir
consent-note = Sua senha fica aqui. Você pode retirar a permissão a qualquer momento em “Partes confiáveis”.
consent-allow = Permitir o acesso
consent-deny = Negar
consent-next = Depois você voltará para { $host }.
consent-other = Não é você? { $link }Entrar como outra pessoa{ $end }

## Trusted parties

trusted-title = Partes confiáveis
trusted-lead = Organizações que podem usar seu registro porque você permitiu.
trusted-none = Não há nenhuma.
trusted-since = Desde { $date }
trusted-delegates = Agem em nome dela
trusted-delegate = { $name }, última vez em { $date }: { $permissions }
trusted-remove = Remover{ $unseen } { $name }{ $end }
trusted-remove-question = Remover { $name }?
trusted-remove-text = { $name } não poderá mais ler nem alterar seu registro a partir deste momento. O que foi acrescentado permanece.
trusted-remove-delegates = O mesmo vale para quem age em nome dela: { $names }.
trusted-remove-button = Remover

## Calls of webhooks

webhooks-title = Webhooks
webhooks-lead = Chamadas que seus aplicativos receberam porque um registro mudou, as mais recentes primeiro.
webhooks-no-clients = Você não tem nenhum aplicativo.
webhooks-no-calls = Nenhuma chamada foi feita ainda.
webhooks-answered = Resposta { $status }
webhooks-failed = Sem resposta
webhooks-record = Registro { $orcid }

## One's own page

mine-title = Seu iD
mine-public = Seu registro, como todos o veem
mine-trusted = Partes confiáveis: quem pode usar seu registro
mine-inbox = Caixa de entrada: mensagens e pedidos
mine-webhooks = Webhooks: chamadas aos seus aplicativos
mine-emails = Endereços de e-mail
email-confirmed = confirmado
email-not-confirmed = não confirmado
email-primary = principal
email-needed = Dois registros tinham o endereço { $address }, escrito de duas formas. Ele fica com o que o confirmou primeiro. Informe outro endereço para o seu; até lá, entre com o seu iD.
email-needed-button = Adicionar o endereço
email-send-again = Enviar o link novamente{ $unseen } para { $address }{ $end }
notice-verified = O endereço está confirmado. Obrigado.
notice-sent = A mensagem está a caminho.
notice-password = Você tem uma nova senha. Entre com ela.
notice-removed = A permissão foi retirada.
notice-archived = Arquivado.
notice-signed-out = Você saiu.
notice-outlived = A página ficou aberta por tempo demais, ou alguém entrou ou saiu em outra aba. Faça de novo, por favor. Se isso acontecer sempre, o navegador precisa aceitar cookies deste site.

## Confirming an address

verify-question = Este endereço é seu?
verify-text = Confirme que { $address } pertence a você e ao registro { $orcid }.
verify-button = Confirmar o endereço

## The inbox

inbox-title = Caixa de entrada
# $count is a number.
inbox-unread-count = Caixa de entrada ({ $unseen }não lidas: { $end }{ $count })
inbox-none = Não há nada na sua caixa de entrada.
inbox-none-archived = Não há nada arquivado.
inbox-show-archived = Mensagens arquivadas
inbox-archived-title = Mensagens arquivadas
inbox-back = Voltar à caixa de entrada
inbox-new = Nova
inbox-archive-selected = Arquivar selecionadas
inbox-archive-page = Arquivar tudo nesta página
inbox-archive = Arquivar
inbox-archive-without = Arquivar sem permitir
inbox-select = Selecionar “{ $subject }”
inbox-from = De { $name }
inbox-of = { $kind }, { $date }
inbox-permission = Pedido de permissão
inbox-amended = Alterações no seu registro
inbox-administrative = Sobre a sua conta
inbox-custom = Mensagem
inbox-announcement = Anúncio
inbox-tip = Dica
inbox-items = Do que se trata
inbox-grant = Ver o que se pede e decidir
inbox-grant-elsewhere = Continuar em { $host }
inbox-grant-elsewhere-hint = { $name } pede isso em uma página própria, fora deste serviço.
inbox-granted-on = Você permitiu isso em { $date }.
inbox-archived-on = Arquivada em { $date }.
inbox-amended-subject = { $name } alterou o seu registro
inbox-amended-lead = Estas entradas do seu registro mudaram:
inbox-created = adicionado
inbox-updated = alterado
inbox-deleted = removido
# $count is a number.
inbox-more = Outras alterações: { $count }

## A record

record-nameless = O nome desta pessoa não é público.
record-also-known = Também conhecido como { $names }
record-empty = Não há nada público neste registro.
record-only-name = Não há nada público neste registro além do nome.
record-sections = Seções
record-biography = Biografia
record-emails = E-mail
record-email-verified = verificado
record-links = Links
record-identifiers = Outros identificadores
record-keywords = Palavras-chave
record-countries = Países e regiões
record-sources = Fontes
record-about = Este registro
record-created = Criado em { $date }
record-changed = Última alteração em { $date }
record-data = Dados do registro (JSON)
badge-title = Código QR e selo
badge-code = Código QR de { $uri }
badge-png = Baixar PNG
badge-svg = Baixar SVG
badge-html = Para suas próprias páginas (HTML)
badge-full = Ícone e endereço
badge-compact = Ícone e iD
badge-inline = Somente o ícone
# $count is a number.
review-count = { $count ->
    [one] { $count } revisão
   *[other] { $count } revisões
}
# $count is a number.
review-publications = { $count ->
    [one] { $count } publicação
   *[other] { $count } publicações
}
# $count is a number.
review-grants = { $count ->
    [one] { $count } subvenção
   *[other] { $count } subvenções
}
review-group = Sobre { $name }
review-title = { $type }, { $role }
# $count is a number.
other-versions = { $count ->
    [one] mais { $count } fonte
    [many] mais { $count } fontes
   *[other] mais { $count } fontes
}
pager-label = Páginas de { $section }
pager-previous = Anterior{ $unseen }: página de { $section }{ $end }
pager-next = Próxima{ $unseen }: página de { $section }{ $end }
# All three are numbers.
pager-range = { $first }–{ $last } de { $total }
# $page is a number.
pager-number = { $unseen }Página { $end }{ $page }
pager-page = Página
# $count is a number.
pager-pages = de { $count }
pager-go = Ir
works-sort = Ordenar por
works-by-date-newest = Mais recentes primeiro
works-by-date-oldest = Mais antigos primeiro
works-by-title = Título, A–Z
works-by-title-back = Título, Z–A
works-by-type = Tipo
works-by-source = Validados primeiro
works-by-source-back = Autodeclarados primeiro
works-words = Palavras no título, na revista ou no identificador
works-size = Por página
works-show = Mostrar
# $count is a number.
works-found = Trabalhos com estas palavras: { $count }.
works-all = Mostrar todos os trabalhos
entry-untitled = Sem título
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label }: { $value }
span-from-to = { $start } a { $end }
span-until = até { $end }
span-current = { $start } até o presente
entry-validated = Validado
entry-details = Detalhes{ $unseen }: { $title }{ $end }
# $count is a number.
entry-by-others = { $names } e outros (+{ $count })
entry-contributors = Contribuidores
# $count is a number.
entry-more-contributors = e outros: { $count }
entry-description = Descrição
entry-citation = Citação
entry-amount = Montante
entry-added = Adicionado
entry-changed = Alterado
item-of = Do registro de { $name }
entry-source = Fonte: { $source }
source-via = { $origin } por meio de { $name }
source-hidden = não pública
noted-other-name = Outro nome
noted-email = E-mail
noted-link = Link
noted-keyword = Palavra-chave
noted-country = País
noted-identifier = Identificador

## Records that cannot be shown

state-unknown = O iD está bem formado, mas este registro nunca o deu a ninguém.
    .title = Nenhum registro tem este iD
state-deprecated = A pessoa agora tem outro iD, e tudo sobre ela se encontra lá:
    .title = Este iD foi substituído
state-unclaimed = Uma organização o reservou para alguém que ainda não o reivindicou. Até lá, o registro não é mostrado.
    .title = Este iD está reservado
state-locked = Ele foi bloqueado, por exemplo, porque não seguia as regras de uso. Nada dele é mostrado.
    .title = Este registro está bloqueado
state-deactivated = O titular o encerrou. O iD continua sendo dele e nunca é dado a outra pessoa.
    .title = Este registro foi desativado

## What went wrong

go-home = Ir para a página inicial
go-record = Ir para o seu registro
go-signin = Continuar para entrar
error-no-page = O endereço pode estar errado, ou a página mudou de lugar.
    .title = Esta página não existe
error-no-entry = Pode ter sido removida ou não é pública.
    .title = Não existe esta entrada aqui
error-bad-id = { $id } não pode ser um ORCID iD: o último caractere não combina com os outros, portanto algum deles está errado.
    .title = Este iD está errado
error-method = Este endereço existe, mas não responde a pedidos deste tipo.
    .title = Isso não funciona aqui
error-query = O endereço desta página tem partes que ninguém aqui entende.
    .title = Isso não funciona aqui
error-broken = Não foi possível gerar a página. A culpa não é sua; tente novamente daqui a pouco.
    .title = Algo deu errado
error-foreign-form = Este formulário foi enviado por outro site.
    .title = O formulário não foi aceito
error-long-form = O formulário é maior do que qualquer um dos nossos.
    .title = É longo demais
error-request = { $reason }. O site que enviou você para cá precisa corrigir isso.
    .title = Não é possível responder a este pedido
error-unusable = O registro com o qual você entrou não pode dar acesso a ninguém: está bloqueado ou encerrado.
    .title = Este registro não pode ser usado
link-invalid = Ele está incompleto, ou uma mensagem mais recente o substituiu: use o link da última mensagem.
    .title = Este link não funciona
link-expired = Peça um novo; ele funciona apenas por algumas horas.
    .title = Este link é antigo demais
link-used = Este link funciona uma única vez. Aquilo para que servia já foi feito.
    .title = Já está feito
link-wrong-user = Você entrou com outro iD. Saia primeiro e depois abra o link de novo.
    .title = Este link é para outra pessoa

error-too-often = A sua rede enviou mais solicitações do que este registro responde nesse tempo. Tente novamente em { $count ->
        [one] { $count } segundo
       *[other] { $count } segundos
    }.
    .title = Solicitações demais
error-too-often-long = A sua rede enviou mais solicitações do que este registro responde nesse tempo. Tente novamente em { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }.
    .title = Solicitações demais
error-long-address = O endereço desta página é maior do que qualquer um dos nossos.
    .title = É longo demais
