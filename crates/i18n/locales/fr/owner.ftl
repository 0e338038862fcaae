# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = Autres noms
mine-empty = Rien pour le moment.
mine-empty-members = Rien pour le moment. Les organisations que vous autorisez ajoutent ces éléments.
item-self-asserted = déclaré par la personne
item-add = Ajouter : { $kind }
item-visibility = Qui peut voir { $name }
item-edit = Modifier{ $unseen } { $name }{ $end }
item-copy = Copier et modifier{ $unseen } { $name }{ $end }
item-prefer = Préférer cette version{ $unseen } : { $name }{ $end }
item-up = Monter{ $unseen } : { $name }{ $end }
item-down = Descendre{ $unseen } : { $name }{ $end }
item-remove = Retirer{ $unseen } { $name }{ $end }
undo = Annuler
done-removed = « { $name } » retiré.
# $count is a number.
done-removed-many = Éléments retirés : { $count }
done-shown = Qui peut voir « { $name } » : { $level }
# $count is a number.
done-shown-many = Éléments : { $count }. Qui peut les voir : { $level }
done-preferred = « { $name } » passe maintenant en premier.
done-ordered = Ordre enregistré.
notice-saved = Enregistré.
notice-undone = Annulé.
notice-undo-late = Il n’est plus possible d’annuler : plus d’une heure a passé, ou quelque chose a changé depuis.
notice-gone = Cet élément n’est plus dans votre dossier, ou il a changé.
error-not-edited = Il est verrouillé, fermé ou pas encore à vous.
    .title = Ce dossier ne peut pas être modifié
email-make-primary = En faire l’adresse principale{ $unseen } : { $name }{ $end }
email-add = Une autre adresse e-mail
email-too-many-mails = Trop de messages ont été envoyés à cette adresse. Réessayez dans une heure.
new-items = Qui peut voir les nouveaux éléments
new-items-hint = Ce que vous et d’autres ajoutez désormais. Ce qui existe reste tel quel.

## All works

mine-all-works = Chercher, trier, modifier plusieurs
bulk-chosen = Œuvres choisies :
bulk-remove = Retirer
notice-none-chosen = Choisissez au moins une œuvre.
notice-too-many = Trop d’œuvres à la fois. Choisissez-en moins.

## Forms

form-add = Ajouter : { $kind }
form-edit = Modifier : { $kind }
form-save = Enregistrer
form-choose = Choisir
form-more = Ajouter : { $name }
form-drop = Retirer{ $unseen } : { $name }{ $end }
form-change = Changer
form-find = Chercher
form-find-hint = Cherchez l’organisation pour que chacun sache de laquelle il s’agit.
form-find-which = Laquelle est-ce ?
form-find-typed = Garder le nom tel quel ; l’organisation n’est pas identifiée
form-find-none = Aucune organisation n’est connue sous ce nom. Vous pouvez le garder tel quel ; l’organisation n’est alors pas identifiée.
# $count is a number.
form-kept = Il y en a { $count }, plus qu’on ne peut en modifier ici. Ils restent tels quels.
form-visibility = Qui peut le voir
form-unconfirmed = Tant qu’aucune de vos adresses e-mail n’est confirmée, vous ne pouvez modifier que votre nom.
    .title = Confirmez d’abord votre adresse e-mail
conflict = Cet élément a changé dans un autre onglet, ou quelqu’un qui agit pour vous l’a modifié.
    .title = Cet élément a changé entre-temps
conflict-compare = Ce qui diffère
conflict-field = Champ
conflict-mine = Votre version
conflict-theirs = Dans le dossier maintenant
conflict-keep-mine = Garder la mienne
conflict-keep-theirs = Garder l’autre
conflict-edit-mine = Continuer à modifier la mienne

## Fields

field-amount = Montant
field-amount-hint = En chiffres, avec un point avant les centimes : 12500.50
field-citation = Citation
field-citation-type = Style de la citation
field-city = Ville
field-container = Revue, livre ou collection
field-contributor = Contributeur
field-credit-name = Nom de publication
field-credit-name-hint = Le nom sur vos publications. Il est affiché à la place des autres.
field-currency = Devise
field-date = Date de publication
field-day = Jour
field-department = Service
field-description = Description
field-end = Date de fin
field-end-hint = Laissez vide si cela continue.
field-funder = Financeur
field-identifier = Identifiant
field-language = Langue de l’œuvre
field-month = Mois
field-name = Nom
field-orcid = iD
field-organization = Organisation
field-position = Fonction ou titre
field-region = État ou région
field-relationship = Ce qu’il identifie
field-role = Rôle
field-start = Date de début
field-subtitle = Sous-titre
field-subtype = Type, selon le financeur
field-title = Titre
field-translated-language = Langue du titre traduit
field-translated-title = Titre traduit
field-type = Type
field-url = Adresse web
field-url-name = Nom de la page
field-value = Valeur
field-year = Année

## What to choose from

work-types-popular = Souvent utilisés
work-types-all = Tous les types
citation-type-formatted-unspecified = Autre style
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = Cet élément même
relation-part-of = Ce dont il fait partie
relation-version-of = Une autre version
relation-funded-by = Ce qui l’a financé
role-author = Auteur
role-assignee = Titulaire des droits
role-editor = Éditeur scientifique
role-chair-or-translator = Présidence ou traduction
role-co-investigator = Co-chercheur
role-co-inventor = Co-inventeur
role-graduate-student = Étudiant
role-other-inventor = Autre inventeur
role-principal-investigator = Chercheur principal
role-postdoctoral-researcher = Chercheur postdoctoral
role-support-staff = Personnel de soutien
role-conceptualization = Conceptualisation
role-data-curation = Gestion des données
role-formal-analysis = Analyse formelle
role-funding-acquisition = Obtention du financement
role-investigation = Enquête
role-methodology = Méthodologie
role-project-administration = Administration du projet
role-resources = Ressources
role-software = Logiciel
role-supervision = Supervision
role-validation = Validation
role-visualization = Visualisation
role-writing-original-draft = Rédaction : première version
role-writing-review-editing = Rédaction : révision

## What is wrong

fault-missing = { $field } : à remplir.
# $count is a number.
fault-long = { $field } : { $count } caractères au plus.
fault-list = { $field } : choisissez dans la liste.
fault-url = { $field } : saisissez une adresse comme https://example.org/page.
fault-year = { $field } : saisissez une année de 1900 à 2100.
fault-date = { $field } : cette date n’existe pas. Un jour demande un mois, et un mois une année.
fault-order = { $field } : le début est après la fin.
fault-start = { $field } : une date de fin demande une date de début.
fault-amount = { $field } : saisissez des chiffres avec un point avant les centimes, et choisissez une devise.
fault-orcid = { $field } : vérifiez s’il y a une faute de frappe dans cet iD.
fault-self = { $field } : celui d’une autre version en demande un de cet élément même.
fault-funded = { $field } : un financement est désigné par un numéro de subvention, une proposition, un DOI ou une URI.
fault-organization = { $field } : cette organisation n’est pas connue ici. Cherchez-en une autre, ou gardez le nom tel quel.
fault-other = { $field } : cela ne convient pas.
fault-form = Autre chose ne convient pas dans le formulaire.
# $count is a number.
fault-full = Votre dossier en contient { $count }, le maximum.
