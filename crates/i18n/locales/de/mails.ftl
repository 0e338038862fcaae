# Mails. An empty line ends a paragraph; the link, where there is one, follows the last.

mail-welcome =
    .subject = Willkommen bei Ihrem neuen Datensatz
    .body =
        Willkommen. Ihre iD ist { $uri }

        Bitte bestätigen Sie, dass diese Adresse Ihnen gehört. Solange keine Ihrer Adressen bestätigt ist, können Sie nur Namen und E-Mail-Adressen bearbeiten.
mail-verify =
    .subject = Bitte bestätigen Sie Ihre E-Mail-Adresse
    .body = Diese Adresse wurde dem Datensatz { $uri } hinzugefügt. Wenn Sie das waren, bestätigen Sie bitte, dass die Adresse Ihnen gehört; wenn nicht, beachten Sie diese E-Mail nicht weiter.
mail-reset =
    .subject = Wählen Sie ein neues Passwort
    .body =
        Jemand hat für den Datensatz { $uri } ein neues Passwort angefordert.

        Wenn Sie das waren, wählen Sie innerhalb von vier Stunden unter der folgenden Adresse eines. Wenn nicht, beachten Sie diese E-Mail nicht weiter; das Passwort bleibt, wie es ist.
mail-nobody =
    .subject = Kein Konto mit dieser Adresse
    .body = Jemand, vielleicht Sie, hat bei { $site } nach dem Konto mit dieser Adresse gefragt. Es gibt keines. Vielleicht haben Sie sich mit einer anderen Adresse registriert.
mail-unclaimed =
    .subject = Dieser Datensatz ist noch nicht übernommen
    .body = Der Datensatz { $uri } wurde von einer Organisation für Sie angelegt und hat noch kein Passwort: Er muss zuerst übernommen werden. Suchen Sie nach der E-Mail, die Sie dazu einlädt.
mail-unavailable =
    .subject = Dieser Datensatz ist nicht verfügbar
    .body = Beim Datensatz { $uri } kann sich zurzeit niemand anmelden; darum hat er kein neues Passwort bekommen.
mail-password-changed =
    .subject = Ihr Passwort wurde geändert
    .body =
        Das Passwort des Datensatzes { $uri } wurde geändert, und alle anderen Sitzungen wurden beendet.

        Wenn Sie das nicht waren, fordern Sie sofort ein neues Passwort an.
mail-addresses =
    .subject = Ihre E-Mail-Adressen wurden geändert
    .body =
        Die E-Mail-Adressen des Datensatzes { $uri } wurden geändert. Es sind jetzt:

        { $addresses }

        Falls Sie das nicht waren, fordern Sie sofort ein neues Passwort an.
mail-your-id =
    .subject = Ihre iD
    .body = Die iD, die zu dieser Adresse gehört, ist { $uri }
mail-quota =
    .subject = Eine Anwendung hat ihre Anfragen für heute aufgebraucht
    .body =
        { $client } hat die { $limit } Anfragen an die öffentliche Schnittstelle geschickt, die eine Anwendung an einem Tag schicken darf. Bitte sehen Sie nach, ob sie öfter fragt, als sie muss.

        Um Mitternacht (UTC) wird neu gezählt.
