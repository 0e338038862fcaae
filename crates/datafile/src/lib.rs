//! Data files: fixture directories, imports and exports of whole registries, conversion between XML and JSON.
//!
//! * [`import`] reads single documents, directories and archives in the layout of the annual data file into a store;
//!   a file that is refused neither stops the run nor leaves half a record.
//! * [`export`] writes a fixture directory that imports to the same again.
//! * [`convert`] turns documents and whole archives from one syntax into the other.
//! * [`generate`] puts a synthetic registry into a store or into archives.
//! * [`organizations`] reads what vocabularies of organisations publish.
//! * [`registry_toml`] is what documents cannot carry.
//!
//! All three report through [`Progress`]; nothing here prints.

mod archive;
mod bases;
pub mod convert;
mod document;
pub mod export;
pub mod generate;
pub mod import;
mod inputs;
mod items;
mod layout;
pub mod organizations;
mod parallel;
mod progress;
pub mod registry_toml;
pub mod written;

pub use progress::{DroppedPart, Progress, Refusal};
