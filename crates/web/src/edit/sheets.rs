//! The forms, as rows: what of a kind can be edited, in which order, by which means, and what it is called.
//!
//! What may stand in a field is said by the shape of the kind and by its rules, and not here.

use byline_model::ItemKind;
use byline_registry::LookupFor;

/// The form of a kind.
pub(crate) struct Sheet {
    pub(crate) inputs: &'static [Input],
}

/// A row of a form.
pub(crate) struct Input {
    /// The way to it in the document: keys with dots between.
    pub(crate) at: &'static str,
    /// The message that names it.
    pub(crate) label: &'static str,
    /// The message that says what to write.
    pub(crate) hint: Option<&'static str>,
    pub(crate) widget: Widget,
    pub(crate) needed: bool,
}

/// By which means something is written.
#[derive(Clone, Copy)]
pub(crate) enum Widget {
    Line,
    Area,
    /// An address in the web.
    Address,
    /// The iD of somebody.
    Orcid,
    Pick(Pick),
    /// Year, month and day.
    Date,
    /// A name with a look-up; its town and country beside it.
    Organization(LookupFor),
    /// Any number of the same, up to this one.
    Repeat {
        inputs: &'static [Input],
        most: usize,
    },
}

/// A list to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    Country,
    Language,
    Currency,
    WorkType,
    FundingType,
    CitationType,
    IdentifierType,
    Relationship,
    ContributorRole,
}

/// What a person writes by hand of one list at most; longer ones stay as they are.
const BY_HAND: usize = 50;

impl Input {
    const fn new(at: &'static str, label: &'static str, widget: Widget) -> Self {
        Input { at, label, hint: None, widget, needed: false }
    }

    const fn line(at: &'static str, label: &'static str) -> Self {
        Input::new(at, label, Widget::Line)
    }

    const fn pick(at: &'static str, label: &'static str, pick: Pick) -> Self {
        Input::new(at, label, Widget::Pick(pick))
    }

    const fn needed(self) -> Self {
        Input { needed: true, ..self }
    }

    const fn hint(self, hint: &'static str) -> Self {
        Input { hint: Some(hint), ..self }
    }
}

const IDENTIFIER: &[Input] = &[
    Input::pick("external-id-type", "field-type", Pick::IdentifierType),
    Input::line("external-id-value", "field-value"),
    Input::pick("external-id-relationship", "field-relationship", Pick::Relationship),
    Input::new("external-id-url", "field-url", Widget::Address),
];

const CONTRIBUTOR: &[Input] = &[
    Input::line("credit-name", "field-name"),
    Input::new("contributor-orcid", "field-orcid", Widget::Orcid),
    Input::pick("contributor-attributes.contributor-role", "field-role", Pick::ContributorRole),
];

const IDENTIFIERS: Input =
    Input::new("external-ids.external-id", "field-identifier", Widget::Repeat { inputs: IDENTIFIER, most: BY_HAND });
const LINK: Input = Input::new("url", "field-url", Widget::Address);
const START: Input = Input::new("start-date", "field-start", Widget::Date);
const END: Input = Input::new("end-date", "field-end", Widget::Date).hint("field-end-hint");
const TITLE: Input = Input::line("title.title", "field-title").needed();
const TRANSLATED: Input = Input::line("title.translated-title.value", "field-translated-title");
const TRANSLATED_LANGUAGE: Input =
    Input::pick("title.translated-title.language-code", "field-translated-language", Pick::Language);
const DESCRIPTION: Input = Input::new("short-description", "field-description", Widget::Area);

static NAME: Sheet = Sheet {
    inputs: &[
        Input::line("given-names", "register-given-names").needed(),
        Input::line("family-name", "register-family-name"),
        Input::line("credit-name", "field-credit-name").hint("field-credit-name-hint"),
    ],
};
static BIOGRAPHY: Sheet = Sheet { inputs: &[Input::new("content", "record-biography", Widget::Area).needed()] };
static OTHER_NAME: Sheet = Sheet { inputs: &[Input::line("content", "kind-other-name").needed()] };
static KEYWORD: Sheet = Sheet { inputs: &[Input::line("content", "kind-keyword").needed()] };
static RESEARCHER_URL: Sheet = Sheet {
    inputs: &[Input::line("url-name", "field-url-name"), Input::new("url", "field-url", Widget::Address).needed()],
};
static ADDRESS: Sheet = Sheet { inputs: &[Input::pick("country.value", "kind-address", Pick::Country).needed()] };

