//! A record as a schema.org Person in JSON-LD (`model` 7.3).

use byline_model::document::Object;
use byline_model::external_id;

use super::json::{Json, Members};
use super::{Context, iri, members, person_uri};

/// The document, pretty-printed. Empty values are left out, except `@reverse`; a list of one is its member.
pub fn person(record: &Object<'_>, context: &Context<'_>) -> Vec<u8> {
    let uri = person_uri(record, context);
    let mut person = Members::default();
    person.text("@context", "http://schema.org").text("@type", "Person");
    person.text("@id", &uri).text("mainEntityOfPage", &uri);
    describe(&mut person, record);
    person.into_json().spaced()
}

/// What a page about a person says of itself and of the person, on one line (`registry` 16.4). Page and person are two
/// nodes: who reads the one to be about the other must not take what is said of the page, its dates, for the person's. It
/// stands between tags of HTML: no `<` is in it.
pub fn page(record: &Object<'_>, context: &Context<'_>, address: &str, language: &str) -> String {
    let uri = person_uri(record, context);
    let here = format!("{uri}#page");
    let moment = |key: &str| record.at(&["history", key]).as_time().map(|it| it.to_string());
    let mut page = Members::default();
    page.text("@type", "ProfilePage").text("@id", &here).text("url", address).text("inLanguage", language);
    page.optional("dateCreated", moment("submission-date")).optional("dateModified", moment("last-modified-date"));
    page.text("license", "https://creativecommons.org/publicdomain/zero/1.0/");
    page.value("mainEntity", reference(&uri));
    let mut person = Members::default();
    person.text("@type", "Person").text("@id", &uri).value("mainEntityOfPage", reference(&here));
    describe(&mut person, record);
    let mut graph = Members::default();
    graph.text("@context", "https://schema.org/");
    graph.value("@graph", Json::List(vec![page.into_json(), person.into_json()]));
    let text = String::from_utf8(graph.into_json().compact()).expect("texts were text before");
    text.replace('<', "\\u003c")
}

/// Another node of the graph.
fn reference(uri: &str) -> Json {
    let mut reference = Members::default();
    reference.text("@id", uri);
    reference.into_json()
}

/// What the record says of the person.
fn describe(person: &mut Members, record: &Object<'_>) {
    let name = |key: &str| record.at(&["person", "name", key]).as_text();
    let texts = |section: &str, list: &str, key: &str| {
        members(record, &["person", section, list]).filter_map(|it| it.text(key)).map(str::to_owned).collect::<Vec<_>>()
    };
    let groups = |sections: &[&str]| sections.iter().flat_map(|it| organizations(record, it)).collect::<Vec<_>>();
    let urls = texts("researcher-urls", "researcher-url", "url");

    person.optional("name", name("credit-name"));
    person.optional("givenName", name("given-names")).optional("familyName", name("family-name"));
    person.unwrapped("alternateName", as_texts(texts("other-names", "other-name", "content")));
    person.unwrapped("address", members(record, &["person", "addresses", "address"]).filter_map(address).collect());
    person.unwrapped("alumniOf", groups(&["educations", "qualifications"]));
    person.unwrapped(
        "affiliation",
        groups(&["employments", "distinctions", "invited-positions", "memberships", "services"]),
    );
    let mut reverse = Members::default();
    reverse.unwrapped("funder", activities(record, "fundings", "group").filter_map(funder).collect());
    reverse.unwrapped("creator", activities(record, "works", "group").filter_map(creative_work).collect());
    person.value("@reverse", reverse.into_json());
    person.unwrapped("url", as_texts(urls.iter().filter_map(|url| iri::absolute(url)).collect()));
    person.unwrapped("identifier", identifiers(record));
}

fn as_texts(texts: Vec<String>) -> Vec<Json> {
    texts.into_iter().map(Json::Text).collect()
}

fn activities<'r, 'a>(
    record: &'r Object<'a>,
    section: &'r str,
    list: &'static str,
) -> impl Iterator<Item = &'r Object<'a>> {
    members(record, &["activities-summary", section, list])
}

fn address(address: &Object<'_>) -> Option<Json> {
    let country = address.at(&["country", "value"]).as_text()?;
    let mut place = Members::default();
    place.text("addressCountry", country).text("@type", "PostalAddress");
    Some(place.into_json())
}

fn property_value(kind: &str, value: &str) -> Json {
    let mut property = Members::default();
    property.text("@type", "PropertyValue").text("propertyID", kind).text("value", value);
    property.into_json()
}

