# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = 其他姓名
mine-empty = 尚無內容。
mine-empty-members = 尚無內容。這些由您許可的機構加入。
item-self-asserted = 本人聲明
item-add = 新增：{ $kind }
item-visibility = 誰可以檢視{ $name }
item-edit = 編輯{ $unseen }：{ $name }{ $end }
item-copy = 複製並編輯{ $unseen }：{ $name }{ $end }
item-prefer = 優先顯示此版本{ $unseen }：{ $name }{ $end }
item-up = 上移{ $unseen }：{ $name }{ $end }
item-down = 下移{ $unseen }：{ $name }{ $end }
item-remove = 移除{ $unseen }：{ $name }{ $end }
undo = 復原
done-removed = 已移除「{ $name }」。
# $count is a number.
done-removed-many = 已移除的項目：{ $count }
done-shown = 誰可以檢視「{ $name }」：{ $level }
# $count is a number.
done-shown-many = 項目：{ $count }。誰可以檢視：{ $level }
done-preferred = 「{ $name }」現在排在前面。
done-ordered = 順序已儲存。
notice-saved = 已儲存。
notice-undone = 已復原。
notice-undo-late = 無法再復原：已超過一小時，或此後有所變更。
notice-gone = 此項目已不在您的紀錄中，或已變更。
error-not-edited = 它已鎖定、已關閉或尚未歸您所有。
    .title = 無法編輯此紀錄
email-make-primary = 設為主要地址{ $unseen }：{ $name }{ $end }
email-add = 再新增一個電子郵件地址
email-too-many-mails = 寄往此地址的郵件過多。請一小時後再試。
new-items = 誰可以檢視新項目
new-items-hint = 您和他人從現在起新增的內容。已有項目保持不變。

## All works

mine-all-works = 搜尋、排序、批次變更
bulk-chosen = 所選作品：
bulk-remove = 移除
notice-none-chosen = 請至少選擇一個作品。
notice-too-many = 無法一次變更這麼多作品。請減少選擇。

## Forms

form-add = 新增：{ $kind }
form-edit = 編輯：{ $kind }
form-save = 儲存
form-choose = 請選擇
form-more = 新增：{ $name }
form-drop = 移除{ $unseen }：{ $name }{ $end }
form-change = 變更
form-find = 尋找
form-find-hint = 請尋找機構，讓他人知道您指的是哪一個。
form-find-which = 是哪一個？
form-find-typed = 依輸入的名稱使用；機構未識別
form-find-none = 沒有以此名稱為人所知的機構。您可以依輸入的名稱使用；機構將未識別。
# $count is a number.
form-kept = 共有 { $count } 個，超出此處可編輯的數量。它們保持不變。
form-visibility = 誰可以檢視
form-unconfirmed = 在您的任一電子郵件地址確認之前，您只能編輯姓名。
    .title = 請先確認您的電子郵件地址
conflict = 此項目已在另一個分頁中變更，或由代您操作的人變更。
    .title = 此項目在此期間已變更
conflict-compare = 不同之處
conflict-field = 欄位
conflict-mine = 您的版本
conflict-theirs = 紀錄中的現況
conflict-keep-mine = 保留我的
conflict-keep-theirs = 保留另一個
conflict-edit-mine = 繼續編輯我的

## Fields

field-amount = 金額
field-amount-hint = 以數字填寫，小數用點號：12500.50
field-citation = 引文
field-citation-type = 引文格式
field-city = 城市
field-container = 期刊、圖書或叢書
field-contributor = 貢獻者
field-credit-name = 發表姓名
field-credit-name-hint = 您出版品上的姓名。它會代替其他姓名顯示。
field-currency = 貨幣
field-date = 出版日期
field-day = 日
field-department = 部門
field-description = 說明
field-end = 結束日期
field-end-hint = 如仍在進行，請留空。
field-funder = 資助者
field-identifier = 識別碼
field-language = 作品語言
field-month = 月
field-name = 姓名
field-orcid = iD
field-organization = 機構
field-position = 職務或頭銜
field-region = 州或地區
field-relationship = 所識別的對象
field-role = 角色
field-start = 開始日期
field-subtitle = 副標題
field-subtype = 資助者所稱的類型
field-title = 標題
field-translated-language = 譯名的語言
field-translated-title = 譯名
field-type = 類型
field-url = 網址
field-url-name = 頁面名稱
field-value = 值
field-year = 年

## What to choose from

work-types-popular = 常用
work-types-all = 所有類型
citation-type-formatted-unspecified = 其他格式
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = 此項目本身
relation-part-of = 它所屬的整體
relation-version-of = 它的另一版本
relation-funded-by = 資助它的計畫
role-author = 作者
role-assignee = 權利人
role-editor = 編輯者
role-chair-or-translator = 主席或譯者
role-co-investigator = 共同研究者
role-co-inventor = 共同發明人
role-graduate-student = 學生
role-other-inventor = 其他發明人
role-principal-investigator = 主要研究員
role-postdoctoral-researcher = 博士後研究員
role-support-staff = 支援人員
role-conceptualization = 構思
role-data-curation = 資料整理
role-formal-analysis = 形式分析
role-funding-acquisition = 取得資助
role-investigation = 調查
role-methodology = 方法
role-project-administration = 計畫管理
role-resources = 資源
role-software = 軟體
role-supervision = 指導
role-validation = 驗證
role-visualization = 視覺化
role-writing-original-draft = 寫作：初稿
role-writing-review-editing = 寫作：審閱與編輯

## What is wrong

fault-missing = { $field }：請填寫。
# $count is a number.
fault-long = { $field }：最多 { $count } 個字元。
fault-list = { $field }：請從清單中選擇。
fault-url = { $field }：請輸入類似 https://example.org/page 的網址。
fault-year = { $field }：請輸入 1900 至 2100 之間的年份。
fault-date = { $field }：沒有這個日期。有日須有月，有月須有年。
fault-order = { $field }：開始晚於結束。
fault-start = { $field }：有結束日期就需要開始日期。
fault-amount = { $field }：請輸入帶小數點的數字並選擇貨幣。
fault-orcid = { $field }：請檢查此 iD 是否有輸入錯誤。
fault-self = { $field }：另一版本的識別碼旁須有此項目的識別碼。
fault-funded = { $field }：資助來源以資助編號、申請、DOI 或 URI 表示。
fault-organization = { $field }：此處不認識該機構。請尋找另一個，或依輸入的名稱使用。
fault-other = { $field }：這不合適。
fault-form = 表單中另有不合適之處。
# $count is a number.
fault-full = 您的紀錄已有 { $count } 個，不能再多。
