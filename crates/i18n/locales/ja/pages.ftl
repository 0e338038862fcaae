# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = 本文へ移動
sandbox-notice = これはサンドボックスです。ここに実在の人物はおらず、すべて消去されます。
nav-account = アカウント
nav-sign-out = サインアウト
nav-sign-in = サインイン
nav-register = 登録
nav-find = レジストリを検索
# $count is a number.
nav-unread = { $count }{ $unseen } 件の未読{ $end }
footer-licence = 公開データは { $link }CC0{ $end } のもとで自由に利用できます。
footer-independent = { $site } は ORCID の API に対応した独立したソフトウェアであり、ORCID, Inc. が開発または承認したものではありません。
language-label = 言語
language-button = 変更
cancel = キャンセル
new-tab = （新しいタブで開きます）
# Between the names of a list, and between longer things.
list-separator = { "、" }
list-semicolon = { "、" }

## The front page

home-title = 研究者のレジストリ
home-summary = 研究に携わる人々のための永続的な識別子と、その業績の公開レコード。
home-question = これを書いたのは誰ですか？
home-lead = 同じ名前の人は多く、名前は時とともに変わります。iD は生涯を通じて一人だけのものです。このレジストリは、研究に携わるすべての人に iD を付与し、業績のレコードを保管し、誰に見せるかを本人が決められるようにします。
finder-label = 名前または iD で人を探す
finder-button = 探す
finder-refused = この iD に入力の誤りがないか確かめてください。iD は 16 文字で、最後は X のこともあります。
home-researchers = 一生使える一つの iD。出版社、助成機関、大学が、あなたの許可を得て、把握している情報をレコードに追加します。残りはご自身で追加し、項目ごとに誰に見せるかを選べます。
    .title = 研究者の方へ
home-organisations = iD を入力してもらう代わりに、ここでサインインしてもらってください。本人の同意のもとで、貴機関のシステムがレコードを読み書きし、どの項目にも誰が保証しているかが示されます。
    .title = 機関の方へ
home-developers = ORCID の公開 API とメンバー API、バージョン 3.0、2.1、2.0、XML と JSON。これらのために書かれたソフトウェアは変更なしで動作します。
    .title = 開発者の方へ

## Finding people

search-title = 人を探す
search-by-field = 項目ごとに探す
search-other-names = 別名からも探す
search-organisation = 機関
    .hint = 名称、または ROR、GRID、Ringgold の識別子
# $count is a number.
search-count = { $count } 人
search-none = 入力の誤りがないか確かめるか、語を減らしてみてください。名前を公開していない人は、iD でのみ見つかります。
    .title = 見つかりませんでした
search-current = 現在：{ $names }
search-past = 以前：{ $names }
# $count is a number.
search-beyond = 最初の { $count } 人だけを表示しています。語をもう一つ加えると、目的の人が前に出ます。
search-refused = この検索は理解できませんでした。引用符や記号を使わずにお試しください。
search-expensive = この検索には時間がかかりすぎます。語を増やすか、より長い語でお試しください。
search-later = ただいま検索にお答えできません。少し待ってからもう一度お試しください。

## Forms

# $count (number) of problems in the form.
problems = { $count ->
   *[other] { $count } 件の問題があります
}
optional = （任意）
email-label = メールアドレス
password-label = パスワード
password-again-label = パスワード（確認）
password-hint = 8 文字以上で、数字と、英字または記号を含めてください。
email-invalid = メールアドレスは name@example.org のような形式です。
code-wrong = このコードは正しくないか、すでに使用されています。
password-too-short = パスワードは 8 文字以上にしてください。
password-too-long = パスワードは 256 文字以内にしてください。
password-no-digit = パスワードには数字を 1 つ以上含めてください。
password-no-letter = パスワードには文字または記号を 1 つ以上含めてください。
password-contains-email = パスワードにアカウントのメールアドレスを含めることはできません。
password-common = このパスワードは、誰もが最初に試すものの一つです。
passwords-differ = 2 つのパスワードが一致しません。

