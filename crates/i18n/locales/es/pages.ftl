# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = Ir al contenido
sandbox-notice = Este es un entorno de pruebas. Nadie aquí es real y todo se olvida.
nav-account = Cuenta
nav-sign-out = Cerrar sesión
nav-sign-in = Iniciar sesión
nav-register = Registrarse
nav-find = Buscar en el registro
# $count is a number.
nav-unread = { $count }{ $unseen } sin leer{ $end }
footer-licence = Los datos públicos pueden usarse libremente, conforme a { $link }CC0{ $end }.
footer-independent = { $site } utiliza la API de ORCID. Es un programa independiente, ni creado ni respaldado por ORCID, Inc.
language-label = Idioma
language-button = Cambiar
cancel = Cancelar
new-tab = (se abre en una pestaña nueva)
# Between the names of a list, and between longer things.
list-separator = { ", " }
list-semicolon = { "; " }

## The front page

home-title = Un registro de investigadores
home-summary = Identificadores persistentes para quienes investigan y registros públicos de lo que han hecho.
home-question = ¿Quién escribió esto?
home-lead = Muchas personas comparten un mismo nombre, y los nombres cambian con el tiempo. Un iD pertenece a una sola persona para siempre. Este registro otorga uno a todas las personas que investigan, conserva constancia de lo que han hecho y les permite decidir quién puede verlo.
finder-label = Buscar personas por nombre o iD
finder-button = Buscar
finder-refused = Compruebe si hay una errata en este iD: tiene dieciséis caracteres, y el último puede ser una X.
home-researchers = Un iD para toda la vida. Editoriales, financiadores y universidades añaden a su registro lo que saben, con su permiso; usted añade el resto y elige, elemento por elemento, quién puede verlo.
    .title = Para investigadores
home-organisations = Pida a las personas que inicien sesión aquí en lugar de escribir su iD. Con su consentimiento, sus sistemas leen y escriben en sus registros, y cada elemento indica quién responde de él.
    .title = Para organizaciones
home-developers = Las API públicas y de miembros de ORCID, versiones 3.0, 2.1 y 2.0, en XML y JSON. Los programas escritos para ellas funcionan sin cambios.
    .title = Para desarrolladores

## Finding people

search-title = Buscar personas
search-by-field = Buscar por campos
search-other-names = Buscar también entre otros nombres
search-organisation = Organización
    .hint = Su nombre, o su identificador ROR, GRID o Ringgold
# $count is a number.
search-count = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
search-none = Compruebe si hay una errata o pruebe con menos palabras. A quien no hace público su nombre solo se le encuentra por su iD.
    .title = No se ha encontrado a nadie
search-current = Actualmente: { $names }
search-past = Antes: { $names }
# $count is a number.
search-beyond = Solo se muestran las primeras { $count }. Una palabra más pone delante a las que busca.
search-refused = No se entiende esta búsqueda. Pruebe sin comillas ni signos.
search-expensive = Esta búsqueda tardaría demasiado. Pruebe con más palabras, o con palabras más largas.
search-later = La búsqueda no puede responder en este momento. Inténtelo de nuevo enseguida.

## Forms

# $count (number) of problems in the form.
problems = { $count ->
    [one] Hay un problema
   *[other] Hay { $count } problemas
}
optional = (opcional)
email-label = Correo electrónico
password-label = Contraseña
password-again-label = Repita la contraseña
password-hint = Al menos 8 caracteres, entre ellos un número y una letra o un símbolo.
email-invalid = Una dirección de correo electrónico tiene la forma nombre@example.org.
code-wrong = Este código no es correcto o ya se ha utilizado.
password-too-short = La contraseña debe tener al menos 8 caracteres.
password-too-long = La contraseña debe tener como máximo 256 caracteres.
password-no-digit = La contraseña debe tener al menos un número.
password-no-letter = La contraseña debe tener al menos una letra o un símbolo.
password-contains-email = La contraseña no debe contener una dirección de correo electrónico de la cuenta.
password-common = Esta contraseña es una de las que todo el mundo prueba primero.
passwords-differ = Las dos contraseñas no coinciden.

## Signing in

