//! One call over HTTP.
//!
//! Names are resolved here, and the connection is made to an address that was looked at: between check and connection
//! there is no second look-up that could say something else. Redirects are answers, not places to go.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use byline_members::{InvalidTarget, Targets};
use byline_store::webhooks::CallOutcome;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::CONTENT_LENGTH;
use reqwest::redirect;

use super::failure::{NO_ANSWER, reason};
use super::message::Message;

/// What a receiver answers besides its status is read for so long, so that the connection can be used again.
const REST: Duration = Duration::from_secs(1);
const LONGEST_REST: usize = 64 << 10;
/// Connections are kept for so long after a call.
const IDLE: Duration = Duration::from_secs(10);

pub struct Caller {
    targets: Targets,
    timeout: Duration,
    /// Made with the first call: loading the certificates of the machine takes a while.
    client: OnceLock<reqwest::Client>,
}

impl Caller {
    pub fn new(targets: Targets, timeout: Duration) -> Self {
        Caller { targets, timeout, client: OnceLock::new() }
    }

    pub async fn call(&self, uri: &str, message: Message) -> CallOutcome {
        match tokio::time::timeout(self.timeout, self.post(uri, message)).await {
            Ok(Ok(status)) => CallOutcome::Answered(status),
            Ok(Err(why)) => CallOutcome::Failed(why),
            Err(_) => CallOutcome::Failed(NO_ANSWER.into()),
        }
    }

    async fn post(&self, uri: &str, message: Message) -> Result<u16, Box<str>> {
        let target = self.targets.admit(uri).map_err(|refused| refused.to_string())?;
        let mut request = self.client()?.post(target.url().clone());
        for (name, value) in message.headers {
            request = request.header(name, value);
        }
        if message.body.is_empty() {
            // Servers may insist on it (RFC 9110 §8.6).
            request = request.header(CONTENT_LENGTH, "0");
        }
        let response = request.body(message.body).send().await.map_err(reason)?;
        let status = response.status().as_u16();
        let _whatever_it_is = tokio::time::timeout(REST, read_rest(response)).await;
        Ok(status)
    }

    fn client(&self) -> Result<&reqwest::Client, Box<str>> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = reqwest::Client::builder()
            .dns_resolver(Arc::new(Resolver(self.targets.clone())))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .no_gzip()
            .http1_only()
            .connect_timeout(self.timeout)
            .pool_idle_timeout(IDLE)
            .build()
            .map_err(reason)?;
        Ok(self.client.get_or_init(|| client))
    }
}

async fn read_rest(mut response: reqwest::Response) {
    let mut read = 0;
    while read < LONGEST_REST
        && let Ok(Some(chunk)) = response.chunk().await
    {
        read += chunk.len();
    }
}

/// Names become addresses that may be called, or none. Numbers in the place of a name never get here; they were looked at
/// with the rest of the address.
struct Resolver(Targets);

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let targets = self.0.clone();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let called: Vec<SocketAddr> = found.filter(|address| targets.reaches(address.ip())).collect();
            match called.is_empty() {
                true => Err(InvalidTarget::Private.into()),
                false => Ok(Box::new(called.into_iter()) as Addrs),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name says nothing about where it leads.
    #[tokio::test]
    async fn names_that_lead_to_this_machine_are_not_called() {
        let name = || "localhost".parse().expect("a name");
        let Err(refused) = Resolver(Targets::default()).resolve(name()).await else { panic!("it was resolved") };
        assert_eq!(refused.downcast_ref(), Some(&InvalidTarget::Private));
        let resolved = Resolver(Targets::sandbox()).resolve(name()).await.expect("it may be called here");
        assert!(resolved.into_iter().all(|address| address.ip().is_loopback()));
    }
}
