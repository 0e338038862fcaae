# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = Altri nomi
mine-empty = Ancora nulla.
mine-empty-members = Ancora nulla. Li aggiungono le organizzazioni che lei autorizza.
item-self-asserted = dichiarato dalla persona
item-add = Aggiungi: { $kind }
item-visibility = Chi può vedere { $name }
item-edit = Modifica{ $unseen } { $name }{ $end }
item-copy = Copia e modifica{ $unseen } { $name }{ $end }
item-prefer = Preferisci questa versione{ $unseen }: { $name }{ $end }
item-up = Sposta su{ $unseen }: { $name }{ $end }
item-down = Sposta giù{ $unseen }: { $name }{ $end }
item-remove = Rimuovi{ $unseen } { $name }{ $end }
undo = Annulla
done-removed = «{ $name }» rimosso.
# $count is a number.
done-removed-many = Voci rimosse: { $count }
done-shown = Chi può vedere «{ $name }»: { $level }
# $count is a number.
done-shown-many = Voci: { $count }. Chi può vederle: { $level }
done-preferred = «{ $name }» ora sta davanti.
done-ordered = Ordine salvato.
notice-saved = Salvato.
notice-undone = Annullato.
notice-undo-late = Non si può più annullare: è passata più di un’ora, o qualcosa è cambiato da allora.
notice-gone = Questa voce non è più nel suo record, o è cambiata.
error-not-edited = È bloccato, chiuso o non ancora suo.
    .title = Questo record non si può modificare
email-make-primary = Rendi principale{ $unseen }: { $name }{ $end }
email-add = Un altro indirizzo e-mail
email-too-many-mails = Troppi messaggi sono stati inviati a questo indirizzo. Riprovi tra un’ora.
new-items = Chi può vedere le nuove voci
new-items-hint = Ciò che lei e altri aggiungerete d’ora in poi. Ciò che c’è resta com’è.

## All works

mine-all-works = Cerca, ordina, modifica più opere
bulk-chosen = Opere scelte:
bulk-remove = Rimuovi
notice-none-chosen = Scelga almeno un’opera.
notice-too-many = Non si possono modificare tante opere insieme. Ne scelga meno.

## Forms

form-add = Aggiungi: { $kind }
form-edit = Modifica: { $kind }
form-save = Salva
form-choose = Scegli
form-more = Aggiungi: { $name }
form-drop = Rimuovi{ $unseen }: { $name }{ $end }
form-change = Cambia
form-find = Cerca
form-find-hint = Cerchi l’organizzazione, così gli altri sanno quale intende.
form-find-which = Qual è?
form-find-typed = Usa il nome così com’è; l’organizzazione non è identificata
form-find-none = Nessuna organizzazione è nota con questo nome. Può usarlo così com’è; l’organizzazione non è identificata.
# $count is a number.
form-kept = Sono { $count }, più di quante se ne possano modificare qui. Restano come sono.
form-visibility = Chi può vederlo
form-unconfirmed = Finché uno dei suoi indirizzi e-mail non è confermato, può modificare solo il nome.
    .title = Confermi prima il suo indirizzo e-mail
conflict = Questa voce è cambiata in un’altra scheda, o l’ha cambiata qualcuno che agisce per lei.
    .title = Questa voce è cambiata nel frattempo
conflict-compare = Che cosa differisce
conflict-field = Campo
conflict-mine = La sua versione
conflict-theirs = Ora nel record
conflict-keep-mine = Tieni la mia
conflict-keep-theirs = Tieni l’altra
conflict-edit-mine = Continua a modificare la mia

## Fields

field-amount = Importo
field-amount-hint = In cifre, con un punto prima dei centesimi: 12500.50
field-citation = Citazione
field-citation-type = Stile della citazione
field-city = Città
field-container = Rivista, libro o collana
field-contributor = Contributore
field-credit-name = Nome di pubblicazione
field-credit-name-hint = Il nome sulle sue pubblicazioni. È mostrato al posto degli altri.
field-currency = Valuta
field-date = Data di pubblicazione
field-day = Giorno
field-department = Dipartimento
field-description = Descrizione
field-end = Data di fine
field-end-hint = Lasci vuoto se continua.
field-funder = Finanziatore
field-identifier = Identificatore
field-language = Lingua dell’opera
field-month = Mese
field-name = Nome
field-orcid = iD
field-organization = Organizzazione
field-position = Ruolo o titolo
field-region = Stato o regione
field-relationship = Che cosa identifica
field-role = Ruolo
field-start = Data di inizio
field-subtitle = Sottotitolo
field-subtype = Tipo, secondo il finanziatore
field-title = Titolo
field-translated-language = Lingua del titolo tradotto
field-translated-title = Titolo tradotto
field-type = Tipo
field-url = Indirizzo web
field-url-name = Nome della pagina
field-value = Valore
field-year = Anno

## What to choose from

work-types-popular = Usati spesso
work-types-all = Tutti i tipi
citation-type-formatted-unspecified = Altro stile
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = Questa voce stessa
relation-part-of = Ciò di cui fa parte
relation-version-of = Un’altra versione
relation-funded-by = Ciò che l’ha finanziata
role-author = Autore
role-assignee = Assegnatario
role-editor = Curatore
role-chair-or-translator = Presidenza o traduzione
role-co-investigator = Co-ricercatore
role-co-inventor = Co-inventore
role-graduate-student = Studente
role-other-inventor = Altro inventore
role-principal-investigator = Ricercatore principale
role-postdoctoral-researcher = Ricercatore post-dottorato
role-support-staff = Personale di supporto
role-conceptualization = Concettualizzazione
role-data-curation = Cura dei dati
role-formal-analysis = Analisi formale
role-funding-acquisition = Acquisizione dei fondi
role-investigation = Indagine
role-methodology = Metodologia
role-project-administration = Amministrazione del progetto
role-resources = Risorse
role-software = Software
role-supervision = Supervisione
role-validation = Validazione
role-visualization = Visualizzazione
role-writing-original-draft = Scrittura: prima bozza
role-writing-review-editing = Scrittura: revisione

## What is wrong

fault-missing = { $field }: compili questo campo.
# $count is a number.
fault-long = { $field }: al massimo { $count } caratteri.
fault-list = { $field }: scelga dall’elenco.
fault-url = { $field }: inserisca un indirizzo come https://example.org/page.
fault-year = { $field }: inserisca un anno dal 1900 al 2100.
fault-date = { $field }: questa data non esiste. Un giorno richiede un mese, e un mese un anno.
fault-order = { $field }: l’inizio è dopo la fine.
fault-start = { $field }: una data di fine richiede una data di inizio.
fault-amount = { $field }: inserisca cifre con un punto prima dei centesimi e scelga una valuta.
fault-orcid = { $field }: controlli se c’è un errore di battitura in questo iD.
fault-self = { $field }: accanto a quello di un’altra versione ne serve uno di questa voce.
fault-funded = { $field }: ciò che ha finanziato si indica con un numero di finanziamento, una proposta, un DOI o un URI.
fault-organization = { $field }: questa organizzazione non è nota qui. Ne cerchi un’altra, o usi il nome così com’è.
fault-other = { $field }: questo non va bene.
fault-form = Qualcos’altro nel modulo non va bene.
# $count is a number.
fault-full = Il suo record ne contiene { $count }, il massimo.
