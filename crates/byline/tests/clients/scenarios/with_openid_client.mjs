// `openid-client`: signs people in and keeps what it was given.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import * as client from "openid-client";
import { CLIENT_ID, CLIENT_SECRET, ISSUER, ORCID_ID, PROGRAM_ID, REDIRECT_URI, agree, did } from "./scenario.mjs";

// Authentication goes into the body, which is what discovery names first.
const authentication = client.ClientSecretPost(CLIENT_SECRET);
const config = await client.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, authentication);
assert.equal(config.serverMetadata().issuer, ISSUER);
assert.ok(config.serverMetadata().supportsPKCE());

const verifier = client.randomPKCECodeVerifier();
const nonce = client.randomNonce();
const state = client.randomState();
const callback = await agree(client.buildAuthorizationUrl(config, {
  redirect_uri: REDIRECT_URI,
  scope: "openid /read-limited",
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
  nonce,
  state,
}));
const checks = { pkceCodeVerifier: verifier, expectedNonce: nonce, expectedState: state, idTokenExpected: true };
// It holds the answer to its issuer, too.
const foreign = new URL(callback);
foreign.searchParams.set("iss", "https://evil.test");
await assert.rejects(client.authorizationCodeGrant(config, foreign, checks));
client.enableNonRepudiationChecks(config); // the signature of the identity token, by the published keys
const tokens = await client.authorizationCodeGrant(config, callback, checks);
assert.equal(tokens.claims().sub, ORCID_ID);
assert.equal(tokens.orcid, ORCID_ID);
did("finds everything by discovery, signs a person in with PKCE, and checks issuer, nonce and signature");

const info = await client.fetchUserInfo(config, tokens.access_token, ORCID_ID);
assert.equal(info.sub, ORCID_ID);
const api = new URL(`${ISSUER.replace("//", "//api.")}/v3.0/${ORCID_ID}/record`);
const headers = new Headers({ accept: "application/json" });
const record = await client.fetchProtectedResource(config, tokens.access_token, api, "GET", null, headers);
assert.equal((await record.json())["orcid-identifier"].path, ORCID_ID);
did("asks UserInfo, and reads the v3.0 record from the member API");

const fresh = await client.refreshTokenGrant(config, tokens.refresh_token);
assert.notEqual(fresh.access_token, tokens.access_token);
const seen = await client.tokenIntrospection(config, fresh.access_token);
assert.equal(seen.active, true);
assert.equal(seen.sub, ORCID_ID);
await client.tokenRevocation(config, fresh.access_token);
assert.equal((await client.tokenIntrospection(config, fresh.access_token)).active, false);
await assert.rejects(client.fetchUserInfo(config, fresh.access_token, ORCID_ID));
did("refreshes, introspects, and gives a token back");

const own = await client.clientCredentialsGrant(config, { scope: "/read-public" });
assert.ok(own.access_token);
did("takes a token for public data");

// The same in a program on somebody's device: no secret, and whatever port it gets.
const program = await client.discovery(new URL(ISSUER), PROGRAM_ID, undefined, client.None());
const listener = createServer();
await new Promise((listens) => listener.listen(0, "127.0.0.1", listens));
const redirect = `http://127.0.0.1:${listener.address().port}/callback`;
const arrived = new Promise((arrives) => {
  listener.on("request", (request, response) => {
    response.setHeader("connection", "close").end("You may close this page.");
    arrives(new URL(request.url, redirect));
  });
});
const asked = client.buildAuthorizationUrl(program, {
  redirect_uri: redirect,
  scope: "openid",
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
  nonce,
  state,
});
await fetch(await agree(asked));
const given = await client.authorizationCodeGrant(program, await arrived, checks);
listener.close();
assert.equal(given.claims().sub, ORCID_ID);
const next = await client.refreshTokenGrant(program, given.refresh_token);
await assert.rejects(client.fetchUserInfo(program, given.access_token, ORCID_ID));
await client.tokenRevocation(program, next.access_token);
await assert.rejects(client.fetchUserInfo(program, next.access_token, ORCID_ID));
did("signs a person in from a program without a secret that listens on any port, refreshes, and gives the token back");
