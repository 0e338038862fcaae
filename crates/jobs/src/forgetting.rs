//! Forgets what nobody can use any more: codes and tokens, sessions, links and failures to sign in. Which those are is decided
//! in `oauth` and `accounts`.

use std::sync::Arc;
use std::time::Duration;

use byline_accounts::Accounts;
use byline_model::env::Clock;
use byline_oauth::Authority;
use byline_store::StoreError;

/// Between two looks for what is over.
const PERIOD: Duration = Duration::from_secs(600);
/// Between two commits when there is more: the writer is everybody's.
const BREATHER: Duration = Duration::from_millis(100);

/// Until it is dropped: forgets what is over, some at a time. A look ends when nothing of it is left.
pub async fn forget(authority: Arc<Authority>, accounts: Arc<Accounts>, clock: Arc<dyn Clock>) {
    loop {
        let wait = match some(&authority, &accounts, &*clock).await {
            Ok(true) => BREATHER,
            Ok(false) => PERIOD,
            Err(error) => {
                tracing::error!(%error, "what is over cannot be forgotten");
                PERIOD
            }
        };
        tokio::time::sleep(wait).await;
    }
}

/// Whether there is more.
async fn some(authority: &Authority, accounts: &Accounts, clock: &dyn Clock) -> Result<bool, StoreError> {
    let now = clock.now();
    let tokens = authority.forget_expired(now).await?;
    Ok(accounts.forget_old(now).await? || tokens)
}
