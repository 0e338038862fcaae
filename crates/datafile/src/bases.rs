//! Which registries a document names: it may come from a sandbox, from a registry under another address, from a proxy.

use byline_model::{ClientId, OrcidId};

/// A document names few; who names more means to have them all kept.
const MOST: usize = 16;

/// The addresses before iDs and clients in the `uri` elements of a document, each once: `http://127.0.0.1:8080` of
/// `http://127.0.0.1:8080/client/APP-…`. In time linear in the document.
pub(crate) fn named_in(text: &str) -> Vec<Box<str>> {
    let mut found: Vec<Box<str>> = Vec::new();
    for (at, name) in text.match_indices("uri") {
        let Some(uri) = value(&text[at + name.len()..]) else { continue };
        let uri = uri.replace("\\/", "/");
        if let Some(base) = base(&uri)
            && !found.iter().any(|it| **it == *base)
        {
            found.push(base.into());
            if found.len() == MOST {
                break;
            }
        }
    }
    found
}

/// What stands behind the name of an element or key.
fn value(rest: &str) -> Option<&str> {
    // Longer than any address; without it, a quotation mark that is missing would be looked for again and again.
    let within = |text: &str| text.floor_char_boundary(1024);
    if let Some(text) = rest.strip_prefix('>') {
        return Some(text[..within(text)].split_once('<')?.0.trim());
    }
    let rest = rest.strip_prefix('"')?;
    let rest = rest[..within(rest)].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    Some(rest.split_once('"')?.0)
}

fn base(uri: &str) -> Option<&str> {
    let (before, last) = uri.rsplit_once('/')?;
    let base = match last.parse::<OrcidId>() {
        Ok(_) => before.strip_suffix("/client").unwrap_or(before),
        Err(_) => last.parse::<ClientId>().ok().and_then(|_| before.strip_suffix("/client"))?,
    };
    let host = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://"))?;
    // Those of the live registry are known: by another scheme they are not what the schema wants.
    let is_known = host.ends_with("orcid.org");
    let is_address =
        !host.is_empty() && !host.starts_with('/') && !host.contains(|it: char| it.is_whitespace() || it == '@');
    (is_address && !is_known).then_some(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_registries_are_found_in_both_syntaxes() {
        let json = r#"{"source-orcid":{"uri":"http://127.0.0.1:8080/0000-0002-1825-0097"},
            "source-client-id" : {"uri" : "http:\/\/127.0.0.1:8080\/client\/APP-0123456789ABCDEF"},
            "uri":"https://reg.example/orcid/0000-0002-1825-0097","url":"https://else.example/0000-0002-1825-0097"}"#;
        assert_eq!(named_in(json), ["http://127.0.0.1:8080".into(), "https://reg.example/orcid".into()]);
        let xml = "<common:uri> http://a.example/0000-0002-1825-0097 </common:uri><common:uri>http://a.example/client/\
                   0000-0002-1694-233X</common:uri><x:uri/>";
        assert_eq!(named_in(xml), ["http://a.example".into()]);
    }

    #[test]
    fn what_is_no_address_of_a_registry_is_none() {
        for uri in [
            "0000-0002-1825-0097",
            "https://a.example/0000-0002-1825-0098",
            "https:///0000-0002-1825-0097",
            "ftp://a.example/0000-0002-1825-0097",
            "https://me@a.example/0000-0002-1825-0097",
            "https://a.example/APP-0123456789ABCDEF",
            "http://orcid.org/0000-0002-1825-0097",
        ] {
            assert_eq!(base(uri), None, "{uri}");
        }
    }

    #[test]
    fn a_document_names_no_more_than_it_may() {
        let many: String = (0..100).map(|n| format!("<uri>http://h{n}.example/0000-0002-1825-0097</uri>")).collect();
        assert_eq!(named_in(&many).len(), MOST);
    }
}
