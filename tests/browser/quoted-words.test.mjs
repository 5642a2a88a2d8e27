// Links that lead to the very words: made by the citation box, opened like links from elsewhere, and looked at.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { textDirective } from "../../themes/civic/static/text-fragment.js";
import { Host } from "./host.mjs";

const DATA = process.env.MINUTEBOOK_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
const RECORDS = join(DATA, "pilot");
const skip = existsSync(RECORDS) ? false : `SKIPPED: there are no real records at ${RECORDS}; set MINUTEBOOK_DATA`;
// All of them take some minutes.
const SELECTIONS = process.env.MINUTEBOOK_FULL === "1" ? 500 : 50;

const BASE = "https://town.example";
const SITE = `title: Town\nbase_url: ${BASE}\nlanguages: [en, zh-Hant, ja]\n`;
const RECORD = `# 2024-03-11 Harbour

### Ann:
The crown of the quay is broken, and so are the quays.

### Ben:
Aye.

### Ann:
Thank you.

### Ben:
Aye.

### Ann:
No crown for [the *old* quay](https://quay.example/), **none** - not one, two & three.

It is the second paragraph of what Ann says here about it.

And the third: ${"again and again, ".repeat(40)} to the last.

### Ben:
數位發展部的人說，數位發展部長明天來。數位發展部不來。

### Ann:
The quay is closed.
`;

/** The place of a part of the text of a speech. @typedef {{ id: string, from: number, to: number }} Selection */

/** Two places of the text of an element as a range; sent to the page. */
const RANGE = `(element, from, to) => {
  const range = new Range();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(), at = 0; node; at += node.length, node = walker.nextNode()) {
    if (from >= at && from < at + node.length) range.setStart(node, from - at);
    if (to > at && to <= at + node.length) range.setEnd(node, to - at);
  }
  return range;
}`;

/** What the citation box gives for a selection, or for the speech if nothing is selected. */
async function quoted(page, { id, from, to }) {
  return page.evaluate(
    `((id, from, to) => {
      const speech = document.getElementById(id);
      getSelection().removeAllRanges();
      if (to > from) getSelection().addRange((${RANGE})(speech, from, to));
      const sign = speech.querySelector(".permalink");
      sign.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
      sign.click();
      const dialog = document.querySelector("#cite");
      dialog.querySelector("[value=quote]").click();
      dialog.close();
      return dialog.querySelector("textarea").value;
    })(${JSON.stringify(id)}, ${from}, ${to})`,
  );
}

/** Opens a link in a window that shows nothing, and gives what is wrong there with a selection once the page has come to rest. */
async function wrongWith(page, looker, link, selection) {
  await page.goto("about:blank");
  await page.goto(link);
  await page.waitForFunction(() => document.querySelector(":target"));
  await page.addStyleTag({ content: "::target-text { background: #f0f !important; color: #f0f !important }" });
  let wrong = "";
  for (let time = 0; time < 8; time += 1) {
    wrong = await wrongNow(page, looker, selection);
    if (!wrong) break;
    await page.waitForTimeout(100);
  }
  return wrong;
}

/**
 * Gives what is wrong with what one sees of a selection; an empty text if nothing is. A script cannot ask what is marked, so marks have
 * a colour of their own, and a picture is taken.
 */
