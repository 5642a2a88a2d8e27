// Finding words within the record that is on the page.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Host } from "./host.mjs";

const SITE = fileURLToPath(new URL("../..", import.meta.url));

describe("within a record", () => {
  /** @type {Host} */
  let host;
  before(async () => {
    host = await Host.open(SITE);
  });
  after(() => host.close());

  test("words are found on the page, counted, and gone through", async () => {
    const page = await host.page();
    await page.goto(`${host.url}/meetings/2023-03-02-budget-sitting/`, { waitUntil: "networkidle" });
    const before = host.sent.length;
    await page.keyboard.press("f");
    await page.keyboard.type("budget");
    await page.waitForFunction(() => /\d/.test(document.querySelector(".find output")?.textContent ?? ""));
    const count = await page.evaluate(() => [...CSS.highlights.get("found")].map((range) => range.toString().toLowerCase()));
    assert.ok(count.length > 1 && count.every((text) => text.startsWith("budget")), `${count}`);
    assert.equal(await page.textContent(".find output"), `${count.length} found`);
    await page.keyboard.press("Enter");
    assert.equal(await page.textContent(".find output"), `1 of ${count.length}`);
    const isSeen = await page.evaluate(() => {
      const [range] = CSS.highlights.get("found-here");
      const { top, bottom } = range.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    assert.ok(isSeen, "the place is in the window");
    await page.keyboard.press("Shift+Enter");
    assert.equal(await page.textContent(".find output"), `${count.length} of ${count.length}`);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => CSS.highlights.get("found").size), 0);
    await page.keyboard.type("zzyzx");
    await page.waitForFunction(() => document.querySelector(".find output")?.textContent === "not found");
    assert.equal(host.sent.length, before, "nothing was loaded for it");
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test("words are found for whoever presses Enter at once, and the bar stays in the window", async () => {
    for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 800 }]) {
      const page = await host.page({ viewport });
      await page.goto(`${host.url}/meetings/2023-03-02-budget-sitting/`, { waitUntil: "networkidle" });
      await page.fill(".find input", "budget");
      await page.keyboard.press("Enter");
      assert.match((await page.textContent(".find output")) ?? "", /^1 of \d+$/u);
      for (let time = 0; time < 5; time += 1) await page.keyboard.press("Enter");
      const { bar, word } = await page.evaluate(() => {
        const [range] = CSS.highlights.get("found-here");
        return { bar: document.querySelector(".find").getBoundingClientRect(), word: range.getBoundingClientRect() };
      });
      assert.ok(bar.top >= 0 && bar.bottom < 70 && bar.left >= 0 && bar.right <= viewport.width, `${JSON.stringify(bar)}`);
      assert.ok(word.top > bar.bottom && word.bottom < viewport.height, "what was found is below it");
      await page.keyboard.press("Escape");
      await page.evaluate(() => scrollTo(0, 3000));
      assert.ok(await page.evaluate(() => document.querySelector(".find").getBoundingClientRect().bottom < 0), "it leaves when nothing is sought");
      await page.context().close();
    }
  });
});
