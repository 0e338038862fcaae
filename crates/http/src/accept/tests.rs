use super::*;
use proptest::prelude::*;

static XML: MediaType = MediaType::new("application/xml", "application/xml;charset=UTF-8", 1000);
static JSON: MediaType = MediaType::new("application/json", "application/json;charset=UTF-8", 1000);
static VENDOR: MediaType = MediaType::new("application/vnd.orcid+xml", "application/vnd.orcid+xml;charset=UTF-8", 500);
static OFFERS: [&MediaType; 3] = [&XML, &JSON, &VENDOR];

fn accept(values: &[&str]) -> Result<String, NotNegotiable> {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append(ACCEPT, value.parse().unwrap());
    }
    negotiate(&headers, &OFFERS, 2).map(|accepted| accepted.content_type.to_str().unwrap().to_owned())
}

#[test]
fn ranking_goes_by_q_then_qs_then_specificity_then_order() {
    for (value, expected) in [
        ("application/json", "application/json;charset=UTF-8"),
        ("application/vnd.orcid+xml, application/json", "application/json;charset=UTF-8"),
        ("application/vnd.orcid+xml, application/json;q=0.9", "application/vnd.orcid+xml;charset=UTF-8"),
        ("application/json, application/xml", "application/json;charset=UTF-8"),
        ("application/xml, application/json", "application/xml;charset=UTF-8"),
        ("application/*, application/json", "application/json;charset=UTF-8"),
        ("application/*", "application/xml;charset=UTF-8"),
        ("*/json", "application/json;charset=UTF-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml;charset=UTF-8"),
        ("text/html, image/gif, *; q=.2, */*; q=.2", "application/xml;charset=UTF-8"),
        ("*/*;q=0.5, application/xml;q=0, application/json;q=0", "application/vnd.orcid+xml;charset=UTF-8"),
    ] {
        assert_eq!(accept(&[value]).as_deref(), Ok(expected), "{value}");
    }
}

#[test]
fn the_spelling_of_the_client_comes_back() {
    for (value, expected) in [
        ("Application/Json", "Application/Json;charset=UTF-8"),
        ("application/json; charset=utf-8", "application/json;charset=utf-8"),
        ("application/json;q=0.5;qs=0.3", "application/json;charset=UTF-8"),
        ("application/json;v=1;q=1", "application/json;v=1;charset=UTF-8"),
        ("application/json;charset=ISO-8859-1", "application/json;charset=UTF-8"),
        ("application/json;a=\"x,y\"", "application/json;a=\"x,y\";charset=UTF-8"),
    ] {
        assert_eq!(accept(&[value]).as_deref(), Ok(expected), "{value}");
    }
}

#[test]
fn without_a_wish_the_default_is_served() {
    for values in [&[][..], &["*/*"], &[""], &["  "]] {
        assert_eq!(accept(values).as_deref(), Ok("application/vnd.orcid+xml;charset=UTF-8"), "{values:?}");
    }
}

#[test]
fn without_a_wish_the_type_of_the_request_is_served() {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/JSON; charset=utf-8"));
    assert_eq!(negotiate(&headers, &OFFERS, 2).unwrap().offer, 1);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv"));
    assert_eq!(negotiate(&headers, &OFFERS, 2).unwrap().offer, 2);
}

#[test]
fn several_headers_are_one_list() {
    assert_eq!(accept(&["text/plain", "application/json"]).as_deref(), Ok("application/json;charset=UTF-8"));
}

#[test]
fn what_is_not_offered_is_not_acceptable() {
    for value in ["text/plain", "text/*", "application/json;q=0", "application/*;q=0, application/json;q=0.0"] {
        assert_eq!(accept(&[value]), Err(NotNegotiable::NotAcceptable), "{value}");
    }
}

#[test]
fn broken_headers_are_told_apart() {
    for value in ["json", "application/", "/json", "a/b/c", "application/json;q=2", "application/json;q=x", "a b/c"] {
        assert_eq!(accept(&[value]), Err(NotNegotiable::Malformed), "{value}");
    }
}

proptest! {
    #[test]
    fn no_header_can_break_it(value in "[ -~]{0,60}") {
        let _ = accept(&[&value]);
    }
}
