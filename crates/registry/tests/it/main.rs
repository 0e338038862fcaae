//! Reads of records against a real store: who sees what, in which groups and order, under which names.

mod grouping;
mod inbox;
mod indexing;
mod jobs;
mod keeping;
mod killed;
mod names;
mod numbered;
mod ordering;
mod organizations;
mod search;
mod support;
