# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = Перейти к содержанию
sandbox-notice = Это песочница. Здесь нет реальных людей, и всё будет забыто.
nav-account = Учётная запись
nav-sign-out = Выйти
nav-sign-in = Войти
nav-register = Зарегистрироваться
nav-find = Поиск в реестре
# $count is a number.
nav-unread = { $count }{ $unseen } непрочитанных{ $end }
footer-licence = Общедоступные данные можно свободно использовать на условиях { $link }CC0{ $end }.
footer-independent = { $site } использует API ORCID. Это независимое программное обеспечение, не созданное и не одобренное ORCID, Inc.
language-label = Язык
language-button = Изменить
cancel = Отмена
new-tab = (откроется в новой вкладке)
# Between the names of a list, and between longer things.
list-separator = { ", " }
list-semicolon = { "; " }

## The front page

home-title = Реестр исследователей
home-summary = Постоянные идентификаторы для тех, кто занимается исследованиями, и общедоступные записи о том, что они сделали.
home-question = Кто это написал?
home-lead = Одно имя носят многие, и со временем оно меняется. iD навсегда принадлежит одному человеку. Этот реестр выдаёт iD каждому, кто занимается исследованиями, хранит запись о его работе и позволяет ему решать, кто её увидит.
finder-label = Найти людей по имени или iD
finder-button = Найти
finder-refused = Проверьте, нет ли в этом iD опечатки: в нём шестнадцать знаков, последним может быть X.
home-researchers = Один iD на всю жизнь. Издательства, фонды и университеты с вашего разрешения добавляют в вашу запись то, что им известно; остальное добавляете вы и для каждого элемента выбираете, кто может его видеть.
    .title = Исследователям
home-organisations = Попросите людей входить здесь, а не вводить свой iD. С их согласия ваши системы читают их записи и вносят в них данные, и у каждого элемента указано, кто за него ручается.
    .title = Организациям
home-developers = Общедоступный API и API для членов ORCID версий 3.0, 2.1 и 2.0, в XML и JSON. Написанные для них программы работают без изменений.
    .title = Разработчикам

## Finding people

search-title = Найти людей
search-by-field = Искать по полям
search-other-names = Искать и среди других имён
search-organisation = Организация
    .hint = Её название или идентификатор ROR, GRID или Ringgold
# $count is a number.
search-count = { $count ->
    [one] { $count } человек
    [few] { $count } человека
    [many] { $count } человек
   *[other] { $count } человека
}
search-none = Проверьте, нет ли опечатки, или попробуйте меньше слов. Кто не раскрывает своё имя, того можно найти только по iD.
    .title = Никто не найден
search-current = Сейчас: { $names }
search-past = Раньше: { $names }
# $count is a number.
search-beyond = Показаны только первые { $count }. Ещё одно слово выведет нужных вперёд.
search-refused = Этот запрос нельзя понять. Попробуйте без кавычек и знаков.
search-expensive = Этот поиск занял бы слишком много времени. Попробуйте больше слов или слова подлиннее.
search-later = Поиск сейчас не может ответить. Попробуйте ещё раз чуть позже.

## Forms

# $count (number) of problems in the form.
problems = { $count ->
    [one] Обнаружена { $count } проблема
    [few] Обнаружены { $count } проблемы
    [many] Обнаружено { $count } проблем
   *[other] Обнаружено { $count } проблемы
}
optional = (необязательно)
email-label = Адрес электронной почты
password-label = Пароль
password-again-label = Пароль ещё раз
password-hint = Не менее 8 знаков, среди них цифра, а также буква или символ.
email-invalid = Адрес электронной почты выглядит как name@example.org.
code-wrong = Этот код неверен или уже был использован.
password-too-short = Пароль должен содержать не менее 8 знаков.
password-too-long = Пароль должен содержать не более 256 знаков.
password-no-digit = Пароль должен содержать хотя бы одну цифру.
password-no-letter = Пароль должен содержать хотя бы одну букву или символ.
password-contains-email = Пароль не должен содержать адрес электронной почты учётной записи.
password-common = Этот пароль из тех, которые все пробуют первыми.
passwords-differ = Пароли не совпадают.

## Signing in

