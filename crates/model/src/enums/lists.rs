//! The lists themselves, one row each, in the order of declaration.

use super::{Enumeration, enumeration};

enumeration! {
    /// `work-type`. The order breaks ties between works that share date and title.
    WORK_TYPE, "work-type", Exact, [
        "annotation", "artistic-performance", "blog-post", "book-chapter", "book-review", "book",
        "cartographic-material", "clinical-study", "conference-abstract", "conference-output", "conference-paper",
        "conference-poster", "conference-presentation", "conference-proceedings", "data-management-plan", "data-set",
        "design", "dictionary-entry", "disclosure", "dissertation-thesis", "edited-book", "encyclopedia-entry", "image",
        "invention", "journal-article", "journal-issue", "learning-object", "lecture-speech", "license",
        "magazine-article", "manual", "moving-image", "musical-composition", "newsletter-article", "newspaper-article",
        "online-resource", "other", "patent", "physical-object", "preprint", "public-speech", "registered-copyright",
        "report", "research-technique", "research-tool", "review", "software", "sound", "spin-off-company",
        "standards-and-policy", "supervised-student-publication", "technical-standard", "test", "trademark",
        "transcription", "translation", "website", "working-paper", "undefined",
    ], aliases super::WORK_TYPE_ALIASES
}

enumeration! {
    /// `citation-type`; the first is the default.
    CITATION_TYPE, "citation-type", Exact, [
        "formatted-unspecified", "bibtex", "formatted-apa", "formatted-harvard", "formatted-ieee", "formatted-mla",
        "formatted-vancouver", "formatted-chicago", "ris",
    ]
}

enumeration! {
    /// `contributor-role` of works: the older names, then the CRediT URIs. Any case is accepted on write (9058 otherwise).
    CONTRIBUTOR_ROLE_WORK, "work-contributor-role", AnyCase, [
        "author", "assignee", "editor", "chair-or-translator", "co-investigator", "co-inventor", "graduate-student",
        "other-inventor", "principal-investigator", "postdoctoral-researcher", "support-staff",
        "http://credit.niso.org/contributor-roles/conceptualization/",
        "http://credit.niso.org/contributor-roles/data-curation/",
        "http://credit.niso.org/contributor-roles/formal-analysis/",
        "http://credit.niso.org/contributor-roles/funding-acquisition/",
        "http://credit.niso.org/contributor-roles/investigation/",
        "http://credit.niso.org/contributor-roles/methodology/",
        "http://credit.niso.org/contributor-roles/project-administration/",
        "http://credit.niso.org/contributor-roles/resources/", "http://credit.niso.org/contributor-roles/software/",
        "http://credit.niso.org/contributor-roles/supervision/", "http://credit.niso.org/contributor-roles/validation/",
        "http://credit.niso.org/contributor-roles/visualization/",
        "http://credit.niso.org/contributor-roles/writing-original-draft/",
        "http://credit.niso.org/contributor-roles/writing-review-editing/",
    ]
}

enumeration! {
    /// `contributor-role` of fundings: its own four, then the CRediT URIs.
    CONTRIBUTOR_ROLE_FUNDING, "funding-contributor-role", AnyCase, [
        "lead", "co-lead", "supported-by", "other-contribution",
        "http://credit.niso.org/contributor-roles/conceptualization/",
        "http://credit.niso.org/contributor-roles/data-curation/",
        "http://credit.niso.org/contributor-roles/formal-analysis/",
        "http://credit.niso.org/contributor-roles/funding-acquisition/",
        "http://credit.niso.org/contributor-roles/investigation/",
        "http://credit.niso.org/contributor-roles/methodology/",
        "http://credit.niso.org/contributor-roles/project-administration/",
        "http://credit.niso.org/contributor-roles/resources/", "http://credit.niso.org/contributor-roles/software/",
        "http://credit.niso.org/contributor-roles/supervision/", "http://credit.niso.org/contributor-roles/validation/",
        "http://credit.niso.org/contributor-roles/visualization/",
        "http://credit.niso.org/contributor-roles/writing-original-draft/",
        "http://credit.niso.org/contributor-roles/writing-review-editing/",
    ]
}

enumeration! {
    /// The CRediT roles (ANSI/NISO Z39.104) as URIs.
    CREDIT_ROLE, "credit-role", AnyCase, [
        "http://credit.niso.org/contributor-roles/conceptualization/",
        "http://credit.niso.org/contributor-roles/data-curation/",
        "http://credit.niso.org/contributor-roles/formal-analysis/",
        "http://credit.niso.org/contributor-roles/funding-acquisition/",
        "http://credit.niso.org/contributor-roles/investigation/",
        "http://credit.niso.org/contributor-roles/methodology/",
        "http://credit.niso.org/contributor-roles/project-administration/",
        "http://credit.niso.org/contributor-roles/resources/", "http://credit.niso.org/contributor-roles/software/",
        "http://credit.niso.org/contributor-roles/supervision/", "http://credit.niso.org/contributor-roles/validation/",
        "http://credit.niso.org/contributor-roles/visualization/",
        "http://credit.niso.org/contributor-roles/writing-original-draft/",
        "http://credit.niso.org/contributor-roles/writing-review-editing/",
    ]
}

