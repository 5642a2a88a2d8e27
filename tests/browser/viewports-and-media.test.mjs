// The conditions under which people read: narrow windows, large letters, paper, few colours, other directions, and a
// record that is very long.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Preview } from "./preview.mjs";

const RECORD = `---
series: council
topics: [harbour]
place: The Old Rope Hall, Quay Street
attachments: [https://town.example/a-very-long-name-of-a-paper-that-nobody-ever-breaks-anywhere.pdf]
---
# 2024-03-11 Budget
## A heading that is as long as headings of agenda items are in real life, sometimes longer
### Ann Übermäßig-Langname, Deputy Chair of the Harbour Committee:
${"The quay is old. ".repeat(40)}
> (Applause.)
### Ben:
Antidisestablishmentarianismantidisestablishmentarianismantidisestablishmentarianism https://town.example/${"x".repeat(120)}
`;
const ARABIC = `---
lang: ar
---
# 2024-03-12 جلسة الميزانية
### آن:
الرصيف قديم، والجدار أقدم منه. (2024)
### بن:
نعم.
`;
const LONG = `# 2024-03-13 Long\n${Array.from({ length: 5000 }, (_, n) => `### ${n % 2 ? "Ann" : "Ben"}:\nSpeech number ${n}, about lot ${n * 7} of the harbour.\n`).join("")}`;
const PAGES = ["/", "/meetings/", "/meetings/2024/", "/meetings/2024-03-11-a/", "/meetings/2024-03-12-ar/", "/speakers/", "/speakers/ben/", "/speakers/ben/2024/", "/series/council/"];

describe("a page is read", () => {
  /** @type {Preview} */
  let preview;
  before(async () => {
    preview = await Preview.open({
      "content/site.yml": "title: Town\nlanguages: [en]\n",
      "content/2024-03-11-a.md": RECORD,
      "content/2024-03-12-ar.md": ARABIC,
      "content/2024-03-13-long.md": LONG,
    });
  });
  after(() => preview.close());

  // WCAG 2.2, 1.4.10: 320 CSS pixels, which is also a window of 1280 at 400 %.
  test("without scrolling sideways at 320 pixels, and with letters of twice the size", async () => {
    for (const [width, letters] of [[320, "100%"], [640, "200%"]]) {
      await preview.page.setViewportSize({ width: Number(width), height: 800 });
      for (const path of PAGES) {
        await preview.visit(path);
        await preview.page.evaluate((size) => (document.documentElement.style.fontSize = size), String(letters));
        const wide = await preview.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `${path} at ${width} is ${wide} pixels too wide`);
      }
    }
    await preview.page.setViewportSize({ width: 1280, height: 800 });
  });

  test("from right to left where it is written so, with the mark of a speaker before the name", async () => {
    await preview.visit("/meetings/2024-03-12-ar/");
    const places = await preview.page.evaluate(() => {
      const box = (/** @type {string} */ selector) => /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect();
      return { direction: getComputedStyle(/** @type {Element} */ (document.querySelector(".transcript"))).direction, mark: box(".speaker .mark").left, name: box(".speaker a").left, sign: box(".permalink").left, words: box(".speech p").right };
    });
    assert.equal(places.direction, "rtl");
    assert.ok(places.mark > places.name, "the mark stands to the right");
    assert.ok(places.sign < places.words, "the sign stands to the left");
  });

  test("on paper: the words, the names, the address; no controls", async () => {
    await preview.visit("/meetings/2024-03-11-a/");
    await preview.page.emulateMedia({ media: "print" });
    const shown = (/** @type {string} */ selector) => preview.page.locator(`${selector}:visible`).count();
    for (const control of [".permalink", ".find", ".site-menu", ".breadcrumbs", ".beside-twin", "dialog"]) assert.equal(await shown(control), 0, control);
    assert.equal(await shown(".speech"), 2);
    assert.ok((await shown(".speaker")) === 2 && (await shown(".about-record a")) > 0);
    const paper = await preview.page.pdf({ format: "A4" });
    assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
    const pages = paper.toString("latin1").match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
    assert.ok(pages >= 1 && pages <= 2, `${pages} pages`);
    // What stands above and below each page. A browser without such margins shows the rest.
    const margins = await preview.page.evaluate(() => {
      const root = getComputedStyle(document.documentElement);
      const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).flatMap((rule) => (rule instanceof CSSMediaRule ? [...rule.cssRules] : []));
      return { head: root.getPropertyValue("--running-head"), address: root.getPropertyValue("--address"), pages: rules.filter((rule) => rule instanceof CSSPageRule).map((rule) => rule.cssText).join(" ") };
    });
    assert.equal(margins.head, '"Budget · 11 March 2024"');
    assert.match(margins.address, /^"http.*\/meetings\/2024-03-11-a\/"$/u);
    assert.match(margins.pages, /counter\(page\) " \/ " counter\(pages\)/u);
    const beside = await preview.page.locator(".documents a").first().evaluate((link) => getComputedStyle(link, "::after").content);
    assert.match(beside, /a-very-long-name/u, "addresses of papers");
    await preview.page.emulateMedia({ media: null });
  });

  test("in the colours that a reader has chosen, with focus and marks still to be seen", async () => {
    await preview.page.emulateMedia({ forcedColors: "active" });
    await preview.visit("/meetings/2024-03-11-a/");
    const [mark, ground] = await preview.page.evaluate(() => [getComputedStyle(/** @type {Element} */ (document.querySelector(".mark"))).backgroundColor, getComputedStyle(document.body).backgroundColor]);
    assert.notEqual(mark, ground);
    await preview.page.keyboard.press("Tab");
    assert.notEqual(await preview.page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.activeElement)).outlineStyle), "none");
    await preview.page.emulateMedia({ forcedColors: null });
  });

  test("without anything moving by itself", async () => {
    await preview.visit("/meetings/2024-03-11-a/");
    const moving = await preview.page.evaluate(() => [...document.querySelectorAll("main *")].filter((part) => getComputedStyle(part).transitionDuration !== "0s" || getComputedStyle(part).animationName !== "none").length);
    assert.equal(moving, 0);
    assert.equal(await preview.page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), "auto");
  });

  test("also with five thousand speeches: a link into it leads to its speech, and it is found in the page", async () => {
    await preview.visit("/meetings/2024-03-13-long/");
    assert.equal(await preview.page.locator(".speech").count(), 5000);
    const anchor = await preview.page.evaluate(() => document.querySelectorAll(".speech")[4321].id);
    await preview.page.goto(`${preview.url}/meetings/2024-03-13-long/#${anchor}`);
    await preview.until("the speech is in the window", () => preview.page.evaluate(() => {
      const { top } = /** @type {Element} */ (document.querySelector(".speech:target")).getBoundingClientRect();
      return top >= 0 && top < innerHeight;
    }));
    // What is not laid out is found all the same.
    const found = await preview.page.evaluate(() => /** @type {any} */ (window).find("Speech number 77,"));
    assert.equal(found, true);
  });

  test("and of nobody else anything was asked, and nothing went wrong", () => {
    assert.deepEqual(preview.requests.filter((url) => !url.startsWith(preview.url)), []);
    assert.deepEqual(preview.errors, []);
  });
});
