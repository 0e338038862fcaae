//! `/oauth/revoke`.

use crate::world::{A, B, World, text};

/// oauth-54, oauth-55
#[tokio::test]
pub(super) async fn cases_54_55_either_token_ends_the_pair() {
    let world = World::new().await;
    for which in ["access_token", "refresh_token"] {
        let token = world.granted(A, "/read-limited").await;
        assert_eq!(world.status_of(text(&token, "access_token")).await, 200);
        let answer = world.as_client(A, "/oauth/revoke", &[("token", text(&token, which))]).await.expect(200);
        assert_eq!(answer.body, "");
        assert_eq!(world.status_of(text(&token, "access_token")).await, 401, "at once");
        let again = [("refresh_token", text(&token, "refresh_token"))];
        assert_eq!(world.token(A, "refresh_token", &again).await.refusal().1, "invalid_grant");
    }
}

/// oauth-56, oauth-57
#[tokio::test]
pub(super) async fn cases_56_57_success_says_nothing_about_the_token() {
    let world = World::new().await;
    let token = world.granted(A, "/read-limited").await;
    for foreign in [text(&token, "access_token"), text(&token, "refresh_token"), "no-such-token"] {
        let answer = world.as_client(B, "/oauth/revoke", &[("token", foreign)]).await.expect(200);
        assert_eq!(answer.body, "");
    }
    assert_eq!(world.status_of(text(&token, "access_token")).await, 200);
}
