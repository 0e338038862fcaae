//! Organisations that are known, found by what was typed of their name (`registry` 12).

use byline_i18n::Texts;
use byline_model::enums;
use byline_registry::{Lookup, LookupFor, Organization, RecordError, Registry};

use super::filled::{Filled, ORGANIZATION};

/// So many are offered.
const MOST: usize = 10;

/// What was found for an organisation of a form.
pub(crate) struct Found {
    /// The row.
    pub(crate) at: String,
    organizations: Vec<Organization>,
}

impl Found {
    /// Those that are called as was typed.
    pub(crate) async fn by_name(
        registry: &Registry,
        (at, purpose): (&str, LookupFor),
        filled: &Filled,
    ) -> Result<Found, RecordError> {
        let text = filled.get(&format!("{at}.name"));
        let organizations = registry.organizations_like(Lookup { text, purpose, most: MOST }).await?;
        Ok(Found { at: at.to_owned(), organizations })
    }

    /// Value and words of each.
    pub(crate) fn choices(&self, texts: Texts) -> Vec<(String, String)> {
        self.organizations.iter().map(|it| (format!("{} {}", it.source, it.identifier), name(texts, it))).collect()
    }
}

/// Puts the organisation that was chosen in the place of what was typed; says whether there is one.
pub(crate) async fn choose(
    registry: &Registry,
    (at, purpose): (&str, LookupFor),
    filled: &mut Filled,
) -> Result<bool, RecordError> {
    let chosen = filled.get(&format!("{at}.pick")).to_owned();
    let Some((source, identifier)) = chosen.split_once(' ') else { return Ok(false) };
    let found = registry.organizations_like(Lookup { text: identifier, purpose, most: MOST }).await?;
    let Some(known) = found.into_iter().find(|it| &*it.source == source && &*it.identifier == identifier) else {
        return Ok(false);
    };
    let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
    // Vocabularies know more countries than the published list does.
    let country = Some(text(&known.country)).filter(|it| enums::COUNTRY.contains(it)).unwrap_or_default();
    let parts = [
        known.name.to_string(),
        text(&known.city),
        text(&known.region),
        country,
        known.identifier.to_string(),
        known.source.to_string(),
    ];
    for (part, value) in ORGANIZATION.iter().zip(parts) {
        filled.set(format!("{at}.{part}"), value);
    }
    Ok(true)
}

/// Which one is meant is forgotten; what it is called stays.
pub(crate) fn forget(at: &str, filled: &mut Filled) {
    for part in &ORGANIZATION[4..] {
        filled.set(format!("{at}.{part}"), "");
    }
}

/// `Quill University, Mill, France (ROR https://ror.org/…)`
fn name(texts: Texts, organization: &Organization) -> String {
    let Organization { name, city, country, identifier, source, .. } = organization;
    in_words(
        texts,
        [name, city.as_deref().unwrap_or_default(), country.as_deref().unwrap_or_default()],
        (source, identifier),
    )
}

/// The same of what a form says.
pub(crate) fn found_name(texts: Texts, filled: &Filled, at: &str) -> String {
    let part = |number: usize| filled.get(&format!("{at}.{}", ORGANIZATION[number]));
    in_words(texts, [part(0), part(1), part(3)], (part(5), part(4)))
}

fn in_words(texts: Texts, [name, city, country]: [&str; 3], (source, identifier): (&str, &str)) -> String {
    let country = if country.is_empty() { String::new() } else { texts.country(country).into_owned() };
    let parts: Vec<&str> = [name, city, &country].into_iter().filter(|it| !it.is_empty()).collect();
    format!("{} ({source} {identifier})", parts.join(&texts.text("list-separator")))
}
