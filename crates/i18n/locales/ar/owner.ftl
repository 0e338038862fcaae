# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = أسماء أخرى
mine-empty = لا شيء بعد.
mine-empty-members = لا شيء بعد. تضيفها المؤسسات التي تسمح لها.
item-self-asserted = مصرَّح به من صاحبه
item-add = إضافة: { $kind }
item-visibility = من يمكنه رؤية { $name }
item-edit = تعديل{ $unseen }: { $name }{ $end }
item-copy = نسخ وتعديل{ $unseen }: { $name }{ $end }
item-prefer = تفضيل هذه النسخة{ $unseen }: { $name }{ $end }
item-up = نقل إلى أعلى{ $unseen }: { $name }{ $end }
item-down = نقل إلى أسفل{ $unseen }: { $name }{ $end }
item-remove = إزالة{ $unseen }: { $name }{ $end }
undo = تراجع
done-removed = أُزيل «{ $name }».
# $count is a number.
done-removed-many = العناصر المُزالة: { $count }
done-shown = من يمكنه رؤية «{ $name }»: { $level }
# $count is a number.
done-shown-many = العناصر: { $count }. من يمكنه رؤيتها: { $level }
done-preferred = «{ $name }» الآن في المقدمة.
done-ordered = حُفظ الترتيب.
notice-saved = حُفظ.
notice-undone = تم التراجع.
notice-undo-late = لم يعد التراجع ممكنًا: مضت أكثر من ساعة، أو تغيّر شيء منذ ذلك الحين.
notice-gone = لم يعد هذا العنصر في سجلك، أو تغيّر.
error-not-edited = هو مقفل أو مغلق أو ليس لك بعد.
    .title = لا يمكن تعديل هذا السجل
email-make-primary = جعله الأساسي{ $unseen }: { $name }{ $end }
email-add = عنوان بريد إلكتروني آخر
email-too-many-mails = أُرسلت رسائل كثيرة جدًّا إلى هذا العنوان. حاول مجددًا بعد ساعة.
new-items = من يمكنه رؤية العناصر الجديدة
new-items-hint = ما تضيفه أنت وغيرك من الآن فصاعدًا. ما هو موجود يبقى كما هو.

## All works

mine-all-works = بحث وترتيب وتغيير عدة أعمال
bulk-chosen = الأعمال المختارة:
bulk-remove = إزالة
notice-none-chosen = اختر عملًا واحدًا على الأقل.
notice-too-many = لا يمكن تغيير هذا العدد من الأعمال دفعة واحدة. اختر عددًا أقل.

## Forms

form-add = إضافة: { $kind }
form-edit = تعديل: { $kind }
form-save = حفظ
form-choose = اختر
form-more = إضافة: { $name }
form-drop = إزالة{ $unseen }: { $name }{ $end }
form-change = تغيير
form-find = بحث
form-find-hint = ابحث عن المؤسسة كي يعرف الآخرون أيها تقصد.
form-find-which = أيها هي؟
form-find-typed = استخدام الاسم كما كُتب؛ المؤسسة غير محددة
form-find-none = لا مؤسسة معروفة بهذا الاسم. يمكنك استخدامه كما كُتب؛ وتبقى المؤسسة غير محددة.
# $count is a number.
form-kept = عددها { $count }، أكثر مما يمكن تعديله هنا. تبقى كما هي.
form-visibility = من يمكنه رؤيته
form-unconfirmed = إلى أن يُؤكَّد أحد عناوين بريدك الإلكتروني، يمكنك تعديل اسمك فقط.
    .title = أكِّد عنوان بريدك الإلكتروني أولًا
conflict = تغيّر هذا العنصر في علامة تبويب أخرى، أو غيّره من يتصرف نيابة عنك.
    .title = تغيّر هذا العنصر في هذه الأثناء
conflict-compare = أوجه الاختلاف
conflict-field = الحقل
conflict-mine = نسختك
conflict-theirs = الآن في السجل
conflict-keep-mine = الاحتفاظ بنسختي
conflict-keep-theirs = الاحتفاظ بالأخرى
conflict-edit-mine = متابعة تعديل نسختي

## Fields

