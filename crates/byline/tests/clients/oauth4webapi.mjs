// Signs somebody in with the published `oauth4webapi`, as it is.
//
//     oauth4webapi.mjs ISSUER CLIENT SECRET REDIRECT IID
import assert from "node:assert/strict";
import * as oauth from "oauth4webapi";

const [issuer, id, secret, redirect, iid] = process.argv.slice(2);
const http = { [oauth.allowInsecureRequests]: true }; // loopback has no https
const client = { client_id: id };
const authentication = oauth.ClientSecretPost(secret);

// By OpenID Connect, and by RFC 8414: the same server.
const found = await oauth.discoveryRequest(new URL(issuer), http);
const server = await oauth.processDiscoveryResponse(new URL(issuer), found);
const plain = await oauth.discoveryRequest(new URL(issuer), { ...http, algorithm: "oauth2" });
const described = await oauth.processDiscoveryResponse(new URL(issuer), plain);
for (const name of ["token_endpoint", "jwks_uri", "revocation_endpoint", "introspection_endpoint"]) {
    assert.ok(server[name], name);
    assert.equal(described[name], server[name]);
}

const verifier = oauth.generateRandomCodeVerifier();
const nonce = oauth.generateRandomNonce();
const state = oauth.generateRandomState();
const url = new URL(server.authorization_endpoint);
for (const [name, value] of Object.entries({
    client_id: id,
    redirect_uri: redirect,
    response_type: "code",
    scope: "openid /read-limited",
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    nonce,
    state,
    login_as: iid, // the person
})) {
    url.searchParams.set(name, value);
}
const answer = await fetch(url, { redirect: "manual" });
assert.equal(answer.status, 302);
const callback = new URL(answer.headers.get("location"));
assert.throws(() => oauth.validateAuthResponse({ ...server, issuer: "https://evil.test" }, client, callback, state));
const parameters = oauth.validateAuthResponse(server, client, callback, state);

const exchanged = await oauth.authorizationCodeGrantRequest(
    server, client, authentication, parameters, redirect, verifier, http);
const tokens = await oauth.processAuthorizationCodeResponse(
    server, client, exchanged, { expectedNonce: nonce, requireIdToken: true });
await oauth.validateApplicationLevelSignature(server, exchanged, http);
assert.equal(oauth.getValidatedIdTokenClaims(tokens).sub, iid);

const told = await oauth.userInfoRequest(server, client, tokens.access_token, http);
assert.equal((await oauth.processUserInfoResponse(server, client, iid, told)).sub, iid);

const renewed = await oauth.refreshTokenGrantRequest(server, client, authentication, tokens.refresh_token, http);
const fresh = await oauth.processRefreshTokenResponse(server, client, renewed);
assert.notEqual(fresh.access_token, tokens.access_token);

async function isActive(token) {
    const response = await oauth.introspectionRequest(server, client, authentication, token, http);
    return (await oauth.processIntrospectionResponse(server, client, response)).active;
}
assert.equal(await isActive(fresh.access_token), true);
const revoked = await oauth.revocationRequest(server, client, authentication, fresh.access_token, http);
await oauth.processRevocationResponse(revoked);
assert.equal(await isActive(fresh.access_token), false);
assert.equal(await isActive(tokens.access_token), true);

console.log("oauth4webapi did everything");
