# Mails. An empty line ends a paragraph; the link, where there is one, follows the last.

mail-welcome =
    .subject = Benvenuto nel suo nuovo record
    .body =
        Benvenuto. Il suo iD è { $uri }

        Confermi che questo indirizzo è suo. Finché nessuno dei suoi indirizzi è confermato, può modificare solo i nomi e gli indirizzi e-mail.
mail-verify =
    .subject = Confermi il suo indirizzo e-mail
    .body = Questo indirizzo è stato aggiunto al record { $uri }. Se è stato lei, confermi che l’indirizzo è suo; altrimenti ignori questo messaggio.
mail-reset =
    .subject = Scelga una nuova password
    .body =
        Qualcuno ha richiesto una nuova password per il record { $uri }.

        Se è stato lei, ne scelga una all’indirizzo qui sotto entro quattro ore. Altrimenti ignori questo messaggio; la password resta invariata.
mail-nobody =
    .subject = Nessun account con questo indirizzo
    .body = Qualcuno, forse lei, ha chiesto a { $site } l’account con questo indirizzo. Non ne esiste alcuno. Forse si è registrato con un altro indirizzo.
mail-unclaimed =
    .subject = Questo record non è ancora stato rivendicato
    .body = Il record { $uri } è stato creato per lei da un’organizzazione e non ha ancora una password: prima deve essere rivendicato. Cerchi il messaggio che la invita a farlo.
mail-unavailable =
    .subject = Questo record non è disponibile
    .body = Al momento non è possibile accedere al record { $uri }, perciò non ha ricevuto una nuova password.
mail-password-changed =
    .subject = La sua password è stata cambiata
    .body =
        La password del record { $uri } è stata cambiata e tutte le altre sessioni sono state chiuse.

        Se non è stato lei, richieda subito una nuova password.
mail-addresses =
    .subject = I suoi indirizzi e-mail sono cambiati
    .body =
        Gli indirizzi e-mail del record { $uri } sono stati cambiati. Ora sono:

        { $addresses }

        Se non è stato lei, chieda subito una nuova password.
mail-your-id =
    .subject = Il suo iD
    .body = L’iD che appartiene a questo indirizzo è { $uri }
mail-quota =
    .subject = Un’applicazione ha esaurito le richieste di oggi
    .body =
        { $client } ha inviato all’API pubblica le { $limit } richieste che un’applicazione può inviare in un giorno. Verifichi se chiede più spesso del necessario.

        Il conteggio ricomincia a mezzanotte (UTC).
