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

  test("finds a speaker, opens what is typical of them at a meeting, and sees it in context", async () => {
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
    await page().locator(".who-spoke summary").first().click();
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
    await page().locator(".who-spoke summary").first().focus();
    await page().keyboard.press("Enter");
    const more = page().locator(".who-spoke details details summary");
    await more.focus();
    await page().keyboard.press("Enter");
    await page().keyboard.press("Tab");
    assert.equal(await page().evaluate(() => document.activeElement?.closest(".who-spoke details details") !== null), true);
  });

  test("copies a link and a citation, and comes back by the link", async () => {
    await preview.visit(LONGEST);
    const id = await page().evaluate(() => document.querySelectorAll(".speech")[200].id);
    await page().locator(`#${id} > .permalink`).focus();
    await page().keyboard.press("Enter");
    const copied = async (/** @type {string} */ format) => {
      await page().check(`#cite [value=${format}]`);
      await page().click("#cite [data-copy]");
      await page().waitForFunction(() => document.querySelector("#cite [role=status]")?.textContent);
      return page().evaluate(() => navigator.clipboard.readText());
    };
    const link = await copied("link");
    assert.ok(link.endsWith(`#${id}`), link);
    const speaker = await page().evaluate((id) => document.getElementById(id)?.closest(".turn")?.querySelector(".speaker a")?.textContent ?? "", id);
    const words = await page().evaluate((id) => document.getElementById(id)?.querySelector("p")?.textContent ?? "", id);
    assert.ok(speaker && words, "somebody says something");
    for (const format of ["plain", "markdown", "bibtex", "csl"]) {
      const citation = await copied(format);
      for (const part of [speaker, "2018", "公開紀錄", link]) {
        // In words the address can be read.
        assert.ok(citation.includes(format === "plain" ? decodeURI(part) : part), `${format}: ${part} in ${citation}`);
      }
      if (format === "markdown") assert.ok(citation.includes(words.slice(0, 10)), citation);
    }
    assert.equal(JSON.parse(await copied("csl"))[0].author[0].literal, speaker);
    const quote = await copied("quote");
    assert.ok(quote.startsWith(`${link}:~:text=`) && decodeURIComponent(quote).includes(words.slice(0, 6)), quote);
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

  test("reads a record and its twin side by side, speech by speech", async () => {
    await page().setViewportSize({ width: 1400, height: 900 });
    await preview.visit(ENGLISH);
    const id = await page().evaluate(() => document.querySelectorAll(".speech:has(.twin)")[3].id);
    const there = new URL(String(await page().locator(`#${id} > .twin`).getAttribute("href")), preview.url);
    await page().locator(".beside-twin").first().click();
    await page().waitForSelector(".paired .other");
    const [ours, theirs] = await page().evaluate((id) => {
      const speech = /** @type {Element} */ (document.getElementById(id));
      const other = /** @type {HTMLElement} */ (speech.nextElementSibling);
      return [speech.getBoundingClientRect(), other.getBoundingClientRect()].map(({ top, left }, n) => ({ top, left, lang: n ? other.lang : "", text: n ? other.textContent : "" }));
    }, id);
    assert.ok(Math.abs(ours.top - theirs.top) < 2 && theirs.left > ours.left, "they stand beside each other");
    assert.equal(theirs.lang, "zh-Hant");
    const twin = await preview.browser.newPage();
    await twin.goto(there.href);
    const said = (await twin.locator(":target > p").first().textContent()) ?? "";
    assert.ok(said.length > 0 && theirs.text?.includes(said), said);
    await twin.close();
    await page().setViewportSize({ width: 1000, height: 700 });
  });

  test("finds in a busy year its months, and in one of them a speech", async () => {
    await preview.visit("/speakers/");
    await page().locator(".letter a", { hasText: /^唐鳳$/u }).click();
    await page().locator(".words-by-year a", { hasText: "2018" }).click();
    assert.equal(await page().locator(".permalink").count(), 0, "the year itself holds no speech");
    const months = await page().locator(".month h2 a").count();
    assert.ok(months > 1, `${months} months`);
    await page().locator(".month h2 a").first().click();
    const speeches = await page().locator(".appearance .speech").count();
    assert.ok(speeches > 0);
    const sign = page().locator(".appearance .permalink").nth(Math.floor(speeches / 2));
    const words = (await sign.locator("xpath=..").locator("p:not(.meta)").first().textContent()) ?? "";
    await sign.click();
    await page().waitForSelector(".speech:target");
    assert.ok((await page().locator(":target").textContent())?.includes(words));
  });

  test("finds words in the whole archive, and opens one where it was said", async () => {
    await preview.visit("/search/?q=" + encodeURIComponent("開放政府"));
    await page().waitForSelector(".hit a");
    const [href, words] = await page().locator(".hit .words a").first().evaluate((link) => [/** @type {HTMLAnchorElement} */ (link).href, link.querySelector("mark")?.textContent]);
    assert.equal(words, "開放政府");
    await page().goto(href);
    await page().waitForSelector(":target");
    assert.ok((await page().locator(":target").textContent())?.includes("開放政府"));
  });

  test("finds words in the record at hand, and goes from one to the next", async () => {
    await preview.visit(LONGEST);
    await page().keyboard.press("f");
    await page().keyboard.type("開放政府");
    await page().waitForFunction(() => document.querySelector(".find output")?.textContent);
    const said = await page().evaluate(() => [...document.querySelectorAll(".transcript .speech p")].filter((p) => p.textContent?.includes("開放政府")).length);
    const told = Number(/\d+/u.exec((await page().textContent(".find output")) ?? "")?.[0]);
    assert.ok(said > 0 && told >= said, `${told} places in ${said} paragraphs`);
    await page().keyboard.press("Enter");
    await preview.until("the first place is in the window", () =>
      page().evaluate(() => {
        const range = [.../** @type {any} */ (CSS.highlights.get("found-here") ?? [])][0];
        const top = range?.getBoundingClientRect().top ?? -1;
        return top >= 0 && top < innerHeight;
      }),
    );
  });

  // From the front page to a citation, as somebody does who has no pointer: only Tab, Enter, typing and Escape.
  test("goes by keys alone from the front page to a speaker, into a meeting, and copies a link", async () => {
    const active = (/** @type {string} */ selector) => page().evaluate((selector) => Boolean(document.activeElement?.matches(selector)), selector);
    const tabTo = async (/** @type {string} */ selector) => {
      for (let time = 0; time < 400; time += 1) {
        await page().keyboard.press("Tab");
        if (await active(selector)) return;
      }
      throw new Error(`Tab never comes to ${selector}`);
    };
    await preview.visit("/");
    await tabTo(".site-menu a[href$='/speakers/']");
    await page().keyboard.press("Enter");
    await page().waitForURL(/\/speakers\/$/u);
    await tabTo(".filter input");
    await page().keyboard.type("唐鳳");
    // What is left of the list is all that Tab goes through.
    await tabTo(".letter a");
    assert.match(await page().evaluate(() => document.activeElement?.textContent ?? ""), /唐鳳/u);
    await page().keyboard.press("Enter");
    await page().waitForSelector(".first-line a");
    await tabTo(".first-line a");
    await page().keyboard.press("Enter");
    await page().waitForSelector(".speech:target");
    const id = await page().evaluate(() => document.querySelector(":target")?.id);
    // A link leads to its speech for the keyboard as well: the next control is the sign of that very speech.
    await page().keyboard.press("Tab");
    assert.equal(await page().evaluate(() => document.activeElement?.closest(".speech")?.id), id);
    await page().keyboard.press("Enter");
    assert.equal(await page().locator("#cite").isVisible(), true);
    assert.equal(await active("#cite [data-copy]"), true);
    await page().keyboard.press("Enter");
    await page().waitForFunction(() => document.querySelector("#cite [role=status]")?.textContent);
    assert.ok((await page().evaluate(() => navigator.clipboard.readText())).includes(`#${id}`));
    await page().keyboard.press("Escape");
    assert.equal(await page().evaluate(() => document.activeElement?.closest(".speech")?.id), id, "and is where one was");
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
    assert.equal(await plain.locator(".hint:visible").count(), 0);
    assert.equal(await plain.locator(".speech:visible").count(), await plain.locator(".speech").count(), "every word is there");
    // And goes on from there: to a speaker, into a year, and to a speech in its meeting.
    await plain.locator(".speaker a").first().click();
    // A page that holds all the words has no pages of years.
    if ((await plain.locator(".appearance").count()) === 0) await plain.locator(".words-by-year a").first().click();
    const speech = plain.locator(".appearance .permalink").first();
    const anchor = String(await speech.getAttribute("href")).split("#")[1];
    await speech.click();
    assert.equal(await plain.locator(":target").getAttribute("id"), anchor);
    await plain.goto(preview.url + LONGEST);
    const pages = (await plain.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
    assert.ok(pages > 20, `${pages} pages of paper`);
    await context.close();
  });

  test("and of nobody else anything was asked, and nothing went wrong", () => {
    assert.deepEqual(preview.requests.filter((url) => !url.startsWith(preview.url)), []);
    assert.deepEqual(preview.errors, []);
  });
});
