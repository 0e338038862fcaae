# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = Другие имена
mine-empty = Пока ничего нет.
mine-empty-members = Пока ничего нет. Это добавляют организации, которым вы разрешили.
item-self-asserted = указано самим человеком
item-add = Добавить: { $kind }
item-visibility = Кто видит: { $name }
item-edit = Изменить{ $unseen }: { $name }{ $end }
item-copy = Скопировать и изменить{ $unseen }: { $name }{ $end }
item-prefer = Предпочесть эту версию{ $unseen }: { $name }{ $end }
item-up = Выше{ $unseen }: { $name }{ $end }
item-down = Ниже{ $unseen }: { $name }{ $end }
item-remove = Убрать{ $unseen }: { $name }{ $end }
undo = Отменить
done-removed = Убрано: «{ $name }».
# $count is a number.
done-removed-many = Убрано элементов: { $count }
done-shown = Кто видит «{ $name }»: { $level }
# $count is a number.
done-shown-many = Элементов: { $count }. Кто их видит: { $level }
done-preferred = «{ $name }» теперь впереди.
done-ordered = Порядок сохранён.
notice-saved = Сохранено.
notice-undone = Отменено.
notice-undo-late = Отменить уже нельзя: прошло больше часа или с тех пор что-то изменилось.
notice-gone = Этого элемента больше нет в вашей записи, или он изменился.
error-not-edited = Она заблокирована, закрыта или ещё не ваша.
    .title = Эту запись нельзя изменить
email-make-primary = Сделать основным{ $unseen }: { $name }{ $end }
email-add = Ещё один адрес электронной почты
email-too-many-mails = На этот адрес отправлено слишком много писем. Повторите через час.
new-items = Кто видит новые элементы
new-items-hint = То, что вы и другие добавите с этого момента. Имеющееся остаётся как есть.

## All works

mine-all-works = Искать, сортировать, менять сразу несколько
bulk-chosen = Выбранные работы:
bulk-remove = Убрать
notice-none-chosen = Выберите хотя бы одну работу.
notice-too-many = Столько работ сразу изменить нельзя. Выберите меньше.

## Forms

form-add = Добавить: { $kind }
form-edit = Изменить: { $kind }
form-save = Сохранить
form-choose = Выберите
form-more = Добавить: { $name }
form-drop = Убрать{ $unseen }: { $name }{ $end }
form-change = Сменить
form-find = Найти
form-find-hint = Найдите организацию, чтобы другие знали, какую вы имеете в виду.
form-find-which = Какая это?
form-find-typed = Оставить название как есть; организация не определена
form-find-none = Организация с таким названием здесь не известна. Название можно оставить как есть; организация не будет определена.
# $count is a number.
form-kept = Их { $count }, больше, чем можно изменить здесь. Они останутся как есть.
form-visibility = Кто это видит
form-unconfirmed = Пока ни один ваш адрес электронной почты не подтверждён, можно изменить только имя.
    .title = Сначала подтвердите адрес электронной почты
conflict = Этот элемент изменили в другой вкладке, или его изменил тот, кто действует за вас.
    .title = Этот элемент тем временем изменился
conflict-compare = Что различается
conflict-field = Поле
conflict-mine = Ваша версия
conflict-theirs = Сейчас в записи
conflict-keep-mine = Оставить мою
conflict-keep-theirs = Оставить другую
conflict-edit-mine = Продолжить править мою

## Fields

field-amount = Сумма
field-amount-hint = Цифрами, с точкой перед копейками: 12500.50
field-citation = Цитата
field-citation-type = Стиль цитаты
field-city = Город
field-container = Журнал, книга или серия
field-contributor = Участник
field-credit-name = Имя в публикациях
field-credit-name-hint = Имя в ваших публикациях. Показывается вместо остальных.
field-currency = Валюта
field-date = Дата публикации
field-day = День
field-department = Подразделение
field-description = Описание
field-end = Окончание
field-end-hint = Оставьте пустым, если продолжается.
field-funder = Источник финансирования
field-identifier = Идентификатор
field-language = Язык работы
field-month = Месяц
field-name = Имя
field-orcid = iD
field-organization = Организация
field-position = Должность или звание
field-region = Регион
field-relationship = Что он обозначает
field-role = Роль
field-start = Начало
field-subtitle = Подзаголовок
field-subtype = Вид, как его называет финансирующая сторона
field-title = Название
field-translated-language = Язык переведённого названия
field-translated-title = Переведённое название
field-type = Вид
field-url = Веб-адрес
field-url-name = Название страницы
field-value = Значение
field-year = Год

## What to choose from

work-types-popular = Часто используемые
work-types-all = Все виды
citation-type-formatted-unspecified = Другой стиль
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = Сам этот элемент
relation-part-of = То, частью чего он является
relation-version-of = Другую его версию
relation-funded-by = То, что его финансировало
role-author = Автор
role-assignee = Правообладатель
role-editor = Редактор
role-chair-or-translator = Председатель или переводчик
role-co-investigator = Соисследователь
role-co-inventor = Соизобретатель
role-graduate-student = Студент или аспирант
role-other-inventor = Другой изобретатель
role-principal-investigator = Руководитель исследования
role-postdoctoral-researcher = Постдок
role-support-staff = Вспомогательный персонал
role-conceptualization = Концепция
role-data-curation = Работа с данными
role-formal-analysis = Формальный анализ
role-funding-acquisition = Привлечение финансирования
role-investigation = Исследование
role-methodology = Методология
role-project-administration = Управление проектом
role-resources = Ресурсы
role-software = Программное обеспечение
role-supervision = Научное руководство
role-validation = Проверка
role-visualization = Визуализация
role-writing-original-draft = Написание: черновик
role-writing-review-editing = Написание: правка и рецензия

## What is wrong

fault-missing = { $field }: заполните это поле.
# $count is a number.
fault-long = { $field }: не больше { $count } знаков.
fault-list = { $field }: выберите из списка.
fault-url = { $field }: введите адрес вида https://example.org/page.
fault-year = { $field }: введите год от 1900 до 2100.
fault-date = { $field }: такой даты нет. К дню нужен месяц, а к месяцу год.
fault-order = { $field }: начало позже окончания.
fault-start = { $field }: к окончанию нужно начало.
fault-amount = { $field }: введите цифры с точкой перед копейками и выберите валюту.
fault-orcid = { $field }: проверьте, нет ли опечатки в этом iD.
fault-self = { $field }: рядом с идентификатором другой версии нужен идентификатор этого элемента.
fault-funded = { $field }: финансирование обозначают номер гранта, заявка, DOI или URI.
fault-organization = { $field }: эта организация здесь не известна. Найдите другую или оставьте название как есть.
fault-other = { $field }: это не подходит.
fault-form = В форме не подходит что-то ещё.
# $count is a number.
fault-full = В вашей записи их { $count }, больше не поместится.
