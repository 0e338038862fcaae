# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = Aller au contenu
sandbox-notice = Ceci est un bac à sable. Personne ici n’est réel et tout est oublié.
nav-account = Compte
nav-sign-out = Se déconnecter
nav-sign-in = Se connecter
nav-register = S’inscrire
nav-find = Chercher dans le registre
# $count is a number.
nav-unread = { $count }{ $unseen } non lus{ $end }
footer-licence = Les données publiques peuvent être utilisées librement, sous { $link }CC0{ $end }.
footer-independent = { $site } parle l’API d’ORCID. C’est un logiciel indépendant, ni créé ni approuvé par ORCID, Inc.
language-label = Langue
language-button = Changer
cancel = Annuler
new-tab = (s’ouvre dans un nouvel onglet)
# Between the names of a list, and between longer things.
list-separator = { ", " }
list-semicolon = { " ; " }

## The front page

home-title = Un registre de chercheurs
home-summary = Des identifiants pérennes pour celles et ceux qui font de la recherche, et un dossier public de ce qu’ils ont fait.
home-question = Qui a écrit cela ?
home-lead = Un nom est partagé par beaucoup de personnes et change avec le temps. Un iD appartient à une seule personne, pour toujours. Ce registre en donne un à quiconque fait de la recherche, garde trace de ce qu’il ou elle a fait et lui laisse décider qui peut le voir.
finder-label = Trouver une personne par son nom ou son iD
finder-button = Trouver
finder-refused = Vérifiez qu’il n’y a pas de faute de frappe : un iD compte seize caractères, dont le dernier peut être un X.
home-researchers = Un iD, pour la vie. Éditeurs, financeurs et universités ajoutent ce qu’ils savent à votre dossier, avec votre permission ; vous ajoutez le reste et choisissez, élément par élément, qui peut le voir.
    .title = Pour les chercheurs
home-organisations = Demandez aux personnes de se connecter ici plutôt que de saisir leur iD. Avec leur accord, vos systèmes lisent et complètent leurs dossiers, et chaque élément indique qui s’en porte garant.
    .title = Pour les organisations
home-developers = Les API publiques et membres d’ORCID, versions 3.0, 2.1 et 2.0, en XML et en JSON. Les logiciels écrits pour elles fonctionnent sans modification.
    .title = Pour les développeurs

## Finding people

search-title = Trouver une personne
search-by-field = Chercher par champ
search-other-names = Chercher aussi parmi les autres noms
search-organisation = Organisation
    .hint = Son nom, ou son identifiant ROR, GRID ou Ringgold
# $count is a number.
search-count = { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
}
search-none = Cherchez une faute de frappe, ou essayez avec moins de mots. Qui garde son nom pour soi ne se trouve que par son iD.
    .title = Personne n’a été trouvé
search-current = Actuellement : { $names }
search-past = Auparavant : { $names }
# $count is a number.
search-beyond = Seules les { $count } premières sont montrées. Un mot de plus fait passer les bonnes devant.
search-refused = Cette recherche n’a pas pu être comprise. Essayez sans guillemets ni signes.
search-expensive = Cette recherche prendrait trop de temps. Essayez avec plus de mots, ou des mots plus longs.
search-later = La recherche ne peut pas répondre pour l’instant. Réessayez dans un moment.

## Forms

# $count (number) of problems in the form.
problems = { $count ->
    [one] Il y a un problème
   *[other] Il y a { $count } problèmes
}
optional = (facultatif)
email-label = Adresse e-mail
password-label = Mot de passe
password-again-label = Mot de passe, encore une fois
password-hint = Au moins 8 caractères, dont un chiffre et une lettre ou un symbole.
email-invalid = Une adresse e-mail a la forme nom@example.org.
code-wrong = Ce code n’est pas correct, ou il a déjà été utilisé.
password-too-short = Un mot de passe compte au moins 8 caractères.
password-too-long = Un mot de passe compte au plus 256 caractères.
password-no-digit = Un mot de passe contient au moins un chiffre.
password-no-letter = Un mot de passe contient au moins une lettre ou un symbole.
password-contains-email = Un mot de passe ne contient pas une adresse e-mail du compte.
password-common = Ce mot de passe fait partie de ceux que tout le monde essaie en premier.
passwords-differ = Les deux mots de passe ne sont pas identiques.

## Signing in

