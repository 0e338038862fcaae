//! Who is found, by a sandbox with the records of `search` 14.1 and C7 in it: every case of the lists over HTTP.

mod answers;
#[path = "../../../../search/tests/it/cases.rs"]
mod cases;
mod fixtures;
mod found;
#[path = "../../../../search/tests/it/records.rs"]
#[allow(dead_code, reason = "the tests of the language use the rest")]
mod records;
