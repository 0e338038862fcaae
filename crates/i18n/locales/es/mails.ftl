# Mails. An empty line ends a paragraph; the link, where there is one, follows the last.

mail-welcome =
    .subject = Le damos la bienvenida a su nuevo registro
    .body =
        Le damos la bienvenida. Su iD es { $uri }

        Confirme que esta dirección es suya. Hasta que confirme una de sus direcciones, solo podrá editar los nombres y las direcciones de correo electrónico.
mail-verify =
    .subject = Confirme su dirección de correo electrónico
    .body = Esta dirección se ha añadido al registro { $uri }. Si ha sido usted, confirme que la dirección es suya; si no, no haga caso de este mensaje.
mail-reset =
    .subject = Elija una contraseña nueva
    .body =
        Alguien ha solicitado una contraseña nueva para el registro { $uri }.

        Si ha sido usted, elíjala en la dirección que figura abajo en un plazo de cuatro horas. Si no, no haga caso de este mensaje; la contraseña seguirá igual.
mail-nobody =
    .subject = No hay ninguna cuenta con esta dirección
    .body = Alguien, quizá usted, ha preguntado en { $site } por la cuenta con esta dirección. No existe ninguna. Es posible que se haya registrado con otra dirección.
mail-unclaimed =
    .subject = Este registro aún no ha sido reclamado
    .body = Una organización creó para usted el registro { $uri }, que todavía no tiene contraseña: primero hay que reclamarlo. Busque el mensaje que le invita a hacerlo.
mail-unavailable =
    .subject = Este registro no está disponible
    .body = En este momento no se puede iniciar sesión en el registro { $uri }, por lo que no se le ha asignado una contraseña nueva.
mail-password-changed =
    .subject = Su contraseña ha cambiado
    .body =
        La contraseña del registro { $uri } ha cambiado y se han cerrado todas las demás sesiones.

        Si no ha sido usted, solicite de inmediato una contraseña nueva.
mail-addresses =
    .subject = Sus direcciones de correo cambiaron
    .body =
        Se cambiaron las direcciones de correo del registro { $uri }. Ahora son:

        { $addresses }

        Si no fue usted, pida enseguida una contraseña nueva.
mail-your-id =
    .subject = Su iD
    .body = El iD que corresponde a esta dirección es { $uri }
mail-quota =
    .subject = Una aplicación ha agotado sus solicitudes de hoy
    .body =
        { $client } ha enviado a la API pública las { $limit } solicitudes que una aplicación puede enviar en un día. Compruebe si pregunta más a menudo de lo necesario.

        La cuenta empieza de nuevo a medianoche (UTC).
