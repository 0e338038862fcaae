//! Records of ROR, in version 2 of its schema.

use byline_store::{NameKind, OrganizationStatus};
use serde::Deserialize;

use super::said::{Draft, Record};

const SOURCE: &str = "ROR";

#[derive(Deserialize)]
struct Ror {
    id: String,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    types: Option<Vec<String>>,
    #[serde(default)]
    names: Option<Vec<Name>>,
    #[serde(default)]
    locations: Option<Vec<Location>>,
    #[serde(default)]
    external_ids: Option<Vec<ExternalId>>,
    #[serde(default)]
    relationships: Option<Vec<Relationship>>,
    /// In lists of what was taken back.
    #[serde(default)]
    redirect: Option<String>,
}

#[derive(Deserialize)]
struct Name {
    value: String,
    #[serde(default)]
    types: Option<Vec<String>>,
    #[serde(default)]
    lang: Option<String>,
}

#[derive(Deserialize)]
struct Location {
    #[serde(default)]
    geonames_details: Option<Details>,
}

#[derive(Deserialize)]
struct Details {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    country_code: Option<String>,
    #[serde(default)]
    country_subdivision_name: Option<String>,
}

#[derive(Deserialize)]
struct ExternalId {
    #[serde(rename = "type")]
    source: String,
    #[serde(default)]
    preferred: Option<String>,
    #[serde(default)]
    all: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Relationship {
    #[serde(rename = "type")]
    kind: String,
    id: String,
}

/// A member of the published list.
pub(super) fn of_json(text: &str) -> Record {
    let ror: Ror = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut draft = Draft::new(SOURCE, &ror.id)?;
    names(&mut draft, &ror.names.unwrap_or_default());
    if let Some(it) = ror.locations.iter().flatten().find_map(|it| it.geonames_details.as_ref()) {
        draft.place(it.name.as_deref(), it.country_subdivision_name.as_deref(), it.country_code.as_deref());
    }
    ror.types.iter().flatten().for_each(|it| draft.kind(it));
    for id in ror.external_ids.iter().flatten() {
        let all = id.all.as_deref().unwrap_or_default();
        let missing = id.preferred.iter().filter(|it| !all.contains(it));
        for identifier in all.iter().chain(missing) {
            draft.id(&id.source, identifier, id.preferred.as_ref() == Some(identifier));
        }
    }
    let follows = |it: &&Relationship| it.kind.eq_ignore_ascii_case("successor");
    let successors = ror.relationships.iter().flatten().filter(follows).map(|it| &it.id);
    successors.chain(&ror.redirect).for_each(|it| draft.successor(it));
    match ror.status.as_deref().unwrap_or("active") {
        "active" => draft.status(OrganizationStatus::Active),
        "inactive" => draft.status(OrganizationStatus::Inactive),
        "withdrawn" | "redirected" | "obsolete" => {
            if !draft.has_name() {
                return Ok(draft.ended());
            }
            draft.status(OrganizationStatus::Obsolete);
        }
        other => return Err(format!("{}: the status {other:?} is not known", ror.id)),
    }
    draft.whole()
}

/// The name that is shown is the name; without one it is the first.
fn names(draft: &mut Draft, names: &[Name]) {
    let is = |name: &Name, kind: &str| name.types.iter().flatten().any(|it| it == kind);
    let shown = names.iter().position(|it| is(it, "ror_display")).unwrap_or(0);
    for (place, name) in names.iter().enumerate() {
        if place == shown {
            draft.name(&name.value);
            continue;
        }
        let kind = match () {
            () if is(name, "acronym") => NameKind::Acronym,
            () if is(name, "label") => NameKind::Label,
            () => NameKind::Alias,
        };
        draft.other_name(kind, &name.value, name.lang.as_deref());
    }
}
