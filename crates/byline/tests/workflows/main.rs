//! The ways in which organisations work with a registry, each from the question to the person to the last write: the
//! program itself, a browser for what people do, HTTP for what software does, every write in both syntaxes.
//!
//! [`blocks`] has what the scenarios share (`workflows` B1 to B4, B7, B8); each scenario is a file, and says in its header
//! which steps have nothing to run on yet.

mod blocks;
mod documents;
mod scene;
#[path = "../it/support.rs"]
#[allow(dead_code, reason = "the other tests use the rest")]
mod support;
mod walker;
mod wf02_agency;
mod wf02_article;
mod wf03_employment;
mod wf04_peer_review;
mod wf05_funding;
mod wf06_repository;
mod wf07_thesis;
mod wf08_resources;
mod wf10_webhooks;
mod wf14_society;
mod wf20_harvester;
mod wire;