signin-title = Se connecter
signin-client = { $client } demande qui vous êtes. Connectez-vous pour répondre.
signin-username = Adresse e-mail ou iD
signin-forgotten = J’ai oublié mon mot de passe ou mon iD
signin-register = Pas encore d’iD ? { $link }Inscrivez-vous{ $end }
signin-wrong = Ce nom et ce mot de passe ne vont pas ensemble. Après dix mots de passe erronés, plus personne ne peut se connecter pendant un certain temps, même avec le bon.
signin-again = Veuillez réessayer.
signin-unclaimed = Ce dossier vous est réservé, mais vous ne l’avez pas encore repris : suivez le lien du message d’invitation.
signin-locked = Ce dossier est verrouillé. Veuillez écrire aux responsables de ce registre.
signin-deactivated = Ce dossier a été désactivé.
signin-deprecated = Cet iD a été remplacé par { $orcid }. Veuillez vous connecter avec celui-ci.
second-factor-title = Seconde étape
second-factor-hint = Ouvrez l’application qui produit vos codes et saisissez celui qu’elle affiche, ou utilisez l’un de vos codes de secours.
second-factor-label = Code
second-factor-button = Continuer
signout-question = Se déconnecter ?

## Registering

register-title = S’inscrire
register-heading = Obtenez votre iD
register-client = { $client } demande qui vous êtes. Dès que vous aurez un iD, vous pourrez répondre.
register-already = Déjà inscrit ? { $link }Connectez-vous{ $end } plutôt : une personne, un iD.
register-given-names = Prénoms
register-family-name = Nom de famille
register-email-again = Adresse e-mail, encore une fois
register-visibility = Qui pourra voir ce qui sera désormais ajouté à votre dossier ?
register-visibility-hint = Ce n’est qu’un début : vous pourrez le changer pour chaque élément.
visibility-public = Tout le monde
    .hint = N’importe qui, ici et dans les données publiques.
visibility-limited = Parties de confiance
    .hint = Les personnes et organisations que vous autorisez.
visibility-private = Moi uniquement
    .hint = Personne d’autre que vous et celui ou celle qui a écrit l’élément.
register-terms = Conditions
register-accept-terms = J’accepte les conditions d’utilisation de ce registre, et que ce que je rends public puisse être utilisé par tous.
register-accept-processing = J’accepte que mes données soient traitées dans un autre pays que le mien.
register-tips = Envoyez-moi des conseils de temps en temps.
register-trap = Laissez ce champ vide
register-button = S’inscrire
register-more = Autres adresses
register-more-hint = L’idéal est d’en avoir une au travail et une à vous : qui change d’emploi perd la première. Un message est envoyé à chacune pour la confirmer, et personne ne la voit sans votre accord.
# $number is a number: the second address, the third.
register-more-email = Adresse e-mail { $number }
register-too-late = Cette page est restée ouverte trop longtemps. Veuillez la relire et l’envoyer de nouveau.
register-too-quick = C’était très rapide. Veuillez relire le formulaire et l’envoyer de nouveau.
register-forgotten = Cela a pris longtemps, et ce que vous aviez saisi est oublié. Veuillez recommencer.
here-title = Serait-ce vous ?
# $count is a number.
here-lead = { $count ->
    [one] Quelqu’un qui porte votre nom a déjà un iD ici. Une personne n’en a besoin que d’un ; veuillez d’abord vérifier.
   *[other] { $count } personnes qui portent votre nom ont déjà un iD ici. Une personne n’en a besoin que d’un ; veuillez d’abord vérifier.
}
here-client = Quel que soit votre choix, vous continuerez ensuite vers { $client }.
here-since = Ici depuis { $year }
here-one = C’est moi
here-forgotten = J’ai oublié mon mot de passe
here-none = Ce n’est pas moi
here-kept = Ce que vous avez saisi est conservé une demi-heure ; il n’y a rien à saisir de nouveau.
here-create = Ce n’est pas moi : créer mon iD
register-trapped = Un champ que les personnes ne voient pas a été rempli. Veuillez le laisser vide.
given-names-missing = Veuillez indiquer un nom.
name-too-long = Un nom compte moins de 100 caractères.
email-repeated = La même adresse figure deux fois.
emails-differ = Les deux adresses ne sont pas identiques.
email-taken = Il existe déjà un iD avec cette adresse. Connectez-vous avec elle ou demandez un nouveau mot de passe.
email-reserved = Une organisation a réservé un iD pour cette adresse. Cherchez le message qui vous invite à le reprendre.
email-deactivated = L’iD associé à cette adresse a été désactivé.
visibility-missing = Veuillez choisir qui peut voir les nouveaux éléments.
terms-missing = Sans les conditions d’utilisation, pas d’iD.
processing-missing = Sans cet accord, pas d’iD.