signin-title = Iniciar sesión
signin-client = { $client } pregunta quién es usted. Inicie sesión para responder.
signin-username = Correo electrónico o iD
signin-forgotten = He olvidado mi contraseña o mi iD
signin-register = ¿Aún no tiene un iD? { $link }Regístrese ahora{ $end }
signin-wrong = El nombre y la contraseña no se corresponden. Después de diez contraseñas incorrectas, nadie puede iniciar sesión durante un tiempo, ni siquiera con la correcta.
signin-again = Inténtelo de nuevo.
signin-unclaimed = Este registro está reservado para usted, pero aún no lo ha reclamado: siga el enlace del correo de invitación.
signin-locked = Este registro está bloqueado. Escriba a las personas que gestionan este registro.
signin-deactivated = Este registro fue desactivado.
signin-deprecated = Este iD fue sustituido por { $orcid }. Inicie sesión con ese.
second-factor-title = Segundo paso
second-factor-hint = Abra la aplicación que genera sus códigos y escriba el que muestra, o utilice uno de sus códigos de recuperación.
second-factor-label = Código
second-factor-button = Continuar
signout-question = ¿Cerrar sesión?

## Registering

register-title = Registrarse
register-heading = Obtenga su iD
register-client = { $client } pregunta quién es usted. En cuanto tenga un iD, podrá responder.
register-already = ¿Ya está registrado? { $link }Inicie sesión{ $end }: una persona, un iD.
register-given-names = Nombre
register-family-name = Apellidos
register-email-again = Repita el correo electrónico
register-visibility = ¿Quién podrá ver lo que se añada a su registro a partir de ahora?
register-visibility-hint = Esto es solo el principio: podrá cambiarlo para cada elemento.
visibility-public = Todos
    .hint = Cualquier persona, aquí y a través de los datos públicos.
visibility-limited = Partes de confianza
    .hint = Personas y organizaciones a las que usted dé permiso.
visibility-private = Solo yo
    .hint = Nadie excepto usted y quien escribió el elemento.
register-terms = Condiciones
register-accept-terms = Acepto las condiciones de uso de este registro y que cualquiera pueda utilizar lo que haga público.
register-accept-processing = Acepto que mis datos puedan tratarse en un país distinto del mío.
register-tips = Envíenme consejos de vez en cuando.
register-trap = Deje esto vacío
register-button = Registrarse
register-more = Más direcciones
register-more-hint = Lo mejor es una del trabajo y otra personal: quien cambia de empleo pierde la primera. Cada una recibe un mensaje para confirmarla, y nadie la ve hasta que usted lo permita.
# $number is a number: the second address, the third.
register-more-email = Correo electrónico { $number }
register-too-late = Esta página ha estado abierta demasiado tiempo. Revísela y envíela de nuevo.
register-too-quick = Ha sido muy rápido. Revise el formulario y envíelo de nuevo.
register-forgotten = Ha pasado mucho tiempo y lo que había rellenado se ha olvidado. Empiece de nuevo.
here-title = ¿Podría ser usted?
# $count is a number.
here-lead = { $count ->
    [one] Alguien con su nombre ya tiene un iD aquí. Cada persona necesita solo uno, así que mire primero.
   *[other] { $count } personas con su nombre ya tienen un iD aquí. Cada persona necesita solo uno, así que mire primero.
}
here-client = Elija lo que elija, después continuará hacia { $client }.
here-since = Aquí desde { $year }
here-one = Soy una de estas personas
here-forgotten = He olvidado mi contraseña
here-none = No soy ninguna de estas personas
here-kept = Lo que ha rellenado se conserva durante media hora; no tendrá que volver a escribir nada.
here-create = No soy ninguna de ellas: crear mi iD
register-trapped = Se ha rellenado un campo que las personas no ven. Déjelo vacío.
given-names-missing = Escriba un nombre.
name-too-long = El nombre debe tener menos de 100 caracteres.
email-repeated = La misma dirección aparece dos veces.
emails-differ = Las dos direcciones no coinciden.
email-taken = Ya existe un iD con esta dirección. Inicie sesión con ella o solicite una contraseña nueva.
email-reserved = Una organización ha reservado un iD para esta dirección. Busque el correo que le invita a reclamarlo.
email-deactivated = El iD con esta dirección fue desactivado.
visibility-missing = Elija quién podrá ver los elementos nuevos.
terms-missing = Sin aceptar las condiciones no hay iD.
processing-missing = Sin este consentimiento no hay iD.

