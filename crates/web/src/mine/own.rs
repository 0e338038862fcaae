//! Items as their owner sees them: what they say, who says so, who sees them, and what can be done about them.

use byline_i18n::Texts;
use byline_model::document::{Object, Value};
use byline_model::kind::Grouping;
use byline_model::rules::OwnersPart;
use byline_model::{ItemKind, OrcidId, PutCode, Visibility};
use byline_pages::{Said, web_address};

use crate::record::activities::{Entry, Reading};
use crate::record::links::Identifier;
use crate::record::prose::paragraphs;
use crate::record::source::Source;

/// One item.
pub(crate) struct Own {
    pub(crate) kind: ItemKind,
    pub(crate) code: PutCode,
    /// What it is called in the words around it.
    pub(crate) name: String,
    pub(crate) body: Body,
    pub(crate) source: Source,
    pub(crate) visibility: Option<Visibility>,
    /// What it says is its owner's to change.
    pub(crate) is_own: bool,
    /// Another version leads.
    pub(crate) can_lead: bool,
    /// Where it can go in its list.
    pub(crate) places: Places,
}

/// What an item says.
pub(crate) enum Body {
    Entry(Box<Entry>),
    Line { text: Said, href: Option<String> },
    Prose(Vec<Vec<String>>),
}

/// The neighbours before whom an item can be put.
#[derive(Default)]
pub(crate) struct Places {
    /// The one above it.
    pub(crate) up: Option<PutCode>,
    /// The one below the next; `Some(None)` puts it last.
    pub(crate) down: Option<Option<PutCode>>,
}

impl Places {
    pub(crate) fn is_any(&self) -> bool {
        self.up.is_some() || self.down.is_some()
    }
}

/// A group: the version that leads, and the others.
pub(crate) struct OwnCard {
    pub(crate) item: Own,
    pub(crate) versions: Vec<Own>,
}

impl Own {
    /// Of a member of a list, or of the one that there is.
    pub(crate) fn of(texts: Texts, owner: OrcidId, kind: ItemKind, item: &Object<'_>) -> Own {
        let number = item.get("put-code").as_number().and_then(|it| u64::try_from(it).ok());
        let code = number.and_then(|it| PutCode::new(it).ok()).unwrap_or(PutCode::SINGLE);
        let (name, body) = said(texts, kind, item);
        Own {
            kind,
            code,
            name,
            body,
            source: Source::of(item),
            visibility: item.text("visibility").and_then(|it| it.parse().ok()),
            is_own: kind.is_single() || is_by(owner, item),
            can_lead: false,
            places: Places::default(),
        }
    }

    /// `work-12`: the place of the item on its page.
    pub(crate) fn anchor(&self) -> String {
        format!("{}-{}", self.kind, self.code)
    }

    /// The same, unless what it says has it already.
    pub(crate) fn outer_anchor(&self) -> Option<String> {
        (!matches!(self.body, Body::Entry(_))).then(|| self.anchor())
    }

    /// What its pages begin with.
    pub(crate) fn path(&self) -> String {
        format!("/my-orcid/{}/{}", self.kind, self.code)
    }

    /// Whether who says so stands beside it: entries say it themselves, and what there is one of is its owner's.
    pub(crate) fn shows_source(&self) -> bool {
        !self.kind.is_single() && !matches!(self.body, Body::Entry(_))
    }

    pub(crate) fn can_edit(&self) -> bool {
        match OwnersPart::of(self.kind) {
            OwnersPart::Adds => self.is_own,
            OwnersPart::HasOne => true,
            OwnersPart::Keeps | OwnersPart::Account => false,
        }
    }

    /// Of what others added an own version can be made, which joins the group.
    pub(crate) fn can_copy(&self) -> bool {
        OwnersPart::of(self.kind) == OwnersPart::Adds && !self.is_own
    }

    pub(crate) fn can_remove(&self) -> bool {
        self.kind != ItemKind::Name
    }

    /// For those that are mixed by date: the entry's.
    pub(crate) fn recency(&self) -> (bool, &str, &str) {
        match &self.body {
            Body::Entry(entry) => entry.span.recency(),
            Body::Line { .. } | Body::Prose(_) => (false, "", ""),
        }
    }

    pub(crate) fn is_for(&self, level: &Visibility) -> bool {
        self.visibility == Some(*level)
    }
}

