# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = Vai al contenuto
sandbox-notice = Questo è un ambiente di prova. Nessuno qui è reale e tutto viene dimenticato.
nav-account = Account
nav-sign-out = Esci
nav-sign-in = Accedi
nav-register = Registrati
nav-find = Cerca nel registro
# $count is a number.
nav-unread = { $count }{ $unseen } non letti{ $end }
footer-licence = I dati pubblici possono essere usati liberamente, secondo { $link }CC0{ $end }.
footer-independent = { $site } parla l’API di ORCID. È un software indipendente, né prodotto né approvato da ORCID, Inc.
language-label = Lingua
language-button = Cambia
cancel = Annulla
new-tab = (si apre in una nuova scheda)
# Between the names of a list, and between longer things.
list-separator = { ", " }
list-semicolon = { "; " }

## The front page

home-title = Un registro di ricercatori
home-summary = Identificatori persistenti per chi fa ricerca e record pubblici di ciò che ha fatto.
home-question = Chi ha scritto questo?
home-lead = Un nome è condiviso da molti e cambia nel tempo. Un iD appartiene a una sola persona, per sempre. Questo registro ne assegna uno a chiunque faccia ricerca, conserva un record di ciò che ha fatto e gli lascia decidere chi può vederlo.
finder-label = Trova persone per nome o iD
finder-button = Trova
finder-refused = Controlli se in questo iD c’è un errore di battitura: ha sedici caratteri, e l’ultimo può essere una X.
home-researchers = Un iD, per tutta la vita. Editori, finanziatori e università aggiungono al suo record ciò che sanno, con il suo permesso; lei aggiunge il resto e sceglie, elemento per elemento, chi può vederlo.
    .title = Per i ricercatori
home-organisations = Chiedete alle persone di accedere qui invece di digitare il loro iD. Con il loro consenso i vostri sistemi leggono e scrivono nei loro record, e ogni elemento indica chi ne risponde.
    .title = Per le organizzazioni
home-developers = Le API pubbliche e per i membri di ORCID, versioni 3.0, 2.1 e 2.0, in XML e JSON. I programmi scritti per esse funzionano senza modifiche.
    .title = Per gli sviluppatori

## Finding people

search-title = Trova persone
search-by-field = Cerca per campo
search-other-names = Cerca anche tra gli altri nomi
search-organisation = Organizzazione
    .hint = Il nome, o l’identificativo ROR, GRID o Ringgold
# $count is a number.
search-count = { $count ->
    [one] { $count } persona
   *[other] { $count } persone
}
search-none = Controlli se c’è un errore di battitura, o provi con meno parole. Chi tiene per sé il proprio nome si trova solo con l’iD.
    .title = Nessuno trovato
search-current = Attualmente: { $names }
search-past = In precedenza: { $names }
# $count is a number.
search-beyond = Sono mostrate solo le prime { $count }. Una parola in più porta avanti quelle giuste.
search-refused = Questa ricerca non si capisce. Provi senza virgolette e segni.
search-expensive = Questa ricerca richiederebbe troppo tempo. Provi con più parole, o con parole più lunghe.
search-later = La ricerca non può rispondere in questo momento. Riprovi tra poco.

## Forms

# $count (number) of problems in the form.
problems = { $count ->
    [one] C’è un problema
   *[other] Ci sono { $count } problemi
}
optional = (facoltativo)
email-label = Indirizzo e-mail
password-label = Password
password-again-label = Ripeta la password
password-hint = Almeno 8 caratteri, tra cui una cifra e una lettera o un simbolo.
email-invalid = Un indirizzo e-mail ha la forma nome@example.org.
code-wrong = Questo codice non è corretto o è già stato usato.
password-too-short = La password deve avere almeno 8 caratteri.
password-too-long = La password deve avere al massimo 256 caratteri.
password-no-digit = La password deve contenere almeno una cifra.
password-no-letter = La password deve contenere almeno una lettera o un simbolo.
password-contains-email = La password non deve contenere un indirizzo e-mail dell’account.
password-common = Questa password è una di quelle che tutti provano per prime.
passwords-differ = Le due password non coincidono.

## Signing in

