//! The way a table is described.

use std::collections::HashSet;
use std::hash::Hash;

use super::{Cell, Keys, Read, Row, TableLooks};
use crate::registry_toml::error::{Invalid, Problems};

/// Some keys of the file, and the value that they make together: a table, or a part of one.
pub trait Columns {
    type Value;

    /// What it is called among all that are described.
    const NAME: &'static str;
    /// What it is about.
    const ABOUT: &'static str;
    /// Keys that no two rows have the same of, taken together.
    const ONCE: &'static [&'static [&'static str]];
    /// Pairs of keys of which one stands at most.
    const APART: &'static [(&'static str, &'static str)];

    /// # Errors
    /// Everything that is wrong with it.
    fn read(&self, keys: &Keys<'_>) -> Read<Self::Value>;

    /// The same of a table that has these keys and no others.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    fn read_whole(&self, keys: &Keys<'_>) -> Read<Self::Value> {
        let mut problems = Problems::default();
        let value = problems.keep(self.read(keys));
        problems.add(keys.unknown());
        problems.or(value)
    }

    fn write(&self, value: Self::Value, row: &mut Row);

    fn describe(&self) -> Vec<Cell>;

    /// Rows that have what another has, and may not. Those that could not be read are left out.
    fn repeated(&self, rows: &[Option<Self::Value>]) -> Problems;

    fn looks(&self) -> TableLooks {
        let about = Self::ABOUT.trim().to_owned();
        TableLooks { name: Self::NAME, about, once: Self::ONCE, cells: self.describe() }
    }
}

/// Describes a table: its keys, and the value that it stands for.
///
/// ```ignore
/// table! {
///     /// An organization that people can name.
///     Organizations: Organization { source, identifier, name, country } {
///         /// Who numbers it.
///         source: listed(&DISAMBIGUATION_SOURCE),
///         /// Its number there.
///         identifier: filled(),
///         …
///         /// Where it is.
///         country: listed(&COUNTRY).optional(),
///     }
///     once ("source", "identifier") by |it| (&it.source, &it.identifier);
/// }
/// ```
///
/// Behind the name of the description stands the type of its value with the fields, as in a pattern: it takes apart what is
/// written, and puts together what was read. Between the braces stands a column for each key: what the page of reference
/// says about it, the field, the key where that is another (`code as "code_hash"`), and how it is written: a
/// [`Form`](super::Form), which must be there unless it is `.optional()`, `.or(…)` a default, or `.or_empty()`.
/// `(first, latest): flat(Span)` has the columns of another description. Of two keys with `never` between them one stands
/// at most; what is named by `once`, no two rows share.
///
/// What fields have to do with each other is said behind `where`, by statements that see what was read; `?` refuses. Where
/// a value is more than its fields, `reads { … } writes PATTERN => (…);` stand in place of the shape: the first sees the
/// columns and gives the value, the second gives the columns, in their order.
macro_rules! table {
    (
        $(#[doc = $about:literal])*
        $name:ident: $model:ident $shape:tt { $($columns:tt)* }
        $(where { $($rule:tt)* })?
        $(never $one:literal beside $other:literal;)*
        $(once ($($once:literal),+) by $by:expr;)*
    ) => {
        $crate::registry_toml::columns::table! {
            @described [$($about)*] $name: ($model) { $($columns)* }
            reads { $($($rule)*)? Ok($model $shape) }
            writes ($model $shape) ();
            [$($one $other)*] [$([$($once)+] $by;)*]
        }
    };
    (
        $(#[doc = $about:literal])*
        $name:ident: $value:ty { $($columns:tt)* }
        reads $(($keys:ident))? { $($read:tt)* }
        writes $written:pat => $write:expr;
        $(never $one:literal beside $other:literal;)*
        $(once ($($once:literal),+) by $by:expr;)*
    ) => {
        $crate::registry_toml::columns::table! {
            @described [$($about)*] $name: ($value) { $($columns)* }
            reads $(($keys))? { $($read)* }
            writes ($written) ($write);
            [$($one $other)*] [$([$($once)+] $by;)*]
        }
    };
    (
        @described [$($about:literal)*] $name:ident: ($($value:tt)+) {
            $(
                $(#[doc = $text:literal])* $($field:ident)? $(($($part:ident),+))? $(as $key:literal)?: $column:expr
            ),* $(,)?
        }
        reads $(($keys:ident))? { $($read:tt)* }
        writes ($($written:tt)+) ($($write:expr)?);
        [$($one:literal $other:literal)*] [$([$($once:literal)+] $by:expr;)*]
    ) => {
        pub(in $crate::registry_toml) struct $name;

        impl $crate::registry_toml::columns::Columns for $name {
            type Value = $($value)+;

            const NAME: &'static str = stringify!($name);
            const ABOUT: &'static str = concat!($($about),*);
            const ONCE: &'static [&'static [&'static str]] = &[$(&[$($once),+]),*];
            const APART: &'static [(&'static str, &'static str)] = &[$(($one, $other)),*];

            fn read(
                &self,
                keys: &$crate::registry_toml::columns::Keys<'_>,
            ) -> $crate::registry_toml::columns::Read<Self::Value> {
                let columns = $crate::registry_toml::columns::table! {
                    @columns $($($field)? $($key)? [$($text)*] $column),*
                };
                let fields = $crate::registry_toml::columns::read(&columns, Self::APART, keys)?;
                let ($($($field)? $(($($part),+))?,)*) = fields;
                $(let $keys = keys;)?
                let made = || -> $crate::registry_toml::columns::Read<Self::Value> { $($read)* };
                made()
            }

            #[allow(unused_variables, reason = "what follows from other columns is written with them")]
            fn write(&self, value: Self::Value, row: &mut $crate::registry_toml::columns::Row) {
                // Before the fields, whose names may be those of forms.
                let columns = $crate::registry_toml::columns::table! {
                    @columns $($($field)? $($key)? [$($text)*] $column),*
                };
                let $($written)+ = value;
                $crate::registry_toml::columns::table!(@parted ($($write)?) ($($($field)? $(($($part),+))?,)*));
                $crate::registry_toml::columns::Many::write(columns, ($($($field)? $(($($part),+))?,)*), row);
            }

            fn describe(&self) -> Vec<$crate::registry_toml::columns::Cell> {
                let columns = $crate::registry_toml::columns::table! {
                    @columns $($($field)? $($key)? [$($text)*] $column),*
                };
                $crate::registry_toml::columns::describe(&columns, Self::APART)
            }

            #[allow(unused_variables, reason = "rows may have all in common")]
            fn repeated(&self, rows: &[Option<Self::Value>]) -> $crate::registry_toml::error::Problems {
                let all: [$crate::registry_toml::error::Problems; _] =
                    [$($crate::registry_toml::columns::unique(&[$($once),+], rows, $by)),*];
                all.into_iter().collect()
            }
        }
    };
    (@columns $($($field:ident)? $($key:literal)? [$($text:literal)*] $column:expr),*) => {
        ($($crate::registry_toml::columns::Keyed {
            key: $crate::registry_toml::columns::table!(@key $($field)? $($key)?),
            about: concat!($($text),*),
            column: $column,
        },)*)
    };
    (@key $($field:ident)? $key:literal) => { $key };
    // Several fields have their keys elsewhere.
    (@key $($field:ident)?) => { stringify!($($field)?) };
    (@parted () $fields:tt) => {};
    (@parted ($write:expr) $fields:tt) => { let $fields = $write; };
}
pub(crate) use table;

/// All but the first of rows that share what must be unique. What is wrong stands under the last of the keys.
pub fn unique<'a, T, K: Hash + Eq>(keys: &[&'static str], rows: &'a [Option<T>], by: impl Fn(&'a T) -> K) -> Problems {
    let mut seen = HashSet::new();
    let values = rows.iter().enumerate().filter_map(|(index, row)| Some((index, by(row.as_ref()?))));
    let twice = values.filter_map(|(index, value)| (!seen.insert(value)).then_some(index));
    let last = keys.last().expect("a key is named");
    twice.map(|index| Invalid::new("stands here twice").under(last).at(index)).collect()
}
