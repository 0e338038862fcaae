//! Which shapes are documents of their own: root elements, their namespaces and prefix lists, and the names by which
//! tools call them.

use std::sync::OnceLock;

use super::*;
use crate::shape::{Ns, Shape};

/// One root element.
#[derive(Debug)]
pub struct Root {
    /// How tools name the kind of document: `record`, `work`, `work-summary`, `works`.
    pub kind: &'static str,
    pub ns: Ns,
    pub element: &'static str,
    pub shape: &'static Shape,
    pub prefixes: Prefixes,
    /// What [`Root::declarations`] puts together on first use.
    pub declared: OnceLock<String>,
}

/// Which namespaces the root declares (`model` 1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefixes {
    /// Each with its fixed prefix, in this order.
    Listed(&'static [&'static str]),
    /// The root's own as the default namespace, no prefixes (`error`, `client`).
    Default,
}

/// What every record document declares.
pub const RECORD_PREFIXES: &[&str] = &[
    "address",
    "email",
    "history",
    "employment",
    "education",
    "other-name",
    "deprecated",
    "funding",
    "research-resource",
    "service",
    "researcher-url",
    "distinction",
    "internal",
    "membership",
    "person",
    "personal-details",
    "bulk",
    "common",
    "record",
    "keyword",
    "activities",
    "qualification",
    "external-identifier",
    "error",
    "preferences",
    "invited-position",
    "work",
    "peer-review",
];

/// Notifications declare one more.
pub const NOTIFICATION_PREFIXES: &[&str] = &{
    let mut all = ["notification"; RECORD_PREFIXES.len() + 1];
    let mut index = 0;
    while index < RECORD_PREFIXES.len() {
        all[index + 1] = RECORD_PREFIXES[index];
        index += 1;
    }
    all
};

