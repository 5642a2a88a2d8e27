// The pages that lead to records: the head of every page, the front page, the lists of meetings and of speakers.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Preview } from "./preview.mjs";

const NAMES = Array.from({ length: 40 }, (_, n) => `Person ${n} of the ${["Harbour", "Housing", "Streets"][n % 3]} Committee`);
const record = (/** @type {number} */ year, /** @type {number} */ month) => `---
series: council
topics: [harbour]
---
# ${year}-0${month}-11 The quay and what is to be done about it
${NAMES.map((name, n) => `### ${name}:\n${"The quay is old. ".repeat(n + 1)}\n`).join("\n")}
> **Decision:** That the quay be mended.
> Carried, 3 to 1.
`;
const PAGES = ["/", "/meetings/", "/meetings/2024/", "/meetings/2024-03-11/", "/speakers/", "/series/council/", "/search/", "/decisions/"];

describe("lists", () => {
  /** @type {Preview} */
  let preview;
  before(async () => {
    const files = Object.fromEntries([2021, 2023, 2024].flatMap((year) => [3, 5].map((month) => [`content/${year}-0${month}-11.md`, record(year, month)])));
    preview = await Preview.open({
      ...files,
      "content/2024-03-11.fr.md": record(2024, 3).replace("---\n", "---\nlang: fr\n"),
      "content/site.yml": "title: {en: The Record of the Town of Port Tessamare, fr: Les Actes de Port-Tessamare}\nlanguages: [en, fr, zh-Hant]\nseries: {council: {title: Council}}\ntopics: {harbour: {title: Harbour}}\n",
    });
  });
  after(() => preview.close());

  const page = () => preview.page;
  const box = (/** @type {string} */ selector) => page().locator(selector).first().boundingBox();

  test("stand below the same two rows on a phone, on every page", async () => {
    for (const width of [360, 390]) {
      await page().setViewportSize({ width, height: 844 });
      for (const path of PAGES) {
        await preview.visit(path);
        const height = (await box(".site-header"))?.height ?? 0;
        assert.ok(height > 0 && height < 100, `the head of ${path} is ${height} pixels high at ${width}`);
        const small = await page().evaluate(() => [...document.querySelectorAll(".site-menu a, .languages a")].filter((link) => link.getClientRects().length && link.getBoundingClientRect().height < 43.5).map((link) => link.textContent));
        assert.deepEqual(small, [], `${path} at ${width}`);
        assert.equal(await page().locator(".to-search a").isVisible(), true);
      }
    }
  });

  test("and below the same row in a wide window", async () => {
    await page().setViewportSize({ width: 1440, height: 900 });
    const menu = [];
    for (const path of PAGES) {
      await preview.visit(path);
      menu.push(Math.round((await box(".site-menu li:not(.to-search)"))?.x ?? 0));
    }
    assert.deepEqual(new Set(menu).size, 1, `the menu begins at ${menu.join()}`);
  });

  test("show speakers in whole columns, in whatever order", async () => {
    for (const width of [390, 1280]) {
      await page().setViewportSize({ width, height: 844 });
      await preview.visit("/speakers/");
      const widest = Math.min(200, width - 60);
      const narrowest = () => page().evaluate(() => Math.min(...[...document.querySelectorAll(":is(.most, .sorted, .letter) li")].filter((row) => row.getClientRects().length).map((row) => row.getBoundingClientRect().width)));
      assert.ok((await narrowest()) >= widest, `${await narrowest()} pixels for a name at ${width}`);
      for (const order of ["meetings", "words", "latest"]) {
        await page().selectOption(".filter select", order);
        assert.equal(await page().locator(".sorted li:visible").count(), 40, order);
        assert.equal(await page().locator(".most:visible, .letter:visible").count(), 0, order);
        assert.ok((await narrowest()) >= widest, `${await narrowest()} pixels for a name by ${order} at ${width}`);
      }
      await page().selectOption(".filter select", "name");
      assert.equal(await page().locator(".most:visible").count(), 1);
    }
  });

  test("begin every group of speakers at the same columns, with figures that stand at their right", async () => {
    await page().setViewportSize({ width: 1280, height: 900 });
    await preview.visit("/speakers/");
    const edges = await page().evaluate(() => {
      const columns = new Set();
      for (const row of document.querySelectorAll(".letter li")) {
        const range = document.createRange();
        range.selectNodeContents(/** @type {Node} */ (row.lastChild));
        columns.add(Math.round(row.getBoundingClientRect().right - range.getBoundingClientRect().right));
      }
      return [...columns];
    });
    assert.deepEqual(edges, [0]);
  });

  test("tell how many of all speakers are left", async () => {
    await page().fill(".filter input", "harbour");
    assert.equal(await page().textContent(".filter output"), "14 of 40");
    assert.equal(await page().locator(".most:visible").count(), 0);
  });

  test("lead from the table of months to a meeting in two clicks", async () => {
    await preview.visit("/meetings/");
    await page().click(".matrix td a >> nth=0");
    await page().waitForURL(/\/meetings\/2024\/#month-0[35]$/u);
    await page().locator(".month:target, :target").first().waitFor();
    await page().click(".entry .title >> nth=0");
    assert.match((await page().textContent("h1")) ?? "", /quay/u);
  });

  test("and from the large field of the front page to the search", async () => {
    await preview.visit("/");
    const field = await box(".front-search input");
    assert.ok((field?.width ?? 0) > 300 && (field?.height ?? 0) >= 44);
    await page().fill(".front-search input", "quay");
    await page().click(".front-search button");
    await page().waitForURL(/\/search\/\?q=quay/u);
  });

  test("asked nobody else, and nothing went wrong", () => {
    assert.deepEqual(preview.requests.filter((url) => !url.startsWith(preview.url)), []);
    assert.deepEqual(preview.errors, []);
  });
});