async function wrongNow(page, looker, { id, from, to }) {
  const { isInView, rects } = await page.evaluate(
    `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => {
      const speech = document.getElementById(${JSON.stringify(id)});
      const range = (${RANGE})(speech, ${from}, ${to});
      const rects = [...range.getClientRects()].filter(({ width }) => width > 2).map(({ left, top, right, bottom }) => [left, top, right, bottom]);
      const [[, top]] = rects;
      return { isInView: top >= 0 && top < innerHeight, rects };
    })`,
  );
  const picture = (await page.screenshot()).toString("base64");
  const isMarked = await looker.evaluate(
    async ([picture, rects]) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const { data, width } = context.getImageData(0, 0, image.width, image.height);
      // Of each line of the words, and of all the rest.
      const lines = rects.map(() => false);
      let rest = false;
      for (let at = 0; at < data.length; at += 4) {
        if (data[at] !== 255 || data[at + 1] !== 0 || data[at + 2] !== 255) continue;
        const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
        // Marks are as high as lines, which are higher than letters.
        const around = rects.map(([left, top, right, bottom]) => x >= left - 2 && x < right + 2 && y >= top - 8 && y < bottom + 8);
        rest ||= !around.includes(true);
        around.forEach((is, line) => (lines[line] ||= is));
      }
      return { lines: lines.filter((_, line) => rects[line][1] >= 0 && rects[line][3] < image.height), rest };
    },
    [picture, rects],
  );
  const found = {
    "not in view": !isInView,
    "not marked": !isMarked.lines.includes(true),
    "not marked as a whole": isMarked.lines.includes(false),
    "more is marked": isMarked.rest,
  };
  return Object.entries(found).flatMap(([wrong, is]) => (is ? [wrong] : [])).join(", ");
}

class Archive {
  static async open(lay) {
    const archive = new Archive();
    archive.content = mkdtempSync(join(tmpdir(), "minutebook-words-"));
    lay(archive.content);
    archive.host = await Host.open(archive.content);
    archive.maker = await archive.host.page();
    archive.looker = await archive.host.page();
    archive.page = await archive.host.page({ bypassCSP: true });
    return archive;
  }

  /** What a selection's link says behind the address, and what is wrong with it. */
  async follow(selection) {
    const link = await quoted(this.maker, selection);
    const [, hash] = link.split(/(?=#)/u);
    const there = this.host.url + new URL(link).pathname + hash;
    return { hash, wrong: await wrongWith(this.page, this.looker, there, selection) };
  }

  async close() {
    await this.host.close();
    rmSync(this.content, { recursive: true, force: true });
  }
}

describe("a text directive", () => {
  const directive = (blocks, words, nth = 0) => {
    const all = blocks.flatMap((text, block) => [...text.matchAll(words)].map(({ index, 0: found }) => ({ block, from: index, to: index + found.length })));
    const { block, from, to } = all[nth];
    return textDirective(blocks, { block, offset: from }, { block, offset: to });
  };
  const decoded = (blocks, words, nth) => decodeURIComponent(directive(blocks, words, nth) ?? "");

  test("holds the words alone where they stand once, and else what is beside them", () => {
    assert.equal(decoded(["The crown.", "A quay."], /quay/gu), "text=quay");
    assert.equal(decoded(["The crown.", "A crown."], /crown/gu, 1), "text=A-,crown");
    assert.equal(decoded(["Aye.", "Ben", "Aye.", "Ann"], /Aye\./gu, 1), "text=Ben-,Aye.");
    assert.equal(decoded(["Aye.", "Ben", "Aye.", "Ann"], /Aye\./gu, 0), "text=Aye.,-Ben");
  });

  test("compares words as browsers do", () => {
    assert.equal(decoded(["An ÉTUDE.", "One étude."], /étude/gu), "text=One-,étude");
    assert.equal(decoded(["The “old” quay.", "My \"old\" quay."], /"old"/gu), "text=My-,\"old\"");
  });

  test("takes no part of a word for a word", () => {
    assert.equal(decoded(["Many quays."], /quay/gu), "text=quay,-s");
    assert.equal(decoded(["Many quays."], /ay/gu), "text=qu-,ay,-s");
    assert.equal(decoded(["好。數位發展部長來了。"], /數位發展部/gu), "text=數位發展部,-長來了");
  });

  test("holds the beginning and the end of many words, and of several paragraphs", () => {
    assert.equal(decoded(["Ann says no.", "Ben says yes."], /./gu, 0), "text=A,-nn");
    assert.equal(decodeURIComponent(String(textDirective(["Aye", "Ann says no.", "Ben"], { block: 0, offset: 0 }, { block: 2, offset: 3 }))), "text=Aye,Ben");
    const long = `First ${"again ".repeat(30)}and so on to the last.`;
    assert.equal(directive([long], /First.*last/gu), "text=First%20again%20again,so%20on%20to%20the%20last");
  });

  test("writes its own signs so that they are words", () => {
    assert.equal(directive(["Aye - to, it & that"], /Aye.*that/gu), "text=Aye%20%2D%20to%2C%20it%20%26%20that");
  });

  test("is not made where nothing tells the place from others", () => {
    assert.equal(directive(["Ann", "Aye.", "Ann", "Aye.", "Ann"], /Aye\./gu, 0), undefined);
  });
});

describe("a link with the words of a record", () => {
  /** @type {Archive} */
  let archive;
  let speeches;
  before(async () => {
    archive = await Archive.open((folder) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "site.yml"), SITE);
      writeFileSync(join(folder, "2024-03-11-harbour.md"), RECORD);
    });
    await archive.maker.goto(`${archive.host.url}/meetings/2024-03-11-harbour/`);
    speeches = await archive.maker.evaluate(() => [...document.querySelectorAll(".speech")].map(({ id, textContent }) => ({ id, text: textContent })));
  });
  after(() => archive?.close());

