// A browser that is told what to do, one line of JSON at a time, and answers each with one. `node walker.mjs <base URL>`.
//
// `{"do": "open", "who": {"email", "password"}, "path": "/inbox"}` and so on: every person has a browser of their own, in
// which they sign in when they are asked to.

import { createInterface } from "node:readline";
import { look, openBrowser, openPerson, signIn } from "./support.mjs";

const [base] = process.argv.slice(2);
const people = new Map();

async function pageOf(who) {
  if (!people.has(who.email)) people.set(who.email, await openPerson(browser));
  return people.get(who.email).page;
}

/** Goes somewhere, and signs in if that is asked first. */
async function go(who, address) {
  const page = await pageOf(who);
  await page.goto(address);
  if (await page.locator('form[action="/signin"] #password').isVisible()) await signIn(page, who.email, who.password);
  return page;
}

/** What somebody sees: the address, the text, and the links and buttons of the page's own. */
async function seen(page, name) {
  if (name) await look(page, name, ["light"]);
  return {
    url: page.url(),
    heading: await page.locator("h1").innerText(),
    text: await page.locator("main").innerText(),
    header: await page.locator("header").first().innerText(),
  };
}

/** Decides about what a client asks; without a question the browser is back at the client at once. */
async function decide(page, { decision = "allow", look: name }) {
  let asked = null;
  if (page.url().startsWith(base)) {
    await page.locator('button[name="decision"]').first().waitFor();
    asked = { ...(await seen(page, name)), permissions: await page.locator(".permissions strong").allInnerTexts() };
    await page.locator(`button[name="decision"][value="${decision}"]`).click();
    await page.waitForURL((url) => !url.href.startsWith(base));
  }
  return { asked, back: page.url() };
}

const verbs = {
  /** Somebody comes from a client and decides. */
  async consent(told) {
    return decide(await go(told.who, told.url), told);
  },

  /** Somebody comes from a client, has no record yet, registers, and decides. */
  async register(told) {
    const page = await pageOf(told.who);
    await page.goto(told.url);
    await page.getByLabel("Given names").fill(told.given_names);
    await page.getByLabel("Family name").fill(told.family_name);
    await page.getByLabel("E-mail address", { exact: true }).fill(told.who.email);
    await page.getByLabel("E-mail address, once more").fill(told.who.email);
    await page.getByLabel("Password", { exact: true }).fill(told.who.password);
    await page.getByLabel("Password, once more").fill(told.who.password);
    await page.getByLabel("Everyone").check();
    await page.getByLabel("I accept the terms of use").check();
    await page.getByLabel("I agree that my data").check();
    await page.getByRole("button", { name: "Register" }).click();
    return decide(page, told);
  },

  /** What is at an address; with `until`, once that text is there. */
  async open({ who, path, until, look: name }) {
    let page = await go(who, `${base}${path}`);
    const end = Date.now() + 20_000;
    while (until && !(await page.locator("main").innerText()).includes(until)) {
      if (Date.now() > end) throw new Error(`${path} never said ${until}: ${await page.locator("main").innerText()}`);
      await page.waitForTimeout(50);
      page = await go(who, `${base}${path}`);
    }
    return seen(page, name);
  },

  /** Presses a link or a button of the page that is open, and says what comes. */
  async press({ who, role, name, look: picture }) {
    const page = await pageOf(who);
    const before = page.url();
    await page.getByRole(role, { name, exact: true }).click();
    await page.waitForURL((url) => url.href !== before);
    return seen(page, picture);
  },

  /** Presses a link that leads to a client's question, and decides. */
  async grant(told) {
    const page = await pageOf(told.who);
    await page.getByRole("link", { name: told.name, exact: true }).click();
    return decide(page, told);
  },

  /** All that messages with this subject say, whether they were read or not. */
  async messages({ who, subject, look: name }) {
    const page = await go(who, `${base}/inbox`);
    const links = page.getByRole("link", { name: subject, exact: true });
    const addresses = await links.evaluateAll((all) => all.map((it) => it.href));
    const texts = [];
    for (const address of addresses) {
      await page.goto(address);
      texts.push(await page.locator("main").innerText());
    }
    if (name) await look(page, name, ["light"]);
    return texts;
  },

  /** What the browsers refused to do because of the policies of the pages. */
  async refusals() {
    return [...people.values()].flatMap((it) => it.refusals);
  },
};

const browser = await openBrowser();
try {
  console.log(JSON.stringify({ ok: "ready" }));
  for await (const line of createInterface({ input: process.stdin })) {
    const told = JSON.parse(line);
    try {
      console.log(JSON.stringify({ ok: await verbs[told.do](told) }));
    } catch (error) {
      console.log(JSON.stringify({ error: `${error.stack}` }));
    }
  }
} finally {
  await browser.close();
}
