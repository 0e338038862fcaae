//! Forgets what nobody can use any more: codes and tokens, sessions, links and failures to sign in, and what the journal
//! has kept for long enough. Which those are is decided in `oauth`, `accounts` and `members`.

use std::sync::Arc;
use std::time::Duration;

use byline_accounts::Accounts;
use byline_members::Members;
use byline_model::Timestamp;
use byline_oauth::Authority;
use byline_store::StoreError;

use crate::{Turn, Until};

/// Between two looks for what is over.
pub const PERIOD: Duration = Duration::from_secs(600);
/// Between two commits when there is more: the writer is everybody's.
const BREATHER: Duration = Duration::from_millis(100);

/// Until then, whenever it is this process's turn: forgets what is over, some at a time. A look ends when nothing of it is
/// left.
pub async fn forget(
    authority: Arc<Authority>,
    accounts: Arc<Accounts>,
    members: Arc<Members>,
    turn: Turn,
    mut until: Until,
) {
    while !until.has_come() {
        if let Err(error) = look(&authority, &accounts, &members, &turn, &mut until).await {
            tracing::error!(%error, "what is over cannot be forgotten");
        }
        until.sleep(PERIOD).await;
    }
}

async fn look(
    authority: &Authority,
    accounts: &Accounts,
    members: &Members,
    turn: &Turn,
    until: &mut Until,
) -> Result<(), StoreError> {
    if turn.take().await? {
        while some(authority, accounts, members, turn.now()).await? && !until.sleep(BREATHER).await {}
    }
    Ok(())
}

/// Whether there is more.
async fn some(
    authority: &Authority,
    accounts: &Accounts,
    members: &Members,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let tokens = authority.forget_expired(now).await?;
    let journal = members.forget_journal(now).await?;
    Ok(accounts.forget_old(now).await? || tokens || journal)
}
