//! The pages: what people see of a registry, and the addresses that browsers visit on the way through OAuth.
//!
//! * Every page is made on the server and works without scripts; none is sent, and the policy of every answer forbids
//!   them ([`security`]). One style sheet, its address carries its hash ([`assets`]).
//! * Pages show what `registry` lets the visitor see and nothing else; text is escaped where it is printed, because
//!   records are kept as they were sent (`decisions` 6).
//! * What is decided about sign-in, consent and tokens is in `accounts` and `oauth`; here it gets its words and forms.

mod assets;
mod error;
mod home;
mod labels;
mod layout;
mod page;
mod record;
mod security;
mod site;

use std::sync::Arc;

use axum::Router;
use axum::middleware;
use axum::routing::get;
use byline_registry::Registry;

pub use site::Site;

/// What the pages need. One per process, shared by all requests.
#[derive(Clone)]
pub struct WebState {
    pub(crate) registry: Arc<Registry>,
    pub(crate) site: Arc<Site>,
}

impl WebState {
    pub fn new(registry: Arc<Registry>, site: Site) -> Self {
        WebState { registry, site: Arc::new(site) }
    }
}

/// Everything the registry host serves to browsers. Unknown addresses get a page that says so.
pub fn router(state: WebState) -> Router {
    Router::new()
        .route("/", get(home::home))
        .route("/find", get(home::find))
        .route("/{orcid}", get(record::show))
        .route(assets::ROUTE, get(assets::serve))
        .fallback(error::not_found)
        .method_not_allowed_fallback(error::method_not_allowed)
        .layer(middleware::from_fn(security::headers))
        .with_state(state)
}
