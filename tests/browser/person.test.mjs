// The page of a person, following, and getting the data: on real records, when there are any, in MINUTEBOOK_DATA or beside the project.

import assert from "node:assert/strict";
import { cpSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Preview } from "./preview.mjs";

const DATA = process.env.MINUTEBOOK_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
const RECORDS = join(DATA, "pilot");
const skip = existsSync(RECORDS) ? false : `SKIPPED: there are no real records at ${RECORDS}; set MINUTEBOOK_DATA`;

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
const READERS = [
  { at: "/", name: "Audrey Tang", follow: "Follow Audrey Tang", record: "/meetings/2026-07-16-interview-with-open-commons/" },
  { at: "/zh-hant/", name: "唐鳳", follow: "追蹤唐鳳", record: "/meetings/2018-01-23-po共識營-day-1/" },
];

describe("a journalist with real records", { skip }, () => {
  /** @type {Preview} */
  let preview;
  before(async () => {
    const registry = "people:\n  - {id: audrey-tang, names: {en: Audrey Tang, zh-Hant: 唐鳳}, labels: [唐鳳, Audrey Tang]}\n";
    const files = { "content/site.yml": "title: Records\nbase_url: https://records.example\nlanguages: [en, zh-Hant]\n" };
    preview = await Preview.open(files, [], (folder) => {
      cpSync(RECORDS, join(folder, "content"), { recursive: true });
      rmSync(join(folder, "content/PROVENANCE.md"), { force: true });
      writeFileSync(join(folder, "content/people.yml"), registry);
    });
  });
  after(() => preview?.close());

  const page = () => preview.page;
  // The page of a person in the language of the reader.
  const person = async ({ at, name }) => {
    await preview.visit(`${at}speakers/`);
    const href = await page().locator("main a", { hasText: new RegExp(`^${name}$`, "u") }).first().getAttribute("href");
    await preview.visit(decodeURI(href ?? ""));
  };
  const overflow = () => page().evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  for (const viewport of [PHONE, DESK]) {
    for (const reader of READERS) {
      test(`follows ${reader.name} in two clicks, ${viewport.width} px`, async () => {
        await page().setViewportSize(viewport);
        await person(reader);
        await page().locator(".page-header .following summary", { hasText: reader.following }).click();
        const feed = page().locator(".page-header .following a").first();
        assert.ok(await feed.isVisible());
        const answer = await page().request.get(new URL((await feed.getAttribute("href")) ?? "", page().url()).href);
        assert.match(await answer.text(), /<rss|<feed/u);
        assert.equal(await overflow(), 0);
      });

      test(`gets the data of a record and of the archive in two clicks, ${reader.at}, ${viewport.width} px`, async () => {
        await page().setViewportSize(viewport);
        await preview.visit(encodeURI(reader.record));
        const json = page().locator(".about-record a", { hasText: "JSON" });
        const answer = await page().request.get(new URL((await json.getAttribute("href")) ?? "", page().url()).href);
        assert.ok((await answer.json()).title, "one click: the record");
        await page().locator(".site-footer a[href$='/data/']").click();
        const table = page().locator("main a[href$='.csv'], main a[href$='.csv.gz']").first();
        assert.ok(await table.isVisible(), "and two: all speeches");
      });

      test(`sees who ${reader.name} is, when they spoke, and whole lines, ${viewport.width} px`, async () => {
        await page().setViewportSize(viewport);
        await person(reader);
        const years = await page().locator(".words-by-year li").evaluateAll((all) => all.map((year) => {
          const { bottom, left, right } = year.getBoundingClientRect();
          return { bottom: Math.round(bottom), left, right, words: year.textContent };
        }));
        assert.ok(years.length > 5, `${years.length} years`);
        const rows = new Set(years.map((year) => year.bottom)).size;
        assert.ok(rows <= (viewport.width < 640 ? 2 : 1), `in one row, or in two on a phone: ${rows}`);
        const right = (year, before) => year.bottom !== before.bottom || year.right <= before.left + 1;
        assert.ok(years.every((year, index) => index === 0 || right(year, years[index - 1])), "the newest at the right");
        const lines = await page().locator(".first-line, .said p").evaluateAll((all) => all.map((line) => line.clientHeight / parseFloat(getComputedStyle(line).lineHeight)));
        assert.ok(lines.length > 3 && lines.every((count) => count < 2.2 && Math.abs(count - Math.round(count)) < 0.1), lines.join());
        assert.equal(await overflow(), 0);
      });

      test(`stays in their language in a year of ${reader.name}, and changes it there, ${viewport.width} px`, async () => {
        await page().setViewportSize(viewport);
        await person(reader);
        const lang = await page().locator("html").getAttribute("lang");
        const years = page().locator(".words-by-year a");
        await years.nth(Math.floor((await years.count()) / 2)).click();
        await page().waitForURL(/\/\d{4}\/$/u);
        assert.equal(await page().locator("html").getAttribute("lang"), lang);
        const { pathname } = new URL(page().url());
        assert.ok(pathname.startsWith(reader.at), pathname);
        const other = page().locator(".languages a[hreflang], .languages a[lang]").first();
        const href = await other.getAttribute("href");
        assert.equal(href?.split("/").at(-2), pathname.split("/").at(-2), "the same year in the other language");
        assert.ok(await page().locator(".breadcrumbs a").last().isVisible(), "and a way back");
        assert.ok(await page().locator(".their-words input[type=search]").isVisible(), "and a search in their words");
        assert.equal(await overflow(), 0);
      });
    }
  }

  test("reads a feed in the browser, and goes from it to the page", async () => {
    await page().setViewportSize(PHONE);
    await person(READERS[0]);
    const href = new URL((await page().locator(".following a").first().getAttribute("href")) ?? "", page().url()).href;
    await page().goto(href);
    const shown = await page().evaluate(() => {
      const style = (selector) => getComputedStyle(/** @type {Element} */ (document.querySelector(selector)));
      return { title: style("channel > title").display, guid: style("item > guid").display, size: parseFloat(style("channel > title").fontSize) };
    });
    assert.deepEqual([shown.title, shown.guid], ["block", "none"]);
    assert.ok(shown.size > 20, "a heading");
    const back = await page().evaluate(() => {
      const link = /** @type {HTMLAnchorElement} */ (document.querySelector("channel > p > a"));
      const entry = /** @type {HTMLAnchorElement} */ (document.querySelector("item > a"));
      return { text: link.textContent, href: link.href, entry: entry.textContent, leads: entry.href, isShown: entry.checkVisibility() };
    });
    assert.match(back.entry ?? "", / · \d+ \w+ \d{4}$| · \d{4} 年/u, "the day in words");
    assert.match(back.leads, /^https:\/\/records\.example\/meetings\//u);
    assert.ok(back.isShown);
    assert.match(back.text, /Audrey Tang/u);
    assert.match(back.href, /^https:\/\/records\.example\/speakers\//u);
  });
});
