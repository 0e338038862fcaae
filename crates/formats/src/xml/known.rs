//! Which elements a document may have, before there is a tree of it.
//!
//! The schema decides by names alone that an element has no place, or that it comes again where it may come once. What is
//! refused here the reader with a tree would refuse, too, for this or for something before it; namespaces, order and values
//! are left to that one.

use byline_model::rules::Most;
use byline_model::shape::{Content, Field, Place, Shape};
use byline_model::shapes::roots::Root;

use crate::ReadErrorKind;
use crate::extent::Extent;

/// Elements without a place in the members of a bulk document, which are refused one by one and not with the whole.
pub(super) const STRANGERS: usize = 10_000;

/// The open elements, from the root on.
pub(super) struct Known<'t> {
    extent: Extent,
    roots: &'static [Root],
    /// Whether anything may be inside the root.
    only_root: bool,
    open: Vec<Open<'t>>,
    /// Whether the root has ended: what stands behind it is no document, which is for the tree builder to say.
    over: bool,
    strangers: usize,
}

struct Open<'t> {
    name: &'t [u8],
    /// What may stand in it; of a root that begins several documents what each of them has, of a stranger nothing.
    inside: Vec<Inside>,
}

/// What may stand in an element.
enum Inside {
    /// The fields of a shape, a bit for each that was there, and how many there are of the last one.
    Fields(&'static Shape, u64, usize),
    /// Elements of a field that has a wrapper, all of this name, and how many there are.
    Wrapped(&'static str, &'static Field, usize),
    Text,
}

/// Why an element cannot be where it is.
pub(super) struct Misplaced {
    pub kind: ReadErrorKind,
    pub path: String,
    pub reason: String,
}

impl<'t> Known<'t> {
    pub fn new(extent: Extent, roots: &'static [Root]) -> Self {
        Known { extent, roots, only_root: false, open: Vec::new(), over: false, strangers: 0 }
    }

    /// Where what is not known is passed over: all but the root.
    pub fn root_of(roots: &'static [Root]) -> Self {
        Known { only_root: true, ..Known::new(Extent::Kept, roots) }
    }

    /// An element inside those that are open, which is open itself from then on.
    pub fn enter(&mut self, name: &'t [u8]) -> Result<(), Misplaced> {
        let name = name.iter().position(|it| *it == b':').map_or(name, |at| &name[at + 1..]);
        let document = self.open.first().map(|root| root.name);
        let sent = self.extent == Extent::Sent;
        let most = |field: &Field| document.filter(|_| sent).map(|it| Most::of(as_text(it), field.key));
        let mut too_many = None;
        let inside: Vec<_> = match self.open.last_mut() {
            Some(parent) => parent.inside.iter_mut().filter_map(|it| it.member(name, &most, &mut too_many)).collect(),
            None => {
                let roots = self.roots.iter().filter(|root| root.element.as_bytes() == name);
                roots.map(|root| Inside::of(Content::Object(root.shape))).collect()
            }
        };
        let matters = !self.over && (self.open.is_empty() || !self.only_root);
        if matters && inside.is_empty() {
            self.strangers += 1;
            if !self.is_in_a_member() || self.strangers > STRANGERS {
                return Err(self.misplaced(name, too_many));
            }
        }
        self.open.push(Open { name, inside });
        Ok(())
    }

    pub fn leave(&mut self) {
        self.open.pop();
        self.over |= self.open.is_empty();
    }

    /// Whether what is open is one of several documents in one, or inside of it.
    fn is_in_a_member(&self) -> bool {
        let has_members = |inside: &Inside| match inside {
            Inside::Fields(shape, ..) => shape.fields.iter().any(|field| matches!(field.place, Place::Choice(_))),
            Inside::Wrapped(..) | Inside::Text => false,
        };
        self.open.len() > 1 && self.open[0].inside.iter().any(has_members)
    }

