//! How often and how much somebody may ask. A route is added with the class that its requests are counted in, so there is
//! none without.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::MethodRouter;
use byline_http::limit::Refused;
use byline_http::{Class, Who};
use byline_oauth::TokenError;

use crate::language::Language;
use crate::{WebState, error, legacy, oauth};

/// Far more than any link of ours, and any authorization request that a browser sends.
pub(crate) const LONGEST_QUERY: usize = 16 * 1024;

/// A router in the making.
pub(crate) struct Routes {
    state: WebState,
    router: Router<WebState>,
    paths: Vec<&'static str>,
}

impl Routes {
    pub(crate) fn new(state: WebState) -> Self {
        Routes { state, router: Router::new(), paths: Vec::new() }
    }

    /// What is only looked at counts as [`Class::Read`], but for what programs and authorization requests ask.
    pub(crate) fn route(mut self, class: Class, path: &'static str, methods: MethodRouter<WebState>) -> Self {
        self.paths.push(path);
        let guard = middleware::from_fn_with_state((self.state.clone(), class), guard);
        Routes { router: self.router.route(path, methods.layer(guard)), ..self }
    }

    pub(crate) fn paths(self) -> Vec<&'static str> {
        self.paths
    }

    pub(crate) fn finish(self) -> Router<WebState> {
        self.router
    }
}

async fn guard(State((state, class)): State<(WebState, Class)>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    if parts.uri.query().is_some_and(|query| query.len() > LONGEST_QUERY) {
        let language = Language::of_request(&state, &parts);
        return error::page(&state, &language, StatusCode::URI_TOO_LONG, "error-long-address");
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
    if let Err(refused) = take(&state, counted, &parts) {
        return match counted {
            Class::Token | Class::Introspect => oauth::refused(&TokenError::too_often(refused.most, refused.wait)),
            _ if legacy::is_call(parts.uri.path()) => legacy::too_often(refused),
            _ => too_often(&state, &Language::of_request(&state, &parts), refused),
        };
    }
    next.run(Request::from_parts(parts, body)).await
}

/// Counts a request of whoever is at the other end.
pub(crate) fn take(state: &WebState, class: Class, parts: &Parts) -> Result<(), Refused> {
    state.limits().take(class, Who::Address(state.address(parts)), state.now())
}

/// The page that says so.
pub(crate) fn too_often(state: &WebState, language: &Language, refused: Refused) -> Response {
    let (key, count) = match refused.wait {
        seconds @ 0..=90 => ("error-too-often", seconds),
        seconds => ("error-too-often-long", seconds.div_ceil(60)),
    };
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let status = StatusCode::TOO_MANY_REQUESTS;
    let mut response = error::page_saying(state, language, status, key, |text| text.count("count", count));
    refused.put(response.headers_mut());
    response
}
