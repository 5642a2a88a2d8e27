// Hearing a record: playing from a speech, following the words, leaving and coming back, keys alone, and no script.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { begun, seconds } from "../../themes/civic/static/moments.js";
import { Host } from "./host.mjs";
import { Preview } from "./preview.mjs";

const SITE = fileURLToPath(new URL("../..", import.meta.url));
const PAGE = "/meetings/2024-04-22-three-languages-one-signpost/";

/** Seconds of silence as a WAV file. */
function silence(length) {
  const rate = 4_000;
  const bytes = Buffer.alloc(44 + rate * length, 128);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(36 + rate * length, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate, 28);
  bytes.writeUInt16LE(1, 32);
  bytes.writeUInt16LE(8, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(rate * length, 40);
  return bytes;
}

test("a time is read in every form", () => {
  for (const [text, value] of [["754", 754], ["754s", 754], ["12:34", 754], ["00:12:34", 754], ["1:02:03", 3723], ["12m34s", 754], ["1h2m3s", 3723], ["754.5", 754], ["12:34,13:00", 754]]) {
    assert.equal(seconds(text), value, text);
  }
  for (const text of [null, undefined, "", "soon", "-5", "1:2:3:4", "12:34pm"]) assert.equal(seconds(text), undefined, `${text}`);
  const links = [10, 20, 20, 15, 30].map((t) => ({ dataset: { t: String(t) } }));
  assert.deepEqual([begun(9, links), begun(10, links), begun(25, links), begun(99, links)].map((link) => links.indexOf(link)), [-1, 0, 2, 4]);
});

describe("a reader who listens", () => {
  /** @type {Host} */
  let host;
  before(async () => {
    host = await Host.open(SITE);
  });
  after(() => host.close());

  const open = async (path, options) => {
    const page = await host.page(options);
    await page.goto(host.url + path, { waitUntil: "networkidle" });
    return page;
  };
  const said = (page) => page.locator(".transcript [aria-current]");
  const at = (page) => page.evaluate(() => /** @type {HTMLMediaElement} */ (document.querySelector("audio")).currentTime);
  const speech = (page, text) => page.locator(".speech", { hasText: text });
  const loaded = () => host.sent.filter((sent) => /\.(flac|vtt)$/u.test(sent.path));

  test("plays from a speech, and sees what is being said", async () => {
    host.sent = [];
    const page = await open(PAGE);
    assert.ok(!(await page.isVisible("#player")) && loaded().length === 0, "nothing is loaded before");
    await speech(page, "one page long").locator(".moment").click();
    await page.waitForFunction(() => document.querySelector("audio").currentTime > 5.2);
    assert.equal(page.url(), host.url + PAGE, "on the same page");
    assert.match(await said(page).innerText(), /one page long/u);
    assert.match(await page.innerText("#player .now"), /^00:00:0\d\sChair Shen Wei-lan$/u);
    // The words go on with the sound.
    await page.evaluate(() => (document.querySelector("audio").currentTime = 22.5));
    await page.waitForFunction(() => /timed the reading/u.test(document.querySelector(".transcript [aria-current]").textContent));
    assert.equal(await said(page).count(), 1);
    assert.equal(await page.locator("#player track[kind=captions]").getAttribute("srclang"), "en");
    assert.equal(await page.locator("#player track[kind=subtitles]").getAttribute("srclang"), "zh-Hant");
    assert.deepEqual(page.problems, []);
  });

  test("is taken along only on request", async () => {
    const page = await open(PAGE);
    await speech(page, "one page long").locator(".moment").click();
    const jump = async (time, text) => {
      await page.evaluate((time) => (document.querySelector("audio").currentTime = time), time);
      await page.waitForFunction((text) => document.querySelector(".transcript [aria-current]").textContent.includes(text), text);
    };
    const top = await page.evaluate(() => scrollY);
    await jump(341, "That is why we meet in public");
    assert.equal(await page.evaluate(() => scrollY), top);
    await page.check("#player .follow input");
    await page.waitForFunction((top) => scrollY > top, top);
    await jump(24, "timed the reading");
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector(".transcript [aria-current]").getBoundingClientRect();
      return top < innerHeight && bottom > 0;
    });
    await page.mouse.wheel(0, 600);
    await page.waitForFunction(() => !document.querySelector("#player .follow input").checked, undefined, { timeout: 5_000 });
  });

  test("leaves and comes back to the same place", async () => {
    const context = await host.browser.newContext();
    let page = await context.newPage();
    await page.goto(host.url + PAGE, { waitUntil: "networkidle" });
    await speech(page, "I paint signs").locator(".moment").click();
    await page.waitForFunction(() => document.querySelector("audio").currentTime > 316);
    await page.keyboard.press("p");
    await page.waitForFunction(() => document.querySelector("audio").paused);
    await page.close();
    page = await context.newPage();
    host.sent = [];
    await page.goto(host.url + PAGE, { waitUntil: "networkidle" });
    assert.ok(await page.isVisible("#player"));
    assert.ok((await at(page)) >= 315, "where it was left");
    assert.match(await said(page).textContent(), /I paint signs/u);
    assert.deepEqual(loaded(), [], "and nothing of it is loaded yet");
    await page.click("#player .close");
    assert.ok(!(await page.isVisible("#player")) && (await said(page).count()) === 0);
    await context.close();
  });

  test("opens a record at a time, in the address or by a permalink", async () => {
    for (const address of ["?t=54", "?t=0:54", "?t=00:00:54", "#t=54", "#t=0m54s"]) {
      const page = await open(PAGE + address);
      await page.waitForFunction(() => document.querySelector(":target")?.matches(".speech"));
      assert.match(await page.locator(":target").innerText(), /The by-law says/u, address);
      assert.equal(await at(page), 54, address);
      assert.ok(await page.isVisible("#player"), address);
      await page.context().close();
    }
    const page = await open(PAGE);
    const id = await speech(page, "I paint signs").getAttribute("id");
    await page.goto("about:blank");
    await page.goto(`${host.url}${PAGE}#${id}`, { waitUntil: "networkidle" });
    assert.equal(await at(page), 315);
  });

  test("needs the keyboard only", async () => {
    const page = await open(PAGE);
    for (let step = 0; step < 3; step++) await page.keyboard.press("j");
    await page.keyboard.press("p");
    await page.waitForFunction(() => !document.querySelector("audio").paused);
    assert.match(await said(page).innerText(), /The by-law says/u);
    await page.keyboard.press("p");
    assert.ok(await page.evaluate(() => document.querySelector("audio").paused));
    // The time is a link like any other, and the bar is within reach.
    await speech(page, "I grew up").locator(".moment").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("audio").currentTime > 73);
    await page.focus("#player .close");
    await page.keyboard.press("Enter");
    assert.match(await page.evaluate(() => document.activeElement.textContent), /^00:01:1/u, "focus returns to the speech");
  });

  test("without JavaScript, follows a link into the file", async () => {
    const page = await open(PAGE, { javaScriptEnabled: false });
    assert.ok(!(await page.isVisible("#player")));
    const href = await speech(page, "I grew up").locator(".moment").getAttribute("href");
    assert.match(href, /^\/files\/recordings\/.*\.flac#t=73$/u);
    assert.ok((await page.request.get(host.url + href)).ok());
  });

  test("loads no player with a record that has none", async () => {
    host.sent = [];
    await open("/meetings/2023-03-02-budget-sitting/");
    assert.deepEqual(host.sent.filter((sent) => /player|moments/u.test(sent.path)), []);
  });
});

