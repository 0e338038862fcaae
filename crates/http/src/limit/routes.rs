//! Routes that are counted: one is added with the class that its requests are counted in, so there is none without.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::Method;
use axum::http::request::Parts;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::MethodRouter;
use byline_model::Timestamp;

use super::{Class, Limits, Refused, Who};

/// Far more than any link of ours, and any authorization request that a browser sends.
pub const LONGEST_QUERY: usize = 16 * 1024;

/// The state of a surface whose requests are counted, and what it says to one too many.
pub trait Counted: Clone + Send + Sync + 'static {
    fn limits(&self) -> &Limits;

    fn now(&self) -> Timestamp;

    /// Where whoever asks is, as far as it is known.
    fn address(&self, parts: &Parts) -> Option<IpAddr>;

    /// The answer to whoever asks too often, as they understand it.
    fn too_often(&self, class: Class, parts: &Parts, refused: Refused) -> Response;

    /// The answer to a query of more than [`LONGEST_QUERY`] bytes.
    fn too_long(&self, parts: &Parts) -> Response;

    /// Counts a request of whoever is at the other end.
    ///
    /// # Errors
    /// [`Refused`] when it is one too many.
    fn take(&self, class: Class, parts: &Parts) -> Result<(), Refused> {
        self.limits().take(class, Who::Address(self.address(parts)), self.now())
    }
}

/// Where whoever asks is, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub struct Asker(pub Option<IpAddr>);

impl Asker {
    /// As it is written down.
    pub fn text(self) -> Option<String> {
        self.0.map(|it| it.to_string())
    }
}

impl<S: Counted> FromRequestParts<S> for Asker {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Asker(state.address(parts)))
    }
}

/// A router in the making.
pub struct Routes<S> {
    state: S,
    router: Router<S>,
    paths: Vec<&'static str>,
}

impl<S: Counted> Routes<S> {
    pub fn new(state: S) -> Self {
        Routes { state, router: Router::new(), paths: Vec::new() }
    }

    /// What is only looked at counts as [`Class::Read`], but for what programs and authorization requests ask.
    #[must_use]
    pub fn route(mut self, class: Class, path: &'static str, methods: MethodRouter<S>) -> Self {
        self.paths.push(path);
        let guard = middleware::from_fn_with_state((self.state.clone(), class), guard::<S>);
        Routes { router: self.router.route(path, methods.layer(guard)), ..self }
    }

    /// The patterns of all routes, in the order in which they were added.
    pub fn paths(self) -> Vec<&'static str> {
        self.paths
    }

    pub fn finish(self) -> Router<S> {
        self.router
    }
}

async fn guard<S: Counted>(State((state, class)): State<(S, Class)>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    if parts.uri.query().is_some_and(|query| query.len() > LONGEST_QUERY) {
        return state.too_long(&parts);
    }
    if parts.method == Method::OPTIONS {
        // Browsers ask before they ask: what follows is counted.
        return next.run(Request::from_parts(parts, body)).await;
    }
    let looks = matches!(parts.method, Method::GET | Method::HEAD);
    let counted = match class {
        Class::Authorize | Class::Token | Class::Introspect => class,
        _ if looks => Class::Read,
        other => other,
    };
    match state.take(counted, &parts) {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(refused) => state.too_often(counted, &parts, refused),
    }
}
