# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = Otros nombres
mine-empty = Aún no hay nada.
mine-empty-members = Aún no hay nada. Lo añaden las organizaciones que usted autoriza.
item-self-asserted = declarado por la persona
item-add = Añadir: { $kind }
item-visibility = Quién puede ver { $name }
item-edit = Editar{ $unseen } { $name }{ $end }
item-copy = Copiar y editar{ $unseen } { $name }{ $end }
item-prefer = Preferir esta versión{ $unseen }: { $name }{ $end }
item-up = Subir{ $unseen }: { $name }{ $end }
item-down = Bajar{ $unseen }: { $name }{ $end }
item-remove = Quitar{ $unseen } { $name }{ $end }
undo = Deshacer
done-removed = Se quitó «{ $name }».
# $count is a number.
done-removed-many = Elementos quitados: { $count }
done-shown = Quién puede ver «{ $name }»: { $level }
# $count is a number.
done-shown-many = Elementos: { $count }. Quién puede verlos: { $level }
done-preferred = «{ $name }» va ahora delante.
done-ordered = Orden guardado.
notice-saved = Guardado.
notice-undone = Deshecho.
notice-undo-late = Ya no se puede deshacer: fue hace más de una hora, o algo ha cambiado desde entonces.
notice-gone = Este elemento ya no está en su registro, o ha cambiado.
error-not-edited = Está bloqueado, cerrado o aún no es suyo.
    .title = Este registro no se puede editar
email-make-primary = Hacer principal{ $unseen }: { $name }{ $end }
email-add = Otra dirección de correo
email-too-many-mails = Se enviaron demasiados mensajes a esta dirección. Inténtelo dentro de una hora.
new-items = Quién puede ver los elementos nuevos
new-items-hint = Lo que usted y otros añadan desde ahora. Lo que ya hay queda como está.

## All works

mine-all-works = Buscar, ordenar, cambiar varias
bulk-chosen = Obras elegidas:
bulk-remove = Quitar
notice-none-chosen = Elija al menos una obra.
notice-too-many = No se pueden cambiar tantas obras a la vez. Elija menos.

## Forms

form-add = Añadir: { $kind }
form-edit = Editar: { $kind }
form-save = Guardar
form-choose = Elegir
form-more = Añadir: { $name }
form-drop = Quitar{ $unseen }: { $name }{ $end }
form-change = Cambiar
form-find = Buscar
form-find-hint = Busque la organización para que se sepa a cuál se refiere.
form-find-which = ¿Cuál es?
form-find-typed = Usar el nombre tal cual; la organización queda sin identificar
form-find-none = No se conoce ninguna organización con este nombre. Puede usarlo tal cual; la organización queda sin identificar.
# $count is a number.
form-kept = Hay { $count }, más de los que se pueden editar aquí. Quedan como están.
form-visibility = Quién puede verlo
form-unconfirmed = Hasta que confirme una de sus direcciones de correo, solo puede editar su nombre.
    .title = Confirme primero su dirección de correo
conflict = Este elemento cambió en otra pestaña, o lo cambió alguien que actúa por usted.
    .title = Este elemento cambió entretanto
conflict-compare = Qué difiere
conflict-field = Campo
conflict-mine = Su versión
conflict-theirs = Ahora en el registro
conflict-keep-mine = Conservar la mía
conflict-keep-theirs = Conservar la otra
conflict-edit-mine = Seguir editando la mía

## Fields

field-amount = Importe
field-amount-hint = En cifras, con un punto antes de los céntimos: 12500.50
field-citation = Cita
field-citation-type = Estilo de la cita
field-city = Ciudad
field-container = Revista, libro o serie
field-contributor = Colaborador
field-credit-name = Nombre de publicación
field-credit-name-hint = El nombre en sus publicaciones. Se muestra en lugar de los otros.
field-currency = Moneda
field-date = Fecha de publicación
field-day = Día
field-department = Departamento
field-description = Descripción
field-end = Fecha de fin
field-end-hint = Déjela vacía si continúa.
field-funder = Financiador
field-identifier = Identificador
field-language = Idioma de la obra
field-month = Mes
field-name = Nombre
field-orcid = iD
field-organization = Organización
field-position = Función o título
field-region = Estado o región
field-relationship = Qué identifica
field-role = Función
field-start = Fecha de inicio
field-subtitle = Subtítulo
field-subtype = Tipo, según el financiador
field-title = Título
field-translated-language = Idioma del título traducido
field-translated-title = Título traducido
field-type = Tipo
field-url = Dirección web
field-url-name = Nombre de la página
field-value = Valor
field-year = Año

## What to choose from

work-types-popular = Más usados
work-types-all = Todos los tipos
citation-type-formatted-unspecified = Otro estilo
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = Este mismo elemento
relation-part-of = Aquello de lo que forma parte
relation-version-of = Otra versión
relation-funded-by = Lo que lo financió
role-author = Autor
role-assignee = Titular de derechos
role-editor = Editor
role-chair-or-translator = Presidencia o traducción
role-co-investigator = Coinvestigador
role-co-inventor = Coinventor
role-graduate-student = Estudiante
role-other-inventor = Otro inventor
role-principal-investigator = Investigador principal
role-postdoctoral-researcher = Investigador posdoctoral
role-support-staff = Personal de apoyo
role-conceptualization = Conceptualización
role-data-curation = Curación de datos
role-formal-analysis = Análisis formal
role-funding-acquisition = Obtención de fondos
role-investigation = Investigación
role-methodology = Metodología
role-project-administration = Administración del proyecto
role-resources = Recursos
role-software = Software
role-supervision = Supervisión
role-validation = Validación
role-visualization = Visualización
role-writing-original-draft = Redacción: borrador original
role-writing-review-editing = Redacción: revisión y edición

## What is wrong

fault-missing = { $field }: rellene este campo.
# $count is a number.
fault-long = { $field }: { $count } caracteres como máximo.
fault-list = { $field }: elija de la lista.
fault-url = { $field }: escriba una dirección como https://example.org/page.
fault-year = { $field }: escriba un año de 1900 a 2100.
fault-date = { $field }: esa fecha no existe. Un día necesita un mes, y un mes un año.
fault-order = { $field }: el inicio es posterior al fin.
fault-start = { $field }: una fecha de fin necesita una de inicio.
fault-amount = { $field }: escriba cifras con un punto antes de los céntimos y elija una moneda.
fault-orcid = { $field }: revise si hay un error al teclear este iD.
fault-self = { $field }: el de otra versión necesita al lado uno de este elemento.
fault-funded = { $field }: lo que financió se indica con un número de ayuda, una propuesta, un DOI o un URI.
fault-organization = { $field }: esta organización no se conoce aquí. Busque otra, o use el nombre tal cual.
fault-other = { $field }: esto no encaja.
fault-form = Algo más del formulario no encaja.
# $count is a number.
fault-full = Su registro tiene { $count }; no caben más.
