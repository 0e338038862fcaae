//! OAuth and OpenID Connect as others meet them: the program itself, over HTTP.
//!
//! [`cases`] has the published cases by number, [`hardening`] what nobody may get away with, [`secretless`] what pages
//! and programs without a secret may.

mod cases;
mod hardening;
mod secretless;
#[path = "../it/support.rs"]
#[allow(dead_code, reason = "the other tests use the rest")]
mod support;
mod world;
