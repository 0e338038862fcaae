//! The crate `openidconnect`.

use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreUserInfoClaims};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, RedirectUrl, RevocationUrl, Scope, TokenResponse,
};

use crate::world::{A, CALLBACK, Certificates, U, World, secret};

/// Sends its requests by the HTTP client that the other tests use.
async fn send(client: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, reqwest::Error> {
    let (parts, body) = request.into_parts();
    let sent = client.request(parts.method, parts.uri.to_string()).headers(parts.headers).body(body).send().await?;
    let (status, headers) = (sent.status(), sent.headers().clone());
    let mut response = HttpResponse::new(sent.bytes().await?.to_vec());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

/// Over TLS: it gives tokens back in no other way.
#[tokio::test]
async fn openidconnect_of_crates_io() {
    let certificates = Certificates::new();
    let world = World::secure(&certificates).await;
    let send = |request| send(world.http.clone(), request);
    let issuer = IssuerUrl::new(world.sandbox.url("")).unwrap();
    let metadata = CoreProviderMetadata::discover_async(issuer, &send).await.unwrap();
    let document = world.get("/.well-known/openid-configuration").await.json();
    let revocation = RevocationUrl::new(document["revocation_endpoint"].as_str().unwrap().to_owned());
    let client =
        CoreClient::from_provider_metadata(metadata, ClientId::new(A.to_owned()), Some(ClientSecret::new(secret(A))))
            .set_redirect_uri(RedirectUrl::new(CALLBACK.to_owned()).unwrap())
            .set_auth_type(openidconnect::AuthType::RequestBody)
            .set_revocation_url(revocation.unwrap());

    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (mut url, state, nonce) = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
        .add_scope(Scope::new("/read-limited".to_owned()))
        .set_pkce_challenge(challenge)
        .url();
    // The person.
    url.query_pairs_mut().append_pair("login_as", U);
    let path = url.as_str().strip_prefix(&world.sandbox.url("")).unwrap().to_owned();
    let parameters = world.get(&path).await.expect(302).parameters();
    assert_eq!(parameters["state"], *state.secret());

    let code = AuthorizationCode::new(parameters["code"].clone());
    let tokens = client.exchange_code(code).unwrap().set_pkce_verifier(verifier).request_async(&send).await.unwrap();
    let id_token = tokens.id_token().expect("an identity token");
    let check = client.id_token_verifier();
    let claims = id_token.claims(&check, &nonce).unwrap();
    assert_eq!(claims.subject().as_str(), U);
    let hash = AccessTokenHash::from_token(
        tokens.access_token(),
        id_token.signing_alg().unwrap(),
        id_token.signing_key(&check).unwrap(),
    );
    assert_eq!(claims.access_token_hash(), Some(&hash.unwrap()));
    assert!(id_token.claims(&check, &Nonce::new("another".to_owned())).is_err());

    let info = client.user_info(tokens.access_token().clone(), Some(claims.subject().clone())).unwrap();
    let info: CoreUserInfoClaims = info.request_async(&send).await.unwrap();
    assert_eq!(info.subject().as_str(), U);

    let refresh = tokens.refresh_token().expect("a refresh token");
    let fresh = client.exchange_refresh_token(refresh).unwrap().request_async(&send).await.unwrap();
    assert_ne!(fresh.access_token().secret(), tokens.access_token().secret());
    assert_eq!(world.user_info(fresh.access_token().secret()).await.status, 200);

    let token = fresh.access_token().clone().into();
    client.revoke_token(token).unwrap().request_async(&send).await.unwrap();
    assert_eq!(world.user_info(fresh.access_token().secret()).await.status, 403);
    assert_eq!(world.user_info(tokens.access_token().secret()).await.status, 200);
}
