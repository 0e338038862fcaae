//! The formats against documents: the official corpus where it is at hand, our own fixtures always.

mod corpus;
mod editions;
mod families;
mod fixtures;
mod generate;
mod growth;
mod hostile;
mod kept;
mod linear;
mod linked;
mod misfits;
mod properties;
mod support;
mod xsd;
