//! Whether the registry does what it is there for.

use std::fmt;

use crate::{RecordError, Registry};

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

impl Registry {
    /// Asks the store for something small, past everything that is kept in memory, and whether it can be written to.
    pub async fn health(&self) -> Health {
        let told = |checked: Result<(), RecordError>| match checked {
            Ok(()) => true,
            // The store says so itself, once.
            Err(error) if error.is_read_only() => false,
            Err(error) => {
                tracing::error!(error = &error as &(dyn std::error::Error + 'static), "the store does not answer");
                false
            }
        };
        let reads = told(self.store.log_after(0, 1).await.map(drop).map_err(RecordError::from));
        let writes = reads && told(self.store.check_writes().await.map_err(RecordError::from));
        Health { reads, writes }
    }
}