## Forgotten passwords and iDs

reset-title = Mot de passe ou iD oublié
reset-hint = Indiquez l’une de vos adresses e-mail. Nous y envoyons un message, qu’elle corresponde ou non à un iD d’ici.
reset-password-button = Envoyer un lien pour un nouveau mot de passe
reset-id-button = Envoyer mon iD
reset-sent = Nous avons envoyé un message à { $email }. Il explique comment continuer, ou que l’adresse n’appartient à personne ici. S’il n’arrive pas dans les minutes qui viennent, regardez parmi les courriers indésirables.
    .title = Consultez votre messagerie
new-password-title = Nouveau mot de passe
new-password-code = Code de votre second facteur
new-password-button = Enregistrer
new-password-wrong = Le mot de passe actuel est erroné.

## Consent

consent-title = Autoriser l’accès ?
consent-heading = { $client } demande l’accès à votre dossier
consent-person = Vous êtes connecté en tant que { $person }
consent-what = Si vous l’autorisez
consent-note = Votre mot de passe reste ici. Vous pouvez retirer cette permission à tout moment, sous « Parties de confiance ».
consent-allow = Autoriser l’accès
consent-deny = Refuser
consent-next = Vous retournerez ensuite à { $host }.
consent-other = Ce n’est pas vous ? { $link }Se connecter avec un autre compte{ $end }

## Trusted parties

trusted-title = Parties de confiance
trusted-lead = Les organisations qui peuvent utiliser votre dossier parce que vous l’avez autorisé.
trusted-none = Il n’y en a aucune.
trusted-since = Depuis le { $date }
trusted-delegates = Agissent en son nom
trusted-delegate = { $name }, dernière fois le { $date } : { $permissions }
trusted-remove = Retirer{ $unseen } { $name }{ $end }
trusted-remove-question = Retirer { $name } ?
trusted-remove-text = { $name } ne pourra plus ni lire ni modifier votre dossier à partir de maintenant. Ce qui a été ajouté reste.
trusted-remove-delegates = Il en va de même pour celles qui agissent en son nom : { $names }.
trusted-remove-button = Retirer

## Calls of webhooks

webhooks-title = Webhooks
webhooks-lead = Les appels que vos applications ont reçus parce qu’un dossier a changé, les plus récents d’abord.
webhooks-no-clients = Aucune application ne vous appartient.
webhooks-no-calls = Aucun appel n’a encore été fait.
webhooks-answered = Réponse { $status }
webhooks-failed = Pas de réponse
webhooks-record = Dossier { $orcid }

## One's own page

mine-title = Votre iD
mine-public = Votre dossier, tel que tout le monde le voit
mine-trusted = Parties de confiance : qui peut utiliser votre dossier
mine-inbox = Boîte de réception : messages et demandes
mine-webhooks = Webhooks : appels à vos applications
mine-emails = Adresses e-mail
email-confirmed = confirmée
email-not-confirmed = non confirmée
email-primary = principale
email-needed = Deux enregistrements avaient l’adresse { $address }, écrite de deux façons. Elle reste à celui qui l’a confirmée en premier. Veuillez indiquer une autre adresse pour le vôtre ; d’ici là, connectez-vous avec votre iD.
email-needed-button = Ajouter l’adresse
email-send-again = Renvoyer le lien{ $unseen } à { $address }{ $end }
notice-verified = L’adresse est confirmée. Merci.
notice-sent = Le message est en route.
notice-password = Vous avez un nouveau mot de passe. Veuillez vous connecter avec celui-ci.
notice-removed = La permission est retirée.
notice-archived = Archivé.
notice-signed-out = Vous êtes déconnecté.
notice-outlived = La page est restée ouverte trop longtemps, ou quelqu’un s’est connecté ou déconnecté dans un autre onglet. Veuillez recommencer. Si cela se produit à chaque fois, votre navigateur doit accepter les cookies de ce site.

## Confirming an address