signin-title = Accedi
signin-client = { $client } chiede chi è lei. Acceda per rispondere.
signin-username = Indirizzo e-mail o iD
signin-forgotten = Ho dimenticato la password o l’iD
signin-register = Non ha ancora un iD? { $link }Si registri ora{ $end }
signin-wrong = Questo nome e questa password non corrispondono. Dopo dieci password errate nessuno può accedere per un certo tempo, nemmeno con quella giusta.
signin-again = Riprovi.
signin-unclaimed = Questo record è riservato a lei, ma non è ancora stato rivendicato: segua il link nel messaggio di invito.
signin-locked = Questo record è bloccato. Scriva a chi gestisce questo registro.
signin-deactivated = Questo record è stato disattivato.
signin-deprecated = Questo iD è stato sostituito da { $orcid }. Acceda con quello.
second-factor-title = Secondo passaggio
second-factor-hint = Apra l’app che genera i suoi codici e digiti quello mostrato, oppure usi uno dei suoi codici di recupero.
second-factor-label = Codice
second-factor-button = Continua
signout-question = Uscire?

## Registering

register-title = Registrati
register-heading = Ottenga il suo iD
register-client = { $client } chiede chi è lei. Non appena avrà un iD, potrà rispondere.
register-already = È già registrato? { $link }Acceda{ $end }: una persona, un iD.
register-given-names = Nome
register-family-name = Cognome
register-email-again = Ripeta l’indirizzo e-mail
register-visibility = Chi può vedere ciò che da ora viene aggiunto al suo record?
register-visibility-hint = Questo è solo l’inizio: potrà cambiarlo per ogni singolo elemento.
visibility-public = Tutti
    .hint = Chiunque, qui e attraverso i dati pubblici.
visibility-limited = Soggetti fidati
    .hint = Persone e organizzazioni a cui lei dà il permesso.
visibility-private = Solo io
    .hint = Nessuno tranne lei e chi ha scritto l’elemento.
register-terms = Condizioni
register-accept-terms = Accetto le condizioni d’uso di questo registro e che chiunque possa usare ciò che rendo pubblico.
register-accept-processing = Acconsento al trattamento dei miei dati in un paese diverso dal mio.
register-tips = Inviatemi suggerimenti di tanto in tanto.
register-trap = Lasci vuoto questo campo
register-button = Registrati
register-more = Altri indirizzi
register-more-hint = L’ideale è averne uno di lavoro e uno personale: chi cambia lavoro perde il primo. Ognuno riceve un messaggio di conferma e nessuno lo vede finché lei non lo permette.
# $number is a number: the second address, the third.
register-more-email = Indirizzo e-mail { $number }
register-too-late = Questa pagina è rimasta aperta troppo a lungo. La riveda e la invii di nuovo.
register-too-quick = È stato molto veloce. Riveda il modulo e lo invii di nuovo.
register-forgotten = È passato molto tempo e ciò che aveva compilato è stato dimenticato. Ricominci da capo.
here-title = Potrebbe essere lei?
# $count is a number.
here-lead = { $count ->
    [one] Qualcuno con il suo nome ha già un iD qui. A una persona ne basta uno: verifichi prima, per favore.
   *[other] { $count } persone con il suo nome hanno già un iD qui. A una persona ne basta uno: verifichi prima, per favore.
}
here-client = Qualunque cosa scelga, dopo continuerà verso { $client }.
here-since = Qui dal { $year }
here-one = Sono una di queste persone
here-forgotten = Ho dimenticato la password
here-none = Non sono nessuna di queste persone
here-kept = Ciò che ha compilato viene conservato per mezz’ora; non dovrà digitare nulla di nuovo.
here-create = Non sono nessuna di queste: crea il mio iD
register-trapped = È stato compilato un campo che le persone non vedono. Lo lasci vuoto.
given-names-missing = Indichi un nome.
name-too-long = Il nome deve avere meno di 100 caratteri.
email-repeated = Lo stesso indirizzo compare due volte.
emails-differ = I due indirizzi non coincidono.
email-taken = Esiste già un iD con questo indirizzo. Acceda con esso o richieda una nuova password.
email-reserved = Un’organizzazione ha riservato un iD per questo indirizzo. Cerchi il messaggio che la invita a rivendicarlo.
email-deactivated = L’iD con questo indirizzo è stato disattivato.
visibility-missing = Scelga chi può vedere i nuovi elementi.
terms-missing = Senza accettare le condizioni non c’è iD.
processing-missing = Senza questo consenso non c’è iD.

