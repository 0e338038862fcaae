// What scenarios in JavaScript share: what they are told, how they tell what they did, and a person with a browser.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import assert from "node:assert/strict";

export const { ISSUER, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, ORCID_ID } = process.env;
/** Where a site of a scenario listens. */
export const SITE = "http://localhost:9000";

export function did(what) {
  console.log(`did: ${what}`);
}

/** A person goes through the pages in a browser; returns the text of the page `until`. */
export async function person(start, until) {
  const { stdout } = await promisify(execFile)("node", [process.env.PERSON, start, until]);
  return stdout;
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
