//! Keeps the index of the search behind the change log. Answers do not wait for it: what it has not taken in yet is in memory.

use std::time::Duration;

use byline_registry::{Indexer, IndexingError};
use tokio::time::Instant;

use crate::Until;

/// Changes of this long at least go into one commit, which waits for the disk.
const GATHERING: Duration = Duration::from_secs(1);

/// How much of a core the index may take.
///
/// While much is written, records are written to the index again and again. Answers have what has changed anyway, so the
/// index rests for `share` times as long as it took, `longest` at most, unless somebody asks while much is not in it yet.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub share: u32,
    pub longest: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Pace { share: 200, longest: Duration::from_secs(300) }
    }
}

/// Time alone makes other documents of records, day by day: looked at this often where nothing is written.
const LOOK: Duration = Duration::from_secs(60);
/// After a failure of the store or of the disk.
const BREATHER: Duration = Duration::from_secs(1);

/// Until then. Being cut off anywhere loses nothing: the place in the log is in the commit of the index.
pub async fn follow(mut indexer: Indexer, pace: Pace, mut until: Until) {
    while !until.has_come() {
        if let Err(error) = step(&mut indexer, pace, &mut until).await {
            tracing::error!(%error, "the index of the search cannot be written");
            until.sleep(BREATHER).await;
        }
    }
}

/// Writes what has changed, and waits until there is something to write again, or the end has come.
async fn step(indexer: &mut Indexer, pace: Pace, until: &mut Until) -> Result<(), IndexingError> {
    let begun = Instant::now();
    if indexer.go_on().await? {
        return Ok(());
    }
    let gathered = Instant::now() + (begun.elapsed() * pace.share).clamp(GATHERING, pace.longest);
    let _nothing_written = until.pause(tokio::time::timeout(LOOK, indexer.wait())).await;
    loop {
        if until.sleep(GATHERING).await || Instant::now() >= gathered || indexer.is_pressing().await? {
            return Ok(());
        }
    }
}
