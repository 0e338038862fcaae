// Signs somebody in with the published `openid-client`, as it is.
//
//     openid_client.mjs ISSUER CLIENT SECRET REDIRECT IID
import assert from "node:assert/strict";
import * as client from "openid-client";

const [issuer, id, secret, redirect, iid] = process.argv.slice(2);

// Authentication goes into the body, which is what discovery names first. Loopback has no https.
const options = { execute: [client.allowInsecureRequests] };
const config = await client.discovery(new URL(issuer), id, secret, client.ClientSecretPost(secret), options);
assert.equal(config.serverMetadata().issuer, issuer);
assert.ok(config.serverMetadata().supportsPKCE());

const verifier = client.randomPKCECodeVerifier();
const nonce = client.randomNonce();
const state = client.randomState();
const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope: "openid /read-limited",
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    nonce,
    state,
    login_as: iid, // the person
});
const answer = await fetch(url, { redirect: "manual" });
assert.equal(answer.status, 302);
const callback = new URL(answer.headers.get("location"));

const checks = { pkceCodeVerifier: verifier, expectedNonce: nonce, expectedState: state, idTokenExpected: true };
// It holds the answer to its issuer, too.
const foreign = new URL(callback);
foreign.searchParams.set("iss", "https://evil.test");
await assert.rejects(client.authorizationCodeGrant(config, foreign, checks));

client.enableNonRepudiationChecks(config); // the signature of the identity token, by the published keys
const tokens = await client.authorizationCodeGrant(config, callback, checks);
assert.equal(tokens.claims().sub, iid);
assert.equal(tokens.orcid, iid);

const info = await client.fetchUserInfo(config, tokens.access_token, iid);
assert.equal(info.sub, iid);

const fresh = await client.refreshTokenGrant(config, tokens.refresh_token);
assert.notEqual(fresh.access_token, tokens.access_token);
const seen = await client.tokenIntrospection(config, fresh.access_token);
assert.equal(seen.active, true);
assert.equal(seen.sub, iid);

await client.tokenRevocation(config, fresh.access_token);
assert.equal((await client.tokenIntrospection(config, fresh.access_token)).active, false);
await assert.rejects(client.fetchUserInfo(config, fresh.access_token, iid));

const own = await client.clientCredentialsGrant(config, { scope: "/read-public" });
assert.ok(own.access_token);

console.log("openid-client did everything");
