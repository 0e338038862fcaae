//! What an owner's request did to items, as it is kept beside it: so that they can take it back, and the same request again
//! is told what the first one did.

use byline_model::{Item, ItemKind, OrcidId, PutCode, Source, Timestamp, Visibility};
use byline_store::{StoreError, rows};
use serde::{Deserialize, Serialize};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Shown(Visibility),
    Ordered,
    Preferred,
    Removed,
}

/// What became of one item.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Was {
    /// It had these, and was last modified by the deed itself.
    Otherwise { code: PutCode, visibility: Visibility, display_index: i64, after: Timestamp },
    /// It was there, and is no more.
    There(Box<Item>),
}

/// All of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Trace {
    pub owner: OrcidId,
    pub kind: ItemKind,
    pub what: What,
    pub at: Timestamp,
    pub was: Vec<Was>,
    /// It was taken back since.
    pub undone: bool,
}

/// Beyond that a deed keeps no trace: what is removed may be long.
const LONGEST: usize = 1 << 20;
/// So many seconds a deed can be taken back.
const SECONDS: i64 = 3600;

impl Was {
    pub fn code(&self) -> PutCode {
        match self {
            Was::Otherwise { code, .. } => *code,
            Was::There(item) => item.put_code,
        }
    }
}

impl Trace {
    /// Whether it is too late to take it back.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.at.plus_seconds(SECONDS) <= now
    }

    /// As it is kept; `None` for one that is too long.
    pub fn to_text(&self) -> Option<String> {
        let body = Body {
            owner: self.owner.to_string(),
            kind: self.kind.code(),
            what: Word::from(self.what),
            at: self.at.millis(),
            was: self.was.iter().map(Row::from).collect(),
            undone: self.undone,
        };
        let text = serde_json::to_string(&body).expect("plain structs with text keys always serialize");
        (text.len() <= LONGEST).then_some(text)
    }

    /// Reads what [`Trace::to_text`] wrote.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn read(text: &str) -> Result<Trace, StoreError> {
        let damaged = || StoreError::Corrupt("a deed that is kept cannot be read".into());
        let body: Body = serde_json::from_str(text).map_err(|_| damaged())?;
        let kind = ItemKind::from_code(body.kind).ok_or_else(damaged)?;
        Ok(Trace {
            owner: body.owner.parse().map_err(|_| damaged())?,
            kind,
            what: body.what.read().ok_or_else(damaged)?,
            at: Timestamp::from_millis(body.at),
            was: body.was.into_iter().map(|row| row.read(kind)).collect::<Option<_>>().ok_or_else(damaged)?,
            undone: body.undone,
        })
    }
}

// ----- the written form

