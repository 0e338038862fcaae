# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = Skip to content
sandbox-notice = This is a sandbox. Nobody here is real, and everything is forgotten.
nav-account = Account
nav-sign-out = Sign out
nav-sign-in = Sign in
nav-register = Register
nav-find = Search the registry
# $count is a number.
nav-unread = { $count }{ $unseen } unread{ $end }
footer-licence = Public data may be used freely, under { $link }CC0{ $end }.
footer-independent = { $site } speaks the ORCID API. It is independent software, neither made nor endorsed by ORCID, Inc.
language-label = Language
language-button = Change
cancel = Cancel
new-tab = (opens in a new tab)
# Between the names of a list, and between longer things.
list-separator = { ", " }
list-semicolon = { "; " }

## The front page

home-title = A registry of researchers
home-summary = Persistent identifiers for the people who do research, and public records of what they did.
home-question = Who wrote this?
home-lead = A name is shared by many and changes with time. An iD belongs to one person for good. This registry gives one to everyone who does research, keeps a record of what they did, and lets them decide who sees it.
finder-label = Find people by name or iD
finder-button = Find
finder-refused = Check this iD for a typing error: it has sixteen characters, of which the last may be X.
home-researchers = One iD, for life. Publishers, funders and universities add what they know to your record, with your permission; you add the rest and choose, item by item, who may see it.
    .title = For researchers
home-organisations = Ask people to sign in here instead of typing their iD. With their consent your systems read and write their records, and every item says who vouches for it.
    .title = For organisations
home-developers = The public and member APIs of ORCID, versions 3.0, 2.1 and 2.0, in XML and JSON. Software written for them works unchanged.
    .title = For developers

## Finding people

search-title = Find people
search-by-field = Search by field
search-other-names = Look among other names, too
search-organisation = Organisation
    .hint = Its name, or its ROR, GRID or Ringgold identifier
# $count is a number.
search-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
search-none = Look for a typing error, or try fewer words. Whoever keeps their name to themselves is found by iD alone.
    .title = Nobody found
search-current = Now at { $names }
search-past = Formerly at { $names }
# $count is a number.
search-beyond = Only the first { $count } are shown. One more word brings the right ones to the front.
search-refused = This search cannot be understood. Please try it without quotes and signs.
search-expensive = This search would take too long. Please try more words, or longer ones.
search-later = The search cannot answer just now. Please try again in a moment.

## Forms

# $count (number) of problems in the form.
problems = { $count ->
    [one] There is a problem
   *[other] There are { $count } problems
}
optional = (optional)
email-label = E-mail address
password-label = Password
password-again-label = Password, once more
password-hint = At least 8 characters, among them a digit and a letter or a symbol.
email-invalid = An e-mail address looks like name@example.org.
code-wrong = This code is not right, or was used before.
password-too-short = A password has at least 8 characters.
password-too-long = A password has at most 256 characters.
password-no-digit = A password has at least one digit.
password-no-letter = A password has at least one letter or symbol.
password-contains-email = A password does not contain an e-mail address of the account.
password-common = This password is one of those that everybody tries first.
passwords-differ = The two passwords are not the same.

## Signing in

signin-title = Sign in
signin-client = { $client } asks who you are. Sign in to answer.
signin-username = E-mail address or iD
signin-forgotten = I forgot my password or my iD
signin-register = No iD yet? { $link }Register now{ $end }
signin-wrong = That name and that password do not belong together. After ten wrong passwords nobody can sign in for a while, with the right one neither.
signin-again = Please try again.
signin-unclaimed = This record is reserved for you, but not taken over yet: follow the link in the mail that invites you.
signin-locked = This record is locked. Please write to the people who run this registry.
signin-deactivated = This record was deactivated.
signin-deprecated = This iD was replaced by { $orcid }. Please sign in with that one.
second-factor-title = Second step
second-factor-hint = Open the app that makes your codes, and type in the one it shows; or use one of your recovery codes.
second-factor-label = Code
second-factor-button = Go on
signout-question = Sign out?

## Registering