signin-title = Вход
signin-client = { $client } спрашивает, кто вы. Войдите, чтобы ответить.
signin-username = Адрес электронной почты или iD
signin-forgotten = Я не помню пароль или iD
signin-register = Ещё нет iD? { $link }Зарегистрируйтесь{ $end }
signin-wrong = Имя и пароль не подходят друг к другу. После десяти неверных паролей некоторое время никто не сможет войти, даже с правильным паролем.
signin-again = Попробуйте ещё раз.
signin-unclaimed = Эта запись зарезервирована для вас, но ещё не принята: перейдите по ссылке в письме с приглашением.
signin-locked = Эта запись заблокирована. Напишите тем, кто ведёт этот реестр.
signin-deactivated = Эта запись была деактивирована.
signin-deprecated = Этот iD был заменён на { $orcid }. Войдите с ним.
second-factor-title = Второй шаг
second-factor-hint = Откройте приложение, которое создаёт ваши коды, и введите показанный код либо используйте один из кодов восстановления.
second-factor-label = Код
second-factor-button = Продолжить
signout-question = Выйти?

## Registering

register-title = Регистрация
register-heading = Получите свой iD
register-client = { $client } спрашивает, кто вы. Получив iD, вы сможете ответить.
register-already = Уже зарегистрированы? { $link }Войдите{ $end }: один человек — один iD.
register-given-names = Имя
register-family-name = Фамилия
register-email-again = Адрес электронной почты ещё раз
register-visibility = Кто сможет видеть то, что теперь будет добавляться в вашу запись?
register-visibility-hint = Это только начало: настройку можно изменить для каждого элемента.
visibility-public = Все
    .hint = Кто угодно, здесь и в общедоступных данных.
visibility-limited = Доверенные стороны
    .hint = Люди и организации, которым вы разрешили.
visibility-private = Только я
    .hint = Никто, кроме вас и того, кто добавил элемент.
register-terms = Условия
register-accept-terms = Я принимаю условия использования этого реестра и согласен(на), что всё, что я делаю общедоступным, может использовать кто угодно.
register-accept-processing = Я согласен(на) на обработку моих данных в другой стране.
register-tips = Присылайте мне иногда советы.
register-trap = Оставьте это поле пустым
register-button = Зарегистрироваться
register-more = Другие адреса
register-more-hint = Лучше всего иметь один рабочий и один личный адрес: при смене работы первый теряется. На каждый придёт письмо для подтверждения, и никто не увидит адрес, пока вы не разрешите.
# $number is a number: the second address, the third.
register-more-email = Адрес электронной почты { $number }
register-too-late = Эта страница была открыта слишком долго. Проверьте её и отправьте ещё раз.
register-too-quick = Это было очень быстро. Проверьте форму и отправьте её ещё раз.
register-forgotten = Прошло много времени, и введённые данные забыты. Начните заново.
here-title = Может быть, это вы?
# $count is a number.
here-lead = { $count ->
    [one] { $count } человек с вашим именем уже имеет здесь iD. Одному человеку нужен только один iD, поэтому сначала посмотрите.
    [few] { $count } человека с вашим именем уже имеют здесь iD. Одному человеку нужен только один iD, поэтому сначала посмотрите.
    [many] { $count } человек с вашим именем уже имеют здесь iD. Одному человеку нужен только один iD, поэтому сначала посмотрите.
   *[other] { $count } человека с вашим именем уже имеют здесь iD. Одному человеку нужен только один iD, поэтому сначала посмотрите.
}
here-client = Что бы вы ни выбрали, затем вы перейдёте к { $client }.
here-since = Здесь с { $year } г.
here-one = Я среди них
here-forgotten = Я не помню пароль
here-none = Меня среди них нет
here-kept = Введённые данные хранятся полчаса; ничего не нужно вводить заново.
here-create = Меня среди них нет: создать мой iD
register-trapped = Заполнено поле, которое люди не видят. Оставьте его пустым.
given-names-missing = Укажите имя.
name-too-long = Имя должно быть короче 100 знаков.
email-repeated = Один и тот же адрес указан дважды.
emails-differ = Адреса не совпадают.
email-taken = iD с этим адресом уже есть. Войдите с ним или запросите новый пароль.
email-reserved = Организация зарезервировала iD для этого адреса. Найдите письмо с приглашением принять его.
email-deactivated = iD с этим адресом был деактивирован.
visibility-missing = Выберите, кто может видеть новые элементы.
terms-missing = Без принятия условий нельзя получить iD.
processing-missing = Без этого согласия нельзя получить iD.

