//! The APIs through HTTP, against a real store. Files follow the URL space; cases of the conformance lists are named by
//! their number (P.. and R.. of `record-api` 8, plain numbers of `oauth` 11).

mod access;
mod activities;
mod bearer;
mod cases;
mod conditional;
mod feed;
mod freshness;
mod groups;
mod headers;
mod limits;
mod linked;
mod matrix;
mod media;
mod member;
mod notifications;
mod openapi;
mod origins;
mod person;
mod record;
mod search;
mod service;
mod shares;
mod token;
mod told;
mod v2;
mod v9;
mod versions;
mod webhooks;
mod writes;
