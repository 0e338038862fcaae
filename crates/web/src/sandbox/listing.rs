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
    facts: Vec<Fact>,
}

/// A key of an object, with what it says: a line for each member of a list.
struct Fact {
    label: String,
    lines: Vec<String>,
    /// Line breaks and blanks are somebody's.
    as_sent: bool,
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
    let facts = members.filter(|(key, _)| !listing.heading.contains(&key.as_str()));
    let facts = facts.map(|(key, value)| fact(key, value)).filter(|fact| !fact.lines.is_empty()).collect();
    Entry { heading: heading.join(" · "), link, facts }
}

fn fact(key: &str, value: &Value) -> Fact {
    let lines: Vec<String> = match value {
        Value::Array(members) => members.iter().map(said).collect(),
        // Headers and the like: their names are what was sent.
        Value::Object(members) => members.iter().map(|(name, value)| format!("{name}: {}", said(value))).collect(),
        one => vec![said(one)],
    };
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    Fact { label: label(key), as_sent: lines.iter().any(|line| line.contains('\n')), lines }
}

/// The name of a key as words: `redirect_uris` is "Redirect addresses".
fn label(key: &str) -> String {
    let known = match key {
        "id" => "ID",
        "orcid" => "ORCID iD",
        "redirect_uris" => "Redirect addresses",
        "obo_enabled" => "Acts for other clients",
        "obo_whitelist" => "Clients that act for it",
        "user_obo_enabled" => "Acts as the owner of a record",
        "at" => "Time",
        "body_bytes" => "Bytes in the body",
        "millis" => "Milliseconds",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let text = key.replace('_', " ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// As people read it; nothing for what is not there. Of an object inside of another what it says, in one line.
fn said(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(members) => members.iter().map(said).collect::<Vec<_>>().join(" "),
        Value::Object(members) => {
            // What it is, where it is so, comes behind what it says; where it leads comes first.
            let mut parts: Vec<(u8, String)> = members
                .iter()
                .map(|(key, value)| match value {
                    Value::Bool(true) => (2, key.clone()),
                    Value::Bool(false) => (2, String::new()),
                    other => (u8::from(key != "uri"), said(other)),
                })
                .filter(|(_, part)| !part.is_empty())
                .collect();
            parts.sort_by_key(|(place, _)| *place);
            parts.into_iter().map(|(_, part)| part).collect::<Vec<_>>().join(" · ")
        }
        Value::Number(number) => number.to_string(),
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
        assert!(!body.contains("Query"), "what is not there is not shown: {body}");
    }

    /// Programs are told by names and structures, people by words.
    #[test]
    fn nothing_is_shown_as_a_program_writes_it() {
        let client = json!({
            "redirect_uris": [
                { "uri": "https://a.example/cb", "type": "default", "scopes": [], "retired": false },
                { "uri": "https://a.example/old", "type": "import-works-wizard", "scopes": ["/read-limited", "openid"],
                  "retired": true },
            ],
            "extra_scopes": ["/webhook", "openid"],
            "obo_enabled": false,
            "persistent_tokens": true,
            "switches": [],
            "owner": null,
            "description": "One\nTwo",
        });
        let facts: Vec<_> = client.as_object().unwrap().iter().map(|(key, value)| fact(key, value)).collect();
        let shown: Vec<(&str, Vec<&str>, bool)> = facts
            .iter()
            .filter(|fact| !fact.lines.is_empty())
            .map(|fact| (&*fact.label, fact.lines.iter().map(String::as_str).collect(), fact.as_sent))
            .collect();
        let old = "https://a.example/old · /read-limited openid · import-works-wizard · retired";
        let expected = [
            ("Redirect addresses", vec!["https://a.example/cb · default", old], false),
            ("Extra scopes", vec!["/webhook", "openid"], false),
            ("Acts for other clients", vec!["no"], false),
            ("Persistent tokens", vec!["yes"], false),
            ("Description", vec!["One\nTwo"], true),
        ];
        let mut expected = expected.to_vec();
        expected.sort_by_key(|it| shown.iter().position(|shown| shown.0 == it.0));
        assert_eq!(shown, expected);
    }
}