register-title = Register
register-heading = Get your iD
register-client = { $client } asks who you are. Once you have an iD, you go on to answer.
register-already = Already registered? { $link }Sign in{ $end } instead: one person, one iD.
register-given-names = Given names
register-family-name = Family name
register-email-again = E-mail address, once more
register-visibility = Who may see what is added to your record from now on?
register-visibility-hint = This is only the beginning: you can change it for every single item.
visibility-public = Everyone
    .hint = Anybody, here and through the public data.
visibility-limited = Trusted parties
    .hint = People and organisations that you permit.
visibility-private = Only me
    .hint = Nobody but you, and whoever wrote the item.
register-terms = Terms
register-accept-terms = I accept the terms of use of this registry, and that what I make public may be used by anyone.
register-accept-processing = I agree that my data may be processed in a country other than my own.
register-tips = Send me tips now and then.
register-trap = Leave this empty
register-button = Register
register-more = More addresses
register-more-hint = One at work and one of your own are best: whoever changes jobs loses the first. Each gets a mail to confirm it, and nobody sees it until you say so.
# $number is a number: the second address, the third.
register-more-email = E-mail address { $number }
register-too-late = This page was open for too long. Please look over it and send it once more.
register-too-quick = That was very quick. Please look over it and send it once more.
register-forgotten = That took a long time, and what you had filled in is forgotten. Please begin again.
here-title = Could this be you?
# $count is a number.
here-lead = { $count ->
    [one] Somebody with your name has an iD here. One person needs only one, so please look first.
   *[other] { $count } people with your name have an iD here. One person needs only one, so please look first.
}
here-client = Whatever you choose, you go on to { $client } afterwards.
here-since = Here since { $year }
here-one = One of these is me
here-forgotten = I forgot my password
here-none = None of these is me
here-kept = What you filled in is kept for half an hour; nothing has to be typed again.
here-create = None of these is me: create my iD
register-trapped = A field that people do not see was filled in. Please leave it empty.
given-names-missing = Please give a name.
name-too-long = A name has fewer than 100 characters.
email-repeated = The same address is there twice.
emails-differ = The two addresses are not the same.
email-taken = There is an iD with this address already. Sign in with it, or ask for a new password.
email-reserved = An organisation reserved an iD for this address. Look for the mail that invites you to take it over.
email-deactivated = The iD with this address was deactivated.
visibility-missing = Please choose who may see new items.
terms-missing = Without the terms there is no iD.
processing-missing = Without this agreement there is no iD.

## Forgotten passwords and iDs

reset-title = Forgotten password or iD
reset-hint = Give an e-mail address of yours. We send a mail to it, whether it belongs to an iD here or not.
reset-password-button = Send a link for a new password
reset-id-button = Send my iD
reset-sent = We sent a mail to { $email }. It says how to go on, or that the address belongs to nobody here. If it does not come within minutes, look among the unwanted ones.
    .title = Look into your mail
new-password-title = New password
new-password-code = Code of your second factor
new-password-button = Save
new-password-wrong = The current password is wrong.

## Consent

consent-title = Allow access?
consent-heading = { $client } asks for access to your record
consent-person = You are signed in as { $person }
consent-what = If you allow it
consent-note = Your password stays here. You can take back the permission at any time, under “Trusted parties”.
consent-allow = Allow access
consent-deny = Deny
consent-next = Then you go back to { $host }.
consent-other = Not you? { $link }Sign in as somebody else{ $end }

## Trusted parties

trusted-title = Trusted parties
trusted-lead = Organisations that may use your record, because you allowed it.
trusted-none = There are none.
trusted-since = Since { $date }
trusted-delegates = Acting on its behalf
trusted-delegate = { $name }, last on { $date }: { $permissions }
trusted-remove = Remove{ $unseen } { $name }{ $end }
trusted-remove-question = Remove { $name }?
trusted-remove-text = { $name } can no longer read or change your record, from this moment on. What it added stays.
trusted-remove-delegates = The same goes for those who act on its behalf: { $names }.
trusted-remove-button = Remove

## Calls of webhooks

