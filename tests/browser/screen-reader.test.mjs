// A meeting page as it is heard and as it is used by keys alone: what a screen reader is told of it (Chromium's tree of
// accessibility), and every control reached, seen and worked without a pointer.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { chromium } from "playwright-core";
import { Host } from "./host.mjs";
import { CHROMIUM, QUIET } from "./preview.mjs";

const many = Array.from({ length: 60 }, (_, n) => `### ${["Ann", "Ben", "Cy"][n % 3]}:\nLot ${n} of the harbour.\n`).join("\n");
const EXTRA = Array.from({ length: 9 }, (_, n) => `### Guest ${n}:\nGood evening, ${n}.\n`).join("\n");
const FILES = {
  "content/site.yml": "title: Town\nbase_url: https://town.example\nlanguages: [en, fr]\nseries: {council: {title: Council}}\n",
  "content/people.yml": "people:\n- id: ann\n  names: {en: Ann Under}\n  labels: [Ann]\n  roles: [{title: Mayor, from: 2020-01-01}]\n",
  "content/paper.pdf": "x",
  "content/sound.ogg": "x",
  "content/2024-03-10-before.md": "---\nseries: council\n---\n# 2024-03-10 Before\n### Ben:\nAye.\n",
  "content/2024-03-11-budget.md": `---\nlang: en\nseries: council\nplace: Hall\nattachments: [{title: Survey, url: paper.pdf}]\nmedia: [{title: Sound, url: sound.ogg}]\ntranslations: [2024-03-11-budget-fr.md]\n---\n# 2024-03-11 Budget\n\n## Debate\n\n${many}\n> (Applause.)\n\n## Vote\n\n${EXTRA}`,
  "content/2024-03-11-budget-fr.md": `---\nlang: fr\n---\n# 2024-03-11 Budget en français\n\n## Débat\n\n${many}\n> (Applaudissements.)\n\n## Vote\n\n${EXTRA}`,
  "content/2024-03-12-after.md": "---\nseries: council\n---\n# 2024-03-12 After\n### Ben:\nAye.\n",
};
const PAGE = "/meetings/2024-03-11-budget/";
const CONTROLS = new Set(["link", "button", "searchbox", "textbox", "combobox", "DisclosureTriangle", "DisclosureTriangleGrouped"]);
const LANDMARKS = new Set(["banner", "navigation", "main", "contentinfo", "search", "region", "complementary", "form"]);

