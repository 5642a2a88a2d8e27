// Pictures of every kind of page, for looking at: both themes, light and dark, four widths, three languages.
//
//   MINUTEBOOK=target/release/minutebook node tests/browser/screenshots.mjs DIR [WORD …]
//
// Makes DIR/THEME/KIND-LANGUAGE-SCHEME-WIDTH.png of the sample site, to which a Japanese record is added. With words,
// only those whose name holds all of them. With --readme, only the two pictures that the README shows, as DIR/record.png
// and DIR/search.png: `node tests/browser/screenshots.mjs docs/pictures --readme`.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { show } from "./show.mjs";
import { CHROMIUM, QUIET } from "./preview.mjs";

const CONTENT = fileURLToPath(new URL("../../content", import.meta.url));
const WIDTHS = [360, 390, 768, 1440];
// A page may be very long; the rest of it looks as this does.
const TALLEST = 2600;

const JAPANESE = `---
lang: ja
series: council
topics: [harbour]
place: ロープ・ホール大広間
start: "18:00"
media:
  - {title: 会議の録画, url: "https://media.tessamare.example/2024/09/09/fog.webm", type: video/webm}
---
# 2024-09-09 霧笛の音量と夜間運航についての市民対話集会

## 議題1：霧笛の音量

### 議長 森川あおい:
それでは開会いたします。本日はCandle Pointの霧笛（1911年設置、音圧121 dB）について、住民の皆さまからご意見を伺います。

> （拍手）

### 小野寺 健:
灯台から180メートルの場所に住んでおります。**夜中の3時**に鳴ると、赤ん坊だけでなく食器棚のコップまで起きてしまうのです。

### 小野寺 健:
「安全のため」とおっしゃるが、フェリーにはすでにAISとレーダーがある。1日に何回鳴らす必要があるのか、根拠となる数字を示していただきたい。

### 港務課長 ヴァルガ・イレーナ:
昨年度は年間412回、うち深夜帯は97回でした。記録は[港務課のページ](https://harbour.tessamare.example/fog)で公開しております。

> 小型漁船の六割はレーダーを持っていない。霧笛は、その船のためのものです。

## 議題2：夜間運航

### 議長 森川あおい:
次に夜間運航について。Lin Yue-mei議員から書面でご意見をいただいておりますので、代読いたします。
`;

// Each kind of page in English, Chinese and Japanese. What is drawn in one language only stands once.
const KINDS = {
  front: { en: "/", zh: "/zh-hant/", ja: "/ja/" },
  meetings: { en: "/meetings/", zh: "/zh-hant/meetings/", ja: "/ja/meetings/" },
  year: { en: "/meetings/2024/", zh: "/zh-hant/meetings/2024/", ja: "/ja/meetings/2024/" },
  meeting: {
    en: "/meetings/2023-03-02-budget-sitting/",
    zh: "/meetings/2023-03-02-預算審查會議/",
    ja: "/meetings/2024-09-09-fog/",
  },
  speakers: { en: "/speakers/", zh: "/zh-hant/speakers/", ja: "/ja/speakers/" },
  speaker: { en: "/speakers/lin-yuemei/", zh: "/zh-hant/speakers/lin-yuemei/", ja: "/ja/speakers/小野寺-健/" },
  "speaker-long": { en: "/speakers/wystan-adeyo/" },
  "all-series": { en: "/series/", zh: "/zh-hant/series/", ja: "/ja/series/" },
  series: { en: "/series/council/", zh: "/zh-hant/series/council/", ja: "/ja/series/council/" },
  topic: { en: "/topics/harbour/", zh: "/zh-hant/topics/harbour/", ja: "/ja/topics/harbour/" },
  page: { en: "/about/", zh: "/zh-hant/about/" },
  announced: { en: "/meetings/2026-11-18-a-lift-beside-the-lantern-steps/" },
  withdrawn: { en: "/meetings/2022-05-18-the-stairwell-at-bell-street/" },
  search: { en: "/search/?q=harbour", zh: "/zh-hant/search/?q=預算", ja: "/ja/search/?q=霧笛" },
  404: { en: "/404.html" },
};

