//! Acting on behalf of another member.

use byline_model::client::{ClientState, RevocationReason, Switch};
use byline_model::scope::Scope;
use byline_model::{RecordHead, RecordState};
use byline_oauth::{Purpose, RevocationEndpoint, TokenAnswer, TokenError, TrustedOrganizations};
use byline_store::{Change, Store as _, Stretch};

use crate::support::{ISSUER, World, claims, form, id, json, keys, refusal, user};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN: &str = "urn:ietf:params:oauth:token-type:id_token";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

pub async fn id_token_of(world: &World, letter: char, scope: &str) -> String {
    world.granted(letter, scope).await.id_token.expect("openid was asked for").expose().to_owned()
}

/// An identity token for an access token.
pub async fn exchange(
    world: &World,
    letter: char,
    token: &str,
    scope: Option<&str>,
) -> Result<TokenAnswer, TokenError> {
    let mut form =
        vec![("subject_token", token), ("subject_token_type", ID_TOKEN), ("requested_token_type", ACCESS_TOKEN)];
    form.extend(scope.map(|it| ("scope", it)));
    world.ask(letter, GRANT, &form).await
}

/// An access token for an identity token.
async fn turn_back(world: &World, letter: char, token: &str) -> Result<TokenAnswer, TokenError> {
    let form = [("subject_token", token), ("subject_token_type", ACCESS_TOKEN), ("requested_token_type", ID_TOKEN)];
    world.ask(letter, GRANT, &form).await
}

fn scope(answer: &TokenAnswer) -> String {
    answer.scope.as_ref().unwrap().to_string()
}

async fn works(world: &World, answer: &TokenAnswer) -> bool {
    world.works(answer.access_token.expose()).await
}

async fn only_deletes(world: &World, answer: &TokenAnswer) -> bool {
    let token = answer.access_token.expose();
    !world.works(token).await && world.call(token, Purpose::Delete).await.is_ok()
}

async fn remove(world: &World, letter: char) {
    TrustedOrganizations::new(world.authority.clone()).remove(user(), &id(letter), world.now()).await.unwrap();
}

/// MEM-76
// Case 65.
#[tokio::test]
async fn a_member_acts_with_the_permission_of_another() {
    let world = World::new().await;
    let token = id_token_of(&world, 'A', "openid /activities/update").await;
    let answer = exchange(&world, 'B', &token, None).await.unwrap();
    let published = ["access_token", "token_type", "expires_in", "scope", "issued_token_type", "name", "orcid"];
    assert_eq!(keys(&answer.body()), published);
    let body = json(&answer);
    assert_eq!((body["expires_in"].as_i64(), body["token_type"].as_str()), (Some(3599), Some("bearer")));
    assert_eq!(body["issued_token_type"], ACCESS_TOKEN);
    assert_eq!(body["orcid"], user().to_string());
    let caller = world.call(answer.access_token.expose(), Purpose::Other).await.unwrap();
    assert_eq!((&caller.client.id, caller.origin_client, caller.person), (&id('B'), Some(id('A')), Some(user())));
    world.clock.pass(3600);
    assert!(!works(&world, &answer).await);
    assert!(exchange(&world, 'B', &token, None).await.is_ok(), "again and again");
}

// Case 66.
#[tokio::test]
async fn an_identity_token_never_ends_for_this() {
    let world = World::new().await;
    let token = id_token_of(&world, 'A', "openid /activities/update").await;
    world.clock.pass(2 * 365 * 86400);
    assert!(exchange(&world, 'B', &token, None).await.is_ok());
}