verify-question = Cette adresse est-elle la vôtre ?
verify-text = Confirmez que { $address } est bien à vous et se rapporte à l’enregistrement { $orcid }.
verify-button = Confirmer l’adresse

## The inbox

inbox-title = Boîte de réception
# $count is a number.
inbox-unread-count = Boîte de réception ({ $unseen }non lus : { $end }{ $count })
inbox-none = Votre boîte de réception est vide.
inbox-none-archived = Rien n’est archivé.
inbox-show-archived = Messages archivés
inbox-archived-title = Messages archivés
inbox-back = Retour à la boîte de réception
inbox-new = Nouveau
inbox-archive-selected = Archiver la sélection
inbox-archive-page = Archiver tout sur cette page
inbox-archive = Archiver
inbox-archive-without = Archiver sans autoriser
inbox-select = Sélectionner « { $subject } »
inbox-from = De { $name }
inbox-of = { $kind }, { $date }
inbox-permission = Demande de permission
inbox-amended = Modifications de votre dossier
inbox-administrative = Au sujet de votre compte
inbox-custom = Message
inbox-announcement = Annonce
inbox-tip = Conseil
inbox-items = De quoi il s’agit
inbox-grant = Voir ce qui est demandé et décider
inbox-grant-elsewhere = Continuer sur { $host }
inbox-grant-elsewhere-hint = { $name } le demande sur sa propre page, hors de ce registre.
inbox-granted-on = Vous l’avez autorisé le { $date }.
inbox-archived-on = Archivé le { $date }.
inbox-amended-subject = { $name } a modifié votre dossier
inbox-amended-lead = Ces entrées de votre dossier ont changé :
inbox-created = ajouté
inbox-updated = modifié
inbox-deleted = supprimé
# $count is a number.
inbox-more = Autres modifications : { $count }

## A record

record-nameless = Le nom de cette personne n’est pas public.
record-also-known = Connu aussi sous le nom de { $names }
record-empty = Il n’y a rien de public dans ce dossier.
record-only-name = Il n’y a rien de public dans ce dossier, hormis le nom.
record-sections = Sections
record-biography = Biographie
record-emails = E-mail
record-email-verified = vérifié
record-links = Liens
record-identifiers = Autres identifiants
record-keywords = Mots-clés
record-countries = Pays et régions
record-sources = Sources
record-about = Ce dossier
record-created = Créé le { $date }
record-changed = Dernière modification le { $date }
record-data = Données du dossier (JSON)
badge-title = Code QR et badge
badge-code = Code QR de { $uri }
badge-png = Télécharger en PNG
badge-svg = Télécharger en SVG
badge-html = Pour vos propres pages (HTML)
badge-full = Icône et adresse
badge-compact = Icône et iD
badge-inline = Icône seule
# $count is a number.
review-count = { $count ->
    [one] { $count } évaluation
   *[other] { $count } évaluations
}
# $count is a number.
review-publications = { $count ->
    [one] { $count } publication
   *[other] { $count } publications
}
# $count is a number.
review-grants = { $count ->
    [one] { $count } subvention
   *[other] { $count } subventions
}
review-group = À propos de { $name }
review-title = { $type }, { $role }
# $count is a number.
other-versions = { $count ->
    [one] { $count } autre source
    [many] { $count } autres sources
   *[other] { $count } autres sources
}
pager-label = Pages de { $section }
pager-previous = Précédente{ $unseen } : page de { $section }{ $end }
pager-next = Suivante{ $unseen } : page de { $section }{ $end }
# All three are numbers.
pager-range = { $first }–{ $last } sur { $total }
# $page is a number.
pager-number = { $unseen }Page { $end }{ $page }
pager-page = Page
# $count is a number.
pager-pages = sur { $count }
pager-go = Aller
works-sort = Trier par
works-by-date-newest = Plus récents d’abord
works-by-date-oldest = Plus anciens d’abord
works-by-title = Titre, A–Z
works-by-title-back = Titre, Z–A
works-by-type = Type
works-by-source = Validés d’abord
works-by-source-back = Auto-déclarés d’abord
works-words = Mots du titre, de la revue ou de l’identifiant
works-size = Par page
works-show = Afficher
# $count is a number.
works-found = Travaux avec ces mots : { $count }.
works-all = Afficher tous les travaux
entry-untitled = Sans titre
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label } : { $value }
span-from-to = { $start } – { $end }
span-until = jusqu’à { $end }
span-current = { $start } – aujourd’hui
entry-validated = Validé
entry-details = Détails{ $unseen } : { $title }{ $end }
# $count is a number.
entry-by-others = { $names } et d’autres (+{ $count })
entry-contributors = Contributeurs
# $count is a number.
entry-more-contributors = et d’autres : { $count }
entry-description = Description
entry-citation = Citation
entry-amount = Montant
entry-added = Ajouté
entry-changed = Modifié
item-of = Du dossier de { $name }
entry-source = Source : { $source }
source-via = { $origin } via { $name }
source-hidden = non publique
noted-other-name = Autre nom
noted-email = E-mail
noted-link = Lien
noted-keyword = Mot-clé
noted-country = Pays
noted-identifier = Identifiant

