# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = Zum Inhalt springen
sandbox-notice = Dies ist eine Sandbox. Niemand hier ist echt, und alles wird vergessen.
nav-account = Konto
nav-sign-out = Abmelden
nav-sign-in = Anmelden
nav-register = Registrieren
nav-find = Im Register suchen
# $count is a number.
nav-unread = { $count }{ $unseen } ungelesen{ $end }
footer-licence = Öffentliche Daten dürfen frei verwendet werden, unter { $link }CC0{ $end }.
footer-independent = { $site } spricht die API von ORCID. Es ist unabhängige Software, von ORCID, Inc. weder hergestellt noch befürwortet.
language-label = Sprache
language-button = Ändern
cancel = Abbrechen
new-tab = (öffnet sich in einem neuen Tab)
# Between the names of a list, and between longer things.
list-separator = { ", " }
list-semicolon = { "; " }

## The front page

home-title = Ein Register der Forschenden
home-summary = Dauerhafte Kennungen für Menschen, die forschen, und öffentliche Datensätze über das, was sie getan haben.
home-question = Wer hat das geschrieben?
home-lead = Ein Name gehört vielen und ändert sich mit der Zeit. Eine iD gehört für immer einer einzigen Person. Dieses Register gibt allen, die forschen, eine iD, führt einen Datensatz über ihre Arbeit und lässt sie bestimmen, wer ihn sieht.
finder-label = Personen nach Name oder iD finden
finder-button = Finden
finder-refused = Bitte prüfen Sie die iD auf Tippfehler: Sie hat sechzehn Zeichen, das letzte kann ein X sein.
home-researchers = Eine iD, ein Leben lang. Verlage, Förderer und Universitäten ergänzen mit Ihrer Erlaubnis Ihren Datensatz um das, was sie wissen; Sie ergänzen den Rest und bestimmen für jeden Eintrag, wer ihn sehen darf.
    .title = Für Forschende
home-organisations = Bitten Sie Menschen, sich hier anzumelden, statt ihre iD einzutippen. Mit deren Zustimmung lesen und ergänzen Ihre Systeme ihre Datensätze, und bei jedem Eintrag steht, wer dafür einsteht.
    .title = Für Organisationen
home-developers = Die öffentliche und die Mitglieder-API von ORCID, Versionen 3.0, 2.1 und 2.0, in XML und JSON. Software, die dafür geschrieben wurde, funktioniert unverändert.
    .title = Für Entwicklerinnen und Entwickler

## Finding people

search-title = Personen finden
search-by-field = Nach Feldern suchen
search-other-names = Auch unter anderen Namen suchen
search-organisation = Organisation
    .hint = Ihr Name oder ihre Kennung bei ROR, GRID oder Ringgold
# $count is a number.
search-count = { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}
search-none = Suchen Sie nach einem Tippfehler oder versuchen Sie es mit weniger Wörtern. Wer seinen Namen für sich behält, ist nur über die iD zu finden.
    .title = Niemand gefunden
search-current = Derzeit: { $names }
search-past = Früher: { $names }
# $count is a number.
search-beyond = Nur die ersten { $count } werden gezeigt. Ein weiteres Wort bringt die richtigen nach vorn.
search-refused = Diese Suche ist nicht zu verstehen. Bitte versuchen Sie es ohne Anführungs- und Sonderzeichen.
search-expensive = Diese Suche würde zu lange dauern. Bitte versuchen Sie es mit mehr oder längeren Wörtern.
search-later = Die Suche kann gerade nicht antworten. Bitte versuchen Sie es gleich noch einmal.

## Forms

