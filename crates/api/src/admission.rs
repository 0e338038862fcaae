//! Whether a request is answered at all: rates by second and by day (`decisions` 10, `record-api` 5.4).
//!
//! Too many in a second is 503, as the published service's proxy answers; a day that is used up is 429, in plain text.

use std::collections::HashSet;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use byline_http::limit::{ApiLimits, Asking, Refused, Standing};
use byline_http::{Api, Surface};
use byline_model::ClientId;
use byline_oauth::Caller;
use byline_registry::Usage;
use tokio::sync::mpsc;

use crate::{ApiState, answer, media};

/// The limits of the APIs, where there are some.
#[derive(Clone)]
pub struct Admission {
    pub limits: Arc<ApiLimits>,
    pub usage: Arc<Usage>,
    /// Hears of clients that have used up their day.
    pub used_up: UsedUp,
}

/// Where clients that have used up their day are told of; each is once in a day by this process, whoever listens has to
/// remember the rest.
#[derive(Clone, Default)]
pub struct UsedUp(Option<Arc<Inner>>);

struct Inner {
    sender: mpsc::Sender<Exceeded>,
    told: Mutex<HashSet<(i64, ClientId)>>,
}

/// A client that has used up its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exceeded {
    pub client: ClientId,
    /// Days since 1970.
    pub day: i64,
    pub limit: u64,
}

/// As many wait for whoever listens; more are told of with their next request.
const WAITING: usize = 100;

impl UsedUp {
    pub fn channel() -> (Self, mpsc::Receiver<Exceeded>) {
        let (sender, receiver) = mpsc::channel(WAITING);
        (UsedUp(Some(Arc::new(Inner { sender, told: Mutex::default() }))), receiver)
    }

    fn tell(&self, client: &ClientId, day: i64, limit: u64) {
        let Some(inner) = &self.0 else { return };
        let mut told = inner.told.lock().expect("nobody panics while holding it");
        told.retain(|(of, _)| *of == day);
        let exceeded = Exceeded { client: client.clone(), day, limit };
        if !told.contains(&(day, client.clone())) && inner.sender.try_send(exceeded).is_ok() {
            told.insert((day, client.clone()));
        }
    }
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
    let Some(Admission { limits, usage, used_up }) = &state.admission else { return Ok(None) };
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
            if let Some(client) = asking.client {
                used_up.tell(client, counted.day, limit);
            }
            Err(Box::new(day_is_over(state, &standing.of_day(limit, limit, counted.left), text)))
        }
        Ok(counted) if counted.requests >= limit => {
            if let Some(client) = asking.client {
                used_up.tell(client, counted.day, limit);
            }
            Ok(Some(standing.of_day(limit, counted.requests, counted.left)))
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
