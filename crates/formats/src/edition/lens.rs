//! What a lens is made of: the differences between one version's documents and those of the next newer version.
//!
//! A lens changes tables, not documents: from the shapes of the newer version and a list of changes it makes those of the
//! older one (`derive.rs`), and with them the way of a document in both directions (`convert.rs`). Shapes are named by
//! the newest version's table, however many lenses lie between.

use std::borrow::Cow;

use byline_model::document::Object;
use byline_model::shape::{Content, Field, Hosts, Ns, Rule, Shape};
use byline_model::{ItemKind, shapes::roots::Prefixes};

/// From one version to the one before it.
#[derive(Debug)]
pub struct Lens {
    /// The older version, as paths name it after the `v`: `2.1`.
    pub name: &'static str,
    /// Kinds of items that the older version does not know.
    pub without_kinds: &'static [ItemKind],
    /// Documents that it does not know, by kind.
    pub without_documents: &'static [&'static str],
    /// Root elements under which it writes nothing: namespace and name.
    pub without_roots: &'static [(&'static str, &'static str)],
    /// The prefixes that its record documents declare, and those of notifications, when they are others.
    pub prefixes: Option<(Prefixes, Prefixes)>,
    /// Texts that are others wherever their rule stands.
    pub texts: &'static [(&'static Rule, Older)],
    pub edits: &'static [Edit],
    /// Objects of a shape that the older version has no word for: it shows them nowhere, and leaves them where they are.
    pub hidden: &'static [(&'static Shape, Hides)],
    /// Items of a list are grouped by identifiers as they were sent, not by their normal form.
    pub groups_as_sent: bool,
    /// What does not come back from the older version when a document goes there and returns.
    pub lost_below: &'static [Loss],
    /// What does not come back from the newer version when a document of the older one goes up and returns.
    pub lost_above: &'static [Loss],
}

/// Whether an older version has no word for an object.
pub type Hides = fn(&Object<'_>) -> bool;

impl Lens {
    /// A lens that changes nothing.
    pub const fn to(name: &'static str) -> Self {
        Lens {
            name,
            without_kinds: &[],
            without_documents: &[],
            without_roots: &[],
            prefixes: None,
            texts: &[],
            edits: &[],
            hidden: &[],
            groups_as_sent: false,
            lost_below: &[],
            lost_above: &[],
        }
    }
}

/// What is different in a shape, or in one document of that shape.
#[derive(Debug)]
pub struct Edit {
    pub of: Of,
    pub changes: &'static [Change],
}

/// Where a difference counts.
#[derive(Debug)]
pub enum Of {
    /// The shape, wherever it stands.
    Shape(&'static Shape),
    /// The documents of this kind alone.
    Document(&'static str),
}

impl Edit {
    /// A difference in a shape, wherever it stands.
    pub const fn shape(shape: &'static Shape, changes: &'static [Change]) -> Self {
        Edit { of: Of::Shape(shape), changes }
    }

    /// A difference in the documents of one kind alone, though their shape stands elsewhere, too.
    pub const fn document(kind: &'static str, changes: &'static [Change]) -> Self {
        Edit { of: Of::Document(kind), changes }
    }
}

/// One difference in a shape. Fields are named by their key.
#[derive(Debug)]
pub enum Change {
    /// The older version does not have it.
    Without(&'static str),
    /// It has another name there: element and key.
    Named(&'static str, &'static str),
    /// These are in another namespace there.
    In(Ns, &'static [&'static str]),
    /// It must be there.
    Required(&'static str),
    /// It may be sent, nobody reads it, and it is never written.
    Ignored(&'static str),
    /// A field that newer versions have given up, behind another one. It is never written but for the `null` of JSON.
    Added { after: &'static str, field: Field },
    /// These stand at the end, in this order.
    Last(&'static [&'static str]),
    /// Its text is another.
    Text(&'static str, Older),
    /// What it holds is different in this place alone.
    Inside(&'static str, &'static [Change]),
    /// A list of groups there is a plain list of their members, which are of this shape.
    Flat(&'static str, &'static Shape),
    /// An object of nothing but empty lists is none there.
    Filling(&'static str),
    /// It is written even where the newer version has nothing.
    Filled(&'static str, fn(&Object<'_>) -> Option<String>),
}

/// How an older version writes a text.
#[derive(Debug)]
pub enum Older {
    /// As one of a closed list.
    Words(&'static Words),
    /// With this content; values are translated.
    Content(Content, Values),
}

/// Values of a text, translated in both directions.
#[derive(Clone, Copy, Debug)]
pub struct Values {
    pub down: fn(&str, &Hosts<'_>) -> Meant,
    pub up: fn(&str, &Hosts<'_>) -> Meant,
}

impl Values {
    /// Values that mean the same in both versions.
    pub const SAME: Values = Values { down: |_, _| Meant::Same, up: |_, _| Meant::Same };
}

/// What a value is in the other version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    Same,
    Other(Cow<'static, str>),
    /// Nothing that the other version could say.
    Nothing,
}

/// A closed list as an older version has it. JSON writes its values as constants, `JOURNAL_ARTICLE`, and takes them in
/// both spellings.
#[derive(Debug)]
pub struct Words {
    /// Those of the older version.
    pub values: &'static [&'static str],
    /// The same under two names: newer, older.
    pub renamed: &'static [(&'static str, &'static str)],
    /// What stands for newer values: newer, older. They do not come back as they were.
    pub stand_ins: &'static [(&'static str, &'static str)],
    /// What stands for all others; `None` leaves them out.
    pub others: Option<&'static str>,
}

impl Words {
    /// A list with the same values in both versions.
    pub const fn same(values: &'static [&'static str]) -> Self {
        Words { values, renamed: &[], stand_ins: &[], others: None }
    }

    pub(super) fn down(&self, value: &str) -> Meant {
        if self.values.contains(&value) {
            return Meant::Same;
        }
        let paired = self.renamed.iter().chain(self.stand_ins).find(|(newer, _)| newer.eq_ignore_ascii_case(value));
        let older = paired.map(|(_, older)| *older);
        // Some lists are taken in any case.
        let older = older.or_else(|| self.values.iter().copied().find(|known| known.eq_ignore_ascii_case(value)));
        older.or(self.others).map_or(Meant::Nothing, |older| Meant::Other(older.into()))
    }

    pub(super) fn up(&self, value: &str) -> Meant {
        let newer = self.renamed.iter().find(|(_, older)| *older == value);
        newer.map_or(Meant::Same, |(newer, _)| Meant::Other((*newer).into()))
    }
}

/// Something that does not survive a lens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The shape, by its name in messages, and the key.
    pub place: (&'static str, &'static str),
    /// What becomes of it.
    pub what: &'static str,
}

impl Loss {
    /// A loss at a key of a shape, both by their names in messages.
    pub const fn of(shape: &'static str, key: &'static str, what: &'static str) -> Self {
        Loss { place: (shape, key), what }
    }
}
