//! Published clients, as they are, against a sandbox that plays the hosts they know (`docs/clients.md`).
//!
//! Each runs in a network of its own ([`network`]): there the names of the live registry lead to the sandbox, which has
//! certificates for them, and nothing leads anywhere else. What a client does stands in `scenarios/`, in the client's
//! own language, or in [`crates_io`]; which clients there are is [`table`]. A scenario fails where an assertion of its own
//! does; what it says it did is its row of the page.

mod crates_io;
mod network;
mod page;
mod scenario;
#[path = "../it/support.rs"]
#[allow(dead_code, reason = "the other tests use the rest")]
mod support;
mod table;
mod versions;

use network::Network;
use table::Client;

/// Plays the scenario of a client: from without, in a new network; from within, there.
fn play(client: &Client) {
    if let Some(notes) = network::notes() {
        return scenario::play(client, &notes);
    }
    if client.from.takes_long() && std::env::var_os("BYLINE_LONG").is_none() {
        return eprintln!("{} runs in the long tier: `cargo xtask test --long`, `cargo xtask clients`", client.test);
    }
    let needs = scenario::Needs::find();
    if let Some(missing) = needs.missing(client) {
        return support::skip(client.test, &format!("{missing} is not there; `cargo xtask clients` gets it"));
    }
    let network = match Network::find() {
        Ok(network) => network,
        Err(why) => return support::skip(client.test, &why),
    };
    let did = network.run_this_test(client);
    let row = page::row(client, &versions::of(client, &needs), &did);
    page::hold(client, &row);
}
