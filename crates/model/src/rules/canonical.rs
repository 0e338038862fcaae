//! Values as their lists spell them: aliases and other cases are accepted, and kept in one form.

use std::borrow::Cow;

use crate::document::{Object, Value};
use crate::enums;
use crate::shape::{Check, Content};
use crate::shapes;

/// A document as the registry keeps it when somebody writes it.
///
/// Every work has a list of contributors then, if need be an empty one (`decisions` 55).
pub fn as_written(object: &mut Object<'_>) {
    canonical(object);
    if *object.shape() == shapes::WORK && object.get("contributors").is_null() {
        let none = Object::new(&shapes::WORK_CONTRIBUTORS).with("contributor", Vec::new());
        object.set("contributors", none);
    }
}

/// Puts the one spelling in the place of every value that a list knows by another.
fn canonical(object: &mut Object<'_>) {
    let shape = object.shape();
    for (field, slot) in shape.fields.iter().zip(object.slots_mut()) {
        match slot {
            Value::Object(inner) => canonical(inner),
            Value::List(members) => members.iter_mut().for_each(|member| {
                if let Value::Object(inner) = member {
                    canonical(inner);
                }
            }),
            Value::Text(text) => {
                let known = match (field.content, field.key) {
                    (_, "contributor-role") => role(text),
                    (Content::Text(rule) | Content::Wrapped { rule, .. }, _) => match rule.check {
                        Check::OneOf { list, .. } | Check::OneOfOr { list, .. } => list.canonical(text),
                        Check::None | Check::Pattern(_) | Check::Integer(..) => None,
                    },
                    _ => None,
                };
                if let Some(known) = known.filter(|known| *known != &**text) {
                    *text = Cow::Borrowed(known);
                }
            }
            Value::Null | Value::Number(_) | Value::Flag(_) | Value::Time(_) | Value::Shared(_) => {}
        }
    }
}

fn role(text: &str) -> Option<&'static str> {
    let lists = [&enums::CONTRIBUTOR_ROLE_WORK, &enums::CONTRIBUTOR_ROLE_FUNDING, &enums::CREDIT_ROLE];
    lists.into_iter().find_map(|list| list.canonical(text))
}
