//! The formats against documents: the official corpus where it is at hand, our own fixtures always.

mod corpus;
mod fixtures;
mod generate;
mod hostile;
mod linked;
mod properties;
mod support;
mod xsd;