  const cases = [
    ["a word that stands on the page before", 4, "crown"],
    ["a part of a word", 0, "quay", 1],
    ["a part of a Chinese word", 5, "數位發展部", 1],
    ["a Chinese word that is part of one before", 5, "數位發展部", 2],
    ["words across a link and bold", 4, "old quay, none - not one, two &"],
    ["a part of words across a link and bold", 4, "ld quay, no"],
    ["words across paragraphs", 4, /one, two & three.\s+It is the second/u],
    ["words across three paragraphs", 4, /three\.[^]*to the last/u],
    ["many words of one paragraph", 4, /And the third[^]*to the last/u],
    ["a short speech", 1, "Aye."],
    ["the same short speech again", 3, "Aye."],
    ["the first words", 0, "The"],
    ["the last words", 6, "is closed."],
  ];
  for (const [what, number, words, nth = 0] of cases) {
    test(`leads to ${what}`, async () => {
      const { id, text } = speeches[number];
      const pattern = typeof words === "string" ? words.replace(/[.&]/gu, "\\$&") : words.source;
      const found = [...text.matchAll(new RegExp(pattern.replace("\\&", "&"), "gu"))][nth];
      const { hash, wrong } = await archive.follow({ id, from: found.index, to: found.index + found[0].length });
      assert.ok(hash.startsWith(`#${id}:~:text=`), hash);
      assert.equal(wrong, "", hash);
    });
  }

  test("is the speech's anchor where nothing tells the words from others", async () => {
    const { id, text } = speeches[3];
    const from = text.indexOf("ye.");
    assert.equal((await archive.follow({ id, from, to: from + 3 })).hash, `#${id}`);
  });

  test("leads to the whole speech if nothing is selected", async () => {
    const { id, text } = speeches[3];
    const link = await quoted(archive.maker, { id, from: 0, to: 0 });
    assert.ok(decodeURIComponent(link).endsWith(`${id}:~:text=4-,Aye.`), link);
    const from = text.indexOf("Aye.");
    const there = link.replace(BASE, archive.host.url);
    assert.equal(await wrongWith(archive.page, archive.looker, there, { id, from, to: from + 4 }), "");
  });

  test("leads to the same words while one speaker's words are shown alone", async () => {
    const { id, text } = speeches[4];
    await archive.maker.evaluate(() => document.querySelector(".who-spoke details").setAttribute("open", ""));
    await archive.maker.click(".only:has-text('Ann')");
    const from = text.indexOf("crown");
    const { hash, wrong } = await archive.follow({ id, from, to: from + 5 });
    assert.ok(hash.includes(":~:text=") && wrong === "", `${hash} ${wrong}`);
    await archive.maker.click(".only:has-text('Ann')");
  });
});

