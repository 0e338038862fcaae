//! Editions: the documents as each version of the API writes and reads them.
//!
//! There is one model, that of the newest version. An older edition is made of the next newer one by a [`Lens`], a table
//! of differences: its shapes are derived from the newer shapes, and the same readers, printers and checks walk them
//! ([`derive`]). Documents go down on reading and up on writing, one lens after the other ([`convert`]).

mod convert;
mod currencies;
mod derive;
mod lens;
mod v2_0;
mod v2_1;

use std::borrow::Cow;
use std::sync::LazyLock;

use byline_model::ItemKind;
use byline_model::document::Object;
use byline_model::shape::Hosts;
use byline_model::shapes::roots::{ROOTS, Root};

use crate::extent::Extent;
use crate::{ReadError, Syntax, check, json, xml};
use convert::Walk;
use derive::{Origins, Step};
pub use lens::{Change, Edit, Lens, Loss, Meant, Of, Older, Values, Words};
pub use v2_0::V2_0;
pub use v2_1::V2_1;

/// The documents of one version.
#[derive(Debug)]
pub struct Edition {
    name: &'static str,
    number: u32,
    roots: &'static [Root],
    /// Kinds of items that the version does not know.
    without: Vec<ItemKind>,
    /// From the newest version down to this one.
    steps: Vec<&'static Step>,
    lenses: Vec<&'static Lens>,
}

static NEWEST: Edition = Edition {
    name: "3.0",
    number: number("3.0"),
    roots: ROOTS,
    without: Vec::new(),
    steps: Vec::new(),
    lenses: Vec::new(),
};
static EDITION_2_1: LazyLock<Edition> = LazyLock::new(|| NEWEST.through(&V2_1));
static EDITION_2_0: LazyLock<Edition> = LazyLock::new(|| EDITION_2_1.through(&V2_0));

impl Edition {
    /// The documents as the model has them.
    pub fn newest() -> &'static Edition {
        &NEWEST
    }

    /// Version 2.1, one lens away from the model.
    pub fn v2_1() -> &'static Edition {
        &EDITION_2_1
    }

    /// Version 2.0, through the lens of 2.1 and one more.
    pub fn v2_0() -> &'static Edition {
        &EDITION_2_0
    }

    /// The edition on the other side of a lens. Its shapes stay in memory for good, so it is made once.
    #[must_use]
    pub fn through(&self, lens: &'static Lens) -> Edition {
        let known = self.steps.last().map(|step| &step.origins);
        let step = Step::new(lens, self.roots, known.unwrap_or(&Origins::default()));
        let step: &'static Step = Box::leak(Box::new(step));
        Edition {
            name: lens.name,
            number: number(lens.name),
            roots: step.roots,
            without: self.without.iter().chain(lens.without_kinds).copied().collect(),
            steps: self.steps.iter().copied().chain([step]).collect(),
            lenses: self.lenses.iter().copied().chain([lens]).collect(),
        }
    }

    /// `2.1`
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// A number for the version that no other has: 201 for `2.1`.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Every root element.
    pub fn roots(&self) -> &'static [Root] {
        self.roots
    }

    /// The root under which documents of this kind are written; `None` when the version has no such documents.
    pub fn root(&self, kind: &str) -> Option<&'static Root> {
        self.roots.iter().find(|root| root.kind == kind)
    }

    /// Whether the version knows items of this kind.
    pub fn has(&self, kind: ItemKind) -> bool {
        !self.without.contains(&kind)
    }

    /// Whether documents are those of the model, and pass as they are.
    pub fn is_newest(&self) -> bool {
        self.steps.is_empty()
    }

    /// Whether items are grouped by identifiers as they were sent, not by their normal form.
    pub fn groups_as_sent(&self) -> bool {
        self.lenses.iter().any(|lens| lens.groups_as_sent)
    }

    /// Whether an object of the model is one that this version can say.
    pub fn shows(&self, object: &Object<'_>) -> bool {
        let mut hidden = self.lenses.iter().flat_map(|lens| lens.hidden);
        !hidden.any(|(shape, hides)| *shape == object.shape() && hides(object))
    }

    /// The lenses between the newest version and this one.
    pub fn lenses(&self) -> &[&'static Lens] {
        &self.lenses
    }

    /// A document of the model as this version has it.
    pub fn down<'a>(&self, kind: &str, mut document: Object<'a>, hosts: &Hosts<'_>) -> Object<'a> {
        for step in &self.steps {
            if let Some(derived) = step.documents.get(kind) {
                document = Walk::new(hosts).down(derived, document);
            }
        }
        document
    }

    /// A document of this version as the model has it.
    pub fn up<'a>(&self, kind: &str, mut document: Object<'a>, hosts: &Hosts<'_>) -> Object<'a> {
        for step in self.steps.iter().rev() {
            if let Some(derived) = step.documents.get(kind) {
                document = Walk::new(hosts).up(derived, document);
            }
        }
        document
    }

    /// What the model holds once `sent`, a document of this version, has taken the place of `original`, a document of the
    /// model: what the version cannot say is kept, and so is everything that comes back as it was shown.
    pub fn put<'a>(&self, kind: &str, sent: Object<'a>, original: Object<'a>, hosts: &Hosts<'_>) -> Object<'a> {
        let mut originals = vec![original];
        for step in &self.steps {
            let newer = originals.last().expect("there is the first").clone();
            originals.push(match step.documents.get(kind) {
                Some(derived) => Walk::new(hosts).down(derived, newer),
                None => newer,
            });
        }
        let mut document = sent;
        for (step, original) in self.steps.iter().zip(&originals).rev() {
            if let Some(derived) = step.documents.get(kind) {
                document = Walk::new(hosts).put(derived, document, original);
            }
        }
        document
    }

    /// Reads a document of this version, as it is there.
    ///
    /// # Errors
    /// What the version's own schema refuses.
    ///
    /// # Panics
    /// When the version has no documents of this kind: see [`Edition::root`].
    pub fn read<'a>(
        &self,
        syntax: Syntax,
        text: &'a str,
        kind: &str,
        hosts: &Hosts<'_>,
    ) -> Result<Object<'a>, ReadError> {
        self.read_as(Extent::Kept, syntax, text, kind, hosts)
    }

    pub(crate) fn read_as<'a>(
        &self,
        extent: Extent,
        syntax: Syntax,
        text: &'a str,
        kind: &str,
        hosts: &Hosts<'_>,
    ) -> Result<Object<'a>, ReadError> {
        match syntax {
            Syntax::Xml => xml::read_as(extent, self.roots, text, kind, hosts).map(|(_, object)| object),
            Syntax::Json => {
                let root = self.root(kind).expect("the version has such documents");
                json::read_as(extent, text, root.shape, hosts)
            }
        }
    }

    /// Reads a document of this version that a client sends, and lifts it to the model.
    ///
    /// # Errors
    /// What the version's own schema refuses, what the newest would, and [`TooMuch`](crate::ReadErrorKind::TooMuch) at the
    /// first member beyond the end of its list.
    ///
    /// # Panics
    /// As [`Edition::read`].
    pub fn lift<'a>(
        &'static self,
        syntax: Syntax,
        text: &'a str,
        kind: &str,
        hosts: &Hosts<'_>,
    ) -> Result<Lifted<'a>, ReadError> {
        let kind = self.root(kind).expect("the version has such documents").kind;
        let sent = self.read_as(Extent::Sent, syntax, text, kind, hosts)?;
        if self.is_newest() {
            return Ok(Lifted { document: sent, sent: None });
        }
        let document = self.up(kind, sent.clone(), hosts);
        check(&document, hosts)?;
        Ok(Lifted { document, sent: Some((self, kind, sent)) })
    }
}

