// What people do with the pages, each from the first address to the last. `node journeys.mjs <name> <base URL>`.

import assert from "node:assert/strict";
import { Client, look, mailedLink, openBrowser, openPerson, read, sandbox, signIn, signOut } from "./support.mjs";

const PASSWORD = "sandbox-Passw0rd";
/** The record with a thousand works. */
const PROLIFIC = "0009-9000-0000-0109";
const AMELIE = { orcid: "0009-9000-0000-0010", name: "Amélie Dubois-Nguyễn", email: "amelie@brume.example.org" };

const journeys = {
  /** Somebody new comes from a client, registers, agrees, and proves the address. */
  async register(browser, base) {
    const client = await Client.register(base);
    const { page, refusals } = await openPerson(browser);
    await page.goto(client.ask("/read-limited /activities/update", {
      show_login: "false", given_names: "Ada", family_names: "Lovelace", email: "ada@example.org",
    }));
    await page.getByRole("heading", { name: "Get your iD" }).waitFor();
    assert.equal(await page.getByLabel("Given names").inputValue(), "Ada");
    assert.equal(await page.getByLabel("Family name").inputValue(), "Lovelace");
    await look(page, "register");

    await page.getByLabel("E-mail address", { exact: true }).fill("ada");
    await page.getByLabel("Password", { exact: true }).fill("short");
    await page.getByRole("button", { name: "Register" }).click();
    await page.getByRole("alert").waitFor();
    await look(page, "register-problems");
    await page.getByRole("alert").getByRole("link", { name: "An e-mail address looks like" }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "email");

    await page.getByLabel("E-mail address", { exact: true }).fill("ada@example.org");
    await page.getByLabel("E-mail address, once more").fill("Ada@example.org");
    await page.getByLabel("Password", { exact: true }).fill("engine no. 1");
    await page.getByLabel("Password, once more").fill("engine no. 1");
    await page.getByLabel("Trusted parties").check();
    await page.getByLabel("I accept the terms of use").check();
    await page.getByLabel("I agree that my data").check();
    await page.getByRole("button", { name: "Register" }).click();

    await page.getByRole("heading", { name: "Journal of Journeys asks for access" }).waitFor();
    await look(page, "consent");
    await page.getByRole("button", { name: "Allow access" }).click();
    const token = await client.exchange((await client.answer(page)).get("code"));
    assert.equal(token.name, "Ada Lovelace");
    assert.equal(token.scope, "/read-limited /activities/update");
    const record = await read(base, token.orcid, token.access_token);
    assert.equal(record.status, 200);
    assert.equal(record.body.name["given-names"].value, "Ada");

    await page.goto(`${base}/my-orcid`);
    await page.getByText("not confirmed").waitFor();
    await look(page, "my-orcid");
    await page.goto(await mailedLink(base, "ada@example.org"));
    await look(page, "confirm-address");
    await page.getByRole("button", { name: "Confirm the address" }).click();
    await page.getByText("The address is confirmed").waitFor();
    await page.goto(await mailedLink(base, "ada@example.org"));
    await page.getByRole("heading", { name: "Done already" }).waitFor();
    await look(page, "used-link");
    assert.deepEqual(refusals, []);
    client.close();
  },

  /** Somebody with a name that is here is asked first, and goes on to the client in the end. */
  async here(browser, base) {
    const client = await Client.register(base);
    const { page, refusals } = await openPerson(browser);
    const [given, ...family] = AMELIE.name.split(" ");
    await page.goto(client.ask("/read-limited", { show_login: "false", given_names: given, family_names: family.join(" ") }));
    await page.getByLabel("E-mail address", { exact: true }).fill("namesake@example.org");
    await page.getByLabel("E-mail address, once more").fill("namesake@example.org");
    await page.getByText("More addresses").click();
    await page.getByLabel("E-mail address 2").fill("namesake@example.org");
    await page.getByLabel("Password", { exact: true }).fill("engine no. 1");
    await page.getByLabel("Password, once more").fill("engine no. 1");
    await page.getByLabel("Only me").check();
    await page.getByLabel("I accept the terms of use").check();
    await page.getByLabel("I agree that my data").check();
    await page.getByRole("button", { name: "Register" }).click();
    await page.getByRole("alert").getByRole("link", { name: "The same address is there twice" }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "more_email_1");
    await look(page, "register-more");
    await page.getByLabel("E-mail address 2").fill("namesake@work.example");
    await page.getByLabel("Password", { exact: true }).fill("engine no. 1");
    await page.getByLabel("Password, once more").fill("engine no. 1");
    await page.getByRole("button", { name: "Register" }).click();

    await page.getByRole("heading", { name: "Could this be you?" }).waitFor();
    await look(page, "register-here");
    const [record] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("link", { name: AMELIE.name }).click(),
    ]);
    await record.getByRole("heading", { name: AMELIE.name }).waitFor();
    await record.close();
    await page.getByRole("button", { name: "None of these is me" }).click();
    await page.getByRole("button", { name: "Allow access" }).click();
    assert.ok((await client.answer(page)).get("code"));
    assert.ok(await mailedLink(base, "namesake@work.example"));
    assert.deepEqual(refusals, []);
    client.close();
  },

  /** Saying no, saying yes, and when one is asked again. By keyboard alone, as far as it goes. */
  async consent(browser, base) {
    const client = await Client.register(base);
    const { page, refusals } = await openPerson(browser);
    await page.goto(client.ask("openid /read-limited", { orcid: AMELIE.orcid }));
    await look(page, "signin-for-a-client");
    assert.equal(await page.getByLabel("E-mail address or iD").inputValue(), AMELIE.orcid);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to content");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    for (const key of ["Tab", "Tab"]) await page.keyboard.press(key);
    assert.equal(await page.evaluate(() => document.activeElement.id), "password");
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Journal of Journeys asks for access" }).waitFor();
    const deny = page.getByRole("button", { name: "Deny" });
    for (let presses = 0; presses < 30; presses += 1) {
      if (await deny.evaluate((it) => it === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    const no = await client.answer(page);
    assert.equal(no.get("error"), "access_denied");
    assert.equal(no.get("error_description"), "User denied access");

    await page.goto(client.ask("openid /read-limited"));
    await page.getByRole("button", { name: "Allow access" }).click();
    const first = await client.exchange((await client.answer(page)).get("code"));
    assert.equal(first.orcid, AMELIE.orcid);

    // Asked before, so nobody is asked again; less than before neither; more is.
    await page.goto(client.ask("/read-limited"));
    assert.ok((await client.answer(page)).get("code"));
    await page.goto(client.ask("openid /read-limited", { prompt: "none" }));
    assert.ok((await client.answer(page)).get("code"));
    await page.goto(client.ask("/read-limited /person/update"));
    await page.getByRole("heading", { name: "Journal of Journeys asks for access" }).waitFor();
    await page.goto(client.ask("/read-limited", { prompt: "confirm" }));
    await page.getByRole("button", { name: "Allow access" }).waitFor();

    // Who has to sign in again does so once.
    await page.goto(client.ask("openid /read-limited", { prompt: "login" }));
    await signIn(page, AMELIE.email, PASSWORD);
    assert.ok((await client.answer(page)).get("code"));
    await page.goto(client.ask("openid /read-limited", { prompt: "login" }));
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    assert.deepEqual(refusals, []);
    client.close();
  },

  /** Two tabs: what one says is not what the other does, and a form that comes late leads back to what it was for. */
  async late(browser, base) {
    const client = await Client.register(base);
    const other = await sandbox(base, "POST", "people", { given_names: "Otto", email: "otto@late.example", password: PASSWORD });
    const { page, context, refusals } = await openPerson(browser);
    await page.goto(client.ask("/read-limited"));
    await signIn(page, AMELIE.email, PASSWORD);
    await page.getByRole("button", { name: "Allow access" }).waitFor();
    const second = await context.newPage();
    await second.goto(client.ask("/read-limited"));
    await page.getByRole("button", { name: "Allow access" }).click();
    await client.exchange((await client.answer(page)).get("code"));
    await second.getByRole("button", { name: "Deny" }).click();
    assert.equal((await client.answer(second)).get("error"), "access_denied");

    // Somebody else signs in meanwhile: they are asked, by name.
    await page.goto(client.ask("/read-limited /person/update"));
    await second.goto(`${base}/signin?oauth&${new URL(page.url()).search.slice(1)}`);
    await signIn(second, other.email, PASSWORD);
    await second.getByRole("button", { name: "Allow access" }).waitFor();
    await page.getByRole("button", { name: "Allow access" }).click();
    await page.getByText("signed in or out in another tab").waitFor();
    await page.getByText(other.orcid).waitFor();
    await look(page, "late-consent");
    await page.getByRole("button", { name: "Allow access" }).click();
    const token = await client.exchange((await client.answer(page)).get("code"));
    assert.equal(token.orcid, other.orcid);

    // Nobody is signed in any more: they sign in, for the same request.
    await page.goto(client.ask("/read-limited", { prompt: "confirm" }));
    await page.getByRole("button", { name: "Allow access" }).waitFor();
    await second.goto(`${base}/my-orcid`);
    await signOut(second);
    await second.getByText("You are signed out").waitFor();
    await page.getByRole("button", { name: "Allow access" }).click();
    await page.getByText("signed in or out in another tab").waitFor();
    await look(page, "late-signin");
    await signIn(page, other.email, PASSWORD);
    await page.getByRole("button", { name: "Allow access" }).click();
    assert.ok((await client.answer(page)).get("code"));

    // A password forgotten on the way.
    await second.goto(client.ask("openid /read-limited", { prompt: "login" }));
    await second.getByRole("link", { name: "I forgot my password or my iD" }).click();
    await second.getByLabel("E-mail address").fill(other.email);
    await second.getByRole("button", { name: "Send a link for a new password" }).click();
    await second.getByRole("heading", { name: "Look into your mail" }).waitFor();
    await second.goto(await mailedLink(base, other.email));
    await second.getByLabel("Password", { exact: true }).fill("lighthouse 7");
    await second.getByLabel("Password, once more").fill("lighthouse 7");
    await second.getByRole("button", { name: "Save" }).click();
    await second.getByText("You have a new password").waitFor();
    await look(second, "late-new-password");
    await signIn(second, other.email, "lighthouse 7");
    await second.getByRole("button", { name: "Allow access" }).click();
    assert.ok((await client.answer(second)).get("code"));
    assert.deepEqual(refusals, []);
    client.close();
  },

  /** A client that does not ask properly gets nobody sent anywhere. */
  async errors(browser, base) {
    const client = await Client.register(base);
    const { page } = await openPerson(browser);
    await page.goto(client.ask("/read-limited", { redirect_uri: "https://evil.example/callback" }));
    await page.getByRole("heading", { name: "This request cannot be answered" }).waitFor();
    assert.ok(page.url().startsWith(base));
    await look(page, "bad-request");
    await page.goto(client.ask("/not-a-scope"));
    assert.equal((await client.answer(page)).get("error"), "invalid_scope");
    await page.goto(client.ask("openid", { prompt: "none" }));
    assert.equal((await client.answer(page)).get("error"), "login_required");
    client.close();
  },

  /** Ten wrong passwords close the account for a while, to the right one too. */
  async lockout(browser, base) {
    const { page } = await openPerson(browser);
    await page.goto(`${base}/signin`);
    await look(page, "signin");
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await signIn(page, AMELIE.email, `wrong-passw0rd-${attempt}`);
      await page.getByRole("alert").getByText("do not belong together").waitFor();
    }
    await look(page, "signin-refused");
    await signIn(page, AMELIE.email, PASSWORD);
    await page.getByRole("alert").getByText("do not belong together").waitFor();
    await sandbox(base, "POST", "clock", { advance_seconds: 3 * 3600 });
    await signIn(page, AMELIE.email, PASSWORD);
    await page.waitForURL(`${base}/my-orcid`);
    await signOut(page);
    await page.getByText("You are signed out.").waitFor();
    await page.goto(`${base}/my-orcid`);
    await page.getByRole("button", { name: "Sign in" }).waitFor();
  },

  /** A forgotten password is replaced by mail. */
  async reset(browser, base) {
    const { page } = await openPerson(browser);
    await page.goto(`${base}/signin`);
    await page.getByRole("link", { name: "I forgot my password or my iD" }).click();
    await look(page, "reset-request");
    await page.getByLabel("E-mail address").fill(AMELIE.email);
    await page.getByRole("button", { name: "Send a link for a new password" }).click();
    await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
    await look(page, "reset-sent");
    // In French, as her record is; she reads on in English.
    const link = await mailedLink(base, AMELIE.email);
    assert.ok(link.endsWith("?lang=fr"), link);
    await page.goto(link.replace("lang=fr", "lang=en"));
    await page.getByLabel("Password", { exact: true }).fill("password");
    await page.getByLabel("Password, once more").fill("passwort");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").waitFor();
    await look(page, "reset-problems");
    await page.getByLabel("Password", { exact: true }).fill("lighthouse 7");
    await page.getByLabel("Password, once more").fill("lighthouse 7");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("You have a new password").waitFor();
    await signIn(page, AMELIE.email, PASSWORD);
    await page.getByRole("alert").waitFor();
    await signIn(page, AMELIE.orcid, "lighthouse 7");
    await page.waitForURL(`${base}/my-orcid`);
  },

  /** Taking a permission back ends what was passed on with it, at once. */
  async trusted(browser, base) {
    const origin = await Client.register(base, "premium-updater", { name: "Origin Press", obo_enabled: true });
    const actor = await Client.register(base, "premium-updater", { name: "Acting Hub", obo_enabled: true });
    const scopes = ["/read-limited", "/activities/update"];
    const own = await sandbox(base, "POST", "tokens", { client: origin.id, orcid: AMELIE.orcid, scopes });
    const passed = await sandbox(base, "POST", "tokens", {
      client: actor.id, orcid: AMELIE.orcid, scopes, origin_client: origin.id,
    });
    for (const token of [own, passed]) {
      assert.equal((await read(base, AMELIE.orcid, token.access_token)).status, 200);
    }
    const { page } = await openPerson(browser);
    await page.goto(`${base}/trusted-parties`);
    await signIn(page, AMELIE.email, PASSWORD);
    const row = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Origin Press" }) });
    await row.getByText("Acting Hub").waitFor();
    assert.equal(await page.getByRole("heading", { name: "Acting Hub" }).count(), 0);
    await look(page, "trusted-parties");
    await row.getByRole("link", { name: "Remove" }).click();
    await page.getByText("those who act on its behalf: Acting Hub").waitFor();
    await look(page, "trusted-remove");
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByText("The permission is taken back.").waitFor();
    assert.equal(await page.getByRole("heading", { name: "Origin Press" }).count(), 0);
    for (const token of [own, passed]) {
      assert.equal((await read(base, AMELIE.orcid, token.access_token)).status, 401);
    }
    origin.close();
    actor.close();
  },

  /** A client asks by the inbox, is answered there, and what it then changes is told there. By keyboard where it counts. */
  async inbox(browser, base) {
    const client = await Client.register(base, "premium-updater", { extra_scopes: ["/premium-notification"] });
    const asks = await sandbox(base, "POST", "tokens", { client: client.id, scopes: ["/premium-notification"] });
    const api = async (token, method, path, body) => {
      const headers = { authorization: `Bearer ${token}`, accept: "application/json", "content-type": "application/json" };
      const answer = await fetch(`${base}/api/v3.0/${AMELIE.orcid}/${path}`, { method, headers, body: body && JSON.stringify(body) });
      return { status: answer.status, location: answer.headers.get("location"), text: await answer.text() };
    };
    const request = (subject) => ({
      "notification-type": "permission",
      "authorization-url": { path: client.ask("/activities/update").slice(base.length) },
      "notification-subject": subject,
      "notification-intro": "We are about to publish an article of yours.\nMay we add it to your record?",
      items: { item: [{
        "item-type": "work",
        "item-name": "A walk along the coast",
        "external-id": {
          "external-id-type": "doi", "external-id-value": "10.5555/walk", "external-id-url": null,
          "external-id-relationship": "self",
        },
      }] },
    });
    const ask = async (subject) => {
      const asked = await api(asks.access_token, "POST", "notification-permission", request(subject));
      assert.equal(asked.status, 201, asked.text);
      return asked.location.split("/").at(-1);
    };
    const [first, second] = [await ask("An article of yours"), await ask("Another article")];

    const { page, refusals } = await openPerson(browser);
    await page.goto(`${base}/inbox`);
    await signIn(page, AMELIE.email, PASSWORD);
    await page.getByRole("heading", { name: "Inbox" }).waitFor();
    // The number stands in the header; the way to the inbox opens with the menu.
    const unread = async (count) => page.locator("header .unread", { hasText: new RegExp(`^${count}\\s+unread$`) }).waitFor();
    await unread(4);
    await look(page, "inbox");

    await page.getByRole("link", { name: "An article of yours" }).press("Enter");
    await page.getByRole("heading", { name: "An article of yours" }).waitFor();
    await unread(3);
    await look(page, "inbox-request");
    const late = await api(asks.access_token, "DELETE", `notification-permission/${first}`);
    assert.equal(late.status, 403, "it was read");
    await page.getByRole("link", { name: "See what is asked, and decide" }).press("Enter");
    await page.getByRole("heading", { name: "Journal of Journeys asks for access" }).waitFor();
    await page.getByRole("button", { name: "Allow access" }).press("Enter");
    const token = await client.exchange((await client.answer(page)).get("code"));
    await page.goto(`${base}/inbox/${first}`);
    await page.getByText("You allowed this on").waitFor();
    await look(page, "inbox-request-answered", ["light"]);
    await unread(2);
    const answered = await api(asks.access_token, "GET", `notification-permission/${second}`);
    assert.ok(JSON.parse(answered.text)["actioned-date"], "it asked for the same");

    const work = {
      title: { title: { value: "A walk along the coast" } },
      type: "journal-article",
      "external-ids": { "external-id": [{
        "external-id-type": "doi", "external-id-value": "10.5555/walk", "external-id-relationship": "self",
      }] },
    };
    assert.equal((await api(token.access_token, "POST", "work", work)).status, 201);
    const notice = page.getByRole("link", { name: "Journal of Journeys changed your record" });
    for (let tries = 0; tries < 50; tries += 1) {
      await page.goto(`${base}/inbox`);
      if (await notice.count() === 1) break;
      await page.waitForTimeout(200);
    }
    await unread(3);
    await notice.click();
    const told = page.getByRole("listitem").filter({ hasText: "A walk along the coast" });
    assert.match(await told.innerText(), /Work\s+A walk along the coast\s+\(added\)/);
    await look(page, "inbox-notice");
    await page.getByRole("button", { name: "Archive", exact: true }).press("Enter");
    await page.getByRole("status").waitFor();
    assert.equal(await notice.count(), 0);

    await page.getByLabel("Select “Another article”").press("Space");
    await page.getByRole("button", { name: "Archive selected" }).press("Enter");
    await page.getByRole("status").waitFor();
    assert.equal(await page.getByRole("link", { name: "Another article" }).count(), 0);
    await page.getByRole("button", { name: "Archive all on this page" }).click();
    await page.getByText("There is nothing in your inbox.").waitFor();
    await look(page, "inbox-empty", ["light"]);
    await page.getByRole("link", { name: "Archived messages" }).click();
    await page.getByRole("link", { name: "Another article" }).waitFor();
    await look(page, "inbox-archived", ["light"]);
    assert.deepEqual(refusals, []);
    client.close();
  },

  /** On a phone, in Arabic: a client asks for the language, and everything runs from the right. */
  async arabic(browser, base) {
    const client = await Client.register(base);
    const phone = { width: 390, height: 844 };
    const { page, refusals } = await openPerson(browser, { viewport: phone, language: null });
    const mirrored = async (name) => {
      assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl", name);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider, 0, `${name}: wider than a phone`);
      const [brand, heading] = [await page.locator(".brand").boundingBox(), await page.locator("h1").boundingBox()];
      assert.ok(brand.x + brand.width > phone.width - 40, `${name}: the name of the site stands at the right`);
      assert.ok(heading.x + heading.width > phone.width - 40, `${name}: the heading begins at the right`);
      await look(page, `arabic-${name}`, ["light"]);
      await page.setViewportSize(phone);
    };
    await page.goto(client.ask("/read-limited /activities/update", { lang: "ar", show_login: "false" }));
    await mirrored("register");
    const send = page.locator("main button[type=submit]");
    await send.click();
    await page.getByRole("alert").waitFor();
    await mirrored("register-problems");
    const fields = { given_names: "نورة", family_name: "السالم", email: "noura@example.org", email_again: "noura@example.org" };
    for (const [id, value] of Object.entries({ ...fields, password: "engine no. 1", password_again: "engine no. 1" })) {
      await page.locator(`#${id}`).fill(value);
    }
    for (const id of ["limited", "terms", "processing"]) await page.locator(`#${id}`).check();
    await send.click();
    await page.locator("button[value=deny]").waitFor();
    await mirrored("consent");
    await page.locator("button[value=allow]").click();
    const token = await client.exchange((await client.answer(page)).get("code"));
    const mails = await (await fetch(`${base}/__sandbox/mail?to=noura@example.org`)).json();
    assert.equal(mails.at(-1).subject, "مرحبًا بك في سجلك الجديد");
    const record = await fetch(`${base}/pub/v3.0/${token.orcid}/record`, { headers: { accept: "application/json" } });
    assert.equal((await record.json()).preferences.locale, "ar");

    for (const path of ["my-orcid", "inbox", "trusted-parties", token.orcid, AMELIE.orcid]) {
      await page.goto(`${base}/${path}`);
      await mirrored(path);
    }
    await signOut(page);
    await page.getByRole("status").waitFor();
    await mirrored("signin");
    await page.locator("#username").fill("noura@example.org");
    await page.locator("#password").fill("engine no. 1");
    await send.click();
    await page.waitForURL(`${base}/my-orcid`);
    assert.deepEqual(refusals, []);
    client.close();
  },

  /** The list of languages works without scripts, and no language is wider than a phone. */
  async languages(browser, base) {
    const client = await Client.register(base);
    const { page, refusals } = await openPerson(browser, {
      viewport: { width: 360, height: 740 }, javaScriptEnabled: false, language: null,
    });
    await page.goto(client.ask("/read-limited", { state: "a b&c" }));
    await page.getByLabel("Language").selectOption("fr");
    await page.getByRole("button", { name: "Change" }).click();
    await page.getByRole("heading", { name: "Se connecter" }).waitFor();
    await page.getByText("Journal of Journeys").waitFor();
    await page.locator("#username").fill(AMELIE.email);
    await page.locator("#password").fill(PASSWORD);
    await page.getByRole("button", { name: "Se connecter" }).click();
    await page.getByRole("heading", { name: "demande l’accès à votre dossier" }).waitFor();
    await page.getByLabel("Langue").selectOption("de");
    await page.getByRole("button", { name: "Changer" }).click();
    await page.getByRole("button", { name: "Zugriff erlauben" }).click();
    assert.ok((await client.answer(page)).get("code"));

    const { page: phone } = await openPerson(browser, { viewport: { width: 360, height: 740 } });
    await phone.goto(base);
    const locales = await phone.locator("#lang option").evaluateAll((all) => all.map((it) => it.value));
    assert.equal(locales.length, 15);
    const paths = ["", "orcid-search/search?searchQuery=university", "signin", "register", "reset-password", AMELIE.orcid, client.ask("/read-limited /person/update")];
    for (const locale of locales) {
      for (const path of paths) {
        const address = path.startsWith("http") ? path : `${base}/${path}`;
        await phone.goto(`${address}${address.includes("?") ? "&" : "?"}lang=${locale}`);
        assert.equal(await phone.evaluate(() => document.documentElement.lang), locale.replace("_", "-"));
        const wider = await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wider, 0, `${path} in ${locale}: wider than a phone`);
      }
    }
    await look(phone, "languages");
    assert.deepEqual(refusals, []);
    client.close();
  },

  /** Amélie edits her record: forms, one press for who sees what, and undoing. No script runs. */
  async edit(browser, base) {
    const { page, refusals } = await openPerson(browser, { javaScriptEnabled: false });
    const { page: seen } = await openPerson(browser);
    for (const one of [page, seen]) {
      await one.goto(`${base}/signin`);
      await signIn(one, AMELIE.email, PASSWORD);
      await one.waitForURL(`${base}/my-orcid`);
    }
    await look(seen, "my-record");

    await page.goto(`${base}/my-orcid/work/add`);
    await page.getByLabel("Web address").last().fill("fog");
    await page.getByRole("button", { name: "Save" }).last().click();
    const problem = page.getByRole("alert").getByRole("link", { name: "Title: fill this in." });
    await problem.click();
    assert.equal(new URL(page.url()).hash, "#title.title");
    await page.getByLabel("Type").first().selectOption("book");
    await page.getByLabel("Title", { exact: true }).fill("The lamp in the fog");
    await page.getByLabel("Year").fill("2024");
    await page.getByRole("button", { name: "Add: Identifier" }).click();
    const identifier = page.getByRole("group", { name: "Identifier 1" });
    await identifier.getByLabel("Type").selectOption("doi");
    await identifier.getByLabel("Value").fill("10.5555/lamp.fog");
    await identifier.getByLabel("What it identifies").selectOption("self");
    assert.equal(await page.getByLabel("Title", { exact: true }).inputValue(), "The lamp in the fog");
    await page.getByRole("button", { name: "Save" }).last().click();
    await page.getByText("Saved.").waitFor();
    const data = async () => (await (await fetch(`${base}/pub/v3.0/${AMELIE.orcid}/works`, { headers: { accept: "application/json" } })).text());
    assert.ok((await data()).includes("The lamp in the fog"));

    const tools = page.getByRole("group", { name: "Who can see The lamp in the fog" });
    await tools.getByRole("button", { name: "Only me" }).click();
    await page.getByText("Who can see “The lamp in the fog”: Only me").waitFor();
    assert.ok(!(await data()).includes("The lamp in the fog"));
    await seen.goto(page.url());
    await look(seen, "my-record-done", ["light"]);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Undone.").waitFor();
    assert.ok((await data()).includes("The lamp in the fog"));

    await page.goto(`${base}/my-orcid/employment/add`);
    await page.getByLabel("Organisation", { exact: true }).fill("university");
    await page.locator("main").getByRole("button", { name: "Find" }).click();
    await page.getByRole("group", { name: "Which one is it?" }).getByRole("radio").first().check();
    await page.getByRole("button", { name: "Save" }).last().click();
    await page.getByText("Saved.").waitFor();

    // The forms as people see them, empty and refused.
    for (const kind of ["name", "biography", "keyword", "employment", "funding", "work"]) {
      await seen.goto(`${base}/my-orcid/${kind}/add`);
      await look(seen, `add-${kind}`);
    }
    await seen.getByLabel("Title", { exact: true }).fill("");
    await seen.getByRole("button", { name: "Save" }).last().click();
    await seen.getByRole("alert").waitFor();
    await look(seen, "add-work-problems");
    await seen.goto(`${base}/my-orcid/works`);
    await look(seen, "my-works");
    for (const lang of ["ar", "ja", "de"]) {
      for (const path of ["my-orcid", "my-orcid/work/add"]) {
        await seen.goto(`${base}/${path}?lang=${lang}`);
        await look(seen, `${path.replaceAll("/", "-")}-${lang}`, ["light"]);
      }
    }
    assert.deepEqual(refusals, []);
  },

  /** Every page that anybody can open. */
  async pages(browser, base) {
    const { page, refusals } = await openPerson(browser);
    const people = await sandbox(base, "GET", "people");
    assert.ok(people.length > 15);
    for (const { orcid } of people) {
      await page.goto(`${base}/${orcid}`);
      await look(page, `record-${orcid}`, ["light"]);
    }
    for (const path of ["", "orcid-search/search", "orcid-search/search?searchQuery=0009-9000-0000-0011", "signout", "2fa-signin", "nowhere", "0009-9000-0000-9999", "register"]) {
      await page.goto(`${base}/${path}`);
      await look(page, `page-${path.replace(/\W/g, "-") || "home"}`);
    }
    // Groups open without scripts.
    await page.goto(`${base}/${AMELIE.orcid}`);
    await page.getByText("2 more sources").click();
    await page.getByRole("link", { name: "accepted version" }).waitFor();
    for (const details of await page.locator(".more > summary").all()) {
      if (await details.isVisible()) await details.click();
    }
    await look(page, "record-open");
    assert.deepEqual(refusals, []);
  },

  /** A thousand works are sorted, looked through and turned over by number, without scripts; each has a page. */
  async works(browser, base) {
    const { page, refusals } = await openPerson(browser, { javaScriptEnabled: false });
    await page.goto(`${base}/${PROLIFIC}`);
    await page.getByLabel("Sort by").selectOption("title");
    await page.getByLabel("Per page").selectOption("10");
    await page.getByRole("button", { name: "Show" }).click();
    await page.waitForURL((url) => url.search.includes("sort=title") && url.hash === "#works");
    await page.getByRole("navigation", { name: "Pages of Works" }).getByLabel("Page").fill("7");
    await page.getByRole("button", { name: "Go" }).click();
    await page.waitForURL((url) => url.search.includes("works=7") && url.search.includes("sort=title"));
    await page.getByText("61–70 of").waitFor();
    await page.getByRole("link", { name: "Next page of Works" }).click();
    await page.waitForURL((url) => url.search.includes("works=8") && url.search.includes("size=10"));
    const title = await page.locator("#works ~ .cards h3 a").first().innerText();
    await page.getByLabel("Words in title, journal or identifier").fill(title);
    await page.keyboard.press("Enter");
    await page.getByText("Works with these words:").waitFor();
    await page.getByRole("link", { name: title, exact: true }).first().click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.getByRole("link", { name: "From the record of" }).click();
    await page.waitForURL(`${base}/${PROLIFIC}#works`);
    await page.getByRole("link", { name: "QR code and badge" }).click();
    await page.getByRole("heading", { name: "QR code and badge" }).waitFor();
    assert.deepEqual(refusals, []);

    const { page: looking, refusals: none } = await openPerson(browser);
    const paths = { "works": `${PROLIFIC}?works=7&size=10&sort=title`, "works-none": `${PROLIFIC}?q=nosuchword`, "badge": `${PROLIFIC}/badge` };
    for (const [name, path] of Object.entries(paths)) {
      await looking.goto(`${base}/${path}`);
      await look(looking, name);
    }
    await looking.goto(`${base}/${AMELIE.orcid}`);
    await looking.locator("#works ~ .cards h3 a").first().click();
    await look(looking, "entry");
    for (const lang of ["ar", "ja", "de"]) {
      await looking.goto(`${base}/${PROLIFIC}?works=7&size=10&lang=${lang}`);
      await look(looking, `works-${lang}`, ["light"]);
    }
    assert.deepEqual(none, []);
  },

  /** People are found by name and by field, with the keyboard alone, without scripts and on a phone. */
  async search(browser, base) {
    const { page, refusals } = await openPerson(browser, { javaScriptEnabled: false });
    await page.goto(base);
    await page.getByLabel("Find people by name or iD").focus();
    await page.keyboard.type("zhang");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "2 people" }).waitFor();
    assert.equal(await page.getByRole("listitem").getByRole("link", { name: "Wei Zhang" }).count(), 2);
    assert.equal(await page.getByLabel("Find people by name or iD").inputValue(), "zhang");

    // By field, from the box on: the summary opens by a key.
    await page.locator("summary").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(":focus").getAttribute("id"), "firstName");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Dubois");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: AMELIE.name }).waitFor();
    await page.getByLabel("Look among other names, too").check();
    await page.getByLabel("Organisation").fill("Brume");
    await page.getByRole("button", { name: "Find" }).last().click();
    await page.getByRole("link", { name: AMELIE.name }).click();
    await page.waitForURL(`${base}/${AMELIE.orcid}`);
    await page.goto(`${base}/orcid-search/search`);
    await page.getByLabel("Find people by name or iD").fill(`https://orcid.org/${AMELIE.orcid}`);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${base}/${AMELIE.orcid}`);
    assert.deepEqual(refusals, []);

    const { page: looking } = await openPerson(browser);
    const looks = {
      "search": "", "search-found": "?searchQuery=university", "search-field": "?lastName=zhang&otherFields=true",
      "search-none": "?searchQuery=nobodyatall", "search-mistyped": "?searchQuery=0009-9000-0000-0011",
    };
    for (const [name, query] of Object.entries(looks)) {
      await looking.goto(`${base}/orcid-search/search${query}`);
      await look(looking, name);
    }
    for (const lang of ["ar", "ja", "de"]) {
      await looking.goto(`${base}/orcid-search/search?searchQuery=university&lang=${lang}`);
      await look(looking, `search-${lang}`, ["light"]);
    }
  },

  /** Whoever develops reads the mail of a sandbox, and follows its link from inside the frame. */
  async mail(browser, base) {
    const { page, refusals } = await openPerson(browser);
    for (const email of [AMELIE.email, "nobody@brume.example.org"]) {
      await page.goto(`${base}/reset-password`);
      await page.getByLabel("E-mail address").fill(email);
      await page.getByRole("button", { name: "Send a link for a new password" }).click();
      await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
    }
    await page.goto(`${base}/__sandbox/mail`);
    await page.getByRole("link", { name: "No account with this address" }).waitFor();
    await look(page, "mails");
    await page.getByLabel("To", { exact: true }).fill(AMELIE.email);
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByText("1 mail, newest first").waitFor();
    // In French, as her record is.
    await page.getByRole("listitem").getByRole("link").first().click();
    const frame = page.frameLocator("iframe");
    await frame.getByRole("link", { name: "/reset-password-email/" }).waitFor();
    await look(page, "mail");
    await frame.getByRole("link", { name: "/reset-password-email/" }).click();
    await page.waitForURL(/\/reset-password-email\//);
    await page.locator("#password_again").waitFor();
    assert.deepEqual(refusals, []);
  },
};

const [name, base] = process.argv.slice(2);
const browser = await openBrowser();
try {
  await journeys[name](browser, base);
  console.log(`walked ${name}`);
} finally {
  await browser.close();
}