## Forgotten passwords and iDs

reset-title = Password o iD dimenticati
reset-hint = Indichi uno dei suoi indirizzi e-mail. Vi invieremo un messaggio, che appartenga o meno a un iD di questo registro.
reset-password-button = Invia un link per una nuova password
reset-id-button = Invia il mio iD
reset-sent = Abbiamo inviato un messaggio a { $email }. Spiega come proseguire, oppure che l’indirizzo non appartiene a nessuno qui. Se non arriva entro pochi minuti, controlli la posta indesiderata.
    .title = Controlli la sua posta
new-password-title = Nuova password
new-password-code = Codice del secondo fattore
new-password-button = Salva
new-password-wrong = La password attuale è errata.

## Consent

consent-title = Consentire l’accesso?
consent-heading = { $client } chiede l’accesso al suo record
consent-person = Ha effettuato l’accesso come { $person }
consent-what = Se lo consente
consent-note = La sua password resta qui. Può revocare il permesso in qualsiasi momento in «Soggetti fidati».
consent-allow = Consenti l’accesso
consent-deny = Rifiuta
consent-next = Poi tornerà a { $host }.
consent-other = Non è lei? { $link }Acceda come un’altra persona{ $end }

## Trusted parties

trusted-title = Soggetti fidati
trusted-lead = Organizzazioni che possono usare il suo record perché lei lo ha consentito.
trusted-none = Non ce ne sono.
trusted-since = Dal { $date }
trusted-delegates = Agiscono per suo conto
trusted-delegate = { $name }, ultima volta il { $date }: { $permissions }
trusted-remove = Rimuovi{ $unseen } { $name }{ $end }
trusted-remove-question = Rimuovere { $name }?
trusted-remove-text = { $name } da questo momento non potrà più leggere né modificare il suo record. Ciò che ha aggiunto rimane.
trusted-remove-delegates = Lo stesso vale per chi agisce per suo conto: { $names }.
trusted-remove-button = Rimuovi

## Calls of webhooks

webhooks-title = Webhook
webhooks-lead = Chiamate che le sue applicazioni hanno ricevuto perché un record è cambiato, le più recenti per prime.
webhooks-no-clients = Non possiede alcuna applicazione.
webhooks-no-calls = Non è stata ancora fatta alcuna chiamata.
webhooks-answered = Risposta { $status }
webhooks-failed = Nessuna risposta
webhooks-record = Record { $orcid }

## One's own page

mine-title = Il suo iD
mine-public = Il suo record, come lo vedono tutti
mine-trusted = Soggetti fidati: chi può usare il suo record
mine-inbox = Posta in arrivo: messaggi e richieste
mine-webhooks = Webhook: chiamate alle sue applicazioni
mine-emails = Indirizzi e-mail
email-confirmed = confermato
email-not-confirmed = non confermato
email-primary = principale
email-needed = Due record avevano l’indirizzo { $address }, scritto in due modi. Rimane a quello che lo ha confermato per primo. Indichi un altro indirizzo per il suo; fino ad allora acceda con il suo iD.
email-needed-button = Aggiungi l’indirizzo
email-send-again = Invia di nuovo il link{ $unseen } a { $address }{ $end }
notice-verified = L’indirizzo è confermato. Grazie.
notice-sent = Il messaggio è in arrivo.
notice-password = Ha una nuova password. Acceda con quella.
notice-removed = Il permesso è stato revocato.
notice-archived = Archiviato.
notice-signed-out = È uscito dall’account.
notice-outlived = La pagina è rimasta aperta troppo a lungo, oppure qualcuno è entrato o uscito in un’altra scheda. Riprovi, per favore. Se succede ogni volta, il browser deve accettare i cookie di questo sito.

## Confirming an address

verify-question = Questo indirizzo è suo?
verify-text = Confermi che { $address } appartiene a lei e al record { $orcid }.
verify-button = Conferma l’indirizzo

## The inbox

