//! The same request again is no second one (the `Idempotency-Key` header field of the IETF HTTPAPI working group).

use byline_model::{Agent, PutCode};
use byline_store::{Change, ChangeSet, Guard, Reply};

use super::{Manner, Outcome};
use crate::{RecordError, Registry};

/// The key of a request: one that a client gave it, or that of the page which a person sent.
#[derive(Clone, Debug)]
pub struct Once {
    pub key: Box<str>,
    /// Of everything in the request that matters: another one under the same key is refused.
    pub fingerprint: i64,
}

impl Once {
    pub(super) fn guard(&self, to: &Agent) -> Guard {
        Guard::NoReply { to: to.clone(), key: self.key.clone() }
    }

    pub(super) fn keep(&self, to: &Agent, outcomes: &[Kept]) -> Change {
        self.keep_text(to, outcomes.iter().map(Kept::to_text).collect::<Vec<_>>().join("\n"))
    }

    pub(super) fn keep_text(&self, to: &Agent, outcome: String) -> Change {
        let reply = Reply { fingerprint: self.fingerprint, outcome: outcome.into() };
        Change::PutReply { to: to.clone(), key: self.key.clone(), reply }
    }
}

/// What is kept of what came of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    Item(PutCode),
    Refused { code: u16, detail: String },
}

impl Kept {
    /// What is kept of an outcome, so that the same request gets the same answer.
    pub fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Written(item) => Kept::Item(item.put_code),
            Outcome::Refused { code, detail } => Kept::Refused { code: *code, detail: detail.clone() },
            Outcome::Echo(error) => {
                let code = error.get("error-code").as_number().and_then(|code| u16::try_from(code).ok());
                let detail = error.text("developer-message").unwrap_or_default().to_owned();
                Kept::Refused { code: code.unwrap_or_default(), detail }
            }
        }
    }

    /// One line: a put-code, or a code and a text in which line breaks have no place.
    fn to_text(&self) -> String {
        match self {
            Kept::Item(code) => code.to_string(),
            Kept::Refused { code, detail } => format!("!{code} {}", detail.replace(['\n', '\r'], " ")),
        }
    }

    fn from_text(line: &str) -> Option<Self> {
        let Some(refused) = line.strip_prefix('!') else { return line.parse().ok().map(Kept::Item) };
        let (code, detail) = refused.split_once(' ')?;
        Some(Kept::Refused { code: code.parse().ok()?, detail: detail.to_owned() })
    }
}

impl Registry {
    /// What came of this request when it came first.
    ///
    /// # Errors
    /// [`RecordError::KeyReused`] when another request had the key.
    pub(super) async fn earlier(&self, to: &Agent, once: &Once) -> Result<Option<Vec<Kept>>, RecordError> {
        let Some(reply) = self.store.reply(to, &once.key).await? else { return Ok(None) };
        if reply.fingerprint != once.fingerprint {
            return Err(RecordError::KeyReused);
        }
        Ok(Some(reply.outcome.lines().filter_map(Kept::from_text).collect()))
    }

    /// The same for requests that add one thing: what it was.
    ///
    /// # Errors
    /// As [`Registry::earlier`].
    pub(crate) async fn added_before(&self, to: &Agent, manner: &Manner) -> Result<Option<PutCode>, RecordError> {
        let Some(once) = manner.once() else { return Ok(None) };
        match self.earlier(to, once).await?.as_deref() {
            Some([Kept::Item(code)]) => Ok(Some(*code)),
            Some(_) => Err(RecordError::KeyReused),
            None => Ok(None),
        }
    }
}

impl Manner {
    /// Does what a request asks for, unless `earlier` knows what came of it before. What the same request did at the same
    /// moment may be why it is refused now ("added already", no room), so a refusal looks again.
    ///
    /// # Errors
    /// Those of both.
    pub(crate) async fn once_only<T, E, Look, Do>(
        &self,
        earlier: impl Fn() -> Look,
        deed: impl FnOnce() -> Do,
    ) -> Result<T, E>
    where
        Look: Future<Output = Result<Option<T>, E>>,
        Do: Future<Output = Result<T, E>>,
    {
        if let Some(outcome) = earlier().await? {
            return Ok(outcome);
        }
        match deed().await {
            Err(refusal) if self.once().is_some() => earlier().await?.ok_or(refusal),
            done => done,
        }
    }

    /// The key of a request that writes.
    pub(super) fn once(&self) -> Option<&Once> {
        self.once.as_ref().filter(|_| !self.validate_only)
    }

    /// Has a commit keep what it added, and not happen where that was kept before.
    pub(crate) fn seal(&self, set: &mut ChangeSet, to: &Agent, added: PutCode) {
        if let Some(once) = self.once() {
            set.guards.push(once.guard(to));
            set.changes.push(once.keep(to, &[Kept::Item(added)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_key() -> Manner {
        Manner { once: Some(Once { key: "k".into(), fingerprint: 1 }), ..Manner::default() }
    }

    #[tokio::test]
    async fn a_refusal_that_the_same_request_caused_is_none() {
        for manner in [with_key(), Manner::default()] {
            let twin = std::cell::Cell::new(None);
            let deed = || async {
                twin.set(Some(7));
                Err("added already")
            };
            let outcome = manner.once_only(|| async { Ok(twin.get()) }, deed).await;
            assert_eq!(outcome, if manner.once.is_some() { Ok(7) } else { Err("added already") });
        }
        assert_eq!(
            with_key().once_only(|| async { Ok(None) }, || async { Err::<u8, _>("no room") }).await,
            Err("no room")
        );
        assert_eq!(
            with_key().once_only(|| async { Ok(Some(7)) }, || async { panic!("it came before") }).await,
            Ok::<_, ()>(7)
        );
        assert_eq!(with_key().once_only(|| async { Err("another") }, || async { Ok(7) }).await, Err("another"));
    }

    #[test]
    fn outcomes_survive_text() {
        for kept in [
            Kept::Item(PutCode::new(12).unwrap()),
            Kept::Refused { code: 9021, detail: "the same, put-code 5".to_owned() },
            Kept::Refused { code: 9012, detail: String::new() },
        ] {
            assert_eq!(Kept::from_text(&kept.to_text()), Some(kept));
        }
        assert_eq!(Kept::from_text("!x"), None);
    }
}
