//! Whose work it is.

use std::net::IpAddr;

use byline_model::ClientId;
use byline_model::network::Network;

/// Whom a share is counted by: whoever proved to be a client, or else where a request came from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    Client(ClientId),
    /// `None` for those whose address is not known: they are one party.
    Network(Option<Network>),
}

tokio::task_local! {
    static ASKING: Party;
}

impl Party {
    /// Whoever is at this address; an IPv6 one counts as its /64.
    pub fn at(address: Option<IpAddr>) -> Self {
        Party::Network(address.map(Network::around))
    }

    /// Answers a request of this party: whatever is heavy in it counts as the party's.
    // Not `async`: that would keep room for the request twice, as it comes and as it is awaited.
    pub fn asks<F: Future>(self, request: F) -> impl Future<Output = F::Output> {
        ASKING.scope(self, request)
    }

    /// Whose request is answered at the moment.
    pub(super) fn asking() -> Self {
        ASKING.try_with(Clone::clone).unwrap_or(Party::Network(None))
    }
}
