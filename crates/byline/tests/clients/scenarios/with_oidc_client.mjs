// `oidc-client` 1: what came before `oidc-client-ts`, and is in many pages still.
import assert from "node:assert/strict";
import { CLIENT_ID, CLIENT_SECRET, ISSUER, ORCID_ID, PAGE_ID, REDIRECT_URI, did, goThroughPage } from "./scenario.mjs";

const manager = `new Oidc.UserManager({
  authority: "${ISSUER}",
  client_id: "${PAGE_ID}",
  redirect_uri: "${REDIRECT_URI}",
  response_type: "code",
  scope: "openid",
  loadUserInfo: true,
  automaticSilentRenew: false,
})`;
const seen = await goThroughPage(
  "node_modules/oidc-client/dist/oidc-client.min.js",
  `() => ${manager}.signinRedirect({ state: "where they were" })`,
  `async () => {
    const manager = ${manager};
    const user = await manager.signinRedirectCallback();
    const ask = (token) => fetch("${ISSUER}/oauth/userinfo", { headers: { authorization: "Bearer " + token } });
    const info = await (await ask(user.access_token)).json();
    const before = { access: user.access_token, refresh: user.refresh_token };
    const fresh = await manager.signinSilent();
    const renewed = fresh.access_token !== before.access && fresh.refresh_token !== before.refresh;
    const oldIsDead = (await ask(before.access)).status === 403;
    await manager.revokeAccessToken();
    const revoked = (await ask(fresh.access_token)).status;
    const others = new URLSearchParams({ client_id: "${CLIENT_ID}", client_secret: "${CLIENT_SECRET}" });
    others.set("grant_type", "client_credentials");
    others.set("scope", "/read-public");
    const stranger = await fetch("${ISSUER}/oauth/token", { method: "POST", body: others })
      .then((answer) => answer.status, (error) => error.name);
    const { sub, name } = user.profile;
    return { sub, name, info: info.name, state: user.state, renewed, oldIsDead, revoked, stranger };
  }`,
);
assert.equal(seen.sub, ORCID_ID);
assert.equal(seen.name, seen.info);
assert.equal(seen.state, "where they were");
did("finds everything by discovery and signs a person in through the pages, without a secret, from a page without a server; checks the identity token, and asks UserInfo");
assert.ok(seen.renewed && seen.oldIsDead);
did("refreshes, after which the token before is worth nothing");
assert.equal(seen.revoked, 403);
did("gives a token back");
assert.equal(seen.stranger, "TypeError");
did("is not let see what a client with a secret is answered");
