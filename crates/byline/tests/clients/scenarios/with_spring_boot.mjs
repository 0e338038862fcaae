// `spring-boot-starter-oauth2-client`: a site that is settings alone (`xtask/needs/maven/spring_boot`).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { CLIENT_ID, CLIENT_SECRET, ISSUER, ORCID_ID, REDIRECT_URI, SITE, did, person, read, withServer } from "./scenario.mjs";

// Java has a list of authorities of its own.
const authorities = ["-keystore", "authorities.p12", "-storepass", "changeit"];
execFileSync("keytool", ["-importcert", "-noprompt", "-alias", "byline", "-file", process.env.AUTHORITY, ...authorities]);
const registration = "--spring.security.oauth2.client.registration.orcid";
const site = [
  "-Djavax.net.ssl.trustStore=authorities.p12", "-Djavax.net.ssl.trustStorePassword=changeit",
  "-jar", `${process.env.BYLINE_MAVEN}/spring_boot/target/site.jar`, "--server.port=9000", "--server.address=localhost",
  `${registration}.client-id=${CLIENT_ID}`, `${registration}.client-secret=${CLIENT_SECRET}`,
  `${registration}.scope=openid,/read-limited`, `${registration}.redirect-uri=${REDIRECT_URI}`,
  `--spring.security.oauth2.client.provider.orcid.issuer-uri=${ISSUER}`,
];
const turnsAway = async () => {
  const turned = await fetch(`${SITE}/welcome`, { redirect: "manual", headers: { accept: "text/html" } });
  return turned.status === 302;
};

await withServer("java", site, turnsAway, async () => {
  const seen = JSON.parse(await person(`${SITE}/welcome`, `${SITE}/welcome`));
  assert.equal(seen.name, ORCID_ID);
  assert.equal(seen.issuer, ISSUER);
  assert.ok(seen.given.length > 1 && seen.given !== "null", seen.given);
  assert.match(seen.authorities, /SCOPE_\/read-limited/);
  did("finds everything by discovery, and signs a person in through the pages with a nonce, and checks the identity token by the published keys");
  const record = await read(`${ISSUER.replace("//", "//api.")}/v3.0/${ORCID_ID}/record`, seen.token);
  assert.equal(record.body["orcid-identifier"].path, ORCID_ID);
  did("its token reads the v3.0 record from the member API");
});