## Forgotten passwords and iDs

reset-title = Забытый пароль или iD
reset-hint = Укажите один из своих адресов электронной почты. Мы отправим на него письмо независимо от того, связан ли он здесь с каким-либо iD.
reset-password-button = Отправить ссылку для нового пароля
reset-id-button = Отправить мой iD
reset-sent = Мы отправили письмо на адрес { $email }. В нём сказано, что делать дальше, либо что этот адрес здесь никому не принадлежит. Если оно не придёт в течение нескольких минут, проверьте папку со спамом.
    .title = Проверьте почту
new-password-title = Новый пароль
new-password-code = Код второго фактора
new-password-button = Сохранить
new-password-wrong = Текущий пароль неверен.

## Consent

consent-title = Разрешить доступ?
consent-heading = { $client } запрашивает доступ к вашей записи
consent-person = Вы вошли как { $person }
consent-what = Если вы разрешите
consent-note = Ваш пароль остаётся здесь. Разрешение можно отозвать в любое время в разделе «Доверенные стороны».
consent-allow = Разрешить доступ
consent-deny = Отклонить
consent-next = Затем вы вернётесь на { $host }.
consent-other = Это не вы? { $link }Войти под другим именем{ $end }

## Trusted parties

trusted-title = Доверенные стороны
trusted-lead = Организации, которые могут использовать вашу запись, потому что вы это разрешили.
trusted-none = Их нет.
trusted-since = С { $date }
trusted-delegates = Действуют от её имени
trusted-delegate = { $name }, в последний раз { $date }: { $permissions }
trusted-remove = Удалить{ $unseen } { $name }{ $end }
trusted-remove-question = Удалить { $name }?
trusted-remove-text = { $name } с этого момента больше не сможет читать и изменять вашу запись. То, что уже добавлено, останется.
trusted-remove-delegates = То же относится к тем, кто действует от её имени: { $names }.
trusted-remove-button = Удалить

## Calls of webhooks

webhooks-title = Вебхуки
webhooks-lead = Вызовы, которые получили ваши приложения, потому что изменилась запись; сначала новые.
webhooks-no-clients = У вас нет приложений.
webhooks-no-calls = Вызовов ещё не было.
webhooks-answered = Ответ { $status }
webhooks-failed = Нет ответа
webhooks-record = Запись { $orcid }

## One's own page

mine-title = Ваш iD
mine-public = Ваша запись, какой её видят все
mine-trusted = Доверенные стороны: кто может использовать вашу запись
mine-inbox = Входящие: сообщения и запросы
mine-webhooks = Вебхуки: вызовы ваших приложений
mine-emails = Адреса электронной почты
email-confirmed = подтверждён
email-not-confirmed = не подтверждён
email-primary = основной
email-needed = У двух записей был адрес { $address }, написанный двумя способами. Он остаётся за той, которая подтвердила его первой. Укажите для своей другой адрес; до тех пор входите с помощью iD.
email-needed-button = Добавить адрес
email-send-again = Отправить ссылку ещё раз{ $unseen } на { $address }{ $end }
notice-verified = Адрес подтверждён. Спасибо.
notice-sent = Письмо отправлено.
notice-password = У вас новый пароль. Войдите с ним.
notice-removed = Разрешение отозвано.
notice-archived = Отправлено в архив.
notice-signed-out = Вы вышли.
notice-outlived = Страница была открыта слишком долго, или кто-то вошёл или вышел в другой вкладке. Повторите, пожалуйста. Если это происходит каждый раз, браузер должен принимать файлы cookie этого сайта.

## Confirming an address

verify-question = Это ваш адрес?
verify-text = Подтвердите, что { $address } принадлежит вам и относится к записи { $orcid }.
verify-button = Подтвердить адрес

## The inbox

