//! Whether the registry does what it is there for.

use std::fmt;
use std::time::Duration;

use crate::search::FAR_BEHIND;
use crate::{RecordError, Registry};

/// A store that takes longer than this to answer something small does not answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the store answered just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    pub reads: bool,
    pub writes: bool,
}

impl Health {
    /// Whether all is well.
    pub fn is_up(self) -> bool {
        self.reads && self.writes
    }
}

impl fmt::Display for Health {
    /// As monitors read it (`platform` 5).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (reads, up) = (self.reads, self.is_up());
        write!(f, r#"{{"tomcatUp":true,"dbConnectionOk":{up},"readOnlyDbConnectionOk":{reads},"overallOk":{up}}}"#)
    }
}

/// What has to be so before anybody is sent here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    pub health: Health,
    /// Whether the tables of the store are those that this program knows.
    pub schema: bool,
    pub search: SearchStanding,
}

/// How far the search is behind the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchStanding {
    /// Why questions are refused; `None`: they are answered, with everything that was acknowledged.
    pub refuses: Option<&'static str>,
    /// Entries of the change log that are to be taken in, by the next question or by whoever writes the index.
    pub behind: u64,
    /// Beyond so many questions are refused.
    pub bound: u64,
}

impl SearchStanding {
    /// While the store does not answer.
    const UNKNOWN: SearchStanding =
        SearchStanding { refuses: Some("the store does not say how far it is"), behind: 0, bound: FAR_BEHIND };
}

impl Registry {
    /// Asks the store for something small, past everything that is kept in memory, and whether it can be written to.
    pub async fn health(&self) -> Health {
        let reads = told(async { self.store.log_after(0, 1).await.map(drop) }).await;
        let writes = reads && told(self.store.check_writes()).await;
        Health { reads, writes }
    }

    /// The same, and whether the tables are current and the search has come far enough. Takes no longer than four times
    /// the patience that anything small has.
    pub async fn readiness(&self) -> Readiness {
        let health = self.health().await;
        let schema = health.reads && told(self.store.check_schema()).await;
        let search = match health.reads {
            true => tokio::time::timeout(PATIENCE, self.finder.standing(self)).await.ok().and_then(Result::ok),
            false => None,
        };
        Readiness { health, schema, search: search.unwrap_or(SearchStanding::UNKNOWN) }
    }
}

/// Whether the store has answered. What kept it from that is in the log.
async fn told(checked: impl Future<Output = Result<(), byline_store::StoreError>>) -> bool {
    match tokio::time::timeout(PATIENCE, checked).await.map(|answered| answered.map_err(RecordError::from)) {
        Ok(Ok(())) => true,
        // The store says so itself, once.
        Ok(Err(error)) if error.is_read_only() => false,
        Ok(Err(error)) => {
            tracing::error!(error = &error as &(dyn std::error::Error + 'static), "the store does not answer");
            false
        }
        Err(_) => {
            tracing::error!(seconds = PATIENCE.as_secs(), "the store takes too long to answer");
            false
        }
    }
}
