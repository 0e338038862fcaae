# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = Other names
mine-empty = Nothing here yet.
mine-empty-members = Nothing here yet. Organisations that you permit add these.
item-self-asserted = Self-asserted
item-add = Add: { $kind }
item-visibility = Who can see { $name }
item-edit = Edit{ $unseen } { $name }{ $end }
item-copy = Copy and edit{ $unseen } { $name }{ $end }
item-prefer = Prefer this version{ $unseen }: { $name }{ $end }
item-up = Move up{ $unseen }: { $name }{ $end }
item-down = Move down{ $unseen }: { $name }{ $end }
item-remove = Remove{ $unseen } { $name }{ $end }
undo = Undo
done-removed = “{ $name }” removed.
# $count is a number.
done-removed-many = { $count ->
    [one] { $count } item removed.
   *[other] { $count } items removed.
}
done-shown = Who can see “{ $name }”: { $level }
# $count is a number.
done-shown-many = { $count ->
    [one] Who can see { $count } item: { $level }
   *[other] Who can see { $count } items: { $level }
}
done-preferred = “{ $name }” now stands in front.
done-ordered = Order saved.
notice-saved = Saved.
notice-undone = Undone.
notice-undo-late = This can no longer be undone: it was more than an hour ago, or something has changed since.
notice-gone = This item is no longer on your record, or has changed.
error-not-edited = It is locked, closed or not yours yet.
    .title = This record cannot be edited
email-make-primary = Make primary{ $unseen }: { $name }{ $end }
email-add = One more e-mail address
email-too-many-mails = Too many mails were sent to this address. Try again in an hour.
new-items = Who can see new items
new-items-hint = What you and others add from now on. Items that are there stay as they are.

## All works

mine-all-works = Search, sort, change many
bulk-chosen = Selected works:
bulk-remove = Remove
notice-none-chosen = Select at least one work.
notice-too-many = So many works cannot be changed at once. Select fewer.

## Forms

form-add = Add: { $kind }
form-edit = Edit: { $kind }
form-save = Save
form-choose = Choose
form-more = Add: { $name }
form-drop = Remove{ $unseen }: { $name }{ $end }
form-change = Change
form-find = Find
form-find-hint = Find the organisation, so that others know which one you mean.
form-find-which = Which one is it?
form-find-typed = Use the name as typed; the organisation is not identified
form-find-none = No organisation is known by this name. You can use it as typed; the organisation is not identified then.
# $count is a number.
form-kept = There are { $count }, more than can be edited here. They stay as they are.
form-visibility = Who can see it
form-unconfirmed = Until one of your e-mail addresses is confirmed, you can edit your name only.
    .title = Confirm your e-mail address first
conflict = This item changed in another tab, or somebody who acts for you changed it.
    .title = This item changed meanwhile
conflict-compare = What differs
conflict-field = Field
conflict-mine = Yours
conflict-theirs = Now on the record
conflict-keep-mine = Keep mine
conflict-keep-theirs = Keep that
conflict-edit-mine = Go on editing mine

## Fields

field-amount = Amount
field-amount-hint = In digits, with a point before the cents: 12500.50
field-citation = Citation
field-citation-type = Style of the citation
field-city = Town
field-container = Journal, book or series
field-contributor = Contributor
field-credit-name = Published name
field-credit-name-hint = The name on your publications. It is shown instead of the others.
field-currency = Currency
field-date = Publication date
field-day = Day
field-department = Department
field-description = Description
field-end = End date
field-end-hint = Leave it empty if it goes on.
field-funder = Funder
field-identifier = Identifier
field-language = Language of the work
field-month = Month
field-name = Name
field-orcid = iD
field-organization = Organisation
field-position = Role or title
field-region = State or region
field-relationship = What it identifies
field-role = Role
field-start = Start date
field-subtitle = Subtitle
field-subtype = Type, as the funder calls it
field-title = Title
field-translated-language = Language of the translated title
field-translated-title = Translated title
field-type = Type
field-url = Web address
field-url-name = Name of the page
field-value = Value
field-year = Year

## What to choose from

work-types-popular = Often used
work-types-all = All types
citation-type-formatted-unspecified = Other style
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = This item itself
relation-part-of = What it is part of
relation-version-of = Another version of it
relation-funded-by = What funded it
role-author = Author
role-assignee = Assignee
role-editor = Editor
role-chair-or-translator = Chair or translator
role-co-investigator = Co-investigator
role-co-inventor = Co-inventor
role-graduate-student = Graduate student
role-other-inventor = Other inventor
role-principal-investigator = Principal investigator
role-postdoctoral-researcher = Postdoctoral researcher
role-support-staff = Support staff
role-conceptualization = Conceptualization
role-data-curation = Data curation
role-formal-analysis = Formal analysis
role-funding-acquisition = Funding acquisition
role-investigation = Investigation
role-methodology = Methodology
role-project-administration = Project administration
role-resources = Resources
role-software = Software
role-supervision = Supervision
role-validation = Validation
role-visualization = Visualization
role-writing-original-draft = Writing: original draft
role-writing-review-editing = Writing: review and editing

## What is wrong

fault-missing = { $field }: fill this in.
# $count is a number.
fault-long = { $field }: at most { $count } characters.
fault-list = { $field }: choose from the list.
fault-url = { $field }: enter an address like https://example.org/page.
fault-year = { $field }: enter a year from 1900 to 2100.
fault-date = { $field }: there is no such date. A day needs a month, and a month a year.
fault-order = { $field }: the start is after the end.
fault-start = { $field }: an end date needs a start date.
fault-amount = { $field }: enter digits with a point before the cents, and choose a currency.
fault-orcid = { $field }: check this iD for a typing error.
fault-self = { $field }: one of another version needs one of this item beside it.
fault-funded = { $field }: what funded it is named by a grant number, proposal, DOI or URI.
fault-organization = { $field }: this organisation is not known here. Find another, or use the name as typed.
fault-other = { $field }: this does not fit.
fault-form = Something else in the form does not fit.
# $count is a number.
fault-full = Your record holds { $count } of these, and no more.
