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
use crate::{WebState, error};

/// Somebody with a browser, signed in or not.
pub(crate) struct Visitor {
    /// What the session cookie holds, and what it opens.
    signed_in: Option<SignedIn>,
    /// The secret that form tokens are made from.
    form: String,
    form_is_new: bool,
    pub(crate) language: Language,
}

/// A session that counts.
pub(crate) struct SignedIn {
    pub(crate) secret: String,
    pub(crate) person: OrcidId,
    /// The record acted for, when it is not the person's own.
    pub(crate) acting_for: Option<OrcidId>,
    pub(crate) authenticated: Timestamp,
    pub(crate) second_factor: bool,
    /// The name on the record, for the person to see.
    pub(crate) name: String,
    /// How many notifications of the record nobody has read.
    pub(crate) unread: usize,
}

impl SignedIn {
    /// The record that is acted for.
    pub(crate) fn record(&self) -> OrcidId {
        self.acting_for.unwrap_or(self.person)
    }
}

impl FromRequestParts<WebState> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Response> {
        let jar = state.jar();
        let form = jar.read(&parts.headers, Cookie::Form).filter(|it| it.len() == 32).map(str::to_owned);
        let Ok(mut language) = Language::from_request_parts(parts, state).await;
        let signed_in = match jar.read(&parts.headers, Cookie::Session) {
            Some(secret) => signed_in(state, secret, &mut language).await?,
            None => None,
        };
        let form_is_new = form.is_none();
        let form = form.unwrap_or_else(|| forms::unguessable(state.entropy()));
        Ok(Visitor { signed_in, form, form_is_new, language })
    }
}

async fn signed_in(state: &WebState, secret: &str, language: &mut Language) -> Result<Option<SignedIn>, Response> {
    let session = match state.accounts().session(secret, state.now()).await {
        Ok(Some(session)) => session,
        Ok(None) => return Ok(None),
        Err(error) => return Err(error::broken(state, language, &error)),
    };
    if !language.chosen() {
        match state.accounts().locale(session.person).await {
            Ok(locale) => language.preferred(locale),
            Err(error) => return Err(error::broken(state, language, &error)),
        }
    }
    let record = session.acting_for.unwrap_or(session.person);
    let name = name(state, record).await;
    let unread = match state.registry.unread(record).await {
        Ok(unread) => usize::try_from(unread).unwrap_or(usize::MAX),
        Err(error) => return Err(error::broken(state, language, &error)),
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
pub(crate) async fn name(state: &WebState, orcid: OrcidId) -> String {
    let details = state.registry.read(&Viewer::Owner(orcid), orcid, &Section::PersonalDetails).await.ok();
    let name = details.as_ref().and_then(|it| byline_registry::display_name(it.get().object("name")?));
    name.unwrap_or_else(|| orcid.to_string())
}

impl Visitor {
    pub(crate) fn signed_in(&self) -> Option<&SignedIn> {
        self.signed_in.as_ref()
    }

    pub(crate) fn form_token(&self) -> String {
        forms::token(&self.form, self.signed_in().map(|it| it.secret.as_str()))
    }

    /// What forms carried before anybody was signed in.
    pub(crate) fn early_form_token(&self) -> String {
        forms::token(&self.form, None)
    }

    pub(crate) fn form_is_new(&self) -> bool {
        self.form_is_new
    }

    /// For pages that are the same for everybody who is not signed in: they have no forms that need a token.
    pub(crate) fn finish_public(&self, state: &WebState, response: Response) -> Response {
        if self.signed_in.is_some() { self.finish(state, response) } else { response }
    }

    /// Gives the browser the secret that the tokens on this page need, and keeps the page from everybody else.
    pub(crate) fn finish(&self, state: &WebState, mut response: Response) -> Response {
        let headers = response.headers_mut();
        if self.form_is_new {
            headers.append(header::SET_COOKIE, state.jar().set(Cookie::Form, &self.form));
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
