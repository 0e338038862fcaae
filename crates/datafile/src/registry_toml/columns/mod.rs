//! Tables, each described once: see [`table!`]. From the description come reading, writing, what editors know
//! ([`schema`]) and the page of reference ([`page`]).
//!
//! Nothing here knows what the tables are about.

mod described;
mod forms;
mod lists;
mod many;
mod node;
mod out;
mod page;
mod presence;
mod schema;
mod table;

use super::error::Problems;

pub use described::{Cell, Shape, TableLooks};
pub use forms::{
    Form, as_text, checked, count, filled, flag, form, hash, listed, moment, named, named_or, not, parsed, seconds,
    text,
};
pub use lists::{list, nested, rows, rows_or_bare, set};
pub use many::{Keyed, Many, describe, read};
pub use node::{Keys, Node};
pub use out::{Out, Row};
pub use page::page;
pub use presence::{Column, flat};
pub use schema::schema;
pub(crate) use table::table;
pub use table::{Columns, unique};

/// Everything that is wrong, or what was read.
pub type Read<T> = Result<T, Problems>;
