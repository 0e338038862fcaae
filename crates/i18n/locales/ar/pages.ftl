# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = الانتقال إلى المحتوى
sandbox-notice = هذه بيئة تجريبية. لا أحد هنا حقيقي، وكل شيء يُنسى.
nav-account = الحساب
nav-sign-out = تسجيل الخروج
nav-sign-in = تسجيل الدخول
nav-register = التسجيل
nav-find = ابحث في السجل
# $count is a number.
nav-unread = { $count }{ $unseen } غير مقروءة{ $end }
footer-licence = يجوز استخدام البيانات العامة بحرية بموجب { $link }CC0{ $end }.
footer-independent = يستخدم { $site } واجهة برمجة تطبيقات ORCID. وهو برنامج مستقل لم تصنعه ORCID, Inc.‎ ولم تعتمده.
language-label = اللغة
language-button = تغيير
cancel = إلغاء
new-tab = (يُفتح في علامة تبويب جديدة)
# Between the names of a list, and between longer things.
list-separator = { "، " }
list-semicolon = { "؛ " }

## The front page

home-title = سجل للباحثين
home-summary = معرّفات دائمة لمن يجرون البحوث، وسجلات عامة لما أنجزوه.
home-question = من كتب هذا؟
home-lead = يشترك كثيرون في الاسم الواحد، ويتغير الاسم مع الزمن. أما معرّف iD فيخص شخصًا واحدًا إلى الأبد. يمنح هذا السجل معرّفًا لكل من يجري البحوث، ويحفظ سجلاً بما أنجزه، ويتيح له أن يقرر من يراه.
finder-label = ابحث عن أشخاص بالاسم أو بمعرّف iD
finder-button = بحث
finder-refused = تحقق من وجود خطأ في كتابة معرّف iD هذا: يتكون من ستة عشر حرفًا، وقد يكون آخرها X.
home-researchers = معرّف iD واحد مدى الحياة. يضيف الناشرون والممولون والجامعات ما يعرفونه إلى سجلك بإذنك، وتضيف أنت الباقي وتختار لكل عنصر من يجوز له رؤيته.
    .title = للباحثين
home-organisations = اطلبوا من الأشخاص تسجيل الدخول هنا بدلاً من كتابة معرّف iD الخاص بهم. بموافقتهم تقرأ أنظمتكم سجلاتهم وتكتب فيها، ويذكر كل عنصر من يشهد بصحته.
    .title = للمؤسسات
home-developers = واجهات برمجة التطبيقات العامة وواجهات الأعضاء في ORCID، الإصدارات 3.0 و2.1 و2.0، بصيغتي XML وJSON. تعمل البرامج المكتوبة لها دون تغيير.
    .title = للمطورين

## Finding people

search-title = البحث عن أشخاص
search-by-field = البحث حسب الحقول
search-other-names = البحث بين الأسماء الأخرى أيضًا
search-organisation = المؤسسة
    .hint = اسمها، أو معرّفها في ROR أو GRID أو Ringgold
