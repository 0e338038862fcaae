# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = 跳至正文
sandbox-notice = 这是沙盒环境。这里的人物均为虚构，所有内容都会被清除。
nav-account = 账户
nav-sign-out = 退出登录
nav-sign-in = 登录
nav-register = 注册
nav-find = 搜索注册库
# $count is a number.
nav-unread = { $count }{ $unseen } 封未读{ $end }
footer-licence = 公开数据可依据 { $link }CC0{ $end } 自由使用。
footer-independent = { $site } 支持 ORCID API，是独立的软件，并非由 ORCID, Inc. 开发或认可。
language-label = 语言
language-button = 更改
cancel = 取消
new-tab = （在新标签页中打开）
# Between the names of a list, and between longer things.
list-separator = { "、" }
list-semicolon = { "；" }

## The front page

home-title = 研究人员注册系统
home-summary = 为从事研究的人员提供永久标识符，以及其成果的公开记录。
home-question = 这是谁写的？
home-lead = 同名者众多，姓名也会随时间改变。iD 则永远只属于一个人。本注册系统为每位从事研究的人提供一个 iD，保存其成果记录，并由本人决定谁可以查看。
finder-label = 按姓名或 iD 查找人员
finder-button = 查找
finder-refused = 请检查此 iD 是否有输入错误：它有十六个字符，最后一个可能是 X。
home-researchers = 一个 iD，终身使用。出版商、资助机构和大学在您许可后，将其掌握的信息添加到您的记录；其余由您添加，并可逐项选择谁可以查看。
    .title = 致研究人员
home-organisations = 请让用户在此登录，而不是手动输入 iD。经其同意，贵机构的系统可读写其记录，每一项都注明由谁担保。
    .title = 致机构
home-developers = ORCID 的公共 API 和会员 API，3.0、2.1 和 2.0 版，支持 XML 和 JSON。为其编写的软件无需修改即可使用。
    .title = 致开发者

## Finding people

search-title = 查找人员
search-by-field = 按字段查找
search-other-names = 也在其他姓名中查找
search-organisation = 机构
    .hint = 机构名称，或其 ROR、GRID 或 Ringgold 标识符
# $count is a number.
search-count = { $count } 人
search-none = 请检查是否有输入错误，或减少一些词。未公开姓名的人只能通过 iD 找到。
    .title = 没有找到任何人
search-current = 现任职于：{ $names }
search-past = 曾任职于：{ $names }
# $count is a number.
search-beyond = 仅显示前 { $count } 人。再加一个词，要找的人就会排到前面。
search-refused = 无法理解这次查找。请去掉引号和符号再试。
search-expensive = 这次查找耗时过长。请使用更多或更长的词。
search-later = 暂时无法查找。请稍后再试。

## Forms

# $count (number) of problems in the form.
problems = { $count ->
   *[other] 有 { $count } 个问题
}
optional = （可选）
email-label = 电子邮箱
password-label = 密码
password-again-label = 再次输入密码
password-hint = 至少 8 个字符，须包含一个数字，以及一个字母或符号。
email-invalid = 电子邮箱的格式如 name@example.org。
code-wrong = 此代码不正确，或已被使用。
password-too-short = 密码至少需要 8 个字符。
password-too-long = 密码最多 256 个字符。
password-no-digit = 密码至少需要包含一个数字。
password-no-letter = 密码至少需要包含一个字母或符号。
password-contains-email = 密码不得包含账户的电子邮箱。
password-common = 此密码属于人人都会首先尝试的密码。
passwords-differ = 两次输入的密码不一致。

## Signing in

signin-title = 登录
signin-client = { $client } 需要确认您的身份。请登录后回应。
signin-username = 电子邮箱或 iD
signin-forgotten = 忘记密码或 iD
signin-register = 还没有 iD？{ $link }立即注册{ $end }
signin-wrong = 用户名与密码不匹配。密码错误十次后，一段时间内任何人都无法登录，即使密码正确。
signin-again = 请重试。
signin-unclaimed = 此记录已为您预留，但尚未认领：请点击邀请邮件中的链接。
signin-locked = 此记录已被锁定。请联系本注册系统的管理者。
signin-deactivated = 此记录已停用。
signin-deprecated = 此 iD 已被 { $orcid } 取代，请使用后者登录。
second-factor-title = 第二步
second-factor-hint = 请打开生成代码的应用，输入其显示的代码；或使用您的恢复代码之一。
second-factor-label = 代码
second-factor-button = 继续
signout-question = 要退出登录吗？