## Forgotten passwords and iDs

reset-title = Contraseña o iD olvidados
reset-hint = Escriba una de sus direcciones de correo electrónico. Le enviaremos un mensaje, pertenezca o no a un iD de este registro.
reset-password-button = Enviar un enlace para una contraseña nueva
reset-id-button = Enviar mi iD
reset-sent = Hemos enviado un mensaje a { $email }. Explica cómo continuar, o que la dirección no pertenece a nadie aquí. Si no llega en unos minutos, mire en la carpeta de correo no deseado.
    .title = Consulte su correo
new-password-title = Contraseña nueva
new-password-code = Código de su segundo factor
new-password-button = Guardar
new-password-wrong = La contraseña actual es incorrecta.

## Consent

consent-title = ¿Permitir el acceso?
consent-heading = { $client } solicita acceso a su registro
consent-person = Ha iniciado sesión como { $person }
consent-what = Si lo permite
consent-note = Su contraseña se queda aquí. Puede retirar el permiso en cualquier momento en «Partes de confianza».
consent-allow = Permitir el acceso
consent-deny = Denegar
consent-next = Después volverá a { $host }.
consent-other = ¿No es usted? { $link }Iniciar sesión con otra cuenta{ $end }

## Trusted parties

trusted-title = Partes de confianza
trusted-lead = Organizaciones que pueden usar su registro porque usted lo ha permitido.
trusted-none = No hay ninguna.
trusted-since = Desde el { $date }
trusted-delegates = Actúan en su nombre
trusted-delegate = { $name }, última vez el { $date }: { $permissions }
trusted-remove = Eliminar{ $unseen } { $name }{ $end }
trusted-remove-question = ¿Eliminar { $name }?
trusted-remove-text = { $name } ya no podrá leer ni modificar su registro a partir de este momento. Lo que haya añadido se conserva.
trusted-remove-delegates = Lo mismo se aplica a quienes actúan en su nombre: { $names }.
trusted-remove-button = Eliminar

## Calls of webhooks

webhooks-title = Webhooks
webhooks-lead = Llamadas que recibieron sus aplicaciones porque cambió un registro, las más recientes primero.
webhooks-no-clients = Usted no tiene ninguna aplicación.
webhooks-no-calls = Todavía no se ha hecho ninguna llamada.
webhooks-answered = Respuesta { $status }
webhooks-failed = Sin respuesta
webhooks-record = Registro { $orcid }

## One's own page

mine-title = Su iD
mine-public = Su registro, tal como lo ve todo el mundo
mine-trusted = Partes de confianza: quién puede usar su registro
mine-inbox = Bandeja de entrada: mensajes y solicitudes
mine-webhooks = Webhooks: llamadas a sus aplicaciones
mine-emails = Direcciones de correo electrónico
email-confirmed = confirmada
email-not-confirmed = sin confirmar
email-primary = principal
email-needed = Dos registros tenían la dirección { $address }, escrita de dos maneras. Se queda con el que la confirmó primero. Indique otra dirección para el suyo; hasta entonces, inicie sesión con su iD.
email-needed-button = Añadir la dirección
email-send-again = Enviar el enlace de nuevo{ $unseen } a { $address }{ $end }
notice-verified = La dirección está confirmada. Gracias.
notice-sent = El mensaje está en camino.
notice-password = Ya tiene una contraseña nueva. Inicie sesión con ella.
notice-removed = El permiso ha sido retirado.
notice-archived = Archivado.
notice-signed-out = Ha cerrado sesión.
notice-outlived = La página estuvo abierta demasiado tiempo, o alguien inició o cerró sesión en otra pestaña. Hágalo de nuevo, por favor. Si ocurre siempre, su navegador debe aceptar las cookies de este sitio.

## Confirming an address

verify-question = ¿Es suya esta dirección?
verify-text = Confirme que { $address } le pertenece y corresponde al registro { $orcid }.
verify-button = Confirmar la dirección

