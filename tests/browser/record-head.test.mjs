// The head of a record: on a phone the words begin within the first screen, whatever is known of the meeting.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Host } from "./host.mjs";

const SITE = fileURLToPath(new URL("../..", import.meta.url));
const DATA = process.env.MINUTEBOOK_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
const RECORDS = join(DATA, "pilot");
const skip = existsSync(RECORDS) ? false : `SKIPPED: there are no real records at ${RECORDS}; set MINUTEBOOK_DATA`;

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** How far down the first word may begin, in pixels. */
const DEEPEST = 700;

/** The records of a finished site, by the folders of their pages. @param {string} folder */
function records(folder) {
  const page = (/** @type {string} */ name) => join(folder, "meetings", name, "index.html");
  return readdirSync(join(folder, "meetings")).filter((name) => existsSync(page(name)) && readFileSync(page(name), "utf8").includes('class="transcript'));
}

/** How far down the words of a record begin: the first that was spoken, or what the record itself has before it. @param {any} page */
const begin = (page) =>
  page.evaluate(() => {
    const top = (/** @type {Element | null} */ element) => Math.round((element?.getBoundingClientRect().top ?? 0) + scrollY);
    const transcript = /** @type {Element} */ (document.querySelector(".transcript"));
    const isSpoken = !transcript.querySelector(":scope > :is(.note, .narrative, .decision, .roll-call, .title-notes):not(.turn ~ *)");
    return { isSpoken, top: isSpoken ? top(transcript.querySelector(".speech > :is(p, ul, ol, blockquote, table, pre, div)")) : top(transcript.firstElementChild) };
  });

/** @param {Host} host @param {boolean} javaScriptEnabled */
async function measured(host, javaScriptEnabled) {
  const page = await host.page({ ...PHONE, javaScriptEnabled });
  const all = [];
  for (const name of records(host.folder)) {
    await page.goto(`${host.url}/meetings/${encodeURIComponent(name)}/`);
    all.push({ name, ...(await begin(page)) });
  }
  await page.context().close();
  return all;
}

describe("on a phone the words of a record begin within the first screen", () => {
  /** @param {{name: string, top: number, isSpoken: boolean}[]} all */
  const isNear = (all) => {
    assert.deepEqual(all.filter(({ top }) => top > DEEPEST || top < 50), []);
    assert.ok(all.filter(({ isSpoken }) => isSpoken).length > all.length / 3, "many begin with what somebody said");
  };

  for (const scripts of [true, false]) {
    test(`of the sample, ${scripts ? "with" : "without"} scripts`, async () => {
      const host = await Host.open(SITE);
      const all = await measured(host, scripts).finally(() => host.close());
      isNear(all);
    });
  }

  test("of the sample in gazette", async () => {
    const folder = mkdtempSync(join(tmpdir(), "minutebook-gazette-"));
    cpSync(join(SITE, "content"), join(folder, "content"), { recursive: true });
    const settings = join(folder, "content/site.yml");
    writeFileSync(settings, readFileSync(settings, "utf8").replace("theme: civic", "theme: gazette"));
    const host = await Host.open(folder);
    const all = await measured(host, true).finally(() => host.close());
    rmSync(folder, { recursive: true });
    isNear(all);
  });

  test("of real records", { skip }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "minutebook-records-"));
    cpSync(RECORDS, join(folder, "content"), { recursive: true });
    rmSync(join(folder, "content/PROVENANCE.md"), { force: true });
    writeFileSync(join(folder, "content/site.yml"), "title: 公開紀錄\nbase_url: https://records.example\nlanguages: [zh-Hant, en]\n");
    const host = await Host.open(folder);
    const all = await measured(host, true).finally(() => host.close());
    rmSync(folder, { recursive: true });
    isNear(all);
    assert.ok(all.length > 40, `${all.length} records`);
  });
});

const BUDGET = "/meetings/2023-03-02-budget-sitting/";

