//! From a request and a session to the next step.

use std::sync::Arc;

use byline_model::Timestamp;
use byline_model::client::{Application, Switch};
use byline_model::scope::{Scope, ScopeSet};
use byline_store::{Action, Change, ChangeSet, Code, Consent, Deed, GrantChange, Matter};

use super::redirect;
use super::request::{self, AuthorizationRequest, Back, ResponseType};
use super::{AuthorizeError, Redirect, SignedIn};
use crate::answer::seconds_left;
use crate::authority::Authority;
use crate::form::Form;
use crate::id_token::Claims;
use crate::issue::{self, Draft};
use crate::secret::Secret;

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Sign in, or register; afterwards ask again with a session that is `fresh`.
    SignIn,
    /// Show the consent page; then [`AuthorizeEndpoint::answer`].
    Consent,
    /// Done.
    Redirect(Redirect),
}

/// The authorization endpoint.
#[derive(Clone)]
pub struct AuthorizeEndpoint(Arc<Authority>);

impl AuthorizeEndpoint {
    /// The endpoint of an authority; cheap to make for each request.
    pub fn new(authority: Arc<Authority>) -> Self {
        AuthorizeEndpoint(authority)
    }

    /// Reads a request and verifies client and redirect address.
    ///
    /// # Errors
    /// [`AuthorizeError::Page`] until the redirect address is verified, then [`AuthorizeError::Redirect`].
    pub async fn begin(&self, query: &Form) -> Result<AuthorizationRequest, AuthorizeError> {
        request::read(&self.0, query).await
    }

    /// What comes next for whoever is there.
    ///
    /// # Errors
    /// [`AuthorizeError::Redirect`] when `prompt=none` cannot be kept, [`AuthorizeError::Unusable`] for a record that
    /// cannot grant anything.
    pub async fn decide(
        &self,
        request: &AuthorizationRequest,
        session: Option<&SignedIn>,
        now: Timestamp,
    ) -> Result<Next, AuthorizeError> {
        let Some(session) = session.filter(|it| !must_sign_in(request, it, now)) else {
            return if request.prompt.none {
                Err(self.not_silent(request, "login_required"))
            } else {
                Ok(Next::SignIn)
            };
        };
        self.require_usable(session).await?;
        // Any program on a device can claim to be a native client, so that its owner is asked each time (RFC 8252 §8.6).
        let known = request.client.application != Application::Native;
        if known && !request.prompt.confirm && self.was_granted(request, session, now).await? {
            return self.give(request, session, None, now).await.map(Next::Redirect);
        }
        if request.prompt.none { Err(self.not_silent(request, "interaction_required")) } else { Ok(Next::Consent) }
    }

    /// What becomes of an answer on the consent page (`decisions` 52). It counts as what it says: unless it is a yes,
    /// nothing else is looked at, so that what was granted in another tab meanwhile turns no refusal into a grant.
    /// [`Next::SignIn`] when there is nobody whose yes it could be.
    ///
    /// # Errors
    /// [`AuthorizeError::Unusable`] for a record that cannot grant anything.
    pub async fn answer(
        &self,
        request: &AuthorizationRequest,
        session: Option<&SignedIn>,
        allowed: bool,
        now: Timestamp,
    ) -> Result<Next, AuthorizeError> {
        if !allowed {
            return self.deny(request, session, now).await.map(Next::Redirect);
        }
        match session.filter(|it| !must_sign_in(request, it, now)) {
            Some(session) => self.approve(request, session, now).await.map(Next::Redirect),
            None => Ok(Next::SignIn),
        }
    }

    /// Whether this person has to sign in first, or is asked for consent, whatever was granted before: for an answer
    /// that came with another session than its page.
    ///
    /// # Errors
    /// [`AuthorizeError::Unusable`] for a record that cannot grant anything.
    pub async fn ask_again(
        &self,
        request: &AuthorizationRequest,
        session: Option<&SignedIn>,
        now: Timestamp,
    ) -> Result<Next, AuthorizeError> {
        let Some(session) = session.filter(|it| !must_sign_in(request, it, now)) else { return Ok(Next::SignIn) };
        self.require_usable(session).await?;
        Ok(Next::Consent)
    }

    /// The person says yes: records the consent and gives the client its code, or its token.
    ///
    /// # Errors
    /// [`AuthorizeError::Unusable`] for a record that cannot grant anything.
    pub async fn approve(
        &self,
        request: &AuthorizationRequest,
        session: &SignedIn,
        now: Timestamp,
    ) -> Result<Redirect, AuthorizeError> {
        self.give(request, session, Some(Self::deed(Action::Granted, request, session)), now).await
    }

    /// What the client gets; what was granted before is no deed once more.
    async fn give(
        &self,
        request: &AuthorizationRequest,
        session: &SignedIn,
        deed: Option<Deed>,
        now: Timestamp,
    ) -> Result<Redirect, AuthorizeError> {
        self.require_usable(session).await?;
        let mut set = ChangeSet::new(now).with(Self::consent(request, session, now));
        set.changes.extend(deed.map(Change::from));
        match request.response_type {
            ResponseType::Code => self.give_code(request, session, set).await,
            ResponseType::Implicit => self.give_token(request, session, set).await,
        }
    }

    /// The person says no.
    async fn deny(
        &self,
        request: &AuthorizationRequest,
        session: Option<&SignedIn>,
        now: Timestamp,
    ) -> Result<Redirect, AuthorizeError> {
        if let Some(session) = session {
            self.0.store.commit(ChangeSet::new(now).tells(Self::deed(Action::Refused, request, session))).await?;
        }
        Ok(self.back(request).redirect("access_denied", Some("User denied access")))
    }

