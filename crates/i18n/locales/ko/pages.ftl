# What the pages say.
#
# Arguments: $link and $strong open an element that $end closes, and stand around the words they belong to. Other
# arguments are names, dates and numbers; those that are numbers say so.

## The frame of every page

skip = 본문으로 이동
sandbox-notice = 이것은 샌드박스입니다. 여기에는 실제 인물이 없으며 모든 내용은 삭제됩니다.
nav-account = 계정
nav-sign-out = 로그아웃
nav-sign-in = 로그인
nav-register = 등록
nav-find = 레지스트리 검색
# $count is a number.
nav-unread = { $count }{ $unseen }개 읽지 않음{ $end }
footer-licence = 공개 데이터는 { $link }CC0{ $end }에 따라 자유롭게 사용할 수 있습니다.
footer-independent = { $site }은(는) ORCID API를 지원하는 독립 소프트웨어이며, ORCID, Inc.에서 제작하거나 보증하지 않습니다.
language-label = 언어
language-button = 변경
cancel = 취소
new-tab = (새 탭에서 열림)
# Between the names of a list, and between longer things.
list-separator = { ", " }
list-semicolon = { "; " }

## The front page

home-title = 연구자 레지스트리
home-summary = 연구에 종사하는 사람들을 위한 영구 식별자와 그들이 한 일에 대한 공개 레코드.
home-question = 누가 썼습니까?
home-lead = 같은 이름을 쓰는 사람은 많고, 이름은 시간이 지나면서 바뀝니다. iD는 영원히 한 사람에게만 속합니다. 이 레지스트리는 연구하는 모든 사람에게 iD를 부여하고, 그들이 한 일의 레코드를 보관하며, 누가 볼 수 있는지 스스로 정하게 합니다.
finder-label = 이름 또는 iD로 사람 찾기
finder-button = 찾기
finder-refused = 이 iD에 오타가 없는지 확인해 주십시오. iD는 16자이며 마지막은 X일 수 있습니다.
home-researchers = 평생 쓰는 하나의 iD. 출판사, 연구비 지원 기관, 대학이 귀하의 허락을 받아 알고 있는 정보를 레코드에 추가합니다. 나머지는 직접 추가하고, 항목마다 누가 볼 수 있는지 선택하실 수 있습니다.
    .title = 연구자를 위해
home-organisations = iD를 입력하게 하는 대신 여기에서 로그인하도록 요청하십시오. 본인의 동의를 받아 귀 기관의 시스템이 레코드를 읽고 쓰며, 항목마다 누가 보증하는지 표시됩니다.
    .title = 기관을 위해
home-developers = ORCID 공개 API와 회원 API 버전 3.0, 2.1, 2.0, XML 및 JSON. 이를 위해 작성된 소프트웨어는 변경 없이 작동합니다.
    .title = 개발자를 위해

## Finding people

search-title = 사람 찾기
search-by-field = 항목별로 찾기
search-other-names = 다른 이름에서도 찾기
search-organisation = 기관
    .hint = 기관명 또는 ROR, GRID, Ringgold 식별자
# $count is a number.
search-count = { $count }명
search-none = 오타가 없는지 확인하거나 단어 수를 줄여 보십시오. 이름을 공개하지 않은 사람은 iD로만 찾을 수 있습니다.
    .title = 찾은 사람이 없습니다
search-current = 현재: { $names }
search-past = 이전: { $names }
# $count is a number.
search-beyond = 처음 { $count }명만 표시됩니다. 단어를 하나 더 넣으면 찾는 사람이 앞에 나옵니다.
search-refused = 이 검색어를 이해할 수 없습니다. 따옴표와 기호 없이 다시 해 보십시오.
search-expensive = 이 검색은 너무 오래 걸립니다. 단어를 더 넣거나 더 긴 단어로 해 보십시오.
search-later = 지금은 검색할 수 없습니다. 잠시 후 다시 시도하십시오.

## Forms

