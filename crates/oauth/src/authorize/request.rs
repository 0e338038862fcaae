//! Reading an authorization request, in the order of `oauth` 4.2.

use std::sync::Arc;

use byline_model::client::{Client, ClientState, Switch};
use byline_model::scope::{IGNORED_AT_AUTHORIZE, Scope, ScopeList, ScopeSet};
use byline_model::{ClientId, OrcidId};

use super::redirect::{self, Part};
use super::{AuthorizeError, Mismatch, PageError, Redirect};
use crate::authority::Authority;
use crate::form::Form;
use crate::scopes;

/// What the client wants back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseType {
    Code,
    /// A token in the fragment, with an identity token whenever `openid` is asked for.
    Implicit,
}

/// What `prompt` asks for. `select_account` is left to the account selector of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Prompt {
    pub none: bool,
    pub login: bool,
    /// `confirm`, or `consent` in the words of OpenID Connect.
    pub confirm: bool,
}

/// What sign-in and registration forms may be filled with, as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefill {
    pub orcid: Option<OrcidId>,
    pub email: Option<Box<str>>,
    pub given_names: Option<Box<str>>,
    pub family_names: Option<Box<str>>,
    /// The registration form comes first (`show_login=false`).
    pub register: bool,
    pub lang: Option<Box<str>>,
}

/// An authorization request whose client and redirect address are verified.
#[derive(Clone, Debug)]
pub struct AuthorizationRequest {
    pub(super) client: Arc<Client>,
    pub(super) redirect_uri: Box<str>,
    pub(super) response_type: ResponseType,
    /// Where the answer stands in the address.
    pub(super) part: Part,
    pub(super) scopes: ScopeList,
    pub(super) state: Option<Box<str>>,
    pub(super) nonce: Option<Box<str>>,
    pub(super) challenge: Option<Box<str>>,
    pub(super) prompt: Prompt,
    pub(super) max_age: Option<i64>,
    pub(super) prefill: Prefill,
}

impl AuthorizationRequest {
    /// Who asks.
    pub fn client(&self) -> &Arc<Client> {
        &self.client
    }

    /// What is asked for, in the client's order: the lines of the consent page are the titles of these.
    pub fn scopes(&self) -> &ScopeList {
        &self.scopes
    }

    /// What the client knows of the person: for the forms of signing in and registering.
    pub fn prefill(&self) -> &Prefill {
        &self.prefill
    }

    /// Where the answer goes; verified.
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// What the client gets in the end: a code, or tokens in the fragment.
    pub fn response_type(&self) -> ResponseType {
        self.response_type
    }
}

/// How long `state` and `nonce` may be (`oauth` 4.1).
const LONGEST: usize = 2000;

pub(super) async fn read(authority: &Authority, query: &Form) -> Result<AuthorizationRequest, AuthorizeError> {
    let asked = query.filled("response_type").ok_or_else(|| PageError::request("Missing parameter: response_type"))?;
    // Nobody is told anything while it is not sure who, and where.
    if let Some(name) = ["client_id", "redirect_uri"].into_iter().find(|it| query.differs(it)) {
        return Err(PageError::request(&format!("The parameter {name} comes twice")).into());
    }
    let client = client(authority, query).await?;
    let redirect_uri =
        query.filled("redirect_uri").ok_or_else(|| PageError::request("Missing parameter: redirect_uri"))?.trim();
    if !client.admits_redirect(redirect_uri) {
        return Err(mismatch(&client, redirect_uri).into());
    }
    let scope = query.filled("scope").ok_or_else(|| PageError::request("Missing parameter: scope"))?;
    // One that comes twice is not sent back: the client could not tell which of them is its own.
    let state = query.get("state").filter(|it| !it.is_empty() && !query.differs("state"));
    if state.is_some_and(|it| it.len() > LONGEST) {
        return Err(PageError::request("Invalid parameter: state").into());
    }

    // From here on errors go to the client.
    let response_type = response_type(asked);
    let (part, mode) = response_mode(response_type, query);
    let back = Back { authority, client: &client, redirect_uri, state, part };
    if let Some(name) = query.ambiguous(client.strict) {
        return Err(back.error("invalid_request", &format!("The parameter {name} comes twice")));
    }
    let response_type =
        response_type.ok_or_else(|| back.error("unsupported_response_type", "Unsupported response type."))?;
    for (name, code) in [("request", "request_not_supported"), ("request_uri", "request_uri_not_supported")] {
        if query.get(name).is_some() {
            return Err(back.error(code, &format!("The parameter {name} is not supported")));
        }
    }
    mode.map_err(|text| back.error("invalid_request", text))?;
    let scopes = asked_scopes(&client, scope).map_err(|text| back.error("invalid_scope", &text))?;
    if response_type == ResponseType::Implicit {
        check_implicit(&back, &scopes)?;
    }
    let openid = scopes.set().contains(Scope::Openid);
    let prompt = prompt(query.get("prompt").unwrap_or_default(), openid);
    if prompt.none && (prompt.login || prompt.confirm) {
        return Err(back.error("invalid_request", "prompt=none stands alone"));
    }
    let max_age = max_age(query, openid).map_err(|text| back.error("invalid_request", text))?;
    let nonce = query.filled("nonce");
    if nonce.is_some_and(|it| it.len() > LONGEST) {
        return Err(back.error("invalid_request", "Invalid parameter: nonce"));
    }
    if nonce.is_none() && asked.split_whitespace().any(|it| it == "id_token") {
        return Err(back.error("invalid_request", "Implicit id_token requests must have nonce"));
    }
    let challenge = challenge(&client, response_type, query).map_err(|text| back.error("invalid_request", text))?;
    Ok(AuthorizationRequest {
        redirect_uri: redirect_uri.into(),
        response_type,
        part,
        scopes,
        state: state.map(Box::from),
        nonce: nonce.map(Box::from),
        challenge: challenge.map(Box::from),
        prompt,
        max_age,
        prefill: prefill(query),
        client,
    })
}