## The inbox

inbox-title = Bandeja de entrada
# $count is a number.
inbox-unread-count = Bandeja de entrada ({ $unseen }sin leer: { $end }{ $count })
inbox-none = No hay nada en su bandeja de entrada.
inbox-none-archived = No hay nada archivado.
inbox-show-archived = Mensajes archivados
inbox-archived-title = Mensajes archivados
inbox-back = Volver a la bandeja de entrada
inbox-new = Nuevo
inbox-archive-selected = Archivar lo seleccionado
inbox-archive-page = Archivar todo lo de esta página
inbox-archive = Archivar
inbox-archive-without = Archivar sin permitir
inbox-select = Seleccionar «{ $subject }»
inbox-from = De { $name }
inbox-of = { $kind }, { $date }
inbox-permission = Solicitud de permiso
inbox-amended = Cambios en su registro
inbox-administrative = Sobre su cuenta
inbox-custom = Mensaje
inbox-announcement = Anuncio
inbox-tip = Consejo
inbox-items = De qué se trata
inbox-grant = Ver lo que se pide y decidir
inbox-grant-elsewhere = Continuar en { $host }
inbox-grant-elsewhere-hint = { $name } lo solicita en una página propia, fuera de este registro.
inbox-granted-on = Usted lo permitió el { $date }.
inbox-archived-on = Archivado el { $date }.
inbox-amended-subject = { $name } ha cambiado su registro
inbox-amended-lead = Estas entradas de su registro han cambiado:
inbox-created = añadido
inbox-updated = modificado
inbox-deleted = eliminado
# $count is a number.
inbox-more = Otros cambios: { $count }

## A record

record-nameless = El nombre de esta persona no es público.
record-also-known = También conocido como { $names }
record-empty = No hay nada público en este registro.
record-only-name = No hay nada público en este registro aparte del nombre.
record-sections = Secciones
record-biography = Biografía
record-emails = Correo electrónico
record-email-verified = verificado
record-links = Enlaces
record-identifiers = Otros identificadores
record-keywords = Palabras clave
record-countries = Países y regiones
record-sources = Fuentes
record-about = Este registro
record-created = Creado el { $date }
record-changed = Última modificación: { $date }
record-data = Datos del registro (JSON)
badge-title = Código QR e insignia
badge-code = Código QR de { $uri }
badge-png = Descargar PNG
badge-svg = Descargar SVG
badge-html = Para sus propias páginas (HTML)
badge-full = Icono y dirección
badge-compact = Icono e iD
badge-inline = Solo el icono
# $count is a number.
review-count = { $count ->
    [one] { $count } revisión
   *[other] { $count } revisiones
}
# $count is a number.
review-publications = { $count ->
    [one] { $count } publicación
   *[other] { $count } publicaciones
}
# $count is a number.
review-grants = { $count ->
    [one] { $count } subvención
   *[other] { $count } subvenciones
}
review-group = Acerca de { $name }
review-title = { $type }, { $role }
# $count is a number.
other-versions = { $count ->
    [one] { $count } fuente más
    [many] { $count } fuentes más
   *[other] { $count } fuentes más
}
pager-label = Páginas de { $section }
pager-previous = Anterior{ $unseen }: página de { $section }{ $end }
pager-next = Siguiente{ $unseen }: página de { $section }{ $end }
# All three are numbers.
pager-range = { $first }–{ $last } de { $total }
# $page is a number.
pager-number = { $unseen }Página { $end }{ $page }
pager-page = Página
# $count is a number.
pager-pages = de { $count }
pager-go = Ir
works-sort = Ordenar por
works-by-date-newest = Más recientes primero
works-by-date-oldest = Más antiguos primero
works-by-title = Título, A–Z
works-by-title-back = Título, Z–A
works-by-type = Tipo
works-by-source = Validados primero
works-by-source-back = Declarados por la persona primero
works-words = Palabras en el título, la revista o el identificador
works-size = Por página
works-show = Mostrar
# $count is a number.
works-found = Trabajos con estas palabras: { $count }.
works-all = Mostrar todos los trabajos
entry-untitled = Sin título
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label }: { $value }
span-from-to = { $start } a { $end }
span-until = hasta { $end }
span-current = { $start } hasta la actualidad
entry-validated = Validado
entry-details = Detalles{ $unseen }: { $title }{ $end }
# $count is a number.
entry-by-others = { $names } y otros (+{ $count })
entry-contributors = Colaboradores
# $count is a number.
entry-more-contributors = y otros: { $count }
entry-description = Descripción
entry-citation = Cita
entry-amount = Importe
entry-added = Añadido
entry-changed = Modificado
item-of = Del registro de { $name }
entry-source = Fuente: { $source }
source-via = { $origin } a través de { $name }
source-hidden = no público
noted-other-name = Otro nombre
noted-email = Correo electrónico
noted-link = Enlace
noted-keyword = Palabra clave
noted-country = País
noted-identifier = Identificador

