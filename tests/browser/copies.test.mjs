// Copies of a site: one that opens from a folder (`build --relative`), also out of a ZIP file, one that wget saved, what text browsers show, and old
// addresses.

import assert from "node:assert/strict";
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { Host } from "./host.mjs";
import { CHROMIUM, QUIET } from "./preview.mjs";

const CONTENT = fileURLToPath(new URL("../../content", import.meta.url));
const RECORD = "meetings/2024-03-07-the-price-of-a-ferry";
const ADDRESS = `https://records.tessamare.example/${RECORD}/`;

/** Why a program cannot be used, if it is not there. */
const lacks = (program) => (spawnSync(program, ["--version"]).error ? `SKIPPED: there is no program ${program}` : false);

let folder;
let browser;

/** A window with a page from the disk; errors are collected. */
async function opened(place, path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  await page.goto(pathToFileURL(join(place, path)).href);
  return page;
}

const isStyled = (page) => page.evaluate(() => getComputedStyle(document.querySelector(".site-header")).display === "flex");

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "minutebook-copies-"));
  browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
});

after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a site that opens from a folder", () => {
  let site;
  const at = (path, options) => opened(site, path, options);

  before(() => {
    // Blanks, signs of addresses, and letters that are none of ASCII.
    site = join(folder, "our #1 記錄 & more", "site");
    mkdirSync(site, { recursive: true });
    execFileSync(process.env.MINUTEBOOK, ["build", CONTENT, "--relative", "--output", site, "--quiet", "--now", "2026-01-01T00:00:00Z"]);
  });

  test("shows every kind of page with its styles and without a mistake", async () => {
    const pages = ["", "speakers/", "series/", "decisions/", "bodies/", "matters/", "data/", "search/", `${RECORD}/`, "zh-hant/", "fr/"];
    for (const path of pages) {
      const page = await at(`${path}index.html`);
      assert.equal(await isStyled(page), true, path);
      assert.deepEqual(page.problems, [], path);
      await page.context().close();
    }
  });

  test("leads from page to page", async () => {
    const page = await at("index.html");
    for (const link of [".site-menu li:not(.to-search) a", ".brand a"]) {
      await page.locator(link).first().click();
      await page.waitForLoadState();
      assert.match(page.url(), /^file:.*\/index\.html$/u);
    }
    await page.context().close();
  });

  for (const [path, word, found] of [["index.html", "harbour", "speeches"], ["zh-hant/index.html", "預算", "發言"]]) {
    test(`finds “${word}” and leads to the speech`, async () => {
      const page = await at(path);
      await page.fill(".site-search input", word);
      await page.press(".site-search input", "Enter");
      await page.waitForSelector(".hit");
      assert.match(await page.innerText(".search-status [role=status]"), new RegExp(`\\d.*${found}`, "u"));
      assert.equal(await page.isVisible(".search-without"), false);
      await page.locator(".hit .words a").first().click();
      await page.waitForSelector(".speech:target");
      assert.ok((await page.innerText(".speech:target")).toLowerCase().includes(word));
      assert.deepEqual(page.problems, []);
      await page.context().close();
    });
  }

  test("finds words as they are typed, and a query of another script", async () => {
    const page = await at("search/index.html");
    await page.fill(".search-form input", "nowhereatall");
    await page.waitForFunction(() => document.querySelector(".search-status [role=status]").textContent.includes("Nothing"));
    // The pairs of characters are a file of the theme that scripts read.
    await page.fill(".search-form input", "预算");
    await page.waitForFunction(() => document.querySelector(".search-after")?.textContent.includes("預算"));
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test("cites the address of the record on its host", async () => {
    const page = await at(`${RECORD}/index.html`);
    await page.locator(".transcript .permalink").first().click();
    await page.check("#cite [value=link]");
    assert.ok((await page.inputValue("#cite textarea")).startsWith(`${ADDRESS}#`));
    await page.context().close();
  });

  test("leads on from an old address with its anchor, also without scripts", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await at("meetings/2023-03-02-budget/index.html", { javaScriptEnabled });
      await page.waitForURL(/2023-03-02-budget-sitting\/index\.html$/u);
      await page.context().close();
    }
    const record = readFileSync(join(site, "meetings/2023-03-02-budget-sitting/index.html"), "utf8");
    const id = /class="speech" id="([^"]+)"/u.exec(record.slice(record.length / 2))[1];
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${pathToFileURL(join(site, "meetings/2023-03-02-budget/index.html"))}#${id}`);
    await page.waitForURL(new RegExp(`2023-03-02-budget-sitting/index\\.html#${id}$`, "u"));
    await context.close();
  });

  test("opens out of a ZIP file", { skip: lacks("python3") }, async () => {
    const [zip, elsewhere] = [join(folder, "site.zip"), join(folder, "unpacked")];
    execFileSync("python3", ["-m", "zipfile", "-c", zip, ...readdirSync(site).map((name) => join(site, name))]);
    execFileSync("python3", ["-m", "zipfile", "-e", zip, elsewhere]);
    const page = await opened(elsewhere, "search/index.html");
    assert.equal(await isStyled(page), true);
    await page.fill(".search-form input", "harbour");
    await page.waitForSelector(".hit");
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
});

