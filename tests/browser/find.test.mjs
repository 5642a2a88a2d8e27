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
});