# $count (number) of problems in the form.
problems = { $count ->
    [one] Es gibt ein Problem
   *[other] Es gibt { $count } Probleme
}
optional = (optional)
email-label = E-Mail-Adresse
password-label = Passwort
password-again-label = Passwort wiederholen
password-hint = Mindestens 8 Zeichen, darunter eine Ziffer und ein Buchstabe oder Sonderzeichen.
email-invalid = Eine E-Mail-Adresse sieht aus wie name@example.org.
code-wrong = Dieser Code stimmt nicht oder wurde bereits verwendet.
password-too-short = Ein Passwort hat mindestens 8 Zeichen.
password-too-long = Ein Passwort hat höchstens 256 Zeichen.
password-no-digit = Ein Passwort enthält mindestens eine Ziffer.
password-no-letter = Ein Passwort enthält mindestens einen Buchstaben oder ein Sonderzeichen.
password-contains-email = Ein Passwort enthält keine E-Mail-Adresse des Kontos.
password-common = Dieses Passwort gehört zu denen, die alle zuerst ausprobieren.
passwords-differ = Die beiden Passwörter stimmen nicht überein.

## Signing in

signin-title = Anmelden
signin-client = { $client } fragt, wer Sie sind. Melden Sie sich an, um zu antworten.
signin-username = E-Mail-Adresse oder iD
signin-forgotten = Ich habe mein Passwort oder meine iD vergessen
signin-register = Noch keine iD? { $link }Jetzt registrieren{ $end }
signin-wrong = Name und Passwort passen nicht zusammen. Nach zehn falschen Passwörtern kann sich eine Zeit lang niemand anmelden, auch nicht mit dem richtigen.
signin-again = Bitte versuchen Sie es noch einmal.
signin-unclaimed = Dieser Datensatz ist für Sie reserviert, aber noch nicht übernommen: Folgen Sie dem Link in der Einladungsmail.
signin-locked = Dieser Datensatz ist gesperrt. Bitte schreiben Sie den Betreibern dieses Registers.
signin-deactivated = Dieser Datensatz wurde deaktiviert.
signin-deprecated = Diese iD wurde durch { $orcid } ersetzt. Bitte melden Sie sich mit jener an.
second-factor-title = Zweiter Schritt
second-factor-hint = Öffnen Sie die App, die Ihre Codes erzeugt, und geben Sie den angezeigten ein; oder verwenden Sie einen Ihrer Wiederherstellungscodes.
second-factor-label = Code
second-factor-button = Weiter
signout-question = Abmelden?

## Registering

register-title = Registrieren
register-heading = Holen Sie sich Ihre iD
register-client = { $client } fragt, wer Sie sind. Sobald Sie eine iD haben, geht es mit der Antwort weiter.
register-already = Schon registriert? { $link }Melden Sie sich an{ $end }: eine Person, eine iD.
register-given-names = Vornamen
register-family-name = Nachname
register-email-again = E-Mail-Adresse wiederholen
register-visibility = Wer darf sehen, was Ihrem Datensatz von nun an hinzugefügt wird?
register-visibility-hint = Das ist nur der Anfang: Sie können es für jeden einzelnen Eintrag ändern.
visibility-public = Alle
    .hint = Jeder, hier und über die öffentlichen Daten.
visibility-limited = Vertrauenswürdige Parteien
    .hint = Personen und Organisationen, denen Sie es erlauben.
visibility-private = Nur ich
    .hint = Niemand außer Ihnen und denen, die den Eintrag geschrieben haben.