## Records that cannot be shown

state-unknown = L’iD est bien formé, mais ce registre ne l’a jamais attribué à personne.
    .title = Aucun dossier n’a cet iD
state-deprecated = Cette personne a maintenant un autre iD, et tout ce qui la concerne s’y trouve :
    .title = Cet iD a été remplacé
state-unclaimed = Une organisation l’a réservé pour quelqu’un qui ne l’a pas encore repris. Jusque-là, le dossier n’est pas affiché.
    .title = Cet iD est réservé
state-locked = Le registre l’a verrouillé, par exemple parce qu’il ne respectait pas les règles d’utilisation. Rien n’en est affiché.
    .title = Ce dossier est verrouillé
state-deactivated = Son titulaire l’a fermé. L’iD reste le sien et n’est jamais attribué à quelqu’un d’autre.
    .title = Ce dossier a été désactivé

## What went wrong

go-home = Aller à la page d’accueil
go-record = Aller à votre dossier
go-signin = Continuer vers la connexion
error-no-page = L’adresse est peut-être mal saisie, ou la page a été déplacée.
    .title = Cette page n’existe pas
error-no-entry = Elle a peut-être été supprimée, ou elle n’est pas publique.
    .title = Cette entrée n’existe pas ici
error-bad-id = { $id } ne peut pas être un ORCID iD : le dernier caractère ne correspond pas aux autres, l’un d’eux est donc mal saisi.
    .title = Cet iD est mal saisi
error-method = Cette adresse existe, mais ne répond pas aux requêtes de ce type.
    .title = Cela ne fonctionne pas ici
error-query = L’adresse de cette page contient des éléments que personne ici ne comprend.
    .title = Cela ne fonctionne pas ici
error-broken = La page n’a pas pu être produite. Ce n’est pas votre faute ; veuillez réessayer dans un instant.
    .title = Quelque chose s’est mal passé
error-foreign-form = Ce formulaire a été envoyé par un autre site.
    .title = Le formulaire n’a pas été accepté
error-long-form = Le formulaire est plus long que n’importe lequel des nôtres.
    .title = C’est trop long
error-request = { $reason }. Le site qui vous a envoyé ici doit y remédier.
    .title = Cette demande ne peut pas recevoir de réponse
error-unusable = Le dossier avec lequel vous êtes connecté ne peut donner accès à personne : il est verrouillé ou fermé.
    .title = Ce dossier ne peut pas être utilisé
link-invalid = Il est incomplet, ou un message plus récent l’a remplacé : veuillez utiliser le lien du dernier message.
    .title = Ce lien ne fonctionne pas
link-expired = Veuillez en demander un nouveau ; il ne fonctionne que quelques heures.
    .title = Ce lien est trop ancien
link-used = Ce lien ne fonctionne qu’une fois. Ce à quoi il servait est fait.
    .title = C’est déjà fait
link-wrong-user = Vous êtes connecté avec un autre iD. Déconnectez-vous d’abord, puis ouvrez de nouveau le lien.
    .title = Ce lien est destiné à quelqu’un d’autre

error-too-often = Votre réseau a envoyé plus de requêtes que ce registre n’en traite dans ce délai. Veuillez réessayer dans { $count ->
        [one] { $count } seconde
       *[other] { $count } secondes
    }.
    .title = Trop de requêtes
error-too-often-long = Votre réseau a envoyé plus de requêtes que ce registre n’en traite dans ce délai. Veuillez réessayer dans { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }.
    .title = Trop de requêtes
error-long-address = L’adresse de cette page est plus longue que n’importe laquelle des nôtres.
    .title = C’est trop long
