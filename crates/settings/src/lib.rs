//! Settings are rows: one says what a setting is called, what its values look like, what holds unless it is set, which
//! commands take it, and what it is for.
//!
//! From the rows follow the keys of the settings file, flags and variables ([`Given`]), what is in effect and where it
//! comes from ([`as_file`]), everything that is wrong ([`Problems`]), the page of reference ([`reference`]) and what
//! editors know ([`schema`]). Whoever uses a setting has the field of its row, of the row's type: see [`settings!`].
//!
//! Nothing here knows what the settings are about.

mod file;
mod given;
mod load;
mod problem;
mod reader;
mod reference;
mod row;
mod schema;
mod setting;
mod show;
mod table;
#[cfg(test)]
mod tests;
mod unknown;
mod value;
mod values;

pub use given::{Given, Scope, Via};
pub use load::{Loaded, defaults, load, load_from};
pub use problem::{Complaint, Named, Problems};
pub use reader::{Reader, Told};
pub use reference::{Chapter, reference};
pub use row::{Commands, Entry, Kind, Looks, Row, entries};
pub use schema::schema;
pub use setting::{Setting, Table, Tables};
pub use show::{Origin, Shown, ShownValue, as_file};
pub use unknown::misspelt;
pub use value::{Expected, Form, Value, expected, parse};
pub use values::{ByteSize, Count, FilePath, Folder, Secret, SocketAddress, Span, Switch, Text};
