// Chinese and Japanese as they are set: whole letters wide, with even ends of lines, in a face that has the forms of the
// language. On the sample, and on real records when there are any.

import assert from "node:assert/strict";
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { paragraphs } from "./lines.mjs";
import { Preview } from "./preview.mjs";

const CONTENT = fileURLToPath(new URL("../../content", import.meta.url));
const DATA = process.env.MINUTEBOOK_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
const RECORDS = join(DATA, "pilot");
const HAN = ":is(:lang(zh), :lang(ja))";
const JAPANESE = `---
lang: ja
---
# 2024-09-09 「霧笛」の音量と夜間運航についての市民対話集会
### 議長 森川あおい:
${"それでは開会いたします。本日はCandle Pointの霧笛（1911年設置、音圧121 dB）について、住民の皆さまからご意見を伺います。".repeat(4)}
`;

const ARCHIVES = {
  sample: {
    skip: false,
    fill: (/** @type {string} */ folder) => cpSync(CONTENT, join(folder, "content"), { recursive: true }),
    files: { "content/2024-09-09-fog.md": JAPANESE },
    records: ["/meetings/2023-03-02-預算審查會議/", "/meetings/2024-09-09-fog/"],
  },
  "the pilot": {
    skip: existsSync(RECORDS) ? false : `SKIPPED: there are no real records at ${RECORDS}; set MINUTEBOOK_DATA`,
    fill: (/** @type {string} */ folder) => {
      cpSync(RECORDS, join(folder, "content"), { recursive: true });
      rmSync(join(folder, "content/PROVENANCE.md"), { force: true });
    },
    files: { "content/site.yml": "title: 公開紀錄\nbase_url: https://records.example\nlanguages: [zh-Hant, en]\n" },
    records: [
      "/meetings/2022-11-24-數位發展部第三次部務會議逐字稿/",
      "/meetings/2020-10-28-「行政院開放政府國家行動方案推動小組」第1次會議/",
      "/meetings/2018-01-23-po共識營-day-1/",
    ],
  },
};

for (const [archive, { skip, fill, files, records }] of Object.entries(ARCHIVES)) {
  describe(`Chinese and Japanese in ${archive}`, { skip }, () => {
    /** @type {Preview} */
    let preview;
    before(async () => {
      preview = await Preview.open(files, [], fill);
    });
    after(() => preview?.close());

    for (const width of [360, 390, 1440]) {
      test(`are whole letters wide, with even ends of lines, in a window of ${width} pixels`, async () => {
        await preview.page.setViewportSize({ width, height: 900 });
        let measured = 0;
        for (const record of records) {
          await preview.visit(record);
          for (const { text, em, box, lines } of await paragraphs(preview.page, `.speech > p${HAN}`)) {
            assert.ok(Math.abs(em - Math.round(em)) < 0.02 && em <= 40, `${record} ${text}: ${em} letters wide`);
            for (const line of lines.slice(0, -1)) {
              assert.ok(Math.abs(line.end - box) <= 0.5, `${record} ends ${line.end - box} pixels away: ${line.text}`);
              measured += 1;
            }
            const last = [...(lines.at(-1)?.text ?? "").replaceAll(/\p{P}/gu, "")];
            assert.ok(lines.length < 2 || last.length > 1, `${record} ends with one letter: ${lines.at(-2)?.text}/${lines.at(-1)?.text}`);
          }
        }
        assert.ok(measured > 5, `${measured} lines`);
      });
    }

    test("have faces of their own, and figures as tall as the letters", async () => {
      for (const record of records) {
        await preview.visit(record);
        const set = await preview.page.locator(`.speech > p${HAN}`).first().evaluate((words) => {
          const { fontFamily, fontVariantNumeric, fontStyle } = getComputedStyle(words);
          return { fontFamily, fontVariantNumeric, fontStyle };
        });
        assert.match(set.fontFamily, /^"?(?:Songti TC|Hiragino Mincho|Noto Serif CJK)/u, record);
        assert.equal(set.fontVariantNumeric, "lining-nums", record);
        assert.equal(set.fontStyle, "normal", record);
      }
    });
  });
}

// There a speaker's name runs into the words, so that a turn is as wide as whole letters.
describe("Chinese in gazette", () => {
  /** @type {Preview} */
  let preview;
  before(async () => {
    const said = `${"我們一共有四個報告事項，113 年本部科技施政的規劃方向，請各位委員參考。".repeat(5)}\n\n`;
    preview = await Preview.open({
      "content/site.yml": "title: 紀錄\nlanguages: [zh-Hant]\ntheme: gazette\n",
      "content/people.yml": "people:\n  - id: lin\n    names: {zh-Hant: 林月湄}\n    roles:\n      - {title: 主席, from: 2020-01-01}\n",
      "content/2024-03-11-a.md": `---\nlang: zh-Hant\n---\n# 2024-03-11 會議\n### 林月湄:\n${said.repeat(3)}`,
    });
  });
  after(() => preview.close());

  for (const width of [390, 1440]) {
    test(`has even ends of lines in a window of ${width} pixels`, async () => {
      await preview.page.setViewportSize({ width, height: 900 });
      await preview.visit("/meetings/2024-03-11-a/");
      const [turn] = await paragraphs(preview.page, ".turn");
      assert.ok(turn && Math.abs(turn.em - Math.round(turn.em)) < 0.02, `${turn?.em} letters wide`);
      let measured = 0;
      for (const { box, lines } of await paragraphs(preview.page, ".speech > p ~ p")) {
        for (const line of lines.slice(0, -1)) {
          assert.ok(Math.abs(line.end - box) <= 0.5, `ends ${line.end - box} pixels away: ${line.text}`);
          measured += 1;
        }
      }
      assert.ok(measured > 5, `${measured} lines`);
    });
  }

  test("has wide brackets and colons, and figures as tall as the letters", async () => {
    await preview.visit("/meetings/2024-03-11-a/");
    const set = await preview.page.evaluate(() => {
      const of = (/** @type {string} */ selector, /** @type {string} */ part) => getComputedStyle(/** @type {Element} */ (document.querySelector(selector)), part);
      return [of(".role", "::before").content, of(".role", "::after").content, of(".speaker", "::after").content, of(".speech > p", "").fontVariantNumeric];
    });
    assert.deepEqual(set, ['"（"', '"）"', '"："', "normal"]);
  });
});

describe("a title in brackets", () => {
  /** @type {Preview} */
  let preview;
  before(async () => {
    preview = await Preview.open({
      "content/site.yml": "title: 紀錄\nlanguages: [zh-Hant]\n",
      "content/2024-03-11-a.md": "---\nlang: zh-Hant\n---\n# 2024-03-11 「港口預算與渡輪票價推動小組」第1次會議\n### 林月湄:\n好。\n",
    });
  });
  after(() => preview.close());

  test("begins at the edge, and breaks behind the bracket", async () => {
    await preview.page.setViewportSize({ width: 500, height: 900 });
    await preview.visit("/meetings/2024-03-11-a/");
    const [title] = await paragraphs(preview.page, "h1");
    assert.deepEqual(title?.lines.map(({ text }) => text), ["「港口預算與渡輪票價推動小組」", "第1次會議"]);
    const blank = await preview.page.locator("h1").evaluate((h1) => {
      const range = document.createRange();
      const text = /** @type {Node} */ (h1.firstChild);
      range.setStart(text, 0);
      range.setEnd(text, 1);
      return range.getBoundingClientRect().width / parseFloat(getComputedStyle(h1).fontSize);
    });
    assert.ok(blank < 0.6, `the bracket takes ${blank} of a letter`);
  });
});