# $count (number) of problems in the form.
problems = { $count ->
   *[other] { $count }개의 문제가 있습니다
}
optional = (선택 사항)
email-label = 이메일 주소
password-label = 비밀번호
password-again-label = 비밀번호 확인
password-hint = 8자 이상이어야 하며 숫자와, 문자 또는 기호를 포함해야 합니다.
email-invalid = 이메일 주소는 name@example.org와 같은 형식입니다.
code-wrong = 이 코드는 올바르지 않거나 이미 사용되었습니다.
password-too-short = 비밀번호는 8자 이상이어야 합니다.
password-too-long = 비밀번호는 256자 이하여야 합니다.
password-no-digit = 비밀번호에는 숫자가 하나 이상 있어야 합니다.
password-no-letter = 비밀번호에는 문자나 기호가 하나 이상 있어야 합니다.
password-contains-email = 비밀번호에는 계정의 이메일 주소가 들어갈 수 없습니다.
password-common = 이 비밀번호는 누구나 가장 먼저 시도하는 것 중 하나입니다.
passwords-differ = 두 비밀번호가 일치하지 않습니다.

## Signing in

signin-title = 로그인
signin-client = { $client }에서 본인 확인을 요청합니다. 답하려면 로그인하십시오.
signin-username = 이메일 주소 또는 iD
signin-forgotten = 비밀번호 또는 iD를 잊었습니다
signin-register = 아직 iD가 없으십니까? { $link }지금 등록하기{ $end }
signin-wrong = 이름과 비밀번호가 맞지 않습니다. 비밀번호가 열 번 틀리면 올바른 비밀번호로도 한동안 로그인할 수 없습니다.
signin-again = 다시 시도해 주십시오.
signin-unclaimed = 이 레코드는 귀하를 위해 예약되었지만 아직 인수되지 않았습니다. 초대 메일의 링크를 따라가십시오.
signin-locked = 이 레코드는 잠겨 있습니다. 이 레지스트리의 운영자에게 문의하십시오.
signin-deactivated = 이 레코드는 비활성화되었습니다.
signin-deprecated = 이 iD는 { $orcid }(으)로 대체되었습니다. 해당 iD로 로그인하십시오.
second-factor-title = 2단계
second-factor-hint = 코드를 생성하는 앱을 열어 표시된 코드를 입력하거나, 복구 코드 중 하나를 사용하십시오.
second-factor-label = 코드
second-factor-button = 계속
signout-question = 로그아웃하시겠습니까?

## Registering

register-title = 등록
register-heading = iD 받기
register-client = { $client }에서 본인 확인을 요청합니다. iD를 받으신 후 계속해서 답하실 수 있습니다.
register-already = 이미 등록하셨습니까? { $link }로그인{ $end }하십시오. 한 사람에게는 하나의 iD만 있습니다.
register-given-names = 이름
register-family-name = 성
register-email-again = 이메일 주소 확인
register-visibility = 앞으로 레코드에 추가되는 항목을 누가 볼 수 있습니까?
register-visibility-hint = 이것은 시작일 뿐입니다. 항목마다 변경하실 수 있습니다.
visibility-public = 모든 사람
    .hint = 여기에서나 공개 데이터를 통해 누구나 볼 수 있습니다.
visibility-limited = 신뢰하는 대상
    .hint = 귀하가 허락한 사람과 기관.
visibility-private = 나만
    .hint = 귀하와 항목을 작성한 주체만 볼 수 있습니다.
