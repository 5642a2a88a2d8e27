// axe-core finds nothing to object to, on every kind of page, in light and dark, on a phone and on a desktop.

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { Preview } from "./preview.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const CONTENT = fileURLToPath(new URL("../../content", import.meta.url));

/** Plays from a speech. At the end of the page nothing lies half under the bar that follows the recording. @param {import("playwright-core").Page} page */
async function listen(page) {
  await page.locator(".speech .moment").first().click();
  await page.waitForSelector(".playing");
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
}

/** On a phone the list of speakers is folded. */
const showOne = async (page) => {
  await page.evaluate(() => document.querySelector(".who-spoke details").setAttribute("open", ""));
  await page.locator(".only").first().click();
};

// Each kind of page, and what a reader may have done to it.
const PAGES = {
  "front page": { path: "/" },
  meetings: { path: "/meetings/" },
  year: { path: "/meetings/2023/" },
  meeting: { path: "/meetings/2023-03-02-budget-sitting/" },
  "Chinese meeting": { path: "/meetings/2024-10-12-青年議會模擬大會/" },
  "one speaker alone": { path: "/meetings/2023-03-02-budget-sitting/", act: showOne },
  citing: { path: "/meetings/2023-03-02-budget-sitting/", act: (page) => page.locator(".permalink").first().click() },
  listening: { path: "/meetings/2024-04-22-three-languages-one-signpost/", act: listen },
  speakers: { path: "/speakers/" },
  "speakers filtered": { path: "/speakers/", act: (page) => page.fill(".filter input", "lin") },
  speaker: { path: "/speakers/lin-yuemei/" },
  "what a speaker said in a year": { path: "/speakers/oda/2024/" },
  series: { path: "/series/" },
  "a series": { path: "/series/council/" },
  decisions: { path: "/decisions/" },
  "action items": { path: "/decisions/actions/" },
  "decisions of a year": { path: "/decisions/2023/" },
  "a decision cited": { path: "/meetings/2023-03-02-budget-sitting/", act: (page) => page.locator(".decision > .permalink").last().click() },
  bodies: { path: "/bodies/" },
  "a body": { path: "/bodies/council/" },
  "a year of a body": { path: "/bodies/council/2024/" },
  "a roll call": { path: "/meetings/2024-03-07-the-price-of-a-ferry/" },
  matters: { path: "/matters/" },
  "a matter": { path: "/matters/bay-ferry/" },
  "a speaker with votes": { path: "/speakers/tobit-penrice/" },
  "watched words": { path: "/watches/" },
  "a watched query": { path: "/watches/ferry/" },
  "a menu that is open": { path: "/", act: (page) => page.locator(".site-menu summary").click() },
  page: { path: "/about/" },
  withdrawn: { path: "/meetings/2022-05-18-the-stairwell-at-bell-street/" },
  "not found": { path: "/404.html" },
};

for (const theme of ["civic", "chamber"]) {
  describe(`every kind of page can be used by everybody, in ${theme}`, () => {
    let preview;
    before(async () => {
      // Nobody in the sample says more than fits on one page.
      const long = "---\nlang: en\n---\n# 2024-11-12 Long\n### Oda:\nGood morning.\n### Oda:\n" + "word ".repeat(41000);
      preview = await Preview.open({}, [], (folder) => {
        cpSync(CONTENT, `${folder}/content`, { recursive: true });
        writeFileSync(`${folder}/content/2024-11-12-long.md`, long);
        const settings = readFileSync(`${folder}/content/site.yml`, "utf8");
        writeFileSync(`${folder}/content/site.yml`, settings.replace("theme: civic", `theme: ${theme}`));
      });
    });
    after(() => preview.close());

    for (const colorScheme of ["light", "dark"]) {
      for (const width of [360, 1440]) {
        test(`${colorScheme}, ${width} pixels wide`, async () => {
          // A page under a strict policy takes no script from outside but the debugger's.
          const context = await preview.browser.newContext({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
          const page = await context.newPage();
          const found = [];
          for (const [name, { path, act }] of Object.entries(PAGES)) {
            const response = await page.goto(preview.url + path);
            assert.equal(response.status(), 200, path);
            await act?.(page);
            // What is not laid out because it is far from the window has no true height, and seems to lie over what follows.
            await page.addStyleTag({ content: ".turn { content-visibility: visible !important; }" });
            await page.addScriptTag({ content: AXE });
            const rules = await page.evaluate(
              (tags) => axe.run({ exclude: ["minutebook-bar"] }, { runOnly: tags }).then((report) => report.violations),
              TAGS,
            );
            found.push(...rules.map((rule) => `${name}: ${rule.id}: ${rule.nodes[0].html.slice(0, 160)}`));
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            if (wide > 0) found.push(`${name}: ${wide} pixels too wide`);
          }
          await context.close();
          assert.deepEqual(found, []);
        });
      }
    }
  });
}
