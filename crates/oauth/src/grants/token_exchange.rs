//! Token exchange: one member acts with the permission that a person gave another (`oauth` 6; RFC 8693).
//!
//! Two directions: a member makes an identity token of its access token and hands it on; another member makes an access
//! token of that. The delegated token is derived from what the first member holds at that moment, and ends with it. An
//! access token is what a request without `requested_token_type` gets.

mod actor;
mod subject;
mod target;

use std::sync::Arc;

use byline_model::client::{Client, RevocationReason, Switch};
use byline_model::scope::{Scope, ScopeList, ScopeSet};
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::{Change, ChangeSet, GrantChange, GrantStore, Guard, Permission, StoreError, whole};

use super::Request;
use crate::answer::{TokenAnswer, Whose, seconds_left};
use crate::authority::Authority;
use crate::client_auth;
use crate::error::{ErrorCode, TokenError};
use crate::id_token::Claims;
use crate::issue::Draft;
use crate::{scopes, secret};

pub(super) const GRANT: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN: &str = "urn:ietf:params:oauth:token-type:id_token";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

pub(super) async fn answer(request: &Request<'_>) -> Result<TokenAnswer, TokenError> {
    let required = |name: &str| {
        request.form.filled(name).map(str::trim).ok_or_else(|| TokenError::request(format!("{name} is required")))
    };
    let subject = required("subject_token")?;
    let requested = request.form.filled("requested_token_type").map_or(ACCESS_TOKEN, str::trim);
    let kinds = (required("subject_token_type")?, requested);
    let to_access = match kinds {
        (ID_TOKEN, ACCESS_TOKEN) => true,
        (ACCESS_TOKEN, ID_TOKEN) => false,
        _ => {
            let text = "Invalid IETF token exchange token type(s) supported tokens types are";
            return Err(TokenError::request(format!("{text} {ID_TOKEN} {ACCESS_TOKEN}")));
        }
    };
    if !request.client.obo_enabled {
        return Err(TokenError::request(format!("Client does not have {GRANT} enabled")));
    }
    target::check(request, to_access)?;
    actor::check(request).await?;
    if to_access { to_access_token(request, subject).await } else { to_id_token(request, subject).await }
}

// ----- an identity token for the client's own access token

async fn to_id_token(request: &Request<'_>, access: &str) -> Result<TokenAnswer, TokenError> {
    let Request { authority, client, form, now, .. } = request;
    let token = authority.store.token(secret::hash(access)).await?.filter(|it| it.revoked.is_none());
    let token = token.ok_or_else(|| TokenError::request("access_token does not exist or is disabled"))?;
    if token.client != client.id {
        return Err(TokenError::request("Clients can only exchange their own access_tokens for id_tokens"));
    }
    if token.expires <= *now {
        return Err(TokenError::request("access_token has expired"));
    }
    let person = token.person.ok_or_else(|| TokenError::grant("The access_token belongs to no person"))?;
    let claims = Claims {
        client,
        person,
        access,
        authenticated: None,
        nonce: form.filled("nonce"),
        names: &*authority.names(person).await?,
        now: *now,
    };
    Ok(TokenAnswer {
        access_token: claims.sign(authority).await?,
        token_type: "N_A",
        refresh_token: None,
        expires_in: seconds_left(*now, now.plus_seconds(authority.policy.id_token_seconds)),
        scope: None,
        issued_token_type: Some(ID_TOKEN),
        whose: Whose::Unsaid,
        id_token: None,
    })
}

// ----- an access token for somebody's identity token

async fn to_access_token(request: &Request<'_>, id_token: &str) -> Result<TokenAnswer, TokenError> {
    let Request { authority, form, now, .. } = request;
    let asked = asked_scopes(form.get("scope").unwrap_or_default())?;
    let keys = authority.keys(*now).await?;
    let subject = subject::read(&keys, id_token)?;
    let origin = origin(request, &subject).await?;
    if !authority.is_usable(subject.person).await? {
        return Err(TokenError::grant("The record cannot be accessed"));
    }
    // What the origin holds may change between reading and writing; then it is read again.
    for _ in 0..3 {
        match pass_on(request, &origin, subject.person, asked.as_ref()).await {
            Err(Failed::Store(StoreError::Conflict(_))) => {}
            Err(Failed::Store(error)) => return Err(error.into()),
            Err(Failed::Refused(error)) => return Err(error),
            Ok(answer) => return Ok(answer),
        }
    }
    Err(StoreError::Unavailable("the tokens of the origin keep changing".into()).into())
}

/// The `scope` parameter, if there is one. Scopes that no person grants are dropped, but never all of them: the request
/// would count as one for everything.
fn asked_scopes(text: &str) -> Result<Option<ScopeList>, TokenError> {
    let mut asked = scopes::parse(text)?;
    scopes::refuse_internal(&asked)?;
    if asked.is_empty() {
        return Ok(None);
    }
    let all = asked.to_string();
    asked.retain(|it| it.needs_person());
    if asked.is_empty() { Err(scopes::invalid(all)) } else { Ok(Some(asked)) }
}

/// The client whose permission is used: the first audience, if it lets the caller act for it.
async fn origin(request: &Request<'_>, subject: &subject::Subject) -> Result<Arc<Client>, TokenError> {
    let Request { authority, client, .. } = request;
    let origin = authority
        .store
        .client(&subject.audience)
        .await?
        .filter(|origin| origin.obo_whitelist.is_empty() || origin.obo_whitelist.contains(&client.id));
    let origin = origin.ok_or_else(|| {
        TokenError::request(format!("Client {} cannot act on behalf of client {}", client.id, subject.audience))
    })?;
    if origin.id == client.id {
        return Err(TokenError::request("Attempt to exchange own id_token, use refresh token instead"));
    }
    client_auth::enabled(&origin)?;
    Ok(origin)
}