# $count is a number.
search-count = { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
search-none = تحقق من وجود خطأ في الكتابة، أو جرّب كلمات أقل. من يحتفظ باسمه لنفسه لا يُعثر عليه إلا بمعرّف iD.
    .title = لم يُعثر على أحد
search-current = حاليًا: { $names }
search-past = سابقًا: { $names }
# $count is a number.
search-beyond = يُعرض أول { $count } فقط. كلمة أخرى تقدّم من تبحث عنهم إلى الأمام.
search-refused = تعذّر فهم هذا البحث. جرّبه دون علامات اقتباس أو رموز.
search-expensive = سيستغرق هذا البحث وقتًا طويلاً. جرّب كلمات أكثر أو أطول.
search-later = لا يمكن للبحث أن يجيب الآن. يُرجى المحاولة بعد لحظات.

## Forms

# $count (number) of problems in the form.
problems = { $count ->
    [one] توجد مشكلة واحدة
    [two] توجد مشكلتان
    [few] توجد { $count } مشكلات
    [many] توجد { $count } مشكلة
   *[other] توجد { $count } مشكلة
}
optional = (اختياري)
email-label = عنوان البريد الإلكتروني
password-label = كلمة المرور
password-again-label = كلمة المرور مرة أخرى
password-hint = 8 أحرف على الأقل، من بينها رقم وحرف أو رمز.
email-invalid = يكون عنوان البريد الإلكتروني على شكل name@example.org.
code-wrong = هذا الرمز غير صحيح أو سبق استخدامه.
password-too-short = تتكون كلمة المرور من 8 أحرف على الأقل.
password-too-long = تتكون كلمة المرور من 256 حرفًا على الأكثر.
password-no-digit = تحتوي كلمة المرور على رقم واحد على الأقل.
password-no-letter = تحتوي كلمة المرور على حرف أو رمز واحد على الأقل.
password-contains-email = لا يجوز أن تحتوي كلمة المرور على عنوان بريد إلكتروني للحساب.
password-common = كلمة المرور هذه من الكلمات التي يجربها الجميع أولاً.
passwords-differ = كلمتا المرور غير متطابقتين.

## Signing in

signin-title = تسجيل الدخول
signin-client = يسأل { $client } عن هويتك. سجّل الدخول للإجابة.
signin-username = عنوان البريد الإلكتروني أو معرّف iD
signin-forgotten = نسيت كلمة المرور أو معرّف iD
signin-register = ليس لديك معرّف iD بعد؟ { $link }سجّل الآن{ $end }
signin-wrong = هذا الاسم وكلمة المرور هذه غير متوافقين. بعد عشر كلمات مرور خاطئة لا يمكن لأحد تسجيل الدخول لبعض الوقت، ولا حتى بكلمة المرور الصحيحة.
signin-again = يُرجى المحاولة مرة أخرى.
signin-unclaimed = هذا السجل محجوز لك ولكنك لم تستلمه بعد: اتبع الرابط الوارد في رسالة الدعوة.
signin-locked = هذا السجل مقفل. يُرجى مراسلة القائمين على هذا السجل.
signin-deactivated = تم إلغاء تنشيط هذا السجل.
signin-deprecated = تم استبدال معرّف iD هذا بالمعرّف { $orcid }. يُرجى تسجيل الدخول به.
second-factor-title = الخطوة الثانية
second-factor-hint = افتح التطبيق الذي ينشئ رموزك واكتب الرمز الظاهر فيه، أو استخدم أحد رموز الاسترداد.
second-factor-label = الرمز
second-factor-button = متابعة
signout-question = هل تريد تسجيل الخروج؟

## Registering

register-title = التسجيل
register-heading = احصل على معرّف iD الخاص بك
register-client = يسأل { $client } عن هويتك. بعد حصولك على معرّف iD تتابع للإجابة.
register-already = هل سبق لك التسجيل؟ { $link }سجّل الدخول{ $end } بدلاً من ذلك: شخص واحد، معرّف iD واحد.
register-given-names = الأسماء الأولى
register-family-name = اسم العائلة
register-email-again = عنوان البريد الإلكتروني مرة أخرى
register-visibility = من يجوز له أن يرى ما يُضاف إلى سجلك من الآن فصاعدًا؟
register-visibility-hint = هذه مجرد بداية: يمكنك تغيير ذلك لكل عنصر على حدة.
visibility-public = الجميع
    .hint = أي شخص، هنا ومن خلال البيانات العامة.
visibility-limited = الجهات الموثوقة
    .hint = الأشخاص والمؤسسات الذين تسمح لهم.
visibility-private = أنا فقط
    .hint = لا أحد سواك وسوى من كتب العنصر.
register-terms = الشروط
register-accept-terms = أقبل شروط استخدام هذا السجل، وأن يستخدم أي شخص ما أجعله عامًا.
register-accept-processing = أوافق على معالجة بياناتي في بلد غير بلدي.
register-tips = أرسلوا إليّ نصائح من حين لآخر.
register-trap = اترك هذا الحقل فارغًا
register-button = التسجيل
register-more = عناوين أخرى
register-more-hint = الأفضل أن يكون لديك عنوان في العمل وعنوان شخصي: فمن يغيّر عمله يفقد الأول. تصل إلى كل عنوان رسالة لتأكيده، ولا يراه أحد حتى تسمح بذلك.
# $number is a number: the second address, the third.
register-more-email = عنوان البريد الإلكتروني { $number }
register-too-late = ظلت هذه الصفحة مفتوحة مدة طويلة. يُرجى مراجعتها وإرسالها مرة أخرى.
register-too-quick = كان ذلك سريعًا جدًا. يُرجى مراجعة النموذج وإرساله مرة أخرى.
register-forgotten = استغرق ذلك وقتًا طويلاً، ونُسي ما كنت قد ملأته. يُرجى البدء من جديد.
here-title = هل يمكن أن تكون أنت؟
# $count is a number.
here-lead = { $count ->
    [one] لدى شخص يحمل اسمك معرّف iD هنا. لا يحتاج الشخص إلا إلى معرّف واحد، فيُرجى التحقق أولاً.
    [two] لدى شخصين يحملان اسمك معرّف iD هنا. لا يحتاج الشخص إلا إلى معرّف واحد، فيُرجى التحقق أولاً.
    [few] لدى { $count } أشخاص يحملون اسمك معرّف iD هنا. لا يحتاج الشخص إلا إلى معرّف واحد، فيُرجى التحقق أولاً.
   *[other] لدى { $count } شخصًا يحملون اسمك معرّف iD هنا. لا يحتاج الشخص إلا إلى معرّف واحد، فيُرجى التحقق أولاً.
}
here-client = أيًا كان اختيارك، تتابع بعد ذلك إلى { $client }.
here-since = هنا منذ { $year }
here-one = أحد هؤلاء هو أنا
here-forgotten = نسيت كلمة المرور
here-none = لست أيًا من هؤلاء
here-kept = يُحفظ ما ملأته لمدة نصف ساعة، ولا حاجة إلى كتابة أي شيء مرة أخرى.
here-create = لست أيًا من هؤلاء: أنشئ معرّف iD الخاص بي
register-trapped = تم ملء حقل لا يراه الناس. يُرجى تركه فارغًا.
given-names-missing = يُرجى كتابة الاسم.
name-too-long = يتكون الاسم من أقل من 100 حرف.
email-repeated = العنوان نفسه مكرر.
emails-differ = العنوانان غير متطابقين.
email-taken = يوجد معرّف iD بهذا العنوان بالفعل. سجّل الدخول به أو اطلب كلمة مرور جديدة.
email-reserved = حجزت مؤسسة معرّف iD لهذا العنوان. ابحث عن الرسالة التي تدعوك إلى استلامه.
email-deactivated = تم إلغاء تنشيط معرّف iD الخاص بهذا العنوان.
visibility-missing = يُرجى اختيار من يجوز له رؤية العناصر الجديدة.
terms-missing = لا يمكن الحصول على معرّف iD دون قبول الشروط.
processing-missing = لا يمكن الحصول على معرّف iD دون هذه الموافقة.

## Forgotten passwords and iDs

reset-title = نسيت كلمة المرور أو معرّف iD
reset-hint = اكتب أحد عناوين بريدك الإلكتروني. سنرسل إليه رسالة سواء كان تابعًا لمعرّف iD هنا أم لا.
reset-password-button = إرسال رابط لكلمة مرور جديدة
reset-id-button = إرسال معرّف iD الخاص بي
reset-sent = أرسلنا رسالة إلى { $email }. توضح الرسالة كيفية المتابعة، أو أن العنوان لا يخص أحدًا هنا. إذا لم تصل خلال دقائق، فابحث بين الرسائل غير المرغوب فيها.
    .title = تحقق من بريدك
new-password-title = كلمة مرور جديدة
new-password-code = رمز العامل الثاني
new-password-button = حفظ
new-password-wrong = كلمة المرور الحالية خاطئة.

## Consent

consent-title = هل تسمح بالوصول؟
consent-heading = يطلب { $client } الوصول إلى سجلك
consent-person = سجّلت الدخول باسم { $person }
consent-what = إذا سمحت بذلك
consent-note = تبقى كلمة المرور هنا. يمكنك سحب الإذن في أي وقت ضمن «الجهات الموثوقة».
consent-allow = السماح بالوصول
consent-deny = رفض
consent-next = ثم تعود إلى { $host }.
consent-other = ليس أنت؟ { $link }سجّل الدخول باسم شخص آخر{ $end }

## Trusted parties

trusted-title = الجهات الموثوقة
trusted-lead = المؤسسات التي يجوز لها استخدام سجلك لأنك سمحت بذلك.
trusted-none = لا توجد أي جهة.
trusted-since = منذ { $date }
trusted-delegates = تعمل نيابةً عنها
trusted-delegate = { $name }، آخر مرة في { $date }: { $permissions }
trusted-remove = إزالة{ $unseen } { $name }{ $end }
trusted-remove-question = هل تريد إزالة { $name }؟
trusted-remove-text = لم يعد بإمكان { $name } قراءة سجلك أو تغييره اعتبارًا من هذه اللحظة. ويبقى ما تمت إضافته.
trusted-remove-delegates = وينطبق الأمر نفسه على من يعملون نيابةً عنها: { $names }.
trusted-remove-button = إزالة

## Calls of webhooks

webhooks-title = خطاطيف الويب
webhooks-lead = الاستدعاءات التي تلقتها تطبيقاتك لأن سجلاً تغيّر، الأحدث أولاً.
webhooks-no-clients = لا تملك أي تطبيق.
webhooks-no-calls = لم يُجرَ أي استدعاء بعد.
webhooks-answered = الرد { $status }
webhooks-failed = لا رد
webhooks-record = السجل { $orcid }

## One's own page

mine-title = معرّف iD الخاص بك
mine-public = سجلك كما يراه الجميع
mine-trusted = الجهات الموثوقة: من يجوز له استخدام سجلك
mine-inbox = صندوق الوارد: الرسائل والطلبات
mine-webhooks = خطاطيف الويب: استدعاءات تطبيقاتك
mine-emails = عناوين البريد الإلكتروني
email-confirmed = مؤكد
email-not-confirmed = غير مؤكد
email-primary = أساسي
email-needed = كان العنوان { $address } لدى سجلين، مكتوبًا بطريقتين. ويبقى للسجل الذي أكّده أولًا. يُرجى تقديم عنوان آخر لسجلك؛ وحتى ذلك الحين سجّل الدخول بمعرّف iD الخاص بك.
email-needed-button = إضافة العنوان
email-send-again = إرسال الرابط مرة أخرى{ $unseen } إلى { $address }{ $end }
notice-verified = تم تأكيد العنوان. شكرًا لك.
notice-sent = الرسالة في طريقها إليك.
notice-password = لديك كلمة مرور جديدة. يُرجى تسجيل الدخول بها.
notice-removed = تم سحب الإذن.
notice-archived = تمت الأرشفة.
notice-signed-out = تم تسجيل خروجك.
notice-outlived = ظلت الصفحة مفتوحة مدة طويلة، أو سجّل أحدهم الدخول أو الخروج في علامة تبويب أخرى. يُرجى المحاولة مرة أخرى. إذا تكرر ذلك كل مرة، فيجب أن يقبل متصفحك ملفات تعريف الارتباط من هذا الموقع.

## Confirming an address

verify-question = هل هذا عنوانك؟
verify-text = أكّد أن { $address } يخصك ويخص السجل { $orcid }.
verify-button = تأكيد العنوان

## The inbox

inbox-title = صندوق الوارد
# $count is a number.
inbox-unread-count = صندوق الوارد ({ $unseen }غير مقروءة: { $end }{ $count })
inbox-none = لا يوجد شيء في صندوق الوارد.
inbox-none-archived = لا يوجد شيء مؤرشف.
inbox-show-archived = الرسائل المؤرشفة
inbox-archived-title = الرسائل المؤرشفة
inbox-back = العودة إلى صندوق الوارد
inbox-new = جديد
inbox-archive-selected = أرشفة المحدد
inbox-archive-page = أرشفة كل ما في هذه الصفحة
inbox-archive = أرشفة
inbox-archive-without = أرشفة دون السماح
inbox-select = تحديد «{ $subject }»
inbox-from = من { $name }
inbox-of = { $kind }، { $date }
inbox-permission = طلب إذن
inbox-amended = تغييرات في سجلك
inbox-administrative = حول حسابك
inbox-custom = رسالة
inbox-announcement = إعلان
inbox-tip = نصيحة
inbox-items = موضوع الطلب
inbox-grant = الاطلاع على المطلوب واتخاذ القرار
inbox-grant-elsewhere = المتابعة على { $host }
inbox-grant-elsewhere-hint = يطلب { $name } ذلك في صفحة خاصة به خارج هذا الموقع.
inbox-granted-on = سمحت بذلك في { $date }.
inbox-archived-on = تمت الأرشفة في { $date }.
inbox-amended-subject = غيّر { $name } سجلك
inbox-amended-lead = تغيرت هذه المدخلات في سجلك:
inbox-created = أُضيف
inbox-updated = عُدّل
inbox-deleted = حُذف
# $count is a number.
inbox-more = تغييرات أخرى: { $count }

## A record

record-nameless = اسم هذا الشخص غير عام.
record-also-known = يُعرف أيضًا باسم { $names }
record-empty = لا يوجد شيء عام في هذا السجل.
record-only-name = لا يوجد شيء عام في هذا السجل سوى الاسم.
record-sections = الأقسام
record-biography = السيرة الذاتية
record-emails = البريد الإلكتروني
record-email-verified = تم التحقق منه
record-links = الروابط
record-identifiers = معرّفات أخرى
record-keywords = الكلمات المفتاحية
record-countries = البلدان والمناطق
record-sources = المصادر
record-about = هذا السجل
record-created = أُنشئ في { $date }
record-changed = آخر تغيير في { $date }
record-data = بيانات السجل (JSON)
badge-title = رمز QR والشارة
badge-code = رمز QR للعنوان { $uri }
badge-png = تنزيل PNG
badge-svg = تنزيل SVG
badge-html = لصفحاتك الخاصة (HTML)
badge-full = الرمز والعنوان
badge-compact = الرمز ومعرّف iD
badge-inline = الرمز وحده
# $count is a number.
review-count = { $count ->
    [zero] لا مراجعات ({ $count })
    [one] مراجعة واحدة
    [two] مراجعتان
    [few] { $count } مراجعات
    [many] { $count } مراجعة
   *[other] { $count } مراجعة
}
# $count is a number.
review-publications = { $count ->
    [zero] لا منشورات ({ $count })
    [one] منشور واحد
    [two] منشوران
    [few] { $count } منشورات
    [many] { $count } منشورًا
   *[other] { $count } منشور
}
# $count is a number.
review-grants = { $count ->
    [zero] لا منح ({ $count })
    [one] منحة واحدة
    [two] منحتان
    [few] { $count } منح
    [many] { $count } منحة
   *[other] { $count } منحة
}
review-group = عن { $name }
review-title = { $type }، { $role }
# $count is a number.
other-versions = { $count ->
    [zero] { $count } مصدر آخر
    [one] مصدر واحد آخر
    [two] مصدران آخران
    [few] { $count } مصادر أخرى
    [many] { $count } مصدرًا آخر
   *[other] { $count } مصدر آخر
}
pager-label = صفحات { $section }
pager-previous = السابق{ $unseen }: صفحة من { $section }{ $end }
pager-next = التالي{ $unseen }: صفحة من { $section }{ $end }
# All three are numbers.
pager-range = { $first }–{ $last } من { $total }
# $page is a number.
pager-number = { $unseen }صفحة { $end }{ $page }
pager-page = صفحة
# $count is a number.
pager-pages = من { $count }
pager-go = انتقال
works-sort = الترتيب
works-by-date-newest = الأحدث أولًا
works-by-date-oldest = الأقدم أولًا
works-by-title = العنوان تصاعديًا
works-by-title-back = العنوان تنازليًا
works-by-type = النوع
works-by-source = الموثَّقة أولًا
works-by-source-back = الإفادات الذاتية أولًا
works-words = كلمات في العنوان أو المجلة أو المعرّف
works-size = في الصفحة
works-show = عرض
# $count is a number.
works-found = أعمال تحتوي هذه الكلمات: { $count }.
works-all = عرض كل الأعمال
entry-untitled = بلا عنوان
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label }: { $value }
span-from-to = من { $start } إلى { $end }
span-until = حتى { $end }
span-current = من { $start } حتى الآن
entry-validated = موثَّق
entry-details = التفاصيل{ $unseen }: { $title }{ $end }
# $count is a number.
entry-by-others = { $names } وآخرون (+{ $count })
entry-contributors = المساهمون
# $count is a number.
entry-more-contributors = وآخرون: { $count }
entry-description = الوصف
entry-citation = الاستشهاد
entry-amount = المبلغ
entry-added = أُضيف
entry-changed = عُدِّل
item-of = من سجل { $name }
entry-source = المصدر: { $source }
source-via = { $origin } عبر { $name }
source-hidden = غير عام
noted-other-name = اسم آخر
noted-email = البريد الإلكتروني
noted-link = رابط
noted-keyword = كلمة مفتاحية
noted-country = البلد
noted-identifier = معرّف

