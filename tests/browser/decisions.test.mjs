// Finding a decision, how a member voted, and what became of a matter.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Host } from "./host.mjs";

const SITE = fileURLToPath(new URL("../..", import.meta.url));

describe("what was decided", () => {
  /** @type {Host} */
  let host;
  before(async () => {
    host = await Host.open(SITE);
  });
  after(() => host.close());

  test("is found from the front page, with its vote", async () => {
    const page = await host.page();
    await page.goto(host.url, { waitUntil: "networkidle" });
    await page.click(".site-menu a[href='/decisions/']");
    await page.click("text=The budget for 2023");
    const decision = page.locator(".decision:target");
    await decision.waitFor();
    assert.match(await decision.innerText(), /Carried as amended, 7 to 2\./u);
    assert.equal(await decision.locator(".tally svg").getAttribute("aria-label"), "7 for, 2 against");
    await decision.locator(".ballots.against a").first().click();
    await page.waitForURL("**/speakers/tobit-penrice/");
    const row = page.locator(".votes tr", { hasText: "The budget for 2023" });
    assert.match(await row.innerText(), /against/u);
  });

  test("can be cited", async () => {
    const page = await host.page();
    await page.goto(`${host.url}/meetings/2023-03-02-budget-sitting/`, { waitUntil: "networkidle" });
    await page.locator(".decision > .permalink").last().click();
    assert.match(await page.inputValue("#cite textarea"), /^Decision, “Budget sitting”/u);
  });

  test("is searched alone", async () => {
    const page = await host.page();
    await page.goto(`${host.url}/search/?q=in:decision+budget`, { waitUntil: "networkidle" });
    await page.waitForSelector(".hits a");
    const links = await page.locator(".hits a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.ok(links.some((href) => /budget-sitting\/#s/u.test(href ?? "")), `${links}`);
    await page.waitForFunction(() => /\d+ decisions?/u.test(document.querySelector(".hits-status, [role=status]")?.textContent ?? ""));
  });

  test("is a task whose answer in a later meeting is one step away", async () => {
    const page = await host.page();
    await page.goto(`${host.url}/decisions/`, { waitUntil: "networkidle" });
    await page.click("text=Open action items");
    await page.waitForURL("**/decisions/actions/");
    await page.locator("section[aria-labelledby=closed] .action-item:has-text('two signed prices') a[title]").first().click();
    await page.waitForURL("**/*signpost/#s*");
    assert.match(await page.locator(".decision:target").innerText(), /Done: 20 April 2024/u);
    await page.goto(`${host.url}/speakers/ines-vargholm/`, { waitUntil: "networkidle" });
    assert.match(await page.locator(".todo").innerText(), /Try the pictures out/u);
  });

  test("is told over several meetings", async () => {
    const page = await host.page();
    await page.goto(`${host.url}/matters/bay-ferry/`, { waitUntil: "networkidle" });
    assert.equal(await page.locator(".hearings > li").count(), 3);
    await page.click("text=The electric ferry");
    await page.waitForURL("**/#item-electric-ferry");
  });
});
