//! The change log: one ordered list of everything that was committed. Search, webhooks, feeds and caches follow it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use byline_model::{ClientId, ItemKind, OrcidId, PutCode, Source, Timestamp, Visibility};

/// What happened to one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    Created,
    /// Replaced by another version of itself.
    Updated,
    Deleted,
}

/// One entry. `kind` and `put_code` are `None` when the entry is about the record itself; `orcid` is `None` when it is
/// about no record (`subject` names the client, group id or organisation then, see [`Subject`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    pub sequence: u64,
    pub at: Timestamp,
    pub orcid: Option<OrcidId>,
    pub kind: Option<ItemKind>,
    pub put_code: Option<PutCode>,
    pub subject: Option<Box<str>>,
    pub operation: Operation,
    /// Who might see the thing before or after: the more open of both, so that whoever could see it learns that it
    /// went away. Public for what is no item.
    pub openness: Visibility,
    /// Who did it, without names, where the change set said so.
    pub by: Option<Arc<Source>>,
}

/// What an entry about no record is about; [`LogEntry::subject`] is its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Client(ClientId),
    GroupId(PutCode),
    Organization { source: Box<str>, identifier: Box<str> },
}

/// A text that names no subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a subject looks like client/APP-…, group-id/12 or organization/ROR/…")]
pub struct InvalidSubject;

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Client(id) => write!(f, "client/{id}"),
            Self::GroupId(put_code) => write!(f, "group-id/{put_code}"),
            Self::Organization { source, identifier } => write!(f, "organization/{source}/{identifier}"),
        }
    }
}

impl FromStr for Subject {
    type Err = InvalidSubject;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('/').ok_or(InvalidSubject)? {
            ("client", id) => id.parse().map(Subject::Client).map_err(|_| InvalidSubject),
            ("group-id", put_code) => put_code.parse().map(Subject::GroupId).map_err(|_| InvalidSubject),
            ("organization", rest) => {
                let (source, identifier) = rest.split_once('/').ok_or(InvalidSubject)?;
                Ok(Subject::Organization { source: source.into(), identifier: identifier.into() })
            }
            _ => Err(InvalidSubject),
        }
    }
}

impl LogEntry {
    /// [`LogEntry::subject`] understood; `None` for entries about a record.
    pub fn about(&self) -> Option<Subject> {
        self.subject.as_deref().and_then(|it| it.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_survive_text() {
        for subject in [
            Subject::Client("APP-0123456789ABCDEF".parse().unwrap()),
            Subject::GroupId(PutCode::new(12).unwrap()),
            Subject::Organization { source: "ROR".into(), identifier: "https://ror.org/02mhbdp94".into() },
        ] {
            assert_eq!(subject.to_string().parse(), Ok(subject));
        }
        for text in ["", "client", "client/x", "group-id/x", "organization/ROR", "person/1"] {
            assert_eq!(text.parse::<Subject>(), Err(InvalidSubject), "{text}");
        }
    }
}