enum Failed {
    Store(StoreError),
    Refused(TokenError),
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Failed::Store(error)
    }
}

async fn pass_on(
    request: &Request<'_>,
    origin: &Client,
    person: OrcidId,
    asked: Option<&ScopeList>,
) -> Result<TokenAnswer, Failed> {
    let Request { authority, client, now, .. } = request;
    let basis = Basis::of(authority, origin, person, *now).await?;
    let granted = match basis.granted(asked) {
        Some(scopes) => Granted { scopes, only_deletes: false },
        None => basis.what_is_left(&*authority.store, asked).await?,
    };
    let expires = now.plus_seconds(authority.policy.short_seconds);
    let draft = Draft {
        client: &client.id,
        person: Some(person),
        scopes: &granted.scopes,
        issued: *now,
        expires,
        refreshable: false,
        origin_client: Some(origin.id.clone()),
        code: None,
    };
    let mut minted = draft.mint(&*authority.entropy);
    let mut set = ChangeSet::new(*now);
    if granted.only_deletes {
        minted.row.revoked = Some((*now, RevocationReason::UserRevoked));
        set = set.with(Change::PutToken(Box::new(minted.row)));
    } else {
        let covered = granted.scopes.set();
        let used = basis.active.iter().filter(|it| !own(it).covers().intersection(covered).is_empty());
        let bases: Vec<_> = used.map(|it| it.newest).collect();
        set.guards.extend(bases.iter().map(|it| Guard::TokenLive(*it)));
        set = set.with(Change::Grant(GrantChange::PassOn { token: Box::new(minted.row), bases }));
    }
    authority.store.commit(set).await?;
    let name = authority.names(person).await?.display();
    Ok(TokenAnswer {
        access_token: minted.access,
        token_type: "bearer",
        refresh_token: None,
        expires_in: seconds_left(*now, expires),
        scope: Some(granted.scopes),
        issued_token_type: Some(ACCESS_TOKEN),
        whose: Whose::Person { orcid: person, name },
        id_token: None,
    })
}

fn own(permission: &Permission) -> ScopeSet {
    ScopeSet::from_names(&permission.scopes)
}

/// All that the origin holds for the person, not only the grant that the identity token came from (`oauth` 6.4).
struct Basis<'a> {
    origin: &'a Client,
    person: OrcidId,
    now: Timestamp,
    active: Vec<Permission>,
}

impl<'a> Basis<'a> {
    async fn of(
        authority: &Authority,
        origin: &'a Client,
        person: OrcidId,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let mut active = authority.held_by(&origin.id, person, now).await?;
        active.retain(|it| may_pass_on(origin, it.origin_client.as_ref()));
        Ok(Basis { origin, person, now, active })
    }

    /// Everything that is active, literally.
    fn literal(&self) -> ScopeList {
        let mut literal = ScopeList::default();
        self.active.iter().flat_map(|it| &it.scopes).filter_map(|it| it.parse().ok()).for_each(|it| literal.push(it));
        literal
    }

    /// What the delegated token may do by a live permission, if it may do anything. This is preferred to cleaning up.
    fn granted(&self, asked: Option<&ScopeList>) -> Option<ScopeList> {
        let literal = self.literal();
        let granted = match asked {
            None => literal,
            Some(asked) => {
                let (covered, mut granted) = (literal.set().covers(), asked.clone());
                granted.retain(|it| covered.contains(*it));
                granted
            }
        };
        (!granted.is_empty()).then_some(granted)
    }

    /// What was written with `/activities/update` may still be cleaned up when the person took that away, and when it alone
    /// is left or is what was asked for. What ended in another way leaves nothing; of what was replaced, the successor
    /// stands for it.
    async fn what_is_left(&self, store: &dyn GrantStore, asked: Option<&ScopeList>) -> Result<Granted, Failed> {
        let (mut taken_away, mut blocked) = (false, false);
        for ended in whole(|it| store.ended_permissions(self.person, &self.origin.id, self.now, it)).await? {
            if !may_pass_on(self.origin, ended.origin_client.as_ref())
                || !ScopeSet::from_names(&ended.scopes).contains(Scope::ActivitiesUpdate)
            {
                continue;
            }
            for reason in ended.reasons {
                match reason {
                    RevocationReason::UserRevoked => taken_away = true,
                    RevocationReason::ClientRevoked
                    | RevocationReason::StaffRevoked
                    | RevocationReason::RecordClosed
                    | RevocationReason::CodeReused => blocked = true,
                    RevocationReason::Replaced => {}
                }
            }
        }
        let cleans = Scope::ActivitiesUpdate.covers().without(ScopeSet::of(&[Scope::ReadPublic]));
        if taken_away && asked.is_none_or(|asked| !asked.set().intersection(cleans).is_empty()) {
            return Ok(Granted { scopes: [Scope::ActivitiesUpdate].into_iter().collect(), only_deletes: true });
        }
        Err(Failed::Refused(refused(if taken_away || !self.literal().is_empty() {
            "The requested scope(s) are not available from this id_token"
        } else if blocked {
            "There are no active tokens with valid scopes for this account"
        } else {
            "The id_token is not associated with a valid scope"
        })))
    }
}

/// What the origin got from others it passes on only if it may.
fn may_pass_on(origin: &Client, from: Option<&ClientId>) -> bool {
    from.is_none() || origin.has(Switch::Redelegation)
}

struct Granted {
    scopes: ScopeList,
    /// The token is born revoked, for the reason that still lets it delete (`oauth` 8.3).
    only_deletes: bool,
}

fn refused(text: &str) -> TokenError {
    TokenError::new(401, ErrorCode::InvalidScope, text)
}
