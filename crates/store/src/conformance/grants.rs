//! Codes, consents, keys, and what ends a token that was passed on.

use byline_model::client::{RevocationReason, SecretHash, Token};

use byline_model::Timestamp;

use super::accounts::AccountHarness;
use super::samples::{self, client_id, hash, orcid, record};
use super::{assert_conflict, commit, put};
use crate::{AccountStore, Change, Code, Consent, GrantChange, Guard, SigningKey, whole};

fn grant(change: GrantChange) -> Change {
    Change::Grant(change)
}

fn code(number: u64) -> Code {
    Code {
        hash: hash(number),
        client: client_id(1),
        person: orcid(1),
        redirect_uri: "https://client.example.org/cb?ä=1".into(),
        scopes: vec!["/read-limited".into(), "openid".into()],
        nonce: Some("n".into()),
        challenge: Some("c".into()),
        authenticated: samples::NOW.plus_seconds(-5),
        second_factor: true,
        expires: samples::NOW.plus_seconds(600),
        used: None,
    }
}

fn consent(client: u64, scopes: &[&str], second: i64) -> Consent {
    let at = samples::NOW.plus_seconds(second);
    let scopes = scopes.iter().map(|it| (*it).into()).collect();
    Consent { person: orcid(1), client: client_id(client), scopes, first: at, latest: at }
}

/// A token that client 2 holds on behalf of client 1.
fn passed_on(number: u64) -> Token {
    Token { origin_client: Some(client_id(1)), refresh: None, ..samples::token(number, 2, Some(1)) }
}

fn put_token(token: Token) -> Change {
    Change::PutToken(Box::new(token))
}

fn revoke(number: u64) -> Change {
    Change::RevokeToken { access: hash(number), at: samples::NOW, reason: RevocationReason::ClientRevoked }
}

/// A token of client 2 that was derived from others.
fn derived(number: u64, bases: &[u64]) -> Change {
    let token = Box::new(passed_on(number));
    grant(GrantChange::PassOn { token, bases: bases.iter().map(|it| hash(*it)).collect() })
}

fn scoped(number: u64, scope: &str) -> Change {
    put_token(Token { scopes: vec![scope.into()], ..samples::token(number, 1, Some(1)) })
}

async fn forget(store: &dyn AccountStore, before: Timestamp, most: usize) {
    put(store, [grant(GrantChange::ForgetExpired { before, most })]).await;
}

async fn why(store: &dyn AccountStore, number: u64) -> Option<RevocationReason> {
    store.token(hash(number)).await.unwrap().expect("it was put").revoked.map(|(_, reason)| reason)
}

pub async fn codes_keep_every_field_and_are_used_once(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    assert_eq!(store.code(hash(1)).await.unwrap(), None);
    let plain = Code { nonce: None, challenge: None, second_factor: false, ..code(2) };
    put(&*store, [code(1), plain.clone()].map(|it| grant(GrantChange::PutCode(Box::new(it))))).await;
    assert_eq!(store.code(hash(1)).await.unwrap(), Some(code(1)));
    assert_eq!(store.code(hash(2)).await.unwrap(), Some(plain));
    assert_conflict(commit(&*store, [Guard::CodeUnused(hash(3))], []).await);
    let use_at = |second| grant(GrantChange::UseCode { hash: hash(1), at: samples::NOW.plus_seconds(second) });
    commit(&*store, [Guard::CodeUnused(hash(1))], [use_at(1)]).await.unwrap();
    assert_conflict(commit(&*store, [Guard::CodeUnused(hash(1))], [use_at(2)]).await);
    put(&*store, [use_at(3)]).await;
    let used = store.code(hash(1)).await.unwrap().unwrap().used;
    assert_eq!(used, Some(samples::NOW.plus_seconds(1)), "the first use stays");
    let before = samples::NOW.plus_seconds(600);
    forget(&*store, before, 9).await;
    assert!(store.code(hash(1)).await.unwrap().is_some());
    forget(&*store, before.plus_millis(1), 9).await;
    assert_eq!(store.code(hash(1)).await.unwrap(), None);
}

