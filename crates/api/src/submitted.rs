//! What clients send: the body of a request, and the document in it.

use std::fmt;

use axum::body::{Body, to_bytes};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use byline_formats::{BulkEntry, BulkError, Edition, Lifted, ReadError, ReadErrorKind, Syntax, decode, read_bulk};
use byline_http::LongestBody;
use byline_model::document::Object;
use byline_model::shape::Hosts;
use byline_registry::{RecordError, Weight};

use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::media;

/// Bytes of the longest document that anybody may send, whatever a server takes: more than a hundred works with a thousand
/// contributors each.
pub const LONGEST_DOCUMENT: usize = 32 << 20;

/// A body in one of the two syntaxes.
#[derive(Debug)]
pub struct Submitted {
    pub syntax: Syntax,
    pub text: String,
    /// In which version's documents.
    edition: &'static Edition,
}

/// A document that was refused before any rule of the registry looked at it.
#[derive(Debug)]
pub struct Unreadable {
    pub syntax: Syntax,
    pub error: ReadError,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ReadError { position, path, reason, .. } = &self.error;
        if let Some(position) = position {
            write!(f, "line {}, column {}: ", position.line, position.column)?;
        }
        match self.syntax {
            // The root has no key in JSON.
            Syntax::Json => write!(f, "/{}: {reason}", path.split_once('/').map_or("", |(_, below)| below)),
            Syntax::Xml => write!(f, "/{path}: {reason}"),
        }
    }
}

impl std::error::Error for Unreadable {}

impl Unreadable {
    /// The published code (`record-api` 4.3).
    pub fn code(&self) -> u16 {
        // Languages are a vocabulary to the published API, whose values its rules look at (`record-api` 3.14). That of a translated
        // title is an attribute.
        let path = &self.error.path;
        let is_language = path.ends_with("language-code") || path.ends_with("translated-title");
        if self.error.kind == ReadErrorKind::Binding && is_language {
            return 9037;
        }
        match (self.error.kind, self.syntax) {
            (ReadErrorKind::Malformed, _) => 9001,
            (ReadErrorKind::TooMuch, _) => 9020,
            (ReadErrorKind::WrongDocument, Syntax::Xml) => 9006,
            (ReadErrorKind::Binding, Syntax::Xml) => 9051,
            (ReadErrorKind::Schema, Syntax::Xml) => 9012,
            (ReadErrorKind::WrongDocument | ReadErrorKind::Binding | ReadErrorKind::Schema, Syntax::Json) => 9047,
        }
    }
}

impl Submitted {
    /// The body of a request, once everything that says nothing about it has been looked at.
    ///
    /// # Errors
    /// 415 for media types that documents do not come in, 413, 400 for what is no text.
    pub async fn read(exchange: &Exchange<'_>, body: Body) -> Result<Submitted, ApiError> {
        let syntax = syntax(&exchange.parts.headers).ok_or(ApiError::UnsupportedMediaType)?;
        // The server may take less of anybody.
        let most = exchange
            .parts
            .extensions
            .get::<LongestBody>()
            .map_or(LONGEST_DOCUMENT, |longest| longest.0.min(LONGEST_DOCUMENT));
        let bytes = to_bytes(body, most).await.map_err(|_| ApiError::TooLong { most })?;
        let charset = charset(&exchange.parts.headers);
        let decode = async {
            let text = decode(&bytes, syntax, charset.as_deref()).map_err(|error| Unreadable { syntax, error })?;
            Ok(Submitted { syntax, text: text.into_owned(), edition: exchange.version.edition })
        };
        apart(exchange, bytes.len(), decode).await
    }

    /// Does the rest of a request away from the threads that answer others, where there is much to read.
    ///
    /// # Errors
    /// Those of the rest, and [`RecordError::Busy`].
    pub async fn apart<T>(
        &self,
        exchange: &Exchange<'_>,
        rest: impl Future<Output = Result<T, ApiError>>,
    ) -> Result<T, ApiError> {
        apart(exchange, self.text.len(), rest).await
    }

