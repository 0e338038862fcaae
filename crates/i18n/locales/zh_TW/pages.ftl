# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = 跳至內容
sandbox-notice = 這是沙盒環境。這裡的人物均為虛構，所有內容都會被清除。
nav-account = 帳號
nav-sign-out = 登出
nav-sign-in = 登入
nav-register = 註冊
nav-find = 搜尋註冊庫
# $count is a number.
nav-unread = { $count }{ $unseen } 封未讀{ $end }
footer-licence = 公開資料可依 { $link }CC0{ $end } 自由使用。
footer-independent = { $site } 支援 ORCID API，為獨立的軟體，並非由 ORCID, Inc. 開發或認可。
language-label = 語言
language-button = 變更
cancel = 取消
new-tab = （在新分頁中開啟）
# Between the names of a list, and between longer things.
list-separator = { "、" }
list-semicolon = { "；" }

## The front page

home-title = 研究人員登錄系統
home-summary = 為從事研究的人提供永久識別碼，以及其成果的公開紀錄。
home-question = 這是誰寫的？
home-lead = 同名者眾多，姓名也會隨時間改變。iD 則永遠只屬於一個人。本登錄系統為每位從事研究的人提供一個 iD，保存其成果紀錄，並由本人決定誰可以檢視。
finder-label = 以姓名或 iD 尋找人員
finder-button = 尋找
finder-refused = 請檢查此 iD 是否有輸入錯誤：它有十六個字元，最後一個可能是 X。
home-researchers = 一個 iD，終身使用。出版社、補助機構與大學在您許可後，將其掌握的資訊加入您的紀錄；其餘由您加入，並可逐項選擇誰可以檢視。
    .title = 致研究人員
home-organisations = 請讓使用者在此登入，而不是手動輸入 iD。經其同意，貴機構的系統可讀寫其紀錄，每一項都註明由誰擔保。
    .title = 致機構
home-developers = ORCID 的公開 API 與會員 API，3.0、2.1 與 2.0 版，支援 XML 與 JSON。為其撰寫的軟體無須修改即可使用。
    .title = 致開發者

## Finding people

search-title = 尋找人員
search-by-field = 依欄位尋找
search-other-names = 也在其他姓名中尋找
search-organisation = 機構
    .hint = 機構名稱，或其 ROR、GRID 或 Ringgold 識別碼
# $count is a number.
search-count = { $count } 人
search-none = 請檢查是否有輸入錯誤，或減少一些詞。未公開姓名的人只能透過 iD 找到。
    .title = 沒有找到任何人
search-current = 現任職於：{ $names }
search-past = 曾任職於：{ $names }
# $count is a number.
search-beyond = 僅顯示前 { $count } 人。再加一個詞，要找的人就會排到前面。
search-refused = 無法理解這次尋找。請去掉引號和符號再試。
search-expensive = 這次尋找耗時過長。請使用更多或更長的詞。
search-later = 暫時無法尋找。請稍後再試。

## Forms

# $count (number) of problems in the form.
problems = { $count ->
   *[other] 有 { $count } 個問題
}
optional = （選填）
email-label = 電子郵件地址
password-label = 密碼
password-again-label = 再次輸入密碼
password-hint = 至少 8 個字元，須包含一個數字，以及一個字母或符號。
email-invalid = 電子郵件地址的格式如 name@example.org。
code-wrong = 此代碼不正確，或已被使用。
password-too-short = 密碼至少需要 8 個字元。
password-too-long = 密碼最多 256 個字元。
password-no-digit = 密碼至少需要包含一個數字。
password-no-letter = 密碼至少需要包含一個字母或符號。
password-contains-email = 密碼不得包含帳號的電子郵件地址。
password-common = 此密碼屬於人人都會先嘗試的密碼。
passwords-differ = 兩次輸入的密碼不一致。

## Signing in

signin-title = 登入
signin-client = { $client } 需要確認您的身分。請登入後回應。
signin-username = 電子郵件地址或 iD
signin-forgotten = 忘記密碼或 iD
signin-register = 還沒有 iD？{ $link }立即註冊{ $end }
signin-wrong = 使用者名稱與密碼不符。密碼錯誤十次後，一段時間內任何人都無法登入，即使密碼正確。
signin-again = 請再試一次。
signin-unclaimed = 此紀錄已為您保留，但尚未認領：請點選邀請郵件中的連結。
signin-locked = 此紀錄已被鎖定。請聯絡本登錄系統的管理者。
signin-deactivated = 此紀錄已停用。
signin-deprecated = 此 iD 已由 { $orcid } 取代，請使用後者登入。
second-factor-title = 第二步
second-factor-hint = 請開啟產生代碼的應用程式，輸入其顯示的代碼；或使用您的復原代碼之一。
second-factor-label = 代碼
second-factor-button = 繼續
signout-question = 要登出嗎？