enumeration! {
    /// `contributor-sequence`.
    CONTRIBUTOR_SEQUENCE, "contributor-sequence", Exact, [
        "first", "additional",
    ]
}

enumeration! {
    /// `type` of a funding.
    FUNDING_TYPE, "funding-type", Exact, [
        "grant", "contract", "award", "salary-award",
    ]
}

enumeration! {
    /// `reviewer-role`.
    PEER_REVIEW_ROLE, "peer-review-role", Exact, [
        "reviewer", "editor", "member", "chair", "organizer",
    ]
}

enumeration! {
    /// `review-type`.
    PEER_REVIEW_TYPE, "peer-review-type", Exact, [
        "review", "evaluation",
    ]
}

enumeration! {
    /// `subject-type`: the work types (two of them in another order) and the kinds of funding and proposal.
    PEER_REVIEW_SUBJECT_TYPE, "peer-review-subject-type", Exact, [
        "annotation", "artistic-performance", "blog-post", "book-chapter", "book-review", "book",
        "cartographic-material", "clinical-study", "conference-abstract", "conference-output", "conference-paper",
        "conference-poster", "conference-presentation", "conference-proceedings", "data-management-plan", "data-set",
        "design", "dictionary-entry", "disclosure", "dissertation-thesis", "edited-book", "encyclopedia-entry", "image",
        "invention", "journal-article", "journal-issue", "learning-object", "lecture-speech", "license",
        "magazine-article", "manual", "moving-image", "musical-composition", "newsletter-article", "newspaper-article",
        "online-resource", "other", "patent", "physical-object", "preprint", "public-speech", "registered-copyright",
        "report", "research-technique", "research-tool", "review", "software", "sound", "spin-off-company",
        "standards-and-policy", "supervised-student-publication", "technical-standard", "test", "trademark",
        "translation", "transcription", "website", "working-paper", "grant", "contract", "award", "salary-award",
        "research-resource-proposal", "undefined",
    ]
}

enumeration! {
    /// `external-id-relationship`.
    RELATIONSHIP, "relationship", Exact, [
        "part-of", "self", "version-of", "funded-by",
    ]
}

enumeration! {
    /// `resource-type` of a research resource.
    RESOURCE_TYPE, "research-resource-type", Exact, [
        "infrastructures", "collections", "equipment", "services",
    ]
}

enumeration! {
    /// `visibility`; code that knows it by meaning uses [`crate::Visibility`].
    VISIBILITY, "visibility", Exact, [
        "private", "limited", "registered-only", "public",
    ]
}

enumeration! {
    /// The seven kinds of affiliation.
    AFFILIATION_TYPE, "affiliation-type", Exact, [
        "distinction", "education", "employment", "invited-position", "membership", "qualification", "service",
    ]
}

enumeration! {
    /// `type` of a group-id record.
    GROUP_TYPE, "group-id-record-type", Exact, [
        "publisher", "institution", "journal", "conference", "newspaper", "newsletter", "magazine",
        "peer-review service",
    ]
}

enumeration! {
    /// What a review group id starts with (`common-3.0.xsd` group-id).
    GROUP_ID_PREFIX, "group-id-prefix", Exact, [
        "ringgold:", "issn:", "orcid-generated:", "fundref:", "publons:",
    ]
}

enumeration! {
    /// `disambiguation-source` of an organization.
    DISAMBIGUATION_SOURCE, "disambiguation-source", Exact, [
        "RINGGOLD", "GRID", "FUNDREF", "LEI", "ROR",
    ]
}

enumeration! {
    /// `notification-type`; the misspelling is the published one. Clients write `permission` only.
    NOTIFICATION_TYPE, "notification-type", Exact, [
        "custom", "institutional-connection", "permission", "amended", "service-anouncement", "administrative", "tip",
        "find-my-stuff",
    ]
}

enumeration! {
    /// `item-type` in a notification.
    NOTIFICATION_ITEM_TYPE, "notification-item-type", Exact, [
        "bio", "distinction", "education", "employment", "external-identifier", "invited-position", "funding",
        "membership", "peer-review", "qualification", "service", "work", "research-resource",
    ]
}

