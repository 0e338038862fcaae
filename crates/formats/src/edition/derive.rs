//! From the shapes of one version to those of the version before it.
//!
//! Shapes live as long as the program, so the older ones are made once and never given back. What a lens does not touch
//! is shared: its older shape is the newer one, and documents pass through it as they are.

use std::collections::HashMap;

use byline_model::document::Object;
use byline_model::shape::{Content, Field, Ns, Occurs, Place, Role, Shape, Texts};
use byline_model::shapes::roots::{Prefixes, RECORD_PREFIXES, Root};
use byline_model::shapes::{self, rules};

use super::lens::{Change, Hides, Lens, Of, Older, Values, Words};

/// A shape of the newer version, and what the older one has in its place.
#[derive(Debug)]
pub(super) struct Derived {
    pub(super) newer: &'static Shape,
    pub(super) older: &'static Shape,
    /// For each field of the older shape, in their order.
    pub(super) slots: Box<[Slot]>,
    /// Which objects the older version does not show.
    pub(super) hides: Option<Hides>,
}

impl Derived {
    /// Whether documents pass as they are.
    pub(super) fn is_same(&self) -> bool {
        self.newer == self.older
    }
}

/// Where the value of one older field comes from.
#[derive(Debug, Default)]
pub(super) struct Slot {
    /// The position in the newer shape.
    pub(super) from: Option<usize>,
    pub(super) text: Option<Translation>,
    /// The shapes that may stand in it and are others in the older version.
    pub(super) inner: Vec<&'static Derived>,
    pub(super) flat: Option<Flat>,
    /// An object without members is none.
    pub(super) filling: bool,
    pub(super) fill: Option<fn(&Object<'_>) -> Option<String>>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Translation {
    Words(&'static Words),
    Values(Values),
}

/// Groups that the older version does not have.
#[derive(Debug)]
pub(super) struct Flat {
    /// The newer version's group.
    pub(super) group: &'static Shape,
    /// Where its members are.
    pub(super) members: usize,
    /// What they are; a group could hold others as well.
    pub(super) member: &'static Shape,
}

/// The documents of one version, made from those of the next newer one.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) roots: &'static [Root],
    pub(super) documents: HashMap<&'static str, &'static Derived>,
    /// The newest version's shape for each that was made here.
    pub(super) origins: Origins,
}

/// By address.
pub(super) type Origins = HashMap<usize, &'static Shape>;

impl Step {
    pub(super) fn new(lens: &'static Lens, newer: &'static [Root], origins: &Origins) -> Self {
        let mut maker = Maker { lens, origins: origins.clone(), made: HashMap::new() };
        let mut roots = Vec::new();
        let mut documents = HashMap::new();
        for root in newer {
            if !maker.knows(root) {
                continue;
            }
            let derived = maker.document(root);
            documents.entry(root.kind).or_insert(derived);
            let Root { kind, ns, element, .. } = *root;
            let prefixes = maker.prefixes(root.prefixes);
            roots.push(Root { kind, ns, element, shape: derived.older, prefixes, declared: Default::default() });
        }
        Step { roots: roots.leak(), documents, origins: maker.origins }
    }
}

fn address(shape: &'static Shape) -> usize {
    std::ptr::from_ref(shape).addr()
}

struct Maker<'l> {
    lens: &'l Lens,
    origins: Origins,
    /// By newer shape and the changes that are for one place alone.
    made: HashMap<(usize, usize), &'static Derived>,
}

