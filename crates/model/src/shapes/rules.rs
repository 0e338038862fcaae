//! The simple types of `common-3.0.xsd` and its companions.

use crate::enums;
use crate::shape::{Check, Hosts, Rule};

/// Any text, also an empty one.
pub static ANY: Rule = Rule::any("xs:string");
/// `xs:anyURI` as the published service reads it: nearly everything without blanks in the wrong places.
pub static URI: Rule = Rule::pattern("xs:anyURI", |text, _| super::any_uri::is_any_uri(text));
/// Something else than blanks, of any length.
pub static NON_EMPTY: Rule = Rule::non_blank("non-empty-string", 0);
/// Something else than blanks, at most 150 characters.
pub static STRING_150: Rule = Rule::non_blank("string-150", 150);
/// Something else than blanks, at most 350 characters.
pub static STRING_350: Rule = Rule::non_blank("string-350", 350);
/// Something else than blanks, at most 1000 characters.
pub static STRING_1000: Rule = Rule::non_blank("string-1000", 1000);
/// `long-text`: something else than blanks, at most 4000 characters.
pub static LONG_TEXT: Rule = Rule::non_blank("long-text", 4000);
/// At most 500 characters, empty ones included.
pub static SHORT_TEXT: Rule = Rule::up_to("short-text", 500);
/// At most 200 characters, empty ones included.
pub static STRING_200: Rule = Rule::up_to("string-200", 200);
/// At most 255 characters, empty ones included.
pub static STRING_255: Rule = Rule::up_to("string-255", 255);
/// At most 1000 characters, empty ones included.
pub static SUBTITLE: Rule = Rule::up_to("subtitle", 1000);
/// At most 1000 characters, empty ones included, where the XSD gives the bound without naming a type.
pub static TEXT_1000: Rule = Rule::up_to("xs:string, at most 1000 characters", 1000);
/// At most 5000 characters, empty ones included.
pub static SHORT_DESCRIPTION: Rule = Rule::up_to("short-description", 5000);
/// `string-255` of person texts, which the published API refuses when empty (`record-api` 3.14).
pub static CONTENT_255: Rule = Rule::up_to("string-255", 255);
/// Something with one `@` and a dot behind it, at most 350 characters: the XSD asks no more.
pub static EMAIL_ADDRESS: Rule = Rule { max: 350, ..Rule::pattern("email", |text, _| is_email(text)) };
/// A number that is kept as the text it was sent as.
pub static AMOUNT_VALUE: Rule = Rule { trims: true, ..Rule::any("amount") };
/// A year from 1900 to 2100.
pub static YEAR: Rule = Rule::integer("year", 1900, 2100);
/// A month from 1 to 12.
pub static MONTH: Rule = Rule::integer("month", 1, 12);
/// A day from 1 to 31; whether the month has it is asked when an item is written.
pub static DAY: Rule = Rule::integer("day", 1, 31);
/// A language tag with hyphens or underscores: `en`, `zh_CN`.
pub static LOCALE: Rule = Rule::pattern("locale", |text, _| is_locale(text));
/// Groups of four digits with hyphens, the last of which may end in `X`; the check digit is not looked at.
pub static ORCID_PATH: Rule = Rule::pattern("orcid-path", |text, _| is_orcid_path(text));
/// The address of a record, at orcid.org or at a host of this deployment (`decisions` 2).
pub static ORCID_URI: Rule = Rule::pattern("orcid-uri", is_orcid_uri);
/// A client id: `APP-` and sixteen letters or digits, or the form of an iD.
pub static CLIENT_PATH: Rule = Rule::pattern("client-path", |text, _| is_client_path(text));
/// The address of a client, at orcid.org or at a host of this deployment (`decisions` 2).
pub static CLIENT_URI: Rule = Rule::pattern("client-uri", |text, hosts| {
    own_path(text, hosts).and_then(|path| path.strip_prefix("client/")).is_some_and(is_client_path)
});
/// One of the published prefixes and two characters of a URL at least, at most 1000 in all (9020 otherwise).
pub static GROUP_ID: Rule = Rule { max: 1000, ..Rule::pattern("group-id", |text, _| is_group_id(text)) };

/// `journal-article` and the others of the published list.
pub static WORK_TYPE: Rule = Rule::one_of("work-type", &enums::WORK_TYPE);
/// `grant`, `contract`, `award` or `salary-award`.
pub static FUNDING_TYPE: Rule = Rule::one_of("funding-type", &enums::FUNDING_TYPE);
/// What an identifier is to the item: `self`, `part-of`, `version-of`, `funded-by`.
pub static RELATIONSHIP: Rule = Rule::one_of("relationship-type", &enums::RELATIONSHIP);
/// Of a translated title, whose list the XSD does not know either.
pub static LANGUAGE: Rule = Rule::one_of("language-code", &enums::LANGUAGE_CODE);
/// Two letters of ISO 3166-1 in upper case, or one of the published exceptions.
pub static COUNTRY: Rule = Rule::one_of("iso-3166-country", &enums::COUNTRY);
/// Three letters of ISO 4217 in upper case.
pub static CURRENCY: Rule = Rule::one_of("currency-code", &enums::CURRENCY);
/// What the reviewer was: `reviewer`, `editor`, and others of the published list.
pub static REVIEWER_ROLE: Rule = Rule::one_of("role", &enums::PEER_REVIEW_ROLE);
/// `review` or `evaluation`.
pub static REVIEW_TYPE: Rule = Rule::one_of("type", &enums::PEER_REVIEW_TYPE);
/// What was reviewed: a type of work, of funding or of proposal, by the published list.
pub static SUBJECT_TYPE: Rule = Rule::one_of("subject-type", &enums::PEER_REVIEW_SUBJECT_TYPE);
/// What sort of resource was used: `infrastructures`, `collections`, `equipment`, `services`.
pub static RESOURCE_TYPE: Rule = Rule::one_of("resource-type", &enums::RESOURCE_TYPE);
/// How a citation is written; an empty element means `formatted-unspecified`.
pub static CITATION_TYPE: Rule = Rule {
    check: Check::OneOfOr { list: &enums::CITATION_TYPE, default: "formatted-unspecified" },
    ..Rule::any("citation-type")
};
/// Who may read an item, in the four words of the wire (`decisions` 13).
pub static VISIBILITY: Rule = in_xsd("visibility", &enums::VISIBILITY, true);
/// `first` or `additional`.
pub static CONTRIBUTOR_SEQUENCE: Rule = in_xsd("contributor-sequence", &enums::CONTRIBUTOR_SEQUENCE, true);
/// What a group of reviews is: `journal`, `publisher`, and others of the published list.
pub static GROUP_TYPE: Rule = in_xsd("group-id-record type", &enums::GROUP_TYPE, false);
/// `permission`, `custom`, and the others that an inbox holds.
pub static NOTIFICATION_TYPE: Rule = in_xsd("notification-type", &enums::NOTIFICATION_TYPE, true);
/// The kinds that a request may name when it is written; more are read.
pub static NOTIFICATION_ITEM_TYPE: Rule = in_xsd("activity-type", &enums::NOTIFICATION_ITEM_TYPE_WRITABLE, false);