## Registering

register-title = 注册
register-heading = 获取您的 iD
register-client = { $client } 需要确认您的身份。获得 iD 后，您即可继续回应。
register-already = 已经注册？请{ $link }登录{ $end }：一人一个 iD。
register-given-names = 名
register-family-name = 姓
register-email-again = 再次输入电子邮箱
register-visibility = 从现在起，谁可以查看添加到您记录中的内容？
register-visibility-hint = 这只是初始设置：您可以逐项更改。
visibility-public = 所有人
    .hint = 任何人，可在此处或通过公开数据查看。
visibility-limited = 受信任方
    .hint = 您许可的人员和机构。
visibility-private = 仅限本人
    .hint = 除您和该项的录入者外，任何人都不能查看。
register-terms = 条款
register-accept-terms = 我接受本注册系统的使用条款，并同意任何人都可以使用我公开的内容。
register-accept-processing = 我同意我的数据可以在我所在国家以外的国家处理。
register-tips = 请不时向我发送使用提示。
register-trap = 请将此处留空
register-button = 注册
register-more = 更多邮箱
register-more-hint = 最好工作邮箱和个人邮箱各有一个：更换工作后会失去前者。每个邮箱都会收到一封确认邮件，在您允许之前任何人都看不到。
# $number is a number: the second address, the third.
register-more-email = 电子邮箱 { $number }
register-too-late = 此页面打开的时间过长。请检查后重新提交。
register-too-quick = 提交得太快了。请检查后重新提交。
register-forgotten = 时间过长，您填写的内容已被清除。请重新开始。
here-title = 这可能是您吗？
# $count is a number.
here-lead = { $count ->
   *[other] 有 { $count } 位与您同名的人已在此拥有 iD。一人只需一个 iD，请先查看。
}
here-client = 无论您选择哪一项，之后都将前往 { $client }。
here-since = { $year }加入
here-one = 其中有我
here-forgotten = 忘记密码
here-none = 其中没有我
here-kept = 您填写的内容会保留半小时，无需重新输入。
here-create = 其中没有我：创建我的 iD
register-trapped = 填写了用户看不到的字段。请将其留空。
given-names-missing = 请填写名字。
name-too-long = 姓名须少于 100 个字符。
email-repeated = 同一个邮箱出现了两次。
emails-differ = 两次输入的邮箱不一致。
email-taken = 已有使用此邮箱的 iD。请用其登录，或申请新密码。
email-reserved = 有机构为此邮箱预留了 iD。请查找邀请您认领的邮件。
email-deactivated = 使用此邮箱的 iD 已停用。
visibility-missing = 请选择谁可以查看新内容。
terms-missing = 不接受条款则无法获得 iD。
processing-missing = 未同意此项则无法获得 iD。

## Forgotten passwords and iDs

reset-title = 忘记密码或 iD
reset-hint = 请填写您的一个电子邮箱。无论它是否属于此处的某个 iD，我们都会向其发送邮件。
reset-password-button = 发送设置新密码的链接
reset-id-button = 发送我的 iD
reset-sent = 我们已向 { $email } 发送邮件。邮件会说明后续步骤，或告知该邮箱在此没有归属。如果几分钟内未收到，请查看垃圾邮件。
    .title = 请查看您的邮箱
new-password-title = 新密码
new-password-code = 第二因素代码
new-password-button = 保存
new-password-wrong = 当前密码不正确。

## Consent

consent-title = 允许访问？
consent-heading = { $client } 请求访问您的记录
consent-person = 您已登录为 { $person }
consent-what = 如果您允许
consent-note = 您的密码不会离开这里。您可以随时在“受信任方”中撤销许可。
consent-allow = 允许访问
consent-deny = 拒绝
consent-next = 之后您将返回 { $host }。
consent-other = 不是您本人？{ $link }以其他身份登录{ $end }

## Trusted parties

trusted-title = 受信任方
trusted-lead = 经您许可，可以使用您的记录的机构。
trusted-none = 目前没有。
trusted-since = 自{ $date }起
trusted-delegates = 代其行事
trusted-delegate = { $name }，最近一次于 { $date }：{ $permissions }
trusted-remove = 移除{ $unseen } { $name }{ $end }
trusted-remove-question = 要移除 { $name } 吗？
trusted-remove-text = 从此刻起，{ $name } 不能再读取或更改您的记录。已添加的内容会保留。
trusted-remove-delegates = 代其行事的机构同样如此：{ $names }。
trusted-remove-button = 移除

