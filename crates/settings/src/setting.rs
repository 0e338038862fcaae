//! What a field of a table can be.

use std::marker::PhantomData;

use crate::{Kind, Looks, Reader, Row, Told, Value};

/// A table of settings; see [`settings!`](crate::settings).
pub trait Table {
    /// What it becomes.
    type Out;

    /// Its rows, in the order in which the reference page has them.
    const ROWS: &'static [Row];

    /// # Errors
    /// When something is wrong, which is told by then.
    fn read(from: &mut Reader<'_>) -> Result<Self::Out, Told>;
}

/// The type of a row.
pub trait Setting {
    /// What its field holds.
    type Out;

    /// What the row of such a field looks like.
    const KIND: Kind;

    /// # Errors
    /// When something is wrong, which is told by then.
    fn read(row: &'static Row, from: &mut Reader<'_>) -> Result<Self::Out, Told>;
}

impl<T: Value> Setting for T {
    type Out = T;

    const KIND: Kind = Kind::One(Looks::of::<T>());

    fn read(row: &'static Row, from: &mut Reader<'_>) -> Result<T, Told> {
        from.one(row)
    }
}

impl<T: Value> Setting for Option<T> {
    type Out = Option<T>;

    const KIND: Kind = Kind::Maybe(Looks::of::<T>());

    fn read(row: &'static Row, from: &mut Reader<'_>) -> Result<Option<T>, Told> {
        from.maybe(row)
    }
}

impl<T: Value> Setting for Vec<T> {
    type Out = Vec<T>;

    const KIND: Kind = Kind::List(Looks::of::<T>());

    fn read(row: &'static Row, from: &mut Reader<'_>) -> Result<Vec<T>, Told> {
        from.list(row)
    }
}

/// Any number of tables: `[[key]]` in a file, `{ name = "…" }` as a flag, `[{ name = "…" }]` as a variable.
pub struct Tables<T>(PhantomData<T>);

impl<T: Table> Setting for Tables<T> {
    type Out = Vec<T::Out>;

    const KIND: Kind = Kind::Tables(T::ROWS);

    fn read(row: &'static Row, from: &mut Reader<'_>) -> Result<Vec<T::Out>, Told> {
        from.tables::<T>(row)
    }
}