static AFFILIATION: Sheet = Sheet {
    inputs: &[
        Input::new("organization", "field-organization", Widget::Organization(LookupFor::Affiliation)).needed(),
        Input::line("department-name", "field-department"),
        Input::line("role-title", "field-position"),
        START,
        END,
        LINK,
    ],
};

static FUNDING: Sheet = Sheet {
    inputs: &[
        Input::pick("type", "field-type", Pick::FundingType).needed(),
        Input::line("organization-defined-type", "field-subtype"),
        TITLE,
        TRANSLATED,
        TRANSLATED_LANGUAGE,
        Input::new("organization", "field-funder", Widget::Organization(LookupFor::Funding)).needed(),
        START,
        END,
        Input::line("amount.value", "field-amount").hint("field-amount-hint"),
        Input::pick("amount.currency-code", "field-currency", Pick::Currency),
        DESCRIPTION,
        IDENTIFIERS,
        LINK,
    ],
};

static WORK: Sheet = Sheet {
    inputs: &[
        Input::pick("type", "field-type", Pick::WorkType).needed(),
        TITLE,
        Input::line("title.subtitle", "field-subtitle"),
        TRANSLATED,
        TRANSLATED_LANGUAGE,
        Input::line("journal-title", "field-container"),
        Input::new("publication-date", "field-date", Widget::Date),
        IDENTIFIERS,
        LINK,
        Input::new(
            "contributors.contributor",
            "field-contributor",
            Widget::Repeat { inputs: CONTRIBUTOR, most: BY_HAND },
        ),
        DESCRIPTION,
        Input::pick("citation.citation-type", "field-citation-type", Pick::CitationType),
        Input::new("citation.citation-value", "field-citation", Widget::Area),
        Input::pick("language-code", "field-language", Pick::Language),
        Input::pick("country.value", "kind-address", Pick::Country),
    ],
};

impl Sheet {
    /// The form of a kind; `None` for one that its owner does not write.
    pub(crate) fn of(kind: ItemKind) -> Option<&'static Sheet> {
        Some(match kind {
            ItemKind::Name => &NAME,
            ItemKind::Biography => &BIOGRAPHY,
            ItemKind::OtherName => &OTHER_NAME,
            ItemKind::Keyword => &KEYWORD,
            ItemKind::ResearcherUrl => &RESEARCHER_URL,
            ItemKind::Address => &ADDRESS,
            ItemKind::Funding => &FUNDING,
            ItemKind::Work => &WORK,
            ItemKind::Distinction
            | ItemKind::Education
            | ItemKind::Employment
            | ItemKind::InvitedPosition
            | ItemKind::Membership
            | ItemKind::Qualification
            | ItemKind::Service => &AFFILIATION,
            ItemKind::Email | ItemKind::ExternalIdentifier | ItemKind::PeerReview | ItemKind::ResearchResource => {
                return None;
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use byline_model::rules::OwnersPart;
    use byline_model::shape::{Content, Shape};
    use byline_model::shapes;

    use super::*;

    /// Where a row leads in a shape, if anywhere.
    fn leads(shape: &'static Shape, at: &str) -> Option<Content> {
        let (key, rest) = at.split_once('.').map_or((at, None), |(key, rest)| (key, Some(rest)));
        let content = shape.fields[shape.position(key)?].content;
        match (rest, content) {
            (None, content) => Some(content),
            (Some(rest), Content::Object(inner)) => leads(inner, rest),
            (Some(_), _) => None,
        }
    }

    #[test]
    fn every_row_leads_to_a_place_of_its_shape() {
        for kind in ItemKind::ALL {
            let writes = matches!(OwnersPart::of(kind), OwnersPart::Adds | OwnersPart::HasOne);
            assert_eq!(Sheet::of(kind).is_some(), writes, "{kind}");
            let Some(sheet) = Sheet::of(kind) else { continue };
            for input in sheet.inputs {
                let content = leads(shapes::of(kind).full, input.at);
                let is_object = matches!(content, Some(Content::Object(_)));
                let has_parts = matches!(input.widget, Widget::Date | Widget::Organization(_) | Widget::Repeat { .. });
                assert!(content.is_some() && is_object == has_parts, "{kind}: {}", input.at);
                let (Widget::Repeat { inputs, .. }, Some(Content::Object(member))) = (input.widget, content) else {
                    continue;
                };
                for inner in inputs {
                    assert!(leads(member, inner.at).is_some(), "{kind}: {} {}", input.at, inner.at);
                }
            }
        }
    }
}
