//! 2.1 to 2.0: the addresses of people and clients begin with `http:` (`model` 6; the XSDs of 2.0 and 2.1 differ in
//! nothing else).

use std::borrow::Cow;

use byline_model::shape::{Check, Content, Hosts, Rule};
use byline_model::shapes::rules;

use super::lens::{Lens, Meant, Older, Values};

/// From 2.1 to 2.0: URIs begin with `http`, and a few elements stand elsewhere.
pub static V2_0: Lens = Lens {
    texts: &[
        (&rules::ORCID_URI, Older::Content(Content::Text(&ORCID_URI), SCHEME)),
        (&rules::CLIENT_URI, Older::Content(Content::Text(&CLIENT_URI), SCHEME)),
    ],
    ..Lens::to("2.0")
};

static ORCID_URI: Rule = Rule::pattern("http orcid-uri", |text, hosts| is_http(text, hosts, &rules::ORCID_URI));
static CLIENT_URI: Rule = Rule::pattern("http client-uri", |text, hosts| is_http(text, hosts, &rules::CLIENT_URI));

/// Whether a text is what the newer rule asks for, but for its scheme. A deployment may have no other, as on loopback.
fn is_http(text: &str, hosts: &Hosts<'_>, newer: &Rule) -> bool {
    let Check::Pattern(fits) = newer.check else { return false };
    text.starts_with("http://") && (fits(text, hosts) || fits(&secure(text), hosts))
}

const SCHEME: Values = Values {
    down: |text, _| match text.strip_prefix("https://") {
        Some(rest) => Meant::Other(Cow::Owned(format!("http://{rest}"))),
        None => Meant::Same,
    },
    up: |text, hosts| {
        let own = hosts.base_url.and_then(|base| text.strip_prefix(base)).is_some_and(|rest| rest.starts_with('/'));
        if own || !text.starts_with("http://") { Meant::Same } else { Meant::Other(Cow::Owned(secure(text))) }
    },
};

fn secure(text: &str) -> String {
    text.replacen("http:", "https:", 1)
}
