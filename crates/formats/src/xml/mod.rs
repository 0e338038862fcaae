//! XML: read with namespaces and order as the XSDs want them, printed with the fixed prefixes.

mod bounds;
mod direct;
mod read;
#[cfg(test)]
mod tests;
mod value;
mod write;

pub(crate) use read::{has_more, read_members};
pub use read::{read, read_any, read_any_of, read_of, read_shape};
pub(crate) use write::{escape_attribute, escape_text};
pub use write::{write, write_into};
