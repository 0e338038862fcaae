//! The crate `oauth2`.

use oauth2::basic::{BasicClient, BasicErrorResponseType};
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, IntrospectionUrl, PkceCodeChallenge,
    RedirectUrl, RequestTokenError, RevocationUrl, Scope, TokenIntrospectionResponse, TokenResponse, TokenUrl,
};

use super::openidconnect::send;
use crate::scenario::{CLIENT_ID, Stage};

pub async fn play(stage: &Stage) -> Vec<&'static str> {
    let mut did = Vec::new();
    let send = |request| send(stage.http.clone(), request);
    let at = |path: &str| format!("{}/oauth/{path}", stage.issuer);
    let client = BasicClient::new(ClientId::new(CLIENT_ID.to_owned()))
        .set_client_secret(ClientSecret::new(stage.secret.to_owned()))
        .set_auth_uri(AuthUrl::new(at("authorize")).unwrap())
        .set_token_uri(TokenUrl::new(at("token")).unwrap())
        .set_introspection_url(IntrospectionUrl::new(at("introspect")).unwrap())
        .set_revocation_url(RevocationUrl::new(at("revoke")).unwrap())
        .set_redirect_uri(RedirectUrl::new(stage.callback.to_owned()).unwrap());

    for way in [AuthType::BasicAuth, AuthType::RequestBody] {
        let client = client.clone().set_auth_type(way);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state) = client
            .authorize_url(CsrfToken::new_random)
            .add_scope(Scope::new("/read-limited".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let parameters = stage.agree(url).await;
        assert_eq!(parameters["state"], *state.secret());
        let code = || AuthorizationCode::new(parameters["code"].clone());
        let exchange = client.exchange_code(code()).set_pkce_verifier(verifier);
        let tokens = exchange.request_async(&send).await.unwrap();
        assert_eq!(tokens.scopes().unwrap(), &vec![Scope::new("/read-limited".to_owned())]);
        assert_eq!(stage.read("api", tokens.access_token().secret()).await, 200);

        let refresh = tokens.refresh_token().expect("a refresh token");
        let fresh = client.exchange_refresh_token(refresh).request_async(&send).await.unwrap();
        let seen = client.introspect(fresh.access_token()).request_async(&send).await.unwrap();
        assert!(seen.active());
        client.revoke_token(fresh.access_token().clone().into()).unwrap().request_async(&send).await.unwrap();
        let seen = client.introspect(fresh.access_token()).request_async(&send).await.unwrap();
        assert!(!seen.active());
        assert_eq!(stage.read("api", fresh.access_token().secret()).await, 401);

        match client.exchange_code(code()).request_async(&send).await {
            Err(RequestTokenError::ServerResponse(refusal)) => {
                assert_eq!(refusal.error(), &BasicErrorResponseType::InvalidGrant);
            }
            other => panic!("a code that was used: {other:?}"),
        }
    }
    did.push(
        "signs a person in with PKCE, authenticating in the header and in the body; its token reads the v3.0 record",
    );
    did.push("refreshes, introspects, and gives a token back; is refused with a code that was used");

    let public = Scope::new("/read-public".to_owned());
    let own = client.exchange_client_credentials().add_scope(public).request_async(&send).await.unwrap();
    assert_eq!(stage.read("pub", own.access_token().secret()).await, 200);
    did.push("takes a token for public data, and reads with it");
    did
}
