// What the journeys share: a browser, a client that waits for its answers, and a look at every page that is met.

import { createServer } from "node:http";
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import assert from "node:assert/strict";

const modules = process.env.BYLINE_NODE_MODULES;
const require = createRequire(`${modules}/`);
const { chromium } = require(`${modules}/playwright-core`);
const axe = readFileSync(`${modules}/axe-core/axe.min.js`, "utf8");

/** Where to put pictures of all pages, for people to look at. */
const pictures = process.env.BYLINE_PICTURES;

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SIZES = [
  { width: 1280, height: 900 },
  { width: 360, height: 740 },
];

export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.BYLINE_CHROMIUM,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
}

/**
 * A browser of one person, who chose a language before, if one is given. What the browser refuses because of our own
 * policy is a failure.
 */
export async function openPerson(browser, { language = "en", ...options } = {}) {
  const context = await browser.newContext({ viewport: SIZES[0], ...options });
  if (language) await context.addCookies([{ name: "locale_v3", value: language, domain: "127.0.0.1", path: "/" }]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const refusals = [];
  page.on("console", (message) => {
    if (/Refused to|Content Security Policy/.test(message.text())) refusals.push(message.text());
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    if (/csp|blocked/i.test(reason)) refusals.push(`${request.url()}: ${reason}`);
  });
  return { context, page, refusals };
}

/** Nothing axe objects to, nothing wider than the window, in both sizes and these colour schemes. */
export async function look(page, name, schemes = ["light", "dark"]) {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    for (const size of SIZES) {
      await page.setViewportSize(size);
      const where = `${name}, ${size.width}, ${colorScheme}`;
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider, 0, `${where}: wider than the window`);
      await page.evaluate(axe);
      const { violations, passes } = await page.evaluate((values) => window.axe.run({ runOnly: values }), RULES);
      assert.ok(passes.length > 10, `${where}: axe looked at the page`);
      const found = violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(" ")).join(", ")}`);
      assert.deepEqual(found, [], where);
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({ path: `${pictures}/${name}-${size.width}-${colorScheme}.png`, fullPage: true });
      }
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(SIZES[0]);
}

/** A client of the sandbox with an address of its own to come back to. */
export class Client {
  static async register(base, type = "premium-updater", settings = {}) {
    const client = new Client();
    client.base = base;
    client.id = `APP-${Math.random().toString(36).slice(2, 18).toUpperCase().padEnd(16, "0")}`;
    client.secret = "a-secret-of-the-journey";
    client.server = createServer((request, response) => {
      response.setHeader("content-type", "text/html");
      response.end("<!doctype html><html lang=en><title>Back at the client</title><main><h1>Back at the client</h1></main>");
    });
    await new Promise((ready) => client.server.listen(0, "127.0.0.1", ready));
    client.redirect = `http://127.0.0.1:${client.server.address().port}/callback`;
    const body = {
      name: "Journal of Journeys",
      type,
      description: "Publishes what travellers write.",
      website: "https://journeys.example.org/",
      secret: client.secret,
      redirect_uris: [client.redirect],
      ...settings,
    };
    const answer = await fetch(`${base}/__sandbox/clients/${client.id}`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    assert.ok(answer.ok, await answer.text());
    return client;
  }

  /** The address to send somebody to. */
  ask(scope, more = {}) {
    const query = new URLSearchParams({
      client_id: this.id,
      response_type: "code",
      scope,
      redirect_uri: this.redirect,
      state: "a b&c",
      ...more,
    });
    return `${this.base}/oauth/authorize?${query}`;
  }

  /** The answer, once the browser is back. */
  async answer(page) {
    await page.waitForURL((url) => url.href.startsWith(this.redirect));
    const answer = new URL(page.url()).searchParams;
    assert.equal(answer.get("state"), "a b&c");
    return answer;
  }

  async exchange(code) {
    const form = {
      client_id: this.id,
      client_secret: this.secret,
      grant_type: "authorization_code",
      redirect_uri: this.redirect,
      code,
    };
    const answer = await fetch(`${this.base}/oauth/token`, { method: "POST", body: new URLSearchParams(form) });
    const token = await answer.json();
    assert.equal(answer.status, 200, JSON.stringify(token));
    return token;
  }

  close() {
    this.server.close();
  }
}

/** The record as a member reads it; the status alone when there is none. */
export async function read(base, orcid, token) {
  const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
  const answer = await fetch(`${base}/api/v3.0/${orcid}/person`, { headers });
  return { status: answer.status, body: await answer.json() };
}

/** The newest link in the mails to an address. */
export async function mailedLink(base, to) {
  const mails = await (await fetch(`${base}/__sandbox/mail?to=${encodeURIComponent(to)}`)).json();
  assert.ok(mails.length > 0, `a mail to ${to}`);
  const link = mails.at(-1).text.match(/https?:\/\/\S*\/(?:verify-email|reset-password-email)\/\S+/);
  assert.ok(link, `a link in the mail to ${to}: ${mails.at(-1).text}`);
  return link[0];
}

export async function sandbox(base, method, path, body) {
  const answer = await fetch(`${base}/__sandbox/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
  return answer.status === 204 ? undefined : answer.json();
}

export async function signIn(page, name, password) {
  await page.getByLabel("E-mail address or iD").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** By the menu in the header. */
export async function signOut(page) {
  await page.locator("header .account summary").click();
  await page.locator('header form[action="/signout"] button').click();
}
