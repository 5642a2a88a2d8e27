// Searching as a reader does, in a real browser, on a site as a plain host shows it.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { Host } from "./host.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SITE = fileURLToPath(new URL("../..", import.meta.url));
const FIELD = ".search input[name=q]";
const COUNTED = /^\d+ speeches( in \d+ meetings?)?$/;

/** What the status says, once the search is at rest. */
const told = async (page) => {
  await page.waitForFunction(() => document.querySelector(".search-status [role=status]")?.textContent && !document.querySelector("[aria-busy]"));
  return page.textContent(".search-status [role=status]");
};

const search = async (page, host, query, more = "") => {
  await page.goto(`${host.url}/search/?q=${encodeURIComponent(query)}${more}`);
  return told(page);
};

/** Takes the first year that is offered; only what was said in it is left. */
const narrowToYear = async (page) => {
  const year = page.locator(".search-filters a", { hasText: /^20\d\d$/ }).first();
  const wanted = await year.textContent();
  await year.click();
  await page.waitForFunction((year) => location.search.includes(`year%3A${year}`), wanted);
  await told(page);
  const dates = await page.$$eval(".hit-meeting time", (all) => all.map((time) => time.getAttribute("datetime")));
  assert.ok(dates.length > 0 && dates.every((date) => date.startsWith(wanted)), `${dates}`);
};

const texts = (page, selector) => page.$$eval(selector, (all) => all.map((one) => one.textContent));

