//! Forms that outlived their session.

use crate::support::World;

/// D-53
#[tokio::test]
async fn a_form_is_kept_for_half_an_hour_and_opened_by_its_key_alone() {
    let app = World::new();
    let now = app.now();
    let key = app.accounts.keep_form("title=Fog", now).await.unwrap().expect("it is short");
    let other = app.accounts.keep_form("title=Rain", now).await.unwrap().expect("it is short");
    for _ in 0..2 {
        let kept = app.accounts.kept_form(key.expose(), now.plus_seconds(1799)).await.unwrap();
        assert_eq!(kept.as_deref(), Some("title=Fog"));
    }
    assert_eq!(app.accounts.kept_form(other.expose(), now).await.unwrap().as_deref(), Some("title=Rain"));
    assert_eq!(app.accounts.kept_form(key.expose(), now.plus_seconds(1800)).await.unwrap(), None);
    assert_eq!(app.accounts.kept_form("nobody's", now).await.unwrap(), None);
}

#[tokio::test]
async fn what_is_too_long_is_not_kept() {
    let app = World::new();
    let longest = 48 * 1024 - 16;
    assert!(app.accounts.keep_form(&"x".repeat(longest), app.now()).await.unwrap().is_some());
    assert!(app.accounts.keep_form(&"x".repeat(longest + 1), app.now()).await.unwrap().is_none());
}