## Signing in

signin-title = サインイン
signin-client = { $client } があなたの本人確認を求めています。サインインして回答してください。
signin-username = メールアドレスまたは iD
signin-forgotten = パスワードまたは iD を忘れた場合
signin-register = iD をお持ちでない場合は、{ $link }今すぐ登録{ $end }してください
signin-wrong = 名前とパスワードの組み合わせが正しくありません。パスワードを 10 回間違えると、正しいパスワードでもしばらくの間サインインできなくなります。
signin-again = もう一度お試しください。
signin-unclaimed = このレコードはあなたのために確保されていますが、まだ引き継がれていません。招待メールのリンクを開いてください。
signin-locked = このレコードはロックされています。このレジストリの運営者にお問い合わせください。
signin-deactivated = このレコードは無効化されています。
signin-deprecated = この iD は { $orcid } に置き換えられました。そちらでサインインしてください。
second-factor-title = 第 2 段階
second-factor-hint = コードを生成するアプリを開いて、表示されたコードを入力してください。または、リカバリーコードの 1 つを使用してください。
second-factor-label = コード
second-factor-button = 続ける
signout-question = サインアウトしますか？

## Registering

register-title = 登録
register-heading = iD を取得
register-client = { $client } があなたの本人確認を求めています。iD を取得したら、続けて回答できます。
register-already = すでに登録済みですか？{ $link }サインイン{ $end }してください。iD は一人に一つです。
register-given-names = 名
register-family-name = 姓
register-email-again = メールアドレス（確認）
register-visibility = 今後レコードに追加される項目を、誰が見られるようにしますか？
register-visibility-hint = これは初期設定です。項目ごとに変更できます。
visibility-public = 全員
    .hint = ここでも公開データでも、誰でも見られます。
visibility-limited = 信頼する相手
    .hint = あなたが許可した人と機関。
visibility-private = 自分のみ
    .hint = あなたと、その項目を書いた者だけ。
register-terms = 利用規約
register-accept-terms = このレジストリの利用規約と、私が公開したものを誰でも利用できることに同意します。
register-accept-processing = 私のデータが自国以外の国で処理されることに同意します。
register-tips = ときどき使い方のヒントを受け取る。
register-trap = 空欄のままにしてください
register-button = 登録
register-more = その他のメールアドレス
register-more-hint = 職場のアドレスと個人のアドレスを一つずつ登録することをお勧めします。転職すると職場のアドレスは使えなくなるためです。それぞれに確認メールが送られ、あなたが許可するまで誰にも見えません。
# $number is a number: the second address, the third.
register-more-email = メールアドレス { $number }
register-too-late = このページは長時間開かれたままでした。内容を確認して、もう一度送信してください。
register-too-quick = 送信が早すぎます。内容を確認して、もう一度送信してください。
register-forgotten = 時間が経過したため、入力内容は消去されました。最初からやり直してください。
here-title = この方はあなたですか？
# $count is a number.
here-lead = { $count ->
   *[other] 同じ名前の方 { $count } 名がすでにここで iD を取得しています。iD は一人に一つですので、まずご確認ください。
}
here-client = どちらを選んでも、その後 { $client } に進みます。
here-since = { $year }から登録
here-one = この中に自分がいる
here-forgotten = パスワードを忘れた場合
here-none = この中に自分はいない
here-kept = 入力内容は 30 分間保管されます。入力し直す必要はありません。
here-create = 自分はいない：iD を作成する
register-trapped = 人には見えない欄に入力がありました。空欄のままにしてください。
given-names-missing = 名前を入力してください。
name-too-long = 名前は 100 文字未満にしてください。
email-repeated = 同じアドレスが 2 回入力されています。
emails-differ = 2 つのアドレスが一致しません。
email-taken = このアドレスの iD はすでに存在します。そのアドレスでサインインするか、新しいパスワードを申請してください。
email-reserved = ある機関がこのアドレスのために iD を確保しています。引き継ぎの招待メールをご確認ください。
email-deactivated = このアドレスの iD は無効化されています。
visibility-missing = 新しい項目を誰が見られるかを選択してください。
terms-missing = 規約に同意いただけない場合、iD は付与されません。
processing-missing = この同意がない場合、iD は付与されません。

