# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = 고용
section-educations = 학력 및 자격
section-professional = 전문 활동
section-fundings = 연구비
section-works = 업적
section-peer-reviews = 동료 심사
section-research-resources = 연구 자원

## What an entry is, in a section of several kinds

kind-distinction = 수상 및 영예
kind-education = 학력
kind-invited-position = 초빙 직위
kind-membership = 회원 자격
kind-qualification = 자격
kind-service = 봉사
kind-editorial-service = 편집 활동
kind-work = 저작물
kind-employment = 고용
kind-funding = 연구비
kind-peer-review = 동료 심사
kind-research-resource = 연구 자원
kind-name = 이름
kind-biography = 약력
kind-other-name = 다른 이름
kind-researcher-url = 링크
kind-email = 이메일 주소
kind-address = 국가
kind-keyword = 키워드
kind-external-identifier = 식별자

## Types of works

work-type-annotation = 주석
work-type-artistic-performance = 예술 공연
work-type-blog-post = 블로그 게시물
work-type-book-chapter = 도서의 장
work-type-book-review = 서평
work-type-book = 도서
work-type-cartographic-material = 지도 자료
work-type-clinical-study = 임상 연구
work-type-conference-abstract = 학술대회 초록
work-type-conference-output = 학술대회 성과
work-type-conference-paper = 학술대회 논문
work-type-conference-poster = 학술대회 포스터
work-type-conference-presentation = 학술대회 발표
work-type-conference-proceedings = 학술대회 논문집
work-type-data-management-plan = 데이터 관리 계획
work-type-data-set = 데이터 세트
work-type-design = 디자인
work-type-dictionary-entry = 사전 항목
work-type-disclosure = 발명 공개
work-type-dissertation-thesis = 학위 논문
work-type-edited-book = 편저
work-type-encyclopedia-entry = 백과사전 항목
work-type-image = 이미지
work-type-invention = 발명
work-type-journal-article = 학술지 논문
work-type-journal-issue = 학술지 호
work-type-learning-object = 학습 객체
work-type-lecture-speech = 강연
work-type-license = 라이선스
work-type-magazine-article = 잡지 기사
work-type-manual = 매뉴얼
work-type-moving-image = 동영상
work-type-musical-composition = 음악 작품
work-type-newsletter-article = 뉴스레터 기사
work-type-newspaper-article = 신문 기사
work-type-online-resource = 대화형 자료
work-type-other = 기타
work-type-patent = 특허
work-type-physical-object = 실물
work-type-preprint = 프리프린트
work-type-public-speech = 공개 연설
work-type-registered-copyright = 등록 저작권
work-type-report = 보고서
work-type-research-technique = 연구 기법
work-type-research-tool = 연구 도구
work-type-review = 리뷰
work-type-software = 소프트웨어
work-type-sound = 음향
work-type-spin-off-company = 스핀오프 기업
work-type-standards-and-policy = 표준 또는 정책
work-type-supervised-student-publication = 지도 학생 출판물
work-type-technical-standard = 기술 표준
work-type-test = 테스트
work-type-trademark = 상표
work-type-transcription = 필사
work-type-translation = 번역
work-type-website = 웹사이트
work-type-working-paper = 워킹 페이퍼
work-type-undefined = 기타

## Types of funding

funding-type-grant = 보조금
funding-type-contract = 계약
funding-type-award = 상
funding-type-salary-award = 급여 지원

## Reviews: the type, and the role, which follows it after a comma

review-type-review = 심사
review-type-evaluation = 평가
review-role-reviewer = 심사자
review-role-editor = 편집자
review-role-member = 위원
review-role-chair = 위원장
review-role-organizer = 주최자

## Identifiers that have no name of their own

identifier-other-id = 기타 식별자
identifier-grant-number = 연구비 번호
identifier-proposal-id = 제안서
identifier-patent = 특허 번호
identifier-source-work-id = 출처의 자체 번호

## What an identifier is to the entry; stands before it

relationship-part-of = { $identifier }의 일부
relationship-version-of = { $identifier }의 버전
relationship-funded-by = { $identifier }의 지원