webhooks-title = Webhooks
webhooks-lead = Calls that your applications were sent because a record changed, newest first.
webhooks-no-clients = You own no application.
webhooks-no-calls = Nobody was called yet.
webhooks-answered = Answered { $status }
webhooks-failed = No answer
webhooks-record = Record { $orcid }

## One's own page

mine-title = Your iD
mine-public = Your record, as everybody sees it
mine-trusted = Trusted parties: who may use your record
mine-inbox = Inbox: messages and requests
mine-webhooks = Webhooks: calls to your applications
mine-emails = E-mail addresses
email-confirmed = confirmed
email-not-confirmed = not confirmed
email-primary = primary
email-needed = Two records had the address { $address }, written in two ways. It stays with the one that confirmed it first. Please give another address for yours; until then, sign in with your iD.
email-needed-button = Add the address
email-send-again = Send the link again{ $unseen } to { $address }{ $end }
notice-verified = The address is confirmed. Thank you.
notice-sent = The mail is on its way.
notice-password = You have a new password. Please sign in with it.
notice-removed = The permission is taken back.
notice-archived = Archived.
notice-signed-out = You are signed out.
notice-outlived = The page had been open for too long, or somebody signed in or out in another tab. Please do it once more. If this happens every time, your browser has to accept cookies from here.

## Confirming an address

verify-question = Is this your address?
verify-text = Confirm that { $address } belongs to you and to the record { $orcid }.
verify-button = Confirm the address

## The inbox

inbox-title = Inbox
# $count is a number.
inbox-unread-count = Inbox ({ $unseen }unread: { $end }{ $count })
inbox-none = There is nothing in your inbox.
inbox-none-archived = Nothing is archived.
inbox-show-archived = Archived messages
inbox-archived-title = Archived messages
inbox-back = Back to the inbox
inbox-new = New
inbox-archive-selected = Archive selected
inbox-archive-page = Archive all on this page
inbox-archive = Archive
inbox-archive-without = Archive without allowing
inbox-select = Select “{ $subject }”
inbox-from = From { $name }
inbox-of = { $kind }, { $date }
inbox-permission = Asks for a permission
inbox-amended = Changes to your record
inbox-administrative = About your account
inbox-custom = Message
inbox-announcement = Announcement
inbox-tip = Tip
inbox-items = What it is about
inbox-grant = See what is asked, and decide
inbox-grant-elsewhere = Continue at { $host }
inbox-grant-elsewhere-hint = { $name } asks for this on a page of its own, outside this registry.
inbox-granted-on = You allowed this on { $date }.
inbox-archived-on = Archived on { $date }.
inbox-amended-subject = { $name } changed your record
inbox-amended-lead = These entries of your record changed:
inbox-created = added
inbox-updated = changed
inbox-deleted = removed
# $count is a number.
inbox-more = Further changes: { $count }

## A record