describe("what is known of a meeting", () => {
  /** @type {Host} */
  let host;
  before(async () => {
    host = await Host.open(SITE);
  });
  after(() => host.close());

  /** @param {any} page @param {string} selector */
  const isShown = (page, selector) => page.evaluate((/** @type {string} */ selector) => document.querySelector(selector)?.checkVisibility({ contentVisibilityAuto: false }) ?? false, selector);

  for (const javaScriptEnabled of [true, false]) {
    test(`is folded on a phone, and open beside the words on a desk, ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
      const phone = await host.page({ ...PHONE, javaScriptEnabled });
      await phone.goto(host.url + BUDGET);
      for (const part of [".contents li", ".who-spoke li", ".facts"]) {
        assert.equal(await phone.locator(`.record-side ${part}`).first().isVisible(), false, part);
      }
      const summaries = await phone.locator(".record-side > * > details > summary").evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ top, height }) => ({ top, height })));
      assert.equal(new Set(summaries.map(({ top }) => top)).size, 1, "in one row");
      assert.ok(summaries.length === 3 && summaries.every(({ height }) => height >= 44), "as large as a finger");
      await phone.locator(".contents summary").tap();
      assert.equal(await phone.locator(".contents li").first().isVisible(), true);
      await phone.context().close();

      const desk = await host.page({ viewport: { width: 1440, height: 900 }, javaScriptEnabled });
      await desk.goto(host.url + BUDGET);
      for (const part of [".contents li", ".who-spoke li"]) assert.equal(await isShown(desk, `.record-side ${part}`), true, part);
      assert.equal(await desk.locator(".decided-here a").count(), 2);
      assert.equal(await isShown(desk, ".decided-here details a"), true, "all that was decided");
      await desk.context().close();
    });
  }

  test("leads by a click on the ribbon to what was said then", async () => {
    const page = await host.page({ viewport: { width: 1440, height: 900 } });
    await page.goto(host.url + BUDGET, { waitUntil: "networkidle" });
    const last = page.locator(".ribbon g").first().locator("a").last();
    const href = await last.getAttribute("href");
    const place = await last.evaluate((link) => {
      const { left, width, top } = link.getBoundingClientRect();
      return { x: left + width / 2, y: top };
    });
    await page.mouse.click(place.x, place.y);
    await page.waitForSelector(".speech:target");
    assert.equal(new URL(page.url()).hash, href);
    const whose = await page.locator(":target").evaluate((speech) => speech.closest(".turn")?.querySelector(".speaker a")?.getAttribute("href"));
    assert.equal(whose, await page.locator(".only").first().getAttribute("value"), "of the speaker in the same place of the list");
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test("tells neighbours apart by hue, in light and dark", async () => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await host.page({ colorScheme });
      await page.goto(host.url + BUDGET);
      const colours = await page.locator(".ribbon path").evaluateAll((all) =>
        all.map((path) => ({ from: Number(/M(\d+)/u.exec(path.getAttribute("d") ?? "")?.[1]), colour: getComputedStyle(path).stroke })).sort((a, b) => a.from - b.from).map(({ colour }) => colour));
      assert.ok(colours.length > 10);
      colours.slice(1).forEach((colour, index) => assert.notEqual(colour, colours[index]));
      await page.context().close();
    }
  });
});

describe("one speaker's words alone", () => {
  /** @type {Host} */
  let host;
  before(async () => {
    host = await Host.open(SITE);
  });
  after(() => host.close());

  test("are named above the words, can be sent as a link, and all come back in place", async () => {
    const page = await host.page(PHONE);
    await page.goto(host.url + BUDGET, { waitUntil: "networkidle" });
    await page.locator(".who-spoke summary").first().tap();
    await page.locator(".only", { hasText: "Luo Cheng-yan" }).tap();
    const told = (await page.textContent(".showing"))?.trim();
    assert.equal(told, "Showing 4 speeches by Luo Cheng-yan Show all");
    const places = () => page.evaluate(() => {
      const box = (/** @type {string} */ selector) => /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect();
      return { bar: box(".showing").top, end: box(".record-tools").bottom, first: box(".turn:not([hidden])").top };
    });
    const { bar, end, first } = await places();
    assert.ok(bar >= 0 && bar < 20, `the bar stays at the top: ${bar}`);
    assert.ok(first >= end - 1 && first < end + 60, `their first words are below it: ${first} after ${end}`);
    assert.equal(new URL(page.url()).search, "?speaker=luo-chengyan");
    const link = page.url();

    // Somebody else opens the link.
    const other = await host.page(PHONE);
    await other.goto(link, { waitUntil: "networkidle" });
    assert.equal(await other.locator(".turn:not([hidden])").count(), await page.locator(".turn:not([hidden])").count());
    const hidden = await other.evaluate(() => document.querySelector(".turn[hidden] .speech")?.id);
    await other.goto(`${link}#${hidden}`, { waitUntil: "networkidle" });
    assert.equal(await other.locator(".turn[hidden]").count(), 0, "a link to other words shows these");
    assert.equal(new URL(other.url()).search, "");
    await other.context().close();

    // Further down, all come back around what is being read.
    await page.evaluate(() => [...document.querySelectorAll(".turn:not([hidden])")].at(-1)?.scrollIntoView());
    const before = await page.evaluate(() => [...document.querySelectorAll(".turn:not([hidden])")].at(-1)?.getBoundingClientRect().top ?? 0);
    const id = await page.evaluate(() => [...document.querySelectorAll(".turn:not([hidden])")].at(-1)?.querySelector(".speech")?.id);
    await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector(".showing .all")).click());
    const after = await page.evaluate((id) => document.getElementById(String(id))?.closest(".turn")?.getBoundingClientRect().top ?? 0, id);
    assert.ok(Math.abs(before - after) < 80, `${before} became ${after}`);
    assert.equal(await page.locator(".gap, .turn[hidden]").count(), 0);
    assert.equal(new URL(page.url()).search, "");
    assert.equal(await page.textContent(".showing"), "");
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test("are found by a label where there is no page", async () => {
    const page = await host.page();
    await page.goto(`${host.url}${BUDGET}?speaker=${encodeURIComponent("Member of the public")}`, { waitUntil: "networkidle" });
    assert.equal(await page.locator(".turn:not([hidden])").count(), 1);
    assert.match((await page.textContent(".showing")) ?? "", /Member of the public/u);
    await page.goto(`${host.url}${BUDGET}?speaker=nobody`, { waitUntil: "networkidle" });
    assert.equal(await page.locator(".turn[hidden]").count(), 0, "of a stranger nothing is left out");
    await page.context().close();
  });
});