impl Maker<'_> {
    fn origin(&self, shape: &'static Shape) -> &'static Shape {
        self.origins.get(&address(shape)).copied().unwrap_or(shape)
    }

    fn knows(&self, root: &Root) -> bool {
        let gone = self.lens.without_kinds.iter().any(|kind| {
            let spec = kind.spec();
            let summary = root.kind.strip_suffix("-summary");
            root.kind == spec.singular || root.kind == spec.plural || summary == Some(spec.singular)
        });
        let named = self.lens.without_documents.contains(&root.kind);
        !gone && !named && !self.lens.without_roots.contains(&(root.ns.0, root.element))
    }

    fn prefixes(&self, newer: Prefixes) -> Prefixes {
        match (self.lens.prefixes, newer) {
            (Some((record, _)), Prefixes::Listed(RECORD_PREFIXES)) => record,
            (Some((_, notification)), Prefixes::Listed(list)) if list.contains(&"notification") => notification,
            _ => newer,
        }
    }

    fn document(&mut self, root: &Root) -> &'static Derived {
        let own = self.lens.edits.iter().find(|edit| matches!(edit.of, Of::Document(kind) if kind == root.kind));
        self.shape(root.shape, own.map_or(&[], |edit| edit.changes))
    }

    /// The older form of a shape, with changes that are for this place alone.
    fn shape(&mut self, newer: &'static Shape, here: &'static [Change]) -> &'static Derived {
        let key = (address(newer), if here.is_empty() { 0 } else { here.as_ptr().addr() });
        if let Some(known) = self.made.get(&key) {
            return known;
        }
        let origin = self.origin(newer);
        let everywhere = self.lens.edits.iter().filter(|edit| matches!(edit.of, Of::Shape(of) if of == origin));
        let changes: Vec<&'static Change> = everywhere.flat_map(|edit| edit.changes).chain(here).collect();
        let mut draft = Draft { shape: newer, fields: Vec::with_capacity(newer.fields.len()), changed: false };
        for (position, field) in newer.fields.iter().enumerate() {
            if *origin == shapes::ACTIVITIES && self.lens.without_kinds.iter().any(|it| it.spec().plural == field.key) {
                draft.changed = true;
                continue;
            }
            let inside = changes.iter().find_map(|change| match change {
                Change::Inside(key, changes) if *key == field.key => Some(*changes),
                _ => None,
            });
            let made = self.field(position, *field, inside.unwrap_or_default());
            draft.changed |= made.1.text.is_some() || !made.1.inner.is_empty();
            draft.fields.push(made);
        }
        for change in changes {
            self.change(&mut draft, change);
        }
        let hides = self.lens.hidden.iter().find(|(shape, _)| *shape == origin).map(|(_, hides)| *hides);
        draft.changed |= hides.is_some();
        let derived: &'static Derived = Box::leak(Box::new(draft.finish(hides)));
        if !derived.is_same() {
            self.origins.insert(address(derived.older), origin);
        }
        self.made.insert(key, derived);
        derived
    }

    /// A field with what follows for it from elsewhere: texts by their rule, objects by their shape.
    fn field(&mut self, position: usize, mut field: Field, inside: &'static [Change]) -> (Field, Slot) {
        let mut slot = Slot { from: Some(position), ..Slot::default() };
        if let Content::Text(rule) | Content::Wrapped { rule, .. } = field.content
            && let Some((_, older)) = self.lens.texts.iter().find(|(newer, _)| std::ptr::eq(*newer, rule))
        {
            translate(&mut field, &mut slot, older);
        }
        let Content::Object(shape) = field.content else { return (field, slot) };
        let derived = self.shape(shape, inside);
        field.content = Content::Object(derived.older);
        let choices = if let Place::Choice(choices) = field.place { choices } else { &[] };
        let mut older_choices = Vec::new();
        let mut all = if choices.is_empty() { vec![derived] } else { Vec::new() };
        for (ns, shape) in choices {
            let derived = self.shape(shape, &[]);
            older_choices.push((*ns, derived.older));
            all.push(derived);
        }
        slot.inner = all.into_iter().filter(|derived| !derived.is_same()).collect();
        if !choices.is_empty() && !slot.inner.is_empty() {
            field.place = Place::Choice(older_choices.leak());
        }
        (field, slot)
    }

    fn change(&mut self, draft: &mut Draft, change: &'static Change) {
        draft.changed = true;
        match change {
            Change::Without(key) => {
                let at = draft.at(key);
                draft.fields.remove(at);
            }
            Change::Named(key, new) => rename(draft.field(key), new),
            Change::In(ns, keys) => keys.iter().for_each(|key| move_to(draft.field(key), *ns)),
            Change::Required(key) => draft.field(key).occurs = Occurs::Required,
            Change::Ignored(key) => {
                let at = draft.at(key);
                let (field, slot) = &mut draft.fields[at];
                (field.role, field.content) = (Role::Ignored, Content::Text(&rules::ANY));
                *slot = Slot::default();
            }
            Change::Added { after, field } => {
                let at = draft.at(after) + 1;
                draft.fields.insert(at, (*field, Slot::default()));
            }
            Change::Last(keys) => {
                for key in *keys {
                    let at = draft.at(key);
                    let field = draft.fields.remove(at);
                    draft.fields.push(field);
                }
            }
            Change::Text(key, older) => {
                let at = draft.at(key);
                let (field, slot) = &mut draft.fields[at];
                translate(field, slot, older);
            }
            // Seen to where the field was made.
            Change::Inside(..) => {}
            Change::Flat(key, member) => self.flatten(draft, key, member),
            Change::Filling(key) => {
                let at = draft.at(key);
                draft.fields[at].1.filling = true;
            }
            Change::Filled(key, fill) => {
                let at = draft.at(key);
                draft.fields[at].1.fill = Some(*fill);
            }
        }
    }

    fn flatten(&mut self, draft: &mut Draft, key: &str, member: &'static Shape) {
        let at = draft.at(key);
        let position = draft.fields[at].1.from.expect("groups come from the newer version");
        let Content::Object(group) = draft.shape.fields[position].content else { panic!("{key} has no groups") };
        let is = |shape: &'static Shape| self.origin(shape) == member;
        let held = group.fields.iter().enumerate().find_map(|(index, field)| match (field.place, field.content) {
            (Place::Choice(choices), _) => {
                choices.iter().find(|(_, shape)| is(shape)).map(|(ns, shape)| (index, *ns, shape.name, *shape))
            }
            (Place::Element(ns, name), Content::Object(shape)) if is(shape) => Some((index, ns, name, shape)),
            _ => None,
        });
        let (members, ns, name, shape) = held.unwrap_or_else(|| panic!("{key} has no {}", member.name));
        let derived = self.shape(shape, &[]);
        let field = Field::element(ns, name, Content::Object(derived.older)).many();
        let inner = if derived.is_same() { Vec::new() } else { vec![derived] };
        let flat = Some(Flat { group, members, member: shape });
        draft.fields[at] = (field, Slot { from: Some(position), inner, flat, ..Slot::default() });
    }
}

