// `keycloak-quarkus-dist`: a Keycloak whose people come from the registry, and a site that asks Keycloak alone.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readdirSync } from "node:fs";
import { AUTHORITY, CLIENT_ID, CLIENT_SECRET, ISSUER, ORCID_ID, REDIRECT_URI, SITE, did, person, read, withServer } from "./scenario.mjs";

const place = `${process.env.BYLINE_MAVEN}/keycloak/target`;
const [version] = readdirSync(place).filter((it) => it.startsWith("keycloak-"));
const REALM = `${SITE}/realms/journeys`;
const ADMIN = { KC_BOOTSTRAP_ADMIN_USERNAME: "admin", KC_BOOTSTRAP_ADMIN_PASSWORD: "of-a-moment" };
const SHOP = "http://localhost:9001";

/** A form, as OAuth has them; returns the answer. */
async function post(url, fields) {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields) });
  assert.equal(answer.status, 200, `${url}: ${answer.status} ${await answer.clone().text()}`);
  return answer.json();
}

/** What the console of administrators does. */
async function admin(method, path, body) {
  const { access_token } = await post(`${SITE}/realms/master/protocol/openid-connect/token`, {
    grant_type: "password", client_id: "admin-cli",
    username: ADMIN.KC_BOOTSTRAP_ADMIN_USERNAME, password: ADMIN.KC_BOOTSTRAP_ADMIN_PASSWORD,
  });
  const headers = { authorization: `Bearer ${access_token}`, "content-type": "application/json" };
  const answer = await fetch(`${SITE}/admin/realms${path}`, { method, headers, body: JSON.stringify(body) });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
  return text && JSON.parse(text);
}

const PROVIDER = "/journeys/identity-provider/instances/orcid";

/** A realm with a site in it, and the registry as its identity provider. */
async function setUp() {
  const shop = { clientId: "shop", secret: "of-the-shop", redirectUris: [`${SHOP}/*`] };
  await admin("POST", "", { realm: "journeys", enabled: true, clients: [shop] });
  // The registry tells no addresses, and of names only the given one for certain.
  const profile = await admin("GET", "/journeys/users/profile");
  for (const attribute of profile.attributes) delete attribute.required;
  await admin("PUT", "/journeys/users/profile", profile);
  const found = await admin("POST", "/journeys/identity-provider/import-config", {
    providerId: "oidc", fromUrl: `${ISSUER}/.well-known/openid-configuration`,
  });
  assert.equal(found.issuer, ISSUER);
  assert.equal(found.jwksUrl, `${ISSUER}/oauth/jwks`);
  assert.deepEqual([found.validateSignature, found.useJwksUrl], ["true", "true"]);
  await admin("POST", "/journeys/identity-provider/instances", {
    alias: "orcid", providerId: "oidc", enabled: true, storeToken: true, addReadTokenRoleOnCreate: true,
    config: {
      ...found, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, clientAuthMethod: "client_secret_post",
      defaultScope: "openid /read-limited", pkceEnabled: "true", pkceMethod: "S256",
    },
  });
}

// The site shows what Keycloak answers it.
const shop = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url, SHOP);
  const answer = searchParams.has("code")
    ? await post(`${REALM}/protocol/openid-connect/token`, {
      grant_type: "authorization_code", code: searchParams.get("code"), redirect_uri: `${SHOP}/back`,
      client_id: "shop", client_secret: "of-the-shop",
    })
    : Object.fromEntries(searchParams);
  response.setHeader("content-type", "text/plain").end(JSON.stringify(answer));
});
await new Promise((listens) => shop.listen(9001, "localhost", listens));

const start = new URL(`${REALM}/protocol/openid-connect/auth`);
start.search = new URLSearchParams({ client_id: "shop", response_type: "code", scope: "openid", redirect_uri: `${SHOP}/back` });

/** A person chooses ORCID on Keycloak's page, and comes to `until`. */
const signIn = (until) => person(start.href, until, "#social-orcid");

const people = () => admin("GET", "/journeys/users");
const claims = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));

const keycloak = [
  `${place}/${version}/bin/kc.sh`, "start", "--optimized", "--cache=local",
  "--http-enabled=true", "--http-host=localhost", `--http-port=${new URL(SITE).port}`, `--hostname=${SITE}`,
  `--truststore-paths=${AUTHORITY}`,
];
const listens = async () => (await fetch(`${SITE}/realms/master`)).ok;

await withServer("sh", keycloak, listens, async () => {
  await setUp();
  did("takes everything from the discovery document, with the keys to check identity tokens by");

  const tokens = JSON.parse(await signIn(`${SHOP}/back`));
  const seen = claims(tokens.id_token);
  assert.equal(seen.iss, REALM);
  assert.equal(seen.preferred_username, ORCID_ID);
  assert.ok(seen.given_name && seen.family_name, JSON.stringify(seen));
  const asked = (await read(`${ISSUER}/__sandbox/requests`)).body;
  const { query } = asked.find((it) => it.path === "/oauth/authorize" && it.query);
  assert.match(query, /code_challenge=/);
  assert.match(query, /nonce=/);
  assert.ok(asked.some((it) => it.path === "/oauth/jwks"));
  const [somebody, ...others] = await people();
  assert.deepEqual(others, []);
  const links = await admin("GET", `/journeys/users/${somebody.id}/federated-identity`);
  assert.deepEqual(links, [{ identityProvider: "orcid", userId: ORCID_ID, userName: ORCID_ID }]);
  did("signs a person in through the pages of both with PKCE and a nonce, checks the identity token by the published keys, and keeps the iD as whom the person is to the broker");

  const kept = await read(`${REALM}/broker/orcid/token`, tokens.access_token);
  assert.equal(kept.body.orcid, ORCID_ID);
  const record = await read(`${ISSUER.replace("//", "//api.")}/v3.0/${ORCID_ID}/record`, kept.body.access_token);
  assert.equal(record.body["orcid-identifier"].path, ORCID_ID);
  did("hands the registry’s token on to the site, which reads the v3.0 record from the member API with it");

  const again = JSON.parse(await signIn(`${SHOP}/back`));
  assert.equal(claims(again.id_token).sub, seen.sub);
  assert.equal((await people()).length, 1);
  did("knows the person again");

  const provider = await admin("GET", PROVIDER);
  const { keys } = await admin("GET", "/journeys/keys");
  const another = keys.find((key) => key.algorithm === "RS256").publicKey;
  const config = { ...provider.config, useJwksUrl: "false", publicKeySignatureVerifier: another };
  await admin("PUT", PROVIDER, { ...provider, config });
  assert.match(await signIn(REDIRECT_URI), /Unexpected error when authenticating with identity provider/);
  did("lets nobody in whose identity token another key signed");
}, ADMIN);
shop.close();