## Forgotten passwords and iDs

reset-title = パスワードまたは iD を忘れた場合
reset-hint = ご自分のメールアドレスを入力してください。ここの iD に登録されているかどうかにかかわらず、メールを送信します。
reset-password-button = 新しいパスワード用のリンクを送信
reset-id-button = 自分の iD を送信
reset-sent = { $email } にメールを送信しました。今後の手順、またはそのアドレスがここに登録されていないことが書かれています。数分たっても届かない場合は、迷惑メールをご確認ください。
    .title = メールをご確認ください
new-password-title = 新しいパスワード
new-password-code = 第 2 要素のコード
new-password-button = 保存
new-password-wrong = 現在のパスワードが正しくありません。

## Consent

consent-title = アクセスを許可しますか？
consent-heading = { $client } があなたのレコードへのアクセスを求めています
consent-person = { $person } としてサインインしています
consent-what = 許可した場合
consent-note = パスワードは相手に渡りません。許可は「信頼する相手」でいつでも取り消せます。
consent-allow = アクセスを許可
consent-deny = 拒否
consent-next = その後、{ $host } に戻ります。
consent-other = 別の方ですか？{ $link }別のアカウントでサインイン{ $end }

## Trusted parties

trusted-title = 信頼する相手
trusted-lead = あなたの許可によってレコードを利用できる機関。
trusted-none = ありません。
trusted-since = { $date } から
trusted-delegates = 代理として行動する機関
trusted-delegate = { $name }、最終利用 { $date }：{ $permissions }
trusted-remove = { $unseen }{ $name } を{ $end }削除
trusted-remove-question = { $name } を削除しますか？
trusted-remove-text = { $name } は今後、あなたのレコードを読み取ることも変更することもできなくなります。すでに追加されたものは残ります。
trusted-remove-delegates = 代理として行動する次の機関も同様です：{ $names }。
trusted-remove-button = 削除

## Calls of webhooks

webhooks-title = Webhook
webhooks-lead = レコードの変更によりあなたのアプリケーションに送られた呼び出し（新しい順）。
webhooks-no-clients = あなたのアプリケーションはありません。
webhooks-no-calls = まだ呼び出しはありません。
webhooks-answered = 応答 { $status }
webhooks-failed = 応答なし
webhooks-record = レコード { $orcid }

## One's own page

mine-title = あなたの iD
mine-public = 誰にでも見えるあなたのレコード
mine-trusted = 信頼する相手：あなたのレコードを利用できる相手
mine-inbox = 受信箱：メッセージと依頼
mine-webhooks = Webhook：あなたのアプリケーションへの呼び出し
mine-emails = メールアドレス
email-confirmed = 確認済み
email-not-confirmed = 未確認
email-primary = メイン
email-needed = 二つのレコードが、表記の異なる同じアドレス { $address } を持っていました。このアドレスは、先に確認したレコードに残ります。ご自身のレコードには別のアドレスを登録してください。それまでは iD でサインインしてください。
email-needed-button = アドレスを追加
email-send-again = { $unseen }{ $address } に{ $end }リンクを再送信
notice-verified = アドレスを確認しました。ありがとうございます。
notice-sent = メールを送信しました。
notice-password = 新しいパスワードが設定されました。そのパスワードでサインインしてください。
notice-removed = 許可を取り消しました。
notice-archived = アーカイブしました。
notice-signed-out = サインアウトしました。
notice-outlived = ページを長時間開いたままにしていたか、別のタブでサインインまたはサインアウトが行われました。もう一度お試しください。毎回この表示になる場合は、ブラウザーでこのサイトの Cookie を許可してください。

