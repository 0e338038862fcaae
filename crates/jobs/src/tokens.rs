//! Forgets codes and tokens that nobody can use any more; which those are is decided in `oauth`.

use std::sync::Arc;
use std::time::Duration;

use byline_model::env::Clock;
use byline_oauth::Authority;

/// Between two looks for what is over.
const PERIOD: Duration = Duration::from_secs(600);
/// Between two commits when there is more: the writer is everybody's.
const BREATHER: Duration = Duration::from_millis(100);

/// Until it is dropped: forgets what is over, some at a time. A look ends when nothing of it is left.
pub async fn forget(authority: Arc<Authority>, clock: Arc<dyn Clock>) {
    loop {
        let wait = match authority.forget_expired(clock.now()).await {
            Ok(true) => BREATHER,
            Ok(false) => PERIOD,
            Err(error) => {
                tracing::error!(%error, "tokens that are over cannot be forgotten");
                PERIOD
            }
        };
        tokio::time::sleep(wait).await;
    }
}
