# What pages say to owners who edit their record.
#
# Arguments as in pages.ftl. $kind is the name of a kind of items, as it stands in labels.ftl.

## One's own record

mine-published-name = { $published } ({ $name })
mine-other-names = 다른 이름
mine-empty = 아직 없습니다.
mine-empty-members = 아직 없습니다. 귀하가 허락한 기관이 추가합니다.
item-self-asserted = 본인 진술
item-add = 추가: { $kind }
item-visibility = { $name }: 볼 수 있는 사람
item-edit = 편집{ $unseen }: { $name }{ $end }
item-copy = 복사하여 편집{ $unseen }: { $name }{ $end }
item-prefer = 이 버전 우선{ $unseen }: { $name }{ $end }
item-up = 위로{ $unseen }: { $name }{ $end }
item-down = 아래로{ $unseen }: { $name }{ $end }
item-remove = 제거{ $unseen }: { $name }{ $end }
undo = 실행 취소
done-removed = “{ $name }” 제거됨.
# $count is a number.
done-removed-many = 제거된 항목: { $count }
done-shown = “{ $name }”: 볼 수 있는 사람: { $level }
# $count is a number.
done-shown-many = 항목: { $count }. 볼 수 있는 사람: { $level }
done-preferred = 이제 “{ $name }” 항목이 앞에 표시됩니다.
done-ordered = 순서를 저장했습니다.
notice-saved = 저장했습니다.
notice-undone = 취소했습니다.
notice-undo-late = 더 이상 취소할 수 없습니다. 한 시간이 지났거나 그 후에 변경되었습니다.
notice-gone = 이 항목은 더 이상 레코드에 없거나 변경되었습니다.
error-not-edited = 잠겼거나 닫혔거나 아직 귀하의 것이 아닙니다.
    .title = 이 레코드는 편집할 수 없습니다
email-make-primary = 기본 주소로 지정{ $unseen }: { $name }{ $end }
email-add = 다른 이메일 주소
email-too-many-mails = 이 주소로 메일을 너무 많이 보냈습니다. 한 시간 후에 다시 시도하십시오.
new-items = 새 항목을 볼 수 있는 사람
new-items-hint = 앞으로 귀하와 다른 사람이 추가하는 것. 이미 있는 항목은 그대로입니다.

## All works

mine-all-works = 검색, 정렬, 여러 개 변경
bulk-chosen = 선택한 저작물:
bulk-remove = 제거
notice-none-chosen = 저작물을 하나 이상 선택하십시오.
notice-too-many = 이렇게 많은 저작물을 한 번에 변경할 수 없습니다. 더 적게 선택하십시오.

## Forms

form-add = 추가: { $kind }
form-edit = 편집: { $kind }
form-save = 저장
form-choose = 선택
form-more = 추가: { $name }
form-drop = 제거{ $unseen }: { $name }{ $end }
form-change = 변경
form-find = 찾기
form-find-hint = 어느 기관인지 알 수 있도록 기관을 찾아 주십시오.
form-find-which = 어느 기관입니까?
form-find-typed = 입력한 이름 그대로 사용(기관이 식별되지 않음)
form-find-none = 이 이름으로 알려진 기관이 없습니다. 그대로 사용할 수 있지만 기관이 식별되지 않습니다.
# $count is a number.
form-kept = { $count }개가 있어 여기에서 편집할 수 있는 수를 넘습니다. 그대로 유지됩니다.
form-visibility = 볼 수 있는 사람
form-unconfirmed = 이메일 주소 중 하나를 확인하기 전에는 이름만 편집할 수 있습니다.
    .title = 먼저 이메일 주소를 확인하십시오
conflict = 이 항목은 다른 탭에서 또는 귀하를 대신하는 사람에 의해 변경되었습니다.
    .title = 그사이 이 항목이 변경되었습니다
conflict-compare = 다른 점
conflict-field = 필드
conflict-mine = 내 버전
conflict-theirs = 현재 레코드
conflict-keep-mine = 내 버전 유지
conflict-keep-theirs = 다른 버전 유지
conflict-edit-mine = 내 버전 계속 편집

## Fields