## Registering

register-title = 註冊
register-heading = 取得您的 iD
register-client = { $client } 需要確認您的身分。取得 iD 後，您即可繼續回應。
register-already = 已經註冊？請{ $link }登入{ $end }：一人一個 iD。
register-given-names = 名
register-family-name = 姓
register-email-again = 再次輸入電子郵件地址
register-visibility = 從現在起，誰可以檢視加入您紀錄中的內容？
register-visibility-hint = 這只是初始設定：您可以逐項變更。
visibility-public = 所有人
    .hint = 任何人，可在此處或透過公開資料檢視。
visibility-limited = 信任對象
    .hint = 您許可的人員與機構。
visibility-private = 僅限本人
    .hint = 除您與該項目的撰寫者外，任何人都不能檢視。
register-terms = 條款
register-accept-terms = 我接受本登錄系統的使用條款，並同意任何人都可以使用我公開的內容。
register-accept-processing = 我同意我的資料可以在我所在國家以外的國家處理。
register-tips = 請不時寄給我使用提示。
register-trap = 請將此處留空
register-button = 註冊
register-more = 更多地址
register-more-hint = 最好工作與個人地址各有一個：更換工作後會失去前者。每個地址都會收到一封確認郵件，在您允許之前任何人都看不到。
# $number is a number: the second address, the third.
register-more-email = 電子郵件地址 { $number }
register-too-late = 此頁面開啟的時間過長。請檢查後重新送出。
register-too-quick = 送出得太快了。請檢查後重新送出。
register-forgotten = 時間過長，您填寫的內容已被清除。請重新開始。
here-title = 這可能是您嗎？
# $count is a number.
here-lead = { $count ->
   *[other] 有 { $count } 位與您同名的人已在此擁有 iD。一人只需一個 iD，請先查看。
}
here-client = 無論您選擇哪一項，之後都將前往 { $client }。
here-since = { $year }加入
here-one = 其中有我
here-forgotten = 忘記密碼
here-none = 其中沒有我
here-kept = 您填寫的內容會保留半小時，無須重新輸入。
here-create = 其中沒有我：建立我的 iD
register-trapped = 填寫了使用者看不到的欄位。請將其留空。
given-names-missing = 請填寫名字。
name-too-long = 姓名須少於 100 個字元。
email-repeated = 同一個地址出現了兩次。
emails-differ = 兩次輸入的地址不一致。
email-taken = 已有使用此地址的 iD。請以其登入，或申請新密碼。
email-reserved = 有機構為此地址保留了 iD。請尋找邀請您認領的郵件。
email-deactivated = 使用此地址的 iD 已停用。
visibility-missing = 請選擇誰可以檢視新項目。
terms-missing = 不接受條款則無法取得 iD。
processing-missing = 未同意此項則無法取得 iD。

## Forgotten passwords and iDs

reset-title = 忘記密碼或 iD
reset-hint = 請填寫您的一個電子郵件地址。無論它是否屬於此處的某個 iD，我們都會寄送郵件至該地址。
reset-password-button = 寄送設定新密碼的連結
reset-id-button = 寄送我的 iD
reset-sent = 我們已寄送郵件至 { $email }。郵件會說明後續步驟，或告知該地址在此沒有歸屬。如果幾分鐘內未收到，請查看垃圾郵件。
    .title = 請查看您的信箱
new-password-title = 新密碼
new-password-code = 第二因素代碼
new-password-button = 儲存
new-password-wrong = 目前的密碼不正確。

## Consent

consent-title = 允許存取？
consent-heading = { $client } 請求存取您的紀錄
consent-person = 您已登入為 { $person }
consent-what = 如果您允許
consent-note = 您的密碼不會離開這裡。您可以隨時在「信任對象」中撤銷許可。
consent-allow = 允許存取
consent-deny = 拒絕
consent-next = 之後您將返回 { $host }。
consent-other = 不是您本人？{ $link }以其他身分登入{ $end }

## Trusted parties

trusted-title = 信任對象
trusted-lead = 經您許可，可以使用您的紀錄的機構。
trusted-none = 目前沒有。
trusted-since = 自{ $date }起
trusted-delegates = 代其行事
trusted-delegate = { $name }，最近一次於 { $date }：{ $permissions }
trusted-remove = 移除{ $unseen } { $name }{ $end }
trusted-remove-question = 要移除 { $name } 嗎？
trusted-remove-text = 從此刻起，{ $name } 不能再讀取或變更您的紀錄。已加入的內容會保留。
trusted-remove-delegates = 代其行事的機構亦同：{ $names }。
trusted-remove-button = 移除

