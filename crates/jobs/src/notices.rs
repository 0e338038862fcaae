//! Follows the change log and tells people what clients changed in their records; what a notice says is decided in
//! `registry`.

use std::time::Duration;

use byline_registry::Notices;

/// Whoever changes one item often changes more: waiting this long gathers them in one commit.
const GATHERING: Duration = Duration::from_millis(250);
/// After a failure of the store.
const BREATHER: Duration = Duration::from_secs(1);

/// Until it is dropped. Being cut off anywhere loses and repeats nothing: notices and the place in the log are one commit.
pub async fn follow(mut notices: Notices) {
    loop {
        match notices.go_on().await {
            Ok(true) => {}
            Ok(false) => {
                notices.wait().await;
                tokio::time::sleep(GATHERING).await;
            }
            Err(error) => {
                tracing::error!(%error, "notices cannot be written");
                tokio::time::sleep(BREATHER).await;
            }
        }
    }
}
