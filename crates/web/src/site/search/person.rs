//! Somebody who was found, as people read it.

use byline_i18n::Texts;
use byline_pages::{Markup, Said};
use byline_registry::FoundPerson;

/// Other names, and organisations of each sort: the record has all of them.
const MOST: usize = 5;

pub(super) struct Person {
    pub orcid: String,
    /// `None` when it is not public.
    pub name: Option<String>,
    pub also: Option<Said>,
    pub current: Option<Said>,
    pub past: Option<Said>,
}

impl Person {
    pub fn of(texts: Texts, found: FoundPerson) -> Self {
        let FoundPerson { orcid, given_names, family_name, credit_name, other_names, .. } = found;
        let parts: Vec<String> = [given_names, family_name].into_iter().flatten().collect();
        let own = Some(parts.join(" ")).filter(|it| !it.trim().is_empty());
        let name = own.or_else(|| credit_name.clone());
        let others = credit_name.into_iter().chain(other_names).filter(|it| Some(it) != name.as_ref());
        let others = few(others);
        let past = few(found.past_affiliations.into_iter().filter(|it| !found.current_affiliations.contains(it)));
        let said =
            |key, names: Vec<String>| (!names.is_empty()).then(|| Markup::of(texts, key).names("names", names).into());
        Person {
            orcid: orcid.to_string(),
            name,
            also: said("record-also-known", others),
            current: said("search-current", few(found.current_affiliations)),
            past: said("search-past", past),
        }
    }
}

/// Each once, and the first of them alone.
fn few(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut some: Vec<String> = Vec::new();
    for name in names {
        if some.len() < MOST && !some.contains(&name) {
            some.push(name);
        }
    }
    some
}
