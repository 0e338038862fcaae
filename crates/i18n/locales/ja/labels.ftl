# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = 職歴
section-educations = 学歴と資格
section-professional = 専門的活動
section-fundings = 助成
section-works = 業績
section-peer-reviews = 査読
section-research-resources = 研究リソース

## What an entry is, in a section of several kinds

kind-distinction = 表彰
kind-education = 学歴
kind-invited-position = 招待職
kind-membership = 会員資格
kind-qualification = 資格
kind-service = 社会貢献
kind-editorial-service = 編集活動
kind-work = 著作
kind-employment = 職歴
kind-funding = 助成
kind-peer-review = 査読
kind-research-resource = 研究リソース
kind-name = 氏名
kind-biography = 略歴
kind-other-name = 別名
kind-researcher-url = リンク
kind-email = メールアドレス
kind-address = 国
kind-keyword = キーワード
kind-external-identifier = 識別子

## Types of works

work-type-annotation = 注釈
work-type-artistic-performance = 芸術的公演
work-type-blog-post = ブログ記事
work-type-book-chapter = 書籍の章
work-type-book-review = 書評
work-type-book = 書籍
work-type-cartographic-material = 地図資料
work-type-clinical-study = 臨床研究
work-type-conference-abstract = 会議抄録
work-type-conference-output = 会議成果
work-type-conference-paper = 会議論文
work-type-conference-poster = 会議ポスター
work-type-conference-presentation = 会議発表
work-type-conference-proceedings = 会議録
work-type-data-management-plan = データ管理計画
work-type-data-set = データセット
work-type-design = デザイン
work-type-dictionary-entry = 辞書項目
work-type-disclosure = 発明開示
work-type-dissertation-thesis = 学位論文
work-type-edited-book = 編集書籍
work-type-encyclopedia-entry = 百科事典項目
work-type-image = 画像
work-type-invention = 発明
work-type-journal-article = 学術雑誌論文
work-type-journal-issue = 学術雑誌の号
work-type-learning-object = 学習オブジェクト
work-type-lecture-speech = 講演
work-type-license = ライセンス
work-type-magazine-article = 雑誌記事
work-type-manual = マニュアル
work-type-moving-image = 動画
work-type-musical-composition = 楽曲
work-type-newsletter-article = ニュースレター記事
work-type-newspaper-article = 新聞記事
work-type-online-resource = インタラクティブ資料
work-type-other = その他
work-type-patent = 特許
work-type-physical-object = 物理的オブジェクト
work-type-preprint = プレプリント
work-type-public-speech = 公開スピーチ
work-type-registered-copyright = 登録著作権
work-type-report = 報告書
work-type-research-technique = 研究技術
work-type-research-tool = 研究ツール
work-type-review = レビュー
work-type-software = ソフトウェア
work-type-sound = 音声
work-type-spin-off-company = スピンオフ企業
work-type-standards-and-policy = 標準または政策
work-type-supervised-student-publication = 指導学生の出版物
work-type-technical-standard = 技術標準
work-type-test = テスト
work-type-trademark = 商標
work-type-transcription = 文字起こし
work-type-translation = 翻訳
work-type-website = ウェブサイト
work-type-working-paper = ワーキングペーパー
work-type-undefined = その他

## Types of funding

funding-type-grant = 助成金
funding-type-contract = 契約
funding-type-award = 賞
funding-type-salary-award = 給与支援

## Reviews: the type, and the role, which follows it after a comma

review-type-review = 査読
review-type-evaluation = 評価
review-role-reviewer = 査読者
review-role-editor = 編集者
review-role-member = 委員
review-role-chair = 委員長
review-role-organizer = 主催者

## Identifiers that have no name of their own

identifier-other-id = その他の識別子
identifier-grant-number = 助成番号
identifier-proposal-id = 申請
identifier-patent = 特許番号
identifier-source-work-id = 情報源の独自番号

## What an identifier is to the entry; stands before it

relationship-part-of = { $identifier } の一部
relationship-version-of = { $identifier } の版
relationship-funded-by = { $identifier } による助成