describe("a reader searches", () => {
  /** @type {Host} */
  let host;
  let page;
  before(async () => {
    host = await Host.open(SITE);
  });
  after(() => host.close());
  afterEach(async () => {
    host.instead = () => undefined;
    assert.deepEqual(page?.problems ?? [], []);
    await page?.context().close();
    page = undefined;
  });

  test("by speakers whom the page's language names, whatever a record calls them", async () => {
    page = await host.page();
    await search(page, host, "budget");
    await told(page);
    await page.waitForFunction(() => [...document.querySelectorAll(".by-speaker a")].some((link) => link.textContent === "Ines Vargholm"));
    assert.ok(!(await texts(page, ".by-speaker a")).some((name) => /^Chair\b/u.test(name)), `${await texts(page, ".by-speaker a")}`);
  });

  test("while typing, and opens a speech in its record", async () => {
    page = await host.page();
    await page.goto(`${host.url}/search/`);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "q");
    await page.keyboard.type("harbour", { delay: 20 });
    await page.waitForFunction(() => location.search === "?q=harbour");
    assert.match(await told(page), COUNTED);
    const marks = await texts(page, ".words mark");
    assert.ok(marks.length > 3 && marks.every((mark) => /^harbours?$/i.test(mark)), `${marks}`);
    assert.equal(new URL(page.url()).searchParams.get("q"), "harbour");
    const first = page.locator(".hit").first();
    assert.ok((await first.locator(".who").textContent())?.trim(), "who said it");
    assert.ok(await page.locator(".hit-meeting time").first().getAttribute("datetime"), "when");
    await first.locator(".words a").first().click();
    await page.waitForURL(/\/meetings\/.+#s/);
    const target = await page.textContent(".speech:target");
    assert.match(target, /harbour/i);
    await page.goBack();
    assert.match(await told(page), COUNTED);
    assert.equal(await page.inputValue(FIELD), "harbour");
  });

  test("for a phrase to the letter, for Han of any length, and for a name", async () => {
    page = await host.page();
    const sought = [["\"harbour master\"", /^harbour\s+master$/iu], ["港", /^港$/u], ["冷凍庫", /^冷凍庫$/u], ["Corderie ", /^Corderie$/iu]];
    for (const [query, form] of sought) {
      assert.match(await search(page, host, query), /\d/, query);
      const marks = await texts(page, ".words mark");
      assert.ok(marks.length > 0 && marks.every((mark) => form.test(mark)), `${query}: ${marks}`);
    }
  });

  test("with the keyboard alone", async () => {
    page = await host.page();
    await page.goto(`${host.url}/search/`);
    await page.fill(FIELD, "council");
    await told(page);
    await page.focus(FIELD);
    // First what is called so, then what was said.
    const all = ".found-names .title, .words a";
    const here = () => page.evaluate((all) => [...document.querySelectorAll(all)].indexOf(/** @type {Element} */ (document.activeElement)), all);
    await page.keyboard.press("ArrowDown");
    assert.equal(await here(), 0);
    await page.keyboard.press("j");
    await page.keyboard.press("ArrowDown");
    assert.equal(await here(), 2);
    await page.keyboard.press("k");
    assert.equal(await here(), 1);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "q");
    await page.keyboard.press("ArrowDown");
    const first = await page.locator(all).first().getAttribute("href");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname + url.hash === first);
  });

  test("within years, series, languages and speakers, and comes back", async () => {
    page = await host.page();
    const all = Number((await search(page, host, "harbour ")).match(/\d+/)[0]);
    await narrowToYear(page);
    assert.ok(Number((await told(page)).match(/\d+/)[0]) < all);
    await page.goBack();
    await page.waitForFunction(() => !location.search.includes("year"));
    assert.equal(Number((await told(page)).match(/\d+/)[0]), all);
    // A speaker by the filter, which stands there to be taken away.
    await page.locator(".search-filters a[data-query*='speaker:']").first().click();
    await page.waitForFunction(() => location.search.includes("speaker"));
    await told(page);
    assert.equal(new Set(await texts(page, ".hit .who")).size, 1);
    await page.locator(".chosen a").click();
    await page.waitForFunction(() => !location.search.includes("speaker"));
    assert.match(await search(page, host, "lang:fr port "), /\d/);
    assert.ok((await page.$$eval(".words", (all) => all.map((words) => words.lang))).every((lang) => lang === "fr"));
    assert.match(await search(page, host, "-speaker:lin-yuemei harbour "), /\d/);
    assert.ok(!(await texts(page, ".hit .who")).some((who) => who.startsWith("Lin Yue-mei")));
  });

  test("by date, the newest first, and the address says so", async () => {
    page = await host.page();
    await search(page, host, "harbour ");
    await page.locator(".search-filters a[data-order=date]").click();
    await page.waitForFunction(() => location.search.includes("sort=date"));
    await told(page);
    const dates = await page.$$eval(".hit-meeting time", (all) => all.map((time) => time.getAttribute("datetime")));
    assert.deepEqual(dates, dates.toSorted().reverse());
  });

  test("for one of two words, and is told where OR joins nothing", async () => {
    page = await host.page();
    const of = async (query) => Number(/^\d+/u.exec(await search(page, host, query))?.[0] ?? 0);
    const [both, one, other] = [await of("harbour OR budget "), await of("harbour "), await of("budget ")];
    assert.ok(both > Math.max(one, other) && both <= one + other, `${both} of ${one} and ${other}`);
    assert.match(await search(page, host, "harbour OR year:2023"), /“OR” joins only/u);
    assert.doesNotMatch(await search(page, host, "year:2021 OR year:2023"), /joins/u);
  });

  test("within days, a role and a body, each of which can be taken away", async () => {
    page = await host.page();
    await page.goto(`${host.url}/search/`);
    await page.fill("[name=from]", "2021-03-01");
    await page.selectOption("[name=body]", "council");
    await page.click(".search-line button");
    await told(page);
    assert.deepEqual(await texts(page, ".search-chosen a"), ["from 1 March 2021 ×", "Port Tessamare City Council ×"]);
    const dates = await page.$$eval(".hit-meeting time", (all) => all.map((time) => time.getAttribute("datetime")));
    assert.ok(dates.length > 0 && dates.every((date) => date >= "2021-03"), `${dates}`);
    await search(page, host, 'role:"chair of the council" in:speech');
    assert.deepEqual(await texts(page, ".search-chosen a"), ["chair of the council ×", "Speeches ×"]);
    const roles = await texts(page, ".hit .role");
    assert.ok(roles.length > 0 && roles.every((role) => role === "Chair of the Council"), `${roles}`);
    await page.locator(".search-chosen a").first().click();
    await page.waitForFunction(() => !location.search.includes("role"));
  });

  test("on a topic, chosen from a list, and for a page by its words", async () => {
    page = await host.page();
    await page.goto(`${host.url}/search/`);
    await page.selectOption("select[name=topic]", "harbour");
    await page.fill(FIELD, "the");
    await page.click(".search-form button");
    await page.waitForFunction(() => location.search.includes("topic%3Aharbour"));
    assert.match(await told(page), COUNTED);
    assert.deepEqual(await texts(page, ".search-chosen a"), ["Harbour ×"]);
    await page.click(".search-chosen a");
    await told(page);
    assert.ok((await texts(page, ".by-term a")).includes("Housing"), `${await texts(page, ".by-term a")}`);
    await search(page, host, "typists sitting");
    const named = await texts(page, ".found-names a");
    assert.ok(named.includes("How a record is made · About this record"), `${named}`);
    await page.click(".found-names a:has-text('How a record is made')");
    await page.waitForURL(/\/about\/#how-a-record-is-made$/u);
  });

  test("by what there is not, and is told what there is", async () => {
    page = await host.page();
    await search(page, host, "series:concil role:chairperson from:2099");
    await page.waitForSelector(".search-after a");
    const offered = await texts(page, ".search-after section");
    assert.match(offered.join("\n"), /Nothing is called “concil”. There are.*Full Council/u);
    assert.match(offered.join("\n"), /Nothing is called “chairperson”. There are.*chair of the council/u);
    assert.match(offered.join("\n"), /Nothing is called “2099”. There are.*2024/u);
    await page.locator(".search-after a", { hasText: "Full Council" }).click();
    await page.waitForFunction(() => decodeURIComponent(location.search).includes("series:council"));
  });

  test("for a phrase, and sees how often it was said each year, as bars and as a table", async () => {
    page = await host.page();
    await search(page, host, '"the harbour"');
    await page.waitForSelector("[data-whole=years]:not([hidden])");
    await page.click("[data-whole=years]");
    const figure = page.locator(".search-years");
    await figure.waitFor();
    const rows = await figure.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => Number(cell.textContent))));
    const total = Number(/\d+/u.exec(await told(page))?.[0]);
    assert.ok(total > 1);
    assert.equal(rows.reduce((sum, [, speeches]) => sum + speeches, 0), total, "every speech is in a year");
    const bars = await figure.locator(".year-bars a b").allTextContents();
    assert.deepEqual(bars, rows.filter(([, speeches]) => speeches > 0).map(([year]) => `${year}`));
    await figure.locator(".year-bars a").first().click();
    await page.waitForFunction((year) => location.search.includes(`year%3A${year}`), bars[0]);
    assert.match(await told(page), new RegExp(`^${rows.find(([year]) => `${year}` === bars[0])[1]} speech`, "u"));
  });

  test("and takes all of it home as a table", async () => {
    page = await host.page();
    const count = Number(/\d+/u.exec(await search(page, host, "harbour OR 港口 "))?.[0]);
    await page.waitForSelector("[data-whole=csv]:not([hidden])");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-whole=csv]")]);
    assert.equal(download.suggestedFilename(), "harbour-OR-港口.csv");
    const text = readFileSync(await download.path(), "utf8");
    assert.ok(text.startsWith("\ufeffurl,date,speaker,role,meeting,lang,kind,excerpt\n"), text.slice(0, 80));
    const rows = text.trim().split("\n").slice(1);
    assert.equal(rows.length, count);
    assert.ok(rows.every((row) => /^https:\/\/records\.tessamare\.example\/meetings\/[^,]+#s\w+,\d{4}/u.test(row)), rows[0]);
    const dates = rows.map((row) => row.split(",")[1]);
    assert.deepEqual(dates, dates.toSorted().reverse(), "the newest first");
  });

  test("and finds decisions before speeches, and a meeting once whatever its languages", async () => {
    page = await host.page();
    await search(page, host, "electric ferry");
    const named = await texts(page, ".found-names li");
    assert.ok(named.some((text) => /electric ferry.*Decisions/u.test(text)), `${named}`);
    const link = await page.locator(".found-names li", { hasText: "Decisions" }).locator("a").first().getAttribute("href");
    assert.match(link, /\/meetings\/.*#s/u);
    await search(page, host, "speaker:lin-yuemei OR speaker:fang-shuhe");
    const dates = await page.$$eval(".hit-meeting .meta > time", (all) => all.map((time) => time.getAttribute("datetime")));
    assert.equal(new Set(dates).size, dates.length, `no meeting of a day twice: ${dates}`);
  });

  test("and is told of a decision as one where nothing else is found", async () => {
    page = await host.page();
    await search(page, host, "electric ferry");
    const decision = page.locator(".found-decision").first();
    // Its first words as a phrase are in no speech.
    const phrase = (await decision.locator("a").textContent()).split(/[\s·…]+/u).slice(0, 6).join(" ");
    const told = await search(page, host, `"${phrase}"`);
    assert.equal(told, "1 decision in 1 meeting", phrase);
    assert.equal(await page.locator(".found-decision").count(), 1);
    assert.equal(await page.locator(".hit").count(), 0);
  });

  test("and cites what is found, without going through the record", async () => {
    page = await host.page();
    await search(page, host, "harbour ");
    const result = page.locator(".hit").first();
    const href = await result.locator(".words a").first().getAttribute("href");
    await result.locator(".to-cite").click();
    await page.waitForSelector("#cite[open]");
    assert.match(await page.inputValue("#cite textarea"), /harbour|\d{4}/iu);
    assert.equal(new URL(page.url()).pathname + new URL(page.url()).hash, encodeURI(decodeURI(href)), "the address is that of the speech");
    assert.equal(new URL(page.url()).search, "");
    await page.keyboard.press("Escape");
    await page.reload();
    assert.equal(await page.locator("#cite[open]").count(), 0, "and opens nothing the next time");
  });

  test("and is told what it is called in another language, by names of meetings and topics", async () => {
    page = await host.page();
    for (const [query, other] of [["budget", "預算"], ["signpost", "三語路標條例"], ["路標", "Three languages, one signpost"]]) {
      await search(page, host, query);
      await page.waitForSelector(".search-after a");
      assert.ok((await texts(page, ".search-after a")).includes(other), `${query}: ${await texts(page, ".search-after a")}`);
    }
  });

  test("for more than was said at once, and is offered fewer words, and who, when and where", async () => {
    page = await host.page();
    await search(page, host, "harbour zzyzxq 2023 ");
    await page.waitForSelector(".search-after a");
    assert.ok((await texts(page, ".search-after a")).includes("harbour"), `${await texts(page, ".search-after a")}`);
    assert.equal(await page.locator(".search-fields").isVisible(), true);
    await page.locator(".search-after a", { hasText: /^harbour$/ }).click();
    await page.waitForSelector(".hit");
    assert.equal(await page.locator(".search-fields").isVisible(), false);
    // A number is perhaps a year.
    await search(page, host, "harbour 2023 ");
    if ((await page.locator(".hit").count()) === 0) assert.ok((await texts(page, ".search-after a")).includes("harbour year:2023"));
    // Names are words that may be meant, said or not.
    await search(page, host, "Vargolm ");
    await page.waitForSelector(".search-after a");
    assert.ok((await texts(page, ".search-after a")).includes("vargholm"), `${await texts(page, ".search-after a")}`);
  });

  test("for what nobody said, and is helped", async () => {
    page = await host.page();
    assert.match(await search(page, host, "harbuor "), /Nothing was found for “harbuor ?”/u);
    await page.waitForSelector(".search-after a");
    assert.ok((await texts(page, ".search-after a")).includes("harbour"), `${await texts(page, ".search-after a")}`);
    assert.match(await page.textContent(".search-after"), /Searched in \d+ meetings, in all their languages/);
    await page.locator(".search-after a", { hasText: /^harbour$/ }).click();
    await page.waitForSelector(".hit");
    assert.match(await search(page, host, "渔港"), /Nothing/);
    await page.waitForSelector(".search-after a");
    assert.ok((await texts(page, ".search-after a")).includes("漁港"));
    assert.match(await search(page, host, '"…"'), /holds no letter/);
  });

  test("from the box on any page, with / and as one types", async () => {
    page = await host.page();
    await page.goto(`${host.url}/meetings/`);
    await page.keyboard.press("/");
    await page.keyboard.type("harbour");
    await page.waitForSelector(".search-panel .hit");
    assert.match(await page.textContent(".search-panel [role=status]"), /speeches/);
    await page.keyboard.press("ArrowDown");
    assert.ok(await page.evaluate(() => document.activeElement?.closest(".search-panel .search-results")));
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".search-panel").isVisible(), false);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\/\?q=harbour/);
    await page.waitForSelector(".hit");
  });

  test("for a topic, a title, a body or a person, and is led to their page before anything that was said", async () => {
    page = await host.page();
    for (const [query, name, address] of [
      ["ferry", "The bay ferry", /\/topics\//],
      ["Budget sitting", "Budget sitting", /\/meetings\//],
      ["housing and streets committee", "Housing and Streets Committee", /\/(series|bodies)\//],
      ["Ines Vargholm", "Ines Vargholm", /\/speakers\/ines-vargholm\//],
      ["vargh", "Ines Vargholm", /\/speakers\/ines-vargholm\//],
      ["林月湄", "Lin Yue-mei", /\/speakers\/lin-yuemei\//],
    ]) {
      await search(page, host, query);
      const first = page.locator(".search-results a").first();
      assert.equal(await first.textContent(), name, query);
      assert.match(await first.getAttribute("href"), address);
    }
    // A name without any speech is no failure, and what is meant by filters is no name.
    assert.doesNotMatch(await search(page, host, "Housing and Streets Committee "), /Nothing/);
    await search(page, host, "speaker:ines-vargholm ferry");
    assert.equal(await page.locator(".found-names").count(), 0);
  });

  test("and is told exact numbers, of meetings too, and of each year", async () => {
    page = await host.page();
    const [, speeches, meetings] = /^(\d+) speeches in (\d+) meetings$/.exec(await search(page, host, "the city"));
    for (let more = page.locator(".search-results .more:visible"); (await more.count()) > 0; ) await more.first().click();
    await told(page);
    // A decision stands above the speeches or among them, not in both places.
    assert.equal(await page.locator(".hit, .found-names .decision").count(), Number(speeches));
    // Records of one meeting in several languages are one meeting.
    assert.ok((await page.locator(".hit-meeting").count()) >= Number(meetings));
    const counts = (await texts(page, ".by-year .count")).map(Number);
    assert.equal(counts.reduce((sum, count) => sum + count, 0), Number(speeches));
    const widths = await page.$$eval(".by-year .share", (all) => all.map((bar) => bar.getBoundingClientRect().width));
    const most = Math.max(...counts);
    for (const [at, count] of counts.entries()) assert.ok(Math.abs(widths[at] / Math.max(...widths) - count / most) < 0.02, `${count}: ${widths[at]}`);
    assert.ok(!(await texts(page, ".search-filters .count")).some((count) => count.includes("+")));
  });

  test("with filters that stand beside the words, and stay when they find nothing", async () => {
    page = await host.page();
    await search(page, host, "speaker:lin-yuemei harbour year:2023");
    assert.equal((await page.inputValue(FIELD)).trim(), "harbour");
    assert.equal(await page.locator(".search-chosen .chosen").count(), 2);
    await search(page, host, "zzyzx ");
    for (const kind of ["series", "year", "lang"]) {
      // A list of nothing but zeros would help nobody.
      assert.deepEqual(await texts(page, `.by-${kind} .count`), [], kind);
    }
    // Taking a filter away is offered where it hides everything.
    await search(page, host, "harbour year:1968");
    if ((await page.locator(".hit").count()) === 0) assert.ok((await texts(page, ".search-after a")).includes("harbour"));
  });

  test("from nothing: by examples of this archive, and by who, when, where and in which language", async () => {
    page = await host.page();
    for (const front of ["", "/zh-hant", "/fr"]) {
      await page.goto(`${host.url}${front}/search/`);
      const examples = await texts(page, ".search-start a[data-query]");
      assert.equal(examples.length, 3, `${examples}`);
      for (const example of examples) {
        await page.goto(`${host.url}${front}/search/`);
        await page.locator(`.search-start a[data-query="${example}"]`).click();
        await told(page);
        assert.equal(await page.locator(".found-names .title").first().textContent(), example);
        assert.equal(await page.locator(".search-start:visible").count(), 0);
      }
    }
    await page.goto(`${host.url}/search/`);
    await page.fill(FIELD, "harbour");
    await page.goto(`${host.url}/search/`);
    await page.fill(".search-fields [name=speaker]", "Lin Yue-mei");
    await page.selectOption(".search-fields [name=lang]", "en");
    await page.locator(".search-line button").click();
    assert.match(await told(page), COUNTED);
    assert.ok((await texts(page, ".hit .who")).every((who) => /^(Lin Yue-mei|林月湄)( |$)/u.test(who)));
    assert.equal(await page.locator(".search-chosen .chosen").count(), 2);
    await page.goBack();
    await page.waitForFunction(() => !location.search);
    assert.equal(await page.locator(".search-fields").isVisible(), true);
  });

  test("and reads dates as on other pages, and where a record is in other languages", async () => {
    page = await host.page();
    await page.goto(`${host.url}/zh-hant/search/?q=${encodeURIComponent("港口")}`);
    await told(page);
    assert.match(await page.locator(".hit-meeting time").first().textContent(), /^\d{4} 年 \d+ 月 \d+ 日$/u);
    await search(page, host, "Budget sitting");
    const other = page.locator(".hit-meeting .meta a").first();
    if ((await other.count()) > 0) assert.ok(await other.getAttribute("hreflang"));
    // The name of a topic in another language is offered if something is found with it.
    await search(page, host, "harbour crowns");
    assert.equal(await page.locator(".who a[href^='/speakers/']").first().isVisible(), true);
  });

  test("from an address that is not there, with its words and in its language", async () => {
    page = await host.page();
    const missing = readFileSync(join(host.folder, "404.html"));
    host.instead = (path) => (path.includes("harbour-wall") || path.includes("港") ? missing : undefined);
    await page.goto(`${host.url}/meetings/2024-03-11-harbour-wall.html`);
    assert.equal(await page.inputValue(".missing [name=q]"), "harbour wall");
    await page.goto(`${host.url}/zh-hant/meetings/${encodeURIComponent("港口")}.html`);
    assert.equal(await page.inputValue(".missing [name=q]"), "港口");
    assert.equal(await page.locator(".missing form").evaluate((form) => new URL(form.action).pathname), "/zh-hant/search/");
    await page.locator(".missing .search-line button").click();
    await page.waitForURL(/\/zh-hant\/search\/\?q=/);
    await page.waitForSelector(".hit");
  });

  test("for the words of one speaker from their page", async () => {
    page = await host.page();
    await page.goto(`${host.url}/speakers/lin-yuemei/`);
    await page.focus(".their-words input[type=search]");
    await page.keyboard.press("Enter");
    await page.waitForURL(/speaker%3Alin-yuemei/);
    await told(page);
    const who = await texts(page, ".hit .who");
    // Names are shown as printed, with the role of the day.
    assert.ok(who.length > 0 && who.every((name) => /^(Lin Yue-mei|林月湄)( |$)/.test(name)), `${who}`);
  });

  test("in Chinese, on a page in Chinese", async () => {
    page = await host.page();
    await page.goto(`${host.url}/zh-hant/search/?q=${encodeURIComponent("港口")}`);
    assert.match(await told(page), /次發言$/u);
    assert.ok((await texts(page, ".words mark")).every((mark) => mark === "港口"));
  });

  test("without JavaScript, and is told how to browse", async () => {
    page = await host.page({ javaScriptEnabled: false });
    await page.goto(`${host.url}/search/?q=harbour`);
    assert.match(await page.innerText(".search-without"), /JavaScript/);
    assert.ok((await page.locator(".search-without a:visible").count()) >= 2);
  });

  test("and nothing is asked of others or stored", async () => {
    page = await host.page();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await search(page, host, "harbour ");
    assert.ok(asked.every((url) => url.startsWith(host.url)), `${asked}`);
    assert.ok(asked.every((url) => url.includes("/search/?q=") || !/harbour/.test(url)), "what is typed is in no request for the index");
    const kept = await page.evaluate(async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length]);
    assert.deepEqual(kept, ["", 0, 0, 0, 0]);
  });
});

describe("when something is wrong", () => {
  /** @type {Host} */
  let host;
  let page;
  before(async () => {
    host = await Host.open(SITE);
  });
  after(() => host.close());
  afterEach(async () => {
    host.instead = () => undefined;
    host.wrongParts = undefined;
    await page.context().close();
  });

  test("a shard that is missing is told of, and the rest works", async () => {
    page = await host.page();
    const { directory } = JSON.parse(readFileSync(join(host.folder, "search/index.json"), "utf8"));
    let lost;
    host.instead = (path, range) => {
      if (!path.startsWith("/search/s/") || path.includes(directory)) return undefined;
      lost ??= { path, range };
      // The whole pack is not to be had either; other parts of it are.
      return path === lost.path && (range === undefined || range === lost.range) ? null : undefined;
    };
    assert.match(await search(page, host, "zzyzx "), /Part of the index could not be read/);
    assert.ok(lost);
    // The shard may hold terms of taxonomies, of which every query asks.
    assert.match(await search(page, host, "harbour "), /speeches/);
    assert.ok((await page.locator(".hit").count()) > 0);
  });

  test("a host that sends whole files where ranges are asked for serves as well", async () => {
    page = await host.page();
    const with_ = await search(page, host, "harbour ");
    const hits = await page.locator(".hit").count();
    assert.ok(host.sent.some(({ isPart }) => isPart), "ranges are asked for");
    await page.context().close();
    page = await host.page();
    host.knowsRanges = false;
    const from = host.sent.length;
    assert.equal(await search(page, host, "harbour "), with_);
    assert.equal(await page.locator(".hit").count(), hits);
    const packs = host.sent.slice(from).filter(({ path }) => path.endsWith(".bin"));
    assert.ok(packs.length > 2 && packs.every(({ isPart }) => !isPart));
    host.knowsRanges = true;
  });

  for (const how of ["shifted", "compressed"]) {
    test(`a host whose parts are ${how} is asked for whole files, and serves as well`, async () => {
      page = await host.page();
      const right = await search(page, host, "harbour ");
      const hits = await page.locator(".hit").allInnerTexts();
      await page.context().close();
      page = await host.page();
      host.wrongParts = how;
      const from = host.sent.length;
      assert.equal(await search(page, host, "harbour "), right);
      assert.deepEqual(await page.locator(".hit").allInnerTexts(), hits);
      const packs = host.sent.slice(from).filter(({ path }) => path.endsWith(".bin"));
      assert.ok(packs.some(({ isPart }) => isPart) && packs.some(({ isPart }) => !isPart));
      host.wrongParts = undefined;
    });
  }

  test("a passage that is damaged is told of, and the rest works", async () => {
    page = await host.page();
    let lost;
    host.instead = (path, range) => {
      if (!path.startsWith("/search/t/")) return undefined;
      lost ??= range;
      return range === lost ? Buffer.from("<!doctype html>") : undefined;
    };
    assert.match(await search(page, host, "budget "), /could not be read/);
    // The message may come before the passages that are whole.
    await page.locator(".hit").first().waitFor();
  });

  test("an index that is newer than the page is refused politely", async () => {
    page = await host.page();
    host.instead = (path) => {
      if (!path.includes(JSON.parse(readFileSync(join(host.folder, "search/index.json"), "utf8")).directory)) return undefined;
      // Nothing of a directory is left unpacked behind the four bytes.
      const bytes = inflateRawSync(readFileSync(join(host.folder, path)).subarray(4));
      bytes[1] += 1;
      const packed = deflateRawSync(bytes);
      return Buffer.concat([Buffer.from([0, 0, packed.length >> 8, packed.length & 255]), packed]);
    };
    assert.match(await search(page, host, "harbour "), /newer than the page/);
  });

  test("the site was published anew, the root is read again", async () => {
    page = await host.page();
    const { directory } = JSON.parse(readFileSync(join(host.folder, "search/index.json"), "utf8"));
    // The page that is open names a directory that is no more.
    const old = (html) => html.replaceAll(directory, [...directory].reverse().join(""));
    host.instead = (path) => (path === "/search/" ? Buffer.from(old(readFileSync(join(host.folder, "search/index.html"), "utf8"))) : undefined);
    assert.match(await search(page, host, "harbour "), COUNTED);
  });

  test("offline, what was loaded is still searched, and what was not is said", async () => {
    page = await host.page();
    await search(page, host, "harbour ");
    await page.context().setOffline(true);
    await page.fill(FIELD, "harbou");
    await page.fill(FIELD, "harbour ");
    await page.waitForFunction(() => document.querySelectorAll(".hit").length > 0);
    assert.match(await told(page), /speeches/);
    await page.fill(FIELD, "zzyzx ");
    await page.waitForFunction(() => /could not|Nothing/.test(document.querySelector(".search-status [role=status]")?.textContent ?? ""));
    await page.context().setOffline(false);
    await page.fill(FIELD, "harbour");
    await page.waitForSelector(".hit");
  });

  test("on a slow network one sees that it is searching", async () => {
    page = await host.page();
    await page.goto(`${host.url}/search/`);
    const network = await page.context().newCDPSession(page);
    await network.send("Network.emulateNetworkConditions", { offline: false, latency: 400, downloadThroughput: 40_000, uploadThroughput: 40_000 });
    await page.fill(FIELD, "harbour");
    await page.waitForFunction(() => document.querySelector(".search-status [role=status]")?.textContent === "Searching…");
    await page.waitForSelector(".hit");
    assert.match(await told(page), /speeches/);
  });
});

describe("the search page can be used by everybody", () => {
  /** @type {Host} */
  let host;
  before(async () => {
    host = await Host.open(SITE);
  });
  after(() => host.close());

  for (const colorScheme of ["light", "dark"]) {
    for (const width of [320, 1440]) {
      test(`${colorScheme}, ${width} pixels wide`, async () => {
        const page = await host.page({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
        const found = [];
        for (const path of ["/search/", "/search/?q=harbour", "/search/?q=speaker%3Alin-yuemei", "/search/?q=zzyzx", `/zh-hant/search/?q=${encodeURIComponent("港")}`]) {
          await page.goto(host.url + path);
          if (path.includes("?")) await told(page);
          await page.addScriptTag({ content: AXE });
          const rules = await page.evaluate((tags) => axe.run(document, { runOnly: tags }).then((report) => report.violations), TAGS);
          found.push(...rules.map((rule) => `${path}: ${rule.id}: ${rule.nodes[0].html.slice(0, 160)}`));
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (wide > 0) found.push(`${path}: ${wide} pixels too wide`);
        }
        await page.context().close();
        assert.deepEqual(found, []);
      });
    }
  }
});

describe("on real records", () => {
  const data = process.env.MINUTEBOOK_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
  const records = join(data, "sample-600");
  const isThere = existsSync(records);
  if (!isThere) console.log(`SKIPPED: there are no real records at ${records}; set MINUTEBOOK_DATA`);
  /** @type {Host} */
  let host;
  before(async () => {
    if (isThere) host = await Host.open(records);
  });
  after(() => host?.close());

  /** What a query moves, and in how many steps: files that are asked for before another has come are one step. */
  async function moved(page, act) {
    const from = host.sent.length;
    await act();
    await told(page);
    const sent = host.sent.slice(from).filter(({ path }) => path.startsWith("/search/"));
    return { bytes: sent.reduce((sum, { bytes }) => sum + bytes, 0), requests: sent.length };
  }

  test("a query moves few bytes, with nothing in the cache", { skip: !isThere }, async () => {
    const table = [];
    for (const query of ["唐鳳", "開放政府", "數位發展部", "口罩", '"公民科技"', "open government ", "digital democracy ", "speaker:唐鳳 口罩"]) {
      const page = await host.page();
      await page.goto(`${host.url}/search/`);
      const cold = await moved(page, () => page.fill(FIELD, query));
      const hits = await page.locator(".hit").count();
      table.push({ query, hits, cold: cold.bytes, requests: cold.requests });
      assert.ok(hits > 0, query);
      assert.ok(cold.bytes < 150_000, `${query}: ${cold.bytes} bytes`);
      await page.context().close();
    }
    console.table(table);
  });

  test("a name, typed, narrowed down by year, gone through with the keyboard, opened in its record, and back", { skip: !isThere }, async () => {
    const page = await host.page();
    await page.goto(`${host.url}/search/`);
    await page.keyboard.type("唐鳳", { delay: 30 });
    assert.match(await told(page), /次發言/u);
    assert.ok((await texts(page, ".words mark")).every((mark) => mark === "唐鳳"));
    await narrowToYear(page);
    await page.focus(FIELD);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/meetings\/.+#s/);
    assert.match(await page.textContent(".speech:target"), /唐鳳/u);
    await page.goBack();
    await page.waitForSelector(".hit");
    assert.equal((await page.inputValue(FIELD)).trim(), "唐鳳");
    assert.match(decodeURIComponent(page.url()), /year:/u);
    await page.goBack();
    await page.waitForFunction(() => !location.search.includes("year"));
    await page.context().close();
  });

  test("a phrase to the letter, and a name by which somebody is known", { skip: !isThere }, async () => {
    const page = await host.page();
    for (const [query, form] of [['"開放政府"', /^(開放政府)+$/u], ['"open government"', /^open\s+government$/iu], ["speaker:唐鳳 ", undefined]]) {
      assert.match(await search(page, host, query), /\d/u, query);
      if (form) assert.ok((await texts(page, ".words mark")).every((mark) => form.test(mark)), query);
      else assert.ok((await texts(page, ".hit .who")).every((who) => /唐鳳|Audrey/u.test(who)), query);
    }
    await page.context().close();
  });

  test("a file of the index that is missing or damaged is told of, and the rest works", { skip: !isThere }, async () => {
    const { directory } = JSON.parse(readFileSync(join(host.folder, "search/index.json"), "utf8"));
    for (const answer of [null, Buffer.from("<!doctype html>")]) {
      const page = await host.page();
      let lost;
      host.instead = (path) => {
        if (!path.startsWith("/search/s/") || path.includes(directory)) return undefined;
        lost ??= path;
        return path === lost ? answer : undefined;
      };
      await search(page, host, "開放政府");
      host.instead = () => undefined;
      assert.match(await page.textContent(".search-status"), /無法讀取/u);
      assert.ok((await page.locator(".hit").count()) > 0);
      await page.context().close();
    }
  });

  test("without a network what was loaded is searched on, and with a slow one a phone shows what it finds", { skip: !isThere }, async () => {
    const page = await host.page({ viewport: { width: 360, height: 740 } });
    await page.goto(`${host.url}/search/`);
    const network = await page.context().newCDPSession(page);
    await network.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 });
    await page.fill(FIELD, "口罩");
    await page.waitForSelector(".hit");
    await told(page);
    assert.equal(await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth)), 0);
    await network.send("Network.emulateNetworkConditions", { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
    await page.fill(FIELD, "口");
    await page.fill(FIELD, "口罩 ");
    await page.waitForFunction(() => !document.querySelector("[aria-busy]") && document.querySelector(".hit"));
    await page.context().close();
  });

  for (const [width, colorScheme] of [[360, "dark"], [1280, "light"]]) {
    test(`axe objects to nothing, ${width} pixels wide, ${colorScheme}`, { skip: !isThere }, async () => {
      const page = await host.page({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
      await search(page, host, "開放政府");
      await page.addScriptTag({ content: AXE });
      const rules = await page.evaluate((tags) => axe.run(document, { runOnly: tags }).then((report) => report.violations), TAGS);
      assert.deepEqual(rules.map((rule) => `${rule.id}: ${rule.nodes[0].html.slice(0, 160)}`), []);
      await page.context().close();
    });
  }

  test("and shows what it finds at once", { skip: !isThere }, async () => {
    const page = await host.page();
    await page.goto(`${host.url}/search/`);
    await page.fill(FIELD, "資料");
    await told(page);
    const times = await page.evaluate(async () => {
      const field = /** @type {HTMLInputElement} */ (document.querySelector("input[name=q]"));
      const taken = [];
      for (const query of ["唐鳳", "開放政府", "口罩", "open government "]) {
        const results = document.querySelector(".search-results");
        const changed = new Promise((resolve) => new MutationObserver(resolve).observe(results, { childList: true }));
        field.value = query;
        const from = performance.now();
        field.form.requestSubmit();
        await changed;
        taken.push(performance.now() - from);
      }
      return taken.map(Math.round);
    });
    console.log(`first results after ${times.join(", ")} ms`);
    await page.context().close();
  });
});

describe("a journalist on real records", () => {
  const records = join(process.env.MINUTEBOOK_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url)), "pilot");
  const isThere = existsSync(records);
  /** @type {Host} */
  let host;
  before(async () => {
    if (isThere) host = await Host.open(records);
  });
  after(() => host?.close());

  /** Opens the filters where they are folded, and takes one of a kind. */
  const take = async (page, kind, name) => {
    const filters = page.locator(".search-narrow");
    if (!(await filters.evaluate((details) => details.open))) await filters.locator("summary").click();
    await page.locator(`.by-${kind} a`, { hasText: name }).first().click();
    await told(page);
  };

  for (const width of [390, 1440]) {
    for (const [front, name] of [["/en", "Audrey Tang"], ["", "Audrey Tang"]]) {
      test(`finds what Tang said about vaccines in 2021, and cites it, ${width} pixels wide, from ${front || "/"}`, { skip: !isThere }, async () => {
        const page = await host.page({ viewport: { width, height: 900 } });
        await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
        await page.goto(`${host.url}${front}/search/?q=vaccine`);
        await told(page);
        // Two choices, in any order; both say how much there is.
        await take(page, "speaker", name);
        await take(page, "year", "2021");
        const dates = await page.$$eval(".hit-meeting time", (all) => all.map((time) => time.getAttribute("datetime")));
        assert.ok(dates.length > 0 && dates.every((date) => date.startsWith("2021")), `${dates}`);
        assert.ok((await texts(page, ".words mark")).every((mark) => /^vaccin/i.test(mark)));
        await page.locator(".words a").first().click();
        await page.waitForSelector(".speech:target");
        await page.locator(".speech:target .permalink").first().click();
        await page.click("#cite [data-copy]");
        await page.waitForFunction(() => document.querySelector("#cite [role=status]")?.textContent);
        assert.match(await page.evaluate(() => navigator.clipboard.readText()), /Tang.*2021/su);
        await page.context().close();
      });
    }
  }

  test("is told in Chinese of the records that say it in English, and of no characters that find nothing", { skip: !isThere }, async () => {
    const page = await host.page();
    await search(page, host, "疫苗 year:2021");
    assert.equal(await page.locator(".hit").count(), 0);
    await page.waitForSelector(".search-after a");
    // Without the year something is found.
    assert.ok((await texts(page, ".search-after a")).includes("疫苗"));
    // What was said in English in that year is one choice away.
    assert.match(await page.textContent(".search-after"), /English/u);
    await page.locator(".search-after a", { hasText: "English" }).click();
    await page.waitForFunction(() => location.search.includes("lang"));
    await told(page);
    const dates = await page.$$eval(".hit-meeting time", (all) => all.map((time) => time.getAttribute("datetime")));
    assert.ok(dates.length > 0 && dates.every((date) => date.startsWith("2021")), `${dates}`);
    assert.deepEqual([...new Set(await page.$$eval(".words", (all) => all.map((words) => words.lang)))], ["en"]);
    await search(page, host, "不存在的词彙甲乙丙");
    await page.waitForFunction(() => document.querySelector(".search-after")?.textContent);
    assert.deepEqual((await texts(page, ".search-after a")).filter((text) => text.includes("甲乙")), []);
    await page.context().close();
  });
});