## Confirming an address

verify-question = これはあなたのアドレスですか？
verify-text = { $address } がご自身のもので、レコード { $orcid } のアドレスであることを確認してください。
verify-button = アドレスを確認する

## The inbox

inbox-title = 受信箱
# $count is a number.
inbox-unread-count = 受信箱（{ $unseen }未読：{ $end }{ $count }）
inbox-none = 受信箱には何もありません。
inbox-none-archived = アーカイブには何もありません。
inbox-show-archived = アーカイブ済みのメッセージ
inbox-archived-title = アーカイブ済みのメッセージ
inbox-back = 受信箱に戻る
inbox-new = 新着
inbox-archive-selected = 選択したものをアーカイブ
inbox-archive-page = このページをすべてアーカイブ
inbox-archive = アーカイブ
inbox-archive-without = 許可せずにアーカイブ
inbox-select = 「{ $subject }」を選択
inbox-from = { $name } から
inbox-of = { $kind }、{ $date }
inbox-permission = 許可の依頼
inbox-amended = レコードの変更
inbox-administrative = アカウントについて
inbox-custom = メッセージ
inbox-announcement = お知らせ
inbox-tip = ヒント
inbox-items = 内容
inbox-grant = 依頼の内容を見て決める
inbox-grant-elsewhere = { $host } で続ける
inbox-grant-elsewhere-hint = { $name } は、このレジストリの外にある自身のページで許可を求めています。
inbox-granted-on = { $date } に許可しました。
inbox-archived-on = { $date } にアーカイブしました。
inbox-amended-subject = { $name } があなたのレコードを変更しました
inbox-amended-lead = レコードの次の項目が変更されました：
inbox-created = 追加
inbox-updated = 変更
inbox-deleted = 削除
# $count is a number.
inbox-more = ほかの変更：{ $count }

## A record

record-nameless = この人物の名前は公開されていません。
record-also-known = 別名：{ $names }
record-empty = このレコードに公開されている情報はありません。
record-only-name = このレコードには、名前以外に公開されている情報はありません。
record-sections = セクション
record-biography = 略歴
record-emails = メール
record-email-verified = 確認済み
record-links = リンク
record-identifiers = その他の識別子
record-keywords = キーワード
record-countries = 国と地域
record-sources = 情報源
record-about = このレコードについて
record-created = 作成日 { $date }
record-changed = 最終更新日 { $date }
record-data = レコードのデータ（JSON）
badge-title = QR コードとバッジ
badge-code = { $uri } の QR コード
badge-png = PNG をダウンロード
badge-svg = SVG をダウンロード
badge-html = ご自身のページ用（HTML）
badge-full = アイコンとアドレス
badge-compact = アイコンと iD
badge-inline = アイコンのみ
# $count is a number.
review-count = { $count ->
   *[other] 査読 { $count } 件
}
# $count is a number.
review-publications = { $count ->
   *[other] 出版物 { $count } 件
}
# $count is a number.
review-grants = { $count ->
   *[other] 助成金 { $count } 件
}
review-group = { $name } について
review-title = { $type }、{ $role }
# $count is a number.
other-versions = ほか { $count } 件の情報源
pager-label = { $section }のページ
pager-previous = 前へ{ $unseen }（{ $section }）{ $end }
pager-next = 次へ{ $unseen }（{ $section }）{ $end }
# All three are numbers.
pager-range = { $total } 件中 { $first }–{ $last } 件
# $page is a number.
pager-number = { $page }{ $unseen } ページ{ $end }
pager-page = ページ
# $count is a number.
pager-pages = / { $count }
pager-go = 移動
works-sort = 並べ替え
works-by-date-newest = 新しい順
works-by-date-oldest = 古い順
works-by-title = 題名の昇順
works-by-title-back = 題名の降順
works-by-type = 種類
works-by-source = 検証済みを先に
works-by-source-back = 自己申告を先に
works-words = 題名・雑誌・識別子に含まれる語
works-size = 1 ページの件数
works-show = 表示
# $count is a number.
works-found = これらの語を含む業績：{ $count } 件
works-all = すべての業績を表示
entry-untitled = 無題
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label }：{ $value }
span-from-to = { $start }～{ $end }
span-until = ～{ $end }
span-current = { $start }～現在
entry-validated = 検証済み
entry-details = 詳細{ $unseen }：{ $title }{ $end }
# $count is a number.
entry-by-others = { $names }、ほか { $count } 名
entry-contributors = 貢献者
# $count is a number.
entry-more-contributors = ほか { $count } 名
entry-description = 説明
entry-citation = 引用
entry-amount = 金額
entry-added = 追加日
entry-changed = 変更日
item-of = { $name } のレコードより
entry-source = 情報源：{ $source }
source-via = { $origin }（{ $name } 経由）
source-hidden = 非公開
noted-other-name = 別名
noted-email = メール
noted-link = リンク
noted-keyword = キーワード
noted-country = 国
noted-identifier = 識別子

