//! The rows (`search` 5).

use super::Analysis::{Date, Exact, Folded, Text};
use super::{Analysis, FieldSpec};

const fn one(name: &'static str, analysis: Analysis) -> FieldSpec {
    FieldSpec { name, analysis, many: false, stored: false }
}

const fn many(name: &'static str, analysis: Analysis) -> FieldSpec {
    FieldSpec { many: true, ..one(name, analysis) }
}

const fn stored(field: FieldSpec) -> FieldSpec {
    FieldSpec { stored: true, ..field }
}

/// Every field that records fill, but for those that follow from the name of an identifier type.
pub static FIELDS: &[FieldSpec] = &[
    // Everything: what words without a field are looked for in.
    many("text", Text),
    // What can be returned.
    stored(one("orcid", Exact)),
    stored(many("email", Exact)),
    stored(one("given-names", Text)),
    stored(one("family-name", Text)),
    stored(one("credit-name", Text)),
    stored(many("other-names", Text)),
    stored(many("current-institution-affiliation-name", Text)),
    stored(many("past-institution-affiliation-name", Text)),
    stored(one("profile-last-modified-date", Date)),
    // The published engine keeps it for merged records, which it then removes.
    stored(one("primary-record", Exact)),
    // The person.
    one("given-and-family-names", Folded),
    one("biography", Text),
    many("keyword", Text),
    many("external-id-source", Text),
    many("external-id-reference", Text),
    many("external-id-source-and-reference", Exact),
    many("external-id-type-and-value", Exact),
    one("profile-submission-date", Date),
    // Activities.
    many("work-titles", Text),
    many("digital-object-ids", Text),
    many("funding-titles", Text),
    many("grant-numbers", Text),
    many("funding-org-name", Text),
    many("fundref-org-id", Exact),
    many("peer-review-type", Text),
    many("peer-review-role", Text),
    many("peer-review-group-id", Text),
    many("peer-review-org-name", Text),
    many("affiliation-org-name", Text),
    many("ringgold-org-id", Exact),
    many("grid-org-id", Exact),
    many("ror-org-id", Exact),
    many("research-resource-proposal-title", Text),
    many("research-resource-item-name", Text),
    many("research-resource-proposal-org-name", Text),
    many("research-resource-item-org-name", Text),
    // Identifiers of works and resources, by type, whatever their relationship. DOIs are above.
    many("agr", Text),
    many("arxiv", Text),
    many("asin", Text),
    many("asin-tld", Text),
    many("bibcode", Text),
    many("cba", Text),
    many("cit", Text),
    many("ctx", Text),
    many("eid", Text),
    many("ethos", Text),
    many("handle", Text),
    many("hir", Text),
    many("isbn", Text),
    many("issn", Text),
    many("jfm", Text),
    many("jstor", Text),
    many("lccn", Text),
    many("mr", Text),
    many("oclc", Text),
    many("ol", Text),
    many("osti", Text),
    many("pat", Text),
    many("pmc", Text),
    many("pmid", Text),
    many("rfc", Text),
    many("source-work-id", Text),
    many("ssrn", Text),
    many("uri", Text),
    many("urn", Text),
    many("wosuid", Text),
    many("zbl", Text),
    // Those of all other types.
    many("other-identifier-type", Text),
];