inbox-title = Входящие
# $count is a number.
inbox-unread-count = Входящие ({ $unseen }непрочитанных: { $end }{ $count })
inbox-none = Во входящих ничего нет.
inbox-none-archived = В архиве ничего нет.
inbox-show-archived = Архив сообщений
inbox-archived-title = Архив сообщений
inbox-back = Назад ко входящим
inbox-new = Новое
inbox-archive-selected = Отправить выбранное в архив
inbox-archive-page = Отправить в архив всё на этой странице
inbox-archive = В архив
inbox-archive-without = В архив, не разрешая
inbox-select = Выбрать «{ $subject }»
inbox-from = От: { $name }
inbox-of = { $kind }, { $date }
inbox-permission = Запрос разрешения
inbox-amended = Изменения в вашей записи
inbox-administrative = О вашей учётной записи
inbox-custom = Сообщение
inbox-announcement = Объявление
inbox-tip = Совет
inbox-items = О чём речь
inbox-grant = Посмотреть, о чём просят, и решить
inbox-grant-elsewhere = Продолжить на { $host }
inbox-grant-elsewhere-hint = { $name } просит об этом на собственной странице, вне этого реестра.
inbox-granted-on = Вы разрешили это { $date }.
inbox-archived-on = В архиве с { $date }.
inbox-amended-subject = { $name }: изменения в вашей записи
inbox-amended-lead = В вашей записи изменились эти пункты:
inbox-created = добавлено
inbox-updated = изменено
inbox-deleted = удалено
# $count is a number.
inbox-more = Другие изменения: { $count }

## A record

record-nameless = Имя этого человека не является общедоступным.
record-also-known = Также известен как { $names }
record-empty = В этой записи нет ничего общедоступного.
record-only-name = В этой записи нет ничего общедоступного, кроме имени.
record-sections = Разделы
record-biography = Биография
record-emails = Электронная почта
record-email-verified = подтверждён
record-links = Ссылки
record-identifiers = Другие идентификаторы
record-keywords = Ключевые слова
record-countries = Страны и регионы
record-sources = Источники
record-about = Эта запись
record-created = Создана { $date }
record-changed = Последнее изменение { $date }
record-data = Данные записи (JSON)
badge-title = QR-код и значок
badge-code = QR-код адреса { $uri }
badge-png = Скачать PNG
badge-svg = Скачать SVG
badge-html = Для собственных страниц (HTML)
badge-full = Значок и адрес
badge-compact = Значок и iD
badge-inline = Только значок
# $count is a number.
review-count = { $count ->
    [one] { $count } рецензия
    [few] { $count } рецензии
    [many] { $count } рецензий
   *[other] { $count } рецензии
}
# $count is a number.
review-publications = { $count ->
    [one] { $count } публикация
    [few] { $count } публикации
    [many] { $count } публикаций
   *[other] { $count } публикации
}
# $count is a number.
review-grants = { $count ->
    [one] { $count } грант
    [few] { $count } гранта
    [many] { $count } грантов
   *[other] { $count } гранта
}
review-group = О { $name }
review-title = { $type }, { $role }
# $count is a number.
other-versions = { $count ->
    [one] ещё { $count } источник
    [few] ещё { $count } источника
    [many] ещё { $count } источников
   *[other] ещё { $count } источника
}
pager-label = Страницы раздела «{ $section }»
pager-previous = Назад{ $unseen }: предыдущая страница раздела «{ $section }»{ $end }
pager-next = Далее{ $unseen }: следующая страница раздела «{ $section }»{ $end }
# All three are numbers.
pager-range = { $first }–{ $last } из { $total }
# $page is a number.
pager-number = { $unseen }Страница { $end }{ $page }
pager-page = Страница
# $count is a number.
pager-pages = из { $count }
pager-go = Перейти
works-sort = Сортировка
works-by-date-newest = Сначала новые
works-by-date-oldest = Сначала старые
works-by-title = Название, А–Я
works-by-title-back = Название, Я–А
works-by-type = Тип
works-by-source = Сначала подтверждённые
works-by-source-back = Сначала указанные владельцем
works-words = Слова в названии, журнале или идентификаторе
works-size = На странице
works-show = Показать
# $count is a number.
works-found = Работы с этими словами: { $count }.
works-all = Показать все работы
entry-untitled = Без названия
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label }: { $value }
span-from-to = { $start } – { $end }
span-until = до { $end }
span-current = { $start } – настоящее время
entry-validated = Подтверждено
entry-details = Подробности{ $unseen }: { $title }{ $end }
# $count is a number.
entry-by-others = { $names } и другие (+{ $count })
entry-contributors = Участники
# $count is a number.
entry-more-contributors = и другие: { $count }
entry-description = Описание
entry-citation = Цитирование
entry-amount = Сумма
entry-added = Добавлено
entry-changed = Изменено
item-of = Из записи: { $name }
entry-source = Источник: { $source }
source-via = { $origin } через { $name }
source-hidden = не раскрывается
noted-other-name = Другое имя
noted-email = Электронная почта
noted-link = Ссылка
noted-keyword = Ключевое слово
noted-country = Страна
noted-identifier = Идентификатор

