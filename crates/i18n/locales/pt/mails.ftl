# Mails. An empty line ends a paragraph; the link, where there is one, follows the last.

mail-welcome =
    .subject = Boas-vindas ao seu novo registro
    .body =
        Boas-vindas. Seu iD é { $uri }

        Confirme que este endereço é seu. Até que um de seus endereços seja confirmado, você só poderá editar nomes e endereços de e-mail.
mail-verify =
    .subject = Confirme seu endereço de e-mail
    .body = Este endereço foi acrescentado ao registro { $uri }. Se foi você, confirme que o endereço é seu; se não, ignore esta mensagem.
mail-reset =
    .subject = Escolha uma nova senha
    .body =
        Alguém pediu uma nova senha para o registro { $uri }.

        Se foi você, escolha uma no endereço abaixo, em até quatro horas. Se não, ignore esta mensagem; a senha continua a mesma.
mail-nobody =
    .subject = Nenhuma conta com este endereço
    .body = Alguém, talvez você, perguntou a { $site } pela conta com este endereço. Não existe nenhuma. Você pode ter se registrado com outro endereço.
mail-unclaimed =
    .subject = Este registro ainda não foi reivindicado
    .body = O registro { $uri } foi criado para você por uma organização e ainda não tem senha: primeiro é preciso reivindicá-lo. Procure a mensagem que convida você a fazer isso.
mail-unavailable =
    .subject = Este registro não está disponível
    .body = No momento não é possível entrar no registro { $uri }, por isso ele não recebeu uma nova senha.
mail-password-changed =
    .subject = Sua senha foi alterada
    .body =
        A senha do registro { $uri } foi alterada, e todas as outras sessões foram encerradas.

        Se não foi você, peça uma nova senha imediatamente.
mail-addresses =
    .subject = Seus endereços de e-mail mudaram
    .body =
        Os endereços de e-mail do registro { $uri } foram mudados. Agora são:

        { $addresses }

        Se não foi você, peça já uma nova senha.
mail-your-id =
    .subject = Seu iD
    .body = O iD que pertence a este endereço é { $uri }
mail-quota =
    .subject = Um aplicativo esgotou as solicitações de hoje
    .body =
        { $client } enviou à API pública as { $limit } solicitações que um aplicativo pode enviar em um dia. Verifique se ele pergunta mais vezes do que o necessário.

        A contagem recomeça à meia-noite (UTC).
