//! Follows the change log and tells people what clients changed in their records, and puts away what is old; what a notice
//! says and how long it stays is decided in `registry`.

use std::sync::Arc;
use std::time::Duration;

use byline_registry::{Notices, RecordError, Registry};

use crate::{Turn, Until};

/// Whoever changes one item often changes more: waiting this long gathers them in one commit. Each time the whole notice is
/// written again, of which somebody reads one in a day.
const GATHERING: Duration = Duration::from_secs(1);
/// After a failure of the store.
const BREATHER: Duration = Duration::from_secs(1);

/// Until then. Being cut off anywhere loses and repeats nothing: notices and the place in the log are one commit.
pub async fn follow(mut notices: Notices, mut until: Until) {
    while !until.has_come() {
        let over = match notices.go_on().await {
            Ok(true) => false,
            Ok(false) => until.pause(notices.wait()).await || until.sleep(GATHERING).await,
            Err(error) => {
                tracing::error!(%error, "notices cannot be written");
                until.sleep(BREATHER).await
            }
        };
        if over {
            return;
        }
    }
}

/// Between two looks for what is old.
pub const AGEING: Duration = Duration::from_secs(600);

/// Until then, whenever it is this process's turn: puts away what is old, some at a time.
pub async fn age(registry: Arc<Registry>, turn: Turn, mut until: Until) {
    while !until.has_come() {
        let aged = async {
            if turn.take().await? {
                registry.age_inboxes().await?;
            }
            Ok::<_, RecordError>(())
        };
        if let Err(error) = aged.await {
            tracing::error!(%error, "old notifications cannot be put away");
        }
        until.sleep(AGEING).await;
    }
}