describe(`links with ${SELECTIONS} selections from real records`, { skip }, () => {
  /** @type {Archive} */
  let archive;
  before(async () => {
    archive = await Archive.open((folder) => {
      cpSync(RECORDS, folder, { recursive: true });
      rmSync(join(folder, "PROVENANCE.md"), { force: true });
      writeFileSync(join(folder, "site.yml"), SITE);
    });
  });
  after(() => archive?.close());

  test("lead to the words", { timeout: 1_800_000 }, async (t) => {
    // The same in every run, whatever the product makes of them (mulberry32).
    let state = 20240311;
    const random = (/** @type {number} */ below) => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
    };
    const folder = join(archive.host.folder, "meetings");
    const hasSpeeches = (/** @type {string} */ page) => existsSync(page) && readFileSync(page, "utf8").includes('class="speech"');
    const pages = readdirSync(folder).filter((name) => hasSpeeches(join(folder, name, "index.html"))).sort();
    assert.ok(pages.length > 20, `${pages.length} records`);
    const failures = [];
    const kinds = { word: 0, letters: 0, paragraph: 0, paragraphs: 0, speech: 0 };
    let [number, anchors] = [0, 0];
    while (number < SELECTIONS) {
      const path = `/meetings/${encodeURIComponent(pages[random(pages.length)])}/`;
      await archive.maker.goto(archive.host.url + path);
      const speeches = await archive.maker.evaluate(() =>
        [...document.querySelectorAll(".transcript .speech[id]")].map((speech) => {
          const paragraphs = [];
          const walker = document.createTreeWalker(speech, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(), at = 0; node; at += node.length, node = walker.nextNode()) {
            const paragraph = node.parentElement.closest("p");
            if (!paragraph || node.parentElement.closest("details, .permalink, .twin, .moment")) continue;
            if (paragraphs.at(-1)?.paragraph !== paragraph) paragraphs.push({ paragraph, from: at, to: at });
            paragraphs.at(-1).to = at + node.length;
          }
          return { id: speech.id, text: speech.textContent, paragraphs: paragraphs.map(({ from, to }) => ({ from, to })) };
        }),
      );
      const said = speeches.filter(({ paragraphs }) => paragraphs.length > 0);
      // Some from each page that is opened.
      for (let n = 0; n < 5 && number < SELECTIONS; n += 1) {
        const { id, text, paragraphs } = said[random(said.length)];
        const kind = Object.keys(kinds)[random(5)];
        const one = paragraphs[random(paragraphs.length)];
        let [from, to] = [one.from, one.to];
        if (kind === "word") {
          const all = [...text.slice(from, to).matchAll(/\p{Script=Han}{1,4}|[\p{L}\p{N}]+/gu)];
          const word = all[random(all.length)];
          if (word) [from, to] = [from + word.index, from + word.index + word[0].length];
        } else if (kind === "letters") {
          from += random(to - from);
          to = Math.min(from + 1 + random(40), to);
        } else if (kind === "paragraphs") {
          const [a, b] = [random(paragraphs.length), random(paragraphs.length)].sort((a, b) => a - b);
          from = paragraphs[a].from + random(paragraphs[a].to - paragraphs[a].from);
          to = a === b ? paragraphs[b].to : paragraphs[b].from + 1 + random(paragraphs[b].to - paragraphs[b].from);
        } else if (kind === "speech") {
          [from, to] = [paragraphs[0].from, paragraphs.at(-1).to];
        }
        // Nobody selects half a character, or spaces alone.
        const words = text.slice(from, to);
        if ([words, text.slice(to)].some((part) => /^[\udc00-\udfff\p{M}]/u.test(part)) || !words.trim()) continue;
        number += 1;
        kinds[kind] += 1;
        const { hash, wrong } = await archive.follow({ id, from, to });
        // Half of “謝謝。” has the other half before it, and nothing that tells this speech from the next like it.
        const isAnchor = !hash.includes(":~:");
        if (isAnchor) anchors += 1;
        const isWrong = isAnchor ? wrong.includes("not in view") : wrong !== "";
        if (isWrong) failures.push(`${wrong}: ${kind} ${decodeURI(path)} ${from}-${to} “${words.slice(0, 60)}” ${decodeURIComponent(hash)}`);
      }
    }
    t.diagnostic(`${number - failures.length} of ${number} seen, ${anchors} of them by the anchor of the speech alone: ${JSON.stringify(kinds)}`);
    assert.deepEqual(failures, []);
    assert.ok(anchors * 100 <= number, `${anchors} of ${number} have no words`);
  });
});