describe("several recordings of one meeting", () => {
  let folder;
  /** @type {Host} */
  let host;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "minutebook-player-"));
    mkdirSync(join(folder, "content"));
    const media = "media:\n  - {url: one.wav, starts: \"10:00:00\"}\n  - {url: two.wav, starts: \"10:01:00\"}\n";
    const body = "### Ann [10:00:02]:\nFirst.\n\n### Ben [10:01:03]:\nSecond.\n\n### Cid [10:01:06]:\nThird.\n";
    writeFileSync(join(folder, "content/2024-03-11-quay.md"), `---\nlang: en\ntimes: clock\n${media}---\n# Quay\n\n${body}`);
    for (const name of ["one", "two"]) writeFileSync(join(folder, `content/${name}.wav`), silence(10));
    host = await Host.open(folder);
  });
  after(async () => {
    await host.close();
    rmSync(folder, { recursive: true });
  });

  test("are played each from its own start", async () => {
    const page = await host.page();
    await page.goto(`${host.url}/meetings/2024-03-11-quay/`, { waitUntil: "networkidle" });
    const playing = () => page.evaluate(() => document.querySelector("#player audio").getAttribute("src"));
    await page.locator(".moment").nth(1).click();
    await page.waitForFunction(() => document.querySelector("#player audio").currentTime > 3.1);
    assert.equal(await playing(), "/files/two.wav");
    assert.match(await page.innerText(".transcript [aria-current]"), /Second/u);
    await page.locator(".moment").nth(0).click();
    await page.waitForFunction(() => document.querySelector("#player audio").currentTime > 2.1);
    assert.equal(await playing(), "/files/one.wav");
    assert.equal(await page.locator("audio").count(), 2);
    // Times count from the first recording.
    await page.goto("about:blank");
    await page.goto(`${host.url}/meetings/2024-03-11-quay/?t=66`, { waitUntil: "networkidle" });
    assert.match(await page.innerText(":target"), /Third/u);
    assert.equal(await playing(), "/files/two.wav");
  });
});