const fn in_xsd(name: &'static str, list: &'static enums::Enumeration, bound: bool) -> Rule {
    Rule { check: Check::OneOf { list, in_xsd: true, bound }, ..Rule::any(name) }
}

/// `(\d{4}-){3,}\d{3}[\dX]`: no check digit is tested here.
pub(crate) fn is_orcid_path(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 19
        && bytes.len() % 5 == 4
        && bytes.iter().enumerate().all(|(index, byte)| match index % 5 {
            4 => *byte == b'-',
            _ => byte.is_ascii_digit() || (*byte == b'X' && index + 1 == bytes.len()),
        })
}

pub(crate) fn is_orcid_uri(text: &str, hosts: &Hosts<'_>) -> bool {
    own_path(text, hosts).is_some_and(is_orcid_path)
}

/// `APP-[\da-zA-Z]{16}`, or the form of an iD.
fn is_client_path(text: &str) -> bool {
    let app = |tail: &str| tail.len() == 16 && tail.bytes().all(|byte| byte.is_ascii_alphanumeric());
    text.strip_prefix("APP-").is_some_and(app) || is_orcid_path(text)
}

/// What follows the host of a URI of the live registry, of its test stand-in, or of this deployment.
fn own_path<'a>(text: &'a str, hosts: &Hosts<'_>) -> Option<&'a str> {
    let mut bases = hosts.base_url.into_iter().chain(hosts.others.iter().map(|it| &**it));
    if let Some(path) = bases.find_map(|base| text.strip_prefix(base)?.strip_prefix('/')) {
        return Some(path);
    }
    let (host, path) = text.strip_prefix("https://")?.split_once('/')?;
    if host.ends_with("orcid.org") {
        return Some(path);
    }
    host.starts_with("localhost").then(|| text.rsplit_once("/orcid-web/").map(|(_, path)| path))?
}

/// `[^@]+@[^\.]+\..+`
fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.split_once('.').is_some_and(|(first, rest)| !first.is_empty() && !rest.is_empty())
    })
}

/// `[a-zA-Z]{1,8}((-|_)[a-zA-Z0-9]{1,8})*`
fn is_locale(text: &str) -> bool {
    text.split(['-', '_']).enumerate().all(|(index, part)| {
        (1..=8).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphabetic() || (index > 0 && byte.is_ascii_digit()))
    })
}

/// A known prefix and at least two characters of what a URL may hold.
fn is_group_id(text: &str) -> bool {
    let tail = enums::GROUP_ID_PREFIX.values.iter().find_map(|prefix| text.strip_prefix(prefix));
    tail.is_some_and(|tail| {
        tail.len() >= 2
            && tail.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"^._~:/?#[]@!$&'()*+,;=-".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// D-02
    #[test]
    fn orcid_uris_of_foreign_hosts_fail() {
        let own = Hosts::of(Some("http://127.0.0.1:8080"));
        let accepts = |text: &str, hosts: &Hosts<'_>| match ORCID_URI.check {
            Check::Pattern(check) => check(text, hosts),
            _ => unreachable!("the rule is a pattern"),
        };
        assert!(accepts("https://sandbox.orcid.org/0000-0002-1825-0097", &own));
        assert!(accepts("http://127.0.0.1:8080/0000-0002-1825-0097", &own));
        assert!(accepts("https://localhost:8443/orcid-web/0000-0002-1825-0097", &own));
        for text in [
            "http://orcid.org/0000-0002-1825-0097",
            "https://example.org/0000-0002-1825-0097",
            "https://orcid.org/0000-0002-1825",
            "http://127.0.0.1:80801/0000-0002-1825-0097",
        ] {
            assert!(!accepts(text, &own), "{text}");
        }
    }

    #[test]
    fn addresses_locales_and_groups() {
        assert!(is_email("a@b.c") && !is_email("nope") && !is_email("a@b") && !is_email("@b.c"));
        assert!(is_locale("zh_CN") && is_locale("en") && !is_locale("") && !is_locale("e1"));
        assert!(
            is_group_id("publons:xy") && !is_group_id("issn:1") && !is_group_id("foo:12") && !is_group_id("issn:a b")
        );
        assert!(
            is_client_path("APP-0123456789abcDEF") && is_client_path("0000-0002-1825-009X") && !is_client_path("APP-1")
        );
    }
}