register-terms = 약관
register-accept-terms = 이 레지스트리의 이용 약관과, 내가 공개한 내용을 누구나 사용할 수 있음에 동의합니다.
register-accept-processing = 내 데이터가 다른 나라에서 처리될 수 있음에 동의합니다.
register-tips = 가끔 유용한 정보를 보내 주십시오.
register-trap = 비워 두십시오
register-button = 등록
register-more = 추가 주소
register-more-hint = 직장 주소 하나와 개인 주소 하나를 두는 것이 가장 좋습니다. 직장을 옮기면 직장 주소를 잃게 됩니다. 각 주소로 확인 메일이 발송되며, 허락하시기 전에는 아무도 볼 수 없습니다.
# $number is a number: the second address, the third.
register-more-email = 이메일 주소 { $number }
register-too-late = 이 페이지가 너무 오래 열려 있었습니다. 내용을 살펴보고 다시 보내 주십시오.
register-too-quick = 너무 빨리 제출되었습니다. 내용을 살펴보고 다시 보내 주십시오.
register-forgotten = 시간이 오래 지나 입력하신 내용이 삭제되었습니다. 처음부터 다시 시작해 주십시오.
here-title = 혹시 본인이십니까?
# $count is a number.
here-lead = { $count ->
   *[other] 같은 이름을 가진 { $count }명이 이미 여기에서 iD를 받았습니다. 한 사람에게는 하나만 필요하니 먼저 확인해 주십시오.
}
here-client = 무엇을 선택하시든 이후 { $client }(으)로 이동합니다.
here-since = { $year }부터
here-one = 이 중에 제가 있습니다
here-forgotten = 비밀번호를 잊었습니다
here-none = 이 중에 제가 없습니다
here-kept = 입력하신 내용은 30분 동안 보관되며 다시 입력하실 필요가 없습니다.
here-create = 이 중에 제가 없습니다: 내 iD 만들기
register-trapped = 사람에게 보이지 않는 칸이 채워졌습니다. 비워 두십시오.
given-names-missing = 이름을 입력하십시오.
name-too-long = 이름은 100자 미만이어야 합니다.
email-repeated = 같은 주소가 두 번 있습니다.
emails-differ = 두 주소가 일치하지 않습니다.
email-taken = 이 주소의 iD가 이미 있습니다. 해당 주소로 로그인하거나 새 비밀번호를 요청하십시오.
email-reserved = 한 기관이 이 주소를 위해 iD를 예약했습니다. 인수를 안내하는 초대 메일을 확인하십시오.
email-deactivated = 이 주소의 iD는 비활성화되었습니다.
visibility-missing = 새 항목을 누가 볼 수 있는지 선택하십시오.
terms-missing = 약관에 동의하지 않으면 iD를 받을 수 없습니다.
processing-missing = 이 동의가 없으면 iD를 받을 수 없습니다.

## Forgotten passwords and iDs

reset-title = 비밀번호 또는 iD 찾기
reset-hint = 귀하의 이메일 주소를 입력하십시오. 이곳의 iD에 속한 주소인지와 관계없이 메일을 보내 드립니다.
reset-password-button = 새 비밀번호 링크 보내기
reset-id-button = 내 iD 보내기
reset-sent = { $email }(으)로 메일을 보냈습니다. 다음 절차 또는 해당 주소가 이곳에 등록되어 있지 않다는 내용이 적혀 있습니다. 몇 분 안에 오지 않으면 스팸함을 확인하십시오.
    .title = 메일을 확인하십시오
new-password-title = 새 비밀번호
new-password-code = 2단계 인증 코드
new-password-button = 저장
new-password-wrong = 현재 비밀번호가 틀렸습니다.

## Consent

consent-title = 접근을 허용하시겠습니까?
consent-heading = { $client }에서 귀하의 레코드에 대한 접근을 요청합니다
consent-person = { $person }(으)로 로그인되어 있습니다
consent-what = 허용하면
consent-note = 비밀번호는 전달되지 않습니다. 허락은 ‘신뢰하는 대상’에서 언제든지 철회하실 수 있습니다.
consent-allow = 접근 허용
consent-deny = 거부
consent-next = 이후 { $host }(으)로 돌아갑니다.
consent-other = 본인이 아니십니까? { $link }다른 계정으로 로그인{ $end }

## Trusted parties

