//! Records against a real store: who sees what, in which groups and order, under which names, and what their owners do with
//! them.

mod extract;
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
mod own;
mod search;
mod support;
mod undo;
