//! Columns in a row: a tuple of them has a tuple of values.

use super::{Cell, Column, Keys, Read, Row};
use crate::registry_toml::error::Problems;

/// A column with its key, and what it is about.
pub struct Keyed<C> {
    pub key: &'static str,
    pub about: &'static str,
    pub column: C,
}

pub trait Many {
    type Values;

    /// # Errors
    /// Everything that is wrong with them.
    fn read(&self, keys: &Keys<'_>) -> Read<Self::Values>;

    fn write(self, values: Self::Values, row: &mut Row);

    fn describe(&self) -> Vec<Cell>;
}

/// Reads columns, of which two never stand beside each other.
///
/// # Errors
/// Everything that is wrong with them.
pub fn read<M: Many>(columns: &M, apart: &[(&'static str, &'static str)], keys: &Keys<'_>) -> Read<M::Values> {
    let mut problems: Problems = apart.iter().filter_map(|(one, other)| keys.beside(one, other)).collect();
    let values = problems.keep(columns.read(keys));
    problems.or(values)
}

/// What is known of columns, of which two never stand beside each other.
pub fn describe(columns: &impl Many, apart: &[(&'static str, &'static str)]) -> Vec<Cell> {
    let mut cells = columns.describe();
    for cell in &mut cells {
        cell.never_beside = apart.iter().find(|it| it.0 == cell.key).map(|it| it.1).or(cell.never_beside);
    }
    cells
}

macro_rules! many {
    ([$($done:tt)*]) => {};
    ([$($done:tt)*] ($column:ident $at:tt) $($rest:tt)*) => {
        many! { @these $($done)* ($column $at) }
        many! { [$($done)* ($column $at)] $($rest)* }
    };
    (@these $(($column:ident $at:tt))+) => {
        impl<$($column: Column),+> Many for ($(Keyed<$column>,)+) {
            type Values = ($($column::Value,)+);

            #[allow(non_snake_case, reason = "a value has the name of its column")]
            fn read(&self, keys: &Keys<'_>) -> Read<Self::Values> {
                let mut problems = Problems::default();
                // All are read before the first that is wrong counts, so that all are told.
                let read = ($(problems.keep(self.$at.column.read(self.$at.key, keys)),)+);
                match read {
                    ($(Some($column),)+) => Ok(($($column,)+)),
                    _ => Err(problems),
                }
            }

            fn write(self, values: Self::Values, row: &mut Row) {
                $(self.$at.column.write(self.$at.key, values.$at, row);)+
            }

            fn describe(&self) -> Vec<Cell> {
                [$(self.$at.column.describe(self.$at.key, self.$at.about)),+].concat()
            }
        }
    };
}

many! {
    [] (A 0) (B 1) (C 2) (D 3) (E 4) (F 5) (G 6) (H 7) (I 8) (J 9) (K 10) (L 11) (M 12) (N 13) (O 14) (P 15) (Q 16)
    (R 17) (S 18) (T 19) (U 20) (V 21) (W 22) (X 23)
}