#[derive(Serialize, Deserialize)]
struct Body {
    owner: String,
    kind: u8,
    what: Word,
    at: i64,
    was: Vec<Row>,
    undone: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Word {
    Shown(String),
    Ordered,
    Preferred,
    Removed,
}

#[derive(Serialize, Deserialize)]
struct Row {
    code: u64,
    visibility: String,
    index: i64,
    /// Of what is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<i64>,
    /// Of what was removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<Rest>,
}

#[derive(Serialize, Deserialize)]
struct Rest {
    author: Option<String>,
    author_name: Option<Box<str>>,
    origin: Option<String>,
    origin_name: Option<Box<str>>,
    created: Option<i64>,
    modified: Option<i64>,
    body: Box<str>,
}

impl From<What> for Word {
    fn from(what: What) -> Self {
        match what {
            What::Shown(to) => Word::Shown(to.to_string()),
            What::Ordered => Word::Ordered,
            What::Preferred => Word::Preferred,
            What::Removed => Word::Removed,
        }
    }
}

impl Word {
    fn read(self) -> Option<What> {
        Some(match self {
            Word::Shown(to) => What::Shown(to.parse().ok()?),
            Word::Ordered => What::Ordered,
            Word::Preferred => What::Preferred,
            Word::Removed => What::Removed,
        })
    }
}

impl From<&Was> for Row {
    fn from(was: &Was) -> Self {
        match was {
            Was::Otherwise { code, visibility, display_index, after } => Row {
                code: code.get(),
                visibility: visibility.to_string(),
                index: *display_index,
                after: Some(after.millis()),
                item: None,
            },
            Was::There(item) => Row {
                code: item.put_code.get(),
                visibility: item.visibility.to_string(),
                index: item.display_index,
                after: None,
                item: Some(Rest::from(&**item)),
            },
        }
    }
}

impl From<&Item> for Rest {
    fn from(item: &Item) -> Self {
        let Source { author, author_name, origin, origin_name } = &item.source;
        Rest {
            author: author.as_ref().map(rows::agent_text),
            author_name: author_name.clone(),
            origin: origin.as_ref().map(rows::agent_text),
            origin_name: origin_name.clone(),
            created: item.created.map(Timestamp::millis),
            modified: item.modified.map(Timestamp::millis),
            body: item.body.clone(),
        }
    }
}

impl Row {
    fn read(self, kind: ItemKind) -> Option<Was> {
        let (code, visibility) = (PutCode::new(self.code).ok()?, self.visibility.parse().ok()?);
        let Some(rest) = self.item else {
            let after = Timestamp::from_millis(self.after?);
            return Some(Was::Otherwise { code, visibility, display_index: self.index, after });
        };
        let agent = |text: Option<String>| text.map(|text| rows::agent(&text)).transpose().ok();
        let source = Source {
            author: agent(rest.author)?,
            author_name: rest.author_name,
            origin: agent(rest.origin)?,
            origin_name: rest.origin_name,
        };
        Some(Was::There(Box::new(Item {
            kind,
            put_code: code,
            visibility,
            source,
            created: rest.created.map(Timestamp::from_millis),
            modified: rest.modified.map(Timestamp::from_millis),
            display_index: self.index,
            body: rest.body,
        })))
    }
}

#[cfg(test)]
mod tests {
    use byline_model::Agent;

    use super::*;

    #[test]
    fn a_deed_can_be_taken_back_for_an_hour() {
        let owner = "0000-0002-1825-0097".parse().expect("an iD");
        let at = Timestamp::from_millis(7);
        let trace = Trace { owner, kind: ItemKind::Work, what: What::Ordered, at, was: Vec::new(), undone: false };
        assert!(!trace.is_over(at.plus_seconds(SECONDS - 1)) && trace.is_over(at.plus_seconds(SECONDS)));
    }

    #[test]
    fn a_trace_survives_text_unless_it_is_long() {
        let owner: OrcidId = "0000-0002-1825-0097".parse().expect("an iD");
        let client = "APP-0123456789ABCDEF".parse().expect("an id");
        let source = Source {
            origin: Some(Agent::Person(owner)),
            author_name: Some("A press".into()),
            ..Source::client(client)
        };
        let at = Timestamp::from_millis(7);
        let code = |number| PutCode::new(number).expect("a small number");
        let item = Item {
            kind: ItemKind::Work,
            put_code: code(5),
            visibility: Visibility::Limited,
            source,
            created: None,
            modified: Some(at),
            display_index: 3,
            body: "{}".into(),
        };
        let stood = Was::Otherwise { code: code(6), visibility: Visibility::Public, display_index: 0, after: at };
        for what in [What::Shown(Visibility::Private), What::Ordered, What::Preferred, What::Removed] {
            let was = vec![stood.clone(), Was::There(Box::new(item.clone()))];
            let trace = Trace { owner, kind: ItemKind::Work, what, at, was, undone: what == What::Ordered };
            assert_eq!(Trace::read(&trace.to_text().expect("short")).expect("whole"), trace);
        }
        let long = Item { body: "x".repeat(LONGEST).into(), ..item };
        let was = vec![Was::There(Box::new(long))];
        let trace = Trace { owner, kind: ItemKind::Work, what: What::Removed, at, was, undone: false };
        assert_eq!(trace.to_text(), None);
        assert!(Trace::read("{}").is_err());
    }
}
