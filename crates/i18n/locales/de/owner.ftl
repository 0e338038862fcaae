# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = Weitere Namen
mine-empty = Noch nichts vorhanden.
mine-empty-members = Noch nichts vorhanden. Organisationen, denen Sie es erlauben, tragen hier etwas ein.
item-self-asserted = selbst angegeben
item-add = Hinzufügen: { $kind }
item-visibility = Wer { $name } sehen kann
item-edit = Bearbeiten{ $unseen }: { $name }{ $end }
item-copy = Kopieren und bearbeiten{ $unseen }: { $name }{ $end }
item-prefer = Diese Fassung bevorzugen{ $unseen }: { $name }{ $end }
item-up = Nach oben{ $unseen }: { $name }{ $end }
item-down = Nach unten{ $unseen }: { $name }{ $end }
item-remove = Entfernen{ $unseen }: { $name }{ $end }
undo = Rückgängig
done-removed = „{ $name }“ entfernt.
# $count is a number.
done-removed-many = Entfernte Einträge: { $count }
done-shown = Wer „{ $name }“ sehen kann: { $level }
# $count is a number.
done-shown-many = Einträge: { $count }. Wer sie sehen kann: { $level }
done-preferred = „{ $name }“ steht jetzt vorn.
done-ordered = Reihenfolge gespeichert.
notice-saved = Gespeichert.
notice-undone = Rückgängig gemacht.
notice-undo-late = Das lässt sich nicht mehr rückgängig machen: Es ist über eine Stunde her, oder seitdem hat sich etwas geändert.
notice-gone = Dieser Eintrag ist nicht mehr in Ihrem Datensatz oder hat sich geändert.
error-not-edited = Er ist gesperrt, geschlossen oder noch nicht Ihrer.
    .title = Dieser Datensatz kann nicht bearbeitet werden
email-make-primary = Zur Hauptadresse machen{ $unseen }: { $name }{ $end }
email-add = Eine weitere E-Mail-Adresse
email-too-many-mails = An diese Adresse gingen zu viele Mails. Versuchen Sie es in einer Stunde noch einmal.
new-items = Wer neue Einträge sehen kann
new-items-hint = Was Sie und andere von nun an hinzufügen. Vorhandenes bleibt, wie es ist.

## All works

mine-all-works = Suchen, ordnen, mehrere ändern
bulk-chosen = Ausgewählte Werke:
bulk-remove = Entfernen
notice-none-chosen = Wählen Sie mindestens ein Werk aus.
notice-too-many = So viele Werke lassen sich nicht auf einmal ändern. Wählen Sie weniger aus.

## Forms

form-add = Hinzufügen: { $kind }
form-edit = Bearbeiten: { $kind }
form-save = Speichern
form-choose = Auswählen
form-more = Hinzufügen: { $name }
form-drop = Entfernen{ $unseen }: { $name }{ $end }
form-change = Ändern
form-find = Suchen
form-find-hint = Suchen Sie die Organisation, damit andere wissen, welche gemeint ist.
form-find-which = Welche ist es?
form-find-typed = Name wie eingegeben verwenden; die Organisation ist nicht identifiziert
form-find-none = Keine Organisation ist unter diesem Namen bekannt. Sie können ihn so verwenden; die Organisation ist dann nicht identifiziert.
# $count is a number.
form-kept = Es sind { $count }, mehr als hier bearbeitet werden können. Sie bleiben, wie sie sind.
form-visibility = Wer es sehen kann
form-unconfirmed = Bis eine Ihrer E-Mail-Adressen bestätigt ist, können Sie nur Ihren Namen bearbeiten.
    .title = Bestätigen Sie zuerst Ihre E-Mail-Adresse
conflict = Dieser Eintrag wurde in einem anderen Tab oder von jemandem geändert, der für Sie handelt.
    .title = Dieser Eintrag hat sich inzwischen geändert
conflict-compare = Was sich unterscheidet
conflict-field = Feld
conflict-mine = Ihre Fassung
conflict-theirs = Jetzt im Datensatz
conflict-keep-mine = Meine behalten
conflict-keep-theirs = Die andere behalten
conflict-edit-mine = Meine weiter bearbeiten

