mod conformance;
mod documents;
mod people;
mod plans;
mod refusals;