## Records that cannot be shown

state-unknown = El iD está bien formado, pero este registro nunca se lo ha otorgado a nadie.
    .title = Ningún registro tiene este iD
state-deprecated = La persona tiene ahora otro iD, y todo lo relativo a ella se encuentra allí:
    .title = Este iD ha sido sustituido
state-unclaimed = Una organización lo ha reservado para alguien que aún no lo ha reclamado. Hasta entonces, el registro no se muestra.
    .title = Este iD está reservado
state-locked = Se ha bloqueado, por ejemplo, porque no cumplía las normas de uso. No se muestra nada de su contenido.
    .title = Este registro está bloqueado
state-deactivated = Su titular lo ha cerrado. El iD sigue siendo suyo y nunca se otorga a nadie más.
    .title = Este registro fue desactivado

## What went wrong

go-home = Ir a la página principal
go-record = Ir a su registro
go-signin = Continuar al inicio de sesión
error-no-page = Puede que la dirección esté mal escrita o que la página se haya movido.
    .title = Esta página no existe
error-no-entry = Puede que se haya eliminado o que no sea pública.
    .title = Aquí no hay tal entrada
error-bad-id = { $id } no puede ser un ORCID iD: el último carácter no concuerda con los demás, así que alguno está mal escrito.
    .title = Este iD está mal escrito
error-method = Esta dirección existe, pero no responde a peticiones de este tipo.
    .title = Eso no funciona aquí
error-query = La dirección de esta página contiene partes que aquí nadie entiende.
    .title = Eso no funciona aquí
error-broken = No se ha podido generar la página. No es culpa suya; inténtelo de nuevo dentro de un momento.
    .title = Algo ha ido mal
error-foreign-form = Este formulario fue enviado por otro sitio.
    .title = El formulario no fue aceptado
error-long-form = El formulario es más largo que cualquiera de los nuestros.
    .title = Es demasiado largo
error-request = { $reason }. El sitio que le ha enviado aquí debe corregirlo.
    .title = No se puede responder a esta petición
error-unusable = El registro con el que ha iniciado sesión no puede dar acceso a nadie: está bloqueado o cerrado.
    .title = Este registro no se puede utilizar
link-invalid = Está incompleto, o un mensaje más reciente lo ha sustituido: utilice el enlace del último mensaje.
    .title = Este enlace no funciona
link-expired = Solicite uno nuevo; solo funciona durante unas horas.
    .title = Este enlace es demasiado antiguo
link-used = Este enlace solo funciona una vez. Aquello para lo que servía ya está hecho.
    .title = Ya está hecho
link-wrong-user = Ha iniciado sesión con otro iD. Cierre primero la sesión y abra después el enlace de nuevo.
    .title = Este enlace es para otra persona

error-too-often = Desde su red han llegado más solicitudes de las que este registro responde en ese tiempo. Inténtelo de nuevo dentro de { $count ->
        [one] { $count } segundo
       *[other] { $count } segundos
    }.
    .title = Demasiadas solicitudes
error-too-often-long = Desde su red han llegado más solicitudes de las que este registro responde en ese tiempo. Inténtelo de nuevo dentro de { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }.
    .title = Demasiadas solicitudes
error-long-address = La dirección de esta página es más larga que cualquiera de las nuestras.
    .title = Es demasiado larga