## Records that cannot be shown

state-unknown = iD の形式は正しいものの、このレジストリが発行したことはありません。
    .title = この iD のレコードはありません
state-deprecated = この人物は現在別の iD を使用しており、すべての情報はそちらにあります：
    .title = この iD は置き換えられました
state-unclaimed = ある機関が、まだ引き継いでいない人のために確保しています。それまでレコードは表示されません。
    .title = この iD は確保されています
state-locked = 利用規則に従っていないなどの理由で、レジストリがロックしました。内容は一切表示されません。
    .title = このレコードはロックされています
state-deactivated = 所有者がこのレコードを閉じました。iD は引き続き本人のものであり、他の人に付与されることはありません。
    .title = このレコードは無効化されました

## What went wrong

go-home = トップページへ
go-record = 自分のレコードへ
go-signin = サインインへ進む
error-no-page = アドレスが間違っているか、ページが移動した可能性があります。
    .title = ページが見つかりません
error-no-entry = 削除されたか、公開されていない可能性があります。
    .title = この項目はありません
error-bad-id = { $id } は ORCID iD ではありません。最後の文字がほかの文字と合わないため、どれかが間違っています。
    .title = この iD は間違っています
error-method = このアドレスは存在しますが、この種のリクエストには応答しません。
    .title = ここでは使用できません
error-query = このページのアドレスに、認識できない部分があります。
    .title = ここでは使用できません
error-broken = ページを作成できませんでした。あなたの操作の問題ではありません。しばらくしてからもう一度お試しください。
    .title = 問題が発生しました
error-foreign-form = このフォームは別のサイトから送信されました。
    .title = フォームを受け付けられませんでした
error-long-form = フォームの内容が長すぎます。
    .title = 長すぎます
error-request = { $reason }。あなたをここに案内したサイトが修正する必要があります。
    .title = このリクエストには応答できません
error-unusable = サインイン中のレコードはロックされているか閉じられているため、アクセスを許可できません。
    .title = このレコードは使用できません
link-invalid = リンクが不完全か、新しいメールに置き換えられています。最新のメールのリンクを使用してください。
    .title = このリンクは無効です
link-expired = 新しいリンクを申請してください。リンクの有効期間は数時間です。
    .title = このリンクは期限切れです
link-used = このリンクは一度だけ有効です。手続きはすでに完了しています。
    .title = 手続きは完了しています
link-wrong-user = 別の iD でサインインしています。まずサインアウトしてから、もう一度リンクを開いてください。
    .title = このリンクは別の方のものです

error-too-often = お使いのネットワークからのリクエストが多すぎます。{ $count } 秒後にもう一度お試しください。
    .title = リクエストが多すぎます
error-too-often-long = お使いのネットワークからのリクエストが多すぎます。{ $count } 分後にもう一度お試しください。
    .title = リクエストが多すぎます
error-long-address = このページのアドレスが長すぎます。
    .title = 長すぎます
