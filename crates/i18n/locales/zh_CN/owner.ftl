# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = 其他姓名
mine-empty = 还没有内容。
mine-empty-members = 还没有内容。这些由您许可的机构添加。
item-self-asserted = 本人声明
item-add = 添加：{ $kind }
item-visibility = 谁可以查看{ $name }
item-edit = 编辑{ $unseen }：{ $name }{ $end }
item-copy = 复制并编辑{ $unseen }：{ $name }{ $end }
item-prefer = 优先显示此版本{ $unseen }：{ $name }{ $end }
item-up = 上移{ $unseen }：{ $name }{ $end }
item-down = 下移{ $unseen }：{ $name }{ $end }
item-remove = 移除{ $unseen }：{ $name }{ $end }
undo = 撤销
done-removed = 已移除“{ $name }”。
# $count is a number.
done-removed-many = 已移除的条目：{ $count }
done-shown = 谁可以查看“{ $name }”：{ $level }
# $count is a number.
done-shown-many = 条目：{ $count }。谁可以查看：{ $level }
done-preferred = “{ $name }”现在排在前面。
done-ordered = 顺序已保存。
notice-saved = 已保存。
notice-undone = 已撤销。
notice-undo-late = 无法再撤销：已超过一小时，或此后有所更改。
notice-gone = 该条目已不在您的记录中，或已更改。
error-not-edited = 它已锁定、已关闭或尚未归您所有。
    .title = 无法编辑此记录
email-make-primary = 设为主要地址{ $unseen }：{ $name }{ $end }
email-add = 再添加一个电子邮件地址
email-too-many-mails = 发往此地址的邮件过多。请一小时后再试。
new-items = 谁可以查看新条目
new-items-hint = 您和他人从现在起添加的内容。已有条目保持不变。

## All works

mine-all-works = 搜索、排序、批量更改
bulk-chosen = 所选作品：
bulk-remove = 移除
notice-none-chosen = 请至少选择一个作品。
notice-too-many = 不能一次更改这么多作品。请减少选择。

## Forms

form-add = 添加：{ $kind }
form-edit = 编辑：{ $kind }
form-save = 保存
form-choose = 请选择
form-more = 添加：{ $name }
form-drop = 移除{ $unseen }：{ $name }{ $end }
form-change = 更改
form-find = 查找
form-find-hint = 请查找机构，以便他人知道您指的是哪一个。
form-find-which = 是哪一个？
form-find-typed = 按输入的名称使用；机构未识别
form-find-none = 没有以此名称为人所知的机构。您可以按输入的名称使用；机构将未识别。
# $count is a number.
form-kept = 共有 { $count } 个，超出此处可编辑的数量。它们保持不变。
form-visibility = 谁可以查看
form-unconfirmed = 在您的任一电子邮件地址得到确认之前，您只能编辑姓名。
    .title = 请先确认您的电子邮件地址
conflict = 该条目已在另一个标签页中更改，或由代您操作的人更改。
    .title = 该条目在此期间已更改
conflict-compare = 不同之处
conflict-field = 字段
conflict-mine = 您的版本
conflict-theirs = 记录中的现状
conflict-keep-mine = 保留我的
conflict-keep-theirs = 保留另一个
conflict-edit-mine = 继续编辑我的

## Fields

field-amount = 金额
field-amount-hint = 用数字填写，小数用点号：12500.50
field-citation = 引文
field-citation-type = 引文格式
field-city = 城市
field-container = 期刊、图书或丛书
field-contributor = 贡献者
field-credit-name = 发表姓名
field-credit-name-hint = 您出版物上的姓名。它会代替其他姓名显示。
field-currency = 货币
field-date = 出版日期
field-day = 日
field-department = 部门
field-description = 说明
field-end = 结束日期
field-end-hint = 如仍在继续，请留空。
field-funder = 资助方
field-identifier = 标识符
field-language = 作品语言
field-month = 月
field-name = 姓名
field-orcid = iD
field-organization = 机构
field-position = 职务或头衔
field-region = 省或地区
field-relationship = 所标识的对象
field-role = 角色
field-start = 开始日期
field-subtitle = 副标题
field-subtype = 资助方所称的类型
field-title = 标题
field-translated-language = 译名的语言
field-translated-title = 译名
field-type = 类型
field-url = 网址
field-url-name = 页面名称
field-value = 值
field-year = 年

## What to choose from

work-types-popular = 常用
work-types-all = 所有类型
citation-type-formatted-unspecified = 其他格式
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = 该条目本身
relation-part-of = 它所属的整体
relation-version-of = 它的另一版本
relation-funded-by = 资助它的项目
role-author = 作者
role-assignee = 权利人
role-editor = 编辑
role-chair-or-translator = 主席或译者
role-co-investigator = 共同研究者
role-co-inventor = 共同发明人
role-graduate-student = 学生
role-other-inventor = 其他发明人
role-principal-investigator = 首席研究员
role-postdoctoral-researcher = 博士后研究员
role-support-staff = 支持人员
role-conceptualization = 构思
role-data-curation = 数据整理
role-formal-analysis = 形式分析
role-funding-acquisition = 获取资助
role-investigation = 调查
role-methodology = 方法
role-project-administration = 项目管理
role-resources = 资源
role-software = 软件
role-supervision = 指导
role-validation = 验证
role-visualization = 可视化
role-writing-original-draft = 写作：初稿
role-writing-review-editing = 写作：审阅与编辑

## What is wrong

fault-missing = { $field }：请填写。
# $count is a number.
fault-long = { $field }：最多 { $count } 个字符。
fault-list = { $field }：请从列表中选择。
fault-url = { $field }：请输入类似 https://example.org/page 的网址。
fault-year = { $field }：请输入 1900 至 2100 之间的年份。
fault-date = { $field }：没有这个日期。有日须有月，有月须有年。
fault-order = { $field }：开始晚于结束。
fault-start = { $field }：有结束日期就需要开始日期。
fault-amount = { $field }：请输入带小数点的数字并选择货币。
fault-orcid = { $field }：请检查此 iD 是否有输入错误。
fault-self = { $field }：另一版本的标识符旁须有该条目的标识符。
fault-funded = { $field }：资助方由资助编号、申请、DOI 或 URI 表示。
fault-organization = { $field }：此处不认识该机构。请查找另一个，或按输入的名称使用。
fault-other = { $field }：这不合适。
fault-form = 表单中另有不合适之处。
# $count is a number.
fault-full = 您的记录已有 { $count } 个，不能再多。