    #[cold]
    fn misplaced(&self, name: &[u8], too_many: Option<Most>) -> Misplaced {
        let shown = String::from_utf8_lossy(name);
        let Some(parent) = self.open.last() else { return "the root element is none that is known".to_owned().into() };
        let names = self.open.iter().map(|open| open.name).chain([name]).map(String::from_utf8_lossy);
        let path = names.collect::<Vec<_>>().join("/");
        if let Some(most) = too_many {
            return Misplaced { kind: ReadErrorKind::TooMuch, path, reason: most.reason() };
        }
        let reason = if self.strangers > STRANGERS {
            format!("more than {STRANGERS} elements have no place where they are")
        } else if parent.inside.iter().any(|inside| matches!(inside, Inside::Text)) {
            format!("{shown} is not allowed inside a text")
        } else if parent.inside.iter().any(|inside| inside.has(name)) {
            format!("{shown} comes too late or twice")
        } else {
            format!("{shown} is not allowed here")
        };
        Misplaced { kind: ReadErrorKind::Schema, path, reason }
    }
}

impl Inside {
    fn of(content: Content) -> Self {
        match content {
            Content::Object(shape) if !shape.fields.iter().any(|it| matches!(it.place, Place::Text)) => {
                Inside::Fields(shape, 0, 0)
            }
            _ => Inside::Text,
        }
    }

    /// What may stand in a child of this name, if there may be one more of it; else of how many it would be one too many,
    /// if that is why.
    fn member(
        &mut self,
        name: &[u8],
        most: &impl Fn(&Field) -> Option<Most>,
        too_many: &mut Option<Most>,
    ) -> Option<Inside> {
        let mut fits = |field: &Field, there: usize| {
            let over = most(field).filter(|most| there >= most.members);
            *too_many = too_many.or(over);
            over.is_none()
        };
        match self {
            Inside::Wrapped(known, field, there) => {
                let inside = (known.as_bytes() == name).then(|| Inside::of(field.content))?;
                *there += 1;
                fits(field, *there - 1).then_some(inside)
            }
            Inside::Text => None,
            Inside::Fields(shape, seen, there) => shape.fields.iter().enumerate().find_map(|(index, field)| {
                let inside = of_field(field, name)?;
                let bit = u32::try_from(index).ok().and_then(|index| 1u64.checked_shl(index)).unwrap_or_default();
                let again = *seen & bit != 0;
                // Members of a list stand together.
                *there = if again { *there + 1 } else { 0 };
                *seen |= bit;
                let one_more = if may_repeat(field) { fits(field, *there) } else { !again };
                one_more.then_some(inside)
            }),
        }
    }

    fn has(&self, name: &[u8]) -> bool {
        match self {
            Inside::Fields(shape, ..) => shape.fields.iter().any(|field| of_field(field, name).is_some()),
            Inside::Wrapped(..) | Inside::Text => false,
        }
    }
}

/// What may stand in an element of this name if it is this field.
fn of_field(field: &'static Field, name: &[u8]) -> Option<Inside> {
    let is = |known: &str| known.as_bytes() == name;
    match field.place {
        Place::Element(_, known) if is(known) => Some(Inside::of(field.content)),
        Place::Inside(_, known, inner) if is(known) => Some(Inside::Wrapped(inner, field, 0)),
        Place::Choice(choices) => {
            let choice = choices.iter().find(|(_, shape)| is(shape.name));
            choice.map(|(_, shape)| Inside::of(Content::Object(shape)))
        }
        Place::Element(..) | Place::Inside(..) => None,
        Place::Attribute(_) | Place::XmlAttribute(_) | Place::Text | Place::JsonOnly => None,
    }
}

/// A name that is no text is none that is known.
fn as_text(name: &[u8]) -> &str {
    std::str::from_utf8(name).unwrap_or_default()
}

fn may_repeat(field: &Field) -> bool {
    match field.place {
        Place::Choice(_) => true,
        Place::Inside(..) => false,
        _ => field.is_list(),
    }
}
