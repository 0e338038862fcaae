//! What a sandbox tells programs, for whoever looks at it with a browser: in English, like all tools.

use askama::Template;
use axum::response::Response;
use byline_pages::assets;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::answer;

/// More are only counted.
const SHOWN: usize = 200;

/// How a list of objects, or a single one, is shown.
#[derive(Clone, Copy, Debug)]
pub struct Listing {
    pub title: &'static str,
    /// The keys whose values make the heading of an entry; the others follow below.
    pub heading: &'static [&'static str],
    /// What is below `/__sandbox/`, and the key that names an entry there.
    pub link: Option<(&'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "sandbox/listing.html")]
struct Page {
    style: &'static str,
    mark: &'static str,
    title: &'static str,
    entries: Vec<Entry>,
    more: usize,
}

struct Entry {
    heading: String,
    link: Option<String>,
    facts: Vec<(String, String)>,
}

/// A page with everything that the objects have.
pub fn page(listing: &Listing, value: &Value) -> Response {
    let all = match value {
        Value::Array(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    };
    let entries = all.iter().take(SHOWN).map(|it| entry(listing, it)).collect();
    let more = all.len().saturating_sub(SHOWN);
    answer(&Page { style: assets::style(), mark: assets::mark(), title: listing.title, entries, more })
}

fn entry(listing: &Listing, value: &Value) -> Entry {
    let text = |key: &str| value.get(key).map(said).unwrap_or_default();
    let heading: Vec<String> = listing.heading.iter().map(|key| text(key)).filter(|it| !it.is_empty()).collect();
    let link = listing.link.map(|(place, key)| {
        let name = text(key);
        format!("/__sandbox/{place}/{}", utf8_percent_encode(&name, NON_ALPHANUMERIC))
    });
    let members = value.as_object().into_iter().flatten();
    let facts = members.filter(|(key, value)| !listing.heading.contains(&key.as_str()) && !said(value).is_empty());
    let facts = facts.map(|(key, value)| (key.clone(), said(value))).collect();
    Entry { heading: heading.join(" · "), link, facts }
}

/// As people read it; nothing for what is not there.
fn said(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(members) => members.iter().map(said).collect::<Vec<_>>().join("\n"),
        Value::Object(members) => {
            members.iter().map(|(key, value)| format!("{key}: {}", said(value))).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[tokio::test]
    async fn what_strangers_sent_is_text() {
        let evil = "\"><script>alert(1)</script>";
        let listing = Listing { title: "Requests", heading: &["path"], link: Some(("people", "id")) };
        let value = json!([{ "path": evil, "id": evil, "headers": { "x": evil }, "body": evil, "query": null }]);
        let body = axum::body::to_bytes(page(&listing, &value).into_body(), usize::MAX).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert!(!body.contains("<script") && body.contains("alert(1)"), "{body}");
        assert!(!body.contains("query"), "what is not there is not shown: {body}");
    }
}