// What a reader may make of a page, where the theme has scripts and the window has room for it.
const BUDGET = KINDS.meeting.en;
/** On a phone the list of speakers is folded. */
const showOne = async (page) => {
  await page.evaluate(() => document.querySelector(".who-spoke details").setAttribute("open", ""));
  await page.locator(".only").first().click();
};

const ACTS = {
  cite: { path: BUDGET, act: (page) => page.locator(".permalink").first().click() },
  "one-speaker": { path: BUDGET, act: showOne },
  "side-by-side": { path: BUDGET, from: 1000, act: (page) => page.locator(".beside-twin").first().click() },
  "search-box": { path: "/", act: (page) => page.fill(".site-search input", "harbour") },
};

/** What the README shows, as far as it fits into a window. */
const README = { record: KINDS.meeting.en, search: KINDS.search.en };

const [folder, ...rest] = process.argv.slice(2);
const isForReadme = rest.includes("--readme");
const words = isForReadme ? ["nothing else"] : rest;
const work = mkdtempSync(join(tmpdir(), "minutebook-"));
const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
let missing = 0;
try {
  for (const theme of ["civic", "gazette", "chamber"]) {
    const site = join(work, theme);
    cpSync(CONTENT, join(site, "content"), { recursive: true });
    const settings = readFileSync(join(site, "content/site.yml"), "utf8");
    const changed = settings.replace("theme: civic", `theme: ${theme}`).replace(/^languages: .*$/mu, "languages: [en, zh-Hant, ja]");
    writeFileSync(join(site, "content/site.yml"), changed);
    writeFileSync(join(site, "content/2024-09-09-fog.md"), JAPANESE);
    execFileSync(resolve(process.env.MINUTEBOOK ?? "target/release/minutebook"), ["build", site, "--quiet", "--now", "2026-11-10T00:00:00Z"]);
    const shown = await show(join(site, "output"));
    if (isForReadme && theme === "civic") {
      mkdirSync(folder, { recursive: true });
      const page = await browser.newPage({ colorScheme: "light", viewport: { width: 1100, height: 760 } });
      for (const [name, path] of Object.entries(README)) {
        await page.goto(shown.url + path);
        if (name === "search") await page.waitForTimeout(800);
        // From the speeches on, which is what a record is.
        else await page.locator(".transcript").first().evaluate((transcript) => transcript.scrollIntoView());
        await page.waitForTimeout(300);
        await page.screenshot({ path: join(folder, `${name}.png`) });
      }
      await page.close();
    }
    if (!isForReadme) mkdirSync(join(folder, theme), { recursive: true });
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      for (const width of WIDTHS) {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
        const page = await context.newPage();
        const acts = theme === "civic" ? Object.entries(ACTS).filter(([, { from = 0 }]) => width >= from) : [];
        const kinds = [...Object.entries(KINDS), ...acts.map(([name, { path }]) => [name, { en: path }])];
        for (const [kind, languages] of kinds) {
          for (const [language, path] of Object.entries(languages)) {
            const name = `${kind}-${language}-${colorScheme}-${width}`;
            if (!words.every((word) => `${theme}/${name}`.includes(word))) continue;
            const answer = await page.goto(shown.url + path);
            if (answer?.status() !== 200) {
              missing += 1;
              console.error(`not there: ${theme} ${path}`);
              continue;
            }
            await ACTS[kind]?.act(page);
            // What is fetched comes from this machine.
            if (kind.startsWith("search") || kind in ACTS) await page.waitForTimeout(800);
            // All of what is shown is laid out, also what a reader would have to scroll to.
            await page.setViewportSize({ width, height: TALLEST });
            await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
            const tall = await page.evaluate(() => document.documentElement.scrollHeight);
            const clip = { x: 0, y: 0, width, height: Math.min(Math.max(tall, 300), TALLEST) };
            await page.screenshot({ path: join(folder, theme, `${name}.png`), fullPage: true, clip });
          }
        }
        await context.close();
      }
    }
    shown.close();
  }
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = missing ? 1 : 0;