## Fields

field-amount = Betrag
field-amount-hint = In Ziffern, mit einem Punkt vor den Cent: 12500.50
field-citation = Zitat
field-citation-type = Stil des Zitats
field-city = Ort
field-container = Zeitschrift, Buch oder Reihe
field-contributor = Mitwirkende Person
field-credit-name = Veröffentlichungsname
field-credit-name-hint = Der Name auf Ihren Veröffentlichungen. Er wird statt der anderen gezeigt.
field-currency = Währung
field-date = Erscheinungsdatum
field-day = Tag
field-department = Abteilung
field-description = Beschreibung
field-end = Ende
field-end-hint = Frei lassen, wenn es andauert.
field-funder = Förderer
field-identifier = Identifikator
field-language = Sprache des Werks
field-month = Monat
field-name = Name
field-orcid = iD
field-organization = Organisation
field-position = Rolle oder Titel
field-region = Region oder Bundesland
field-relationship = Was er bezeichnet
field-role = Rolle
field-start = Beginn
field-subtitle = Untertitel
field-subtype = Art, wie der Förderer sie nennt
field-title = Titel
field-translated-language = Sprache des übersetzten Titels
field-translated-title = Übersetzter Titel
field-type = Art
field-url = Webadresse
field-url-name = Name der Seite
field-value = Wert
field-year = Jahr

## What to choose from

work-types-popular = Häufig verwendet
work-types-all = Alle Arten
citation-type-formatted-unspecified = Anderer Stil
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = Diesen Eintrag selbst
relation-part-of = Wovon er ein Teil ist
relation-version-of = Eine andere Fassung davon
relation-funded-by = Was ihn gefördert hat
role-author = Autor:in
role-assignee = Rechteinhaber:in
role-editor = Herausgeber:in
role-chair-or-translator = Vorsitz oder Übersetzung
role-co-investigator = Mitforschende Person
role-co-inventor = Miterfinder:in
role-graduate-student = Promovierende oder Studierende
role-other-inventor = Weitere Erfinder:in
role-principal-investigator = Projektleitung
role-postdoctoral-researcher = Postdoc
role-support-staff = Unterstützung
role-conceptualization = Konzeption
role-data-curation = Datenpflege
role-formal-analysis = Formale Analyse
role-funding-acquisition = Einwerben von Mitteln
role-investigation = Untersuchung
role-methodology = Methodik
role-project-administration = Projektverwaltung
role-resources = Ressourcen
role-software = Software
role-supervision = Betreuung
role-validation = Validierung
role-visualization = Visualisierung
role-writing-original-draft = Schreiben: erster Entwurf
role-writing-review-editing = Schreiben: Überarbeitung

## What is wrong

fault-missing = { $field }: Bitte ausfüllen.
# $count is a number.
fault-long = { $field }: höchstens { $count } Zeichen.
fault-list = { $field }: Bitte aus der Liste wählen.
fault-url = { $field }: Geben Sie eine Adresse wie https://example.org/page ein.
fault-year = { $field }: Geben Sie ein Jahr von 1900 bis 2100 ein.
fault-date = { $field }: Dieses Datum gibt es nicht. Zum Tag gehört ein Monat, zum Monat ein Jahr.
fault-order = { $field }: Der Beginn liegt nach dem Ende.
fault-start = { $field }: Zum Ende gehört ein Beginn.
fault-amount = { $field }: Geben Sie Ziffern mit einem Punkt vor den Cent ein und wählen Sie eine Währung.
fault-orcid = { $field }: Prüfen Sie diese iD auf einen Tippfehler.
fault-self = { $field }: Neben einem für eine andere Fassung braucht es einen für diesen Eintrag.
fault-funded = { $field }: Was gefördert hat, benennt eine Fördernummer, ein Antrag, eine DOI oder eine URI.
fault-organization = { $field }: Diese Organisation ist hier nicht bekannt. Suchen Sie eine andere, oder verwenden Sie den Namen wie eingegeben.
fault-other = { $field }: Das passt nicht.
fault-form = Etwas anderes im Formular passt nicht.
# $count is a number.
fault-full = Ihr Datensatz hat { $count } davon; mehr sind nicht möglich.