// Case 67.
#[tokio::test]
async fn a_changed_token_is_refused() {
    let world = World::new().await;
    let token = id_token_of(&world, 'A', "openid /activities/update").await;
    let (message, signature) = token.rsplit_once('.').unwrap();
    let mut changed = signature.to_owned().into_bytes();
    changed[10] = if changed[10] == b'A' { b'B' } else { b'A' };
    let changed = format!("{message}.{}", String::from_utf8(changed).unwrap());
    for bad in [&changed, &format!("{message}."), &format!("{message}.%%")] {
        let refused = refusal(exchange(&world, 'B', bad, None).await);
        assert_eq!(refused, (400, "invalid_request", "Invalid id token signature".to_owned()));
    }
    // {"alg":"none"} in front.
    let none = format!("eyJhbGciOiJub25lIn0.{}.", message.split_once('.').unwrap().1);
    assert_eq!(refusal(exchange(&world, 'B', &none, None).await).2, "Invalid id token signature");
    for bad in ["x", "a.b.c", "..", "e30.e30.e30"] {
        let refused = refusal(exchange(&world, 'B', bad, None).await);
        assert_eq!(refused.2, "Unexpected id token value, cannot parse the id_token", "{bad}");
    }
}

// Case 68.
#[tokio::test]
async fn the_two_types_differ_and_are_named() {
    let world = World::new().await;
    for (from, to) in [(ID_TOKEN, ID_TOKEN), (ACCESS_TOKEN, ACCESS_TOKEN), ("x", ACCESS_TOKEN)] {
        let more = [("subject_token", "t"), ("subject_token_type", from), ("requested_token_type", to)];
        let refused = refusal(world.ask('B', GRANT, &more).await);
        assert_eq!((refused.0, refused.1), (400, "invalid_request"));
        assert!(refused.2.starts_with("Invalid IETF token exchange token type(s)"));
    }
    let refused = refusal(world.ask('B', GRANT, &[("subject_token", "t")]).await);
    assert_eq!(refused, (400, "invalid_request", "subject_token_type is required".to_owned()));
}

#[tokio::test]
async fn an_access_token_is_what_nobody_needs_to_ask_for() {
    let world = World::new().await;
    let token = id_token_of(&world, 'A', "openid /activities/update").await;
    for more in [vec![], vec![("requested_token_type", "")]] {
        let form = [vec![("subject_token", &*token), ("subject_token_type", ID_TOKEN)], more].concat();
        let answer = world.ask('B', GRANT, &form).await.unwrap();
        assert_eq!(answer.issued_token_type, Some(ACCESS_TOKEN));
        assert!(works(&world, &answer).await);
    }
    let form = [("subject_token", "t"), ("subject_token_type", ACCESS_TOKEN)];
    assert_eq!(refusal(world.ask('B', GRANT, &form).await).1, "invalid_request", "the types still differ");
}

/// RFC 8693 §2.2.2, RFC 8707 §2.
#[tokio::test]
async fn a_token_is_for_this_registry_or_it_is_not_given() {
    let world = World::new().await;
    let token = id_token_of(&world, 'A', "openid /activities/update").await;
    let own = world.granted('B', "openid").await;
    let api = "https://api.orcid.test/v3.0";
    let foreign = ["https://elsewhere.test", "https://orcid.test.evil.test", "https://orcid.test/#x", "nonsense", ""];
    let cases = foreign.iter().flat_map(|it| [vec![("resource", *it)], vec![("resource", api), ("resource", *it)]]);
    let cases = cases.chain(foreign.iter().map(|it| vec![("audience", *it)]));
    let other = id('A');
    let cases = cases.chain([vec![("audience", "orcid"), ("audience", other.as_str())]]);
    for more in cases {
        for (subject, from, to) in
            [(&*token, ID_TOKEN, ACCESS_TOKEN), (own.access_token.expose(), ACCESS_TOKEN, ID_TOKEN)]
        {
            let usual = vec![("subject_token", subject), ("subject_token_type", from), ("requested_token_type", to)];
            let refused = refusal(world.ask('B', GRANT, &[usual, more.clone()].concat()).await);
            assert_eq!((refused.0, refused.1), (400, "invalid_target"), "{more:?}");
        }
    }
    for more in [
        vec![("resource", api)],
        vec![("resource", ISSUER), ("resource", "https://pub.orcid.test"), ("audience", "orcid")],
        vec![("audience", ISSUER)],
    ] {
        let usual = vec![("subject_token", &*token), ("subject_token_type", ID_TOKEN)];
        assert!(world.ask('B', GRANT, &[usual, more.clone()].concat()).await.is_ok(), "{more:?}");
    }
    // An identity token is for whoever asks for it.
    let itself = id('B');
    let usual = [("subject_token", own.access_token.expose()), ("subject_token_type", ACCESS_TOKEN)];
    let form = [usual.as_slice(), &[("requested_token_type", ID_TOKEN), ("audience", itself.as_str())]].concat();
    assert!(world.ask('B', GRANT, &form).await.is_ok());
}