/// Where errors go once the redirect address is verified.
pub(super) struct Back<'a> {
    pub authority: &'a Authority,
    pub client: &'a Client,
    pub redirect_uri: &'a str,
    pub state: Option<&'a str>,
    pub part: Part,
}

impl Back<'_> {
    /// Leads back with an error, with `state` as it came and, unless the client is spared it, `iss` (RFC 9207).
    pub fn redirect(&self, code: &str, description: Option<&str>) -> Redirect {
        let mut parameters = vec![("error", code)];
        parameters.extend(description.map(|it| ("error_description", it)));
        parameters.extend(self.state.map(|it| ("state", it)));
        parameters.extend(self.issuer().map(|it| ("iss", it)));
        Redirect::new(redirect::with(self.redirect_uri, self.part, &parameters))
    }

    fn error(&self, code: &str, description: &str) -> AuthorizeError {
        AuthorizeError::Redirect(self.redirect(code, Some(description)))
    }

    /// `iss` guards against mix-ups of servers (RFC 9207).
    pub fn issuer(&self) -> Option<&str> {
        let off = self.client.has(Switch::WithoutIssuer);
        (!off).then(|| self.authority.issuer())
    }
}

async fn client(authority: &Authority, query: &Form) -> Result<Arc<Client>, AuthorizeError> {
    let id = query.filled("client_id");
    let id = id.ok_or_else(|| PageError::request("Missing parameter: client_id is missing"))?.trim();
    let client = match id.parse::<ClientId>() {
        Ok(id) => authority.store.client(&id).await?,
        Err(_) => None,
    };
    let client = client.ok_or_else(|| PageError::request("Invalid parameter: client_id"))?;
    match client.state {
        ClientState::Active => Ok(client),
        ClientState::Locked => Err(PageError::new("client_locked", "The client is locked").into()),
        ClientState::Deactivated => {
            Err(PageError::new("client_deactivated", &format!("Client {} is deactivated", client.id)).into())
        }
    }
}

fn mismatch(client: &Client, requested: &str) -> PageError {
    let live = client.redirect_uris.iter().filter(|it| !it.retired);
    let mismatch = Mismatch { requested: requested.into(), registered: live.map(|it| it.uri.clone()).collect() };
    let error = PageError::new("invalid_grant", "Redirect URI doesn't match your registered redirect URIs.");
    PageError { mismatch: Some(Box::new(mismatch)), ..error }
}

/// Where the answer goes, and whether that is what was asked for (OAuth 2.0 Multiple Response Type Encoding Practices
/// §2.1): a token never stands in a query, and nothing is ever sent as a form.
fn response_mode(response_type: Option<ResponseType>, query: &Form) -> (Part, Result<(), &'static str>) {
    let usual = match response_type {
        Some(ResponseType::Implicit) => Part::Fragment,
        Some(ResponseType::Code) | None => Part::Query,
    };
    match (query.filled("response_mode"), usual) {
        (None, _) | (Some("query"), Part::Query) => (usual, Ok(())),
        (Some("fragment"), _) => (Part::Fragment, Ok(())),
        (Some(_), _) => (usual, Err("Invalid parameter: response_mode")),
    }
}