## Calls of webhooks

webhooks-title = Webhook
webhooks-lead = 因紀錄變更而向您的應用程式發出的呼叫，最新的在前。
webhooks-no-clients = 您沒有應用程式。
webhooks-no-calls = 尚未發出任何呼叫。
webhooks-answered = 回應 { $status }
webhooks-failed = 沒有回應
webhooks-record = 紀錄 { $orcid }

## One's own page

mine-title = 您的 iD
mine-public = 您的紀錄（所有人看到的樣子）
mine-trusted = 信任對象：誰可以使用您的紀錄
mine-inbox = 收件匣：訊息與請求
mine-webhooks = Webhook：對您的應用程式的呼叫
mine-emails = 電子郵件地址
email-confirmed = 已確認
email-not-confirmed = 未確認
email-primary = 主要
email-needed = 有兩個紀錄使用了寫法不同的同一地址 { $address }。它歸先確認它的紀錄所有。請為您的紀錄提供另一個地址；在此之前請用 iD 登入。
email-needed-button = 新增地址
email-send-again = 重新寄送連結{ $unseen }至 { $address }{ $end }
notice-verified = 地址已確認。謝謝。
notice-sent = 郵件已寄出。
notice-password = 您已設定新密碼，請以其登入。
notice-removed = 許可已撤銷。
notice-archived = 已封存。
notice-signed-out = 您已登出。
notice-outlived = 頁面開啟時間過長，或有人在其他分頁中登入或登出。請再操作一次。如果每次都這樣，請讓瀏覽器接受本站的 Cookie。

## Confirming an address

verify-question = 這是您的地址嗎？
verify-text = 請確認 { $address } 屬於您，並且屬於紀錄 { $orcid }。
verify-button = 確認地址

## The inbox

inbox-title = 收件匣
# $count is a number.
inbox-unread-count = 收件匣（{ $unseen }未讀：{ $end }{ $count }）
inbox-none = 收件匣中沒有內容。
inbox-none-archived = 沒有已封存的內容。
inbox-show-archived = 已封存的訊息
inbox-archived-title = 已封存的訊息
inbox-back = 返回收件匣
inbox-new = 新
inbox-archive-selected = 封存所選
inbox-archive-page = 封存本頁全部
inbox-archive = 封存
inbox-archive-without = 封存且不允許
inbox-select = 選取「{ $subject }」
inbox-from = 來自 { $name }
inbox-of = { $kind }，{ $date }
inbox-permission = 請求許可
inbox-amended = 您的紀錄的變更
inbox-administrative = 關於您的帳號
inbox-custom = 訊息
inbox-announcement = 公告
inbox-tip = 提示
inbox-items = 相關內容
inbox-grant = 查看請求內容並決定
inbox-grant-elsewhere = 前往 { $host } 繼續
inbox-grant-elsewhere-hint = { $name } 在本註冊系統之外的自有頁面上請求此許可。
inbox-granted-on = 您已於 { $date } 允許。
inbox-archived-on = 已於 { $date } 封存。
inbox-amended-subject = { $name } 變更了您的紀錄
inbox-amended-lead = 您的紀錄中有以下項目變更：
inbox-created = 已新增
inbox-updated = 已變更
inbox-deleted = 已移除
# $count is a number.
inbox-more = 其他變更：{ $count }

## A record