## Records that cannot be shown

state-unknown = صيغة معرّف iD صحيحة، لكن هذا السجل لم يمنحه لأحد قط.
    .title = لا يوجد سجل بمعرّف iD هذا
state-deprecated = لدى الشخص الآن معرّف iD آخر، وكل ما يتعلق به موجود هناك:
    .title = تم استبدال معرّف iD هذا
state-unclaimed = حجزته مؤسسة لشخص لم يستلمه بعد. وحتى ذلك الحين لا يُعرض السجل.
    .title = معرّف iD هذا محجوز
state-locked = تم قفله، مثلاً لأنه لم يلتزم بقواعد الاستخدام. لا يُعرض أي شيء منه.
    .title = هذا السجل مقفل
state-deactivated = أغلقه صاحبه. يبقى معرّف iD له ولا يُمنح لأي شخص آخر أبدًا.
    .title = تم إلغاء تنشيط هذا السجل

## What went wrong

go-home = الانتقال إلى الصفحة الرئيسية
go-record = الانتقال إلى سجلك
go-signin = المتابعة إلى تسجيل الدخول
error-no-page = ربما كُتب العنوان خطأً أو نُقلت الصفحة.
    .title = لا توجد صفحة كهذه
error-no-entry = ربما أُزيل، أو أن صاحب السجل لم يجعله عامًا.
    .title = لا يوجد مدخل كهذا هنا
