//! Where documents lie in a data file or fixture directory (`platform` 1.3, `decisions` 35).
//!
//! Names are read, never joined to a folder: whatever an archive calls its entries, nothing is written outside.

use byline_formats::Syntax;
use byline_model::{ItemKind, OrcidId, PutCode};

/// What a file name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// `…/{last3}/{iD}.xml`
    Record(OrcidId),
    /// `…/{last3}/{iD}/{works}/{iD}_{works}_{put-code}.xml`
    Item(OrcidId, ItemKind, PutCode),
}

impl Place {
    /// By the last part of the path alone: the folders above differ from year to year.
    pub fn of(path: &str) -> Option<Place> {
        let name = path.rsplit('/').next()?;
        let stem = name.strip_suffix(".xml").or_else(|| name.strip_suffix(".json"))?;
        let mut parts = stem.split('_');
        let orcid = parts.next()?.parse().ok()?;
        match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Some(Place::Record(orcid)),
            (Some(section), Some(code), None) => Some(Place::Item(orcid, kind(section)?, code.parse().ok()?)),
            _ => None,
        }
    }

    /// Why the iD that a name is made of is none, when it looks like one.
    pub fn misspelt(path: &str) -> Option<String> {
        let name = path.rsplit('/').next()?;
        let start = name.get(..19)?;
        let digits = |at: usize, byte: u8| byte.is_ascii_digit() || (at == 18 && byte.eq_ignore_ascii_case(&b'X'));
        let looks =
            start.bytes().enumerate().all(|(at, byte)| if at % 5 == 4 { byte == b'-' } else { digits(at, byte) });
        let why = start.parse::<OrcidId>().err().filter(|_| looks)?;
        Some(format!("the name says {start}: {why}"))
    }

    /// The kind of document, by the name tools have for it.
    pub fn kind(&self) -> &'static str {
        match self {
            Place::Record(_) => "record",
            Place::Item(_, kind, _) => kind.spec().singular,
        }
    }

    /// Where the document belongs in a fixture directory.
    pub fn path(&self, syntax: Syntax) -> String {
        let extension = syntax.extension();
        match self {
            Place::Record(orcid) => format!("summaries/{}/{orcid}.{extension}", last3(*orcid)),
            Place::Item(orcid, kind, code) => {
                let section = kind.spec().plural;
                format!("activities/{}/{orcid}/{section}/{orcid}_{section}_{code}.{extension}", last3(*orcid))
            }
        }
    }
}

/// The folder of an activity section; one producer writes `membership` where others write `memberships`.
fn kind(section: &str) -> Option<ItemKind> {
    ItemKind::activities().find(|kind| kind.spec().plural == section || kind.spec().singular == section)
}

/// The last three characters of an iD, by which documents are spread over folders.
fn last3(orcid: OrcidId) -> String {
    orcid.to_string()[16..].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// PLAT-1.3
    #[test]
    fn names_of_every_producer_are_understood() {
        let ada: OrcidId = "0000-0002-1825-0097".parse().unwrap();
        let code = PutCode::new(7).unwrap();
        for (path, place) in [
            ("ORCID_2025_10_summaries/097/0000-0002-1825-0097.xml", Some(Place::Record(ada))),
            ("0000-0002-1825-0097.json", Some(Place::Record(ada))),
            (
                "7/097/0000-0002-1825-0097/works/0000-0002-1825-0097_works_7.xml",
                Some(Place::Item(ada, ItemKind::Work, code)),
            ),
            ("x/0000-0002-1825-0097_membership_7.json", Some(Place::Item(ada, ItemKind::Membership, code))),
            ("x/0000-0002-1825-0097_invited-positions_7.xml", Some(Place::Item(ada, ItemKind::InvitedPosition, code))),
            ("x/0000-0002-1825-0098.xml", None),
            ("x/0000-0002-1825-0097_keywords_7.xml", None),
            ("x/0000-0002-1825-0097_works.xml", None),
            ("x/0000-0002-1825-0097_works_7_8.xml", None),
            ("x/0000-0002-1825-0097.csv", None),
            ("", None),
        ] {
            assert_eq!(Place::of(path), place, "{path}");
        }
    }

    #[test]
    fn a_name_with_a_wrong_check_digit_is_told() {
        assert_eq!(Place::misspelt("x/0000-0002-1825-0097.xml"), None);
        assert_eq!(Place::misspelt("x/record-of-0000-0002-1825-0098.xml"), None);
        let why = Place::misspelt("x/0000-0002-1825-0098.xml").unwrap();
        assert!(why.starts_with("the name says 0000-0002-1825-0098: ") && why.contains('7'), "{why}");
    }

    /// D-35
    #[test]
    fn a_place_is_found_again_by_its_path() {
        let ada: OrcidId = "0000-0002-1694-233X".parse().unwrap();
        assert_eq!(Place::Record(ada).path(Syntax::Xml), "summaries/33X/0000-0002-1694-233X.xml");
        for kind in ItemKind::activities() {
            let place = Place::Item(ada, kind, PutCode::new(12).unwrap());
            assert_eq!(Place::of(&place.path(Syntax::Json)), Some(place));
        }
    }
}
