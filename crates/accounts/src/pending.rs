//! Registrations that wait for an answer to "could this be you?" (`registry` 5.5).
//!
//! The form was complete; only the person has to say that none of the records shown is theirs. Until then it is kept
//! here, in memory, the password as its hash: a page that carried the form along would have to carry the password, and a
//! store that kept it would keep names and addresses of people who never registered. What is lost with a restart, or
//! because somebody thought about it for too long, is a form to fill in once more.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use byline_model::Timestamp;
use byline_model::client::SecretHash;

use crate::registration::Registration;

/// How long the question may be thought about.
const SECONDS: i64 = 30 * 60;
/// So many wait at a time; beyond that the oldest are forgotten.
const MOST: usize = 10_000;

/// A complete form without its password, and the hash of that.
#[derive(Clone)]
pub(crate) struct Held {
    pub form: Registration,
    pub password: Box<str>,
}

#[derive(Default)]
pub(crate) struct Pending(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    by_key: HashMap<SecretHash, (Timestamp, Held)>,
    in_order: VecDeque<(Timestamp, SecretHash)>,
}

impl Pending {
    /// Keeps a registration for its time; when there are too many, the oldest goes.
    pub fn hold(&self, key: SecretHash, held: Held, now: Timestamp) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some((since, oldest)) = waiting.in_order.front().copied()
            && (is_over(since, now) || waiting.in_order.len() >= MOST)
        {
            waiting.in_order.pop_front();
            waiting.by_key.remove(&oldest);
        }
        waiting.in_order.push_back((now, key));
        waiting.by_key.insert(key, (now, held));
    }

    /// The registration under this key, unless its time is over.
    pub fn get(&self, key: SecretHash, now: Timestamp) -> Option<Held> {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, held) = waiting.by_key.get(&key)?;
        (!is_over(*since, now)).then(|| held.clone())
    }

    /// Lets go of a registration that is done.
    pub fn forget(&self, key: SecretHash) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.by_key.remove(&key);
    }
}

fn is_over(since: Timestamp, now: Timestamp) -> bool {
    since.plus_seconds(SECONDS) <= now
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: usize) -> SecretHash {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&number.to_be_bytes());
        SecretHash(bytes)
    }

    fn held(name: &str) -> Held {
        Held { form: Registration { given_names: name.into(), ..Registration::default() }, password: "hash".into() }
    }

    #[test]
    fn a_form_waits_for_half_an_hour() {
        let (pending, start) = (Pending::default(), Timestamp::EPOCH);
        pending.hold(key(1), held("Ada"), start);
        let name = |it: Option<Held>| it.map(|it| it.form.given_names);
        assert_eq!(name(pending.get(key(1), start.plus_seconds(SECONDS - 1))).as_deref(), Some("Ada"));
        assert_eq!(name(pending.get(key(1), start.plus_seconds(SECONDS))), None);
        assert_eq!(name(pending.get(key(2), start)), None);
        pending.hold(key(2), held("Grace"), start.plus_seconds(SECONDS));
        assert_eq!(pending.0.lock().unwrap().by_key.len(), 1, "what is over is not kept");
        pending.forget(key(2));
        assert!(pending.get(key(2), start.plus_seconds(SECONDS)).is_none());
    }

    #[test]
    fn there_is_an_end_to_how_many_wait() {
        let pending = Pending::default();
        for number in 0..=MOST {
            pending.hold(key(number), held(""), Timestamp::EPOCH);
        }
        let waiting = pending.0.lock().unwrap();
        assert_eq!((waiting.by_key.len(), waiting.in_order.len()), (MOST, MOST));
        assert!(!waiting.by_key.contains_key(&key(0)) && waiting.by_key.contains_key(&key(MOST)));
    }
}