enumeration! {
    /// The item types a client may post (`notification-permission-3.0.xsd`).
    NOTIFICATION_ITEM_TYPE_WRITABLE, "notification-item-type-writable", Exact, [
        "employment", "education", "qualification", "invited-position", "distinction", "membership", "service",
        "funding", "work", "peer-review",
    ]
}

enumeration! {
    /// `amended-section` in a notification, upper-case in XML and JSON.
    NOTIFICATION_AMENDED_SECTION, "notification-amended-section", Exact, [
        "AFFILIATION", "BIO", "DISTINCTION", "EDUCATION", "EMPLOYMENT", "EXTERNAL_IDENTIFIERS", "FUNDING",
        "INVITED_POSITION", "MEMBERSHIP", "PEER_REVIEW", "PREFERENCES", "QUALIFICATION", "SERVICE", "WORK", "UNKNOWN",
        "RESEARCH_RESOURCE",
    ]
}

enumeration! {
    /// `locale`; `xx` is the test language.
    LOCALE, "locale", Exact, [
        "ar", "cs", "de", "en", "es", "fr", "it", "ja", "ko", "pl", "pt", "ru", "tr", "zh_CN", "zh_TW", "xx",
    ]
}

enumeration! {
    /// `external-id-type` of activities, in the order of [`crate::external_id::IDENTIFIER_TYPES`], which says more.
    EXTERNAL_ID_TYPE, "external-id-type", Exact, [
        "other-id", "asin", "asin-tld", "arxiv", "bibcode", "doi", "eid", "isbn", "issn", "jfm", "jstor", "lccn", "mr",
        "oclc", "ol", "osti", "pmc", "pmid", "rfc", "ssrn", "zbl", "agr", "cba", "cit", "ctx", "ethos", "handle", "hir",
        "pat", "source-work-id", "uri", "urn", "wosuid", "grant_number", "pdb", "kuid", "lensid", "cienciaiul", "rrid",
        "authenticusid", "ark", "dnb", "proposal-id", "hal", "ppr", "empiar", "ismn", "emdb", "cstr", "k10plus", "cgn",
        "raid",
    ]
}

enumeration! {
    /// `language-code`: underscores in the two Chinese ones, the withdrawn codes iw, in and ji are kept.
    LANGUAGE_CODE, "language-code", Exact, [
        "ab", "aa", "af", "ak", "sq", "am", "ar", "an", "hy", "as", "av", "ae", "ay", "az", "bm", "ba", "eu", "be",
        "bn", "bh", "bi", "bs", "br", "bg", "my", "ca", "ch", "ce", "zh_CN", "zh_TW", "cu", "cv", "kw", "co", "cr",
        "hr", "cs", "da", "dv", "nl", "dz", "en", "eo", "et", "ee", "fo", "fj", "fi", "fr", "fy", "ff", "gl", "lg",
        "ka", "de", "el", "kl", "gn", "gu", "ht", "ha", "iw", "hz", "hi", "ho", "hu", "is", "io", "ig", "in", "ia",
        "ie", "iu", "ik", "ga", "it", "ja", "jv", "kn", "kr", "ks", "kk", "km", "ki", "rw", "ky", "kv", "kg", "ko",
        "ku", "kj", "lo", "la", "lv", "li", "ln", "lt", "lu", "lb", "mk", "mg", "ms", "ml", "mt", "gv", "mi", "mr",
        "mh", "mo", "mn", "na", "nv", "ng", "ne", "nd", "se", "no", "nb", "nn", "ny", "oc", "oj", "or", "om", "os",
        "pi", "pa", "fa", "pl", "pt", "ps", "qu", "rm", "ro", "rn", "ru", "sm", "sg", "sa", "sc", "gd", "sr", "sn",
        "ii", "sd", "si", "sk", "sl", "so", "nr", "st", "es", "su", "sw", "ss", "sv", "tl", "ty", "tg", "ta", "tt",
        "te", "th", "bo", "ti", "to", "ts", "tn", "tr", "tk", "tw", "ug", "uk", "ur", "uz", "ve", "vi", "vo", "wa",
        "cy", "wo", "xh", "ji", "yo", "za", "zu",
    ]
}