pub async fn consents_grow(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    let give = |consent| grant(GrantChange::GrantConsent(Box::new(consent)));
    put(&*store, [give(consent(2, &["openid"], 0)), give(consent(1, &["/a", "/b"], 1))]).await;
    put(&*store, [give(consent(1, &["/b", "/c"], 9))]).await;
    let grown = Consent { latest: samples::NOW.plus_seconds(9), ..consent(1, &["/a", "/b", "/c"], 1) };
    assert_eq!(store.consent(orcid(1), &client_id(1)).await.unwrap(), Some(grown.clone()));
    assert_eq!(whole(|it| store.consents_of(orcid(1), it)).await.unwrap(), [grown, consent(2, &["openid"], 0)]);
    assert_eq!(whole(|it| store.consents_of(orcid(2), it)).await.unwrap(), []);
    assert_eq!(store.consent(orcid(2), &client_id(1)).await.unwrap(), None);
}

pub async fn what_nobody_can_use_is_forgotten_some_at_a_time(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    let longer = |number, person| Token { expires: samples::at(9000), ..samples::token(number, 1, person) };
    put(&*store, [put_token(longer(1, Some(1))), put_token(longer(2, None)), put_token(longer(3, Some(1)))]).await;
    put(&*store, [derived(10, &[1]), put_token(samples::token(4, 1, Some(1))), scoped(5, "openid")]).await;
    let expires = store.token(hash(10)).await.unwrap().unwrap().expires;
    assert!(!store.any_expired(expires).await.unwrap());
    forget(&*store, expires, 9).await;
    assert!(store.token(hash(10)).await.unwrap().is_some());
    let mut rounds = 0;
    while store.any_expired(expires.plus_millis(1)).await.unwrap() {
        forget(&*store, expires.plus_millis(1), 1).await;
        rounds += 1;
    }
    assert_eq!(rounds, 3);
    for gone in [4, 5, 10] {
        assert_eq!(store.token(hash(gone)).await.unwrap(), None, "{gone}, though some could have been refreshed");
    }
    assert_eq!(bases_of(&*store, 10).await, []);
    let reason = RevocationReason::Replaced;
    put(&*store, [Change::RevokeToken { access: hash(3), at: samples::NOW, reason }]).await;
    forget(&*store, samples::NOW, 9).await;
    assert!(store.token(hash(3)).await.unwrap().is_some());
    forget(&*store, samples::NOW.plus_millis(1), 9).await;
    assert_eq!(store.token(hash(3)).await.unwrap(), None, "another has its place");
    assert!(store.token(hash(1)).await.unwrap().is_some() && store.token(hash(2)).await.unwrap().is_some());
    put(&*store, [scoped(6, "openid")]).await;
    assert_eq!(store.token(hash(6)).await.unwrap().unwrap().scopes, ["openid".into()], "after all with these had gone");
}

pub async fn keys_come_newest_first(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    let key = |kid: &str, second, byte| SigningKey {
        kid: kid.into(),
        pkcs8: vec![byte; 5],
        created: samples::NOW.plus_seconds(second),
    };
    commit(&*store, [Guard::NoSigningKey], []).await.unwrap();
    let keys = [key("old", 1, 0), key("new", 3, 255), key("middle", 2, 7)];
    put(&*store, keys.map(|it| grant(GrantChange::PutSigningKey(Box::new(it))))).await;
    assert_conflict(commit(&*store, [Guard::NoSigningKey], []).await);
    let kids = |keys: Vec<SigningKey>| keys.into_iter().map(|it| it.kid).collect::<Vec<_>>();
    assert_eq!(store.signing_keys().await.unwrap()[0], key("new", 3, 255));
    assert_eq!(kids(store.signing_keys().await.unwrap()), ["new".into(), "middle".into(), "old".into()]);
    put(&*store, [grant(GrantChange::DeleteSigningKey("middle".into()))]).await;
    let store = harness.reopen(store).await;
    assert_eq!(kids(store.signing_keys().await.unwrap()), ["new".into(), "old".into()]);
}