register-terms = Bedingungen
register-accept-terms = Ich akzeptiere die Nutzungsbedingungen dieses Registers und dass alle verwenden dürfen, was ich öffentlich mache.
register-accept-processing = Ich bin einverstanden, dass meine Daten in einem anderen Land als meinem eigenen verarbeitet werden.
register-tips = Schicken Sie mir ab und zu Tipps.
register-trap = Bitte leer lassen
register-button = Registrieren
register-more = Weitere Adressen
register-more-hint = Am besten sind eine dienstliche und eine eigene: Wer die Stelle wechselt, verliert die erste. Jede bekommt eine E-Mail zur Bestätigung, und niemand sieht sie, bis Sie es erlauben.
# $number is a number: the second address, the third.
register-more-email = E-Mail-Adresse { $number }
register-too-late = Diese Seite war zu lange geöffnet. Bitte sehen Sie alles noch einmal durch und senden Sie es erneut.
register-too-quick = Das ging sehr schnell. Bitte sehen Sie alles noch einmal durch und senden Sie es erneut.
register-forgotten = Das hat lange gedauert, und was Sie ausgefüllt hatten, ist vergessen. Bitte beginnen Sie von vorn.
here-title = Könnten Sie das sein?
# $count is a number.
here-lead = { $count ->
    [one] Jemand mit Ihrem Namen hat hier schon eine iD. Eine Person braucht nur eine; bitte sehen Sie erst nach.
   *[other] { $count } Personen mit Ihrem Namen haben hier schon eine iD. Eine Person braucht nur eine; bitte sehen Sie erst nach.
}
here-client = Was auch immer Sie wählen, danach geht es weiter zu { $client }.
here-since = Hier seit { $year }
here-one = Das bin ich
here-forgotten = Ich habe mein Passwort vergessen
here-none = Keine davon bin ich
here-kept = Was Sie ausgefüllt haben, bleibt eine halbe Stunde erhalten; Sie müssen nichts noch einmal eintippen.
here-create = Keine davon bin ich: meine iD anlegen
register-trapped = Ein Feld, das Menschen nicht sehen, wurde ausgefüllt. Bitte lassen Sie es leer.
given-names-missing = Bitte geben Sie einen Namen an.
name-too-long = Ein Name hat weniger als 100 Zeichen.
email-repeated = Dieselbe Adresse steht zweimal da.
emails-differ = Die beiden Adressen stimmen nicht überein.
email-taken = Zu dieser Adresse gibt es schon eine iD. Melden Sie sich damit an oder fordern Sie ein neues Passwort an.
email-reserved = Eine Organisation hat für diese Adresse eine iD reserviert. Suchen Sie nach der E-Mail, die Sie einlädt, sie zu übernehmen.
email-deactivated = Die iD mit dieser Adresse wurde deaktiviert.
visibility-missing = Bitte wählen Sie, wer neue Einträge sehen darf.
terms-missing = Ohne die Bedingungen gibt es keine iD.
processing-missing = Ohne diese Zustimmung gibt es keine iD.

## Forgotten passwords and iDs

reset-title = Passwort oder iD vergessen
reset-hint = Geben Sie eine Ihrer E-Mail-Adressen an. Wir schicken eine E-Mail dorthin, ob sie hier zu einer iD gehört oder nicht.
reset-password-button = Link für ein neues Passwort senden
reset-id-button = Meine iD senden
reset-sent = Wir haben eine E-Mail an { $email } geschickt. Darin steht, wie es weitergeht, oder dass die Adresse hier niemandem gehört. Wenn sie nicht in wenigen Minuten ankommt, sehen Sie bei den unerwünschten nach.
    .title = Sehen Sie in Ihr Postfach
new-password-title = Neues Passwort
new-password-code = Code Ihres zweiten Faktors
new-password-button = Speichern
new-password-wrong = Das jetzige Passwort ist falsch.

## Consent

consent-title = Zugriff erlauben?
consent-heading = { $client } bittet um Zugriff auf Ihren Datensatz
consent-person = Sie sind angemeldet als { $person }
consent-what = Wenn Sie es erlauben
consent-note = Ihr Passwort bleibt hier. Sie können die Erlaubnis jederzeit unter „Vertrauenswürdige Parteien“ zurücknehmen.
consent-allow = Zugriff erlauben
consent-deny = Ablehnen
consent-next = Danach geht es zurück zu { $host }.
consent-other = Das sind nicht Sie? { $link }Als jemand anderes anmelden{ $end }

## Trusted parties

trusted-title = Vertrauenswürdige Parteien
trusted-lead = Organisationen, die Ihren Datensatz verwenden dürfen, weil Sie es erlaubt haben.
trusted-none = Es gibt keine.
trusted-since = Seit dem { $date }
trusted-delegates = Handelt in ihrem Auftrag
trusted-delegate = { $name }, zuletzt am { $date }: { $permissions }
trusted-remove = Entfernen{ $unseen }: { $name }{ $end }
trusted-remove-question = { $name } entfernen?
trusted-remove-text = { $name } kann Ihren Datensatz von diesem Moment an nicht mehr lesen oder ändern. Was bereits hinzugefügt wurde, bleibt.
trusted-remove-delegates = Dasselbe gilt für alle, die in ihrem Auftrag handeln: { $names }.
trusted-remove-button = Entfernen

