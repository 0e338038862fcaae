//! Telling documents apart: which syntax, which kind.

use byline_model::ItemKind;

/// One of the two written forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    Xml,
    Json,
}

impl Syntax {
    /// By the first character that is no white space, in UTF-8 and what is like it, or UTF-16; `None` for an empty text.
    pub fn guess(text: &[u8]) -> Option<Syntax> {
        let marks = [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"];
        let text = marks.into_iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text);
        // Half of UTF-16 are zeros.
        text.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != 0).map(|byte| match byte {
            b'<' => Syntax::Xml,
            _ => Syntax::Json,
        })
    }

    /// The file extension, without a dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Syntax::Xml => "xml",
            Syntax::Json => "json",
        }
    }
}

/// The kind of a JSON document by its `path` member, as the API writes it: `/0000-…/works` is `works`,
/// `/0000-…/work/12` is `work`, `/0000-…` is `record`; a name alone has a bare iD. Whole items and their summaries have
/// the same path.
pub fn guess_kind(path: &str) -> Option<&'static str> {
    let mut parts = path.trim_matches('/').split('/');
    let _orcid = parts.next()?;
    let (section, code) = (parts.next(), parts.next());
    match (section, code) {
        (None, _) if !path.starts_with('/') => Some("name"),
        (None, _) => Some("record"),
        (Some("person"), None) => Some("person"),
        (Some("personal-details"), None) => Some("personal-details"),
        (Some("biography"), None) => Some("biography"),
        (Some("activities"), None) => Some("activities"),
        (Some(list), None) => ItemKind::from_list_path(list).map(|kind| kind.spec().plural),
        (Some(item), Some(_)) => ItemKind::from_item_path(item).map(|kind| kind.spec().singular),
    }
}
