//! From the bytes of a document to its text.
//!
//! XML says how it is encoded: the `charset` of its media type counts before the mark at its start, that before its own
//! declaration, and UTF-8 is meant where nothing is said (XML 1.0 §4.3.3 and appendix F, RFC 7303; `decisions` 46). JSON
//! is UTF-8 (RFC 8259 §8.1). Output always is.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::{ReadError, ReadErrorKind, Syntax};

/// The text of a document, without the mark at its start. `charset` is what whoever sent it says of XML.
///
/// # Errors
/// [`ReadErrorKind::Malformed`] for an encoding that nobody knows, by its name, and for bytes that it does not have.
pub fn decode<'a>(bytes: &'a [u8], syntax: Syntax, charset: Option<&str>) -> Result<Cow<'a, str>, ReadError> {
    let encoding = match syntax {
        Syntax::Json => UTF_8,
        Syntax::Xml => said(bytes, charset)?,
    };
    if encoding == UTF_8 {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        return match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(error) => Err(malformed(format!("byte {} is not UTF-8", error.valid_up_to() + 1))),
        };
    }
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    if had_errors {
        return Err(malformed(format!("there are bytes that are not {}", encoding.name())));
    }
    Ok(text)
}

fn said(bytes: &[u8], charset: Option<&str>) -> Result<&'static Encoding, ReadError> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let wide = |encoding: &'static Encoding| [UTF_16LE, UTF_16BE].contains(&encoding);
    if let Some(name) = charset {
        // Of its two forms the mark says which.
        return Ok(match known(name)? {
            encoding if wide(encoding) && name.eq_ignore_ascii_case("utf-16") => marked.unwrap_or(encoding),
            encoding => encoding,
        });
    }
    if let Some(marked) = marked {
        return Ok(marked);
    }
    match declared(bytes) {
        Some(name) => match known(name)? {
            // The declaration could be read, so the document is not what it says.
            encoding if wide(encoding) => Err(malformed(format!("{name} needs a byte order mark"))),
            encoding => Ok(encoding),
        },
        None => Ok(UTF_8),
    }
}

/// An encoding by any of its names; the ones whose text nobody can trust are unknown.
fn known(name: &str) -> Result<&'static Encoding, ReadError> {
    let unknown = || malformed(format!("there is no encoding called {}", crate::check::shorten(name)));
    Encoding::for_label_no_replacement(name.as_bytes()).ok_or_else(unknown)
}

/// What the XML declaration says, if there is one in letters of ASCII.
fn declared(bytes: &[u8]) -> Option<&str> {
    /// Far more than any declaration has.
    const LONGEST: usize = 512;
    let head = &bytes[..bytes.len().min(LONGEST)];
    let head = head.strip_prefix(b"<?xml")?;
    let end = memchr::memmem::find(head, b"?>")?;
    let declaration = std::str::from_utf8(&head[..end]).ok()?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_ascii_start().strip_prefix('=')?.trim_ascii_start();
    let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    rest[1..].split_once(quote).map(|(name, _)| name)
}

fn malformed(reason: String) -> ReadError {
    ReadError { kind: ReadErrorKind::Malformed, position: None, path: String::new(), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
    }

    fn xml(bytes: &[u8], charset: Option<&str>) -> Result<String, String> {
        decode(bytes, Syntax::Xml, charset).map(Cow::into_owned).map_err(|it| it.reason)
    }

    /// D-46
    #[test]
    fn every_encoding_that_is_declared_is_read() {
        for name in
            ["ISO-8859-1", "windows-1252", "iso-8859-15", "windows-1251", "Shift_JIS", "GBK", "EUC-KR", "KOI8-R"]
        {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            for word in ["Café", "мир", "日本", "中国", "한국"] {
                let text = format!("<?xml version='1.0' encoding='{name}'?><a>{word}</a>");
                let (bytes, _, lost) = encoding.encode(&text);
                if !lost {
                    assert_eq!(xml(&bytes, None).as_deref(), Ok(&*text), "{name}");
                    assert_eq!(xml(&bytes, Some(name)).as_deref(), Ok(&*text), "{name}");
                }
            }
        }
    }

    #[test]
    fn marks_are_read_and_left_out() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>é日𝄞</a>";
        for bytes in [utf_16(text, u16::to_le_bytes), utf_16(text, u16::to_be_bytes)] {
            assert_eq!(xml(&bytes, None).as_deref(), Ok(text));
            assert_eq!(xml(&bytes, Some("utf-16")).as_deref(), Ok(text));
        }
        assert_eq!(xml(b"\xEF\xBB\xBF<a/>", None).as_deref(), Ok("<a/>"));
        assert_eq!(decode(b"\xEF\xBB\xBF{}", Syntax::Json, None).unwrap(), "{}");
    }

    /// D-46
    #[test]
    fn the_parameter_wins_over_the_declaration() {
        let bytes = b"<?xml version=\"1.0\" encoding=\"KOI8-R\"?><a>\xE9</a>";
        assert!(xml(bytes, Some("ISO-8859-1")).unwrap().contains('é'));
        assert!(xml(bytes, Some("UTF-8")).unwrap_err().contains("UTF-8"));
        assert!(
            xml("<?xml version=\"1.0\" encoding=\"latin1\"?><a>é</a>".as_bytes(), Some("utf-8")).unwrap().contains('é')
        );
    }

    /// D-46
    #[test]
    fn what_is_no_encoding_is_named() {
        for name in ["UTF-7", "x-nothing", "", "EBCDIC-CP-BE", "iso-2022-kr", "UTF-32"] {
            let text = format!("<?xml version=\"1.0\" encoding=\"{name}\"?><a/>");
            for refused in [xml(text.as_bytes(), None), xml(b"<a/>", Some(name))] {
                assert_eq!(refused, Err(format!("there is no encoding called {name:?}")));
            }
        }
        let bare = b"<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>";
        assert!(xml(bare, None).unwrap_err().contains("mark"));
        assert!(
            xml(b"<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a>\x81</a>", None).unwrap_err().contains("Shift_JIS")
        );
        assert!(xml(b"<a>\xE9</a>", None).unwrap_err().contains("byte 4"));
        assert!(decode(b"{\"a\":\"\xE9\"}", Syntax::Json, Some("latin1")).is_err());
    }
}
