//! Owners of clients are told when these have used up their requests for a day.

use std::sync::Arc;

use byline_accounts::Accounts;
use byline_api::Exceeded;
use byline_jobs::Until;
use byline_model::env::Clock;
use tokio::sync::mpsc;

/// Until then; those who were to be told before still are.
pub async fn tell_owners(
    accounts: Arc<Accounts>,
    clock: Arc<dyn Clock>,
    mut exceeded: mpsc::Receiver<Exceeded>,
    mut until: Until,
) {
    loop {
        let next = tokio::select! {
            biased;
            next = exceeded.recv() => next,
            _over = until.pause(std::future::pending::<()>()) => None,
        };
        let Some(Exceeded { client, day, limit }) = next else { return };
        match accounts.tell_of_quota(&client, day, limit, clock.now()).await {
            Ok(told) => tracing::info!(client.id = %client, told, "a client has used up its requests for today"),
            Err(error) => tracing::error!(client.id = %client, %error, "an owner cannot be told of a quota"),
        }
    }
}