trusted-title = 신뢰하는 대상
trusted-lead = 귀하의 허락으로 레코드를 사용할 수 있는 기관.
trusted-none = 없습니다.
trusted-since = { $date }부터
trusted-delegates = 이 기관을 대신하는 곳
trusted-delegate = { $name }, 마지막 사용 { $date }: { $permissions }
trusted-remove = { $unseen }{ $name } { $end }제거
trusted-remove-question = { $name }을(를) 제거하시겠습니까?
trusted-remove-text = { $name }은(는) 지금부터 귀하의 레코드를 읽거나 변경할 수 없습니다. 이미 추가된 내용은 남습니다.
trusted-remove-delegates = 이 기관을 대신하는 다음 기관도 마찬가지입니다: { $names }.
trusted-remove-button = 제거

## Calls of webhooks

webhooks-title = 웹훅
webhooks-lead = 레코드가 변경되어 내 애플리케이션에 보낸 호출, 최신순.
webhooks-no-clients = 소유한 애플리케이션이 없습니다.
webhooks-no-calls = 아직 호출이 없습니다.
webhooks-answered = 응답 { $status }
webhooks-failed = 응답 없음
webhooks-record = 레코드 { $orcid }

## One's own page

mine-title = 내 iD
mine-public = 모두에게 보이는 내 레코드
mine-trusted = 신뢰하는 대상: 내 레코드를 사용할 수 있는 곳
mine-inbox = 받은 편지함: 메시지와 요청
mine-webhooks = 웹훅: 내 애플리케이션에 보낸 호출
mine-emails = 이메일 주소
email-confirmed = 확인됨
email-not-confirmed = 확인되지 않음
email-primary = 기본
email-needed = 두 레코드가 서로 다르게 적힌 같은 주소 { $address }를 가지고 있었습니다. 이 주소는 먼저 확인한 레코드에 남습니다. 본인의 레코드에는 다른 주소를 등록해 주십시오. 그때까지는 iD로 로그인하십시오.
email-needed-button = 주소 추가
email-send-again = { $unseen }{ $address }(으)로 { $end }링크 다시 보내기
notice-verified = 주소가 확인되었습니다. 감사합니다.
notice-sent = 메일을 보냈습니다.
notice-password = 새 비밀번호가 설정되었습니다. 새 비밀번호로 로그인하십시오.
notice-removed = 허락이 철회되었습니다.
notice-archived = 보관되었습니다.
notice-signed-out = 로그아웃되었습니다.
notice-outlived = 페이지가 너무 오래 열려 있었거나 다른 탭에서 로그인 또는 로그아웃이 이루어졌습니다. 한 번 더 시도해 주십시오. 매번 이런 일이 생기면 브라우저에서 이 사이트의 쿠키를 허용해야 합니다.

## Confirming an address

verify-question = 본인의 주소입니까?
verify-text = { $address } 주소가 본인의 것이며 레코드 { $orcid }에 속함을 확인해 주십시오.
verify-button = 주소 확인

## The inbox

inbox-title = 받은 편지함
# $count is a number.
inbox-unread-count = 받은 편지함 ({ $unseen }읽지 않음: { $end }{ $count })
inbox-none = 받은 편지함이 비어 있습니다.
inbox-none-archived = 보관된 것이 없습니다.
inbox-show-archived = 보관된 메시지
inbox-archived-title = 보관된 메시지
inbox-back = 받은 편지함으로 돌아가기
inbox-new = 새 메시지
inbox-archive-selected = 선택한 것 보관
inbox-archive-page = 이 페이지의 모든 것 보관
inbox-archive = 보관
inbox-archive-without = 허용하지 않고 보관
inbox-select = “{ $subject }” 선택
inbox-from = 보낸 이: { $name }
inbox-of = { $kind }, { $date }
inbox-permission = 허락 요청
inbox-amended = 레코드 변경
inbox-administrative = 계정 관련
inbox-custom = 메시지
inbox-announcement = 공지
inbox-tip = 도움말
inbox-items = 내용
inbox-grant = 요청 내용을 보고 결정하기
inbox-grant-elsewhere = { $host }에서 계속
inbox-grant-elsewhere-hint = { $name }에서 이 레지스트리 밖의 자체 페이지에서 요청합니다.
inbox-granted-on = { $date }에 허용했습니다.
inbox-archived-on = { $date }에 보관됨.
inbox-amended-subject = { $name }에서 레코드를 변경했습니다
inbox-amended-lead = 레코드의 다음 항목이 변경되었습니다:
inbox-created = 추가됨
inbox-updated = 변경됨
inbox-deleted = 삭제됨
# $count is a number.
inbox-more = 그 밖의 변경: { $count }