## Calls of webhooks

webhooks-title = Webhooks
webhooks-lead = Aufrufe, die Ihre Anwendungen bekommen haben, weil sich ein Datensatz geändert hat, die neuesten zuerst.
webhooks-no-clients = Ihnen gehört keine Anwendung.
webhooks-no-calls = Bisher wurde niemand aufgerufen.
webhooks-answered = Antwort { $status }
webhooks-failed = Keine Antwort
webhooks-record = Datensatz { $orcid }

## One's own page

mine-title = Ihre iD
mine-public = Ihr Datensatz, wie alle ihn sehen
mine-trusted = Vertrauenswürdige Parteien: wer Ihren Datensatz verwenden darf
mine-inbox = Posteingang: Nachrichten und Anfragen
mine-webhooks = Webhooks: Aufrufe Ihrer Anwendungen
mine-emails = E-Mail-Adressen
email-confirmed = bestätigt
email-not-confirmed = nicht bestätigt
email-primary = Hauptadresse
email-needed = Zwei Datensätze hatten die Adresse { $address } in zwei Schreibweisen. Sie bleibt bei dem, der sie zuerst bestätigt hat. Bitte geben Sie für Ihren eine andere Adresse an; bis dahin melden Sie sich mit Ihrer iD an.
email-needed-button = Adresse hinzufügen
email-send-again = Link erneut senden{ $unseen } an { $address }{ $end }
notice-verified = Die Adresse ist bestätigt. Vielen Dank.
notice-sent = Die E-Mail ist unterwegs.
notice-password = Sie haben ein neues Passwort. Bitte melden Sie sich damit an.
notice-removed = Die Erlaubnis ist zurückgenommen.
notice-archived = Archiviert.
notice-signed-out = Sie sind abgemeldet.
notice-outlived = Die Seite war zu lange offen, oder in einem anderen Tab hat sich jemand an- oder abgemeldet. Bitte versuchen Sie es noch einmal. Wenn das jedes Mal geschieht, muss Ihr Browser Cookies von hier annehmen.

## Confirming an address

verify-question = Ist das Ihre Adresse?
verify-text = Bestätigen Sie, dass { $address } zu Ihnen und zum Datensatz { $orcid } gehört.
verify-button = Adresse bestätigen

## The inbox

inbox-title = Posteingang
# $count is a number.
inbox-unread-count = Posteingang ({ $unseen }ungelesen: { $end }{ $count })
inbox-none = In Ihrem Posteingang ist nichts.
inbox-none-archived = Es ist nichts archiviert.
inbox-show-archived = Archivierte Nachrichten
inbox-archived-title = Archivierte Nachrichten
inbox-back = Zurück zum Posteingang
inbox-new = Neu
inbox-archive-selected = Ausgewählte archivieren
inbox-archive-page = Alle auf dieser Seite archivieren
inbox-archive = Archivieren
inbox-archive-without = Archivieren, ohne zu erlauben
inbox-select = „{ $subject }“ auswählen
inbox-from = Von { $name }
inbox-of = { $kind }, { $date }
inbox-permission = Bittet um eine Erlaubnis
inbox-amended = Änderungen an Ihrem Datensatz
inbox-administrative = Zu Ihrem Konto
inbox-custom = Nachricht
inbox-announcement = Ankündigung
inbox-tip = Tipp
inbox-items = Worum es geht
inbox-grant = Ansehen, worum gebeten wird, und entscheiden
inbox-grant-elsewhere = Weiter bei { $host }
inbox-grant-elsewhere-hint = { $name } bittet auf einer eigenen Seite darum, außerhalb dieses Registers.
inbox-granted-on = Sie haben das am { $date } erlaubt.
inbox-archived-on = Archiviert am { $date }.
inbox-amended-subject = { $name } hat Ihren Datensatz geändert
inbox-amended-lead = Diese Einträge Ihres Datensatzes haben sich geändert:
inbox-created = hinzugefügt
inbox-updated = geändert
inbox-deleted = entfernt
# $count is a number.
inbox-more = Weitere Änderungen: { $count }

