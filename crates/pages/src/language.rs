//! Which language somebody reads the pages in (`registry` 20): what they chose, by `?lang=` or from the list in the
//! footer, as a cookie keeps it; else what their record says; else what their browser asks for; else English.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri, header};
use byline_i18n::{Locale, Texts};
use byline_oauth::Form;

use crate::cookies::Cookie;
use crate::forms::Next;
use crate::{Pages, notice};

/// The language of a visit, and the address that the page can be had at in another.
#[derive(Clone, Debug)]
pub struct Language {
    pub texts: Texts,
    pub here: String,
    /// What the page says on top.
    pub notice: Option<&'static str>,
    /// Whether it was chosen, so that the record is not asked.
    chosen: bool,
}

impl Language {
    fn of(pages: &Pages, method: &Method, uri: &Uri, headers: &HeaderMap) -> Self {
        let chosen = asked(uri.query()).or_else(|| pages.jar().read(headers, Cookie::LANGUAGE)?.parse().ok());
        let locale = chosen.or_else(|| (pages.surface().accepted)(headers)).unwrap_or_default();
        // What a form led to cannot be had again by its address; such pages say themselves where they are.
        let here = if method.is_safe() { uri.path_and_query().map_or("/", |it| it.as_str()) } else { "/" };
        let notice = uri.query().filter(|_| method.is_safe()).and_then(notice::of);
        Language { texts: Texts::of(locale), here: here.to_owned(), notice, chosen: chosen.is_some() }
    }

    /// Of a request that is not looked at further.
    pub fn of_request(on: &impl AsRef<Pages>, parts: &Parts) -> Self {
        Language::of(on.as_ref(), &parts.method, &parts.uri, &parts.headers)
    }

    /// The one that the record says, unless another was chosen.
    pub fn preferred(&mut self, locale: Locale) {
        if !self.chosen {
            self.texts = Texts::of(locale);
        }
    }

    pub fn chosen(&self) -> bool {
        self.chosen
    }

    pub fn locale(&self) -> Locale {
        self.texts.locale()
    }

    /// The same language, on a page that says something on top.
    pub fn saying(&self, notice: &'static str) -> Language {
        Language { notice: Some(notice), ..self.clone() }
    }

    /// The same language, on a page that is found elsewhere.
    pub fn at(&self, here: impl Into<String>) -> Language {
        Language { here: here.into(), ..self.clone() }
    }
}

impl<S: AsRef<Pages> + Send + Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Language::of_request(state, parts))
    }
}

/// `lang` of a query, where it names a language of ours.
pub fn asked(query: Option<&str>) -> Option<Locale> {
    let query = query.filter(|it| it.contains("lang="))?;
    Locale::closest(Form::parse(query).get("lang")?)
}

/// What `?lang=` chose on whatever page it was, and the cookie does not say yet.
#[derive(Clone, Copy, Debug)]
pub struct Choice(Option<Locale>);

impl Choice {
    /// What a request chooses. HEAD only looks.
    pub fn of(pages: &Pages, request: &Request) -> Self {
        let asked = asked(request.uri().query()).filter(|_| request.method() == Method::GET);
        let known = || pages.jar().read(request.headers(), Cookie::LANGUAGE).and_then(|it| it.parse().ok());
        Choice(asked.filter(|it| Some(*it) != known()))
    }

    /// Has the browser keep it.
    pub fn put(self, pages: &Pages, headers: &mut HeaderMap) {
        if let Some(locale) = self.0 {
            headers.append(header::SET_COOKIE, pages.jar().set(Cookie::LANGUAGE, locale.as_str()));
        }
    }
}

/// The page one came from, without a language of its own: that would count for more than the choice.
pub fn back(to: Option<&str>) -> String {
    match Next::of(None, to) {
        Next::Path(path) => match path.split_once('?') {
            Some((path, query)) => match without_language(query).as_str() {
                "" => path.to_owned(),
                query => format!("{path}?{query}"),
            },
            None => path,
        },
        Next::Authorize(_) | Next::Home => "/".to_owned(),
    }
}

/// A query as it came, but for `lang`.
pub fn without_language(query: &str) -> String {
    let others: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("lang=")).collect();
    others.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comes_back_to_the_same_page_whatever_waits_there() {
        assert_eq!(
            back(Some("/signin?oauth&client_id=A&lang=fr&state=a%20b")),
            "/signin?oauth&client_id=A&state=a%20b"
        );
        assert_eq!(back(Some("/?lang=fr")), "/");
        assert_eq!(back(Some("/0009-9000-0000-0010?works=2")), "/0009-9000-0000-0010?works=2");
        for elsewhere in [None, Some("https://evil.example/"), Some("//evil.example"), Some("/\\evil.example")] {
            assert_eq!(back(elsewhere), "/");
        }
    }
}
