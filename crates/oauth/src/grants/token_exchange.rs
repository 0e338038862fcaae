//! Token exchange: one member acts with the permission that a person gave another (`oauth` 6; RFC 8693).
//!
//! Two directions: a member makes an identity token of its access token and hands it on; another member makes an access
//! token of that. The delegated token is derived from what the first member holds at that moment, and ends with it.

mod subject;

use std::sync::Arc;

use byline_model::client::{Client, RevocationReason, Switch, Token};
use byline_model::scope::{Scope, ScopeList, ScopeSet};
use byline_model::{OrcidId, Timestamp};
use byline_store::{Change, ChangeSet, GrantChange, Guard, StoreError};

use super::Request;
use crate::answer::{TokenAnswer, Whose, seconds_left};
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
    let kinds = (required("subject_token_type")?, required("requested_token_type")?);
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
    let tokens = authority.store.tokens_of(Some(&origin.id), Some(person)).await?;
    let basis = Basis::of(&tokens, origin, *now);
    let permission = basis.permission(asked).map_err(Failed::Refused)?;
    let expires = now.plus_seconds(authority.policy.short_seconds);
    let draft = Draft {
        client: &client.id,
        person: Some(person),
        scopes: &permission.scopes,
        issued: *now,
        expires,
        refreshable: false,
        origin_client: Some(origin.id.clone()),
        code: None,
    };
    let mut minted = draft.mint(&*authority.entropy);
    let mut set = ChangeSet::new(*now);
    if permission.only_deletes {
        minted.row.revoked = Some((*now, RevocationReason::UserRevoked));
    } else {
        let covered = permission.scopes.set();
        let used = basis.active.iter().filter(|it| !own(it).covers().intersection(covered).is_empty());
        let bases: Vec<_> = used.map(|it| it.access).collect();
        set.guards.extend(bases.iter().map(|it| Guard::TokenLive(*it)));
        set = set.with(Change::Grant(GrantChange::PutBases { delegated: minted.row.access, bases }));
    }
    authority.store.commit(set.with(Change::PutToken(Box::new(minted.row)))).await?;
    let name = authority.names(person).await?.display();
    Ok(TokenAnswer {
        access_token: minted.access,
        token_type: "bearer",
        refresh_token: None,
        expires_in: seconds_left(*now, expires),
        scope: Some(permission.scopes),
        issued_token_type: Some(ACCESS_TOKEN),
        whose: Whose::Person { orcid: person, name },
        id_token: None,
    })
}

fn own(token: &Token) -> ScopeSet {
    ScopeSet::from_names(&token.scopes)
}

/// All that the origin holds for the person, not only the grant that the identity token came from (`oauth` 6.4).
struct Basis<'a> {
    active: Vec<&'a Token>,
    /// The person took `/activities/update` away: what was written with it may still be cleaned up.
    taken_away: bool,
    /// It ended in another way, which leaves nothing.
    blocked: bool,
}

impl<'a> Basis<'a> {
    fn of(tokens: &'a [Token], origin: &Client, now: Timestamp) -> Self {
        let passes_on = origin.has(Switch::Redelegation);
        let mut basis = Basis { active: Vec::new(), taken_away: false, blocked: false };
        for token in tokens.iter().filter(|it| now < it.expires && (passes_on || it.origin_client.is_none())) {
            let updates = own(token).contains(Scope::ActivitiesUpdate);
            match token.revoked {
                None => basis.active.push(token),
                Some((_, RevocationReason::UserRevoked)) => basis.taken_away |= updates,
                Some((
                    _,
                    RevocationReason::ClientRevoked
                    | RevocationReason::StaffRevoked
                    | RevocationReason::RecordClosed
                    | RevocationReason::CodeReused,
                )) => basis.blocked |= updates,
                // Its successor stands for it.
                Some((_, RevocationReason::Replaced)) => {}
            }
        }
        basis
    }

    /// What the delegated token may do. A live permission is preferred to the one for cleaning up, which is given when it
    /// alone is left, or when it is what was asked for.
    fn permission(&self, asked: Option<&ScopeList>) -> Result<Permission, TokenError> {
        let mut literal = ScopeList::default();
        self.active.iter().flat_map(|it| &it.scopes).filter_map(|it| it.parse().ok()).for_each(|it| literal.push(it));
        let cleaning = || Permission { scopes: [Scope::ActivitiesUpdate].into_iter().collect(), only_deletes: true };
        let Some(asked) = asked else {
            return match (literal.is_empty(), self.taken_away) {
                (false, _) => Ok(Permission { scopes: literal, only_deletes: false }),
                (true, true) => Ok(cleaning()),
                (true, false) => Err(self.nothing()),
            };
        };
        let covered = literal.set().covers();
        let mut granted = asked.clone();
        granted.retain(|it| covered.contains(*it));
        if !granted.is_empty() {
            return Ok(Permission { scopes: granted, only_deletes: false });
        }
        let cleans = Scope::ActivitiesUpdate.covers().without(ScopeSet::of(&[Scope::ReadPublic]));
        if self.taken_away && !asked.set().intersection(cleans).is_empty() {
            return Ok(cleaning());
        }
        if literal.is_empty() && !self.taken_away {
            return Err(self.nothing());
        }
        Err(refused("The requested scope(s) are not available from this id_token"))
    }

    fn nothing(&self) -> TokenError {
        refused(if self.blocked {
            "There are no active tokens with valid scopes for this account"
        } else {
            "The id_token is not associated with a valid scope"
        })
    }
}

struct Permission {
    scopes: ScopeList,
    /// The token is born revoked, for the reason that still lets it delete (`oauth` 8.3).
    only_deletes: bool,
}

fn refused(text: &str) -> TokenError {
    TokenError::new(401, ErrorCode::InvalidScope, text)
}
