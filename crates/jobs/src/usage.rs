//! Writes down what was counted of requests, once a second.

use std::sync::Arc;
use std::time::Duration;

use byline_registry::Usage;

const PERIOD: Duration = Duration::from_secs(1);

/// Until it is dropped; what was counted in its last second is lost then.
pub async fn write_down(usage: Arc<Usage>) {
    loop {
        tokio::time::sleep(PERIOD).await;
        if let Err(error) = usage.write_down().await {
            tracing::error!(%error, "what was counted of requests cannot be written down");
        }
    }
}
