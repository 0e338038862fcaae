//! Names of closed lists, as people read them.

use std::borrow::Cow;

use byline_i18n::Texts;
use byline_model::scope::ScopeList;
use byline_model::{ItemKind, external_id};

/// What a value of a list is called: the message `list-value`, as in `work-type-book`. The lists are closed, yet records
/// that came from elsewhere may hold what nobody knows: that is shown as it is.
pub fn name(texts: Texts, list: &str, value: &str) -> String {
    let known = texts.find(&format!("{list}-{value}"));
    known.map_or_else(|| value.to_owned(), Cow::into_owned)
}

/// What to call an entry in a section of several kinds; nothing where the section says it, or the type does.
pub fn kind(texts: Texts, kind: ItemKind) -> Option<Cow<'static, str>> {
    match kind {
        ItemKind::Distinction => Some(texts.text("kind-distinction")),
        ItemKind::Education => Some(texts.text("kind-education")),
        ItemKind::InvitedPosition => Some(texts.text("kind-invited-position")),
        ItemKind::Membership => Some(texts.text("kind-membership")),
        ItemKind::Qualification => Some(texts.text("kind-qualification")),
        ItemKind::Service => Some(texts.text("kind-service")),
        _ => None,
    }
}

/// `doi` is "DOI", `source-work-id` is in words; free types of people stay as they are.
pub fn identifier_type(texts: Texts, name: &str) -> String {
    let Some(known) = external_id::find(name) else { return name.to_owned() };
    match known.api_name {
        "arxiv" => "arXiv".to_owned(),
        "uri" => "URI".to_owned(),
        "handle" => "Handle".to_owned(),
        "bibcode" => "Bibcode".to_owned(),
        "pdb" => "PDB".to_owned(),
        "raid" => "RAiD".to_owned(),
        "other-id" => texts.text("identifier-other-id").into_owned(),
        "grant_number" => texts.text("identifier-grant-number").into_owned(),
        "proposal-id" => texts.text("identifier-proposal-id").into_owned(),
        "pat" => texts.text("identifier-patent").into_owned(),
        "source-work-id" => texts.text("identifier-source-work-id").into_owned(),
        short if short.len() <= 6 => short.to_uppercase(),
        // Names of databases and organisations, mostly.
        _ => known.description.to_owned(),
    }
}

/// The message around an identifier that says what it is to the item, unless it is its own.
pub fn relationship(value: &str) -> Option<&'static str> {
    match value {
        "part-of" => Some("relationship-part-of"),
        "version-of" => Some("relationship-version-of"),
        "funded-by" => Some("relationship-funded-by"),
        _ => None,
    }
}

/// The messages for permissions; those that come to the same are one.
pub fn permissions(scopes: &ScopeList) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for words in scopes.iter().filter_map(|scope| scope.spec().words) {
        let key = format!("permission-{words}");
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use byline_i18n::Locale;
    use byline_model::enums::{self, Enumeration};
    use byline_model::scope::Scope;

    #[test]
    fn every_value_of_the_lists_has_a_name() {
        let lists: [(&str, &Enumeration); 4] = [
            ("work-type", &enums::WORK_TYPE),
            ("funding-type", &enums::FUNDING_TYPE),
            ("review-type", &enums::PEER_REVIEW_TYPE),
            ("review-role", &enums::PEER_REVIEW_ROLE),
        ];
        for (list, values) in lists {
            for value in values.values {
                assert!(Texts::of(Locale::En).find(&format!("{list}-{value}")).is_some(), "{list}-{value}");
            }
        }
        for kind in ItemKind::ALL {
            let key = format!("kind-{}", kind.spec().singular);
            assert!(Texts::of(Locale::En).find(&key).is_some(), "{key}");
        }
        assert_eq!(name(Texts::default(), "work-type", "journal-article"), "Journal article");
        assert_eq!(name(Texts::default(), "work-type", "hologram"), "hologram");
    }

    #[test]
    fn every_permission_that_people_grant_has_words() {
        for words in Scope::ALL.into_iter().filter_map(|scope| scope.spec().words) {
            for key in [format!("permission-{words}"), format!("permission-{words}.more")] {
                assert!(Texts::of(Locale::En).find(&key).is_some(), "{key}");
            }
        }
    }

    #[test]
    fn every_identifier_type_has_a_short_or_a_speaking_name() {
        for known in external_id::IDENTIFIER_TYPES {
            let label = identifier_type(Texts::default(), known.api_name);
            assert!(!label.is_empty() && !label.contains('_'), "{label}");
        }
        assert_eq!(identifier_type(Texts::default(), "doi"), "DOI");
        assert_eq!(identifier_type(Texts::default(), "Loop profile"), "Loop profile");
    }
}
