# Mails. An empty line ends a paragraph; the link, where there is one, follows the last.

mail-welcome =
    .subject = 새 레코드에 오신 것을 환영합니다
    .body =
        환영합니다. 귀하의 iD는 다음과 같습니다: { $uri }

        이 주소가 본인의 것인지 확인해 주십시오. 주소 중 하나가 확인될 때까지는 이름과 이메일 주소만 편집하실 수 있습니다.
mail-verify =
    .subject = 이메일 주소를 확인해 주십시오
    .body = 이 주소가 레코드 { $uri } 에 추가되었습니다. 직접 추가하셨다면 본인의 주소임을 확인해 주시고, 아니라면 이 메일을 무시하십시오.
mail-reset =
    .subject = 새 비밀번호를 설정하십시오
    .body =
        레코드 { $uri } 의 새 비밀번호가 요청되었습니다.

        직접 요청하셨다면 네 시간 안에 아래 주소에서 설정하십시오. 아니라면 이 메일을 무시하십시오. 비밀번호는 그대로 유지됩니다.
mail-nobody =
    .subject = 이 주소의 계정이 없습니다
    .body = 누군가(아마도 귀하)가 { $site } 에 이 주소의 계정을 문의했으나 해당 계정이 없습니다. 다른 주소로 등록하셨을 수 있습니다.
mail-unclaimed =
    .subject = 이 레코드는 아직 인수되지 않았습니다
    .body = 레코드 { $uri } 은(는) 한 기관이 귀하를 위해 만들었으며 아직 비밀번호가 없습니다. 먼저 인수해야 합니다. 초대 메일을 확인하십시오.
mail-unavailable =
    .subject = 이 레코드는 사용할 수 없습니다
    .body = 현재 레코드 { $uri } 에 로그인할 수 없어 새 비밀번호가 설정되지 않았습니다.
mail-password-changed =
    .subject = 비밀번호가 변경되었습니다
    .body =
        레코드 { $uri } 의 비밀번호가 변경되었고 다른 모든 세션이 종료되었습니다.

        직접 변경하지 않으셨다면 즉시 새 비밀번호를 요청하십시오.
mail-addresses =
    .subject = 이메일 주소가 변경되었습니다
    .body =
        레코드 { $uri }의 이메일 주소가 변경되었습니다. 현재 주소:

        { $addresses }

        본인이 아니라면 즉시 새 비밀번호를 요청하십시오.
mail-your-id =
    .subject = 귀하의 iD
    .body = 이 주소의 iD는 다음과 같습니다: { $uri }
mail-quota =
    .subject = 애플리케이션이 오늘의 요청을 모두 사용했습니다
    .body =
        { $client }이(가) 애플리케이션이 하루에 공개 API로 보낼 수 있는 { $limit }건의 요청을 모두 보냈습니다. 필요 이상으로 자주 요청하는지 확인해 주십시오.

        자정(UTC)부터 다시 셉니다.
