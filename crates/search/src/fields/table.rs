//! The rows (`search` 5 and 7).

use byline_model::ItemKind;

use super::Analysis::{Date, Exact, Folded, Text};
use super::Of::{Affiliations, Kind};
use super::Source::{Identifiers, Made, Organizations, OtherIdentifiers, Texts};
use super::{Analysis, FieldSpec, Quoted, Source};

const fn one(name: &'static str, analysis: Analysis, source: Source) -> FieldSpec {
    FieldSpec { name, analysis, many: false, stored: false, quoted: Quoted::Nowhere, source }
}

const fn many(name: &'static str, analysis: Analysis, source: Source) -> FieldSpec {
    FieldSpec { many: true, ..one(name, analysis, source) }
}

const fn stored(field: FieldSpec) -> FieldSpec {
    FieldSpec { stored: true, ..field }
}

const fn quoted(quoted: Quoted, field: FieldSpec) -> FieldSpec {
    FieldSpec { quoted, ..field }
}

const AFFILIATIONS: Quoted = Quoted::Within("affiliation-org-name");

/// Identifiers of works and resources by type, whatever their relationship. The field is called as the type is.
const fn identifiers(name: &'static str) -> FieldSpec {
    many(name, Text, Identifiers(name))
}

const TITLES: &[&[&str]] = &[&["title", "title"], &["title", "subtitle"], &["title", "translated-title"]];

/// Every field that records fill, but for those that follow from the name of an identifier type.
pub static FIELDS: &[FieldSpec] = &[
    // Everything: what words without a field are looked for in.
    many("text", Text, Made),
    // What can be returned.
    stored(one("orcid", Exact, Made)),
    stored(many("email", Exact, Texts(&[(Kind(ItemKind::Email), &[&["email"]])]))),
    stored(one("given-names", Text, Texts(&[(Kind(ItemKind::Name), &[&["given-names"]])]))),
    stored(one("family-name", Text, Texts(&[(Kind(ItemKind::Name), &[&["family-name"]])]))),
    stored(one("credit-name", Text, Texts(&[(Kind(ItemKind::Name), &[&["credit-name"]])]))),
    stored(many("other-names", Text, Texts(&[(Kind(ItemKind::OtherName), &[&["content"]])]))),
    quoted(AFFILIATIONS, stored(many("current-institution-affiliation-name", Text, Made))),
    quoted(AFFILIATIONS, stored(many("past-institution-affiliation-name", Text, Made))),
    stored(one("profile-last-modified-date", Date, Made)),
    // The published engine keeps it for merged records, which it then removes.
    stored(one("primary-record", Exact, Made)),
    // The person.
    one("given-and-family-names", Folded, Made),
    one("biography", Text, Texts(&[(Kind(ItemKind::Biography), &[&["content"]])])),
    many("keyword", Text, Texts(&[(Kind(ItemKind::Keyword), &[&["content"]])])),
    many("external-id-source", Text, Made),
    many("external-id-reference", Text, Texts(&[(Kind(ItemKind::ExternalIdentifier), &[&["external-id-value"]])])),
    many("external-id-source-and-reference", Exact, Made),
    many("external-id-type-and-value", Exact, Made),
    one("profile-submission-date", Date, Made),
    // Activities.
    many("work-titles", Text, Texts(&[(Kind(ItemKind::Work), TITLES)])),
    many("digital-object-ids", Text, Identifiers("doi")),
    many("funding-titles", Text, Texts(&[(Kind(ItemKind::Funding), TITLES)])),
    many("grant-numbers", Text, Made),
    many("funding-org-name", Text, Texts(&[(Kind(ItemKind::Funding), &[&["organization", "name"]])])),
    many("fundref-org-id", Exact, Organizations("FUNDREF")),
    many("peer-review-type", Text, Texts(&[(Kind(ItemKind::PeerReview), &[&["review-type"]])])),
    many("peer-review-role", Text, Texts(&[(Kind(ItemKind::PeerReview), &[&["reviewer-role"]])])),
    many("peer-review-group-id", Text, Texts(&[(Kind(ItemKind::PeerReview), &[&["review-group-id"]])])),
    many("peer-review-org-name", Text, Texts(&[(Kind(ItemKind::PeerReview), &[&["convening-organization", "name"]])])),
    quoted(Quoted::Here, many("affiliation-org-name", Text, Texts(&[(Affiliations, &[&["organization", "name"]])]))),
    many("ringgold-org-id", Exact, Organizations("RINGGOLD")),
    many("grid-org-id", Exact, Organizations("GRID")),
    many("ror-org-id", Exact, Organizations("ROR")),
    // The published index keeps the last resource of a record in these four; here all count.
    many(
        "research-resource-proposal-title",
        Text,
        Texts(&[(
            Kind(ItemKind::ResearchResource),
            &[&["proposal", "title", "title"], &["proposal", "title", "translated-title"]],
        )]),
    ),
    many(
        "research-resource-item-name",
        Text,
        Texts(&[(Kind(ItemKind::ResearchResource), &[&["resource-item", "resource-name"]])]),
    ),
    many(
        "research-resource-proposal-org-name",
        Text,
        Texts(&[(Kind(ItemKind::ResearchResource), &[&["proposal", "hosts", "organization", "name"]])]),
    ),
    many(
        "research-resource-item-org-name",
        Text,
        Texts(&[(Kind(ItemKind::ResearchResource), &[&["resource-item", "hosts", "organization", "name"]])]),
    ),
    identifiers("agr"),
    identifiers("arxiv"),
    identifiers("asin"),
    identifiers("asin-tld"),
    identifiers("bibcode"),
    identifiers("cba"),
    identifiers("cit"),
    identifiers("ctx"),
    identifiers("eid"),
    identifiers("ethos"),
    identifiers("handle"),
    identifiers("hir"),
    identifiers("isbn"),
    identifiers("issn"),
    identifiers("jfm"),
    identifiers("jstor"),
    identifiers("lccn"),
    identifiers("mr"),
    identifiers("oclc"),
    identifiers("ol"),
    identifiers("osti"),
    identifiers("pat"),
    identifiers("pmc"),
    identifiers("pmid"),
    identifiers("rfc"),
    identifiers("source-work-id"),
    identifiers("ssrn"),
    identifiers("uri"),
    identifiers("urn"),
    identifiers("wosuid"),
    identifiers("zbl"),
    many("other-identifier-type", Text, OtherIdentifiers),
];
