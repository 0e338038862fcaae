//! What answers have beyond the published ones, for who asks for it.

use byline_model::OrcidId;
use byline_model::document::{Object, Value};
use byline_model::shapes::beyond as shapes;
use byline_model::shapes::roots::Root;
use byline_registry::{Facets, Snippet};

use super::With;

/// The root of an answer with more in it; `None` where nothing more was asked for.
pub fn root(kind: &str, with: With) -> Option<&'static Root> {
    Some(match (kind == "search", with.facets, with.highlights) {
        (_, false, false) => return None,
        (true, true, false) => &shapes::SEARCH_WITH_FACETS,
        (true, false, true) => &shapes::SEARCH_WITH_HIGHLIGHTS,
        (true, true, true) => &shapes::SEARCH_WITH_BOTH,
        (false, true, false) => &shapes::EXPANDED_WITH_FACETS,
        (false, false, true) => &shapes::EXPANDED_WITH_HIGHLIGHTS,
        (false, true, true) => &shapes::EXPANDED_WITH_BOTH,
    })
}

/// The most frequent values of those who were found.
pub fn facets(facets: &Facets) -> Object<'static> {
    let mut object = Object::new(&shapes::FACETS);
    for (facet, values) in facets {
        let value = |(value, count): &(Box<str>, u64)| {
            let value = Object::new(&shapes::FACET_VALUE).with("value", value.to_string());
            Value::Object(value.with("count", i64::try_from(*count).unwrap_or(i64::MAX)))
        };
        object.set(facet.name(), values.iter().map(value).collect::<Vec<_>>());
    }
    object
}

/// Why each was found, in the order of the page; whoever was found for no word of a value is left out.
pub fn highlights(found: &[OrcidId], snippets: &[Vec<Snippet>]) -> Vec<Value<'static>> {
    let of_one = |(orcid, snippets): (&OrcidId, &Vec<Snippet>)| {
        let snippets: Vec<_> = snippets.iter().map(|it| Value::Object(snippet(it))).collect();
        let highlight = Object::new(&shapes::HIGHLIGHT).with("orcid-id", orcid.to_string());
        Value::Object(highlight.with("snippet", snippets))
    };
    found.iter().zip(snippets).filter(|(_, snippets)| !snippets.is_empty()).map(of_one).collect()
}

fn snippet(snippet: &Snippet) -> Object<'static> {
    let mut parts = Vec::new();
    let mut part = |text: &str, is_match: bool| {
        if !text.is_empty() {
            let part = Object::new(&shapes::SNIPPET_PART).with("text", text.to_owned());
            parts.push(Value::Object(part.with("match", is_match)));
        }
    };
    let mut at = 0;
    for mark in &snippet.marks {
        part(&snippet.text[at..mark.start], false);
        part(&snippet.text[mark.clone()], true);
        at = mark.end;
    }
    part(&snippet.text[at..], false);
    Object::new(&shapes::SNIPPET).with("field", snippet.field.to_string()).with("part", parts)
}
