// `libapache2-mod-auth-openidc`: an Apache that lets nobody in who did not sign in.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { setTimeout } from "node:timers/promises";
import { CLIENT_ID, CLIENT_SECRET, ISSUER, ORCID_ID, REDIRECT_URI, SITE, did, person } from "./scenario.mjs";

// Not in the home of the scenario, which others may not enter.
const folder = mkdtempSync(`${tmpdir()}/apache-`);
chmodSync(folder, 0o755);
mkdirSync(`${folder}/site/members`, { recursive: true });
const shown = ["OIDC_CLAIM_sub", "OIDC_CLAIM_iss", "OIDC_CLAIM_name", "OIDC_access_token", "REMOTE_USER"];
const page = shown.map((name) => `${name}=<!--#echo var="${name}" -->`).join("\n");
writeFileSync(`${folder}/site/members/index.shtml`, page);
writeFileSync(`${folder}/site/members/others.shtml`, page);
const modules = [
  "mpm_event", "authn_core", "authz_core", "authz_user", "auth_openidc", "include", "mime", "dir",
].map((name) => `LoadModule ${name}_module ${process.env.BYLINE_APACHE_MODULES}/mod_${name}.so`);
writeFileSync(`${folder}/mime.types`, "text/html html shtml\n");
// Apache does not serve as root. Root becomes somebody else; who is root in a user namespace alone, where there is nobody
// else, becomes nobody in another one.
const alone = readFileSync("/proc/self/uid_map", "utf8").trim().split(/\s+/)[2] === "1";
const wrap = alone ? ["unshare", "--user", "--map-user=1000", "--map-group=1000"] : [];
const user = alone || process.getuid() !== 0 ? "" : "User www-data\nGroup www-data";
writeFileSync(`${folder}/apache.conf`, `
${modules.join("\n")}
${user}
Listen 127.0.0.1:9000
ServerName localhost:9000
UseCanonicalName On
PidFile ${folder}/apache.pid
ErrorLog ${folder}/error.log
TypesConfig ${folder}/mime.types
DocumentRoot ${folder}/site
DirectoryIndex index.shtml
AddOutputFilter INCLUDES .shtml
OIDCProviderMetadataURL ${ISSUER}/.well-known/openid-configuration
OIDCClientID ${CLIENT_ID}
OIDCClientSecret ${CLIENT_SECRET}
OIDCRedirectURI ${REDIRECT_URI}
OIDCCryptoPassphrase of-a-site-that-lives-for-a-moment
OIDCScope "openid /read-limited"
OIDCPKCEMethod S256
OIDCCABundlePath ${process.env.AUTHORITY}
OIDCRemoteUserClaim sub
OIDCPassIDTokenAs claims
<Directory ${folder}/site>
  Options +Includes
  Require all granted
</Directory>
<Location /members/>
  AuthType openid-connect
  Require valid-user
</Location>
<Location /back>
  AuthType openid-connect
  Require valid-user
</Location>
<Location /members/others.shtml>
  AuthType openid-connect
  Require claim sub:0000-0000-0000-0000
</Location>
`);

const [program, ...rest] = [...wrap, "apache2", "-f", `${folder}/apache.conf`, "-D", "FOREGROUND"];
const apache = spawn(program, rest, { stdio: "inherit" });

/** A request as browsers make it when somebody follows a link: others are not sent anywhere. */
function visit(path) {
  return new Promise((resolve, reject) => {
    const headers = { accept: "text/html", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
    get(`${SITE}${path}`, { headers }, (answer) => resolve(answer.resume())).on("error", reject);
  });
}

async function whenItListens() {
  for (let tries = 0; ; tries += 1) {
    try {
      return await visit("/members/");
    } catch (error) {
      if (tries > 100) throw error;
      await setTimeout(50);
    }
  }
}

try {
  const turned = await whenItListens();
  assert.equal(turned.statusCode, 302);
  const asked = new URL(turned.headers.location);
  assert.equal(asked.origin, ISSUER);
  assert.ok(asked.searchParams.get("code_challenge") && asked.searchParams.get("nonce"), asked.href);
  did("finds everything by discovery, and sends whoever did not sign in to the registry, with PKCE and a nonce");

  const text = await person(`${SITE}/members/`, `${SITE}/members/`);
  const seen = Object.fromEntries(text.trim().split(/\s+(?=\w+=)/).map((it) => it.split(/=(.*)/s).slice(0, 2)));
  assert.equal(seen.OIDC_CLAIM_sub, ORCID_ID, text);
  assert.equal(seen.REMOTE_USER, ORCID_ID, text);
  assert.equal(seen.OIDC_CLAIM_iss, ISSUER, text);
  assert.ok(seen.OIDC_CLAIM_name?.length > 1, text);
  assert.match(seen.OIDC_access_token, /^[0-9a-f-]{36}$/, text);
  did("signs a person in through the pages, and passes claims of identity token and UserInfo to the site");
} catch (error) {
  console.error(readFileSync(`${folder}/error.log`, "utf8"));
  throw error;
} finally {
  const ended = new Promise((done) => apache.on("exit", done));
  apache.kill();
  await ended;
  rmSync(folder, { recursive: true });
}
