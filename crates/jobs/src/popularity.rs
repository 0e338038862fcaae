//! Counts how often organisations are named, once a day: the popular ones are found first.

use std::sync::Arc;
use std::time::Duration;

use byline_registry::{Registry, SearchError};
use byline_store::Walk;

use crate::{Turn, Until};

/// After the start there is more to do.
const FIRST: Duration = Duration::from_secs(600);
pub const PERIOD: Duration = Duration::from_secs(24 * 3600);
/// Counted in one go.
const TOGETHER: usize = 100;
/// Between two of those: whoever searches comes first.
const BREATHER: Duration = Duration::from_millis(100);
/// When the search has no time, or is not ready yet.
const LATER: Duration = Duration::from_secs(60);

/// Until then, whenever it is this process's turn. Being cut off loses nothing but what was not counted yet.
pub async fn recount(registry: Arc<Registry>, turn: Turn, mut until: Until) {
    let mut over = until.sleep(FIRST).await;
    while !over {
        if let Err(error) = once(&registry, &turn, &mut until).await {
            tracing::error!(%error, "how often organisations are named cannot be counted");
        }
        over = until.sleep(PERIOD).await;
    }
}

/// Puts what has changed, unless the end comes first: then it is counted another day.
async fn once(registry: &Registry, turn: &Turn, until: &mut Until) -> Result<(), SearchError> {
    if !turn.take().await? {
        return Ok(());
    }
    let (mut walk, mut changed) = (Walk::by(TOGETHER), Vec::new());
    while let Some(stretch) = walk.stretch() {
        let pause = match registry.recount_organizations(stretch).await {
            Ok(page) => {
                changed.extend(walk.on(page));
                BREATHER
            }
            Err(SearchError::Busy(_) | SearchError::Unavailable(_)) => LATER,
            Err(error) => return Err(error),
        };
        if until.sleep(pause).await {
            return Ok(());
        }
    }
    Ok(registry.put_popularity(&changed).await?)
}
