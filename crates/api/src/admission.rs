//! Whether a request is answered at all: rates by second and by day (`decisions` 10, `record-api` 5.4).
//!
//! Too many in a second is 503, as the published service's proxy answers; a day that is used up is 429, in plain text.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use byline_http::limit::{ApiLimits, Asking, Refused, Standing};
use byline_http::{Api, Surface};
use byline_oauth::Caller;
use byline_registry::Usage;

use crate::{ApiState, answer, media};

/// The limits of the APIs, where there are some.
#[derive(Clone)]
pub struct Admission {
    pub limits: Arc<ApiLimits>,
    pub usage: Arc<Usage>,
}

const OVER: &str = "Too Many Requests. You have exceeded the daily quota for anonymous usage of this API.\n\
                    Register a client and send its token with each request to be given more: see the documentation.\n";
const CLIENT_OVER: &str = "Too Many Requests. This client has exceeded its daily quota for this API.\n";

/// Counts a request.
///
/// # Errors
/// The answer, when it is one too many.
pub async fn admit(
    state: &ApiState,
    surface: Surface,
    caller: Option<&Caller>,
    address: Option<IpAddr>,
) -> Result<Option<Standing>, Box<Response<Body>>> {
    let Some(Admission { limits, usage }) = &state.admission else { return Ok(None) };
    let member = caller.is_some_and(|caller| caller.client.client_type.is_member());
    let api = match surface {
        Surface::Api(api) => api,
        Surface::Registry | Surface::Shared if member => Api::Member,
        Surface::Registry | Surface::Shared => Api::Public,
    };
    let asking = Asking { api, client: caller.map(|caller| &caller.client.id), address };
    if limits.spares(asking) {
        return Ok(None);
    }
    let standing = limits.take(asking, state.clock.now()).map_err(|refused| Box::new(too_quick(state, refused)))?;
    let policy = limits.policy();
    let (limit, refuses, text) = match (api, caller) {
        // Members are not counted by day.
        (Api::Member, _) => return Ok(Some(standing)),
        (Api::Public, Some(_)) if member => return Ok(Some(standing)),
        (Api::Public, Some(_)) => (policy.client_per_day, policy.refuse_clients, CLIENT_OVER),
        (Api::Public, None) => (policy.anonymous_per_day, true, OVER),
    };
    let Some(limit) = limit else { return Ok(Some(standing)) };
    let end = if refuses { limit } else { u64::MAX };
    match usage.count(&asking.day_name(), end).await {
        Ok(counted) if counted.requests >= end => {
            Err(Box::new(day_is_over(state, &standing.of_day(limit, limit, counted.left), text)))
        }
        Ok(counted) => Ok(Some(standing.of_day(limit, counted.requests, counted.left))),
        Err(error) => {
            // Nobody is shut out because counting does not work.
            tracing::error!(%error, "requests cannot be counted");
            Ok(Some(standing))
        }
    }
}

fn too_quick(state: &ApiState, refused: Refused) -> Response<Body> {
    let mut response = answer::html_error(state, StatusCode::SERVICE_UNAVAILABLE, "There were too many requests.");
    refused.put(response.headers_mut());
    response
}

fn day_is_over(state: &ApiState, standing: &Standing, text: &'static str) -> Response<Body> {
    let content_type = Some(HeaderValue::from_static(media::TEXT.header));
    let mut response = answer::fleeting(state, StatusCode::TOO_MANY_REQUESTS, content_type, text);
    let headers = response.headers_mut();
    headers.insert(axum::http::header::RETRY_AFTER, standing.reset.into());
    standing.put(headers);
    response
}

/// What is left goes along with the answer, whatever it is.
pub fn put(standing: Option<&Standing>, headers: &mut HeaderMap) {
    if let Some(standing) = standing {
        standing.put(headers);
    }
}
