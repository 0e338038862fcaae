# Mails. An empty line ends a paragraph; the link, where there is one, follows the last.

mail-welcome =
    .subject = Bienvenue dans votre nouveau dossier
    .body =
        Bienvenue. Votre iD est { $uri }

        Veuillez confirmer que cette adresse est la vôtre. Tant qu’aucune de vos adresses n’est confirmée, vous ne pouvez modifier que les noms et les adresses e-mail.
mail-verify =
    .subject = Veuillez confirmer votre adresse e-mail
    .body = Cette adresse a été ajoutée au dossier { $uri }. Si c’était vous, veuillez confirmer que l’adresse est la vôtre ; sinon, ignorez ce message.
mail-reset =
    .subject = Choisissez un nouveau mot de passe
    .body =
        Quelqu’un a demandé un nouveau mot de passe pour le dossier { $uri }.

        Si c’était vous, choisissez-en un à l’adresse ci-dessous, dans les quatre heures. Sinon, ignorez ce message ; le mot de passe reste inchangé.
mail-nobody =
    .subject = Aucun compte avec cette adresse
    .body = Quelqu’un, peut-être vous, a demandé à { $site } le compte associé à cette adresse. Il n’y en a pas. Vous vous êtes peut-être inscrit avec une autre adresse.
mail-unclaimed =
    .subject = Ce dossier n’est pas encore repris
    .body = Le dossier { $uri } a été créé pour vous par une organisation et n’a pas encore de mot de passe : il faut d’abord le reprendre. Cherchez le message qui vous y invite.
mail-unavailable =
    .subject = Ce dossier n’est pas disponible
    .body = Il n’est pas possible pour le moment de se connecter au dossier { $uri } ; il n’a donc pas reçu de nouveau mot de passe.
mail-password-changed =
    .subject = Votre mot de passe a été changé
    .body =
        Le mot de passe du dossier { $uri } a été changé, et toutes les autres sessions ont été fermées.

        Si ce n’était pas vous, demandez immédiatement un nouveau mot de passe.
mail-addresses =
    .subject = Vos adresses e-mail ont changé
    .body =
        Les adresses e-mail du dossier { $uri } ont été modifiées. Ce sont maintenant :

        { $addresses }

        Si ce n’était pas vous, demandez tout de suite un nouveau mot de passe.
mail-your-id =
    .subject = Votre iD
    .body = L’iD qui correspond à cette adresse est { $uri }
mail-quota =
    .subject = Une application a épuisé ses requêtes pour aujourd’hui
    .body =
        { $client } a envoyé à l’API publique les { $limit } requêtes qu’une application peut envoyer en un jour. Veuillez vérifier si elle interroge plus souvent que nécessaire.

        Le compte recommence à minuit (UTC).
