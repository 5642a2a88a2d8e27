// A record that was corrected in the open, one that was taken back and a meeting to come, as a published site shows them.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Host } from "./host.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const said = (count) => `# 2025-03-12 The ferry\n\n### Lin:\nThe ferry leaves at ${count}, and not before the tide.\n\n### Okafor:\nThen let it be so.\n`;
const han = (word) => `---\nlang: zh-Hant\n---\n# 2025-04-02 漁港\n\n### 林月湄：\n我們先把${word}修好，再談預算。\n`;

for (const theme of ["civic", "gazette", "chamber"]) {
  describe(`what became of records, in ${theme}`, () => {
    let folder;
    /** @type {Host} */
    let host;
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), "minutebook-corrections-"));
      const write = (path, text) => writeFileSync(join(folder, "site/content", path), text);
      const publish = (now) => {
        const done = spawnSync(process.env.MINUTEBOOK, ["publish", join(folder, "site"), "--allow-warnings", "--now", now], { encoding: "utf8" });
        assert.equal(done.status, 0, done.stderr);
      };
      mkdirSync(join(folder, "site/content"), { recursive: true });
      write("site.yml", `title: Records of Tessamare\nbase_url: https://records.tessamare.example\ntheme: ${theme}\npublish: {folder: {path: ../live}}\n`);
      write("2025-03-12-ferry.md", said("six"));
      write("2025-04-02-harbour.md", han("冷凍庫"));
      write("2025-05-07-stairs.md", "# 2025-05-07 The stairs\n\n### Lin:\nA name.\n");
      write("2026-11-18-lift.md", "---\nannounced: true\nstatus: draft\nstart: '19:00'\nplace: Room 2\n---\n# 2026-11-18 A lift\n");
      publish("2025-06-01T09:00:00Z");
      write("2025-03-12-ferry.md", said("seven"));
      write("2025-04-02-harbour.md", han("冷藏庫"));
      write("2025-05-07-stairs.md", "---\nwithdrawn: {at: 2025-06-10T09:00, reason: It named a minor.}\n---\n# 2025-05-07 The stairs\n\n### Lin:\nA name.\n");
      publish("2025-07-01T09:00:00Z");
      // The release, in a place of its own: the host asks for `_headers` where it is.
      cpSync(realpathSync(join(folder, "live/current")), join(folder, "shown"), { recursive: true });
      host = await Host.show(join(folder, "shown"));
    });
    after(async () => {
      await host?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test("a corrected speech shows what it said before, in words and in characters", async () => {
      const page = await host.page();
      for (const [path, gone, come] of [["2025-03-12-ferry", "six", "seven"], ["2025-04-02-harbour", "冷凍庫", "冷藏庫"]]) {
        await page.goto(`${host.url}/meetings/${path}/`);
        const shown = await page.textContent("main");
        assert.ok(shown.includes(come), `${path}: what holds now`);
        await page.$$eval("main details", (all) => all.forEach((one) => (one.open = true)));
        const [removed] = await page.$$eval("main del", (all) => all.map((one) => one.textContent));
        assert.ok(gone.includes(removed) && removed.length < 4, `${path}: ${removed}`);
      }
      await page.goto(`${host.url}/corrections/`);
      assert.equal(await page.locator("main a[href*='2025-03-12-ferry']").count() > 0, true);
      await page.context().close();
    });

    for (const [colorScheme, width] of [["light", 1280], ["dark", 360]]) {
      test(`axe objects to nothing, and nothing is too wide: ${colorScheme}, ${width} pixels`, async () => {
        const page = await host.page({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
        const found = [];
        for (const path of ["/", "/meetings/", "/meetings/2025-03-12-ferry/", "/meetings/2025-04-02-harbour/", "/corrections/", "/meetings/2025-05-07-stairs/", "/meetings/2026-11-18-lift/"]) {
          const response = await page.goto(host.url + path);
          assert.equal(response.status(), 200, path);
          await page.$$eval("main details", (all) => all.forEach((one) => (one.open = true)));
          await page.addScriptTag({ content: AXE });
          const rules = await page.evaluate((tags) => axe.run(document, { runOnly: tags }).then((report) => report.violations), TAGS);
          found.push(...rules.map((rule) => `${path}: ${rule.id}: ${rule.nodes[0].html.slice(0, 160)}`));
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (wide > 0) found.push(`${path}: ${wide} pixels too wide`);
          if (process.env.MINUTEBOOK_PICTURES) await page.screenshot({ path: join(process.env.MINUTEBOOK_PICTURES, `${theme}-${colorScheme}${path.replaceAll("/", "_")}.png`), fullPage: true });
        }
        await page.context().close();
        assert.deepEqual(found, []);
      });
    }
  });
}
