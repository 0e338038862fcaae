mod conformance;
mod documents;
mod fresh;
mod generated;
mod index;
mod people;
mod plans;
mod refusals;