/// RFC 8693 §2.1.
#[tokio::test]
async fn an_actor_is_whole_and_is_who_asks() {
    let world = World::new().await;
    let token = id_token_of(&world, 'A', "openid /activities/update").await;
    let (own, others) = (world.granted('B', "openid").await, world.granted('C', "openid").await);
    let own_id = own.id_token.as_ref().unwrap().expose();
    let (own, others) = (own.access_token.expose(), others.access_token.expose());
    let revoked = world.granted('B', "openid").await;
    world.revoke(revoked.access_token.expose(), RevocationReason::ClientRevoked).await;
    let ask = |more: Vec<(&'static str, String)>| {
        let (world, token) = (&world, &token);
        async move {
            let mut form = vec![("subject_token", &**token), ("subject_token_type", ID_TOKEN)];
            form.extend(more.iter().map(|(name, value)| (*name, &**value)));
            world.ask('B', GRANT, &form).await
        }
    };
    let actor =
        |token: &str, kind: &str| vec![("actor_token", token.to_owned()), ("actor_token_type", kind.to_owned())];
    for bad in [
        actor(own, ""),
        actor("", ACCESS_TOKEN),
        vec![("actor_token", own.to_owned())],
        vec![("actor_token_type", ACCESS_TOKEN.to_owned())],
        actor(own, ID_TOKEN),
        actor(own_id, ACCESS_TOKEN),
        actor(own, "urn:ietf:params:oauth:token-type:jwt"),
        actor(others, ACCESS_TOKEN),
        actor(&token, ID_TOKEN),
        actor(revoked.access_token.expose(), ACCESS_TOKEN),
        actor("x", ACCESS_TOKEN),
    ] {
        let refused = refusal(ask(bad.clone()).await);
        assert_eq!((refused.0, refused.1), (400, "invalid_request"), "{bad:?}");
    }
    assert!(ask(actor(own, ACCESS_TOKEN)).await.is_ok());
    assert!(ask(actor(own_id, ID_TOKEN)).await.is_ok());
}

// Case 69.
#[tokio::test]
async fn acting_on_behalf_has_to_be_switched_on() {
    let world = World::new().await;
    let token = id_token_of(&world, 'B', "openid /activities/update").await;
    let refused = refusal(exchange(&world, 'A', &token, None).await);
    assert_eq!((refused.0, refused.1), (400, "invalid_request"));
    assert!(refused.2.starts_with("Client does not have "));
}

// Case 70.
#[tokio::test]
async fn nobody_acts_on_their_own_behalf() {
    let world = World::new().await;
    let token = id_token_of(&world, 'B', "openid /activities/update").await;
    let refused = refusal(exchange(&world, 'B', &token, None).await);
    assert_eq!(refused.2, "Attempt to exchange own id_token, use refresh token instead");
}

// Case 71.
#[tokio::test]
async fn a_whitelist_admits_those_on_it() {
    let world = World::new().await;
    world.change_client('A', |it| it.obo_whitelist = vec![id('C')]).await;
    let token = id_token_of(&world, 'A', "openid /activities/update").await;
    let refused = refusal(exchange(&world, 'B', &token, None).await);
    let text = format!("Client {} cannot act on behalf of client {}", id('B'), id('A'));
    assert_eq!(refused, (400, "invalid_request", text));
    assert!(exchange(&world, 'C', &token, None).await.is_ok());
}

#[tokio::test]
async fn a_disabled_origin_passes_nothing_on() {
    let world = World::new().await;
    let token = id_token_of(&world, 'A', "openid /activities/update").await;
    world.set_state('A', ClientState::Deactivated).await;
    assert_eq!(refusal(exchange(&world, 'B', &token, None).await).1, "unauthorized_client");
}

