// Pages of the sample site as a web archive replays them, at the address REPLAY.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

const { chromium } = createRequire(new URL("../browser/", import.meta.url))("playwright-core");
const { CHROMIUM, QUIET } = await import("../browser/preview.mjs");
const RECORD = "/meetings/2024-03-07-the-price-of-a-ferry/";

let browser;
before(async () => (browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET })));
after(() => browser.close());

const opened = async (path) => {
  const page = await browser.newPage();
  await page.goto(`${process.env.REPLAY}${path}`);
  return page;
};

test("a record has its text, styles, permalinks and permanent address", async () => {
  const page = await opened(RECORD);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".site-header")).display), "flex");
  assert.match(await page.innerText(".transcript"), /The Harbour Committee sends us a ship/u);
  const sign = page.locator(".transcript .permalink").nth(3);
  await sign.click();
  assert.ok(page.url().endsWith(await sign.getAttribute("href")), page.url());
  // The text of the link; a replay leads within the archive.
  const address = page.locator(".about-record dd a").first();
  assert.equal(await address.innerText(), `https://records.tessamare.example${RECORD}`);
});

test("the search page says that it may lack its index, and leads to the records", async () => {
  const page = await opened("/search/");
  const without = page.locator(".search-without");
  await without.waitFor({ state: "visible" });
  assert.match(await without.innerText(), /a saved copy of this site may lack/u);
  assert.ok((await without.innerText()).includes("https://records.tessamare.example/search/"));
  await without.locator("a").first().click();
  await page.waitForURL(/\/meetings\/$/u);
  assert.match(await page.innerText("h1"), /Meetings/u);
});
