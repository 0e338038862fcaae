# Mails. An empty line ends a paragraph; the link, where there is one, follows the last.

mail-welcome =
    .subject = 歡迎使用您的新紀錄
    .body =
        歡迎。您的 iD 是 { $uri }

        請確認此地址屬於您。在您的任一地址獲得確認之前，您只能編輯姓名與電子郵件地址。
mail-verify =
    .subject = 請確認您的電子郵件地址
    .body = 此地址已加入紀錄 { $uri } 。如果是您本人加入，請確認該地址屬於您；否則請忽略此郵件。
mail-reset =
    .subject = 請設定新密碼
    .body =
        有人為紀錄 { $uri } 申請了新密碼。

        如果是您本人，請在四小時內透過以下網址設定新密碼。否則請忽略此郵件，密碼維持不變。
mail-nobody =
    .subject = 沒有使用此地址的帳號
    .body = 有人（可能是您）向 { $site } 查詢使用此地址的帳號，但沒有這樣的帳號。您可能使用了其他地址註冊。
mail-unclaimed =
    .subject = 此紀錄尚未認領
    .body = 紀錄 { $uri } 由某機構為您建立，尚未設定密碼，須先認領。請尋找邀請您認領的郵件。
mail-unavailable =
    .subject = 此紀錄無法使用
    .body = 目前無法登入紀錄 { $uri } ，因此未設定新密碼。
mail-password-changed =
    .subject = 您的密碼已變更
    .body =
        紀錄 { $uri } 的密碼已變更，所有其他工作階段均已結束。

        如果不是您本人操作，請立即申請新密碼。
mail-addresses =
    .subject = 您的電子郵件地址已變更
    .body =
        紀錄 { $uri } 的電子郵件地址已變更。現在是：

        { $addresses }

        如果不是您本人操作，請立即申請新密碼。
mail-your-id =
    .subject = 您的 iD
    .body = 屬於此地址的 iD 是 { $uri }
mail-quota =
    .subject = 一個應用程式已用完今天的請求
    .body =
        { $client } 今天已向公開 API 發送了 { $limit } 個請求，達到了一個應用程式每天的上限。請檢查它的查詢是否過於頻繁。

        計數將在 UTC 午夜重新開始。
