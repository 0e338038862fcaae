//! What jobs do, against a real store and real servers.

mod forgetting;
mod search;
mod webhooks;
