//! Requests, answered in the process.

use std::net::IpAddr;

use axum::body::Body;
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST};
use axum::http::{HeaderName, HeaderValue, Method, Request};
use byline_http::Peer;
use tower::ServiceExt;

use crate::{TestApp, TestResponse};

/// A request that is not sent yet.
pub struct TestRequest<'a> {
    app: &'a TestApp,
    request: Request<Body>,
}

impl<'a> TestRequest<'a> {
    pub(crate) fn new(app: &'a TestApp, method: &str, path: &str) -> Self {
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method.parse::<Method>().expect("a method");
        *request.uri_mut() = path.parse().expect("a path");
        request.headers_mut().insert(HOST, HeaderValue::from_static("127.0.0.1:8080"));
        TestRequest { app, request }
    }

    /// Adds a header; several of one name stay apart.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name: HeaderName = name.parse().expect("a header name");
        self.request.headers_mut().append(name, value.parse().expect("a header value"));
        self
    }

    #[must_use]
    pub fn host(mut self, host: &str) -> Self {
        self.request.headers_mut().insert(HOST, host.parse().expect("a host"));
        self
    }

    #[must_use]
    pub fn accept(self, value: &str) -> Self {
        self.header(ACCEPT.as_str(), value)
    }

    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        self.header(AUTHORIZATION.as_str(), &format!("Bearer {token}"))
    }

    /// The address that the connection comes from.
    #[must_use]
    pub fn peer(mut self, address: &str) -> Self {
        let address: IpAddr = address.parse().expect("an address");
        self.request.extensions_mut().insert(Peer(address));
        self
    }

    #[must_use]
    pub fn body(mut self, content_type: &str, body: impl Into<Body>) -> Self {
        *self.request.body_mut() = body.into();
        self.header(CONTENT_TYPE.as_str(), content_type)
    }

    /// A form of plain values.
    #[must_use]
    pub fn form(self, pairs: &[(&str, &str)]) -> Self {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
        self.body("application/x-www-form-urlencoded", pairs.join("&"))
    }

    pub async fn send(self) -> TestResponse {
        let response = match self.app.router().oneshot(self.request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        TestResponse::read(response).await
    }
}