    fn deed(action: Action, request: &AuthorizationRequest, session: &SignedIn) -> Deed {
        let scopes = Matter::Scopes(request.scopes.to_string().into());
        Deed::new(action, session.person).with(request.client.id.clone()).on(scopes)
    }

    fn back<'a>(&'a self, request: &'a AuthorizationRequest) -> Back<'a> {
        Back {
            authority: &self.0,
            client: &request.client,
            redirect_uri: &request.redirect_uri,
            state: request.state.as_deref(),
            part: request.part,
        }
    }

    fn not_silent(&self, request: &AuthorizationRequest, code: &str) -> AuthorizeError {
        AuthorizeError::Redirect(if request.client.has(Switch::BarePromptErrors) {
            Redirect::new(format!("{}#{code}", request.redirect_uri))
        } else {
            self.back(request).redirect(code, None)
        })
    }

    async fn require_usable(&self, session: &SignedIn) -> Result<(), AuthorizeError> {
        if self.0.is_usable(session.person).await? { Ok(()) } else { Err(AuthorizeError::Unusable) }
    }

    /// Whether every scope was granted before, literally, and the grant is alive: tokens that count, and for the
    /// implicit flow, whose tokens are gone within minutes, the recorded consent (`oauth` 4.7).
    async fn was_granted(
        &self,
        request: &AuthorizationRequest,
        session: &SignedIn,
        now: Timestamp,
    ) -> Result<bool, AuthorizeError> {
        let store = &self.0.store;
        let held = self.0.held_by(&request.client.id, session.person, now).await?;
        let own = held.iter().filter(|it| it.origin_client.is_none());
        let mut granted = own.fold(ScopeSet::EMPTY, |all, it| all.union(ScopeSet::from_names(&it.scopes)));
        if request.response_type == ResponseType::Implicit
            && let Some(consent) = store.consent(session.person, &request.client.id).await?
        {
            granted = granted.union(ScopeSet::from_names(&consent.scopes));
        }
        Ok(granted.contains_all(request.scopes.set()))
    }

    fn consent(request: &AuthorizationRequest, session: &SignedIn, now: Timestamp) -> Change {
        Change::Grant(GrantChange::GrantConsent(Box::new(Consent {
            person: session.person,
            client: request.client.id.clone(),
            scopes: issue::names(&request.scopes),
            first: now,
            latest: now,
        })))
    }

    async fn give_code(
        &self,
        request: &AuthorizationRequest,
        session: &SignedIn,
        set: ChangeSet,
    ) -> Result<Redirect, AuthorizeError> {
        let now = set.at;
        let value = Secret::long(&*self.0.entropy);
        let code = Code {
            hash: value.hash(),
            client: request.client.id.clone(),
            person: session.person,
            redirect_uri: request.redirect_uri.clone(),
            scopes: issue::names(&request.scopes),
            nonce: request.nonce.clone(),
            challenge: request.challenge.clone(),
            authenticated: session.authenticated,
            second_factor: session.second_factor,
            expires: now.plus_seconds(self.0.policy.code_seconds),
            used: None,
        };
        let code = Change::Grant(GrantChange::PutCode(Box::new(code)));
        self.0.store.commit(set.with(code)).await?;
        let mut parameters = vec![("code", value.expose())];
        parameters.extend(request.state.as_deref().map(|it| ("state", it)));
        let back = self.back(request);
        parameters.extend(back.issuer().map(|it| ("iss", it)));
        Ok(Redirect::new(redirect::with(&request.redirect_uri, request.part, &parameters)))
    }

    async fn give_token(
        &self,
        request: &AuthorizationRequest,
        session: &SignedIn,
        set: ChangeSet,
    ) -> Result<Redirect, AuthorizeError> {
        let now = set.at;
        let expires = now.plus_seconds(self.0.policy.implicit_seconds);
        let draft = Draft {
            client: &request.client.id,
            person: Some(session.person),
            scopes: &request.scopes,
            issued: now,
            expires,
            refreshable: false,
            origin_client: None,
            code: None,
        };
        let minted = draft.mint(&*self.0.entropy);
        let id_token = match request.scopes.set().contains(Scope::Openid) {
            true => Some(self.id_token(request, session, &minted.access, now).await?),
            false => None,
        };
        let token = Change::PutToken(Box::new(minted.row));
        self.0.store.commit(set.with(token)).await?;
        let (left, scope) = (seconds_left(now, expires).to_string(), request.scopes.to_string());
        let mut parameters = vec![("access_token", minted.access.expose()), ("token_type", "bearer")];
        parameters.extend(request.state.as_deref().map(|it| ("state", it)));
        parameters.extend([("expires_in", &*left), ("scope", &*scope)]);
        parameters.extend(id_token.as_ref().map(|it| ("id_token", it.expose())));
        let back = self.back(request);
        parameters.extend(back.issuer().map(|it| ("iss", it)));
        Ok(Redirect::new(redirect::with(&request.redirect_uri, request.part, &parameters)))
    }

    async fn id_token(
        &self,
        request: &AuthorizationRequest,
        session: &SignedIn,
        access: &Secret,
        now: Timestamp,
    ) -> Result<Secret, AuthorizeError> {
        let names = self.0.names(session.person).await?;
        let claims = Claims {
            client: &request.client,
            person: session.person,
            access: access.expose(),
            authenticated: Some((session.authenticated, session.second_factor)),
            nonce: request.nonce.as_deref(),
            names: &names,
            now,
        };
        Ok(claims.sign(&self.0).await?)
    }
}

fn must_sign_in(request: &AuthorizationRequest, session: &SignedIn, now: Timestamp) -> bool {
    let too_long_ago = request.max_age.is_some_and(|age| session.authenticated.plus_seconds(age) < now);
    !session.fresh && (request.prompt.login || too_long_ago)
}
