//! Writes down what was counted of requests, once a second.

use std::sync::Arc;
use std::time::Duration;

use byline_registry::Usage;

use crate::Until;

const PERIOD: Duration = Duration::from_secs(1);

/// Until then, and what was counted last as well. A process that is killed forgets one second.
pub async fn write_down(usage: Arc<Usage>, mut until: Until) {
    loop {
        let over = until.sleep(PERIOD).await;
        if let Err(error) = usage.write_down().await {
            tracing::error!(%error, "what was counted of requests cannot be written down");
        }
        if over {
            return;
        }
    }
}
