//! The crate `openidconnect`.

use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreUserInfoClaims};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, RedirectUrl, RevocationUrl, Scope, TokenResponse,
};

use crate::scenario::{CLIENT_ID, Stage};
use crate::support::AMELIE;

/// Sends the requests of both crates: they bring none to trust an authority of one's own.
pub async fn send(client: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, reqwest::Error> {
    let (parts, body) = request.into_parts();
    let sent = client.request(parts.method, parts.uri.to_string()).headers(parts.headers).body(body).send().await?;
    let (status, headers) = (sent.status(), sent.headers().clone());
    let mut response = HttpResponse::new(sent.bytes().await?.to_vec());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

pub async fn play(stage: &Stage) -> Vec<&'static str> {
    let mut did = Vec::new();
    let send = |request| send(stage.http.clone(), request);
    let issuer = IssuerUrl::new(stage.issuer.clone()).unwrap();
    let metadata = CoreProviderMetadata::discover_async(issuer, &send).await.unwrap();
    let revocation = RevocationUrl::new(format!("{}/oauth/revoke", stage.issuer)).unwrap();
    let secret = ClientSecret::new(stage.secret.to_owned());
    let client = CoreClient::from_provider_metadata(metadata, ClientId::new(CLIENT_ID.to_owned()), Some(secret))
        .set_redirect_uri(RedirectUrl::new(stage.callback.to_owned()).unwrap())
        .set_auth_type(openidconnect::AuthType::RequestBody)
        .set_revocation_url(revocation);

    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (url, state, nonce) = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
        .add_scope(Scope::new("/read-limited".to_owned()))
        .set_pkce_challenge(challenge)
        .url();
    let parameters = stage.agree(url).await;
    assert_eq!(parameters["state"], *state.secret());
    let code = AuthorizationCode::new(parameters["code"].clone());
    let tokens = client.exchange_code(code).unwrap().set_pkce_verifier(verifier).request_async(&send).await.unwrap();
    let id_token = tokens.id_token().expect("an identity token");
    let check = client.id_token_verifier();
    let claims = id_token.claims(&check, &nonce).unwrap();
    assert_eq!(claims.subject().as_str(), AMELIE);
    let hash = AccessTokenHash::from_token(
        tokens.access_token(),
        id_token.signing_alg().unwrap(),
        id_token.signing_key(&check).unwrap(),
    );
    assert_eq!(claims.access_token_hash(), Some(&hash.unwrap()));
    assert!(id_token.claims(&check, &Nonce::new("another".to_owned())).is_err());
    did.push("finds everything by discovery, signs a person in with PKCE, and checks nonce, signature and `at_hash`");

    let info = client.user_info(tokens.access_token().clone(), Some(claims.subject().clone())).unwrap();
    let info: CoreUserInfoClaims = info.request_async(&send).await.unwrap();
    assert_eq!(info.subject().as_str(), AMELIE);
    assert_eq!(stage.read("api", tokens.access_token().secret()).await, 200);
    did.push("asks UserInfo; its token reads the v3.0 record from the member API");

    let refresh = tokens.refresh_token().expect("a refresh token");
    let fresh = client.exchange_refresh_token(refresh).unwrap().request_async(&send).await.unwrap();
    assert_ne!(fresh.access_token().secret(), tokens.access_token().secret());
    assert_eq!(stage.read("api", fresh.access_token().secret()).await, 200);
    let token = fresh.access_token().clone().into();
    client.revoke_token(token).unwrap().request_async(&send).await.unwrap();
    assert_eq!(stage.read("api", fresh.access_token().secret()).await, 401);
    assert_eq!(stage.read("api", tokens.access_token().secret()).await, 200);
    did.push("refreshes, and gives a token back");
    did
}