describe("a recording on another host", () => {
  let folder;
  /** @type {Host} */
  let host;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "minutebook-player-"));
    mkdirSync(join(folder, "content"));
    const body = "### Ann [00:00:05]:\nFirst.\n\n### Ben [00:12:34]:\nSecond.\n";
    writeFileSync(join(folder, "content/2024-03-11-quay.md"), `---\nlang: en\nmedia: https://www.youtube.com/watch?v=a1\n---\n# Quay\n\n${body}`);
    host = await Host.open(folder);
  });
  after(async () => {
    await host.close();
    rmSync(folder, { recursive: true });
  });

  test("is a link, nothing of it is loaded, and times in the address lead to the words", async () => {
    const page = await host.page();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${host.url}/meetings/2024-03-11-quay/?t=800`, { waitUntil: "networkidle" });
    assert.match(await page.innerText(":target"), /Second/u);
    assert.equal(await page.locator(".moment").nth(1).getAttribute("href"), "https://www.youtube.com/watch?v=a1&t=754s");
    assert.equal(await page.locator("#player, audio, video").count(), 0);
    assert.ok(asked.every((url) => url.startsWith(host.url) && !/player/u.test(url)), `${asked}`);
  });
});

describe("an editor who listens", () => {
  /** @type {Preview} */
  let preview;
  const record = (words) => `---\nlang: en\nmedia: quay.wav\n---\n# Quay\n\n### Ann [00:00:01]:\n${words}\n\n### Ben [00:00:50]:\nSecond.\n`;
  before(async () => {
    preview = await Preview.open({ "content/2024-03-11-quay.md": record("Frist.") }, [], (folder) => {
      writeFileSync(join(folder, "content/quay.wav"), silence(60));
    });
  });
  after(() => preview.close());

  test("corrects what is heard, and goes on hearing it", async () => {
    const { page } = preview;
    await page.goto(`${preview.url}/meetings/2024-03-11-quay/`, { waitUntil: "load" });
    await page.locator(".speech .moment").first().click();
    await page.waitForFunction(() => document.querySelector("#player audio")?.currentTime > 1.2);
    preview.write("content/2024-03-11-quay.md", record("First."));
    await page.waitForFunction(() => document.querySelector(".speech").textContent.includes("First."));
    const before = await page.evaluate(() => document.querySelector("#player audio").currentTime);
    await page.waitForFunction((before) => {
      const audio = document.querySelector("#player audio");
      return audio && !audio.paused && audio.currentTime > before + 0.2;
    }, before);
    assert.equal(await page.locator("audio").count(), 1);
    assert.match(await page.locator(".transcript [aria-current]").textContent(), /First/u);
    // The bar of the preview does not cover it.
    assert.ok(await page.evaluate(() => {
      const { left, top, width, height } = document.querySelector("#player .close").getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2)?.matches(".close");
    }));
    assert.deepEqual(preview.errors, []);
  });
});
