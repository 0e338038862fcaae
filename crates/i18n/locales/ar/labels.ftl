# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = الوظائف
section-educations = التعليم والمؤهلات
section-professional = الأنشطة المهنية
section-fundings = التمويل
section-works = الأعمال
section-peer-reviews = مراجعة الأقران
section-research-resources = موارد البحث

## What an entry is, in a section of several kinds

kind-distinction = تكريم
kind-education = تعليم
kind-invited-position = منصب بدعوة
kind-membership = عضوية
kind-qualification = مؤهل
kind-service = خدمة
kind-editorial-service = خدمة تحريرية
kind-work = عمل
kind-employment = وظيفة
kind-funding = تمويل
kind-peer-review = مراجعة أقران
kind-research-resource = مورد بحث
kind-name = الاسم
kind-biography = السيرة
kind-other-name = اسم آخر
kind-researcher-url = رابط
kind-email = عنوان بريد إلكتروني
kind-address = بلد
kind-keyword = كلمة مفتاحية
kind-external-identifier = معرّف

## Types of works

work-type-annotation = تعليق توضيحي
work-type-artistic-performance = أداء فني
work-type-blog-post = تدوينة
work-type-book-chapter = فصل من كتاب
work-type-book-review = مراجعة كتاب
work-type-book = كتاب
work-type-cartographic-material = مواد خرائطية
work-type-clinical-study = دراسة سريرية
work-type-conference-abstract = ملخص مؤتمر
work-type-conference-output = مخرجات مؤتمر
work-type-conference-paper = ورقة مؤتمر
work-type-conference-poster = ملصق مؤتمر
work-type-conference-presentation = عرض في مؤتمر
work-type-conference-proceedings = وقائع مؤتمر
work-type-data-management-plan = خطة إدارة بيانات
work-type-data-set = مجموعة بيانات
work-type-design = تصميم
work-type-dictionary-entry = مدخل في قاموس
work-type-disclosure = إفصاح
work-type-dissertation-thesis = أطروحة أو رسالة جامعية
work-type-edited-book = كتاب محرَّر
work-type-encyclopedia-entry = مدخل في موسوعة
work-type-image = صورة
work-type-invention = اختراع
work-type-journal-article = مقال في دورية علمية
work-type-journal-issue = عدد من دورية علمية
work-type-learning-object = كائن تعليمي
work-type-lecture-speech = محاضرة
work-type-license = ترخيص
work-type-magazine-article = مقال في مجلة
work-type-manual = دليل
work-type-moving-image = صورة متحركة
work-type-musical-composition = تأليف موسيقي
work-type-newsletter-article = مقال في نشرة إخبارية
work-type-newspaper-article = مقال في صحيفة
work-type-online-resource = مورد تفاعلي
work-type-other = أخرى
work-type-patent = براءة اختراع
work-type-physical-object = شيء مادي
work-type-preprint = نسخة أولية
work-type-public-speech = خطاب عام
work-type-registered-copyright = حق مؤلف مسجل
work-type-report = تقرير
work-type-research-technique = تقنية بحثية
work-type-research-tool = أداة بحثية
work-type-review = مراجعة
work-type-software = برنامج حاسوبي
work-type-sound = صوت
work-type-spin-off-company = شركة منبثقة
work-type-standards-and-policy = معيار أو سياسة
work-type-supervised-student-publication = منشور طالب تحت الإشراف
work-type-technical-standard = معيار تقني
work-type-test = اختبار
work-type-trademark = علامة تجارية
work-type-transcription = نسخ
work-type-translation = ترجمة
work-type-website = موقع إلكتروني
work-type-working-paper = ورقة عمل
work-type-undefined = أخرى

## Types of funding

funding-type-grant = منحة
funding-type-contract = عقد
funding-type-award = جائزة
funding-type-salary-award = منحة راتب

## Reviews: the type, and the role, which follows it after a comma

review-type-review = مراجعة
review-type-evaluation = تقييم
review-role-reviewer = مراجِع
review-role-editor = محرر
review-role-member = عضو
review-role-chair = رئيس
review-role-organizer = منظم

## Identifiers that have no name of their own

identifier-other-id = معرّف آخر
identifier-grant-number = رقم المنحة
identifier-proposal-id = مقترح
identifier-patent = رقم براءة الاختراع
identifier-source-work-id = الرقم الخاص بالمصدر

## What an identifier is to the entry; stands before it

relationship-part-of = جزء من { $identifier }
relationship-version-of = نسخة من { $identifier }
relationship-funded-by = ممول من { $identifier }
