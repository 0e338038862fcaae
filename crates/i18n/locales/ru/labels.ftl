# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = Работа
section-educations = Образование и квалификация
section-professional = Профессиональная деятельность
section-fundings = Финансирование
section-works = Работы
section-peer-reviews = Рецензирование
section-research-resources = Исследовательские ресурсы

## What an entry is, in a section of several kinds

kind-distinction = Награда
kind-education = Образование
kind-invited-position = Должность по приглашению
kind-membership = Членство
kind-qualification = Квалификация
kind-service = Служба
kind-editorial-service = Редакционная деятельность
kind-work = Работа
kind-employment = Место работы
kind-funding = Финансирование
kind-peer-review = Рецензия
kind-research-resource = Исследовательский ресурс
kind-name = Имя
kind-biography = Биография
kind-other-name = Другое имя
kind-researcher-url = Ссылка
kind-email = Адрес электронной почты
kind-address = Страна
kind-keyword = Ключевое слово
kind-external-identifier = Идентификатор

## Types of works

work-type-annotation = Аннотация
work-type-artistic-performance = Художественное исполнение
work-type-blog-post = Запись в блоге
work-type-book-chapter = Глава книги
work-type-book-review = Рецензия на книгу
work-type-book = Книга
work-type-cartographic-material = Картографический материал
work-type-clinical-study = Клиническое исследование
work-type-conference-abstract = Тезисы конференции
work-type-conference-output = Результат конференции
work-type-conference-paper = Доклад конференции
work-type-conference-poster = Постер конференции
work-type-conference-presentation = Презентация на конференции
work-type-conference-proceedings = Материалы конференции
work-type-data-management-plan = План управления данными
work-type-data-set = Набор данных
work-type-design = Дизайн
work-type-dictionary-entry = Словарная статья
work-type-disclosure = Раскрытие изобретения
work-type-dissertation-thesis = Диссертация
work-type-edited-book = Книга под редакцией
work-type-encyclopedia-entry = Статья в энциклопедии
work-type-image = Изображение
work-type-invention = Изобретение
work-type-journal-article = Статья в научном журнале
work-type-journal-issue = Выпуск научного журнала
work-type-learning-object = Учебный объект
work-type-lecture-speech = Лекция
work-type-license = Лицензия
work-type-magazine-article = Статья в журнале
work-type-manual = Руководство
work-type-moving-image = Движущееся изображение
work-type-musical-composition = Музыкальное произведение
work-type-newsletter-article = Статья в бюллетене
work-type-newspaper-article = Статья в газете
work-type-online-resource = Интерактивный ресурс
work-type-other = Другое
work-type-patent = Патент
work-type-physical-object = Физический объект
work-type-preprint = Препринт
work-type-public-speech = Публичное выступление
work-type-registered-copyright = Зарегистрированное авторское право
work-type-report = Отчёт
work-type-research-technique = Метод исследования
work-type-research-tool = Инструмент исследования
work-type-review = Обзор
work-type-software = Программное обеспечение
work-type-sound = Звук
work-type-spin-off-company = Дочерняя компания
work-type-standards-and-policy = Стандарт или политика
work-type-supervised-student-publication = Публикация студента под руководством
work-type-technical-standard = Технический стандарт
work-type-test = Тест
work-type-trademark = Товарный знак
work-type-transcription = Расшифровка
work-type-translation = Перевод
work-type-website = Веб-сайт
work-type-working-paper = Рабочий документ
work-type-undefined = Другое

## Types of funding

funding-type-grant = Грант
funding-type-contract = Договор
funding-type-award = Премия
funding-type-salary-award = Финансирование зарплаты

## Reviews: the type, and the role, which follows it after a comma

review-type-review = Рецензия
review-type-evaluation = Оценка
review-role-reviewer = рецензент
review-role-editor = редактор
review-role-member = член
review-role-chair = председатель
review-role-organizer = организатор

## Identifiers that have no name of their own

identifier-other-id = Другой идентификатор
identifier-grant-number = Номер гранта
identifier-proposal-id = Заявка
identifier-patent = Номер патента
identifier-source-work-id = Собственный номер источника

## What an identifier is to the entry; stands before it

relationship-part-of = часть { $identifier }
relationship-version-of = версия { $identifier }
relationship-funded-by = финансирование: { $identifier }
