# Mails. An empty line ends a paragraph; the link, where there is one, follows the last.

mail-welcome =
    .subject = Witamy w nowym rekordzie
    .body =
        Witamy. Pana/Pani iD to { $uri }

        Prosimy potwierdzić, że ten adres należy do Pana/Pani. Dopóki żaden adres nie jest potwierdzony, można edytować tylko nazwiska i adresy e-mail.
mail-verify =
    .subject = Prosimy potwierdzić adres e-mail
    .body = Ten adres został dodany do rekordu { $uri }. Jeśli to Pan/Pani, prosimy potwierdzić, że adres jest właściwy; jeśli nie, prosimy zignorować tę wiadomość.
mail-reset =
    .subject = Proszę wybrać nowe hasło
    .body =
        Ktoś poprosił o nowe hasło do rekordu { $uri }.

        Jeśli to Pan/Pani, proszę wybrać je pod poniższym adresem w ciągu czterech godzin. Jeśli nie, prosimy zignorować tę wiadomość; hasło pozostanie bez zmian.
mail-nobody =
    .subject = Brak konta z tym adresem
    .body = Ktoś, być może Pan/Pani, zapytał { $site } o konto z tym adresem. Nie ma takiego konta. Możliwe, że rejestracja nastąpiła z innym adresem.
mail-unclaimed =
    .subject = Ten rekord nie został jeszcze przejęty
    .body = Rekord { $uri } został utworzony dla Pana/Pani przez organizację i nie ma jeszcze hasła: najpierw trzeba go przejąć. Proszę poszukać wiadomości z zaproszeniem.
mail-unavailable =
    .subject = Ten rekord jest niedostępny
    .body = Do rekordu { $uri } nie można się w tej chwili zalogować, dlatego nie otrzymał on nowego hasła.
mail-password-changed =
    .subject = Hasło zostało zmienione
    .body =
        Hasło rekordu { $uri } zostało zmienione, a wszystkie inne sesje zakończone.

        Jeśli to nie Pan/Pani, proszę natychmiast poprosić o nowe hasło.
mail-addresses =
    .subject = Zmieniono adresy e-mail
    .body =
        Zmieniono adresy e-mail rekordu { $uri }. Są to teraz:

        { $addresses }

        Jeśli to pomyłka, należy natychmiast poprosić o nowe hasło.
mail-your-id =
    .subject = Pana/Pani iD
    .body = iD należące do tego adresu to { $uri }
mail-quota =
    .subject = Aplikacja wyczerpała dzisiejsze zapytania
    .body =
        { $client } wysłała do publicznego API { $limit } zapytań, czyli tyle, ile aplikacja może wysłać w ciągu dnia. Prosimy sprawdzić, czy nie pyta częściej, niż musi.

        Liczenie zaczyna się od nowa o północy (UTC).
