//! Forgets what nobody can use any more: codes and tokens, sessions, links and failures to sign in, and what the journal
//! has kept for long enough. Which those are is decided in `oauth`, `accounts` and `members`.

use std::sync::Arc;
use std::time::Duration;

use byline_accounts::Accounts;
use byline_members::Members;
use byline_model::env::Clock;
use byline_oauth::Authority;
use byline_store::StoreError;

use crate::Until;

/// Between two looks for what is over.
const PERIOD: Duration = Duration::from_secs(600);
/// Between two commits when there is more: the writer is everybody's.
const BREATHER: Duration = Duration::from_millis(100);

/// Until then: forgets what is over, some at a time. A look ends when nothing of it is left.
pub async fn forget(
    authority: Arc<Authority>,
    accounts: Arc<Accounts>,
    members: Arc<Members>,
    clock: Arc<dyn Clock>,
    mut until: Until,
) {
    while !until.has_come() {
        let wait = match some(&authority, &accounts, &members, &*clock).await {
            Ok(true) => BREATHER,
            Ok(false) => PERIOD,
            Err(error) => {
                tracing::error!(%error, "what is over cannot be forgotten");
                PERIOD
            }
        };
        until.sleep(wait).await;
    }
}

/// Whether there is more.
async fn some(
    authority: &Authority,
    accounts: &Accounts,
    members: &Members,
    clock: &dyn Clock,
) -> Result<bool, StoreError> {
    let now = clock.now();
    let tokens = authority.forget_expired(now).await?;
    let journal = members.forget_journal(now).await?;
    Ok(accounts.forget_old(now).await? || tokens || journal)
}
