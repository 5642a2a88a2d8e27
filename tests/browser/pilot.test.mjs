// What readers do, on real records, when there are any: in MINUTEBOOK_DATA or beside the project.

import assert from "node:assert/strict";
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Preview } from "./preview.mjs";

const DATA = process.env.MINUTEBOOK_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
const RECORDS = join(DATA, "pilot");
const skip = existsSync(RECORDS) ? false : `SKIPPED: there are no real records at ${RECORDS}; set MINUTEBOOK_DATA`;
const LONGEST = "/meetings/2018-01-23-po共識營-day-1/";
const ENGLISH = "/meetings/2026-07-16-interview-with-open-commons/";

describe("a reader of real records", { skip }, () => {
  /** @type {Preview} */
  let preview;
  before(async () => {
    preview = await Preview.open({ "content/site.yml": "title: 公開紀錄\nbase_url: https://records.example\nlanguages: [zh-Hant, en]\n" }, [], (folder) => {
      cpSync(RECORDS, join(folder, "content"), { recursive: true });
      rmSync(join(folder, "content/PROVENANCE.md"), { force: true });
    });
    await preview.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  });
  after(() => preview?.close());

  const page = () => preview.page;

  test("finds a speaker, opens what they said first at a meeting, and sees it in context", async () => {
    await preview.visit("/speakers/");
    await page().fill(".filter input", "唐");
    const names = await page().locator(".letter li:visible a").allTextContents();
    assert.ok(names.length > 0 && names.every((name) => name.includes("唐")), names.join());
    await page().locator(".letter li:visible a", { hasText: /^唐鳳$/u }).click();
    assert.match((await page().textContent("h1")) ?? "", /唐鳳/u);
    const first = page().locator(".first-line a").first();
    const words = ((await first.textContent()) ?? "").replace(/…$/u, "").slice(0, 12);
    await first.click();
    await page().waitForSelector(".speech:target");
    const target = page().locator(".speech:target");
    assert.ok((await target.textContent())?.includes(words), words);
    assert.ok((await page().locator(".speech").count()) > 1, "in context");
  });

  test("reads one speaker's words alone in the longest record, and all again", async () => {
    await preview.visit(LONGEST);
    const all = await page().locator(".turn").count();
    assert.ok(all > 100, `${all} turns`);
    const row = page().locator(".who-spoke li").first();
    await row.locator(".only").click();
    const left = await page().locator(".turn:not([hidden])").count();
    assert.ok(left > 0 && left < all, `${left} of ${all}`);
    assert.ok((await page().locator(".gap").count()) > 0, "gaps are told");
    await row.locator(".only").click();
    assert.equal(await page().locator(".turn:not([hidden])").count(), all);
  });

  test("finds who spoke less behind “more”, by keys alone", async () => {
    await preview.visit(LONGEST);
    const more = page().locator(".who-spoke summary");
    await more.focus();
    await page().keyboard.press("Enter");
    await page().keyboard.press("Tab");
    assert.equal(await page().evaluate(() => document.activeElement?.closest(".who-spoke details") !== null), true);
  });

  test("copies a link and a citation, and comes back by the link", async () => {
    await preview.visit(LONGEST);
    const id = await page().evaluate(() => document.querySelectorAll(".speech")[200].id);
    await page().locator(`#${id} > .permalink`).focus();
    await page().keyboard.press("Enter");
    const copied = async (/** @type {string} */ format) => {
      await page().click(`#cite [data-copy=${format}]`);
      await page().waitForFunction(() => document.querySelector("#cite [role=status]")?.textContent);
      return page().evaluate(() => navigator.clipboard.readText());
    };
    const link = await copied("link");
    assert.ok(link.endsWith(`#${id}`), link);
    const citation = await copied("plain");
    assert.ok(citation.includes("2018-01-23") && citation.includes(link), citation);
    await preview.visit("/");
    await preview.visit(new URL(link).pathname + new URL(link).hash);
    await preview.until("the speech is in the window", () =>
      page().evaluate(() => {
        const { top } = /** @type {Element} */ (document.querySelector(".speech:target")).getBoundingClientRect();
        return top >= 0 && top < innerHeight;
      }),
    );
  });

  test("changes the language at the same speech", async () => {
    await preview.visit(ENGLISH);
    const id = await page().evaluate(() => document.querySelectorAll(".speech:has(.twin)")[3].id);
    await preview.visit(`${ENGLISH}#${id}`);
    const there = await page().locator(`#${id} > .twin`).getAttribute("href");
    await page().locator(".languages a").first().click();
    await page().waitForSelector(".speech:target");
    assert.equal(decodeURI(new URL(page().url()).pathname) + new URL(page().url()).hash, decodeURI(String(there)));
    assert.equal(await page().locator(".transcript").getAttribute("lang"), "zh-Hant");
  });

  test("goes through the longest record by keys", async () => {
    await preview.visit(LONGEST);
    for (let time = 0; time < 30; time += 1) await page().keyboard.press("j");
    const at = await page().evaluate(() => {
      const speech = /** @type {Element} */ (document.activeElement).closest(".speech");
      const { top } = /** @type {Element} */ (speech).getBoundingClientRect();
      return { number: [...document.querySelectorAll(".speech")].indexOf(/** @type {Element} */ (speech)), isSeen: top >= -1 && top < innerHeight };
    });
    assert.deepEqual(at, { number: 29, isSeen: true });
  });

  test("reads without scripts, in the dark, and on paper", async () => {
    const context = await preview.browser.newContext({ javaScriptEnabled: false, colorScheme: "dark" });
    const plain = await context.newPage();
    await plain.goto(preview.url + LONGEST);
    const [ink, paper] = await plain.locator("html").evaluate((html) => [getComputedStyle(html).color, getComputedStyle(html).backgroundColor].map((colour) => Number(/\d+/u.exec(colour))));
    assert.ok(ink > 200 && paper < 50, `${ink} on ${paper}`);
    assert.equal(await plain.locator(".only:visible").count(), 0);
    const pages = (await plain.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
    assert.ok(pages > 20, `${pages} pages of paper`);
    await context.close();
  });

  test("and of nobody else anything was asked, and nothing went wrong", () => {
    assert.deepEqual(preview.requests.filter((url) => !url.startsWith(preview.url)), []);
    assert.deepEqual(preview.errors, []);
  });
});
