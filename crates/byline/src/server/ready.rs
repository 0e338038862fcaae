//! The one line on standard output (`decisions` 30, 49).

use std::io::Write;
use std::net::SocketAddr;

use anyhow::Context;
use byline_http::{Api, Origins};
use serde::Serialize;

use crate::config::values::BaseUrl;
use crate::environment::Stopwatch;

#[derive(Serialize)]
struct Ready<'a> {
    event: &'static str,
    base_url: &'a str,
    listen: SocketAddr,
    ms: u128,
    addresses: Addresses,
    /// Documents of the fixtures that were left out; not there when none was.
    #[serde(skip_serializing_if = "is_zero")]
    refused: u64,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Every address that is served (`decisions` 49).
#[derive(Serialize)]
struct Addresses {
    pages: String,
    /// That of its own host first, where it has one.
    public_api: Vec<String>,
    member_api: Vec<String>,
}

/// Says that requests are answered from now on: supervisors and tests wait for this line.
pub fn announce(base_url: &BaseUrl, listen: SocketAddr, started: Stopwatch, refused: u64) -> anyhow::Result<()> {
    let origins = Origins::new(base_url.as_str())?;
    let [public_api, member_api] = Api::ALL.map(|api| origins.all_of(api));
    tracing::info!(
        %listen,
        pages = origins.base(),
        public_api = public_api.join(" "),
        member_api = member_api.join(" "),
        "answering"
    );
    let addresses = Addresses { pages: origins.base().to_owned(), public_api, member_api };
    let (base_url, ms) = (base_url.as_str(), started.elapsed().as_millis());
    let ready = Ready { event: "ready", base_url, listen, ms, addresses, refused };
    let mut line = serde_json::to_string(&ready).context("the ready line has a form in JSON")?;
    line.push('\n');
    let mut stdout = std::io::stdout().lock();
    // Not the error itself: whoever starts a server and does not listen has made a mistake (`out::reader_left`).
    let written = stdout.write_all(line.as_bytes()).and_then(|()| stdout.flush());
    written.map_err(|error| anyhow::anyhow!("cannot write to standard output: {error}"))
}
