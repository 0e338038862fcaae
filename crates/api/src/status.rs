//! Whether the service is up (`platform` 5).

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode};

use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::{ApiState, answer, media};

const ALIVE: &str = r#"{"tomcatUp":true}"#;

/// `/ping` on every host, in front of everything.
pub fn ping(state: &ApiState) -> Response<Body> {
    answer::fleeting(state, StatusCode::OK, Some(HeaderValue::from_static(media::JSON.header)), ALIVE)
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