field-amount = المبلغ
field-amount-hint = بالأرقام، مع نقطة قبل الكسور: 12500.50
field-citation = الاستشهاد
field-citation-type = أسلوب الاستشهاد
field-city = المدينة
field-container = المجلة أو الكتاب أو السلسلة
field-contributor = المساهم
field-credit-name = اسم النشر
field-credit-name-hint = الاسم على منشوراتك. يظهر بدلًا من الأسماء الأخرى.
field-currency = العملة
field-date = تاريخ النشر
field-day = اليوم
field-department = القسم
field-description = الوصف
field-end = تاريخ الانتهاء
field-end-hint = اتركه فارغًا إن كان مستمرًّا.
field-funder = الجهة المموِّلة
field-identifier = المُعرِّف
field-language = لغة العمل
field-month = الشهر
field-name = الاسم
field-orcid = iD
field-organization = المؤسسة
field-position = الدور أو اللقب
field-region = الولاية أو المنطقة
field-relationship = ما الذي يعرِّفه
field-role = الدور
field-start = تاريخ البدء
field-subtitle = العنوان الفرعي
field-subtype = النوع كما تسميه الجهة المموِّلة
field-title = العنوان
field-translated-language = لغة العنوان المترجم
field-translated-title = العنوان المترجم
field-type = النوع
field-url = عنوان الويب
field-url-name = اسم الصفحة
field-value = القيمة
field-year = السنة

## What to choose from

work-types-popular = الأكثر استخدامًا
work-types-all = كل الأنواع
citation-type-formatted-unspecified = أسلوب آخر
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = هذا العنصر نفسه
relation-part-of = ما هو جزء منه
relation-version-of = نسخة أخرى منه
relation-funded-by = ما موّله
role-author = مؤلف
role-assignee = صاحب الحقوق
role-editor = محرر
role-chair-or-translator = رئيس أو مترجم
role-co-investigator = باحث مشارك
role-co-inventor = مخترع مشارك
role-graduate-student = طالب
role-other-inventor = مخترع آخر
role-principal-investigator = باحث رئيسي
role-postdoctoral-researcher = باحث ما بعد الدكتوراه
role-support-staff = موظفو الدعم
role-conceptualization = وضع التصور
role-data-curation = تنظيم البيانات
role-formal-analysis = تحليل منهجي
role-funding-acquisition = الحصول على التمويل
role-investigation = البحث
role-methodology = المنهجية
role-project-administration = إدارة المشروع
role-resources = الموارد
role-software = البرمجيات
role-supervision = الإشراف
role-validation = التحقق
role-visualization = التصوير المرئي
role-writing-original-draft = الكتابة: المسودة الأولى
role-writing-review-editing = الكتابة: المراجعة والتحرير

## What is wrong

fault-missing = { $field }: املأ هذا الحقل.
# $count is a number.
fault-long = { $field }: { $count } حرفًا على الأكثر.
fault-list = { $field }: اختر من القائمة.
fault-url = { $field }: أدخل عنوانًا مثل https://example.org/page.
fault-year = { $field }: أدخل سنة من 1900 إلى 2100.
fault-date = { $field }: لا يوجد مثل هذا التاريخ. اليوم يحتاج إلى شهر، والشهر إلى سنة.
fault-order = { $field }: البدء بعد الانتهاء.
fault-start = { $field }: تاريخ الانتهاء يحتاج إلى تاريخ بدء.
fault-amount = { $field }: أدخل أرقامًا مع نقطة قبل الكسور، واختر عملة.
fault-orcid = { $field }: تحقق من خطأ كتابي في هذا الـ iD.
fault-self = { $field }: معرِّف نسخة أخرى يحتاج إلى معرِّف لهذا العنصر بجانبه.
fault-funded = { $field }: يُحدَّد التمويل برقم منحة أو مقترح أو DOI أو URI.
fault-organization = { $field }: هذه المؤسسة غير معروفة هنا. ابحث عن غيرها، أو استخدم الاسم كما كُتب.
fault-other = { $field }: هذا لا يناسب.
fault-form = شيء آخر في النموذج لا يناسب.
# $count is a number.
fault-full = في سجلك { $count } منها، ولا يتسع للمزيد.
