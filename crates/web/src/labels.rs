//! Names of closed lists, as people read them.

use byline_model::ItemKind;
use byline_model::external_id;

/// `journal-article` is "Journal article"; a few need words of their own (`registry` 11.2).
pub(crate) fn name(value: &str) -> String {
    let special = match value {
        "data-set" => "Data set",
        "online-resource" => "Interactive resource",
        "dissertation-thesis" => "Dissertation or thesis",
        "lecture-speech" => "Lecture",
        "standards-and-policy" => "Standard or policy",
        "spin-off-company" => "Spin-off company",
        "magazine-article" => "Magazine article",
        "salary-award" => "Salary award",
        "undefined" => "Other",
        _ => return sentence(value),
    };
    special.to_owned()
}

/// Words with an upper-case beginning, from a name with hyphens.
fn sentence(value: &str) -> String {
    let words = value.replace(['-', '_'], " ");
    let mut rest = words.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// What a kind of activity is called on its entries.
pub(crate) fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Distinction => "Distinction",
        ItemKind::Education => "Education",
        ItemKind::Employment => "Employment",
        ItemKind::Funding => "Funding",
        ItemKind::InvitedPosition => "Invited position",
        ItemKind::Membership => "Membership",
        ItemKind::PeerReview => "Peer review",
        ItemKind::Qualification => "Qualification",
        ItemKind::ResearchResource => "Research resource",
        ItemKind::Service => "Service",
        ItemKind::Work => "Work",
        ItemKind::Name => "Name",
        ItemKind::Biography => "Biography",
        ItemKind::OtherName => "Other name",
        ItemKind::ResearcherUrl => "Link",
        ItemKind::Email => "E-mail address",
        ItemKind::Address => "Country or region",
        ItemKind::Keyword => "Keyword",
        ItemKind::ExternalIdentifier => "Identifier",
    }
}

/// `doi` is "DOI", `source-work-id` is what the vocabulary says of it; free types of people stay as they are.
pub(crate) fn identifier_type(name: &str) -> String {
    let Some(known) = external_id::find(name) else { return name.to_owned() };
    match known.api_name {
        "arxiv" => "arXiv".to_owned(),
        "uri" => "URI".to_owned(),
        "handle" => "Handle".to_owned(),
        "bibcode" => "Bibcode".to_owned(),
        "pdb" => "PDB".to_owned(),
        "raid" => "RAiD".to_owned(),
        "other-id" => "Other identifier".to_owned(),
        "grant_number" => "Grant number".to_owned(),
        "proposal-id" => "Proposal".to_owned(),
        "source-work-id" => "Source’s own number".to_owned(),
        short if short.len() <= 6 => short.to_uppercase(),
        _ => known.description.to_owned(),
    }
}

/// What an identifier is to the item, unless it is its own.
pub(crate) fn relationship(value: &str) -> Option<&'static str> {
    match value {
        "part-of" => Some("part of"),
        "version-of" => Some("version of"),
        "funded-by" => Some("funded by"),
        _ => None,
    }
}

/// The English name of a country, or its code.
pub(crate) fn country(code: &str) -> &str {
    byline_model::country::find(code).map_or(code, |country| country.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_lists_reads_as_words() {
        for value in byline_model::enums::WORK_TYPE.values {
            let label = name(value);
            assert!(!label.contains('-') || label == "Spin-off company", "{label}");
            assert!(label.starts_with(char::is_uppercase), "{label}");
        }
    }

    #[test]
    fn every_identifier_type_has_a_short_or_a_speaking_name() {
        for known in external_id::IDENTIFIER_TYPES {
            let label = identifier_type(known.api_name);
            assert!(!label.is_empty() && !label.contains('_'), "{label}");
        }
        assert_eq!(identifier_type("doi"), "DOI");
        assert_eq!(identifier_type("Loop profile"), "Loop profile");
    }
}