/// What other systems call the person.
fn identifiers(record: &Object<'_>) -> Vec<Json> {
    members(record, &["person", "external-identifiers", "external-identifier"])
        .filter_map(|it| Some(property_value(it.text("external-id-type")?, it.text("external-id-value")?)))
        .collect()
}

fn organizations<'r>(record: &'r Object<'_>, section: &'r str) -> impl Iterator<Item = Json> + 'r {
    activities(record, section, "affiliation-group").filter_map(|group| {
        let first = members(group, &["summaries"]).next()?;
        organization(members(group, &["summaries"]), first.text("department-name"), Vec::new())
    })
}

fn funder(group: &Object<'_>) -> Option<Json> {
    let summaries = || members(group, &["funding-summary"]);
    let title = summaries().next()?.at(&["title", "title"]).as_text();
    let grants = members(group, &["external-ids", "external-id"]).filter_map(|id| {
        let (kind, value) = (id.text("external-id-type")?, id.text("external-id-value")?);
        Some(property_value(kind, &normalized(id, kind, value)?))
    });
    organization(summaries(), title, grants.collect())
}

/// The organisation of a group of items: named as in the first of them, known by the ids in all of them. None when the
/// first names no identifier.
fn organization<'r, 'a: 'r>(
    summaries: impl Iterator<Item = &'r Object<'a>>,
    alternate_name: Option<&str>,
    mut identifiers: Vec<Json>,
) -> Option<Json> {
    let mut name = None;
    let mut lei = None;
    let mut addresses: Vec<String> = Vec::new();
    for summary in summaries {
        let given = summary.object("organization");
        let known = given.and_then(|it| it.object("disambiguated-organization"));
        if name.is_none() {
            name = Some(known.and(given)?.text("name").unwrap_or_default());
        }
        let Some(known) = known else { continue };
        let (Some(id), Some(source)) =
            (known.text("disambiguated-organization-identifier"), known.text("disambiguation-source"))
        else {
            continue;
        };
        let address = match source {
            "LEI" => {
                lei = lei.or(Some(id));
                Some(format!("https://www.gleif.org/lei/{id}"))
            }
            "FUNDREF" => external_id::normalized_url("doi", id).or_else(|| iri::absolute(id)),
            "GRID" => Some(id.to_owned()),
            _ => {
                add(&mut identifiers, property_value(source, id));
                None
            }
        };
        address.into_iter().for_each(|address| add(&mut addresses, address));
    }
    let mut addresses = addresses.into_iter();
    let mut organization = Members::default();
    organization.text("@type", "Organization").optional("@id", addresses.next()).optional("leiCode", lei);
    organization.text("name", name?).optional("alternateName", alternate_name);
    organization.unwrapped("identifier", identifiers).unwrapped("sameAs", as_texts(addresses.collect()));
    Some(organization.into_json())
}

/// A group of works: named as the first of them, known by the identifiers of the group.
fn creative_work(group: &Object<'_>) -> Option<Json> {
    let title = members(group, &["work-summary"]).next()?.at(&["title", "title"]).as_text();
    let mut at = None;
    let (mut identifiers, mut same_as) = (Vec::new(), Vec::new());
    for id in members(group, &["external-ids", "external-id"]) {
        let (Some(kind), Some(value)) = (id.text("external-id-type"), id.text("external-id-value")) else { continue };
        let Some(normalized) = normalized(id, kind, value) else { continue };
        add(&mut identifiers, property_value(kind, &normalized));
        let own = || id.text("external-id-url").map(str::to_owned);
        let url = external_id::normalized_url(kind, value).or_else(own).and_then(|url| iri::absolute(&url));
        match url {
            Some(url) if kind == "doi" && at.is_none() => at = Some(url),
            Some(url) => add(&mut same_as, url),
            None => {}
        }
    }
    same_as.retain(|url| Some(url) != at.as_ref());
    let mut work = Members::default();
    work.text("@type", "CreativeWork").optional("@id", at).optional("name", title);
    work.unwrapped("identifier", identifiers).unwrapped("sameAs", as_texts(same_as));
    Some(work.into_json())
}

/// The normalised value as served, or worked out for records that come without (dumps, fundings).
fn normalized(id: &Object<'_>, kind: &str, value: &str) -> Option<String> {
    match id.object("external-id-normalized") {
        Some(served) => served.text("value").map(str::to_owned),
        None => external_id::normalize(kind, value).ok().map(Into::into),
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, member: T) {
    if !list.contains(&member) {
        list.push(member);
    }
}

#[cfg(test)]
mod tests;