field-amount = 금액
field-amount-hint = 숫자로, 소수점을 사용하여: 12500.50
field-citation = 인용
field-citation-type = 인용 양식
field-city = 도시
field-container = 학술지, 도서 또는 총서
field-contributor = 기여자
field-credit-name = 출판 이름
field-credit-name-hint = 출판물에 쓰는 이름. 다른 이름 대신 표시됩니다.
field-currency = 통화
field-date = 출판일
field-day = 일
field-department = 부서
field-description = 설명
field-end = 종료일
field-end-hint = 계속 중이면 비워 두십시오.
field-funder = 지원 기관
field-identifier = 식별자
field-language = 저작물 언어
field-month = 월
field-name = 이름
field-orcid = iD
field-organization = 기관
field-position = 직위 또는 직함
field-region = 주 또는 지역
field-relationship = 식별 대상
field-role = 역할
field-start = 시작일
field-subtitle = 부제
field-subtype = 지원 기관이 부르는 유형
field-title = 제목
field-translated-language = 번역된 제목의 언어
field-translated-title = 번역된 제목
field-type = 유형
field-url = 웹 주소
field-url-name = 페이지 이름
field-value = 값
field-year = 연도

## What to choose from

work-types-popular = 자주 사용
work-types-all = 모든 유형
citation-type-formatted-unspecified = 기타 양식
citation-type-bibtex = BibTeX
citation-type-formatted-apa = APA
citation-type-formatted-harvard = Harvard
citation-type-formatted-ieee = IEEE
citation-type-formatted-mla = MLA
citation-type-formatted-vancouver = Vancouver
citation-type-formatted-chicago = Chicago
citation-type-ris = RIS
relation-self = 이 항목 자체
relation-part-of = 이 항목이 속한 것
relation-version-of = 이 항목의 다른 버전
relation-funded-by = 이 항목을 지원한 것
role-author = 저자
role-assignee = 권리자
role-editor = 편집자
role-chair-or-translator = 의장 또는 번역자
role-co-investigator = 공동 연구자
role-co-inventor = 공동 발명자
role-graduate-student = 학생
role-other-inventor = 기타 발명자
role-principal-investigator = 연구 책임자
role-postdoctoral-researcher = 박사후 연구원
role-support-staff = 지원 인력
role-conceptualization = 구상
role-data-curation = 데이터 관리
role-formal-analysis = 형식 분석
role-funding-acquisition = 연구비 확보
role-investigation = 조사
role-methodology = 방법론
role-project-administration = 과제 관리
role-resources = 자원
role-software = 소프트웨어
role-supervision = 지도
role-validation = 검증
role-visualization = 시각화
role-writing-original-draft = 집필: 초고
role-writing-review-editing = 집필: 검토와 편집

## What is wrong

fault-missing = { $field }: 입력해 주십시오.
# $count is a number.
fault-long = { $field }: 최대 { $count }자입니다.
fault-list = { $field }: 목록에서 선택하십시오.
fault-url = { $field }: https://example.org/page 와 같은 주소를 입력하십시오.
fault-year = { $field }: 1900에서 2100 사이의 연도를 입력하십시오.
fault-date = { $field }: 그런 날짜는 없습니다. 일에는 월이, 월에는 연도가 필요합니다.
fault-order = { $field }: 시작이 종료보다 늦습니다.
fault-start = { $field }: 종료일에는 시작일이 필요합니다.
fault-amount = { $field }: 소수점을 사용한 숫자를 입력하고 통화를 선택하십시오.
fault-orcid = { $field }: 이 iD에 오타가 없는지 확인하십시오.
fault-self = { $field }: 다른 버전의 식별자에는 이 항목의 식별자도 필요합니다.
fault-funded = { $field }: 지원은 과제 번호, 제안서, DOI 또는 URI로 나타냅니다.
fault-organization = { $field }: 이 기관은 여기에 알려져 있지 않습니다. 다른 기관을 찾거나 이름을 그대로 사용하십시오.
fault-other = { $field }: 맞지 않습니다.
fault-form = 양식의 다른 부분이 맞지 않습니다.
# $count is a number.
fault-full = 레코드에 이미 { $count }개가 있어 더 추가할 수 없습니다.
