# Mails. An empty line ends a paragraph; the link, where there is one, follows the last.

mail-welcome =
    .subject = Welcome to your new record
    .body =
        Welcome. Your iD is { $uri }

        Please confirm that this address is yours. Until one of your addresses is confirmed, you can edit names and e-mail addresses only.
mail-verify =
    .subject = Please confirm your e-mail address
    .body = This address was added to the record { $uri }. If that was you, please confirm that the address is yours; if not, ignore this mail.
mail-reset =
    .subject = Choose a new password
    .body =
        Somebody asked for a new password for the record { $uri }.

        If that was you, choose one at the address below, within four hours. If not, ignore this mail; the password stays as it is.
mail-nobody =
    .subject = No account with this address
    .body = Somebody, perhaps you, asked { $site } for the account with this address. There is none. You may have registered with another address.
mail-unclaimed =
    .subject = This record is not claimed yet
    .body = The record { $uri } was made for you by an organisation and has no password yet: it has to be claimed first. Look for the mail that invites you to.
mail-unavailable =
    .subject = This record is not available
    .body = The record { $uri } cannot be signed in to at the moment, so it got no new password.
mail-password-changed =
    .subject = Your password was changed
    .body =
        The password of the record { $uri } was changed, and all other sessions were ended.

        If that was not you, ask for a new password at once.
mail-addresses =
    .subject = Your e-mail addresses changed
    .body =
        The e-mail addresses of the record { $uri } were changed. They are now:

        { $addresses }

        If that was not you, ask for a new password at once.
mail-your-id =
    .subject = Your iD
    .body = The iD that belongs to this address is { $uri }
mail-quota =
    .subject = An application has used up its requests for today
    .body =
        { $client } has sent the { $limit } requests to the public API that a client may send in a day. Please look whether it asks more often than it has to.

        Counting begins anew at midnight, UTC.
