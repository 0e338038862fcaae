# Mails. An empty line ends a paragraph; the link, where there is one, follows the last.

mail-welcome =
    .subject = 欢迎使用您的新记录
    .body =
        欢迎。您的 iD 是 { $uri }

        请确认此邮箱属于您。在您的任一邮箱得到确认之前，您只能编辑姓名和电子邮箱。
mail-verify =
    .subject = 请确认您的电子邮箱
    .body = 此邮箱已被添加到记录 { $uri } 。如果是您本人添加，请确认该邮箱属于您；否则请忽略此邮件。
mail-reset =
    .subject = 请设置新密码
    .body =
        有人为记录 { $uri } 申请了新密码。

        如果是您本人，请在四小时内通过以下地址设置新密码。否则请忽略此邮件，密码保持不变。
mail-nobody =
    .subject = 没有使用此邮箱的账户
    .body = 有人（可能是您）向 { $site } 查询使用此邮箱的账户，但没有这样的账户。您可能使用了其他邮箱注册。
mail-unclaimed =
    .subject = 此记录尚未认领
    .body = 记录 { $uri } 由某机构为您创建，尚未设置密码，需先认领。请查找邀请您认领的邮件。
mail-unavailable =
    .subject = 此记录不可用
    .body = 目前无法登录记录 { $uri } ，因此未设置新密码。
mail-password-changed =
    .subject = 您的密码已更改
    .body =
        记录 { $uri } 的密码已更改，所有其他会话均已结束。

        如果不是您本人操作，请立即申请新密码。
mail-addresses =
    .subject = 您的电子邮件地址已更改
    .body =
        记录 { $uri } 的电子邮件地址已更改。现在是：

        { $addresses }

        如果不是您本人操作，请立即申请新密码。
mail-your-id =
    .subject = 您的 iD
    .body = 属于此邮箱的 iD 是 { $uri }
mail-quota =
    .subject = 一个应用程序已用完今天的请求
    .body =
        { $client } 今天已向公共 API 发送了 { $limit } 个请求，达到了一个应用程序每天的上限。请检查它的查询是否过于频繁。

        计数将在 UTC 午夜重新开始。