#[tokio::test]
async fn a_record_that_is_not_in_use_passes_nothing_on() {
    let world = World::new().await;
    let token = id_token_of(&world, 'A', "openid /activities/update").await;
    for state in [RecordState::Locked, RecordState::Deactivated, RecordState::Deprecated { primary: user() }] {
        let head = RecordHead { state, ..RecordHead::new(user(), world.now()) };
        world.put(Change::PutRecord(Box::new(head))).await;
        assert_eq!(refusal(exchange(&world, 'B', &token, None).await).1, "invalid_grant");
    }
}

// Case 72.
#[tokio::test]
async fn all_that_the_origin_holds_is_passed_on() {
    let world = World::new().await;
    let token = id_token_of(&world, 'A', "openid /read-limited").await;
    world.granted('A', "/activities/update").await;
    assert_eq!(scope(&exchange(&world, 'B', &token, None).await.unwrap()), "openid /read-limited /activities/update");
}

// Cases 73, 74.
#[tokio::test]
async fn less_may_be_asked_for_but_not_more() {
    let world = World::new().await;
    let token = id_token_of(&world, 'A', "openid /activities/update").await;
    let narrow = exchange(&world, 'B', &token, Some("/orcid-works/create")).await.unwrap();
    assert_eq!(scope(&narrow), "/orcid-works/create");
    let mixed = exchange(&world, 'B', &token, Some("/orcid-works/create /person/update /read-public")).await.unwrap();
    assert_eq!(scope(&mixed), "/orcid-works/create");
    let refused = refusal(exchange(&world, 'B', &token, Some("/person/update")).await);
    assert_eq!((refused.0, refused.1), (401, "invalid_scope"));
    let refused = refusal(exchange(&world, 'B', &token, Some("/webhook /read-public")).await);
    assert_eq!((refused.0, refused.1), (400, "invalid_scope"), "not everything instead");
    assert_eq!(refusal(exchange(&world, 'B', &token, Some("/nonsense")).await).1, "invalid_scope");
}

/// D-16
// Case 75.
#[tokio::test]
async fn after_the_person_removed_the_origin_only_cleaning_up_is_left() {
    let world = World::new().await;
    let token = id_token_of(&world, 'A', "openid /activities/update /read-limited").await;
    let before = exchange(&world, 'B', &token, None).await.unwrap();
    remove(&world, 'A').await;
    assert!(!works(&world, &before).await, "at once");
    let after = exchange(&world, 'B', &token, None).await.unwrap();
    assert_eq!(scope(&after), "/activities/update");
    assert!(only_deletes(&world, &after).await);
    assert_eq!(refusal(exchange(&world, 'B', &token, Some("/read-limited")).await).0, 401);
}

#[tokio::test]
async fn a_live_permission_is_preferred_to_cleaning_up() {
    let world = World::new().await;
    let token = id_token_of(&world, 'A', "openid /activities/update").await;
    remove(&world, 'A').await;
    world.granted('A', "/read-limited").await;
    let reading = exchange(&world, 'B', &token, None).await.unwrap();
    assert_eq!(scope(&reading), "/read-limited");
    assert!(works(&world, &reading).await);
    let cleaning = exchange(&world, 'B', &token, Some("/activities/update")).await.unwrap();
    assert!(only_deletes(&world, &cleaning).await);
}

// Case 76.
#[tokio::test]
async fn what_ended_in_another_way_leaves_nothing() {
    for (reason, text) in [
        (RevocationReason::ClientRevoked, "There are no active tokens with valid scopes for this account"),
        (RevocationReason::StaffRevoked, "There are no active tokens with valid scopes for this account"),
        (RevocationReason::CodeReused, "There are no active tokens with valid scopes for this account"),
        (RevocationReason::RecordClosed, "There are no active tokens with valid scopes for this account"),
        (RevocationReason::Replaced, "The id_token is not associated with a valid scope"),
    ] {
        let world = World::new().await;
        let answer = world.granted('A', "openid /activities/update").await;
        world.revoke(answer.access_token.expose(), reason).await;
        let refused = refusal(exchange(&world, 'B', answer.id_token.unwrap().expose(), None).await);
        assert_eq!(refused, (401, "invalid_scope", text.to_owned()), "{reason:?}");
    }
}

