// Two languages of one meeting, in a real browser.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Preview } from "./preview.mjs";

const ENGLISH = `---
lang: en
---
# A
## The harbour
### Chair:
Good evening.
### Ann:
${"The quay is old, and the wall is older. ".repeat(80)}
### Chair:
Thank you, Ann.

> (Applause)

### Ann:
One thing more.
`;
const FRENCH = `---
lang: fr
---
# A
## Le port
### Présidente:
Bonsoir.
### Anne:
${"Le quai est vieux, et le mur plus encore. ".repeat(80)}
### Présidente:
Merci, Anne.

> (Applaudissements)

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
    await page.getByRole("button", { name: "Both languages" }).click();
    await page.waitForSelector(".paired");
    const rows = await page.evaluate(() => {
      const top = (/** @type {Element} */ part) => Math.round(part.getBoundingClientRect().top);
      const others = [...document.querySelectorAll(".turn > .other:not(.other-speaker)")];
      return others.map((other) => {
        const speech = [...document.querySelectorAll(".speech")].find((one) => top(one) === top(other));
        return [speech?.querySelector("p")?.textContent?.slice(0, 5), other.querySelector("p")?.textContent?.slice(0, 5)];
      });
    });
    assert.deepEqual(rows, [["Good ", "Bonso"], ["The q", "Le qu"], ["Thank", "Merci"], [undefined, "(Du p"], ["One t", "Encor"]]);
    assert.equal(await page.locator(".other").first().getAttribute("lang"), "fr");
    const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map((part) => part.id));
    assert.equal(new Set(ids).size, ids.length, "no address twice");
    await page.getByRole("button", { name: "Both languages" }).click();
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

  test("stands beside it in cells that are as wide, with headings and remarks beside theirs and links to its page", async () => {
    const page = await visit(1440);
    await page.getByRole("button", { name: "Both languages" }).click();
    await page.waitForSelector(".paired");
    const cells = await page.evaluate(() => {
      const box = (/** @type {Element | null | undefined} */ part) => part?.getBoundingClientRect();
      const heading = document.querySelector(".section:not(.other)");
      const other = document.querySelector(".section.other");
      const [remark, otherRemark] = [document.querySelector(".transcript > .narrative"), document.querySelector(".transcript > .narrative.other")];
      const pairs = [[heading, other], [remark, otherRemark]];
      for (const speech of document.querySelectorAll(".speech")) {
        const beside = speech.nextElementSibling;
        if (beside?.classList.contains("other")) pairs.push([speech.querySelector("p"), beside.querySelector("p")]);
      }
      return pairs.map(([left, right]) => {
        const [one, two] = [box(left), box(right)];
        return [Math.abs((one?.top ?? 0) - (two?.top ?? 9)) < 1, Math.abs((one?.width ?? 0) - (two?.width ?? 9)) < 1];
      });
    });
    assert.ok(cells.length > 4);
    assert.deepEqual(cells.flat().filter((same) => !same), []);
    assert.equal(await page.locator(".section.other").textContent(), "Le port");
    const there = page.locator(".other .there").first();
    assert.match((await there.getAttribute("href")) ?? "", /2024-03-11-a\.fr\/#s/u);
  });

  test("has each paragraph on a telephone followed by its translation, and the place is kept", async () => {
    const page = await visit(390);
    const speech = page.locator(".speech", { hasText: "The quay" });
    const topOf = () => speech.evaluate((element) => element.getBoundingClientRect().top);
    await speech.evaluate((element) => scrollBy(0, element.getBoundingClientRect().top - 10));
    const before = await topOf();
    const button = page.getByRole("button", { name: "Both languages" });
    await button.evaluate((/** @type {HTMLElement} */ element) => element.click());
    await page.waitForSelector(".paired");
    const { left, top, width, below } = await page.evaluate(() => {
      const [own, other] = [document.querySelector(".speech"), document.querySelector(".turn > .other:not(.other-speaker)")].map((part) => part?.getBoundingClientRect());
      return { left: (own?.left ?? 0) - (other?.left ?? 9), top: own?.bottom ?? 0, width: document.documentElement.scrollWidth, below: other?.top ?? 0 };
    });
    assert.ok(Math.abs(left) < 1 && below >= top);
    assert.ok(width <= 390, "nothing is wider than the window");
    assert.ok(Math.abs((await topOf()) - before) < 2);
  });

  test("has at each speech a sign of the other language that shortens no line", async () => {
    for (const width of [390, 1440]) {
      const page = await visit(width);
      const lines = await page.evaluate(() => {
        const paragraph = /** @type {Element} */ (document.querySelectorAll(".speech p")[1]);
        const range = document.createRange();
        range.selectNodeContents(paragraph);
        const ends = [...range.getClientRects()].map((line) => line.right);
        const sign = document.querySelectorAll(".speech > .twin")[1].getBoundingClientRect();
        return { first: ends[0], longest: Math.max(...ends), sign: sign.left, width: sign.width, height: sign.height, top: sign.top, text: paragraph.getBoundingClientRect().top };
      });
      assert.ok(lines.longest - lines.first < 40, `${width}: the first line is as long as others`);
      assert.ok(lines.sign >= lines.longest || lines.top + lines.height <= lines.text + 1, `${width}: beside the words or above them`);
      if (width === 390) assert.ok(lines.width >= 43.9 && lines.height >= 43.9, "large enough for a thumb");
      const sign = page.locator(".speech > .twin").nth(2);
      assert.equal(await sign.getAttribute("title"), "Français");
      assert.equal((await sign.textContent())?.trim(), "FR");
      await sign.click();
      await page.waitForURL(/2024-03-11-a\.fr\/#s/u);
      assert.match((await page.locator(".speech:target").textContent()) ?? "", /Merci/u);
    }
  });

  test("says so when the twin cannot be had", async () => {
    const page = await visit(1440);
    await page.route("**/2024-03-11-a.fr/", (route) => route.abort());
    await page.getByRole("button", { name: "Both languages" }).click();
    await page.waitForFunction(() => document.querySelector(".twins-status")?.textContent);
    assert.match((await page.locator(".twins-status").textContent()) ?? "", /could not be loaded/u);
  });
});