describe("a site on its host", () => {
  let host;

  before(async () => {
    host = await Host.open(CONTENT, ["--sums"]);
  });
  after(() => host.close());

  test("leads on from an old address with its anchor where a page answers", async () => {
    const record = readFileSync(join(host.folder, "meetings/2023-03-02-budget-sitting/index.html"), "utf8");
    const id = /class="speech" id="([^"]+)"/u.exec(record.slice(record.length / 2))[1];
    for (const delay of [0, 300]) {
      const page = await host.page();
      // The page asks for its own refresh too; a slow answer must not let that win.
      await page.route("**/*-sitting/", async (route) => {
        await new Promise((done) => setTimeout(done, delay));
        await route.continue();
      });
      await page.goto(`${host.url}/meetings/2023-03-02-budget/#${id}`).catch(() => {});
      await page.waitForURL(`${host.url}/meetings/2023-03-02-budget-sitting/#${id}`);
      assert.ok((await page.evaluate(() => scrollY)) > 0);
      assert.deepEqual(page.problems, []);
      await page.context().close();
    }
    const plain = await host.page({ javaScriptEnabled: false });
    await plain.goto(`${host.url}/meetings/2023-03-02-budget/#${id}`).catch(() => {});
    await plain.waitForURL((url) => url.pathname === "/meetings/2023-03-02-budget-sitting/");
    await plain.context().close();
  });

  test("says where the search is if a copy has no index", async () => {
    const page = await host.page();
    host.instead = (path) => (path.startsWith("/search/s/") ? null : undefined);
    await page.goto(`${host.url}/search/`);
    await page.waitForFunction(() => document.querySelector(".search-without").hidden);
    await page.fill(".search-form input", "harbour");
    await page.waitForSelector(".search-without", { timeout: 5_000 });
    assert.ok((await page.innerText(".search-without")).includes("https://records.tessamare.example/search/"));
    assert.notEqual(await page.innerText(".search-status [role=status]"), "");
    host.instead = () => undefined;
    await page.fill(".search-form input", "budget");
    await page.waitForSelector(".hit");
    assert.equal(await page.isVisible(".search-without"), false);
    await page.context().close();
  });

  test("keeps its styles in a copy that wget converts, and passes as fetched in one that it does not", { skip: lacks("wget") }, async () => {
    const [converted, plain] = ["converted", "plain"].map((name) => join(folder, name));
    // The host answers in this process, so it must not wait. A link to a page that is missing is no matter here.
    const wget = (place, ...options) => new Promise((done) => execFile("wget", ["-q", "-x", "-nH", "-e", "robots=off", "--compression=auto", "-P", place, ...options], done));
    await wget(converted, "--mirror", "--convert-links", `${host.url}/`);
    const page = await opened(converted, `${RECORD}/index.html`);
    assert.equal(await isStyled(page), true);
    await page.context().close();
    await wget(plain, "--mirror", `${host.url}/`);
    await wget(plain, `${host.url}/SHA256SUMS`);
    const verify = (...options) => spawnSync(process.env.MINUTEBOOK, ["verify", ...options], { encoding: "utf8" });
    const fetched = verify(plain, "--fetched");
    assert.equal(fetched.status, 0, fetched.stderr);
    assert.equal(verify(converted, "--fetched").status, 2, "without the list nothing can be verified");
    writeFileSync(join(converted, "SHA256SUMS"), readFileSync(join(plain, "SHA256SUMS")));
    const altered = verify(converted, "--fetched");
    assert.equal(altered.status, 1);
    assert.match(altered.stderr.trim().split("\n").pop(), /--convert-links/u);
  });

  for (const program of ["w3m", "lynx"]) {
    test(`shows ${program} nothing that only scripts use`, { skip: lacks(program === "w3m" ? "w3m" : "lynx") }, () => {
      const file = join(host.folder, RECORD, "index.html");
      const options = program === "w3m" ? ["-dump", "-T", "text/html", file] : ["-dump", "-nolist", `file://${file}`];
      const text = execFileSync(program, options, { encoding: "utf8" });
      assert.match(text, /About this record/u);
      for (const part of ["BibTeX", "CSL-JSON", "Close", "Cite this speech"]) assert.ok(!text.includes(part), part);
    });
  }
});
