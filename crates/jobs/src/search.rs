//! Keeps the index of the search behind the change log. Answers do not wait for it: what it has not taken in yet is in memory.

use std::time::Duration;

use byline_registry::Indexer;

/// Changes of this long go into one commit, which waits for the disk.
const GATHERING: Duration = Duration::from_secs(1);
/// Time alone makes other documents of records, day by day: looked at this often where nothing is written.
const LOOK: Duration = Duration::from_secs(60);
/// After a failure of the store or of the disk.
const BREATHER: Duration = Duration::from_secs(1);

/// Until it is dropped. Being cut off anywhere loses nothing: the place in the log is in the commit of the index.
pub async fn follow(mut indexer: Indexer) {
    loop {
        match indexer.go_on().await {
            Ok(true) => {}
            Ok(false) => {
                let _nothing_written = tokio::time::timeout(LOOK, indexer.wait()).await;
                tokio::time::sleep(GATHERING).await;
            }
            Err(error) => {
                tracing::error!(%error, "the index of the search cannot be written");
                tokio::time::sleep(BREATHER).await;
            }
        }
    }
}