inbox-title = Posta in arrivo
# $count is a number.
inbox-unread-count = Posta in arrivo ({ $unseen }non letti: { $end }{ $count })
inbox-none = Non c’è nulla nella posta in arrivo.
inbox-none-archived = Non c’è nulla in archivio.
inbox-show-archived = Messaggi archiviati
inbox-archived-title = Messaggi archiviati
inbox-back = Torna alla posta in arrivo
inbox-new = Nuovo
inbox-archive-selected = Archivia i selezionati
inbox-archive-page = Archivia tutto in questa pagina
inbox-archive = Archivia
inbox-archive-without = Archivia senza consentire
inbox-select = Seleziona «{ $subject }»
inbox-from = Da { $name }
inbox-of = { $kind }, { $date }
inbox-permission = Richiesta di permesso
inbox-amended = Modifiche al suo record
inbox-administrative = Riguardo al suo account
inbox-custom = Messaggio
inbox-announcement = Annuncio
inbox-tip = Suggerimento
inbox-items = Di che cosa si tratta
inbox-grant = Veda che cosa viene chiesto e decida
inbox-grant-elsewhere = Continua su { $host }
inbox-grant-elsewhere-hint = { $name } lo chiede su una pagina propria, fuori da questo registro.
inbox-granted-on = Lei lo ha consentito il { $date }.
inbox-archived-on = Archiviato il { $date }.
inbox-amended-subject = { $name } ha modificato il suo record
inbox-amended-lead = Queste voci del suo record sono cambiate:
inbox-created = aggiunto
inbox-updated = modificato
inbox-deleted = rimosso
# $count is a number.
inbox-more = Altre modifiche: { $count }

## A record

record-nameless = Il nome di questa persona non è pubblico.
record-also-known = Noto anche come { $names }
record-empty = Non c’è nulla di pubblico in questo record.
record-only-name = Non c’è nulla di pubblico in questo record, a parte il nome.
record-sections = Sezioni
record-biography = Biografia
record-emails = E-mail
record-email-verified = verificato
record-links = Link
record-identifiers = Altri identificatori
record-keywords = Parole chiave
record-countries = Paesi e regioni
record-sources = Fonti
record-about = Questo record
record-created = Creato il { $date }
record-changed = Ultima modifica il { $date }
record-data = Dati del record (JSON)
badge-title = Codice QR e badge
badge-code = Codice QR di { $uri }
badge-png = Scarica PNG
badge-svg = Scarica SVG
badge-html = Per le proprie pagine (HTML)
badge-full = Icona e indirizzo
badge-compact = Icona e iD
badge-inline = Solo l’icona
# $count is a number.
review-count = { $count ->
    [one] { $count } revisione
   *[other] { $count } revisioni
}
# $count is a number.
review-publications = { $count ->
    [one] { $count } pubblicazione
   *[other] { $count } pubblicazioni
}
# $count is a number.
review-grants = { $count ->
    [one] { $count } sovvenzione
   *[other] { $count } sovvenzioni
}
review-group = Informazioni su { $name }
review-title = { $type }, { $role }
# $count is a number.
other-versions = { $count ->
    [one] { $count } altra fonte
    [many] { $count } altre fonti
   *[other] { $count } altre fonti
}
pager-label = Pagine di { $section }
pager-previous = Precedente{ $unseen }: pagina di { $section }{ $end }
pager-next = Successiva{ $unseen }: pagina di { $section }{ $end }
# All three are numbers.
pager-range = { $first }–{ $last } di { $total }
# $page is a number.
pager-number = { $unseen }Pagina { $end }{ $page }
pager-page = Pagina
# $count is a number.
pager-pages = di { $count }
pager-go = Vai
works-sort = Ordina per
works-by-date-newest = Prima i più recenti
works-by-date-oldest = Prima i meno recenti
works-by-title = Titolo, A–Z
works-by-title-back = Titolo, Z–A
works-by-type = Tipo
works-by-source = Prima i convalidati
works-by-source-back = Prima gli autodichiarati
works-words = Parole nel titolo, nella rivista o nell’identificativo
works-size = Per pagina
works-show = Mostra
# $count is a number.
works-found = Lavori con queste parole: { $count }.
works-all = Mostra tutti i lavori
entry-untitled = Senza titolo
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label }: { $value }
span-from-to = { $start } – { $end }
span-until = fino a { $end }
span-current = { $start } – oggi
entry-validated = Convalidato
entry-details = Dettagli{ $unseen }: { $title }{ $end }
# $count is a number.
entry-by-others = { $names } e altri (+{ $count })
entry-contributors = Contributori
# $count is a number.
entry-more-contributors = e altri: { $count }
entry-description = Descrizione
entry-citation = Citazione
entry-amount = Importo
entry-added = Aggiunto
entry-changed = Modificato
item-of = Dal record di { $name }
entry-source = Fonte: { $source }
source-via = { $origin } tramite { $name }
source-hidden = non pubblica
noted-other-name = Altro nome
noted-email = E-mail
noted-link = Link
noted-keyword = Parola chiave
noted-country = Paese
noted-identifier = Identificatore

