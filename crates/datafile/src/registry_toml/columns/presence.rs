//! What a key may be, besides its form: required, optional, or with something that holds while it is not there.

use super::described::Presence;
use super::{Cell, Columns, Form, Keys, Read, Row};

/// What a table has for a field of its value.
pub trait Column {
    type Value;

    /// # Errors
    /// Everything that is wrong with it.
    fn read(&self, key: &'static str, keys: &Keys<'_>) -> Read<Self::Value>;

    fn write(&self, key: &'static str, value: Self::Value, row: &mut Row);

    fn describe(&self, key: &'static str, about: &str) -> Vec<Cell>;
}

/// Required: a form and nothing else.
impl<F: Form> Column for F {
    type Value = F::Value;

    fn read(&self, key: &'static str, keys: &Keys<'_>) -> Read<F::Value> {
        match keys.get(key) {
            Some(node) => Form::read(self, node).map_err(|it| it.under(key)),
            None => Err(keys.missing(key)),
        }
    }

    fn write(&self, key: &'static str, value: F::Value, row: &mut Row) {
        row.put(key, Form::write(self, value));
    }

    fn describe(&self, key: &'static str, about: &str) -> Vec<Cell> {
        cell(self, key, about, Presence::Required)
    }
}

/// Nothing while it is not there, and not written then.
pub struct Optional<F>(pub(super) F);

impl<F: Form> Column for Optional<F> {
    type Value = Option<F::Value>;

    fn read(&self, key: &'static str, keys: &Keys<'_>) -> Read<Self::Value> {
        let node = keys.get(key).filter(|node| !node.is_null());
        node.map(|node| self.0.read(node).map_err(|it| it.under(key))).transpose()
    }

    fn write(&self, key: &'static str, value: Self::Value, row: &mut Row) {
        if let Some(value) = value {
            row.put(key, self.0.write(value));
        }
    }

    fn describe(&self, key: &'static str, about: &str) -> Vec<Cell> {
        cell(&self.0, key, about, Presence::Optional)
    }
}

/// This while it is not there. It is written all the same: a file says the same under defaults that changed.
pub struct Or<F: Form>(pub(super) F, pub(super) F::Value);

impl<F: Form<Value: Clone>> Or<F> {
    /// The default with whether it was left out, which is not written then.
    pub fn noted(self) -> Noted<F> {
        Noted(self)
    }

    fn read(&self, key: &'static str, keys: &Keys<'_>) -> Read<Option<F::Value>> {
        let node = keys.get(key).filter(|node| !(node.is_null() && self.0.may_be_null()));
        node.map(|node| self.0.read(node).map_err(|it| it.under(key))).transpose()
    }

    fn default(&self) -> Presence {
        Presence::Or(self.0.write(self.1.clone()))
    }
}

impl<F: Form<Value: Clone>> Column for Or<F> {
    type Value = F::Value;

    fn read(&self, key: &'static str, keys: &Keys<'_>) -> Read<F::Value> {
        Ok(self.read(key, keys)?.unwrap_or_else(|| self.1.clone()))
    }

    fn write(&self, key: &'static str, value: F::Value, row: &mut Row) {
        row.put(key, self.0.write(value));
    }

    fn describe(&self, key: &'static str, about: &str) -> Vec<Cell> {
        cell(&self.0, key, about, self.default())
    }
}

pub struct Noted<F: Form>(Or<F>);

impl<F: Form<Value: Clone>> Column for Noted<F> {
    type Value = (F::Value, bool);

    fn read(&self, key: &'static str, keys: &Keys<'_>) -> Read<Self::Value> {
        let said = self.0.read(key, keys)?;
        let left_out = said.is_none();
        Ok((said.unwrap_or_else(|| self.0.1.clone()), left_out))
    }

    fn write(&self, key: &'static str, (value, left_out): Self::Value, row: &mut Row) {
        if !left_out {
            row.put(key, self.0.0.write(value));
        }
    }

    fn describe(&self, key: &'static str, about: &str) -> Vec<Cell> {
        cell(&self.0.0, key, about, self.0.default())
    }
}

/// What is empty of its kind while it is not there, and not written then: an empty list, `false`, 0.
pub struct OrEmpty<F>(pub(super) F);

impl<F: Form<Value: Default + PartialEq>> Column for OrEmpty<F> {
    type Value = F::Value;

    fn read(&self, key: &'static str, keys: &Keys<'_>) -> Read<F::Value> {
        match keys.get(key) {
            Some(node) => self.0.read(node).map_err(|it| it.under(key)),
            None => Ok(F::Value::default()),
        }
    }

    fn write(&self, key: &'static str, value: F::Value, row: &mut Row) {
        if value != F::Value::default() {
            row.put(key, self.0.write(value));
        }
    }

    fn describe(&self, key: &'static str, about: &str) -> Vec<Cell> {
        cell(&self.0, key, about, Presence::Or(self.0.write(F::Value::default())))
    }
}

/// The keys of another description, among those of this one.
pub fn flat<C: Columns>(columns: C) -> Flat<C> {
    Flat(columns)
}

pub struct Flat<C>(C);

impl<C: Columns> Column for Flat<C> {
    type Value = C::Value;

    fn read(&self, _: &'static str, keys: &Keys<'_>) -> Read<C::Value> {
        self.0.read(keys)
    }

    fn write(&self, _: &'static str, value: C::Value, row: &mut Row) {
        self.0.write(value, row);
    }

    fn describe(&self, _: &'static str, _: &str) -> Vec<Cell> {
        self.0.describe()
    }
}

fn cell(form: &impl Form, key: &'static str, about: &str, presence: Presence) -> Vec<Cell> {
    vec![Cell { key, about: about.trim().to_owned(), presence, never_beside: None, looks: form.looks() }]
}
