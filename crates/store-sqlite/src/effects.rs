//! What a transaction does to what is in memory.

use byline_model::client::SecretHash;
use byline_model::{ClientId, OrcidId, RecordHead, Timestamp};

/// What the memory must forget once this is committed.
#[derive(Debug, Default)]
pub struct Effects {
    /// Records that changed, each with what became of its head where that was only touched.
    pub heads: Vec<(OrcidId, Option<Touch>)>,
    pub clients: Vec<ClientId>,
    pub tokens: Vec<SecretHash>,
    /// Numbers of permissions that ended or went.
    pub permissions: Vec<i64>,
    /// How often mails became due.
    pub mails: u64,
    /// How often webhooks became due.
    pub webhooks: u64,
}

impl Effects {
    /// What was done behind the first so many heads is undone: nobody knows any more what they are.
    pub fn undo_touches(&mut self, behind: usize) {
        self.heads.iter_mut().skip(behind).for_each(|(_, touch)| *touch = None);
    }
}

/// A head of which a change of its items made the next version, and nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Touch {
    pub version: u64,
    pub modified: Timestamp,
}

impl Touch {
    /// The head as it is now, from the one before; `None` when this is another.
    pub fn of(self, before: &RecordHead) -> Option<RecordHead> {
        let mut head = (before.version + 1 == self.version).then(|| before.clone())?;
        head.version = self.version;
        head.history.modified = Some(self.modified);
        Some(head)
    }
}