enumeration! {
    /// `country`: ISO 3166-1 alpha-2 and XK. Names are in [`crate::country`].
    COUNTRY, "country", Exact, [
        "AF", "AX", "AL", "DZ", "AS", "AD", "AO", "AI", "AQ", "AG", "AR", "AM", "AW", "AU", "AT", "AZ", "BS", "BH",
        "BD", "BB", "BY", "BE", "BZ", "BJ", "BM", "BT", "BO", "BQ", "BA", "BW", "BV", "BR", "IO", "BN", "BG", "BF",
        "BI", "KH", "CM", "CA", "CV", "KY", "CF", "TD", "CL", "CN", "CX", "CC", "CO", "KM", "CG", "CD", "CK", "CR",
        "CI", "HR", "CU", "CW", "CY", "CZ", "DK", "DJ", "DM", "DO", "EC", "EG", "SV", "GQ", "ER", "EE", "ET", "FK",
        "FO", "FJ", "FI", "FR", "GF", "PF", "TF", "GA", "GM", "GE", "DE", "GH", "GI", "GR", "GL", "GD", "GP", "GU",
        "GT", "GG", "GN", "GW", "GY", "HT", "HM", "VA", "HN", "HK", "HU", "IS", "IN", "ID", "IR", "IQ", "IE", "IM",
        "IL", "IT", "JM", "JP", "JE", "JO", "KZ", "KE", "KI", "KP", "KR", "KW", "KG", "LA", "LV", "LB", "LS", "LR",
        "LY", "LI", "LT", "LU", "MO", "MK", "MG", "MW", "MY", "MV", "ML", "MT", "MH", "MQ", "MR", "MU", "YT", "MX",
        "FM", "MD", "MC", "MN", "ME", "MS", "MA", "MZ", "MM", "NA", "NR", "NP", "NL", "NC", "NZ", "NI", "NE", "NG",
        "NU", "NF", "MP", "NO", "OM", "PK", "PW", "PS", "PA", "PG", "PY", "PE", "PH", "PN", "PL", "PT", "PR", "QA",
        "RE", "RO", "RU", "RW", "BL", "SH", "KN", "LC", "MF", "PM", "VC", "WS", "SM", "ST", "SA", "SN", "RS", "SC",
        "SL", "SG", "SX", "SK", "SI", "SB", "SO", "ZA", "GS", "SS", "ES", "LK", "SD", "SR", "SJ", "SZ", "SE", "CH",
        "SY", "TJ", "TZ", "TH", "TL", "TG", "TK", "TO", "TT", "TN", "TR", "TM", "TC", "TV", "UG", "UA", "AE", "GB",
        "US", "UM", "UY", "UZ", "VU", "VE", "VN", "VG", "VI", "WF", "EH", "YE", "ZM", "ZW", "TW", "XK",
    ]
}

enumeration! {
    /// `currency-code`: ISO 4217, historic codes included.
    CURRENCY, "currency", Exact, [
        "ADP", "AED", "AFA", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "ATS", "AUD", "AWG", "AYM", "AZM", "AZN", "BAM",
        "BBD", "BDT", "BEF", "BGL", "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYB",
        "BYN", "BYR", "BZD", "CAD", "CDF", "CHE", "CHF", "CHW", "CLF", "CLP", "CNY", "COP", "COU", "CRC", "CSD", "CUC",
        "CUP", "CVE", "CYP", "CZK", "DEM", "DJF", "DKK", "DOP", "DZD", "EEK", "EGP", "ERN", "ESP", "ETB", "EUR", "FIM",
        "FJD", "FKP", "FRF", "GBP", "GEL", "GHC", "GHS", "GIP", "GMD", "GNF", "GRD", "GTQ", "GWP", "GYD", "HKD", "HNL",
        "HRK", "HTG", "HUF", "IDR", "IEP", "ILS", "INR", "IQD", "IRR", "ISK", "ITL", "JMD", "JOD", "JPY", "KES", "KGS",
        "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LTL", "LUF", "LVL", "LYD",
        "MAD", "MDL", "MGA", "MGF", "MKD", "MMK", "MNT", "MOP", "MRO", "MRU", "MTL", "MUR", "MVR", "MWK", "MXN", "MXV",
        "MYR", "MZM", "MZN", "NAD", "NGN", "NIO", "NLG", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR",
        "PLN", "PTE", "PYG", "QAR", "ROL", "RON", "RSD", "RUB", "RUR", "RWF", "SAR", "SBD", "SCR", "SDD", "SDG", "SEK",
        "SGD", "SHP", "SIT", "SKK", "SLE", "SLL", "SOS", "SRD", "SRG", "SSP", "STD", "STN", "SVC", "SYP", "SZL", "THB",
        "TJS", "TMM", "TMT", "TND", "TOP", "TPE", "TRL", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "USN", "USS",
        "UYI", "UYU", "UZS", "VEB", "VED", "VEF", "VES", "VND", "VUV", "WST", "XAF", "XAG", "XAU", "XBA", "XBB", "XBC",
        "XBD", "XCD", "XCG", "XDR", "XFO", "XFU", "XOF", "XPD", "XPF", "XPT", "XSU", "XTS", "XUA", "XXX", "YER", "YUM",
        "ZAR", "ZMK", "ZMW", "ZWD", "ZWG", "ZWL", "ZWN", "ZWR",
    ]
}