## Records that cannot be shown

state-unknown = iD составлен верно, но этот реестр никогда никому его не выдавал.
    .title = Нет записи с таким iD
state-deprecated = У этого человека теперь другой iD, и всё о нём находится там:
    .title = Этот iD был заменён
state-unclaimed = Организация зарезервировала его для того, кто ещё не принял его. До тех пор запись не показывается.
    .title = Этот iD зарезервирован
state-locked = Реестр заблокировал её, например, из-за несоблюдения правил использования. Ничего из неё не показывается.
    .title = Эта запись заблокирована
state-deactivated = Владелец закрыл её. iD остаётся за ним и никогда не будет выдан никому другому.
    .title = Эта запись была деактивирована

## What went wrong

go-home = Перейти на главную страницу
go-record = Перейти к своей записи
go-signin = Перейти ко входу
error-no-page = Возможно, адрес введён с ошибкой или страница перемещена.
    .title = Такой страницы нет
error-no-entry = Возможно, она удалена или не является общедоступной.
    .title = Здесь нет такой записи
error-bad-id = { $id } не может быть ORCID iD: последний символ не соответствует остальным, значит, один из них введён с ошибкой.
    .title = Этот iD введён с ошибкой
error-method = Этот адрес существует, но не отвечает на запросы такого рода.
    .title = Здесь это не работает
error-query = Адрес этой страницы содержит части, которые здесь никто не понимает.
    .title = Здесь это не работает
error-broken = Не удалось создать страницу. Это не ваша вина; попробуйте ещё раз чуть позже.
    .title = Что-то пошло не так
error-foreign-form = Эта форма была отправлена другим сайтом.
    .title = Форма не принята
error-long-form = Форма длиннее любой из наших.
    .title = Слишком длинно
error-request = { $reason }. Это должен исправить сайт, направивший вас сюда.
    .title = На этот запрос нельзя ответить
error-unusable = Запись, под которой вы вошли, не может никому дать доступ: она заблокирована или закрыта.
    .title = Эту запись нельзя использовать
link-invalid = Она неполная, или её заменило более новое письмо: используйте ссылку из последнего письма.
    .title = Эта ссылка не работает
link-expired = Запросите новую; она действует всего несколько часов.
    .title = Эта ссылка слишком старая
link-used = Эта ссылка действует один раз. То, для чего она служила, уже сделано.
    .title = Уже сделано
link-wrong-user = Вы вошли с другим iD. Сначала выйдите, затем снова откройте ссылку.
    .title = Эта ссылка предназначена для другого человека

error-too-often = Из вашей сети поступило больше запросов, чем этот реестр обрабатывает за такое время. Повторите попытку через { $count ->
        [one] { $count } секунду
        [few] { $count } секунды
       *[other] { $count } секунд
    }.
    .title = Слишком много запросов
error-too-often-long = Из вашей сети поступило больше запросов, чем этот реестр обрабатывает за такое время. Повторите попытку через { $count ->
        [one] { $count } минуту
        [few] { $count } минуты
       *[other] { $count } минут
    }.
    .title = Слишком много запросов
error-long-address = Адрес этой страницы длиннее любого из наших.
    .title = Слишком длинно
