//! Writing items, by clients and by the owner of a record: who may, which rules hold, and the one commit that does it (`record-api` 3).
//!
//! A write reads what its decision needs, decides, and commits with guards on what it read; when something came in
//! between it decides again. Two clients that add to one record at once do not stand in each other's way: the guards are
//! on the head of the record, the item at hand, and what would be the same item.

mod add;
mod add_many;
mod drafts;
mod faults;
mod once;
mod own;
mod permit;
mod remove;
mod render;
mod replace;
mod settings;
mod trace;
mod undo;

pub use add_many::{Entry, Outcome};
pub use faults::Fault;
pub use once::Once;
pub use own::MOST_AT_ONCE;
pub use permit::{Permit, Standing, Writer};
pub use replace::Replaced;
pub use trace::What;
pub use undo::Done;

use byline_model::{ItemKind, OrcidId};
use byline_store::{ChangeSet, StoreError};

use crate::{RecordError, Registry};

/// How a write is meant.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// Every check is made and nothing is written.
    pub validate_only: bool,
    /// The same request again is answered like the first.
    pub once: Option<Once>,
}

/// How often a decision is made again because something came in between. Each time somebody else got on, so only a
/// record that very many write at once comes near it.
const ATTEMPTS: usize = 32;

/// What an attempt to write came to.
enum Attempt<T> {
    Done(T),
    /// Something that was read has changed.
    Again,
}

impl<T> Attempt<T> {
    /// The same with another outcome.
    fn then<U>(self, done: U) -> Attempt<U> {
        match self {
            Attempt::Done(_) => Attempt::Done(done),
            Attempt::Again => Attempt::Again,
        }
    }
}

impl Registry {
    async fn attempt<T>(&self, set: ChangeSet, done: T) -> Result<Attempt<T>, RecordError> {
        match self.store.commit(set).await {
            Ok(_) => Ok(Attempt::Done(done)),
            Err(StoreError::Conflict(_)) => Ok(Attempt::Again),
            Err(error) => Err(error.into()),
        }
    }
}

fn too_busy() -> RecordError {
    RecordError::Store(StoreError::Unavailable("too many write to this record at once".into()))
}

/// The put-code of an item that is the same as the one sent.
fn duplicate(owner: OrcidId, kind: ItemKind, put_code: byline_model::PutCode) -> RecordError {
    RecordError::Duplicate { owner, kind, put_code }
}
