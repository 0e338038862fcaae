//! Whether the service is up (`platform` 5).

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode};
use serde::Serialize;

use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::{ApiState, answer, media};

const ALIVE: &str = r#"{"tomcatUp":true}"#;

/// `/ping` on every host, in front of everything.
pub fn ping(state: &ApiState) -> Response<Body> {
    answer::fleeting(state, StatusCode::OK, Some(HeaderValue::from_static(media::JSON.header)), ALIVE)
}

/// `/healthz` on every host, in front of everything: that the process answers, whatever it runs on.
pub fn healthz(state: &ApiState) -> Response<Body> {
    let json = Some(HeaderValue::from_static("application/json"));
    answer::fleeting(state, StatusCode::OK, json, r#"{"status":"ok"}"#)
}

/// One thing that has to be so. `behind` and `bound` are entries of the change log.
#[derive(Serialize)]
struct Check {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    behind: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bound: Option<u64>,
}

impl Check {
    fn new(failing: Option<&'static str>) -> Self {
        Check { status: word(failing.is_none()), why: failing, behind: None, bound: None }
    }

    fn unless(good: bool, failing: &'static str) -> Self {
        Check::new((!good).then_some(failing))
    }
}

/// What is answered at `/readyz`.
#[derive(Serialize)]
struct Ready {
    status: &'static str,
    checks: Checks,
}

#[derive(Serialize)]
struct Checks {
    reads: Check,
    writes: Check,
    migrations: Check,
    search: Check,
    serving: Check,
}

const fn word(good: bool) -> &'static str {
    if good { "ok" } else { "failing" }
}

/// `/readyz` on every host, in front of everything: whether requests are to be sent here; 503 when they are not.
pub async fn readyz(state: &ApiState) -> Response<Body> {
    let found = state.registry.readiness().await;
    let search = found.search;
    let checks = Checks {
        reads: Check::unless(found.health.reads, "the store does not answer"),
        writes: Check::unless(found.health.writes, "the store takes no writes"),
        migrations: Check::unless(
            found.schema,
            "the tables of the store are of another version, or it does not answer",
        ),
        search: Check { behind: Some(search.behind), bound: Some(search.bound), ..Check::new(search.refuses) },
        // Last: whoever is told to stop while this is asked says so.
        serving: Check::unless(!state.leaving.has_begun(), "the process was told to stop"),
    };
    let all = [&checks.reads, &checks.writes, &checks.migrations, &checks.search, &checks.serving];
    let good = all.iter().all(|check| check.why.is_none());
    let status = if good { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body =
        serde_json::to_vec(&Ready { status: word(good), checks }).expect("texts and numbers have a form in JSON");
    answer::fleeting(state, status, Some(HeaderValue::from_static("application/json")), body)
}

/// `/v3.0/status`; older versions say it in words, under whichever of the types is asked for.
pub fn alive(exchange: &Exchange<'_>) -> Result<Response<Body>, ApiError> {
    if let Some(words) = exchange.version.status {
        let accepted = exchange.negotiate(&[&media::TEXT, &media::JSON], 0)?;
        return Ok(answer::fleeting(exchange.state, StatusCode::OK, Some(accepted.content_type), words));
    }
    let accepted = exchange.negotiate(&[&media::JSON], 0)?;
    Ok(answer::fleeting(exchange.state, StatusCode::OK, Some(accepted.content_type), ALIVE))
}

/// `/v3.0/pubStatus`, `/v3.0/apiStatus`: asks the store; 500 when it does not answer, or cannot be written to.
pub async fn health(exchange: &Exchange<'_>) -> Result<Response<Body>, ApiError> {
    let accepted = exchange.negotiate(&[&media::JSON], 0)?;
    let health = exchange.state.registry.health().await;
    let status = if health.is_up() { StatusCode::OK } else { StatusCode::INTERNAL_SERVER_ERROR };
    Ok(answer::fleeting(exchange.state, status, Some(accepted.content_type), health.to_string()))
}