record-nameless = 此人的姓名未公開。
record-also-known = 又名 { $names }
record-empty = 此紀錄沒有公開內容。
record-only-name = 除姓名外，此紀錄沒有公開內容。
record-sections = 章節
record-biography = 簡介
record-emails = 電子郵件
record-email-verified = 已驗證
record-links = 連結
record-identifiers = 其他識別碼
record-keywords = 關鍵字
record-countries = 國家與地區
record-sources = 來源
record-about = 關於此紀錄
record-created = 建立於 { $date }
record-changed = 最後變更於 { $date }
record-data = 紀錄資料（JSON）
badge-title = QR 碼與徽章
badge-code = { $uri } 的 QR 碼
badge-png = 下載 PNG
badge-svg = 下載 SVG
badge-html = 用於您自己的網頁（HTML）
badge-full = 圖示和位址
badge-compact = 圖示和 iD
badge-inline = 僅圖示
# $count is a number.
review-count = { $count ->
   *[other] { $count } 則審查
}
# $count is a number.
review-publications = { $count ->
   *[other] { $count } 份出版物
}
# $count is a number.
review-grants = { $count ->
   *[other] { $count } 項補助
}
review-group = 關於 { $name }
review-title = { $type }，{ $role }
# $count is a number.
other-versions = 另有 { $count } 個來源
pager-label = { $section }的頁面
pager-previous = 上一頁{ $unseen }（{ $section }）{ $end }
pager-next = 下一頁{ $unseen }（{ $section }）{ $end }
# All three are numbers.
pager-range = 第 { $first }–{ $last } 項，共 { $total } 項
# $page is a number.
pager-number = { $page }{ $unseen } 頁{ $end }
pager-page = 頁碼
# $count is a number.
pager-pages = / { $count }
pager-go = 前往
works-sort = 排序
works-by-date-newest = 最新在前
works-by-date-oldest = 最早在前
works-by-title = 標題遞增
works-by-title-back = 標題遞減
works-by-type = 類型
works-by-source = 已驗證在前
works-by-source-back = 自行聲明在前
works-words = 標題、期刊或識別碼中的詞
works-size = 每頁
works-show = 顯示
# $count is a number.
works-found = 含有這些詞的著作：{ $count } 項。
works-all = 顯示全部著作
entry-untitled = 無標題
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label }：{ $value }
span-from-to = { $start }至{ $end }
span-until = 至{ $end }
span-current = { $start }至今
entry-validated = 已驗證
entry-details = 詳細資訊{ $unseen }：{ $title }{ $end }
# $count is a number.
entry-by-others = { $names }等（另有 { $count } 人）
entry-contributors = 貢獻者
# $count is a number.
entry-more-contributors = 另有 { $count } 人
entry-description = 描述
entry-citation = 引文
entry-amount = 金額
entry-added = 新增日期
entry-changed = 變更日期
item-of = 來自 { $name } 的紀錄
entry-source = 來源：{ $source }
source-via = { $origin }（經由 { $name }）
source-hidden = 未公開
noted-other-name = 其他姓名
noted-email = 電子郵件
noted-link = 連結
noted-keyword = 關鍵字
noted-country = 國家
noted-identifier = 識別碼

## Records that cannot be shown

state-unknown = iD 格式正確，但本登錄系統從未將其授予任何人。
    .title = 沒有使用此 iD 的紀錄
state-deprecated = 此人現在使用另一個 iD，其所有資訊均在該處：
    .title = 此 iD 已被取代
state-unclaimed = 某機構為尚未認領者保留了此 iD。在認領之前，紀錄不予顯示。
    .title = 此 iD 已保留
state-locked = 本登錄系統已將其鎖定，例如因其不符合使用規則。內容不予顯示。
    .title = 此紀錄已被鎖定
state-deactivated = 其擁有者已將其關閉。該 iD 仍歸其所有，絕不會授予他人。
    .title = 此紀錄已停用

## What went wrong

go-home = 前往首頁
go-record = 前往您的紀錄
go-signin = 繼續登入
error-no-page = 網址可能有誤，或頁面已移動。
    .title = 沒有此頁面
error-no-entry = 它可能已被移除，或未公開。
    .title = 這裡沒有此項目
error-bad-id = { $id } 不可能是 ORCID iD：最後一個字元與其他字元不符，其中有一個輸入錯誤。
    .title = 此 iD 有誤
error-method = 此網址存在，但不回應此類請求。
    .title = 此處無法這樣操作
error-query = 此頁面的網址中含有無法辨識的部分。
    .title = 此處無法這樣操作
error-broken = 無法產生頁面。這不是您的問題，請稍後再試。
    .title = 發生問題
error-foreign-form = 此表單由其他網站送出。
    .title = 表單未被接受
error-long-form = 表單內容過長。
    .title = 內容過長
error-request = { $reason }。應由將您帶到此處的網站修正。
    .title = 無法回應此請求
error-unusable = 您登入的紀錄無法授予任何存取權限：它已被鎖定或關閉。
    .title = 無法使用此紀錄
link-invalid = 連結不完整，或已被較新的郵件取代：請使用最新郵件中的連結。
    .title = 此連結無效
link-expired = 請申請新的連結；連結僅在數小時內有效。
    .title = 此連結已過期
link-used = 此連結只能使用一次，相關操作已經完成。
    .title = 已經完成
link-wrong-user = 您正以另一個 iD 登入。請先登出，然後重新開啟連結。
    .title = 此連結屬於其他人

error-too-often = 來自您所在網路的請求過多。請在 { $count } 秒後重試。
    .title = 請求過於頻繁
error-too-often-long = 來自您所在網路的請求過多。請在 { $count } 分鐘後重試。
    .title = 請求過於頻繁
error-long-address = 此頁面的位址過長。
    .title = 太長了