## Calls of webhooks

webhooks-title = Webhook
webhooks-lead = 因记录更改而向您的应用程序发出的调用，最新的在前。
webhooks-no-clients = 您没有应用程序。
webhooks-no-calls = 尚未发出任何调用。
webhooks-answered = 响应 { $status }
webhooks-failed = 无响应
webhooks-record = 记录 { $orcid }

## One's own page

mine-title = 您的 iD
mine-public = 您的记录（所有人看到的样子）
mine-trusted = 受信任方：谁可以使用您的记录
mine-inbox = 收件箱：消息和请求
mine-webhooks = Webhook：对您的应用程序的调用
mine-emails = 电子邮箱
email-confirmed = 已确认
email-not-confirmed = 未确认
email-primary = 主要
email-needed = 有两个记录使用了写法不同的同一邮箱 { $address }。它归先确认它的记录所有。请为您的记录提供另一个邮箱；在此之前请用 iD 登录。
email-needed-button = 添加邮箱
email-send-again = 重新发送链接{ $unseen }至 { $address }{ $end }
notice-verified = 邮箱已确认。谢谢。
notice-sent = 邮件已发出。
notice-password = 您已设置新密码，请用其登录。
notice-removed = 许可已撤销。
notice-archived = 已归档。
notice-signed-out = 您已退出登录。
notice-outlived = 页面打开时间过长，或者有人在其他标签页中登录或退出了。请再操作一次。如果每次都这样，请让浏览器接受本站的 Cookie。

## Confirming an address

verify-question = 这是您的邮箱吗？
verify-text = 请确认 { $address } 属于您，并且属于记录 { $orcid }。
verify-button = 确认邮箱

## The inbox

inbox-title = 收件箱
# $count is a number.
inbox-unread-count = 收件箱（{ $unseen }未读：{ $end }{ $count }）
inbox-none = 收件箱中没有内容。
inbox-none-archived = 没有已归档的内容。
inbox-show-archived = 已归档的消息
inbox-archived-title = 已归档的消息
inbox-back = 返回收件箱
inbox-new = 新
inbox-archive-selected = 归档所选
inbox-archive-page = 归档本页全部
inbox-archive = 归档
inbox-archive-without = 归档且不允许
inbox-select = 选择“{ $subject }”
inbox-from = 来自 { $name }
inbox-of = { $kind }，{ $date }
inbox-permission = 请求许可
inbox-amended = 您的记录的更改
inbox-administrative = 关于您的账户
inbox-custom = 消息
inbox-announcement = 公告
inbox-tip = 提示
inbox-items = 相关内容
inbox-grant = 查看请求内容并决定
inbox-grant-elsewhere = 前往 { $host } 继续
inbox-grant-elsewhere-hint = { $name } 在本注册系统之外的自有页面上请求此许可。
inbox-granted-on = 您已于 { $date } 允许。
inbox-archived-on = 已于 { $date } 归档。
inbox-amended-subject = { $name } 更改了您的记录
inbox-amended-lead = 您的记录中有以下条目发生更改：
inbox-created = 已添加
inbox-updated = 已更改
inbox-deleted = 已删除
# $count is a number.
inbox-more = 其他更改：{ $count }

## A record

