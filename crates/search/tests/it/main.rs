mod conformance;
mod documents;
mod generated;
mod index;
mod people;
mod plans;
mod refusals;
