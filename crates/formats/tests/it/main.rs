//! The formats against documents: the official corpus where it is at hand, our own fixtures always.

mod corpus;
mod hostile;
mod support;
