//! Page or data: what a request for an iD wants (`registry` 16.3, `model` 7.1).

use axum::http::{HeaderMap, header};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Page,
    /// One of the forms of the public API, which goes on choosing.
    Data,
}

/// The best rated of the types that this registry knows; the page on a tie, and for whoever does not say.
pub(crate) fn wanted(request: &HeaderMap) -> Wanted {
    let mut best = (0, Wanted::Page);
    for value in request.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()) {
        for range in value.split(',') {
            let mut parts = range.split(';');
            let name = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
            let quality = parts.find_map(|it| it.trim().strip_prefix("q=").map(thousandths)).unwrap_or(1000);
            let Some(kind) = kind_of(&name) else { continue };
            if quality > best.0 || (quality == best.0 && kind == Wanted::Page) {
                best = (quality, kind);
            }
        }
    }
    best.1
}

/// What a type or range stands for; `None` for those that nothing here serves.
fn kind_of(name: &str) -> Option<Wanted> {
    match name.split_once('/')? {
        ("*", "*") | ("text", "*" | "html") | ("application", "xhtml+xml") => Some(Wanted::Page),
        ("application", rest) if ["xml", "json", "rdf", "n-triples"].iter().any(|it| rest.contains(it)) => {
            Some(Wanted::Data)
        }
        ("text", rest) if ["n3", "turtle"].iter().any(|it| rest.contains(it)) => Some(Wanted::Data),
        _ => None,
    }
}

/// A quality value as a number up to 1000; nonsense counts as zero.
fn thousandths(text: &str) -> u16 {
    let rating = text.trim().parse::<f32>().unwrap_or(0.0);
    if (0.0..=1.0).contains(&rating) { (rating * 1000.0) as u16 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn of(accept: &'static str) -> Wanted {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        wanted(&headers)
    }

    #[test]
    fn browsers_and_the_undecided_get_the_page() {
        assert_eq!(wanted(&HeaderMap::new()), Wanted::Page);
        for accept in [
            "text/html",
            "*/*",
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
            "application/json;q=0.5, text/html",
            "image/png",
            "text/plain",
        ] {
            assert_eq!(of(accept), Wanted::Page, "{accept}");
        }
    }

    #[test]
    fn programs_are_sent_to_the_data() {
        for accept in [
            "application/json",
            "application/json, text/plain, */*;q=0.1",
            "application/vnd.orcid+xml",
            "application/ld+json;q=0.9",
            "text/turtle",
            "application/rdf+xml",
            "application/n-triples",
            "text/html;q=0.2, text/n3",
        ] {
            assert_eq!(of(accept), Wanted::Data, "{accept}");
        }
    }
}