pub async fn what_was_passed_on_ends_with_its_last_basis(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [1, 2].map(|it| put_token(samples::token(it, 1, Some(1))))).await;
    put(&*store, [scoped(4, "/a"), derived(10, &[1, 4]), derived(11, &[4])]).await;
    put(&*store, [put_token(samples::token(3, 1, Some(1)))]).await;
    assert_eq!(bases_of(&*store, 10).await, [hash(1), hash(4)]);
    assert_eq!(why(&*store, 10).await, None);
    put(&*store, [revoke(4)]).await;
    assert_eq!(why(&*store, 11).await, Some(RevocationReason::ClientRevoked));
    assert_eq!(why(&*store, 10).await, None, "other bases are left");
    put(&*store, [revoke(1)]).await;
    assert_eq!(why(&*store, 10).await, None, "2 was there as well");
    put(&*store, [revoke(2)]).await;
    assert_eq!(why(&*store, 10).await, Some(RevocationReason::ClientRevoked), "3 was never a basis");
    assert_eq!(why(&*store, 3).await, None);
}

pub async fn what_has_expired_is_no_basis_any_more(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    let short = Token { expires: samples::NOW, ..samples::token(1, 1, Some(1)) };
    put(&*store, [put_token(short), put_token(samples::token(2, 1, Some(1))), derived(10, &[2])]).await;
    put(&*store, [revoke(2)]).await;
    assert!(why(&*store, 10).await.is_some());
}

pub async fn a_basis_can_be_replaced(harness: &dyn AccountHarness) {
    let replace = || grant(GrantChange::ReplaceBasis { from: hash(1), to: hash(2) });
    for successor in [put_token(samples::token(2, 1, Some(1))), scoped(2, "/narrower")] {
        let store = harness.open().await;
        put(&*store, [put_token(samples::token(1, 1, Some(1))), derived(10, &[1])]).await;
        put(&*store, [successor, replace(), revoke(1)]).await;
        assert_eq!(why(&*store, 10).await, None);
        put(&*store, [revoke(2)]).await;
        assert!(why(&*store, 10).await.is_some());
    }
}

pub async fn without_known_bases_the_origin_counts(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [1, 2].map(|it| put_token(samples::token(it, 1, Some(1))))).await;
    let elsewhere = Token { person: Some(orcid(2)), ..passed_on(11) };
    put(&*store, [put_token(passed_on(10)), put_token(elsewhere)]).await;
    put(&*store, [revoke(1)]).await;
    assert_eq!(why(&*store, 10).await, None, "the origin has another");
    put(&*store, [revoke(2)]).await;
    assert!(why(&*store, 10).await.is_some());
    assert_eq!(why(&*store, 11).await, None, "somebody else's record");
}

pub async fn chains_end_as_a_whole(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    let third = Token { origin_client: Some(client_id(2)), ..samples::token(20, 3, Some(1)) };
    put(&*store, [put_token(samples::token(1, 1, Some(1))), derived(10, &[1])]).await;
    put(&*store, [grant(GrantChange::PassOn { token: Box::new(third), bases: vec![hash(10)] })]).await;
    put(&*store, [revoke(1)]).await;
    assert!(why(&*store, 10).await.is_some() && why(&*store, 20).await.is_some());
}

