//! JSON: every key written, in the order of the wire; read as the published binding reads.

mod read;
mod write;

pub use read::read;
pub use write::{write, write_into, write_value};
