//! JSON: every key written, in the order of the wire; read as the published binding reads.

mod chars;
mod depth;
mod read;
mod write;

pub(crate) use chars::check as check_characters;
pub use read::read;
pub(crate) use read::read_unchecked as bind;
pub(crate) use read::{read_as, read_at_most};
pub use write::{write, write_into, write_value};
