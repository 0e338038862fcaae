//! The addresses of a version, as data: what a path names, on which API, with which methods.

use axum::http::Method;
use byline_formats::Edition;
use byline_http::Api;
use byline_model::ItemKind;
use byline_registry::Section;

use crate::ApiVersion;
use crate::search::Search;

/// What a path below a version names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint<'p> {
    /// `/`, for people.
    Landing,
    /// `/status`: the process is up.
    Alive,
    /// `/pubStatus`, `/apiStatus`: the store answers, too.
    Health,
    /// `/error`: fails on purpose.
    SelfTest,
    Identifiers,
    Client(&'p str),
    GroupIds,
    GroupId(&'p str),
    RecordSummary(&'p str),
    Search(Search),
    Suggest,
    /// Requests for permissions in somebody's inbox, and one of them.
    Notifications(&'p str),
    Notification(&'p str, &'p str),
    Section(&'p str, Section),
    /// `/{iD}/work`: where activities of a kind are added.
    Additions(&'p str, ItemKind),
    /// A section with something in the place of a put-code that is no number.
    NoPutCode(&'p str, ItemKind),
}

/// Names that stand where an iD would, and are none; some versions have not all of them.
const RESERVED: [&str; 4] = ["search", "expanded-search", "csv-search", "suggest"];

/// What may be done at an address, as the value of `Allow`.
const READS: &str = "HEAD,GET,OPTIONS";
const ADDS: &str = "POST,OPTIONS";
const READS_AND_ADDS: &str = "HEAD,GET,POST,OPTIONS";
const READS_AND_DELETES: &str = "HEAD,DELETE,GET,OPTIONS";
const ITEM: &str = "HEAD,DELETE,GET,OPTIONS,PUT";

impl<'p> Endpoint<'p> {
    /// `None` when the API has nothing there.
    pub fn parse(version: &ApiVersion, api: Api, segments: &[&'p str]) -> Option<Self> {
        let (member, edition) = (api == Api::Member, version.edition);
        Some(match *segments {
            [] => Self::Landing,
            ["status"] => Self::Alive,
            ["apiStatus"] if member && version.extras => Self::Health,
            ["pubStatus"] if !member && version.extras => Self::Health,
            ["apiStatus" | "pubStatus"] => return None,
            ["error"] if member => Self::SelfTest,
            ["identifiers"] if !member => Self::Identifiers,
            ["client", id] => Self::Client(id),
            ["group-id-record"] if member => Self::GroupIds,
            ["group-id-record", code] if member => Self::GroupId(code),
            ["client" | "group-id-record", ..] => return None,
            [name] if Search::of(name, edition).is_some() => Self::Search(Search::of(name, edition)?),
            ["suggest"] if version.extras => Self::Suggest,
            [name, ..] if RESERVED.contains(&name) => return None,
            [orcid, "summary"] if member && edition.root("record-summary").is_some() => Self::RecordSummary(orcid),
            [orcid, "notification-permission"] if member => Self::Notifications(orcid),
            [orcid, "notification-permission", code] if member => Self::Notification(orcid, code),
            [orcid, item] if member && additions(edition, item).is_some() => {
                Self::Additions(orcid, additions(edition, item)?)
            }
            [orcid, ref rest @ ..] => match Section::from_path(rest)? {
                Ok(section) if section.is_in(edition) => Self::Section(orcid, section),
                Err(kind) if edition.has(kind) => Self::NoPutCode(orcid, kind),
                Ok(_) | Err(_) => return None,
            },
        })
    }

    /// The value of `Allow`.
    pub fn allow(&self, api: Api) -> &'static str {
        match self {
            _ if api == Api::Public => READS,
            Self::Additions(..) => ADDS,
            Self::GroupIds | Self::Notifications(_) => READS_AND_ADDS,
            Self::GroupId(_) => ITEM,
            Self::Notification(..) => READS_AND_DELETES,
            Self::Section(_, Section::List(kind)) if kind.spec().writes.adds_to_list() => READS_AND_ADDS,
            Self::Section(_, Section::Item(..)) | Self::NoPutCode(..) => ITEM,
            _ => READS,
        }
    }

    /// Whether the method is one of those.
    pub fn knows(&self, api: Api, method: &Method) -> bool {
        let allow = self.allow(api).as_bytes();
        allow.split(|it| *it == b',').any(|known| known == method.as_str().as_bytes())
    }

    /// Answered without a token on the member API, too.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Landing | Self::Alive | Self::Health)
    }

    /// What stands in the place of an iD.
    pub fn orcid(&self) -> Option<&'p str> {
        match self {
            Self::Section(orcid, _)
            | Self::Additions(orcid, _)
            | Self::NoPutCode(orcid, _)
            | Self::Notifications(orcid)
            | Self::Notification(orcid, _)
            | Self::RecordSummary(orcid) => Some(orcid),
            Self::Landing
            | Self::Alive
            | Self::Health
            | Self::SelfTest
            | Self::Identifiers
            | Self::Client(_)
            | Self::Search(_)
            | Self::Suggest
            | Self::GroupIds
            | Self::GroupId(_) => None,
        }
    }
}

/// The kind that is added at this path segment: activities under the name of one, people's items in their list.
fn additions(edition: &Edition, segment: &str) -> Option<ItemKind> {
    ItemKind::from_item_path(segment).filter(|kind| kind.is_activity() && edition.has(*kind))
}

/// Kinds whose routes on the public API take numbers alone, so that anything else is an unknown address. A habit of the
/// published service that clients may rely on (`record-api` 4.4).
pub fn takes_numbers_alone(kind: ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Work | ItemKind::Funding | ItemKind::Education | ItemKind::Employment | ItemKind::PeerReview
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_addresses_belong_to_one_api() {
        let versions = crate::Versions::default();
        let (current, older) = (versions.current(), versions.of("v2.1").served().expect("a version"));
        let both = |version: &ApiVersion, segments: &[&'static str]| {
            Api::ALL.map(|api| Endpoint::parse(version, api, segments).is_some())
        };
        for (segments, expected) in [
            (&["x", "works"][..], [true, true]),
            (&["x", "summary"], [false, true]),
            (&["group-id-record"], [false, true]),
            (&["group-id-record", "1"], [false, true]),
            (&["x", "notification-permission"], [false, true]),
            (&["x", "notification-permission", "1"], [false, true]),
            (&["identifiers"], [true, true]),
            (&["pubStatus"], [true, false]),
            (&["apiStatus"], [false, true]),
            (&["client", "x"], [true, true]),
            (&["client"], [false, false]),
            (&["search"], [true, true]),
            (&["expanded-search"], [true, true]),
            (&["csv-search"], [true, true]),
            (&["search", "x"], [false, false]),
            (&["suggest"], [true, true]),
            (&["x", "work", "1", "2"], [false, false]),
            (&["x", ""], [false, false]),
        ] {
            assert_eq!(both(current, segments), expected, "{segments:?}");
        }
        for segments in [
            &["x", "summary"][..],
            &["pubStatus"],
            &["apiStatus"],
            &["x", "services"],
            &["x", "service", "?"],
            &["expanded-search"],
            &["csv-search"],
        ] {
            assert_eq!(both(older, segments), [false, false], "{segments:?}");
        }
        for segments in [&["x", "employment", "?"][..], &["search"]] {
            assert_eq!(both(older, segments), [true, true], "{segments:?}");
        }
        // On the member API the word is taken for an iD, which it is not.
        assert_eq!(
            Endpoint::parse(current, Api::Member, &["identifiers"]).and_then(|it| it.orcid()),
            Some("identifiers")
        );
    }
}