describe("a meeting page", () => {
  /** @type {Host} */
  let host;
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("playwright-core").Page} */
  let page;
  /** @type {string} */
  let folder;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "minutebook-screen-reader-"));
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    host = await Host.open(folder);
    // As when a screen reader runs. Without it what is not laid out yet is not in the tree, and with it it must be.
    browser = await chromium.launch({ executablePath: CHROMIUM, args: [...QUIET, "--force-renderer-accessibility"] });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    page = await context.newPage();
  });
  after(async () => {
    await browser?.close();
    await host?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What is heard, in order: each node that is not passed over, with its role, name and properties. */
  async function heard() {
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    await session.detach();
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    /** @type {{role: string, name: string, [name: string]: any}[]} */
    const all = [];
    const walk = (/** @type {any} */ node) => {
      if (!node) return;
      if (!node.ignored) {
        const properties = Object.fromEntries((node.properties ?? []).map((/** @type {any} */ own) => [own.name, own.value?.value]));
        all.push({ ...properties, role: node.role?.value ?? "", name: node.name?.value ?? "", node });
      }
      for (const id of node.childIds ?? []) walk(byId.get(id));
    };
    walk(nodes[0]);
    return all;
  }
  const open = async () => {
    await page.goto("about:blank");
    await page.goto(host.url + PAGE);
  };
  /** What has the focus, and whether one sees that it has. */
  const focused = () =>
    page.evaluate(() => {
      const element = /** @type {HTMLElement} */ (document.activeElement);
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const isSeen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      const all = /** @type {any} */ (window).__all ?? [];
      return { at: all.indexOf(element), tag: element.tagName, is: element.outerHTML.slice(0, 140), isSeen, isMarked: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 && !/, 0\)/u.test(outlineColor) };
    });

  test("has landmarks whose names tell them apart", async () => {
    await open();
    const landmarks = (await heard()).filter((node) => LANDMARKS.has(node.role));
    const of = (/** @type {string} */ role) => landmarks.filter((node) => node.role === role).map((node) => node.name);
    for (const role of ["banner", "main", "contentinfo"]) assert.equal(of(role).length, 1, role);
    assert.deepEqual(of("search"), ["Search every word said", "Find in this record"]);
    assert.deepEqual(of("navigation"), ["Languages", "Site", "You are here", "Contents", "Other meetings", "Council"]);
    for (const role of ["search", "navigation", "region"]) assert.equal(new Set(of(role)).size, of(role).length, role);
  });

  test("has one title, and headings that leave out no level", async () => {
    const headings = (await heard()).filter((node) => node.role === "heading");
    assert.deepEqual(headings.filter((node) => node.level === 1).map((node) => node.name), ["Budget"]);
    let before = 0;
    for (const { name, level } of headings) {
      assert.ok(level <= before + 1, `${name}: ${level} after ${before}`);
      before = level;
    }
    const names = headings.map((node) => node.name);
    for (const wanted of ["Contents", "Who spoke", "Transcript", "Debate", "Vote", "About this record"]) assert.ok(names.includes(wanted), `${wanted} in ${names}`);
    assert.equal(headings.filter((node) => node.level === 3).length, 69, "everyone who begins to speak, far ones as well");
    assert.ok(names.includes("Ann Mayor"), "with the role of that day");
  });

  test("names every control, and no two speeches alike", async () => {
    const all = await heard();
    const controls = all.filter((node) => CONTROLS.has(node.role));
    assert.deepEqual(controls.filter((node) => !node.name.trim()).map((node) => JSON.stringify(node.node).slice(0, 200)), []);
    const speeches = controls.filter((node) => /^Cite #\d+$/u.test(node.name));
    assert.deepEqual(speeches.map((node) => node.name), Array.from({ length: 69 }, (_, n) => `Cite #${n + 1}`));
    const twins = controls.filter((node) => /^Français \d/u.test(node.name)).map((node) => node.name);
    assert.deepEqual(twins, Array.from({ length: 69 }, (_, n) => `Français ${n + 1}`));
    const buttons = controls.filter((node) => node.role === "button").map((node) => node.name);
    assert.equal(new Set(buttons).size, buttons.length, buttons.join());
    // Of links with one name all lead to one place.
    const links = await page.evaluate(() => {
      const places = new Map();
      for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("main a:not([tabindex='-1'])"))) {
        const name = link.getAttribute("aria-label") ?? link.textContent?.trim() ?? "";
        places.set(name, (places.get(name) ?? new Set()).add(link.href));
      }
      return [...places].filter(([, hrefs]) => hrefs.size > 1).map(([name]) => name);
    });
    assert.deepEqual(links, []);
  });

  test("is read in order, each speech behind its number, to the last word", async () => {
    const all = await heard();
    const words = all.filter((node) => node.role === "StaticText" || /^#\d+$/u.test(node.name)).map((node) => node.name);
    const from = words.indexOf("#1");
    const [first, last] = [words.indexOf("Lot 0 of the harbour."), words.indexOf("Good evening, 8.")];
    assert.ok(from >= 0 && first > from && last > first, words.slice(from, from + 6).join(" | "));
    for (let n = 0; n < 60; n += 1) assert.ok(words.indexOf(`Lot ${n} of the harbour.`) > words.indexOf(`#${n + 1}`), `speech ${n + 1}`);
    assert.ok(words.some((text) => text.includes("Applause")), "and what happened");
    // What the eye knows speakers by is no news to the ear.
    assert.equal(all.filter((node) => ["image", "img", "graphics-document"].includes(node.role) && !node.name).length, 0);
  });

  test("says what came of finding, of copying and of setting side by side", async () => {
    await open();
    const status = async (/** @type {RegExp} */ wanted) => {
      const all = await heard();
      const told = all.filter((node) => node.live === "polite").map((node) => all.filter((inner) => inner.node.parentId === node.node.nodeId).map((inner) => inner.name).join(""));
      return told.find((text) => wanted.test(text));
    };
    await page.keyboard.press("f");
    await page.keyboard.type("evening");
    await page.waitForFunction(() => document.querySelector(".find output")?.textContent);
    assert.ok(await status(/^9 found/u));
    await page.keyboard.press("Escape");
    await page.locator(".permalink").nth(3).focus();
    await page.keyboard.press("Enter");
    const dialog = (await heard()).find((node) => node.role === "dialog");
    assert.equal(dialog?.name, "Cite this speech");
    assert.equal(dialog?.modal, true);
    await page.locator("#cite [data-copy]").press("Enter");
    await page.waitForFunction(() => document.querySelector("#cite [role=status]")?.textContent);
    assert.ok(await status(/Copied/u));
    await page.keyboard.press("Escape");
    await page.locator(".beside-twin").press("Enter");
    await page.waitForSelector(".paired .other");
    assert.equal(await page.locator(".beside-twin").getAttribute("aria-pressed"), "true");
    await page.locator(".beside-twin").press("Enter");
    await page.waitForFunction(() => !document.querySelector(".paired"));
  });

  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    test(`lets one reach every control in order by Tab, and see where one is, in ${scheme}`, async () => {
      await page.emulateMedia({ colorScheme: scheme });
      await open();
      const count = await page.evaluate(() => {
        const controls = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("a[href]:not([tabindex='-1']), button:not(:disabled), input:not([type=hidden]), select, textarea, summary")]);
        // What is far from the window has no box yet, and is reached all the same.
        const is = (/** @type {HTMLElement} */ control) => !control.closest("dialog:not([open]), [hidden]") && !control.matches("details:not([open]) > :not(summary), details:not([open]) > :not(summary) *");
        /** @type {any} */ (window).__all = controls.filter((control) => is(control) && (control.closest(".transcript") || control.getClientRects().length > 0));
        return /** @type {any} */ (window).__all.length;
      });
      assert.ok(count > 160, `${count} controls`);
      for (let expected = 0; expected < count; expected += 1) {
        await page.keyboard.press("Tab");
        const { at, is, isSeen, isMarked } = await focused();
        assert.equal(at, expected, `${expected}. by Tab is ${is}`);
        assert.ok(isSeen && isMarked, `seen: ${isSeen}, marked: ${isMarked}: ${is}`);
      }
      await page.keyboard.press("Shift+Tab");
      assert.equal((await focused()).at, count - 2, "and back");
      await page.emulateMedia({ colorScheme: null });
    });
  }

  test("is worked by keys alone", async () => {
    await open();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(new URL(page.url()).hash, "#main", "the first control leads to the content");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => Boolean(document.activeElement?.closest("main"))), true, "and Tab goes on from there");
    // Who spoke less is behind a summary.
    await page.evaluate(() => document.querySelector(".who-spoke details")?.setAttribute("open", ""));
    await page.locator(".who-spoke details details summary").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => Boolean(document.activeElement?.closest(".who-spoke details details"))), true);
    const only = page.locator(".only").first();
    await only.focus();
    await page.keyboard.press("Space");
    assert.equal(await page.locator(".turn:not([hidden])").count(), 20);
    await page.keyboard.press("Space");
    assert.equal(await page.locator(".turn:not([hidden])").count(), 69);
    // A recording is opened where it stands.
    await page.locator(".record-facts summary").first().focus();
    await page.keyboard.press("Enter");
    await page.locator(".player summary").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".player audio").isVisible(), true);
    for (let time = 0; time < 3; time += 1) await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    const inDialog = () => page.evaluate(() => Boolean(document.activeElement?.closest("#cite")));
    assert.equal(await inDialog(), true, "the dialog takes the focus");
    // All around: no control of the page behind it is reached.
    for (let time = 0; time < 12; time += 1) {
      await page.keyboard.press("Tab");
      assert.ok((await inDialog()) || (await page.evaluate(() => document.activeElement === document.body)), `after ${time + 1} times Tab`);
    }
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement?.matches(".permalink")), true, "and gives it back");
    await page.keyboard.press("?");
    assert.equal(await page.locator("#keys").isVisible(), true);
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement?.matches(".site-search input")), true);
  });
});
