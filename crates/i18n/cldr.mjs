// Writes locales/*/cldr.ftl from the CLDR data inside Node.js: `node crates/i18n/cldr.mjs`. To be run again when a new
// CLDR is wanted; nothing else needs Node.

import { readFileSync, writeFileSync } from "node:fs";

const here = new URL(".", import.meta.url);
// English dates are day first, as they always were here; Arabic uses the digits of iDs.
const LOCALES = {
  ar: "ar-u-nu-latn-ca-gregory", cs: "cs", de: "de", en: "en-GB", es: "es", fr: "fr", it: "it", ja: "ja", ko: "ko",
  pl: "pl", pt: "pt", ru: "ru", tr: "tr", zh_CN: "zh-CN", zh_TW: "zh-TW",
};
const table = readFileSync(new URL("../model/src/country.rs", here), "utf8");
const countries = [...table.matchAll(/\b(?:plain|state)\(\s*"([A-Z]{2})"/g)].map((found) => found[1]);
const lists = readFileSync(new URL("../model/src/enums/lists.rs", here), "utf8");
const [, listed] = lists.match(/LANGUAGE_CODE, "language-code", Exact, \[([^\]]*)\]/);
const languages = [...listed.matchAll(/"([A-Za-z_]+)"/g)].map((found) => found[1]);

/** A date of the year 2023 as a pattern, with placeables for day and year. */
function pattern(locale, month, options) {
  const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
  const parts = format.formatToParts(new Date(Date.UTC(2023, month, 5)));
  const shown = { day: "{ $day }", year: "{ $year }" };
  return parts.map(({ type, value }) => shown[type] ?? value).join("");
}

for (const [name, locale] of Object.entries(LOCALES)) {
  const lines = [
    `# Made by cldr.mjs from CLDR ${process.versions.cldr}; not to be edited.`,
    "# Copyright © 1991-present Unicode, Inc. Licensed under Unicode-3.0.",
    "",
    `date-year = ${pattern(locale, 0, { year: "numeric" })}`,
  ];
  for (let month = 0; month < 12; month += 1) {
    lines.push(`date-month-${month + 1} = ${pattern(locale, month, { year: "numeric", month: "long" })}`);
    lines.push(`date-day-${month + 1} = ${pattern(locale, month, { year: "numeric", month: "long", day: "numeric" })}`);
  }
  lines.push("");
  const spoken = new Intl.DisplayNames(locale, { type: "language" });
  for (const code of languages) lines.push(`language-${code} = ${spoken.of(code.replace("_", "-"))}`);
  // English names are in the model.
  if (name !== "en") {
    lines.push("");
    const names = new Intl.DisplayNames(locale, { type: "region" });
    for (const code of countries) lines.push(`country-${code} = ${names.of(code)}`);
  }
  writeFileSync(new URL(`locales/${name}/cldr.ftl`, here), `${lines.join("\n")}\n`);
}
console.log(`${countries.length} countries, ${languages.length} names of languages, ${Object.keys(LOCALES).length} languages`);