    /// The entries of a bulk document; `None` when there are more than `most`.
    ///
    /// # Errors
    /// [`ApiError::Unreadable`] for what is wrong around them.
    pub fn entries(&self, most: usize, hosts: &Hosts<'_>) -> Result<Option<Vec<BulkEntry<'_>>>, ApiError> {
        if self.syntax == Syntax::Json {
            self.not_empty()?;
        }
        match read_bulk(self.edition, self.syntax, &self.text, most, hosts) {
            Ok(entries) => Ok(Some(entries)),
            Err(BulkError::TooMany) => Ok(None),
            Err(BulkError::Unreadable(error)) => Err(Unreadable { syntax: self.syntax, error }.into()),
        }
    }

    /// A body without a word is no JSON that could be told to be broken (`record-api` 4.3).
    fn not_empty(&self) -> Result<(), ApiError> {
        if !self.text.trim_ascii().is_empty() {
            return Ok(());
        }
        let reason = "the body is empty".to_owned();
        let error = ReadError { kind: ReadErrorKind::Binding, position: None, path: String::new(), reason };
        Err(Unreadable { syntax: self.syntax, error }.into())
    }

    /// A number of the address and the body, by which a repeated request is known.
    pub fn fingerprint(&self, path: &str) -> i64 {
        let mut hash = xxhash_rust::xxh3::Xxh3::new();
        hash.update(path.as_bytes());
        hash.update(&[0]);
        hash.update(self.text.as_bytes());
        hash.digest().cast_signed()
    }

    /// The document of this kind that the body is, checked against its schema, as the model has it.
    ///
    /// # Errors
    /// [`ApiError::Unreadable`].
    pub fn document(&self, kind: &str, hosts: &Hosts<'_>) -> Result<Object<'_>, ApiError> {
        self.lifted(kind, hosts).map(Lifted::into_document)
    }

    /// The same, knowing what was sent: to be put in the place of something.
    ///
    /// # Errors
    /// [`ApiError::Unreadable`].
    pub fn lifted(&self, kind: &str, hosts: &Hosts<'_>) -> Result<Lifted<'_>, ApiError> {
        if self.syntax == Syntax::Json {
            self.not_empty()?;
        }
        let lifted = self.edition.lift(self.syntax, &self.text, kind, hosts);
        lifted.map_err(|error| Unreadable { syntax: self.syntax, error }.into())
    }
}

/// The `charset` of the media type, with quotes or without.
fn charset(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let parameters = value.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let (_, value) = parameters.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(value.trim().trim_matches('"').to_owned())
}

/// By the name of the media type.
fn syntax(headers: &HeaderMap) -> Option<Syntax> {
    let encoding = headers.get(CONTENT_ENCODING).map_or("identity", |it| it.to_str().unwrap_or("?"));
    if !encoding.trim().eq_ignore_ascii_case("identity") {
        return None;
    }
    let given = headers.get(CONTENT_TYPE)?.to_str().ok()?.split(';').next()?.trim();
    let offer = media::STANDARD.iter().find(|offer| offer.name.eq_ignore_ascii_case(given))?;
    Some(if offer.name.ends_with("xml") { Syntax::Xml } else { Syntax::Json })
}

/// Does something with so many bytes, where that takes more than a moment away from the threads that answer.
async fn apart<T>(
    exchange: &Exchange<'_>,
    bytes: usize,
    job: impl Future<Output = Result<T, ApiError>>,
) -> Result<T, ApiError> {
    let done = exchange.state.registry.heavy().run(Weight::of_document(bytes), job).await;
    done.map_err(|busy| ApiError::Record(RecordError::Busy(busy)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_media_type_names_the_syntax() {
        let of = |value: &str| syntax(&[(CONTENT_TYPE, value.parse().unwrap())].into_iter().collect());
        assert_eq!(of("application/vnd.orcid+xml; charset=utf-8"), Some(Syntax::Xml));
        assert_eq!(of("Application/JSON"), Some(Syntax::Json));
        assert_eq!(of("text/plain"), None);
        assert_eq!(syntax(&HeaderMap::new()), None);
    }

    #[test]
    fn the_media_type_names_the_encoding() {
        let of = |value: &str| charset(&[(CONTENT_TYPE, value.parse().unwrap())].into_iter().collect());
        assert_eq!(of("application/xml; q=1; CharSet = \"latin1\"").as_deref(), Some("latin1"));
        assert_eq!(of("application/xml"), None);
        assert_eq!(charset(&HeaderMap::new()), None);
    }
}