## A record

record-nameless = Der Name dieser Person ist nicht öffentlich.
record-also-known = Auch bekannt als { $names }
record-empty = Auf diesem Datensatz ist nichts öffentlich.
record-only-name = Auf diesem Datensatz ist außer dem Namen nichts öffentlich.
record-sections = Abschnitte
record-biography = Biografie
record-emails = E-Mail
record-email-verified = bestätigt
record-links = Links
record-identifiers = Weitere Kennungen
record-keywords = Schlagwörter
record-countries = Länder und Regionen
record-sources = Quellen
record-about = Dieser Datensatz
record-created = Angelegt am { $date }
record-changed = Zuletzt geändert am { $date }
record-data = Daten des Datensatzes (JSON)
badge-title = QR-Code und Abzeichen
badge-code = QR-Code für { $uri }
badge-png = PNG herunterladen
badge-svg = SVG herunterladen
badge-html = Für eigene Seiten (HTML)
badge-full = Symbol und Adresse
badge-compact = Symbol und iD
badge-inline = Nur das Symbol
# $count is a number.
review-count = { $count ->
    [one] { $count } Begutachtung
   *[other] { $count } Begutachtungen
}
# $count is a number.
review-publications = { $count ->
    [one] { $count } Veröffentlichung
   *[other] { $count } Veröffentlichungen
}
# $count is a number.
review-grants = { $count ->
    [one] { $count } Zuschuss
   *[other] { $count } Zuschüsse
}
review-group = Über { $name }
review-title = { $type }, { $role }
# $count is a number.
other-versions = { $count ->
    [one] { $count } weitere Quelle
   *[other] { $count } weitere Quellen
}
pager-label = Seiten von { $section }
pager-previous = Zurück{ $unseen }: vorige Seite von { $section }{ $end }
pager-next = Weiter{ $unseen }: nächste Seite von { $section }{ $end }
# All three are numbers.
pager-range = { $first }–{ $last } von { $total }
# $page is a number.
pager-number = { $unseen }Seite { $end }{ $page }
pager-page = Seite
# $count is a number.
pager-pages = von { $count }
pager-go = Los
works-sort = Sortieren nach
works-by-date-newest = Neueste zuerst
works-by-date-oldest = Älteste zuerst
works-by-title = Titel, A–Z
works-by-title-back = Titel, Z–A
works-by-type = Art
works-by-source = Bestätigte zuerst
works-by-source-back = Selbst angegebene zuerst
works-words = Wörter in Titel, Zeitschrift oder Kennung
works-size = Pro Seite
works-show = Anzeigen
# $count is a number.
works-found = Werke mit diesen Wörtern: { $count }.
works-all = Alle Werke anzeigen
entry-untitled = Ohne Titel
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label }: { $value }
span-from-to = { $start } bis { $end }
span-until = bis { $end }
span-current = { $start } bis heute
entry-validated = Bestätigt
entry-details = Einzelheiten{ $unseen }: { $title }{ $end }
# $count is a number.
entry-by-others = { $names } und weitere (+{ $count })
entry-contributors = Mitwirkende
# $count is a number.
entry-more-contributors = und weitere: { $count }
entry-description = Beschreibung
entry-citation = Zitat
entry-amount = Betrag
entry-added = Hinzugefügt
entry-changed = Geändert
item-of = Aus dem Datensatz von { $name }
entry-source = Quelle: { $source }
source-via = { $origin } über { $name }
source-hidden = nicht öffentlich
noted-other-name = Weiterer Name
noted-email = E-Mail
noted-link = Link
noted-keyword = Schlagwort
noted-country = Land
noted-identifier = Kennung

