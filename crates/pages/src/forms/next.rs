//! Where a visitor goes after signing in.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// A place of ours: an authorization request that waits, or a path. Never an address elsewhere, whoever made the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// The query of `/oauth/authorize`.
    Authorize(String),
    Path(String),
    /// Nothing was said.
    Home,
}

impl Next {
    /// From the fields of a form, or of a query: `oauth` and `next`.
    pub fn of(oauth: Option<&str>, path: Option<&str>) -> Next {
        match (oauth.filter(|it| !it.is_empty()), path) {
            (Some(query), _) if is_visible(query) => Next::Authorize(query.to_owned()),
            (_, Some(path)) if is_local(path) => Next::Path(path.to_owned()),
            _ => Next::Home,
        }
    }

    /// From the query of `/signin` and `/register`: `oauth&<the authorization request>`, or `next=<path>`; in front of
    /// either there may be a `notice`.
    pub fn of_query(query: &str) -> Next {
        let query = match query.split_once('&') {
            Some((first, rest)) if first.starts_with("notice=") => rest,
            _ => query,
        };
        if let Some(request) = query.strip_prefix("oauth&").or_else(|| query.strip_prefix("oauth=&")) {
            return Next::of(Some(request), None);
        }
        Next::of(None, byline_oauth::Form::parse(query).get("next"))
    }

    /// The address itself.
    pub fn location(&self) -> String {
        match self {
            Next::Authorize(query) => format!("/oauth/authorize?{query}"),
            Next::Path(path) => path.clone(),
            Next::Home => "/my-orcid".to_owned(),
        }
    }

    /// What keeps it alive in the query of a link between the pages of signing in.
    pub fn query(&self) -> String {
        match self {
            Next::Authorize(query) => format!("?oauth&{query}"),
            Next::Path(path) => format!("?next={}", utf8_percent_encode(path, NON_ALPHANUMERIC)),
            Next::Home => String::new(),
        }
    }

    /// A page of signing in that keeps it alive, and says something on top.
    pub fn on(&self, page: &str, notice: &str) -> String {
        match self.query().strip_prefix('?') {
            Some(query) => format!("{page}?notice={notice}&{query}"),
            None => format!("{page}?notice={notice}"),
        }
    }

    /// The value of the hidden field `oauth`.
    pub fn oauth(&self) -> &str {
        match self {
            Next::Authorize(query) => query,
            Next::Path(_) | Next::Home => "",
        }
    }

    /// The value of the hidden field `next`.
    pub fn path(&self) -> &str {
        match self {
            Next::Path(path) => path,
            Next::Authorize(_) | Next::Home => "",
        }
    }
}

/// Whether it can stand in a header as it is.
fn is_visible(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// A path here: browsers read `//host` and `/\host` as other hosts.
fn is_local(path: &str) -> bool {
    let mut rest = path.chars();
    rest.next() == Some('/') && !matches!(rest.next(), Some('/' | '\\')) && is_visible(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_places_of_ours_are_gone_to() {
        assert_eq!(Next::of(None, Some("/trusted-parties?a=b")).location(), "/trusted-parties?a=b");
        for elsewhere in ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "", "/a\r\nX: y", "/a b"]
        {
            assert_eq!(Next::of(None, Some(elsewhere)), Next::Home, "{elsewhere:?}");
        }
        assert_eq!(Next::of(Some("a\r\nSet-Cookie: x"), None), Next::Home);
    }

    #[test]
    fn an_authorization_request_survives_as_it_came() {
        let query = "client_id=APP-1&state=a%20b%26c&scope=/read-limited";
        let next = Next::of_query(&format!("oauth&{query}"));
        assert_eq!(next.location(), format!("/oauth/authorize?{query}"));
        assert_eq!(next.query(), format!("?oauth&{query}"));
        assert_eq!(Next::of(Some(next.oauth()), Some(next.path())), next);
        assert_eq!(next.on("/signin", "sent"), format!("/signin?notice=sent&oauth&{query}"));
    }

    #[test]
    fn a_notice_changes_nothing() {
        for query in ["oauth&client_id=APP-1&notice=mine&state=a%20b", "next=%2Finbox", ""] {
            let next = Next::of_query(query);
            let (_, with_notice) =
                next.on("/signin", "sent").split_once('?').map(|(a, b)| (a.to_owned(), b.to_owned())).expect("a query");
            assert_eq!(Next::of_query(&with_notice), next, "{with_notice}");
        }
    }

    #[test]
    fn a_path_survives_too() {
        let next = Next::of_query("next=%2Ftrusted-parties%3Fa%3Db");
        assert_eq!(next.location(), "/trusted-parties?a=b");
        assert_eq!(Next::of_query(next.query().trim_start_matches('?')), next);
    }
}
