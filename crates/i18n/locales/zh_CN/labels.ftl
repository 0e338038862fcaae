# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = 工作经历
section-educations = 教育和资质
section-professional = 专业活动
section-fundings = 资助
section-works = 作品
section-peer-reviews = 同行评审
section-research-resources = 研究资源

## What an entry is, in a section of several kinds

kind-distinction = 荣誉
kind-education = 教育
kind-invited-position = 特邀职位
kind-membership = 会员资格
kind-qualification = 资质
kind-service = 服务
kind-editorial-service = 编辑服务
kind-work = 作品
kind-employment = 工作经历
kind-funding = 资助
kind-peer-review = 同行评审
kind-research-resource = 研究资源
kind-name = 姓名
kind-biography = 简介
kind-other-name = 其他姓名
kind-researcher-url = 链接
kind-email = 电子邮件地址
kind-address = 国家
kind-keyword = 关键词
kind-external-identifier = 标识符

## Types of works

work-type-annotation = 注释
work-type-artistic-performance = 艺术表演
work-type-blog-post = 博客文章
work-type-book-chapter = 图书章节
work-type-book-review = 书评
work-type-book = 图书
work-type-cartographic-material = 地图资料
work-type-clinical-study = 临床研究
work-type-conference-abstract = 会议摘要
work-type-conference-output = 会议成果
work-type-conference-paper = 会议论文
work-type-conference-poster = 会议海报
work-type-conference-presentation = 会议报告
work-type-conference-proceedings = 会议论文集
work-type-data-management-plan = 数据管理计划
work-type-data-set = 数据集
work-type-design = 设计
work-type-dictionary-entry = 词典条目
work-type-disclosure = 发明披露
work-type-dissertation-thesis = 学位论文
work-type-edited-book = 编著
work-type-encyclopedia-entry = 百科全书条目
work-type-image = 图像
work-type-invention = 发明
work-type-journal-article = 期刊论文
work-type-journal-issue = 期刊卷期
work-type-learning-object = 学习对象
work-type-lecture-speech = 讲座
work-type-license = 许可
work-type-magazine-article = 杂志文章
work-type-manual = 手册
work-type-moving-image = 动态影像
work-type-musical-composition = 音乐作品
work-type-newsletter-article = 通讯文章
work-type-newspaper-article = 报纸文章
work-type-online-resource = 互动资源
work-type-other = 其他
work-type-patent = 专利
work-type-physical-object = 实物
work-type-preprint = 预印本
work-type-public-speech = 公开演讲
work-type-registered-copyright = 注册版权
work-type-report = 报告
work-type-research-technique = 研究技术
work-type-research-tool = 研究工具
work-type-review = 综述
work-type-software = 软件
work-type-sound = 音频
work-type-spin-off-company = 衍生公司
work-type-standards-and-policy = 标准或政策
work-type-supervised-student-publication = 指导学生的出版物
work-type-technical-standard = 技术标准
work-type-test = 测试
work-type-trademark = 商标
work-type-transcription = 转录
work-type-translation = 翻译
work-type-website = 网站
work-type-working-paper = 工作论文
work-type-undefined = 其他

## Types of funding

funding-type-grant = 资助金
funding-type-contract = 合同
funding-type-award = 奖项
funding-type-salary-award = 薪资资助

## Reviews: the type, and the role, which follows it after a comma

review-type-review = 评审
review-type-evaluation = 评估
review-role-reviewer = 评审人
review-role-editor = 编辑
review-role-member = 成员
review-role-chair = 主席
review-role-organizer = 组织者

## Identifiers that have no name of their own

identifier-other-id = 其他标识符
identifier-grant-number = 资助编号
identifier-proposal-id = 提案
identifier-patent = 专利号
identifier-source-work-id = 来源自有编号

## What an identifier is to the entry; stands before it

relationship-part-of = { $identifier } 的一部分
relationship-version-of = { $identifier } 的版本
relationship-funded-by = 由 { $identifier } 资助
