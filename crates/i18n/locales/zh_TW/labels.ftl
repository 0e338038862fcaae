# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = 工作經歷
section-educations = 學歷與資格
section-professional = 專業活動
section-fundings = 補助
section-works = 著作
section-peer-reviews = 同儕審查
section-research-resources = 研究資源

## What an entry is, in a section of several kinds

kind-distinction = 榮譽
kind-education = 學歷
kind-invited-position = 特邀職位
kind-membership = 會員資格
kind-qualification = 資格
kind-service = 服務
kind-editorial-service = 編輯服務
kind-work = 作品
kind-employment = 工作經歷
kind-funding = 補助
kind-peer-review = 同儕審查
kind-research-resource = 研究資源
kind-name = 姓名
kind-biography = 簡介
kind-other-name = 其他姓名
kind-researcher-url = 連結
kind-email = 電子郵件地址
kind-address = 國家
kind-keyword = 關鍵字
kind-external-identifier = 識別碼

## Types of works

work-type-annotation = 註釋
work-type-artistic-performance = 藝術表演
work-type-blog-post = 部落格文章
work-type-book-chapter = 圖書章節
work-type-book-review = 書評
work-type-book = 圖書
work-type-cartographic-material = 地圖資料
work-type-clinical-study = 臨床研究
work-type-conference-abstract = 會議摘要
work-type-conference-output = 會議成果
work-type-conference-paper = 會議論文
work-type-conference-poster = 會議海報
work-type-conference-presentation = 會議報告
work-type-conference-proceedings = 會議論文集
work-type-data-management-plan = 資料管理計畫
work-type-data-set = 資料集
work-type-design = 設計
work-type-dictionary-entry = 詞典條目
work-type-disclosure = 發明揭露
work-type-dissertation-thesis = 學位論文
work-type-edited-book = 編著
work-type-encyclopedia-entry = 百科全書條目
work-type-image = 影像
work-type-invention = 發明
work-type-journal-article = 期刊論文
work-type-journal-issue = 期刊卷期
work-type-learning-object = 學習物件
work-type-lecture-speech = 演講
work-type-license = 授權
work-type-magazine-article = 雜誌文章
work-type-manual = 手冊
work-type-moving-image = 動態影像
work-type-musical-composition = 音樂作品
work-type-newsletter-article = 通訊文章
work-type-newspaper-article = 報紙文章
work-type-online-resource = 互動資源
work-type-other = 其他
work-type-patent = 專利
work-type-physical-object = 實物
work-type-preprint = 預印本
work-type-public-speech = 公開演說
work-type-registered-copyright = 註冊著作權
work-type-report = 報告
work-type-research-technique = 研究技術
work-type-research-tool = 研究工具
work-type-review = 評論
work-type-software = 軟體
work-type-sound = 聲音
work-type-spin-off-company = 衍生公司
work-type-standards-and-policy = 標準或政策
work-type-supervised-student-publication = 指導學生的出版品
work-type-technical-standard = 技術標準
work-type-test = 測驗
work-type-trademark = 商標
work-type-transcription = 轉錄
work-type-translation = 翻譯
work-type-website = 網站
work-type-working-paper = 工作論文
work-type-undefined = 其他

## Types of funding

funding-type-grant = 補助金
funding-type-contract = 合約
funding-type-award = 獎項
funding-type-salary-award = 薪資補助

## Reviews: the type, and the role, which follows it after a comma

review-type-review = 審查
review-type-evaluation = 評估
review-role-reviewer = 審查人
review-role-editor = 編輯
review-role-member = 成員
review-role-chair = 主席
review-role-organizer = 主辦者

## Identifiers that have no name of their own

identifier-other-id = 其他識別碼
identifier-grant-number = 補助編號
identifier-proposal-id = 提案
identifier-patent = 專利號
identifier-source-work-id = 來源自有編號

## What an identifier is to the entry; stands before it

relationship-part-of = { $identifier } 的一部分
relationship-version-of = { $identifier } 的版本
relationship-funded-by = 由 { $identifier } 補助