pub async fn ending_trust_ends_everything_between_the_two(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [record(1), record(2)]).await;
    let tokens = [
        samples::token(1, 1, Some(1)),
        samples::token(2, 2, Some(1)),
        samples::token(3, 1, Some(2)),
        samples::token(4, 1, None),
        passed_on(10),
    ];
    put(&*store, tokens.map(put_token)).await;
    let used = Code { used: Some(samples::NOW), ..code(2) };
    put(&*store, [code(1), used].map(|it| grant(GrantChange::PutCode(Box::new(it))))).await;
    put(&*store, [1, 2].map(|it| grant(GrantChange::GrantConsent(Box::new(consent(it, &["/a"], 0)))))).await;
    let reason = RevocationReason::UserRevoked;
    let end = GrantChange::RevokeTrust { person: orcid(1), client: client_id(1), at: samples::NOW, reason };
    put(&*store, [grant(end)]).await;
    assert_eq!((why(&*store, 1).await, why(&*store, 10).await), (Some(reason), Some(reason)));
    for other in [2, 3, 4] {
        assert_eq!(why(&*store, other).await, None, "{other}");
    }
    assert_conflict(commit(&*store, [Guard::CodeUnused(hash(1))], []).await);
    assert!(store.code(hash(2)).await.unwrap().is_some(), "so that a second use is recognised");
    assert_eq!(whole(|it| store.consents_of(orcid(1), it)).await.unwrap(), [consent(2, &["/a"], 0)]);
}

pub async fn a_code_takes_its_tokens_along(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [100, 101].map(|it| grant(GrantChange::PutCode(Box::new(code(it)))))).await;
    let from = |number, code: Option<SecretHash>| put_token(Token { code, ..samples::token(number, 1, Some(1)) });
    put(&*store, [from(1, Some(hash(100))), from(2, Some(hash(100))), from(3, Some(hash(101))), from(4, None)]).await;
    put(&*store, [from(5, Some(hash(100)))]).await;
    let reason = RevocationReason::CodeReused;
    put(&*store, [grant(GrantChange::RevokeCode { code: hash(100), at: samples::NOW, reason })]).await;
    let mut reasons = Vec::new();
    for number in 1..=5 {
        reasons.push(why(&*store, number).await);
    }
    assert_eq!(reasons, [Some(reason), Some(reason), None, None, Some(reason)]);
}

pub async fn a_family_ends_as_a_whole(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [put_token(samples::token(9, 1, Some(1))), put_token(samples::token(1, 1, Some(1)))]).await;
    for (from, to) in [(1, 2), (2, 3)] {
        let replaced = Change::RevokeToken { access: hash(from), at: samples::NOW, reason: RevocationReason::Replaced };
        let replace = grant(GrantChange::ReplaceBasis { from: hash(from), to: hash(to) });
        put(&*store, [put_token(samples::token(to, 1, Some(1))), replace, replaced]).await;
    }
    put(&*store, [derived(10, &[3])]).await;
    let reason = RevocationReason::CodeReused;
    put(&*store, [grant(GrantChange::RevokeFamily { access: hash(2), at: samples::NOW, reason })]).await;
    assert_eq!(why(&*store, 3).await, Some(reason), "the one that counted");
    assert_eq!(why(&*store, 1).await, Some(RevocationReason::Replaced), "the first reason stays");
    assert_eq!(
        (why(&*store, 9).await, why(&*store, 10).await),
        (None, None),
        "others stay, and hold what rests on them"
    );
    put(&*store, [revoke(9)]).await;
    assert!(why(&*store, 10).await.is_some());
}

/// From what a token was derived.
async fn bases_of(store: &dyn AccountStore, number: u64) -> Vec<SecretHash> {
    let all = whole(|it| store.tokens(it)).await.unwrap();
    all.into_iter().find(|it| it.token.access == hash(number)).map(|it| it.bases).unwrap_or_default()
}