/// The levels that pages offer, with their message and their picture.
pub(crate) const LEVELS: [(Visibility, &str, &str); 3] = [
    (Visibility::Public, "visibility-public", "globe"),
    (Visibility::Limited, "visibility-limited", "people"),
    (Visibility::Private, "visibility-private", "lock"),
];

/// Whether the person wrote it, for themselves.
fn is_by(owner: OrcidId, item: &Object<'_>) -> bool {
    let Some(source) = item.object("source") else { return false };
    let author = source.object("source-orcid").and_then(|it| it.text("path")).and_then(|it| it.parse().ok());
    let has_origin =
        ["assertion-origin-orcid", "assertion-origin-client-id"].iter().any(|it| !source.get(it).is_null());
    author == Some(owner) && !has_origin
}

/// Name and content of an item, of its full form or of its summary.
pub(crate) fn said(texts: Texts, kind: ItemKind, item: &Object<'_>) -> (String, Body) {
    let text = |key| item.text(key).unwrap_or_default().to_owned();
    let line = |text: String, href: Option<String>| (text.clone(), Body::Line { text: Said::name(&text), href });
    match kind {
        ItemKind::Name => line(full_name(texts, item), None),
        ItemKind::Biography => {
            let text = text("content");
            (texts.text("record-biography").into_owned(), Body::Prose(paragraphs(&text)))
        }
        ItemKind::OtherName | ItemKind::Keyword => line(text("content"), None),
        ItemKind::Email => line(text("email"), None),
        ItemKind::ResearcherUrl => {
            let url = text("url");
            let name = item.text("url-name").filter(|it| !it.trim().is_empty()).unwrap_or(&url).to_owned();
            line(name, web_address(&url))
        }
        ItemKind::Address => {
            let code = item.object("country").and_then(|it| it.text("value")).unwrap_or_default();
            line(texts.country(code).into_owned(), None)
        }
        ItemKind::ExternalIdentifier => match Identifier::of(texts, item) {
            Some(id) => (id.value.clone(), Body::Line { text: id.labelled(texts), href: None }),
            None => line(text("external-id-value"), None),
        },
        _ => {
            let entry = Entry::of(Reading::short(texts), kind, item);
            (entry.shown_title(texts).into_owned(), Body::Entry(Box::new(entry)))
        }
    }
}

/// The published name, and behind it what it stands for.
fn full_name(texts: Texts, name: &Object<'_>) -> String {
    let parts = ["given-names", "family-name"].into_iter().filter_map(|key| name.text(key));
    let whole = parts.collect::<Vec<_>>().join(" ");
    match name.text("credit-name").filter(|published| *published != whole) {
        Some(published) => {
            texts.say("mine-published-name").with("published", published.to_owned()).with("name", whole).to_string()
        }
        None => whole,
    }
}

impl OwnCard {
    /// The members of a group stand in the last field of its shape.
    pub(crate) fn of_group(texts: Texts, owner: OrcidId, kind: ItemKind, group: &Object<'_>) -> Option<OwnCard> {
        let Some(Value::List(members)) = group.slots().last() else { return None };
        let mut items = members.iter().filter_map(Value::as_object).map(|it| Own::of(texts, owner, kind, it));
        let item = items.next()?;
        let versions = items.map(|it| Own { can_lead: true, ..it }).collect();
        Some(OwnCard { item, versions })
    }

    /// The items of a list in their order, each with the places where it can go.
    pub(crate) fn list(mut items: Vec<Own>) -> Vec<OwnCard> {
        let codes: Vec<PutCode> = items.iter().map(|it| it.code).collect();
        for (at, item) in items.iter_mut().enumerate().filter(|(_, it)| is_sorted_by_hand(it.kind)) {
            item.places = Places {
                up: at.checked_sub(1).map(|above| codes[above]),
                down: (at + 1 < codes.len()).then(|| codes.get(at + 2).copied()),
            };
        }
        items.into_iter().map(|item| OwnCard { item, versions: Vec::new() }).collect()
    }
}

/// Whether items of a kind have the order that their owner gives them.
pub(crate) fn is_sorted_by_hand(kind: ItemKind) -> bool {
    kind.spec().grouping == Grouping::None && kind.spec().by_put_code
}
