// `oauth2-proxy`: in front of a site that knows nothing of signing in.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { AUTHORITY, CLIENT_ID, CLIENT_SECRET, ISSUER, ORCID_ID, REDIRECT_URI, SITE, did, person, read, withServer } from "./scenario.mjs";

// The site shows what it is told of who asks.
const site = createServer((request, response) => {
  response.setHeader("content-type", "application/json").end(JSON.stringify(request.headers));
});
await new Promise((listens) => site.listen(9001, "localhost", listens));

const proxy = [
  `--http-address=${new URL(SITE).host}`, "--upstream=http://localhost:9001/", `--redirect-url=${REDIRECT_URI}`,
  "--provider=oidc", `--oidc-issuer-url=${ISSUER}`, `--client-id=${CLIENT_ID}`, `--client-secret=${CLIENT_SECRET}`,
  `--provider-ca-file=${AUTHORITY}`, "--scope=openid /read-limited", "--code-challenge-method=S256", "--insecure-oidc-skip-nonce=false",
  // People are known by an e-mail address, which no claim of ORCID has; `sub` stands in for it, and any will do.
  "--oidc-email-claim=sub", "--email-domain=*",
  "--cookie-secret=of-a-site-for-a-moment-or-not-so", "--cookie-secure=false",
  "--pass-access-token", "--pass-authorization-header", "--skip-jwt-bearer-tokens",
];
const visit = (headers) => fetch(`${SITE}/`, { redirect: "manual", headers: { accept: "text/html", ...headers } });
const listens = async () => (await fetch(`${SITE}/ping`)).ok;

await withServer(`${process.env.BYLINE_GO}/bin/oauth2-proxy`, proxy, listens, async () => {
  const turned = await visit({});
  assert.equal(turned.status, 403);
  assert.match(await turned.text(), /oauth2\/start/);

  const seen = JSON.parse(await person(`${SITE}/`, `${SITE}/`, "form[action='/oauth2/start'] button"));
  assert.equal(seen["x-forwarded-user"], ORCID_ID);
  assert.equal(seen["x-forwarded-email"], ORCID_ID);
  did("finds everything by discovery, and signs a person in through the pages with PKCE and a nonce, and checks the identity token by the published keys");
  did("tells the site behind it the iD, where it is told to know people by `sub`: its own rule wants an e-mail claim");

  const record = await read(`${ISSUER.replace("//", "//api.")}/v3.0/${ORCID_ID}/record`, seen["x-forwarded-access-token"]);
  assert.equal(record.body["orcid-identifier"].path, ORCID_ID);
  did("the token that it hands on reads the v3.0 record from the member API");

  const { authorization } = seen;
  const letIn = await visit({ authorization });
  assert.equal((await letIn.json())["x-forwarded-user"], ORCID_ID);
  const [header, claims, signature] = authorization.split(".");
  const another = signature.startsWith("A") ? "B" : "A";
  const forged = await visit({ authorization: [header, claims, another + signature.slice(1)].join(".") });
  assert.equal(forged.status, 403);
  did("lets in a program that shows an identity token, and not one with another signature");
});
site.close();
