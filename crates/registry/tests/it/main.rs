//! Reads of records against a real store: who sees what, in which groups and order, under which names.

mod grouping;
mod inbox;
mod jobs;
mod keeping;
mod names;
mod numbered;
mod ordering;
mod organizations;
mod search;
mod support;