## Records that cannot be shown

state-unknown = L’iD è ben formato, ma questo registro non lo ha mai assegnato a nessuno.
    .title = Nessun record ha questo iD
state-deprecated = La persona ora ha un altro iD e tutto ciò che la riguarda si trova lì:
    .title = Questo iD è stato sostituito
state-unclaimed = Un’organizzazione lo ha riservato per qualcuno che non lo ha ancora rivendicato. Fino ad allora il record non viene mostrato.
    .title = Questo iD è riservato
state-locked = Il registro lo ha bloccato, per esempio perché non rispettava le regole d’uso. Non ne viene mostrato nulla.
    .title = Questo record è bloccato
state-deactivated = Il titolare lo ha chiuso. L’iD resta suo e non viene mai assegnato ad altri.
    .title = Questo record è stato disattivato

## What went wrong

go-home = Vai alla pagina iniziale
go-record = Vai al suo record
go-signin = Continua verso l’accesso
error-no-page = L’indirizzo potrebbe essere errato, oppure la pagina è stata spostata.
    .title = Questa pagina non esiste
error-no-entry = Forse è stata rimossa, o non è pubblica.
    .title = Qui non c’è questa voce
error-bad-id = { $id } non può essere un ORCID iD: l’ultimo carattere non corrisponde agli altri, quindi uno di essi è errato.
    .title = Questo iD è errato
error-method = Questo indirizzo esiste, ma non risponde a richieste di questo tipo.
    .title = Questo qui non funziona
error-query = L’indirizzo di questa pagina contiene parti che qui nessuno capisce.
    .title = Questo qui non funziona
error-broken = Non è stato possibile generare la pagina. Non è colpa sua; riprovi tra un momento.
    .title = Qualcosa è andato storto
error-foreign-form = Questo modulo è stato inviato da un altro sito.
    .title = Il modulo non è stato accettato
error-long-form = Il modulo è più lungo di qualsiasi nostro modulo.
    .title = È troppo lungo
error-request = { $reason }. Il sito che l’ha mandata qui deve correggere il problema.
    .title = Non è possibile rispondere a questa richiesta
error-unusable = Il record con cui ha effettuato l’accesso non può dare accesso a nessuno: è bloccato o chiuso.
    .title = Questo record non può essere usato
link-invalid = È incompleto, oppure un messaggio più recente lo ha sostituito: usi il link dell’ultimo messaggio.
    .title = Questo link non funziona
link-expired = Ne richieda uno nuovo; funziona solo per poche ore.
    .title = Questo link è troppo vecchio
link-used = Questo link funziona una sola volta. Ciò a cui serviva è già stato fatto.
    .title = Già fatto
link-wrong-user = Ha effettuato l’accesso con un altro iD. Prima esca, poi apra di nuovo il link.
    .title = Questo link è per un’altra persona

error-too-often = Dalla sua rete sono arrivate più richieste di quante questo registro ne evada in questo tempo. Riprovi tra { $count ->
        [one] { $count } secondo
       *[other] { $count } secondi
    }.
    .title = Troppe richieste
error-too-often-long = Dalla sua rete sono arrivate più richieste di quante questo registro ne evada in questo tempo. Riprovi tra { $count ->
        [one] { $count } minuto
       *[other] { $count } minuti
    }.
    .title = Troppe richieste
error-long-address = L’indirizzo di questa pagina è più lungo di qualsiasi nostro indirizzo.
    .title = È troppo lungo
