// `simple-oauth2`: the grants of OAuth 2.0, and tokens that know when they end.
import assert from "node:assert/strict";
import { AuthorizationCode, ClientCredentials } from "simple-oauth2";
import { CLIENT_ID, CLIENT_SECRET, ISSUER, ORCID_ID, REDIRECT_URI, agree, did, read } from "./scenario.mjs";

const server = { tokenHost: ISSUER, tokenPath: "/oauth/token", revokePath: "/oauth/revoke" };
const config = {
  client: { id: CLIENT_ID, secret: CLIENT_SECRET },
  auth: { ...server, authorizePath: "/oauth/authorize" },
  // Its usual setting, "strict", takes an empty answer for a failure, and a revocation's is empty (RFC 7009, 2.2).
  http: { json: true },
};
const api = ISSUER.replace("//", "//api.");

for (const authorizationMethod of ["header", "body"]) {
  const code = new AuthorizationCode({ ...config, options: { authorizationMethod } });
  const url = code.authorizeURL({ redirect_uri: REDIRECT_URI, scope: "/read-limited", state: "a state" });
  const callback = await agree(url);
  assert.equal(callback.searchParams.get("state"), "a state");
  const granted = await code.getToken({ code: callback.searchParams.get("code"), redirect_uri: REDIRECT_URI });
  assert.equal(granted.token.orcid, ORCID_ID);
  assert.equal(granted.expired(), false);
  const record = await read(`${api}/v3.0/${ORCID_ID}/record`, granted.token.access_token);
  assert.equal(record.status, 200);

  const fresh = await granted.refresh();
  assert.notEqual(fresh.token.access_token, granted.token.access_token);
  await fresh.revoke("access_token");
  assert.equal((await read(`${api}/v3.0/${ORCID_ID}/record`, fresh.token.access_token)).status, 401);
}
did("signs a person in, authenticating in the header and in the body; reads the v3.0 record; refreshes; gives a token back");

const own = await new ClientCredentials({ ...config, auth: server }).getToken({ scope: "/read-public" });
const record = await read(`${ISSUER.replace("//", "//pub.")}/v3.0/${ORCID_ID}/record`, own.token.access_token);
assert.equal(record.status, 200);
did("takes a token for public data, and reads with it");

await assert.rejects(
  new AuthorizationCode(config).getToken({ code: "no-code", redirect_uri: REDIRECT_URI }),
  (error) => error.data.payload.error === "invalid_grant",
);
did("is refused with a wrong code");
