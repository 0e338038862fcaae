// A person with a browser: opens an address, signs in and agrees on the registry's pages, and tells what the site shows
// in the end.
//
//     person.mjs START UNTIL [BUTTON]
import { chromium } from "playwright-core";

const [start, until, button = "button#start"] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.BYLINE_CHROMIUM,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
// Browsers have a list of authorities of their own; what is tried here is the client behind the site.
const page = await browser.newPage({ ignoreHTTPSErrors: true, locale: "en-GB" });
page.setDefaultTimeout(60_000);
await page.goto(start);
// Some sites begin with a button.
if (await page.locator(button).count()) await page.locator(button).click();
// By names and not by words: once signed in, people read the pages in their own language.
await page.locator("input[name=username]").fill(process.env.EMAIL);
await page.locator("input[name=password]").fill(process.env.PASSWORD);
await page.locator("input[name=password]").press("Enter");
try {
  // Who agreed before is not asked again.
  const allow = page.locator("button[name=decision][value=allow]");
  const back = page.waitForURL((url) => url.href.startsWith(until));
  await Promise.race([back, allow.waitFor()]);
  if (!page.url().startsWith(until)) await allow.click();
  await back;
} catch (error) {
  console.error(`${page.url()}\n${await page.content()}`);
  throw error;
}
console.log(await page.locator("body").innerText());
await browser.close();
