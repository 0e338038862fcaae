//! Search: the query language, the fields of a record, and who matches what.
//!
//! Queries are those of the published service, which hands them to an engine of the Lucene family: its classic grammar
//! with the additions of Solr 8 ([`query`]). What is searched is what everybody may see of a record, flattened into the
//! [`fields`] of one document. This crate knows the model alone, does no I/O and never asks what time it is.

pub mod analysis;
mod body;
pub mod directory;
pub mod document;
pub mod facets;
pub mod fields;
pub mod fresh;
pub mod highlight;
pub mod index;
pub mod memory;
pub mod order;
pub mod overlay;
pub mod plan;
pub mod query;