pub async fn a_permission_is_one_however_many_tokens_it_has(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    let held = async |client: Option<u64>, second| {
        let client = client.map(client_id);
        let (of, now) = (client.as_ref(), samples::at(second));
        let mut held = whole(|it| store.permissions_of(orcid(1), of, now, it)).await.unwrap();
        held.sort_by_key(|it| it.first);
        held.into_iter().map(|it| (it.client, it.scopes, it.since, it.newest)).collect::<Vec<_>>()
    };
    let other_order = Token { scopes: vec!["openid".into(), "/read-limited".into()], ..samples::token(3, 1, Some(1)) };
    put(&*store, [1, 2].map(|it| put_token(samples::token(it, 1, Some(1))))).await;
    put(&*store, [scoped(5, "/a"), put_token(other_order), put_token(samples::token(6, 2, Some(1)))]).await;
    put(&*store, [put_token(samples::token(7, 1, Some(2))), put_token(samples::token(8, 1, None))]).await;
    let issued = |number| samples::token(number, 1, None).issued;
    let both: Vec<Box<str>> = vec!["/read-limited".into(), "openid".into()];
    let first = (client_id(1), both.clone(), issued(1), hash(3));
    let second = (client_id(1), vec!["/a".into()], issued(5), hash(5));
    assert_eq!(held(Some(1), 10).await, [first.clone(), second.clone()]);
    assert_eq!(held(None, 10).await, [first, second.clone(), (client_id(2), both.clone(), issued(6), hash(6))]);
    put(&*store, [revoke(1), revoke(3)]).await;
    assert_eq!(held(Some(1), 10).await, [(client_id(1), both, issued(2), hash(2)), second.clone()]);
    put(&*store, [revoke(2)]).await;
    assert_eq!(held(Some(1), 10).await, [second]);
    assert_eq!(held(None, 3600).await, [], "expired");
}

pub async fn what_ended_is_told_with_its_reasons(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [record(1), scoped(1, "/a"), scoped(2, "/a"), scoped(3, "/b"), scoped(4, "/c")]).await;
    let ended = async |second| {
        let (client, now) = (client_id(1), samples::at(second));
        let ended = whole(|it| store.ended_permissions(orcid(1), &client, now, it)).await.unwrap();
        let each =
            ended.into_iter().flat_map(|it| it.reasons.into_iter().map(move |why| (it.scopes[0].to_string(), why)));
        let mut ended: Vec<_> = each.collect();
        ended.sort_by_key(|it| (it.0.clone(), it.1.as_str()));
        ended
    };
    assert_eq!(ended(10).await, []);
    put(&*store, [revoke(1), revoke(4)]).await;
    let client = RevocationReason::ClientRevoked;
    assert_eq!(ended(10).await, [("/a".to_owned(), client), ("/c".to_owned(), client)]);
    let reason = RevocationReason::UserRevoked;
    let end = GrantChange::RevokeTrust { person: orcid(1), client: client_id(1), at: samples::NOW, reason };
    put(&*store, [grant(end)]).await;
    let all = [("/a", client), ("/a", reason), ("/b", reason), ("/c", client)].map(|(it, why)| (it.to_owned(), why));
    assert_eq!(ended(10).await, all, "nothing of /c was left to be taken away");
    assert_eq!(why(&*store, 4).await, Some(client), "the first reason stays");
    put(&*store, [scoped(5, "/a")]).await;
    assert_eq!(why(&*store, 5).await, None, "granted again");
    assert_eq!(why(&*store, 2).await, Some(reason));
    assert_eq!(ended(3600).await, [], "it would have expired");
}

pub async fn a_person_takes_all_tokens_along(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [record(1)]).await;
    let tokens = [samples::token(1, 1, Some(1)), samples::token(2, 2, Some(1)), samples::token(3, 1, Some(2))];
    put(&*store, tokens.map(put_token)).await;
    put(&*store, [put_token(passed_on(10)), grant(GrantChange::PutCode(Box::new(code(1))))]).await;
    let reason = RevocationReason::RecordClosed;
    put(&*store, [grant(GrantChange::RevokePerson { person: orcid(1), at: samples::NOW, reason })]).await;
    for number in [1, 2, 10] {
        assert_eq!(why(&*store, number).await, Some(reason));
    }
    assert_eq!(why(&*store, 3).await, None);
    assert_eq!(store.code(hash(1)).await.unwrap(), None);
}
