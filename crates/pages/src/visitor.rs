//! Who is in front of the browser.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use byline_model::{OrcidId, Timestamp};
use byline_registry::{Section, Viewer};

use crate::cookies::Cookie;
use crate::forms;
use crate::language::Language;
use crate::{Pages, error};

/// Somebody with a browser, signed in or not.
pub struct Visitor {
    /// What the session cookie holds, and what it opens.
    signed_in: Option<SignedIn>,
    /// The secret that form tokens are made from.
    form: String,
    form_is_new: bool,
    pub language: Language,
}

/// A session that counts.
pub struct SignedIn {
    pub secret: String,
    pub person: OrcidId,
    /// The record acted for, when it is not the person's own.
    pub acting_for: Option<OrcidId>,
    pub authenticated: Timestamp,
    pub second_factor: bool,
    /// The name on the record, for the person to see.
    pub name: String,
    /// How many notifications of the record nobody has read.
    pub unread: usize,
}

impl SignedIn {
    /// The record that is acted for.
    pub fn record(&self) -> OrcidId {
        self.acting_for.unwrap_or(self.person)
    }
}

impl<S: AsRef<Pages> + Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let pages = state.as_ref();
        let jar = pages.jar();
        let form = jar.read(&parts.headers, Cookie::FORM).filter(|it| it.len() == 32).map(str::to_owned);
        let Ok(mut language) = Language::from_request_parts(parts, state).await;
        let signed_in = match jar.read(&parts.headers, Cookie::SESSION) {
            Some(secret) => signed_in(pages, secret, &mut language).await?,
            None => None,
        };
        let form_is_new = form.is_none();
        let form = form.unwrap_or_else(|| forms::unguessable(pages.entropy()));
        Ok(Visitor { signed_in, form, form_is_new, language })
    }
}

async fn signed_in(pages: &Pages, secret: &str, language: &mut Language) -> Result<Option<SignedIn>, Response> {
    let session = match pages.accounts().session(secret, pages.now()).await {
        Ok(Some(session)) => session,
        Ok(None) => return Ok(None),
        Err(error) => return Err(error::broken(pages, language, &error)),
    };
    if !language.chosen() {
        match pages.accounts().locale(session.person).await {
            Ok(locale) => language.preferred(locale),
            Err(error) => return Err(error::broken(pages, language, &error)),
        }
    }
    let record = session.acting_for.unwrap_or(session.person);
    let name = name(pages, record).await;
    let unread = match pages.registry().unread(record).await {
        Ok(unread) => usize::try_from(unread).unwrap_or(usize::MAX),
        Err(error) => return Err(error::broken(pages, language, &error)),
    };
    Ok(Some(SignedIn {
        secret: secret.to_owned(),
        person: session.person,
        acting_for: session.acting_for,
        authenticated: session.authenticated,
        second_factor: session.second_factor,
        name,
        unread,
    }))
}

/// The name of a person as they see it themselves; the iD when there is none, or the record is closed.
pub async fn name(on: &impl AsRef<Pages>, orcid: OrcidId) -> String {
    let details = on.as_ref().registry().read(&Viewer::Owner(orcid), orcid, &Section::PersonalDetails).await.ok();
    let name = details.as_ref().and_then(|it| byline_registry::display_name(it.get().object("name")?));
    name.unwrap_or_else(|| orcid.to_string())
}

impl Visitor {
    pub fn signed_in(&self) -> Option<&SignedIn> {
        self.signed_in.as_ref()
    }

    pub fn form_token(&self) -> String {
        forms::token(&self.form, self.signed_in().map(|it| it.secret.as_str()))
    }

    /// What forms carried before anybody was signed in.
    pub fn early_form_token(&self) -> String {
        forms::token(&self.form, None)
    }

    pub fn form_is_new(&self) -> bool {
        self.form_is_new
    }

    /// For pages that are the same for everybody who is not signed in: they have no forms that need a token.
    pub fn finish_public(&self, on: &impl AsRef<Pages>, response: Response) -> Response {
        if self.signed_in.is_some() { self.finish(on, response) } else { response }
    }

    /// Gives the browser the secret that the tokens on this page need, and keeps the page from everybody else.
    pub fn finish(&self, on: &impl AsRef<Pages>, mut response: Response) -> Response {
        let headers = response.headers_mut();
        if self.form_is_new {
            headers.append(header::SET_COOKIE, on.as_ref().jar().set(Cookie::FORM, &self.form));
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