macro_rules! roots {
    ($(#[$doc:meta])* $name:ident: $($kind:literal $ns:literal $element:literal $shape:ident $prefixes:expr;)*) => {
        static TABLE: [Root; [$($kind),*].len()] = [$(Root {
            kind: $kind,
            ns: Ns($ns),
            element: $element,
            shape: &$shape,
            prefixes: $prefixes,
            declared: OnceLock::new(),
        }),*];

        $(#[$doc])*
        pub static $name: &[Root] = &TABLE;
    };
}

const RECORD_LIST: Prefixes = Prefixes::Listed(RECORD_PREFIXES);

roots! {
    /// Every root element. Where one element has two shapes (research resources, notifications) the first that fits
    /// counts.
    ROOTS:
    "record" "record" "record" RECORD RECORD_LIST;
    "person" "person" "person" PERSON RECORD_LIST;
    "personal-details" "personal-details" "personal-details" PERSONAL_DETAILS RECORD_LIST;
    "name" "personal-details" "name" NAME RECORD_LIST;
    "name" "person" "name" NAME RECORD_LIST;
    "credit-name" "personal-details" "credit-name" CREDIT_NAME RECORD_LIST;
    "biography" "personal-details" "biography" BIOGRAPHY RECORD_LIST;
    "biography" "person" "biography" BIOGRAPHY RECORD_LIST;
    "other-names" "other-name" "other-names" OTHER_NAMES RECORD_LIST;
    "other-name" "other-name" "other-name" OTHER_NAME RECORD_LIST;
    "researcher-urls" "researcher-url" "researcher-urls" RESEARCHER_URLS RECORD_LIST;
    "researcher-url" "researcher-url" "researcher-url" RESEARCHER_URL RECORD_LIST;
    "emails" "email" "emails" EMAILS RECORD_LIST;
    "email" "email" "email" EMAIL RECORD_LIST;
    "addresses" "address" "addresses" ADDRESSES RECORD_LIST;
    "address" "address" "address" ADDRESS RECORD_LIST;
    "keywords" "keyword" "keywords" KEYWORDS RECORD_LIST;
    "keyword" "keyword" "keyword" KEYWORD RECORD_LIST;
    "external-identifiers" "external-identifier" "external-identifiers" EXTERNAL_IDENTIFIERS RECORD_LIST;
    "external-identifier" "external-identifier" "external-identifier" EXTERNAL_IDENTIFIER RECORD_LIST;
    "activities" "activities" "activities-summary" ACTIVITIES RECORD_LIST;
    "distinctions" "activities" "distinctions" DISTINCTIONS RECORD_LIST;
    "educations" "activities" "educations" EDUCATIONS RECORD_LIST;
    "employments" "activities" "employments" EMPLOYMENTS RECORD_LIST;
    "invited-positions" "activities" "invited-positions" INVITED_POSITIONS RECORD_LIST;
    "memberships" "activities" "memberships" MEMBERSHIPS RECORD_LIST;
    "qualifications" "activities" "qualifications" QUALIFICATIONS RECORD_LIST;
    "services" "activities" "services" SERVICES RECORD_LIST;
    "fundings" "activities" "fundings" FUNDINGS RECORD_LIST;
    "peer-reviews" "activities" "peer-reviews" PEER_REVIEWS RECORD_LIST;
    "research-resources" "activities" "research-resources" RESEARCH_RESOURCES RECORD_LIST;
    "works" "activities" "works" WORKS RECORD_LIST;
    "distinction" "distinction" "distinction" DISTINCTION RECORD_LIST;
    "education" "education" "education" EDUCATION RECORD_LIST;
    "employment" "employment" "employment" EMPLOYMENT RECORD_LIST;
    "invited-position" "invited-position" "invited-position" INVITED_POSITION RECORD_LIST;
    "membership" "membership" "membership" MEMBERSHIP RECORD_LIST;
    "qualification" "qualification" "qualification" QUALIFICATION RECORD_LIST;
    "service" "service" "service" SERVICE RECORD_LIST;
    "distinction-summary" "distinction" "distinction-summary" DISTINCTION_SUMMARY RECORD_LIST;
    "education-summary" "education" "education-summary" EDUCATION_SUMMARY RECORD_LIST;
    "employment-summary" "employment" "employment-summary" EMPLOYMENT_SUMMARY RECORD_LIST;
    "invited-position-summary" "invited-position" "invited-position-summary" INVITED_POSITION_SUMMARY RECORD_LIST;
    "membership-summary" "membership" "membership-summary" MEMBERSHIP_SUMMARY RECORD_LIST;
    "qualification-summary" "qualification" "qualification-summary" QUALIFICATION_SUMMARY RECORD_LIST;
    "service-summary" "service" "service-summary" SERVICE_SUMMARY RECORD_LIST;
    "work" "work" "work" WORK RECORD_LIST;
    "work-summary" "work" "work-summary" WORK_SUMMARY RECORD_LIST;
    "funding" "funding" "funding" FUNDING RECORD_LIST;
    "funding-summary" "funding" "summary" FUNDING_SUMMARY RECORD_LIST;
    "funding-summary" "funding" "funding-summary" FUNDING_SUMMARY RECORD_LIST;
    "peer-review" "peer-review" "peer-review" PEER_REVIEW RECORD_LIST;
    "peer-review-summary" "peer-review" "summary" PEER_REVIEW_SUMMARY RECORD_LIST;
    "peer-review-summary" "peer-review" "peer-review-summary" PEER_REVIEW_SUMMARY RECORD_LIST;
    "research-resource" "research-resource" "research-resource" RESEARCH_RESOURCE RECORD_LIST;
    "research-resource-summary" "research-resource" "research-resource" RESEARCH_RESOURCE_SUMMARY RECORD_LIST;
    "research-resource-summary" "research-resource" "research-resource-summary" RESEARCH_RESOURCE_SUMMARY RECORD_LIST;
    "history" "history" "history" HISTORY RECORD_LIST;
    "preferences" "preferences" "preferences" PREFERENCES RECORD_LIST;
    "bulk" "bulk" "bulk" BULK RECORD_LIST;
    "deprecated" "deprecated" "deprecated" DEPRECATED RECORD_LIST;
    "error" "error" "error" ERROR Prefixes::Default;
    "client" "client" "client" CLIENT Prefixes::Default;
    "search" "search" "search" SEARCH Prefixes::Listed(&["search", "common"]);
    "expanded-search" "expanded-search" "expanded-search" EXPANDED_SEARCH Prefixes::Listed(&["expanded-search"]);
    "group-id-record" "group-id" "group-id-record" GROUP_ID_RECORD Prefixes::Listed(&["group-id", "common"]);
    "group-id-records" "group-id" "group-id" GROUP_ID_RECORDS Prefixes::Listed(&["group-id", "common"]);
    "group-id-records" "group-id" "group-id-records" GROUP_ID_RECORDS Prefixes::Listed(&["group-id", "common"]);
    "record-summary" "summary" "record-summary" RECORD_SUMMARY Prefixes::Listed(&["summary", "common", "activities"]);
    "notification" "notification" "notification" NOTIFICATION_PERMISSION Prefixes::Listed(NOTIFICATION_PREFIXES);
    "notification-custom" "notification" "notification" NOTIFICATION_CUSTOM Prefixes::Listed(NOTIFICATION_PREFIXES);
    "notifications" "notification" "notifications" NOTIFICATIONS Prefixes::Listed(NOTIFICATION_PREFIXES);
}

impl Root {
    /// The namespace declarations of the start tag, each with a space before it; put together on first use.
    pub fn declarations(&self) -> &str {
        self.declared.get_or_init(|| match self.prefixes {
            Prefixes::Default => format!(" xmlns=\"{}{}\"", Ns::BASE, self.ns.0),
            Prefixes::Listed(list) => {
                list.iter().map(|prefix| format!(" xmlns:{prefix}=\"{}\"", Ns(prefix).uri())).collect()
            }
        })
    }

    /// The root under which documents of this kind are written: the first with the name.
    pub fn of_kind(kind: &str) -> Option<&'static Root> {
        ROOTS.iter().find(|root| root.kind == kind)
    }

    /// Whether the root has this name.
    pub fn is(&self, uri: &str, element: &str) -> bool {
        self.element == element && self.ns.is(uri)
    }

    /// The root under which an item of a kind is written, whole or as a summary.
    pub fn of_shape(shape: &'static Shape) -> Option<&'static Root> {
        ROOTS.iter().find(|root| root.shape == shape)
    }
}