## A record

record-nameless = 이 사람의 이름은 공개되어 있지 않습니다.
record-also-known = 다른 이름: { $names }
record-empty = 이 레코드에는 공개된 내용이 없습니다.
record-only-name = 이 레코드에는 이름 외에 공개된 내용이 없습니다.
record-sections = 섹션
record-biography = 약력
record-emails = 이메일
record-email-verified = 인증됨
record-links = 링크
record-identifiers = 기타 식별자
record-keywords = 키워드
record-countries = 국가 및 지역
record-sources = 출처
record-about = 이 레코드
record-created = 생성일 { $date }
record-changed = 최종 변경일 { $date }
record-data = 레코드 데이터(JSON)
badge-title = QR 코드와 배지
badge-code = { $uri }의 QR 코드
badge-png = PNG 다운로드
badge-svg = SVG 다운로드
badge-html = 내 페이지용(HTML)
badge-full = 아이콘과 주소
badge-compact = 아이콘과 iD
badge-inline = 아이콘만
# $count is a number.
review-count = { $count ->
   *[other] 심사 { $count }건
}
# $count is a number.
review-publications = { $count ->
   *[other] 출판물 { $count }건
}
# $count is a number.
review-grants = { $count ->
   *[other] 보조금 { $count }건
}
review-group = { $name } 정보
review-title = { $type }, { $role }
# $count is a number.
other-versions = 다른 출처 { $count }개
pager-label = { $section } 페이지
pager-previous = 이전{ $unseen } { $section } 페이지{ $end }
pager-next = 다음{ $unseen } { $section } 페이지{ $end }
# All three are numbers.
pager-range = { $total }개 중 { $first }–{ $last }
# $page is a number.
pager-number = { $page }{ $unseen }페이지{ $end }
pager-page = 페이지
# $count is a number.
pager-pages = / { $count }
pager-go = 이동
works-sort = 정렬
works-by-date-newest = 최신순
works-by-date-oldest = 오래된순
works-by-title = 제목 오름차순
works-by-title-back = 제목 내림차순
works-by-type = 유형
works-by-source = 검증된 항목 먼저
works-by-source-back = 본인 입력 먼저
works-words = 제목, 학술지 또는 식별자의 단어
works-size = 페이지당
works-show = 보기
# $count is a number.
works-found = 이 단어가 있는 업적: { $count }개
works-all = 모든 업적 보기
entry-untitled = 제목 없음
# A number, the name of whose kind stands before it.
identifier = { $type } { $value }
labelled = { $label }: { $value }
span-from-to = { $start } ~ { $end }
span-until = ~ { $end }
span-current = { $start } ~ 현재
entry-validated = 검증됨
entry-details = 자세히{ $unseen }: { $title }{ $end }
# $count is a number.
entry-by-others = { $names } 외 { $count }명
entry-contributors = 기여자
# $count is a number.
entry-more-contributors = 외 { $count }명
entry-description = 설명
entry-citation = 인용
entry-amount = 금액
entry-added = 추가일
entry-changed = 변경일
item-of = { $name } 님의 레코드에서
entry-source = 출처: { $source }
source-via = { $origin }({ $name } 경유)
source-hidden = 비공개
noted-other-name = 다른 이름
noted-email = 이메일
noted-link = 링크
noted-keyword = 키워드
noted-country = 국가
noted-identifier = 식별자

