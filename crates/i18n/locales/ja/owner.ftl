# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = その他の名前
mine-empty = まだ何もありません。
mine-empty-members = まだ何もありません。これらは、あなたが許可した機関が追加します。
item-self-asserted = 本人による申告
item-add = 追加：{ $kind }
item-visibility = { $name } を見られる人
item-edit = 編集{ $unseen }：{ $name }{ $end }
item-copy = コピーして編集{ $unseen }：{ $name }{ $end }
item-prefer = この版を優先{ $unseen }：{ $name }{ $end }
item-up = 上へ{ $unseen }：{ $name }{ $end }
item-down = 下へ{ $unseen }：{ $name }{ $end }
item-remove = 取り除く{ $unseen }：{ $name }{ $end }
undo = 元に戻す
done-removed = 「{ $name }」を取り除きました。
# $count is a number.
done-removed-many = 取り除いた項目：{ $count }
done-shown = 「{ $name }」を見られる人：{ $level }
# $count is a number.
done-shown-many = 項目：{ $count }。見られる人：{ $level }
done-preferred = 「{ $name }」が先頭になりました。
done-ordered = 順序を保存しました。
notice-saved = 保存しました。
notice-undone = 元に戻しました。
notice-undo-late = もう元に戻せません。1時間以上たったか、その後に変更がありました。
notice-gone = この項目はもうレコードにないか、変更されています。
error-not-edited = ロックされているか、閉鎖されているか、まだあなたのものではありません。
    .title = このレコードは編集できません
email-make-primary = 主アドレスにする{ $unseen }：{ $name }{ $end }
email-add = 別のメールアドレス
email-too-many-mails = このアドレスに送られたメールが多すぎます。1時間後にもう一度お試しください。
new-items = 新しい項目を見られる人
new-items-hint = 今後あなたやほかの人が追加するもの。すでにあるものはそのままです。

## All works

mine-all-works = 検索・並べ替え・まとめて変更
bulk-chosen = 選んだ著作：
bulk-remove = 取り除く
notice-none-chosen = 著作を1つ以上選んでください。
notice-too-many = これほど多くの著作を一度に変更できません。選ぶ数を減らしてください。

## Forms

form-add = 追加：{ $kind }
form-edit = 編集：{ $kind }
form-save = 保存
form-choose = 選択
form-more = 追加：{ $name }
form-drop = 取り除く{ $unseen }：{ $name }{ $end }
form-change = 変更
form-find = 検索
form-find-hint = どの機関かが伝わるように、機関を検索してください。
form-find-which = どの機関ですか？
form-find-typed = 入力した名称のまま使う（機関は特定されません）
form-find-none = この名称の機関は見つかりません。入力したまま使えますが、機関は特定されません。
# $count is a number.
form-kept = { $count } 件あり、ここで編集できる数を超えています。そのまま残ります。
form-visibility = 見られる人
form-unconfirmed = メールアドレスのいずれかが確認されるまで、編集できるのは名前だけです。
    .title = まずメールアドレスを確認してください
conflict = この項目は別のタブで、またはあなたの代理の人によって変更されました。
    .title = この項目はその間に変更されました
conflict-compare = 異なる点
conflict-field = 欄
conflict-mine = あなたの版
conflict-theirs = 現在のレコード
conflict-keep-mine = 自分の版を残す
conflict-keep-theirs = もう一方を残す
conflict-edit-mine = 自分の版の編集を続ける

## Fields

field-amount = 金額
field-amount-hint = 数字で、小数点を使って：12500.50
field-citation = 引用
field-citation-type = 引用の形式
field-city = 市区町村
field-container = 雑誌・書籍・シリーズ
field-contributor = 貢献者
field-credit-name = 公表名
field-credit-name-hint = 出版物での名前。ほかの名前の代わりに表示されます。
field-currency = 通貨
field-date = 出版日
field-day = 日
field-department = 部署
field-description = 説明
field-end = 終了日
field-end-hint = 続いている場合は空欄にしてください。
field-funder = 助成機関
field-identifier = 識別子
field-language = 著作の言語
field-month = 月
field-name = 名前
field-orcid = iD
field-organization = 機関
field-position = 役職・称号
field-region = 州・地域
field-relationship = 何を識別するか
field-role = 役割
field-start = 開始日
field-subtitle = 副題
field-subtype = 助成機関による種類名
field-title = 題名
field-translated-language = 翻訳題名の言語
field-translated-title = 翻訳題名
field-type = 種類
field-url = ウェブアドレス
field-url-name = ページの名前
field-value = 値
field-year = 年

## What to choose from

work-types-popular = よく使うもの
work-types-all = すべての種類
citation-type-formatted-unspecified = その他の形式
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = この項目そのもの
relation-part-of = それが含まれるもの
relation-version-of = その別の版
relation-funded-by = それを助成したもの
role-author = 著者
role-assignee = 権利者
role-editor = 編集者
role-chair-or-translator = 議長または翻訳者
role-co-investigator = 共同研究者
role-co-inventor = 共同発明者
role-graduate-student = 学生
role-other-inventor = その他の発明者
role-principal-investigator = 研究代表者
role-postdoctoral-researcher = 博士研究員
role-support-staff = 支援スタッフ
role-conceptualization = 構想
role-data-curation = データ整備
role-formal-analysis = 形式的分析
role-funding-acquisition = 資金獲得
role-investigation = 調査
role-methodology = 方法論
role-project-administration = プロジェクト管理
role-resources = 資源
role-software = ソフトウェア
role-supervision = 指導
role-validation = 検証
role-visualization = 可視化
role-writing-original-draft = 執筆：初稿
role-writing-review-editing = 執筆：査読と編集

## What is wrong

fault-missing = { $field }：入力してください。
# $count is a number.
fault-long = { $field }：{ $count } 文字までです。
fault-list = { $field }：一覧から選んでください。
fault-url = { $field }：https://example.org/page のようなアドレスを入力してください。
fault-year = { $field }：1900 から 2100 までの年を入力してください。
fault-date = { $field }：その日付はありません。日には月が、月には年が必要です。
fault-order = { $field }：開始が終了より後です。
fault-start = { $field }：終了日には開始日が必要です。
fault-amount = { $field }：小数点を使った数字を入力し、通貨を選んでください。
fault-orcid = { $field }：この iD に入力ミスがないか確認してください。
fault-self = { $field }：別の版の識別子には、この項目の識別子も必要です。
fault-funded = { $field }：助成元は助成番号、申請、DOI、URI のいずれかで示します。
fault-organization = { $field }：この機関はここでは知られていません。別の機関を検索するか、名称をそのまま使ってください。
fault-other = { $field }：これは適切ではありません。
fault-form = フォームのほかの箇所が適切ではありません。
# $count is a number.
fault-full = レコードにはすでに { $count } 件あり、これ以上は入りません。
