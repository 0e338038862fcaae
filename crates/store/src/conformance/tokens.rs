//! Tokens: found in every way they are asked for, revoked once.

use byline_model::client::RevocationReason;

use super::samples::{self, hash, orcid, record};
use super::{Harness, put};
use crate::{Change, whole};

fn revoke(number: u64, second: i64, reason: RevocationReason) -> Change {
    Change::RevokeToken { access: hash(number), at: samples::NOW.plus_seconds(second), reason }
}

pub async fn tokens_are_found_by_refresh(harness: &dyn Harness) {
    let store = harness.open().await;
    // Issued in the order of their numbers, put in another.
    let tokens = [(4, 2, None), (1, 1, Some(1)), (3, 2, Some(1)), (2, 1, Some(2)), (5, 1, Some(1))];
    let tokens = tokens.map(|(number, client, person)| samples::token(number, client, person));
    put(&*store, tokens.iter().map(|it| Change::PutToken(Box::new(it.clone())))).await;

    for token in &tokens {
        let refresh = token.refresh.expect("samples have one");
        assert_eq!(store.token_by_refresh(refresh).await.unwrap().as_deref(), Some(token));
    }
    assert_eq!(store.token_by_refresh(hash(1)).await.unwrap(), None, "that is an access token");
    assert_eq!(store.token(hash(1_000_001)).await.unwrap(), None, "that is a refresh token");
    let all: Vec<_> = whole(|it| store.tokens(it)).await.unwrap().into_iter().map(|it| it.token).collect();
    let mut expected = tokens.to_vec();
    expected.sort_by_key(|it| it.access);
    assert_eq!(all, expected);
}

pub async fn revoking_happens_once(harness: &dyn Harness) {
    let store = harness.open().await;
    let token = samples::token(1, 1, None);
    put(&*store, [Change::PutToken(Box::new(token.clone()))]).await;
    put(&*store, [revoke(1, 5, RevocationReason::UserRevoked)]).await;
    put(&*store, [revoke(1, 9, RevocationReason::Replaced), revoke(2, 9, RevocationReason::Replaced)]).await;
    let revoked = Some((samples::NOW.plus_seconds(5), RevocationReason::UserRevoked));
    assert_eq!(store.token(token.access).await.unwrap().unwrap().revoked, revoked, "the first reason stays");
    let by_refresh = store.token_by_refresh(token.refresh.unwrap()).await.unwrap().unwrap();
    assert_eq!(by_refresh.revoked, revoked);
    assert_eq!(store.token(hash(2)).await.unwrap(), None, "none is made");
}

pub async fn tokens_leave_records_and_the_log_alone(harness: &dyn Harness) {
    let store = harness.open().await;
    let before = put(&*store, [record(1)]).await;
    let head = store.head(orcid(1)).await.unwrap();
    let changes = [Change::PutToken(Box::new(samples::token(1, 1, Some(1)))), revoke(1, 1, RevocationReason::Replaced)];
    assert_eq!(put(&*store, changes).await.sequence, 0);
    assert_eq!(store.head(orcid(1)).await.unwrap(), head);
    assert_eq!(store.wait_for_log(0).await, before.sequence);
}
