//! What of a record is asked for.

use byline_formats::Edition;
use byline_model::{ItemKind, PutCode, shapes};
use byline_store::KindRange;

/// One readable document of a record: an endpoint below `/{iD}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Section {
    Record,
    Person,
    PersonalDetails,
    Biography,
    Activities,
    /// `/works`, `/keywords`, `/email`, …
    List(ItemKind),
    /// `/work/12`, `/keywords/12`
    Item(ItemKind, PutCode),
    /// `/work/summary/12`
    Summary(ItemKind, PutCode),
    /// `/works/12,13`: the codes as given, at most a hundred.
    Bulk(ItemKind, Box<str>),
}

impl Section {
    /// The section at these path segments after the iD; `None` when there is no such endpoint.
    ///
    /// Put-codes that are no numbers give `Some(Err(kind))`: what is answered then depends on the API.
    pub fn from_path(segments: &[&str]) -> Option<Result<Section, ItemKind>> {
        let code = |kind: ItemKind, text: &str, make: fn(ItemKind, PutCode) -> Section| {
            Some(text.parse().map(|code| make(kind, code)).map_err(|_| kind))
        };
        match segments {
            [] | ["record"] => Some(Ok(Section::Record)),
            ["person"] => Some(Ok(Section::Person)),
            ["personal-details"] => Some(Ok(Section::PersonalDetails)),
            ["biography"] => Some(Ok(Section::Biography)),
            ["activities"] => Some(Ok(Section::Activities)),
            ["works", codes] => Some(Ok(Section::Bulk(ItemKind::Work, (*codes).into()))),
            [list] => ItemKind::from_list_path(list).map(|kind| Ok(Section::List(kind))),
            [item, text] => ItemKind::from_item_path(item).and_then(|kind| code(kind, text, Section::Item)),
            [item, "summary", text] => {
                let kind = ItemKind::from_item_path(item).filter(|kind| kind.is_activity());
                kind.and_then(|kind| code(kind, text, Section::Summary))
            }
            _ => None,
        }
    }

    /// Which stretch of the record has to be read for it.
    pub(crate) fn kinds(&self) -> KindRange {
        match self {
            Section::Record => KindRange::ALL,
            Section::Person | Section::PersonalDetails => KindRange::PERSON,
            Section::Biography => KindRange::one(ItemKind::Biography),
            Section::Activities => KindRange::ACTIVITIES,
            Section::List(kind) | Section::Item(kind, _) | Section::Summary(kind, _) | Section::Bulk(kind, _) => {
                KindRange::one(*kind)
            }
        }
    }

    /// The kind of document that it is.
    pub(crate) fn document(&self) -> &'static str {
        match self {
            Section::Record => "record",
            Section::Person => "person",
            Section::PersonalDetails => "personal-details",
            Section::Biography => "biography",
            Section::Activities => "activities",
            Section::List(kind) => kind.spec().plural,
            Section::Item(kind, _) => kind.spec().singular,
            Section::Summary(kind, _) => shapes::of(*kind).summary.name,
            Section::Bulk(..) => "bulk",
        }
    }

    /// Whether a version of the API has it.
    pub fn is_in(&self, edition: &Edition) -> bool {
        match self {
            Section::List(kind) | Section::Item(kind, _) | Section::Summary(kind, _) | Section::Bulk(kind, _) => {
                edition.has(*kind)
            }
            Section::Record | Section::Person | Section::PersonalDetails | Section::Biography | Section::Activities => {
                true
            }
        }
    }

    /// A number for the rendered form, when it may be kept: whole sections only, single items are quick to make.
    pub(crate) fn view_key(&self) -> Option<u32> {
        match self {
            Section::Record => Some(1),
            Section::Person => Some(2),
            Section::PersonalDetails => Some(3),
            Section::Activities => Some(4),
            Section::List(kind) => Some(16 + u32::from(kind.code())),
            Section::Biography | Section::Item(..) | Section::Summary(..) | Section::Bulk(..) => None,
        }
    }
}