fn translate(field: &mut Field, slot: &mut Slot, older: &'static Older) {
    match older {
        Older::Words(words) => {
            field.content = Content::Literal(pairs(words));
            slot.text = Some(Translation::Words(words));
        }
        Older::Content(content, values) => {
            field.content = *content;
            slot.text = Some(Translation::Values(*values));
        }
    }
}

/// The two spellings of each word: by name in XML; as a constant in JSON, and by name where JSON is read.
fn pairs(words: &Words) -> &'static [(&'static str, &'static str)] {
    let constant = |word: &str| -> &'static str { word.to_ascii_uppercase().replace(['-', ' '], "_").leak() };
    let constants = words.values.iter().map(|word| (*word, constant(word)));
    let names = words.values.iter().map(|word| (*word, *word));
    constants.chain(names).collect::<Vec<_>>().leak()
}

fn rename(field: &mut Field, name: &'static str) {
    field.key = name;
    field.place = match field.place {
        Place::Element(ns, _) => Place::Element(ns, name),
        Place::Inside(ns, _, inner) => Place::Inside(ns, name, inner),
        Place::Attribute(_) => Place::Attribute(name),
        Place::XmlAttribute(_) => Place::XmlAttribute(name),
        unnamed @ (Place::Choice(_) | Place::Text | Place::JsonOnly) => unnamed,
    };
}

fn move_to(field: &mut Field, ns: Ns) {
    if let Place::Element(_, name) = field.place {
        field.place = Place::Element(ns, name);
    }
}

/// An older shape in the making.
struct Draft {
    shape: &'static Shape,
    fields: Vec<(Field, Slot)>,
    changed: bool,
}

impl Draft {
    fn at(&self, key: &str) -> usize {
        let found = self.fields.iter().position(|(field, _)| field.key == key);
        found.unwrap_or_else(|| panic!("a lens changes the field {key}, which {} does not have", self.shape.name))
    }

    fn field(&mut self, key: &str) -> &mut Field {
        let at = self.at(key);
        &mut self.fields[at].0
    }

    fn finish(self, hides: Option<Hides>) -> Derived {
        let newer = self.shape;
        let (fields, slots): (Vec<_>, Vec<_>) = self.fields.into_iter().unzip();
        if !self.changed {
            return Derived { newer, older: newer, slots: slots.into(), hides };
        }
        let older = Shape { name: newer.name, fields: fields.leak(), check: newer.check, texts: Texts::new() };
        Derived { newer, older: Box::leak(Box::new(older)), slots: slots.into(), hides }
    }
}
