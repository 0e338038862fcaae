//! The pages, through the router.

mod addresses;
mod answers;
mod authorize;
mod edit;
mod forms;
mod home;
mod inbox;
mod journal;
mod languages;
mod legacy;
mod limits;
mod looking;
mod machines;
mod nodes;
mod oauth;
mod own_works;
mod record;
mod register;
mod search;
mod session;
mod support;
mod texts;
mod webhooks;
mod works;
