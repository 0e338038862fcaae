//! The cast of `oauth` 11: user U, member clients A, B and C, public client P.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use byline_model::client::{Client, ClientSecret, ClientState, ClientType, RedirectUri, RevocationReason, Switch};
use byline_model::env::{Clock, Entropy};
use byline_model::{ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead, Source, Timestamp, Visibility};
use byline_oauth::{
    Authority, AuthorizationRequest, AuthorizeEndpoint, AuthorizeError, Bearer, BearerError, Caller, Form, Host, Next,
    Policy, Purpose, SignedIn, TokenAnswer, TokenEndpoint, TokenError, hash, new_signing_key,
};
use byline_store::{Change, ChangeSet, SigningKey, Store};
use byline_store_sqlite::SqliteStore;
use serde_json::Value;

pub const ISSUER: &str = "https://orcid.test";
pub const CALLBACK: &str = "https://app.test/cb";
pub const YEARS: i64 = 631_138_518;

/// Keys take long to make; the tests share one.
static KEY: LazyLock<SigningKey> =
    LazyLock::new(|| new_signing_key(&TestEntropy(AtomicU64::new(1)), Timestamp::from_millis(1_700_000_000_000)));

/// A clock that stands until it is set.
pub struct TestClock(AtomicI64);

impl TestClock {
    pub fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// Different bytes each time, the same from run to run.
pub struct TestEntropy(AtomicU64);

impl Entropy for TestEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let mixed = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::SeqCst);
            *byte = (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9).to_be_bytes()[0];
        }
    }
}

pub struct World {
    pub store: Arc<SqliteStore>,
    pub clock: Arc<TestClock>,
    pub entropy: Arc<TestEntropy>,
    pub authority: Arc<Authority>,
    pub tokens: TokenEndpoint,
    pub bearer: Bearer,
    pub authorize: AuthorizeEndpoint,
}

pub fn id(letter: char) -> ClientId {
    format!("APP-{}", letter.to_string().repeat(16)).parse().expect("sixteen letters")
}

pub fn secret(letter: char) -> String {
    format!("secret-of-{letter}")
}

/// The user U.
pub fn user() -> OrcidId {
    OrcidId::from_base(990_000_000_001).expect("fifteen digits")
}

pub fn member(letter: char, client_type: ClientType) -> Client {
    let redirect = RedirectUri { uri: CALLBACK.into(), kind: "default".into(), scopes: Vec::new(), retired: false };
    Client {
        secrets: vec![ClientSecret { hash: hash(&secret(letter)), ends: None }],
        redirect_uris: vec![redirect],
        website: "https://app.test".into(),
        ..Client::new(id(letter), &format!("Client {letter}"), client_type)
    }
}

impl World {
    pub async fn new() -> Self {
        Self::with(Policy::default()).await
    }

    pub async fn with(policy: Policy) -> Self {
        let policy = Policy { signing_key: Some(KEY.clone()), ..policy };
        Self::without_key(policy).await
    }

    /// Signing keys are in the store.
    pub async fn without_key(policy: Policy) -> Self {
        let store = SqliteStore::throwaway().expect("a store opens");
        let clock = Arc::new(TestClock(AtomicI64::new(1_790_000_000_000)));
        let entropy = Arc::new(TestEntropy(AtomicU64::new(7)));
        let authority = Authority::new(store.clone(), entropy.clone(), ISSUER, policy);
        let world = World {
            tokens: TokenEndpoint::new(authority.clone()),
            authorize: AuthorizeEndpoint::new(authority.clone()),
            bearer: Bearer::new(store.clone(), clock.clone()),
            store,
            clock,
            entropy,
            authority,
        };
        world.put(Change::PutClient(Box::new(member('A', ClientType::Updater)))).await;
        let exchanging = |letter, kind| Client { obo_enabled: true, ..member(letter, kind) };
        world.put(Change::PutClient(Box::new(exchanging('B', ClientType::PremiumUpdater)))).await;
        world.put(Change::PutClient(Box::new(exchanging('C', ClientType::Updater)))).await;
        world.put(Change::PutClient(Box::new(member('P', ClientType::PublicClient)))).await;
        world.person(user(), Visibility::Public).await;
        world
    }