/// `code id_token` never existed: a code cannot be revoked, so delegation would lose its basis.
fn response_type(text: &str) -> Option<ResponseType> {
    let mut words: Vec<_> = text.split_whitespace().collect();
    words.sort_unstable();
    match words[..] {
        ["code"] => Some(ResponseType::Code),
        ["token"] | ["id_token"] | ["id_token", "token"] => Some(ResponseType::Implicit),
        _ => None,
    }
}

/// The scopes a person is asked for (`oauth` 2.1, 2.4). Values of OpenID Connect that say nothing here are dropped.
fn asked_scopes(client: &Client, text: &str) -> Result<ScopeList, String> {
    let (known, unknown) = ScopeList::parse(text);
    if let Some(unknown) = unknown.iter().find(|it| !IGNORED_AT_AUTHORIZE.contains(it)) {
        return Err(format!("Invalid scope: {unknown}"));
    }
    let held = scopes::held(client);
    let refused = known.iter().find(|it| !it.needs_person() || !held.contains(*it));
    match refused {
        Some(refused) => Err(format!("Invalid scope: {refused}")),
        None if known.is_empty() => Err("Invalid scope (none)".into()),
        None => Ok(known),
    }
}

/// The implicit flow is for signing in, and nothing else (`oauth` 4.8).
fn check_implicit(back: &Back<'_>, scopes: &ScopeList) -> Result<(), AuthorizeError> {
    let client = back.client;
    // A challenge is all that such a client is known by, and this flow has none.
    if !client.application.keeps_secrets() {
        return Err(back.error("unauthorized_client", "This client may not use the implicit flow"));
    }
    if client.client_type.is_member() && !client.has(Switch::Implicit) {
        return Err(back.error("unauthorized_client", "This client may not use the implicit flow"));
    }
    const FOR_SIGNING_IN: ScopeSet = ScopeSet::of(&[Scope::Authenticate, Scope::Openid]);
    let wider = scopes.iter().find(|it| !FOR_SIGNING_IN.contains(*it));
    match wider {
        Some(wider) => Err(back.error("invalid_scope", &format!("Invalid scope: {wider}"))),
        None => Ok(()),
    }
}

/// `login` counts with `openid` alone, as published.
fn prompt(text: &str, openid: bool) -> Prompt {
    text.split_whitespace().fold(Prompt::default(), |prompt, word| match word {
        "none" => Prompt { none: true, ..prompt },
        "login" if openid => Prompt { login: true, ..prompt },
        "confirm" | "consent" => Prompt { confirm: true, ..prompt },
        _ => prompt,
    })
}

fn max_age(query: &Form, openid: bool) -> Result<Option<i64>, &'static str> {
    match query.filled("max_age") {
        Some(text) if openid => {
            text.trim().parse::<u32>().map(|it| Some(it.into())).map_err(|_| "Invalid max_age param")
        }
        Some(_) | None => Ok(None),
    }
}

/// A challenge by `S256`, which alone is accepted (RFC 7636, `oauth` 10).
fn challenge<'a>(
    client: &Client,
    response_type: ResponseType,
    query: &'a Form,
) -> Result<Option<&'a str>, &'static str> {
    let challenge = match (query.filled("code_challenge"), query.filled("code_challenge_method")) {
        (Some(challenge), Some("S256")) => Some(challenge),
        (Some(_), _) => return Err("code_challenge_method must be S256"),
        (None, Some(_)) => return Err("code_challenge is missing"),
        (None, None) => None,
    };
    let base64url = |it: u8| it.is_ascii_alphanumeric() || it == b'-' || it == b'_';
    match challenge {
        Some(text) if text.len() != 43 || !text.bytes().all(base64url) => Err("Invalid parameter: code_challenge"),
        None if response_type == ResponseType::Code && (client.strict || !client.application.keeps_secrets()) => {
            Err("code_challenge is required")
        }
        challenge => Ok(challenge),
    }
}

fn prefill(query: &Form) -> Prefill {
    let text = |name: &str| query.filled(name).map(|it| Box::from(it.trim()));
    let hint = query.filled("login_hint").map(str::trim);
    let orcid = query.filled("orcid").map(str::trim).and_then(|it| it.parse().ok());
    Prefill {
        orcid: orcid.or_else(|| hint?.parse().ok()),
        email: text("email").or_else(|| hint.filter(|it| it.contains('@')).map(Box::from)),
        given_names: text("given_names"),
        family_names: text("family_names"),
        register: query.get("show_login").is_some_and(|it| it.eq_ignore_ascii_case("false")),
        lang: text("lang"),
    }
}