record-nameless = 此人的姓名未公开。
record-also-known = 又名 { $names }
record-empty = 此记录没有公开内容。
record-only-name = 除姓名外，此记录没有公开内容。
record-sections = 栏目
record-biography = 简介
record-emails = 电子邮箱
record-email-verified = 已验证
record-links = 链接
record-identifiers = 其他标识符
record-keywords = 关键词
record-countries = 国家和地区
record-sources = 来源
record-about = 关于此记录
record-created = 创建于 { $date }
record-changed = 最后更改于 { $date }
record-data = 记录数据（JSON）
badge-title = 二维码与徽标
badge-code = { $uri } 的二维码
badge-png = 下载 PNG
badge-svg = 下载 SVG
badge-html = 用于您自己的网页（HTML）
badge-full = 图标和地址
badge-compact = 图标和 iD
badge-inline = 仅图标
# $count is a number.
review-count = { $count ->
   *[other] { $count } 条评审
}
# $count is a number.
review-publications = { $count ->
   *[other] { $count } 份出版物
}
# $count is a number.
review-grants = { $count ->
   *[other] { $count } 项资助
}
review-group = 关于 { $name }
review-title = { $type }，{ $role }
# $count is a number.
other-versions = 另有 { $count } 个来源
pager-label = { $section }的页面
pager-previous = 上一页{ $unseen }（{ $section }）{ $end }
pager-next = 下一页{ $unseen }（{ $section }）{ $end }
# All three are numbers.
pager-range = 第 { $first }–{ $last } 项，共 { $total } 项
# $page is a number.
pager-number = { $page }{ $unseen } 页{ $end }
pager-page = 页码
# $count is a number.
pager-pages = / { $count }
pager-go = 前往
works-sort = 排序
works-by-date-newest = 最新在前
works-by-date-oldest = 最早在前
works-by-title = 标题升序
works-by-title-back = 标题降序
works-by-type = 类型
works-by-source = 已验证在前
works-by-source-back = 自行声明在前
works-words = 标题、期刊或标识符中的词
works-size = 每页
works-show = 显示
# $count is a number.
works-found = 含有这些词的作品：{ $count } 项。
works-all = 显示全部作品
entry-untitled = 无标题
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label }：{ $value }
span-from-to = { $start }至{ $end }
span-until = 至{ $end }
span-current = { $start }至今
entry-validated = 已验证
entry-details = 详细信息{ $unseen }：{ $title }{ $end }
# $count is a number.
entry-by-others = { $names }等（另有 { $count } 人）
entry-contributors = 贡献者
# $count is a number.
entry-more-contributors = 另有 { $count } 人
entry-description = 描述
entry-citation = 引文
entry-amount = 金额
entry-added = 添加日期
entry-changed = 更改日期
item-of = 来自 { $name } 的记录
entry-source = 来源：{ $source }
source-via = { $origin }（经由 { $name }）
source-hidden = 未公开
noted-other-name = 其他姓名
noted-email = 电子邮箱
noted-link = 链接
noted-keyword = 关键词
noted-country = 国家
noted-identifier = 标识符

## Records that cannot be shown

state-unknown = iD 格式正确，但本注册系统从未将其授予任何人。
    .title = 没有使用此 iD 的记录
state-deprecated = 此人现在使用另一个 iD，其所有信息均在那里：
    .title = 此 iD 已被取代
state-unclaimed = 某机构为尚未认领者预留了此 iD。在认领之前，记录不予显示。
    .title = 此 iD 已预留
state-locked = 本注册系统已将其锁定，例如因其不符合使用规则。内容不予显示。
    .title = 此记录已被锁定
state-deactivated = 其所有者已将其关闭。该 iD 仍归其所有，绝不会授予他人。
    .title = 此记录已停用

## What went wrong

go-home = 前往首页
go-record = 前往您的记录
go-signin = 继续登录
error-no-page = 地址可能有误，或页面已移动。
    .title = 没有此页面
error-no-entry = 它可能已被移除，或者未公开。
    .title = 这里没有此条目
error-bad-id = { $id } 不可能是 ORCID iD：最后一个字符与其他字符不符，其中有一个输错了。
    .title = 此 iD 有误
error-method = 此地址存在，但不响应此类请求。
    .title = 此处无法这样操作
error-query = 此页面的地址中含有无法识别的部分。
    .title = 此处无法这样操作
error-broken = 无法生成页面。这不是您的问题，请稍后重试。
    .title = 出现问题
error-foreign-form = 此表单由其他网站发送。
    .title = 表单未被接受
error-long-form = 表单内容过长。
    .title = 内容过长
error-request = { $reason }。应由将您带到此处的网站修正。
    .title = 无法响应此请求
error-unusable = 您登录的记录无法授予任何访问权限：它已被锁定或关闭。
    .title = 无法使用此记录
link-invalid = 链接不完整，或已被更新的邮件取代：请使用最新邮件中的链接。
    .title = 此链接无效
link-expired = 请申请新的链接；链接仅在数小时内有效。
    .title = 此链接已过期
link-used = 此链接只能使用一次，相关操作已经完成。
    .title = 已经完成
link-wrong-user = 您正以另一个 iD 登录。请先退出登录，然后重新打开链接。
    .title = 此链接属于其他人

error-too-often = 来自您所在网络的请求过多。请在 { $count } 秒后重试。
    .title = 请求过于频繁
error-too-often-long = 来自您所在网络的请求过多。请在 { $count } 分钟后重试。
    .title = 请求过于频繁
error-long-address = 此页面的地址过长。
    .title = 太长了
