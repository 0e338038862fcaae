// `oauth4webapi`: every step by hand.
import assert from "node:assert/strict";
import * as oauth from "oauth4webapi";
import { CLIENT_ID, CLIENT_SECRET, ISSUER, ORCID_ID, REDIRECT_URI, agree, did } from "./scenario.mjs";

const client = { client_id: CLIENT_ID };
const authentication = oauth.ClientSecretPost(CLIENT_SECRET);

const found = await oauth.discoveryRequest(new URL(ISSUER));
const server = await oauth.processDiscoveryResponse(new URL(ISSUER), found);
const plain = await oauth.discoveryRequest(new URL(ISSUER), { algorithm: "oauth2" });
const described = await oauth.processDiscoveryResponse(new URL(ISSUER), plain);
for (const name of ["token_endpoint", "jwks_uri", "revocation_endpoint", "introspection_endpoint"]) {
  assert.ok(server[name], name);
  assert.equal(described[name], server[name]);
}
did("finds everything by OpenID Connect and by RFC 8414");

const verifier = oauth.generateRandomCodeVerifier();
const nonce = oauth.generateRandomNonce();
const state = oauth.generateRandomState();
const url = new URL(server.authorization_endpoint);
for (const [name, value] of Object.entries({
  client_id: CLIENT_ID,
  redirect_uri: REDIRECT_URI,
  response_type: "code",
  scope: "openid /read-limited /activities/update",
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
  nonce,
  state,
})) {
  url.searchParams.set(name, value);
}
const callback = await agree(url);
assert.throws(() => oauth.validateAuthResponse({ ...server, issuer: "https://evil.test" }, client, callback, state));
const parameters = oauth.validateAuthResponse(server, client, callback, state);
const exchanged = await oauth.authorizationCodeGrantRequest(
  server, client, authentication, parameters, REDIRECT_URI, verifier);
const tokens = await oauth.processAuthorizationCodeResponse(
  server, client, exchanged, { expectedNonce: nonce, requireIdToken: true });
await oauth.validateApplicationLevelSignature(server, exchanged);
assert.equal(oauth.getValidatedIdTokenClaims(tokens).sub, ORCID_ID);
did("signs a person in with PKCE, and checks issuer, nonce and signature");

const told = await oauth.userInfoRequest(server, client, tokens.access_token);
assert.equal((await oauth.processUserInfoResponse(server, client, ORCID_ID, told)).sub, ORCID_ID);
const headers = new Headers({ accept: "application/json" });
const api = new URL(`${ISSUER.replace("//", "//api.")}/v3.0/${ORCID_ID}/record`);
const record = await oauth.protectedResourceRequest(tokens.access_token, "GET", api, headers);
assert.equal((await record.json())["orcid-identifier"].path, ORCID_ID);
did("asks UserInfo, and reads the v3.0 record from the member API");

/** A request for a resource, with the token of the person. */
async function request(method, url, body) {
  const type = "application/vnd.orcid+json";
  const sent = new Headers({ accept: "application/json", ...(body && { "content-type": type }) });
  return oauth.protectedResourceRequest(
    tokens.access_token, method, new URL(url), sent, body && JSON.stringify(body));
}
const works = `${ISSUER.replace("//", "//api.")}/v3.0/${ORCID_ID}/work`;
const added = await request("POST", works, {
  title: { title: { value: "Twelve lamps" } },
  type: "journal-article",
  "external-ids": { "external-id": [
    { "external-id-type": "doi", "external-id-value": "10.5555/scenario.1", "external-id-relationship": "self" },
  ] },
});
assert.equal(added.status, 201, await added.text());
const place = added.headers.get("location");
assert.ok(place.startsWith(`${works}/`), place);
const work = await (await request("GET", place)).json();
work.title.title.value = "Thirteen lamps";
assert.equal((await request("PUT", place, work)).status, 200);
assert.equal((await (await request("GET", place)).json()).title.title.value, "Thirteen lamps");
assert.equal((await request("DELETE", place)).status, 204);
assert.equal((await request("GET", place)).status, 404);
did("adds, changes and removes a work of v3.0");

const renewed = await oauth.refreshTokenGrantRequest(server, client, authentication, tokens.refresh_token);
const fresh = await oauth.processRefreshTokenResponse(server, client, renewed);
assert.notEqual(fresh.access_token, tokens.access_token);

async function isActive(token) {
  const response = await oauth.introspectionRequest(server, client, authentication, token);
  return (await oauth.processIntrospectionResponse(server, client, response)).active;
}
assert.equal(await isActive(fresh.access_token), true);
const revoked = await oauth.revocationRequest(server, client, authentication, fresh.access_token);
await oauth.processRevocationResponse(revoked);
assert.equal(await isActive(fresh.access_token), false);
assert.equal(await isActive(tokens.access_token), true);
did("refreshes, introspects, and gives a token back");