record-nameless = The name of this person is not public.
record-also-known = Also known as { $names }
record-empty = There is nothing public on this record.
record-only-name = There is nothing public on this record besides the name.
record-sections = Sections
record-biography = Biography
record-emails = E-mail
record-email-verified = verified
record-links = Links
record-identifiers = Other identifiers
record-keywords = Keywords
record-countries = Countries and regions
record-sources = Sources
record-about = This record
record-created = Created { $date }
record-changed = Last changed { $date }
record-data = Record data (JSON)
badge-title = QR code and badge
badge-code = QR code for { $uri }
badge-png = Download PNG
badge-svg = Download SVG
badge-html = For pages of your own (HTML)
badge-full = Icon and address
badge-compact = Icon and iD
badge-inline = Icon alone
# $count is a number.
review-count = { $count ->
    [one] { $count } review
   *[other] { $count } reviews
}
# $count is a number.
review-publications = { $count ->
    [one] { $count } publication
   *[other] { $count } publications
}
# $count is a number.
review-grants = { $count ->
    [one] { $count } grant
   *[other] { $count } grants
}
review-group = About { $name }
review-title = { $type }, { $role }
# $count is a number.
other-versions = { $count ->
    [one] { $count } more source
   *[other] { $count } more sources
}
pager-label = Pages of { $section }
pager-previous = Previous{ $unseen } page of { $section }{ $end }
pager-next = Next{ $unseen } page of { $section }{ $end }
# All three are numbers.
pager-range = { $first }–{ $last } of { $total }
# $page is a number.
pager-number = { $unseen }Page { $end }{ $page }
pager-page = Page
# $count is a number.
pager-pages = of { $count }
pager-go = Go
works-sort = Sort by
works-by-date-newest = Newest first
works-by-date-oldest = Oldest first
works-by-title = Title, A to Z
works-by-title-back = Title, Z to A
works-by-type = Type
works-by-source = Validated first
works-by-source-back = Self-asserted first
works-words = Words in title, journal or identifier
works-size = Per page
works-show = Show
# $count is a number.
works-found = Works with these words: { $count }.
works-all = Show all works
entry-untitled = Untitled
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label }: { $value }
span-from-to = { $start } to { $end }
span-until = until { $end }
span-current = { $start } to the present
entry-validated = Validated
entry-details = Details{ $unseen }: { $title }{ $end }
# $count is a number.
entry-by-others = { $names } and others (+{ $count })
entry-contributors = Contributors
# $count is a number.
entry-more-contributors = and others: { $count }
entry-description = Description
entry-citation = Citation
entry-amount = Amount
entry-added = Added
entry-changed = Changed
item-of = From the record of { $name }
entry-source = Source: { $source }
source-via = { $origin } via { $name }
source-hidden = not public
noted-other-name = Other name
noted-email = E-mail
noted-link = Link
noted-keyword = Keyword
noted-country = Country
noted-identifier = Identifier

## Records that cannot be shown

state-unknown = The iD is well formed, but this registry never gave it to anyone.
    .title = No record has this iD
state-deprecated = The person has another iD now, and everything about them is found there:
    .title = This iD has been replaced
state-unclaimed = An organisation reserved it for somebody who has not taken it over yet. Until then the record is not shown.
    .title = This iD is reserved
state-locked = The registry has locked it, for instance because it did not follow the rules of use. Nothing of it is shown.
    .title = This record is locked
state-deactivated = Its owner closed it. The iD stays theirs and is never given to anybody else.
    .title = This record was deactivated

## What went wrong

go-home = Go to the front page
go-record = Go to your record
go-signin = Go on to sign in
error-no-page = The address may be mistyped, or the page has moved.
    .title = There is no such page
error-no-entry = It may have been removed, or it is not public.
    .title = There is no such entry here
error-bad-id = { $id } cannot be an ORCID iD: its last character does not fit the others, so one of them is mistyped.
    .title = This iD is mistyped
error-method = This address exists, but does not answer requests of this kind.
    .title = That does not work here
error-query = The address of this page has parts that nobody here understands.
    .title = That does not work here
error-broken = The page could not be made. It is not your fault; please try again in a moment.
    .title = Something went wrong
error-foreign-form = This form was sent by another site.
    .title = The form was not accepted
error-long-form = The form is longer than any of ours.
    .title = That is too long
error-request = { $reason }. The site that sent you here has to put this right.
    .title = This request cannot be answered
error-unusable = The record you are signed in for cannot give access to anybody: it is locked or closed.
    .title = This record cannot be used
link-invalid = It is not complete, or a newer mail has replaced it: please use the link of the latest mail.
    .title = This link does not work
link-expired = Please ask for a new one; it works for a few hours only.
    .title = This link is too old
link-used = This link works once. What it was for has been done.
    .title = Done already
link-wrong-user = You are signed in with another iD. Sign out first, then open the link again.
    .title = This link is for somebody else

# $count is a number of seconds, and of minutes; units stand as symbols.
error-too-often = More requests came from your network than this registry answers in a while. Please try again in { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }.
    .title = That was too often
error-too-often-long = More requests came from your network than this registry answers in a while. Please try again in { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }.
    .title = That was too often
error-long-address = The address of this page is longer than any of ours.
    .title = That is too long