error-bad-id = لا يمكن أن يكون { $id } معرّف ORCID: الرمز الأخير لا يوافق ما قبله، فأحدها كُتب خطأً.
    .title = هذا المعرّف مكتوب خطأً
error-method = هذا العنوان موجود، لكنه لا يجيب عن طلبات من هذا النوع.
    .title = هذا لا يعمل هنا
error-query = يحتوي عنوان هذه الصفحة على أجزاء لا يفهمها أحد هنا.
    .title = هذا لا يعمل هنا
error-broken = تعذّر إنشاء الصفحة. ليس هذا خطأك؛ يُرجى المحاولة مرة أخرى بعد لحظة.
    .title = حدث خطأ ما
error-foreign-form = أُرسل هذا النموذج من موقع آخر.
    .title = لم يُقبل النموذج
error-long-form = النموذج أطول من أي نموذج لدينا.
    .title = هذا طويل جدًا
error-request = { $reason }. على الموقع الذي أرسلك إلى هنا تصحيح ذلك.
    .title = لا يمكن الإجابة عن هذا الطلب
error-unusable = السجل الذي سجّلت الدخول به لا يمكنه منح الوصول لأحد: فهو مقفل أو مغلق.
    .title = لا يمكن استخدام هذا السجل
link-invalid = إنه غير مكتمل، أو حلّت محله رسالة أحدث: يُرجى استخدام الرابط الوارد في آخر رسالة.
    .title = هذا الرابط لا يعمل