## Records that cannot be shown

state-unknown = Die iD ist wohlgeformt, aber dieses Register hat sie nie jemandem gegeben.
    .title = Kein Datensatz hat diese iD
state-deprecated = Die Person hat jetzt eine andere iD, und alles über sie steht dort:
    .title = Diese iD wurde ersetzt
state-unclaimed = Eine Organisation hat sie für jemanden reserviert, der sie noch nicht übernommen hat. Bis dahin wird der Datensatz nicht gezeigt.
    .title = Diese iD ist reserviert
state-locked = Das Register hat ihn gesperrt, zum Beispiel, weil er den Nutzungsregeln nicht entsprach. Nichts davon wird gezeigt.
    .title = Dieser Datensatz ist gesperrt
state-deactivated = Die Person, der er gehört, hat ihn geschlossen. Die iD bleibt ihre und wird nie an andere vergeben.
    .title = Dieser Datensatz wurde deaktiviert

## What went wrong

go-home = Zur Startseite
go-record = Zu Ihrem Datensatz
go-signin = Weiter zur Anmeldung
error-no-page = Vielleicht ist die Adresse falsch geschrieben, oder die Seite ist umgezogen.
    .title = Diese Seite gibt es nicht
error-no-entry = Er wurde vielleicht entfernt, oder er ist nicht öffentlich.
    .title = Diesen Eintrag gibt es hier nicht
error-bad-id = { $id } kann keine ORCID iD sein: Das letzte Zeichen passt nicht zu den anderen, also ist eines davon falsch geschrieben.
    .title = Diese iD ist falsch geschrieben
error-method = Diese Adresse gibt es, aber sie beantwortet keine Anfragen dieser Art.
    .title = Das geht hier nicht
error-query = Die Adresse dieser Seite hat Teile, die hier niemand versteht.
    .title = Das geht hier nicht
error-broken = Die Seite konnte nicht erstellt werden. Es liegt nicht an Ihnen; bitte versuchen Sie es gleich noch einmal.
    .title = Etwas ist schiefgegangen
error-foreign-form = Dieses Formular wurde von einer anderen Website gesendet.
    .title = Das Formular wurde nicht angenommen
error-long-form = Das Formular ist länger als jedes von unseren.
    .title = Das ist zu lang
error-request = { $reason }. Die Website, die Sie hierher geschickt hat, muss das in Ordnung bringen.
    .title = Diese Anfrage kann nicht beantwortet werden
error-unusable = Der Datensatz, für den Sie angemeldet sind, kann niemandem Zugriff geben: Er ist gesperrt oder geschlossen.
    .title = Dieser Datensatz kann nicht verwendet werden
link-invalid = Er ist unvollständig, oder eine neuere E-Mail hat ihn ersetzt: Bitte verwenden Sie den Link aus der letzten E-Mail.
    .title = Dieser Link funktioniert nicht
link-expired = Bitte fordern Sie einen neuen an; er funktioniert nur einige Stunden lang.
    .title = Dieser Link ist zu alt
link-used = Dieser Link funktioniert einmal. Wofür er da war, ist erledigt.
    .title = Schon erledigt
link-wrong-user = Sie sind mit einer anderen iD angemeldet. Melden Sie sich zuerst ab und öffnen Sie den Link dann erneut.
    .title = Dieser Link ist für jemand anderen

error-too-often = Aus Ihrem Netz kamen mehr Anfragen, als dieses Register in so kurzer Zeit beantwortet. Bitte versuchen Sie es in { $count ->
        [one] { $count } Sekunde
       *[other] { $count } Sekunden
    } noch einmal.
    .title = Das war zu oft
error-too-often-long = Aus Ihrem Netz kamen mehr Anfragen, als dieses Register in so kurzer Zeit beantwortet. Bitte versuchen Sie es in { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    } noch einmal.
    .title = Das war zu oft
error-long-address = Die Adresse dieser Seite ist länger als jede von unseren.
    .title = Das ist zu lang