## Records that cannot be shown

state-unknown = iD 형식은 올바르지만, 이 레지스트리가 부여한 적이 없습니다.
    .title = 이 iD의 레코드가 없습니다
state-deprecated = 이 사람은 이제 다른 iD를 사용하며, 모든 정보는 그곳에 있습니다:
    .title = 이 iD는 대체되었습니다
state-unclaimed = 한 기관이 아직 인수하지 않은 사람을 위해 예약했습니다. 그때까지 레코드는 표시되지 않습니다.
    .title = 이 iD는 예약되었습니다
state-locked = 이용 규칙을 따르지 않는 등의 이유로 레지스트리에서 잠갔습니다. 내용은 전혀 표시되지 않습니다.
    .title = 이 레코드는 잠겨 있습니다
state-deactivated = 소유자가 닫았습니다. iD는 계속 본인의 것이며 다른 사람에게 부여되지 않습니다.
    .title = 이 레코드는 비활성화되었습니다

## What went wrong

go-home = 첫 페이지로 이동
go-record = 내 레코드로 이동
go-signin = 로그인으로 이동
error-no-page = 주소가 잘못 입력되었거나 페이지가 옮겨졌을 수 있습니다.
    .title = 페이지를 찾을 수 없습니다
error-no-entry = 삭제되었거나 공개되지 않은 항목일 수 있습니다.
    .title = 해당 항목이 없습니다
error-bad-id = { $id }은(는) ORCID iD일 수 없습니다. 마지막 문자가 나머지와 맞지 않으므로 그중 하나가 잘못 입력되었습니다.
    .title = 이 iD는 잘못 입력되었습니다
error-method = 이 주소는 있지만 이러한 종류의 요청에는 응답하지 않습니다.
    .title = 여기서는 사용할 수 없습니다
error-query = 이 페이지의 주소에 이해할 수 없는 부분이 있습니다.
    .title = 여기서는 사용할 수 없습니다
error-broken = 페이지를 만들 수 없었습니다. 귀하의 잘못이 아니니 잠시 후 다시 시도해 주십시오.
    .title = 문제가 발생했습니다
error-foreign-form = 이 양식은 다른 사이트에서 보냈습니다.
    .title = 양식이 접수되지 않았습니다
error-long-form = 양식의 내용이 너무 깁니다.
    .title = 너무 깁니다
error-request = { $reason }. 귀하를 여기로 보낸 사이트에서 바로잡아야 합니다.
    .title = 이 요청에는 응답할 수 없습니다
error-unusable = 로그인한 레코드는 잠겨 있거나 닫혀 있어 누구에게도 접근을 허용할 수 없습니다.
    .title = 이 레코드는 사용할 수 없습니다
link-invalid = 링크가 완전하지 않거나 더 최근 메일로 대체되었습니다. 가장 최근 메일의 링크를 사용하십시오.
    .title = 이 링크는 작동하지 않습니다
link-expired = 새 링크를 요청하십시오. 링크는 몇 시간 동안만 유효합니다.
    .title = 이 링크는 너무 오래되었습니다
link-used = 이 링크는 한 번만 작동합니다. 해당 절차는 이미 완료되었습니다.
    .title = 이미 완료되었습니다
link-wrong-user = 다른 iD로 로그인되어 있습니다. 먼저 로그아웃한 다음 링크를 다시 여십시오.
    .title = 이 링크는 다른 사람의 것입니다

error-too-often = 사용 중인 네트워크에서 너무 많은 요청이 들어왔습니다. { $count }초 후에 다시 시도해 주십시오.
    .title = 요청이 너무 많습니다
error-too-often-long = 사용 중인 네트워크에서 너무 많은 요청이 들어왔습니다. { $count }분 후에 다시 시도해 주십시오.
    .title = 요청이 너무 많습니다
error-long-address = 이 페이지의 주소가 너무 깁니다.
    .title = 너무 깁니다