link-expired = يُرجى طلب رابط جديد؛ فهو يعمل لبضع ساعات فقط.
    .title = هذا الرابط قديم جدًا
link-used = يعمل هذا الرابط مرة واحدة. وقد تم ما كان مخصصًا له.
    .title = تم ذلك من قبل
link-wrong-user = سجّلت الدخول بمعرّف iD آخر. سجّل الخروج أولاً، ثم افتح الرابط مرة أخرى.
    .title = هذا الرابط لشخص آخر

error-too-often = ورد من شبكتك عدد من الطلبات أكبر مما يجيب عنه هذا السجل في هذه المدة. يُرجى المحاولة مرة أخرى بعد { $count ->
        [one] ثانية واحدة
        [two] ثانيتين
        [few] { $count } ثوانٍ
       *[other] { $count } ثانية
    }.
    .title = طلبات كثيرة جدًا
error-too-often-long = ورد من شبكتك عدد من الطلبات أكبر مما يجيب عنه هذا السجل في هذه المدة. يُرجى المحاولة مرة أخرى بعد { $count ->
        [one] دقيقة واحدة
        [two] دقيقتين
        [few] { $count } دقائق
       *[other] { $count } دقيقة
    }.
    .title = طلبات كثيرة جدًا
error-long-address = عنوان هذه الصفحة أطول من أي عنوان لدينا.
    .title = هذا طويل جدًا