    pub async fn person(&self, orcid: OrcidId, names: Visibility) {
        let name = Item {
            kind: ItemKind::Name,
            put_code: PutCode::SINGLE,
            visibility: names,
            source: Source::default(),
            created: None,
            modified: None,
            display_index: 0,
            body: NAME.into(),
        };
        self.put(Change::PutRecord(Box::new(RecordHead::new(orcid, self.now())))).await;
        self.put(Change::PutItem { owner: orcid, item: Box::new(name) }).await;
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub async fn put(&self, change: Change) {
        self.store.commit(ChangeSet::new(self.now()).with(change)).await.expect("nothing stands in the way");
    }

    pub async fn change_client(&self, letter: char, change: impl FnOnce(&mut Client)) {
        let mut client = Client::clone(&self.store.client(&id(letter)).await.unwrap().expect("is in the cast"));
        change(&mut client);
        self.put(Change::PutClient(Box::new(client))).await;
    }

    pub async fn switch(&self, letter: char, switch: Switch) {
        self.change_client(letter, |it| it.switches.extend([switch])).await;
    }

    pub async fn set_state(&self, letter: char, state: ClientState) {
        self.change_client(letter, |it| it.state = state).await;
    }

    /// An authorization request as it comes in; what is named here replaces or joins the usual parameters.
    pub async fn begin(&self, letter: char, more: &[(&str, &str)]) -> Result<AuthorizationRequest, AuthorizeError> {
        self.authorize.begin(&query(letter, more)).await
    }

    /// Somebody who just signed in.
    pub fn session(&self) -> SignedIn {
        SignedIn { person: user(), authenticated: self.now(), second_factor: false, fresh: false }
    }

    /// What comes next for the user U, signed in.
    pub async fn next(&self, letter: char, more: &[(&str, &str)]) -> Result<Next, AuthorizeError> {
        let request = self.begin(letter, more).await?;
        self.authorize.decide(&request, Some(&self.session()), self.now()).await
    }

    /// The user U says yes; what the redirect carries.
    pub async fn approve(&self, letter: char, more: &[(&str, &str)]) -> HashMap<String, String> {
        let request = self.begin(letter, more).await.expect("the request is good");
        let redirect = self.authorize.approve(&request, &self.session(), self.now()).await.unwrap();
        parameters(redirect.location())
    }

    /// A code for these scopes.
    pub async fn code(&self, letter: char, scope: &str) -> String {
        self.approve(letter, &[("scope", scope)]).await["code"].clone()
    }

    /// A token for these scopes and the user U.
    pub async fn granted(&self, letter: char, scope: &str) -> TokenAnswer {
        let code = self.code(letter, scope).await;
        self.ask(letter, "authorization_code", &[("code", &code)]).await.expect("the code is good")
    }

    /// A call of the token endpoint with good credentials in the body.
    pub async fn ask(&self, letter: char, grant: &str, more: &[(&str, &str)]) -> Result<TokenAnswer, TokenError> {
        let form = form(letter, grant, more);
        self.tokens.exchange(&form, None, Host::Registry, self.now()).await
    }

    pub async fn call(&self, token: &str, purpose: Purpose) -> Result<Caller, BearerError> {
        self.bearer.verify(token, purpose).await
    }

    /// Whether an API accepts this token for anything but DELETE.
    pub async fn works(&self, token: &str) -> bool {
        self.call(token, Purpose::Other).await.is_ok()
    }

    pub async fn revoke(&self, token: &str, reason: RevocationReason) {
        self.put(Change::RevokeToken { access: hash(token), at: self.now(), reason }).await;
    }
}

const NAME: &str =
    r#"{"given-names":{"value":"Ada"},"family-name":{"value":"Lovelace"},"credit-name":{"value":"A. Lovelace"}}"#;

pub fn form(letter: char, grant: &str, more: &[(&str, &str)]) -> Form {
    let form = Form::default()
        .with("client_id", id(letter).as_str())
        .with("client_secret", &secret(letter))
        .with("grant_type", grant);
    more.iter().fold(form, |form, (name, value)| form.with(name, value))
}

pub fn json(answer: &TokenAnswer) -> Value {
    serde_json::from_str(&answer.body()).expect("answers are JSON")
}

/// The names of a JSON object's members in their order.
pub fn keys(body: &str) -> Vec<String> {
    let members = body.trim_start_matches('{').split("\",\"").flat_map(|it| it.split(",\""));
    members.filter_map(|it| it.trim_start_matches('"').split_once("\":").map(|(key, _)| key.to_owned())).collect()
}

/// Status, code and description of a refusal.
#[track_caller]
pub fn refusal(result: Result<TokenAnswer, TokenError>) -> (u16, &'static str, String) {
    let error = result.expect_err("a refusal was expected");
    (error.status, error.code.as_str(), error.description)
}

/// The usual authorization request, with these parameters instead or besides; an empty value leaves one out.
pub fn query(letter: char, more: &[(&str, &str)]) -> Form {
    let usual = [("client_id", id(letter).as_str().to_owned()), ("response_type", "code".into())];
    let usual = usual.into_iter().chain([("scope", "/authenticate".into()), ("redirect_uri", CALLBACK.into())]);
    let kept = usual.filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    let more = more.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (*name, (*value).to_owned()));
    kept.chain(more).collect()
}

/// The parameters of a redirect to the callback, of query or fragment.
#[track_caller]
pub fn parameters(location: &str) -> HashMap<String, String> {
    let rest = location.strip_prefix(CALLBACK).expect("it goes to the callback");
    let form = Form::parse(rest.trim_start_matches(['?', '#']));
    form.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Where the client is told about a failure, and what.
#[track_caller]
pub fn told<T: std::fmt::Debug>(result: Result<T, AuthorizeError>) -> String {
    match result.expect_err("a failure was expected") {
        AuthorizeError::Redirect(redirect) => redirect.location().to_owned(),
        other => panic!("not told to the client: {other:?}"),
    }
}

/// What a page shows about a failure.
#[track_caller]
pub fn shown<T: std::fmt::Debug>(result: Result<T, AuthorizeError>) -> String {
    match result.expect_err("a failure was expected") {
        AuthorizeError::Page(page) => page.body(),
        other => panic!("not shown: {other:?}"),
    }
}

/// The claims of an identity token whose signature holds against the published key set.
pub async fn claims(world: &World, token: &str) -> Value {
    use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
    let decode = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).expect("base64url");
    let parts: Vec<_> = token.split('.').collect();
    let header: Value = serde_json::from_slice(&decode(parts[0])).unwrap();
    assert_eq!(header["alg"], "RS256");
    let jwks: Value = serde_json::from_str(&world.authority.jwks(world.now()).await.unwrap()).unwrap();
    let key = jwks["keys"].as_array().unwrap().iter().find(|it| it["kid"] == header["kid"]).expect("is published");
    let (n, e) = (decode(key["n"].as_str().unwrap()), decode(key["e"].as_str().unwrap()));
    let message = token.rsplit_once('.').unwrap().0;
    let key = RsaPublicKeyComponents { n, e };
    key.verify(&RSA_PKCS1_2048_8192_SHA256, message.as_bytes(), &decode(parts[2])).expect("the signature holds");
    serde_json::from_slice(&decode(parts[1])).unwrap()
}
