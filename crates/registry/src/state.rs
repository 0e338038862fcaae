//! Which states of a record answer a read (`record-api` 2.4; the first hit wins).

use byline_model::{Agent, RecordHead, RecordState, Timestamp};

use crate::{RecordError, Viewer};

/// How long a record created by a client keeps to its creator before others see it, in seconds: ten days.
const CLAIM_WAIT_SECONDS: i64 = 10 * 24 * 3600;

pub(crate) fn readable(head: &RecordHead, viewer: &Viewer, now: Timestamp) -> Result<(), RecordError> {
    match head.state {
        RecordState::Active => Ok(()),
        RecordState::Deprecated { primary } => Err(RecordError::Deprecated { primary }),
        RecordState::Locked => Err(RecordError::Locked),
        RecordState::Deactivated => Err(RecordError::Deactivated),
        RecordState::Unclaimed => {
            let since = head.history.submitted.unwrap_or(Timestamp::EPOCH);
            let creator = match (&head.history.source.author, viewer.client()) {
                (Some(Agent::Client(author)), Some(client)) => author == client,
                _ => false,
            };
            if creator || now > since.plus_seconds(CLAIM_WAIT_SECONDS) { Ok(()) } else { Err(RecordError::Unclaimed) }
        }
    }
}
