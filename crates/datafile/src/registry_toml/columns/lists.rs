//! Forms of several values: lists, and tables in tables.

use std::collections::BTreeSet;
use std::marker::PhantomData;

use super::described::{Looks, Shape};
use super::{Columns, Form, Keys, Node, Out, Read, Row};
use crate::registry_toml::error::Problems;

pub fn list<F: Form>(of: F) -> impl Form<Value = Vec<F::Value>> {
    List(of, PhantomData)
}

/// A list in which order and number mean nothing.
pub fn set<F: Form<Value: Ord>>(of: F) -> impl Form<Value = BTreeSet<F::Value>> {
    List(of, PhantomData)
}

/// A table in the table.
pub fn nested<C: Columns>(columns: C) -> impl Form<Value = C::Value> {
    Table { columns, bare: None }
}

/// A list of tables.
pub fn rows<C: Columns>(columns: C) -> impl Form<Value = Vec<C::Value>> {
    Rows(Table { columns, bare: None })
}

/// A list of tables; a text stands for one with this key alone.
pub fn rows_or_bare<C: Columns>(key: &'static str, columns: C) -> impl Form<Value = Vec<C::Value>> {
    Rows(Table { columns, bare: Some(key) })
}

struct List<F, L>(F, PhantomData<L>);

impl<F: Form, L: FromIterator<F::Value> + IntoIterator<Item = F::Value>> Form for List<F, L> {
    type Value = L;

    fn read(&self, node: Node<'_>) -> Read<Self::Value> {
        let (members, problems) = each(&self.0, node)?;
        problems.or(members.into_iter().collect())
    }

    fn write(&self, value: Self::Value) -> Out {
        Out::List(value.into_iter().map(|it| self.0.write(it)).collect())
    }

    fn looks(&self) -> Looks {
        let of = self.0.looks();
        Looks::new(format!("list of: {}", of.like), Shape::List(of.into()))
    }
}

/// What could be read stands at its place.
fn each<F: Form>(form: &F, node: Node<'_>) -> Read<(Vec<Option<F::Value>>, Problems)> {
    let Some(members) = node.list() else { return node.is_no("a list") };
    let mut problems = Problems::default();
    let read = |(index, it)| problems.keep(form.read(it).map_err(|it| it.at(index)));
    let read = members.into_iter().enumerate().map(read).collect();
    Ok((read, problems))
}

struct Table<C> {
    columns: C,
    /// What a text stands for.
    bare: Option<&'static str>,
}

impl<C: Columns> Form for Table<C> {
    type Value = C::Value;

    fn read(&self, node: Node<'_>) -> Read<C::Value> {
        let keys = match (self.bare, node.text()) {
            (Some(key), Some(_)) => Some(Keys::bare(key, node)),
            (Some(_) | None, _) => node.table(),
        };
        match keys {
            Some(keys) => self.columns.read_whole(&keys),
            None => node.is_no(if self.bare.is_some() { "a string or a table" } else { "a table" }),
        }
    }

    fn write(&self, value: C::Value) -> Out {
        let mut row = Row::default();
        self.columns.write(value, &mut row);
        Out::Table(row)
    }

    fn looks(&self) -> Looks {
        let table = self.columns.looks();
        match self.bare {
            None => Looks::new("table", Shape::Table(table)),
            Some(key) => Looks::new(format!("table, or its `{key}` alone"), Shape::BareOr(key, table)),
        }
    }
}

struct Rows<C>(Table<C>);

impl<C: Columns> Form for Rows<C> {
    type Value = Vec<C::Value>;

    fn read(&self, node: Node<'_>) -> Read<Self::Value> {
        let (rows, mut problems) = each(&self.0, node)?;
        problems.add(self.0.columns.repeated(&rows));
        problems.or(rows.into_iter().collect())
    }

    fn write(&self, value: Self::Value) -> Out {
        Out::List(value.into_iter().map(|it| self.0.write(it)).collect())
    }

    fn looks(&self) -> Looks {
        let of = self.0.looks();
        Looks::new(format!("list of: {}", of.like), Shape::List(of.into()))
    }
}
