//! A document on its way through one lens: down, up, and up onto what is there already.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use byline_model::document::{Object, Value};
use byline_model::effort;
use byline_model::shape::{Content, Hosts, Occurs, Role, Shape};

use super::derive::{Derived, Flat, Slot, Translation};
use super::lens::Meant;

/// One walk.
pub(super) struct Walk<'a, 'h> {
    hosts: &'h Hosts<'h>,
    /// What stands in several places is changed once and shared again. By address, which is why the original is kept.
    shared: HashMap<usize, (Arc<Object<'a>>, Arc<Object<'a>>)>,
}

impl<'a, 'h> Walk<'a, 'h> {
    pub(super) fn new(hosts: &'h Hosts<'h>) -> Self {
        Walk { hosts, shared: HashMap::new() }
    }

    // ----- down

    pub(super) fn down(&mut self, derived: &Derived, mut newer: Object<'a>) -> Object<'a> {
        if derived.is_same() {
            return newer;
        }
        let mut older = Object::new(derived.older);
        for (slot, place) in derived.slots.iter().zip(older.slots_mut()) {
            let empty = slot.from.is_none_or(|from| newer.slot(from).is_null());
            let filled = slot.fill.filter(|_| empty).and_then(|fill| fill(&newer));
            *place = match slot.from {
                _ if filled.is_some() => filled.into(),
                Some(from) => self.value_down(slot, std::mem::take(&mut newer.slots_mut()[from])),
                None => Value::Null,
            };
        }
        older
    }

    fn value_down(&mut self, slot: &Slot, value: Value<'a>) -> Value<'a> {
        match value {
            Value::List(members) => Value::List(match &slot.flat {
                Some(flat) => self.flatten(slot, flat, members),
                None => {
                    let shown = members.into_iter().filter(|member| !is_hidden(slot, member));
                    shown.map(|member| self.value_down(slot, member)).collect()
                }
            }),
            hidden @ (Value::Object(_) | Value::Shared(_)) if is_hidden(slot, &hidden) => Value::Null,
            Value::Object(object) if slot.filling && is_hollow(&object) => Value::Null,
            Value::Object(object) => match shape_of(slot, object.shape(), |it| it.newer) {
                Some(derived) => Value::Object(self.down(derived, object)),
                None => Value::Object(object),
            },
            Value::Shared(object) => match shape_of(slot, object.shape(), |it| it.newer) {
                Some(derived) => Value::Shared(self.shared_down(derived, object)),
                None => Value::Shared(object),
            },
            Value::Text(text) => {
                let meant = match slot.text {
                    None => Meant::Same,
                    Some(Translation::Words(words)) => words.down(&text),
                    Some(Translation::Values(values)) => (values.down)(&text, self.hosts),
                };
                spoken(text, meant)
            }
            other @ (Value::Null | Value::Number(_) | Value::Flag(_) | Value::Time(_)) => other,
        }
    }

    fn shared_down(&mut self, derived: &Derived, newer: Arc<Object<'a>>) -> Arc<Object<'a>> {
        let address = Arc::as_ptr(&newer).addr();
        if let Some((_, older)) = self.shared.get(&address) {
            return Arc::clone(older);
        }
        let older = Arc::new(self.down(derived, (*newer).clone()));
        self.shared.insert(address, (newer, Arc::clone(&older)));
        older
    }

    fn flatten(&mut self, slot: &Slot, flat: &Flat, groups: Vec<Value<'a>>) -> Vec<Value<'a>> {
        let mut all = Vec::new();
        for group in groups {
            let Value::Object(mut group) = group else { continue };
            if let Value::List(members) = std::mem::take(&mut group.slots_mut()[flat.members]) {
                let members = members.into_iter().filter(|it| it.as_object().map(Object::shape) == Some(flat.member));
                all.extend(members.map(|member| self.value_down(slot, member)));
            }
        }
        all
    }

    // ----- up

    pub(super) fn up(&mut self, derived: &Derived, mut older: Object<'a>) -> Object<'a> {
        if derived.is_same() {
            return older;
        }
        let mut newer = Object::new(derived.newer);
        for (slot, value) in derived.slots.iter().zip(older.slots_mut()) {
            if let Some(from) = slot.from {
                newer.slots_mut()[from] = self.value_up(slot, std::mem::take(value));
            }
        }
        newer
    }

    fn value_up(&mut self, slot: &Slot, value: Value<'a>) -> Value<'a> {
        match value {
            Value::List(members) => {
                let members = members.into_iter().map(|member| self.value_up(slot, member));
                Value::List(match &slot.flat {
                    Some(flat) => members.map(|member| group_of(flat, member)).collect(),
                    None => members.collect(),
                })
            }
            Value::Object(object) => match shape_of(slot, object.shape(), |it| it.older) {
                Some(derived) => Value::Object(self.up(derived, object)),
                None => Value::Object(object),
            },
            Value::Shared(object) => match shape_of(slot, object.shape(), |it| it.older) {
                Some(derived) => Value::Object(self.up(derived, Arc::unwrap_or_clone(object))),
                None => Value::Shared(object),
            },
            Value::Text(text) => {
                let meant = match slot.text {
                    None => Meant::Same,
                    Some(Translation::Words(words)) => words.up(&text),
                    Some(Translation::Values(values)) => (values.up)(&text, self.hosts),
                };
                spoken(text, meant)
            }
            other @ (Value::Null | Value::Number(_) | Value::Flag(_) | Value::Time(_)) => other,
        }
    }

    // ----- up, onto what is there

    /// What the newer version holds after its document is replaced by one of the older version: what the older one
    /// cannot say stays, and so does what it shows unchanged.
    pub(super) fn put(&mut self, derived: &Derived, mut older: Object<'a>, original: &Object<'a>) -> Object<'a> {
        if derived.is_same() {
            return older;
        }
        let mut newer = original.clone();
        for (slot, value) in derived.slots.iter().zip(older.slots_mut()) {
            if let Some(from) = slot.from {
                let place = &mut newer.slots_mut()[from];
                // A value that was only filled in is none.
                let filled = slot.fill.filter(|_| place.is_null()).and_then(|fill| fill(original));
                let sent = std::mem::take(value);
                if filled.is_none() || sent.as_text() != filled.as_deref() {
                    *place = self.value_put(slot, sent, std::mem::take(place));
                }
            }
        }
        newer
    }

    /// Members that were not shown stay at their places, others that came back as they were stay what they are.
    fn list_put(&mut self, slot: &Slot, sent: Vec<Value<'a>>, original: Vec<Value<'a>>) -> Vec<Value<'a>> {
        // By what they look like in the older version, so that long lists are not compared with each other.
        let mut seen: HashMap<String, VecDeque<Value<'a>>> = HashMap::with_capacity(original.len());
        let mut unseen = Vec::new();
        for (place, member) in original.into_iter().enumerate() {
            effort::spend(1);
            if is_hidden(slot, &member) {
                unseen.push((place, member));
            } else {
                let look = format!("{:?}", self.value_down(slot, member.clone()));
                seen.entry(look).or_default().push_back(member);
            }
        }
        let mut members = Vec::with_capacity(sent.len() + unseen.len());
        let mut unseen = unseen.into_iter().peekable();
        for member in sent {
            while let Some((_, hidden)) = unseen.next_if(|(place, _)| *place <= members.len()) {
                members.push(hidden);
            }
            effort::spend(1);
            let same = seen.get_mut(&format!("{member:?}")).and_then(VecDeque::pop_front);
            members.push(same.unwrap_or_else(|| self.value_up(slot, member)));
        }
        members.extend(unseen.map(|(_, hidden)| hidden));
        members
    }

    /// What stays of a value of which nothing came back.
    fn unseen(&mut self, slot: &Slot, original: Value<'a>) -> Value<'a> {
        if is_hidden(slot, &original) {
            return original;
        }
        match original {
            Value::List(members) => {
                let kept: Vec<_> = members.into_iter().filter(|member| is_hidden(slot, member)).collect();
                if kept.is_empty() { Value::Null } else { Value::List(kept) }
            }
            Value::Object(mut object) => {
                let Some(derived) = shape_of(slot, object.shape(), |it| it.newer) else { return Value::Null };
                let mut kept = Object::new(derived.newer);
                for inner in &derived.slots {
                    let Some(from) = inner.from else { continue };
                    let value = std::mem::take(&mut object.slots_mut()[from]);
                    if matches!(value, Value::List(_)) || is_hidden(inner, &value) {
                        kept.slots_mut()[from] = self.unseen(inner, value);
                    }
                }
                if kept.slots().iter().all(Value::is_null) { Value::Null } else { Value::Object(kept) }
            }
            _ => Value::Null,
        }
    }

    fn value_put(&mut self, slot: &Slot, sent: Value<'a>, original: Value<'a>) -> Value<'a> {
        if self.value_down(slot, original.clone()) == sent {
            return original;
        }
        if !sent.is_null() && is_hidden(slot, &original) {
            return self.value_up(slot, sent);
        }
        match (sent, original) {
            (Value::Object(sent), Value::Object(original)) => {
                match shape_of(slot, sent.shape(), |it| it.older).filter(|it| it.newer == original.shape()) {
                    Some(derived) => Value::Object(self.put(derived, sent, &original)),
                    None => Value::Object(sent),
                }
            }
            (Value::List(sent), Value::List(original)) if slot.flat.is_none() => {
                Value::List(self.list_put(slot, sent, original))
            }
            // What was not shown cannot be taken away.
            (Value::Null, original) => self.unseen(slot, original),
            (sent, _) => self.value_up(slot, sent),
        }
    }
}

/// Whether the older version does not show an object.
fn is_hidden(slot: &Slot, value: &Value<'_>) -> bool {
    let Some(object) = value.as_object() else { return false };
    let hides = shape_of(slot, object.shape(), |it| it.newer).and_then(|derived| derived.hides);
    hides.is_some_and(|hides| hides(object))
}

fn is_hollow(object: &Object<'_>) -> bool {
    object.slots().iter().all(|slot| match slot {
        Value::List(members) => members.is_empty(),
        other => other.is_null(),
    })
}

/// The pair of shapes that an object in this field belongs to; `None` when it is the same in both versions.
fn shape_of(slot: &Slot, shape: &'static Shape, side: impl Fn(&Derived) -> &'static Shape) -> Option<&'static Derived> {
    slot.inner.iter().copied().find(|derived| side(derived) == shape)
}

fn spoken<'a>(text: Cow<'a, str>, meant: Meant) -> Value<'a> {
    match meant {
        Meant::Same => Value::Text(text),
        Meant::Other(other) => Value::Text(other),
        Meant::Nothing => Value::Null,
    }
}

/// A member as a group of its own, with its date and no identifiers.
fn group_of<'a>(flat: &Flat, member: Value<'a>) -> Value<'a> {
    let mut group = Object::new(flat.group);
    let modified = member.as_object().map(|it| it.role(Role::Modified).clone());
    group.set_role(Role::Modified, modified);
    for (field, slot) in flat.group.fields.iter().zip(group.slots_mut()) {
        if let (Content::Object(shape), Occurs::Required) = (field.content, field.occurs) {
            *slot = Value::Object(Object::new(shape));
        }
    }
    group.slots_mut()[flat.members] = Value::List(vec![member]);
    Value::Object(group)
}
