// Two languages of one meeting, in a real browser.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Preview } from "./preview.mjs";

const ENGLISH = `---
lang: en
---
# A
### Chair:
Good evening.
### Ann:
${"The quay is old, and the wall is older. ".repeat(80)}
### Chair:
Thank you, Ann.
### Ann:
One thing more.
`;
const FRENCH = `---
lang: fr
---
# A
### Présidente:
Bonsoir.
### Anne:
${"Le quai est vieux, et le mur plus encore. ".repeat(80)}
### Présidente:
Merci, Anne.
### Voix:
(Du public) ${"Et le phare ? ".repeat(9)}
### Anne:
Encore une chose.
`;

describe("a record with a twin", () => {
  /** @type {Preview} */
  let preview;
  before(async () => {
    preview = await Preview.open({ "content/2024-03-11-a.md": ENGLISH, "content/2024-03-11-a.fr.md": FRENCH });
  });
  after(() => preview.close());

  /** @param {number} width */
  const visit = async (width) => {
    await preview.page.setViewportSize({ width, height: 900 });
    await preview.visit("/meetings/2024-03-11-a/");
    return preview.page;
  };

  test("stands beside it, each speech in the row of its own, and one without a counterpart alone", async () => {
    const page = await visit(1440);
    await page.getByRole("button", { name: "Side by side" }).click();
    await page.waitForSelector(".paired");
    const rows = await page.evaluate(() => {
      const top = (/** @type {Element} */ part) => Math.round(part.getBoundingClientRect().top);
      const others = [...document.querySelectorAll(".other:not(.other-speaker)")];
      return others.map((other) => {
        const speech = [...document.querySelectorAll(".speech")].find((one) => top(one) === top(other));
        return [speech?.querySelector("p")?.textContent?.slice(0, 5), other.querySelector("p")?.textContent?.slice(0, 5)];
      });
    });
    assert.deepEqual(rows, [["Good ", "Bonso"], ["The q", "Le qu"], ["Thank", "Merci"], [undefined, "(Du p"], ["One t", "Encor"]]);
    assert.equal(await page.locator(".other").first().getAttribute("lang"), "fr");
    const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map((part) => part.id));
    assert.equal(new Set(ids).size, ids.length, "no address twice");
    await page.getByRole("button", { name: "Side by side" }).click();
    assert.equal(await page.locator(".other, .nothing").count(), 0);
  });

  test("is left for its twin at the same speech", async () => {
    const page = await visit(1000);
    const anchor = await page.locator(".speech", { hasText: "The quay" }).getAttribute("id");
    await page.goto(`${preview.url}/meetings/2024-03-11-a/#${anchor}`);
    await page.locator(".languages a").click();
    await page.waitForURL(/2024-03-11-a\.fr\/#s/u);
    assert.match((await page.locator(".speech:target").textContent()) ?? "", /Le quai/u);
  });

  test("has on a telephone a link from speech to speech instead", async () => {
    const page = await visit(390);
    assert.equal(await page.getByRole("button", { name: "Side by side" }).isVisible(), false);
    await page.locator(".speech .twin").nth(2).click();
    assert.match((await page.locator(".speech:target").textContent()) ?? "", /Merci/u);
  });

  test("says so when the twin cannot be had", async () => {
    const page = await visit(1440);
    await page.route("**/2024-03-11-a.fr/", (route) => route.abort());
    await page.getByRole("button", { name: "Side by side" }).click();
    await page.waitForFunction(() => document.querySelector(".twins-status")?.textContent);
    assert.match((await page.locator(".twins-status").textContent()) ?? "", /could not be loaded/u);
  });
});
