// What scenarios in JavaScript share: what they are told, how they tell what they did, and a person with a browser.
import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import assert from "node:assert/strict";

export const { AUTHORITY, ISSUER, CLIENT_ID, CLIENT_SECRET, PAGE_ID, PROGRAM_ID, REDIRECT_URI, ORCID_ID } = process.env;
/** Where a site of a scenario listens. */
export const SITE = "http://localhost:9000";

export function did(what) {
  console.log(`did: ${what}`);
}

/**
 * A page without a server: `library` is the script of a client as it is published, `begin` and `end` are ours. `begin` runs
 * when somebody follows the button of the first page, `end` on the page that people come back to; what it returns is shown
 * on a third one. Returns that, once a person went through all.
 */
export async function goThroughPage(library, begin, end) {
  const show = "document.body.textContent = sessionStorage.getItem('outcome');";
  const finish = `(${end})().catch((error) => ({ failed: String(error?.stack ?? error) })).then((outcome) => {
    sessionStorage.setItem("outcome", JSON.stringify(outcome));
    location.replace("/done");
  });`;
  const start = `document.querySelector("#start").onclick = ${begin};`;
  const page = (script) => `<!doctype html><meta charset=utf-8><title>A page</title><body>
<button id=start>Sign in</button><script src=/library.js></script><script>${script}</script>`;
  const pages = { "/": page(start), "/callback": page(finish), "/done": `<!doctype html><body><script>${show}</script>` };
  const site = createServer((request, response) => {
    const path = new URL(request.url, SITE).pathname;
    if (path === "/library.js") return response.setHeader("content-type", "text/javascript").end(readFileSync(library));
    if (!pages[path]) return response.writeHead(404).end();
    response.setHeader("content-type", "text/html").end(pages[path]);
  });
  await new Promise((listens) => site.listen(9000, "localhost", listens));
  try {
    const outcome = JSON.parse(await person(`${SITE}/`, `${SITE}/done`));
    assert.equal(outcome.failed, undefined, outcome.failed);
    return outcome;
  } finally {
    site.close();
    site.closeAllConnections();
  }
}

/** A person goes through the pages in a browser, by `button` if the first has it; returns the text of the page `until`. */
export async function person(start, until, button = "button#start") {
  const { stdout } = await promisify(execFile)("node", [process.env.PERSON, start, until, button]);
  return stdout;
}

/** Starts a program that serves, and tries it with `knock` until that succeeds; runs `scenario`, and ends the program. */
export async function withServer(program, flags, knock, scenario, environment = {}) {
  const server = spawn(program, flags, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment } });
  let log = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (some) => (log += some));
  const ended = new Promise((done) => server.on("exit", done));
  try {
    for (let tries = 0; !(await knock().catch(() => false)); tries += 1) {
      assert.equal(server.exitCode, null, "it ended");
      assert.ok(tries < 2400, "it does not answer");
      await setTimeout(100);
    }
    return await scenario();
  } catch (error) {
    console.error(log);
    throw error;
  } finally {
    server.kill();
    await ended;
  }
}

/** A person agrees without pages; returns where the registry sends the browser. */
export async function agree(url) {
  const address = new URL(url);
  address.searchParams.set("login_as", ORCID_ID);
  const answer = await fetch(address, { redirect: "manual" });
  assert.equal(answer.status, 302, await answer.text());
  return new URL(answer.headers.get("location"));
}

/** A read of the API with a token. */
export async function read(url, token) {
  const headers = { accept: "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(url, { headers });
  return { status: answer.status, body: await answer.json() };
}