/// A document that was sent, as the model has it.
#[derive(Clone, Debug)]
pub struct Lifted<'a> {
    document: Object<'a>,
    /// As its version has it, when that is an older one, and of which kind it is there.
    sent: Option<(&'static Edition, &'static str, Object<'a>)>,
}

impl<'a> Lifted<'a> {
    /// What was read, in the newest version.
    pub fn document(&self) -> &Object<'a> {
        &self.document
    }

    /// The same, without what else is known of how it was written.
    pub fn into_document(self) -> Object<'a> {
        self.document
    }

    /// What takes the place of `original`, a document of the model that is only asked for where it matters: see
    /// [`Edition::put`].
    ///
    /// # Errors
    /// Those of `original`.
    pub fn onto<E>(
        &self,
        original: impl FnOnce() -> Result<Object<'a>, E>,
        hosts: &Hosts<'_>,
    ) -> Result<Cow<'_, Object<'a>>, E> {
        Ok(match &self.sent {
            None => Cow::Borrowed(&self.document),
            Some((edition, kind, sent)) => Cow::Owned(edition.put(kind, sent.clone(), original()?, hosts)),
        })
    }
}

/// 201 for `2.1`.
const fn number(name: &str) -> u32 {
    let bytes = name.as_bytes();
    let (mut number, mut part, mut at) = (0, 0, 0);
    while at < bytes.len() {
        match bytes[at] {
            digit @ b'0'..=b'9' => part = part * 10 + (digit - b'0') as u32,
            _ => (number, part) = ((number + part) * 100, 0),
        }
        at += 1;
    }
    number + part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_have_numbers() {
        let editions = [Edition::newest(), Edition::v2_1(), Edition::v2_0()];
        assert_eq!(editions.map(Edition::number), [300, 201, 200]);
        assert_eq!([number("3.12"), number("10.0")], [312, 1000]);
    }

    #[test]
    fn older_editions_lack_what_came_later() {
        for edition in [Edition::v2_1(), Edition::v2_0()] {
            let kinds: Vec<_> = ItemKind::activities().filter(|kind| edition.has(*kind)).collect();
            use ItemKind::{Education, Employment, Funding, PeerReview, Work};
            assert_eq!(kinds, [Education, Employment, Funding, PeerReview, Work]);
            for kind in ["service", "services", "service-summary", "record-summary", "expanded-search"] {
                assert!(edition.root(kind).is_none(), "{kind}");
            }
        }
    }

    /// What no lens touches is printed from the same tables.
    #[test]
    fn what_is_alike_is_shared() {
        for kind in ["error", "client", "credit-name"] {
            let shapes =
                [Edition::newest(), Edition::v2_1(), Edition::v2_0()].map(|it| it.root(kind).map(|it| it.shape));
            assert!(shapes[0].is_some() && shapes.windows(2).all(|pair| pair[0] == pair[1]), "{kind}");
        }
    }
}
