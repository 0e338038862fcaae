//! The media types on offer (`record-api` 0.2).

use byline_http::MediaType;
use byline_registry::Form;

macro_rules! media {
    ($name:literal, $qs:expr) => {
        MediaType::new($name, concat!($name, ";charset=UTF-8"), $qs)
    };
}

pub static XML: MediaType = media!("application/xml", 1000);
pub static JSON: MediaType = media!("application/json", 1000);
static VND_XML: MediaType = media!("application/vnd.orcid+xml", 500);
static VND_JSON: MediaType = media!("application/vnd.orcid+json", 400);
static ORCID_XML: MediaType = media!("application/orcid+xml", 300);
static ORCID_JSON: MediaType = media!("application/orcid+json", 200);
pub static TEXT: MediaType = media!("text/plain", 1000);
pub static HTML: MediaType = media!("text/html", 1000);

/// What every document comes in, unless its endpoint says otherwise.
pub static STANDARD: [&MediaType; 6] = [&XML, &JSON, &VND_XML, &VND_JSON, &ORCID_XML, &ORCID_JSON];

/// Plain JSON among [`STANDARD`].
pub const STANDARD_JSON: usize = 1;

/// The one of [`STANDARD`] for clients without a wish.
pub const STANDARD_DEFAULT: usize = 2;

/// How a document is written in the type at this position of [`STANDARD`].
pub fn form(offer: usize) -> Form {
    match offer {
        0 | 2 | 4 => Form::Xml,
        1 => Form::Json,
        _ => Form::SpacedJson,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_the_names() {
        for (at, media) in STANDARD.iter().enumerate() {
            assert_eq!(form(at) == Form::Xml, media.name.ends_with("xml"), "{}", media.name);
        }
        assert_eq!(form(1), Form::Json);
        assert_eq!(STANDARD[STANDARD_DEFAULT].name, "application/vnd.orcid+xml");
    }
}
