//! Which language somebody reads the pages in (`registry` 20): what they chose, by `?lang=` or from the list in the
//! footer, as a cookie keeps it; else what their record says; else what their browser asks for; else English.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, RawQuery, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware;
use axum::response::Response;
use byline_http::language::{accepted, closest};
use byline_i18n::{Locale, Texts};
use byline_oauth::Form;

use crate::cookies::{Cookie, Jar};
use crate::error::see_other;
use crate::forms::{Next, Submitted};
use crate::{WebState, error, notice};

/// The language of a visit, and the address that the page can be had at in another.
#[derive(Clone, Debug)]
pub(crate) struct Language {
    pub(crate) texts: Texts,
    pub(crate) here: String,
    /// What the page says on top.
    pub(crate) notice: Option<&'static str>,
    /// Whether it was chosen, so that the record is not asked.
    chosen: bool,
}

impl Language {
    fn of(jar: Jar, method: &Method, uri: &Uri, headers: &HeaderMap) -> Self {
        let chosen = asked(uri.query()).or_else(|| jar.read(headers, Cookie::Language)?.parse().ok());
        let locale = chosen.or_else(|| accepted(headers)).unwrap_or_default();
        // What a form led to cannot be had again by its address; such pages say themselves where they are.
        let here = if method.is_safe() { uri.path_and_query().map_or("/", |it| it.as_str()) } else { "/" };
        let notice = uri.query().filter(|_| method.is_safe()).and_then(notice::of);
        Language { texts: Texts::of(locale), here: here.to_owned(), notice, chosen: chosen.is_some() }
    }

    /// Of a request that is not looked at further.
    pub(crate) fn of_request(state: &WebState, parts: &Parts) -> Self {
        Language::of(state.jar(), &parts.method, &parts.uri, &parts.headers)
    }

    /// The one that the record says, unless another was chosen.
    pub(crate) fn preferred(&mut self, locale: Locale) {
        if !self.chosen {
            self.texts = Texts::of(locale);
        }
    }

    pub(crate) fn chosen(&self) -> bool {
        self.chosen
    }

    pub(crate) fn locale(&self) -> Locale {
        self.texts.locale()
    }

    /// The same language, on a page that says something on top.
    pub(crate) fn saying(&self, notice: &'static str) -> Language {
        Language { notice: Some(notice), ..self.clone() }
    }

    /// The same language, on a page that is found elsewhere.
    pub(crate) fn at(&self, here: impl Into<String>) -> Language {
        Language { here: here.into(), ..self.clone() }
    }
}

impl FromRequestParts<WebState> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Infallible> {
        Ok(Language::of_request(state, parts))
    }
}

/// `lang` of a query, where it names a language of ours.
pub(crate) fn asked(query: Option<&str>) -> Option<Locale> {
    let query = query.filter(|it| it.contains("lang="))?;
    closest(Form::parse(query).get("lang")?)
}

/// Keeps what `?lang=` chose, on whatever page it was.
pub(crate) async fn remember(State(state): State<WebState>, request: Request, next: middleware::Next) -> Response {
    let asked = asked(request.uri().query()).filter(|_| request.method().is_safe());
    let known = state.jar().read(request.headers(), Cookie::Language).and_then(|it| it.parse().ok());
    let mut response = next.run(request).await;
    if let Some(locale) = asked.filter(|it| Some(*it) != known) {
        response.headers_mut().append(header::SET_COOKIE, state.jar().set(Cookie::Language, locale.as_str()));
    }
    response
}

/// `GET /language?lang=&to=`: the list in the footer, on pages for whoever is not signed in: some of them are the same
/// for everybody, so that their forms have no token. [`remember`] keeps the choice.
pub(crate) async fn choose(RawQuery(query): RawQuery) -> Response {
    see_other(&back(Form::parse(&query.unwrap_or_default()).get("to")))
}

/// `POST /language`: the same for who is signed in, and gets mails in that language from now on, too.
pub(crate) async fn prefer(State(state): State<WebState>, submitted: Submitted) -> Response {
    let Submitted { form, visitor, .. } = &submitted;
    let mut response = see_other(&back(form.get("to")));
    let Some(locale) = form.get("lang").and_then(closest) else { return response };
    if let Some(signed_in) = visitor.signed_in()
        && let Err(error) = state.accounts().set_locale(signed_in.person, locale, state.now()).await
    {
        return error::broken(&state, &visitor.language, &error);
    }
    response.headers_mut().append(header::SET_COOKIE, state.jar().set(Cookie::Language, locale.as_str()));
    response
}

/// The page one came from, without a language of its own: that would count for more than the choice.
pub(crate) fn back(to: Option<&str>) -> String {
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
pub(crate) fn without_language(query: &str) -> String {
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