#[tokio::test]
async fn an_expired_permission_leaves_nothing() {
    let world = World::new().await;
    world.change_client('A', |it| it.persistent_tokens = false).await;
    let token = id_token_of(&world, 'A', "openid /activities/update").await;
    world.clock.pass(3600);
    assert_eq!(
        refusal(exchange(&world, 'B', &token, None).await).2,
        "The id_token is not associated with a valid scope"
    );
}

// ----- what ends a delegated token

#[tokio::test]
async fn a_delegated_token_ends_with_the_last_it_came_from() {
    let world = World::new().await;
    let first = world.granted('A', "openid /activities/update").await;
    let second = world.granted('A', "/activities/update").await;
    let delegated = exchange(&world, 'B', first.id_token.as_ref().unwrap().expose(), None).await.unwrap();
    let later = world.granted('A', "/activities/update").await;
    let endpoint = RevocationEndpoint::new(world.authority.clone());
    let revoke = |token: &TokenAnswer| {
        let form = form('A', "", &[("token", token.access_token.expose())]);
        let (endpoint, world) = (&endpoint, &world);
        async move { endpoint.revoke(&form, None, world.now()).await.unwrap() }
    };
    revoke(&first).await;
    assert!(works(&world, &delegated).await, "another is left");
    revoke(&second).await;
    assert!(!works(&world, &delegated).await);
    assert!(works(&world, &later).await, "the delegated one never came from this");
    assert!(!only_deletes(&world, &delegated).await);
}

#[tokio::test]
async fn a_refreshed_permission_carries_what_rests_on_it() {
    let world = World::new().await;
    let old = world.granted('A', "openid /activities/update").await;
    let delegated = exchange(&world, 'B', old.id_token.as_ref().unwrap().expose(), None).await.unwrap();
    let refresh = [("refresh_token", old.refresh_token.as_ref().unwrap().expose()), ("revoke_old", "true")];
    let new = world.ask('A', "refresh_token", &refresh).await.unwrap();
    assert!(works(&world, &delegated).await);
    world.revoke(new.access_token.expose(), RevocationReason::ClientRevoked).await;
    assert!(!works(&world, &delegated).await);
}

#[tokio::test]
async fn a_replayed_code_ends_what_was_passed_on_too() {
    let world = World::new().await;
    let code = world.code('A', "openid /activities/update").await;
    let answer = world.ask('A', "authorization_code", &[("code", &code)]).await.unwrap();
    let delegated = exchange(&world, 'B', answer.id_token.as_ref().unwrap().expose(), None).await.unwrap();
    assert!(world.ask('A', "authorization_code", &[("code", &code)]).await.is_err());
    assert!(!works(&world, &delegated).await);
}

#[tokio::test]
async fn removing_the_acting_client_leaves_the_origin_alone() {
    let world = World::new().await;
    let origin = world.granted('A', "openid /activities/update").await;
    let delegated = exchange(&world, 'B', origin.id_token.as_ref().unwrap().expose(), None).await.unwrap();
    remove(&world, 'B').await;
    assert!(!works(&world, &delegated).await);
    assert!(works(&world, &origin).await);
}

#[tokio::test]
async fn what_ended_long_ago_is_forgotten() {
    let world = World::new().await;
    let code = world.code('A', "openid /activities/update").await;
    let origin = world.ask('A', "authorization_code", &[("code", &code)]).await.unwrap();
    exchange(&world, 'B', origin.id_token.as_ref().unwrap().expose(), None).await.unwrap();
    let kept = async || world.store.tokens(Stretch::first(1000)).await.unwrap().rows.len();
    world.clock.pass(30 * 86400 + 3600);
    world.authority.forget_expired(world.now()).await.unwrap();
    assert_eq!(kept().await, 2);
    world.clock.pass(1);
    world.authority.forget_expired(world.now()).await.unwrap();
    assert_eq!(kept().await, 1);
    assert!(works(&world, &origin).await);
    let late = refusal(world.ask('A', "authorization_code", &[("code", &code)]).await);
    assert!(late.2.starts_with("Invalid authorization code"), "nothing is revoked any more");
    assert!(works(&world, &origin).await);
}

