# Names of closed lists, as they stand on a record.

## Sections of a record

section-employments = Employment
section-educations = Education and qualifications
section-professional = Professional activities
section-fundings = Funding
section-works = Works
section-peer-reviews = Peer review
section-research-resources = Research resources

## What an entry is, in a section of several kinds

kind-distinction = Distinction
kind-education = Education
kind-invited-position = Invited position
kind-membership = Membership
kind-qualification = Qualification
kind-service = Service
kind-editorial-service = Editorial service
kind-work = Work
kind-employment = Employment
kind-funding = Funding
kind-peer-review = Peer review
kind-research-resource = Research resource
kind-name = Name
kind-biography = Biography
kind-other-name = Other name
kind-researcher-url = Link
kind-email = E-mail address
kind-address = Country
kind-keyword = Keyword
kind-external-identifier = Identifier

## Types of works

work-type-annotation = Annotation
work-type-artistic-performance = Artistic performance
work-type-blog-post = Blog post
work-type-book-chapter = Book chapter
work-type-book-review = Book review
work-type-book = Book
work-type-cartographic-material = Cartographic material
work-type-clinical-study = Clinical study
work-type-conference-abstract = Conference abstract
work-type-conference-output = Conference output
work-type-conference-paper = Conference paper
work-type-conference-poster = Conference poster
work-type-conference-presentation = Conference presentation
work-type-conference-proceedings = Conference proceedings
work-type-data-management-plan = Data management plan
work-type-data-set = Data set
work-type-design = Design
work-type-dictionary-entry = Dictionary entry
work-type-disclosure = Disclosure
work-type-dissertation-thesis = Dissertation or thesis
work-type-edited-book = Edited book
work-type-encyclopedia-entry = Encyclopedia entry
work-type-image = Image
work-type-invention = Invention
work-type-journal-article = Journal article
work-type-journal-issue = Journal issue
work-type-learning-object = Learning object
work-type-lecture-speech = Lecture
work-type-license = License
work-type-magazine-article = Magazine article
work-type-manual = Manual
work-type-moving-image = Moving image
work-type-musical-composition = Musical composition
work-type-newsletter-article = Newsletter article
work-type-newspaper-article = Newspaper article
work-type-online-resource = Interactive resource
work-type-other = Other
work-type-patent = Patent
work-type-physical-object = Physical object
work-type-preprint = Preprint
work-type-public-speech = Public speech
work-type-registered-copyright = Registered copyright
work-type-report = Report
work-type-research-technique = Research technique
work-type-research-tool = Research tool
work-type-review = Review
work-type-software = Software
work-type-sound = Sound
work-type-spin-off-company = Spin-off company
work-type-standards-and-policy = Standard or policy
work-type-supervised-student-publication = Supervised student publication
work-type-technical-standard = Technical standard
work-type-test = Test
work-type-trademark = Trademark
work-type-transcription = Transcription
work-type-translation = Translation
work-type-website = Website
work-type-working-paper = Working paper
work-type-undefined = Other

## Types of funding

funding-type-grant = Grant
funding-type-contract = Contract
funding-type-award = Award
funding-type-salary-award = Salary award

## Reviews: the type, and the role, which follows it after a comma

review-type-review = Review
review-type-evaluation = Evaluation
review-role-reviewer = reviewer
review-role-editor = editor
review-role-member = member
review-role-chair = chair
review-role-organizer = organizer

## Identifiers that have no name of their own

identifier-other-id = Other identifier
identifier-grant-number = Grant number
identifier-proposal-id = Proposal
identifier-patent = Patent number
identifier-source-work-id = Source’s own number

## What an identifier is to the entry; stands before it

relationship-part-of = part of { $identifier }
relationship-version-of = version of { $identifier }
relationship-funded-by = funded by { $identifier }
