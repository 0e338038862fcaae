//! Types of external identifier: what they are called, how their values compare, where they resolve.
//!
//! A value is stored as it was sent. For comparison (grouping, duplicates) and as `external-id-normalized` on read it
//! is normalised: folded to lower case unless the type is case-sensitive, then put through the rule of its type
//! (`normalisation`, `model` 2.2).

mod link;
mod rules;
mod types;

use std::borrow::Cow;

pub use link::normalized_url;
pub use types::IDENTIFIER_TYPES;

use crate::enums;

/// The version of the rules by which values are normalised. Stores keep what follows from them and work it out anew when
/// this is another number than theirs, so it is raised with every change that gives any value another form.
pub const RULES: u32 = 2;

/// A row of the vocabulary that `/identifiers` serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdentifierType {
    pub put_code: u16,
    /// The name on the wire: `source-work-id`.
    pub api_name: &'static str,
    /// The name in upper case with underscores: `SOURCE_WORK_ID`.
    pub db_name: &'static str,
    pub description: &'static str,
    /// What the type is meant for; a hint only, every type is accepted on every activity.
    pub primary_use: &'static str,
    pub case_sensitive: bool,
    pub deprecated: bool,
    /// What to put before a value to make a link.
    pub resolution_prefix: Option<&'static str>,
    pub rule: Rule,
}

/// What is done with a value after folding its case. All but `Whole` and `Uri` look for the identifier inside the
/// value and fail where there is none. Check digits are not tested anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The value itself.
    Whole,
    Arxiv,
    Bibcode,
    Doi,
    Isbn,
    Issn,
    Pmc,
    Pmid,
    Rrid,
    Uri,
}

/// The value holds no identifier of its type. On the wire this is `external-id-normalized-error`, with this text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Cannot normalize identifier value {type_name}:{value}")]
pub struct CannotNormalize {
    pub type_name: Box<str>,
    pub value: Box<str>,
}

impl CannotNormalize {
    /// The published `error-code`.
    pub const CODE: &'static str = "8001";
}

/// The type with this name on the wire.
pub fn find(api_name: &str) -> Option<&'static IdentifierType> {
    IDENTIFIER_TYPES.get(enums::EXTERNAL_ID_TYPE.position(api_name)?)
}

/// The form in which values of a type are compared. A type outside the vocabulary (affiliations and people may have
/// one) leaves the value as it is.
pub fn normalize<'a>(type_name: &str, value: &'a str) -> Result<Cow<'a, str>, CannotNormalize> {
    match find(type_name) {
        Some(known) => known.normalize(value),
        None => Ok(Cow::Borrowed(value)),
    }
}

impl IdentifierType {
    /// The form in which values of this type are compared.
    pub fn normalize<'a>(&self, value: &'a str) -> Result<Cow<'a, str>, CannotNormalize> {
        let folded = if self.case_sensitive { Cow::Borrowed(value) } else { fold(value) };
        self.rule.apply(folded).ok_or_else(|| CannotNormalize { type_name: self.api_name.into(), value: value.into() })
    }
}

/// The value in lower case, without a copy where it is so already.
fn fold(value: &str) -> Cow<'_, str> {
    let settled = |byte: &u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if value.as_bytes().iter().all(settled) { Cow::Borrowed(value) } else { Cow::Owned(value.to_lowercase()) }
}

#[cfg(test)]
mod tests;