// ----- chains

#[tokio::test]
async fn what_was_passed_on_is_not_passed_on_again_unless_allowed() {
    for allowed in [false, true] {
        let world = World::new().await;
        if allowed {
            world.switch('B', Switch::Redelegation).await;
        }
        let token = id_token_of(&world, 'A', "openid /activities/update").await;
        let delegated = exchange(&world, 'B', &token, None).await.unwrap();
        let turned = turn_back(&world, 'B', delegated.access_token.expose()).await.unwrap();
        let chained = exchange(&world, 'C', turned.access_token.expose(), None).await;
        assert_eq!(chained.is_ok(), allowed);
        if let Ok(chained) = chained {
            assert!(works(&world, &chained).await);
            remove(&world, 'A').await;
            assert!(!works(&world, &chained).await, "the whole chain ends");
        }
    }
}

// ----- the other direction

// Case 81.
#[tokio::test]
async fn an_access_token_becomes_an_identity_token() {
    let world = World::new().await;
    let own = world.granted('B', "/activities/update").await;
    let answer = turn_back(&world, 'B', own.access_token.expose()).await.unwrap();
    assert_eq!(keys(&answer.body()), ["access_token", "token_type", "expires_in", "issued_token_type"]);
    let body = json(&answer);
    assert_eq!((body["token_type"].as_str(), body["expires_in"].as_i64()), (Some("N_A"), Some(86399)));
    assert_eq!(body["issued_token_type"], ID_TOKEN);
    let it = claims(&world, answer.access_token.expose()).await;
    assert_eq!((it["aud"].as_str(), it["sub"].as_str()), (Some(id('B').as_str()), Some(&*user().to_string())));
    assert!(exchange(&world, 'C', answer.access_token.expose(), None).await.is_ok());
}

// Case 82.
#[tokio::test]
async fn only_live_tokens_of_ones_own_and_of_a_person() {
    let world = World::new().await;
    let own = world.granted('B', "/activities/update").await;
    let refused = refusal(turn_back(&world, 'C', own.access_token.expose()).await);
    let text = "Clients can only exchange their own access_tokens for id_tokens";
    assert_eq!(refused, (400, "invalid_request", text.to_owned()));
    let unknown = refusal(turn_back(&world, 'B', "unknown").await);
    assert_eq!(unknown.2, "access_token does not exist or is disabled");
    let nobodys = world.ask('B', "client_credentials", &[("scope", "/read-public")]).await.unwrap();
    assert_eq!(refusal(turn_back(&world, 'B', nobodys.access_token.expose()).await).1, "invalid_grant");
    world.change_client('B', |it| it.persistent_tokens = false).await;
    let short = world.granted('B', "/activities/update").await;
    world.clock.pass(3600);
    assert_eq!(refusal(turn_back(&world, 'B', short.access_token.expose()).await).2, "access_token has expired");
    world.revoke(own.access_token.expose(), RevocationReason::UserRevoked).await;
    let refused = refusal(turn_back(&world, 'B', own.access_token.expose()).await);
    assert_eq!(refused.2, "access_token does not exist or is disabled");
}

#[tokio::test]
async fn a_client_credentials_token_of_the_origin_is_no_permission() {
    let world = World::new().await;
    let answer = world.granted('A', "openid").await;
    world.ask('A', "client_credentials", &[("scope", "/read-public /group-id-record/update")]).await.unwrap();
    let delegated = exchange(&world, 'B', answer.id_token.unwrap().expose(), None).await.unwrap();
    let caller = world.call(delegated.access_token.expose(), Purpose::Other).await.unwrap();
    assert!(!caller.scopes.contains(Scope::GroupIdRecordUpdate));
    assert_eq!(scope(&delegated), "openid");
}
