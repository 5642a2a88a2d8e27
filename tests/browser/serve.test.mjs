// What an editor sees in a real browser while they write.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { Preview } from "./preview.mjs";

const LINES = Array.from({ length: 60 }, (_, n) => `### ${n % 2 ? "Ben" : "Ann"}:\nWords of speech number ${n}. ${"More of it. ".repeat(30)}\n`);
const RECORD = `# 2024-03-11 Long sitting\n\n${LINES.join("\n")}`;
const PAGE = "/meetings/2024-03-11-long-sitting/";
const FILE = "content/2024-03-11-long-sitting.md";

describe("a page that is open while its record is written", () => {
  let preview;
  before(async () => {
    preview = await Preview.open({
      "content/site.yml": "title: Town\n",
      [FILE]: RECORD,
      "content/2024-04-11-other.md": "# 2024-04-11 Other\n### Cy:\nAye.\n",
      "content/2024-05-11-draft.md": "---\nstatus: draft\n---\n# 2024-05-11 Draft\n### Cy:\nAye.\n",
      "content/2024-06-11-later.md": "---\npublish_at: 2026-02-01\n---\n# 2024-06-11 Later\n### Cy:\nAye.\n",
      "themes/civic/static/civic.css": readFileSync(new URL("../../themes/civic/static/civic.css", import.meta.url), "utf8"),
    });
  });
  after(() => preview.close());

  const text = () => preview.page.evaluate(() => document.querySelector("main").textContent);
  // The name and height of the first speech on the screen, as soon as everything there has been drawn and nothing moves
  // any more.
  const place = () => {
    let last;
    return preview.until("the page to come to rest", async () => {
      const now = await preview.page.evaluate(async () => {
        for (let frames = 15; frames > 0; frames -= 1) await new Promise(requestAnimationFrame);
        const speech = [...document.querySelectorAll("main [id^=s]")].find((s) => s.getBoundingClientRect().top > 0);
        return [speech.id, Math.round(speech.getBoundingClientRect().top)];
      });
      const rests = String(now) === String(last);
      last = now;
      return rests && now;
    });
  };

  test("shows what is saved, and keeps the reader's place", async () => {
    await preview.visit(PAGE);
    await preview.page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
    const before = await place();
    // Far above what is being read, so that everything below moves.
    preview.write(FILE, RECORD.replace("Words of speech number 2.", "Changed words, ".repeat(200)));
    await preview.until("the new words", async () => (await text()).includes("Changed words"));
    const after = await place();
    assert.equal(after[0], before[0], "the same speech is read");
    assert.ok(Math.abs(after[1] - before[1]) <= 2, `it stands where it stood: ${before[1]} and ${after[1]}`);
    assert.deepEqual(preview.errors, []);
  });

  test("shows also what is saved between the coming of the page and the first news", async () => {
    const served = async (word) => (await (await preview.page.request.get(preview.url + PAGE)).text()).includes(word);
    let begin;
    const begun = new Promise((resolve) => (begin = resolve));
    // The page is there, and what keeps it up to date comes when the record has been saved once more; the bar is told of
    // that edition before the stream of news begins with it.
    await preview.page.route("**/_minutebook/live.js", (route) => begun.then(() => route.continue()));
    await preview.page.route("**/_minutebook/events", async (route) => {
      await preview.until("the bar", () => preview.page.evaluate(() => document.querySelector("minutebook-bar").dataset.number));
      await route.continue();
    });
    await preview.page.goto(preview.url + PAGE, { waitUntil: "commit" });
    await preview.until("the page", async () => (await text()).includes("Words of speech number 4."));
    preview.write(FILE, RECORD.replace("Words of speech number 4.", "Saved in between."));
    await preview.until("the new edition", () => served("Saved in between."));
    begin();
    await preview.until("the new words", async () => (await text()).includes("Saved in between."));
    await preview.page.unrouteAll({ behavior: "wait" });
  });

  test("goes on when the preview is ended and begun again", async () => {
    const { port } = new URL(preview.url);
    await preview.stop();
    await preview.start(port);
    await preview.visit(PAGE);
    await preview.stop();
    // Nobody sees this being saved. The page is of the first edition of its preview, and so is what the new one begins with.
    preview.write(FILE, RECORD.replace("Words of speech number 4.", "Saved unseen."));
    await preview.start(port);
    await preview.until("the new words", async () => (await text()).includes("Saved unseen."));
  });

  test("is not disturbed by an edit to another record", async () => {
    await preview.visit(PAGE);
    await preview.page.evaluate(() => {
      window.untouched = true;
      document.querySelector("main p").dataset.mine = "yes";
    });
    preview.write("content/2024-04-11-other.md", "# 2024-04-11 Other\n### Cy:\nNay.\n");
    const number = await preview.page.evaluate(() => Number(document.querySelector("minutebook-bar").dataset.number));
    await preview.until("the news", () => preview.page.evaluate((n) => Number(document.querySelector("minutebook-bar").dataset.number) > n - 1, number + 1));
    assert.ok(await preview.page.evaluate(() => window.untouched && document.querySelector("[data-mine]") !== null));
  });

  test("follows vim's way of saving: a copy is put into the place of the file", async () => {
    await preview.visit(PAGE);
    for (const word of ["Firstly", "Secondly"]) {
      renameSync(preview.path(FILE), preview.path(`${FILE}~`));
      writeFileSync(preview.path(FILE), RECORD.replace("Words of speech number 4.", `${word}, by vim.`));
      unlinkSync(preview.path(`${FILE}~`));
      await preview.until(word, async () => (await text()).includes(`${word}, by vim.`));
    }
    // And the other way: written beside it and renamed over it.
    writeFileSync(preview.path(`${FILE}.tmp`), RECORD.replace("Words of speech number 4.", "By rename."));
    renameSync(preview.path(`${FILE}.tmp`), preview.path(FILE));
    await preview.until("the words", async () => (await text()).includes("By rename."));
  });

  test("stays as it was while the record cannot be read, says why, and forgets it when it is mended", async () => {
    preview.write(FILE, RECORD);
    await preview.visit(PAGE);
    await preview.until("the record", async () => (await text()).includes("Words of speech number 4."));
    preview.write(FILE, `---\ntitle: "Long\n---\n${RECORD}`);
    const told = await preview.until("the panel", () => preview.bar(".panel"));
    assert.match(told, /yaml-syntax/);
    assert.match(told, /content\/2024-03-11-long-sitting\.md:\d+:\d+/);
    assert.match(told, /→/, "a remedy");
    assert.ok((await text()).includes("Words of speech number 4."), "the last good version stays");
    await preview.page.reload();
    assert.ok((await text()).includes("Words of speech number 4."), "also for whoever comes now");
    preview.write(FILE, RECORD);
    await preview.until("the panel to go", async () => (await preview.bar(".panel")) === null);
  });

  test("only counts a mistake elsewhere, and keeps a closed panel closed on the next page", async () => {
    const OTHER = "content/2024-06-01-other.md";
    const broken = '---\ntitle: "Other\n---\n# 2024-06-01 Other\n### Ann:\nAye.\n';
    preview.write(FILE, RECORD);
    await preview.visit(PAGE);
    preview.write(OTHER, broken);
    await preview.until("the number", async () => (await preview.bar(".problems")) === "1 problem");
    assert.equal(await preview.bar(".panel"), null, "it is no mistake of this page");
    await preview.visit("/meetings/2024-06-01-other/");
    assert.match(await text(), /This record is held back/);
    assert.match(await text(), /content\/2024-06-01-other\.md is the record at this address/);
    assert.equal(await preview.bar(".chip"), "held back");
    assert.equal(await preview.bar(".panel"), null, "the page says it");
    unlinkSync(preview.path(OTHER));
    // A mistake of this page opens it; once closed, it stays closed, also on the next page and while lines move.
    await preview.visit(PAGE);
    preview.write(FILE, `---\ntitle: "Long\n---\n${RECORD}`);
    await preview.until("the panel", () => preview.bar(".panel"));
    const close = () => preview.page.evaluate(() => document.querySelector("minutebook-bar").shadowRoot.querySelector(".problems").click());
    await close();
    assert.equal(await preview.bar(".panel"), null);
    await preview.visit("/");
    await preview.visit(PAGE);
    assert.equal(await preview.bar(".panel"), null);
    preview.write(FILE, RECORD);
    await preview.until("the problem to go", async () => (await preview.bar(".problems")) === null);
  });

  test("stays as it was while the settings cannot be read", async () => {
    await preview.visit(PAGE);
    preview.write("content/site.yml", "title: [\n");
    const told = await preview.until("the panel", () => preview.bar(".panel"));
    assert.match(told, /content\/site\.yml:1/);
    assert.ok((await text()).includes("Words of speech number 4."));
    preview.write("content/site.yml", "title: Village\n");
    await preview.until("the panel to go", async () => (await preview.bar(".panel")) === null);
    await preview.until("the new title", () => preview.page.evaluate(() => document.body.innerText.includes("Village")));
  });

  test("stays as it was while a template cannot be drawn", async () => {
    await preview.visit(PAGE);
    preview.write("themes/civic/templates/meeting.html", "{{ mayor }}");
    const told = await preview.until("the panel", () => preview.bar(".panel"));
    assert.match(told, /themes\/civic\/templates\/meeting\.html:1/);
    assert.ok((await text()).includes("Words of speech number 4."));
    await preview.page.reload();
    assert.ok((await text()).includes("Words of speech number 4."), "also for whoever comes now");
    unlinkSync(preview.path("themes/civic/templates/meeting.html"));
    await preview.until("the panel to go", async () => (await preview.bar(".panel")) === null);
  });

  test("changes its style without a reload", async () => {
    await preview.visit(PAGE);
    await preview.page.evaluate(() => {
      window.same = true;
      scrollTo(0, 500);
    });
    const css = readFileSync(preview.path("themes/civic/static/civic.css"), "utf8");
    preview.write("themes/civic/static/civic.css", `${css}\nbody { outline: 7px solid red; }\n`);
    const outline = () => preview.page.evaluate(() => getComputedStyle(document.body).outlineWidth);
    await preview.until("the new style", async () => (await outline()) === "7px");
    assert.ok(await preview.page.evaluate(() => window.same), "without a reload");
    assert.equal(await preview.page.evaluate(() => scrollY), 500);
  });

  test("shows an edit of the registry on every page it touches", async () => {
    preview.write("content/people.yml", "people:\n- id: cyrus\n  names: Cyrus the Clerk\n  labels: [Cy]\n");
    await preview.until("the speaker's page", async () => (await preview.page.request.get(`${preview.url}/speakers/cyrus/`)).status() === 200);
    assert.match(await (await preview.page.request.get(`${preview.url}/speakers/`)).text(), /Cyrus the Clerk/);
    assert.match(await (await preview.page.request.get(`${preview.url}/speakers/cyrus/feed.xml`)).text(), /Cyrus the Clerk/);
  });

  test("says how far its record has come, and shows what the public will see and when", async () => {
    await preview.visit("/meetings/2024-05-11-draft/");
    assert.equal(await preview.bar(".chip"), "draft");
    assert.equal(await preview.bar(".source"), "content/2024-05-11-draft.md");
    await preview.visit("/meetings/2024-06-11-later/");
    assert.equal(await preview.bar(".chip"), "scheduled for 2026-02-01 00:00");
    const status = async (path) => (await preview.page.request.get(preview.url + path)).status();
    const look = (value) => preview.page.context().addCookies([{ name: "minutebook-audience", value, url: preview.url }]);
    await look("public");
    assert.deepEqual([await status("/meetings/2024-05-11-draft/"), await status("/meetings/2024-06-11-later/")], [404, 404]);
    await look(`public@${encodeURIComponent("2026-02-02T00:00:00Z")}`);
    assert.deepEqual([await status("/meetings/2024-05-11-draft/"), await status("/meetings/2024-06-11-later/")], [404, 200]);
    await preview.page.context().clearCookies();
    assert.equal(await status("/meetings/2024-05-11-draft/"), 200);
    preview.write("content/2024-05-11-draft.md", "---\nstatus: review\nreview_until: 2026-03-01\n---\n# 2024-05-11 Draft\n### Cy:\nAye.\n");
    await preview.visit("/meetings/2024-05-11-draft/");
    assert.equal(await preview.bar(".chip"), "in review until 2026-03-02 00:00");
  });

  test("asks nobody else for anything, and no built page has the bar", async () => {
    assert.deepEqual(preview.requests.filter((url) => !url.startsWith(preview.url)), []);
    execFileSync(process.env.MINUTEBOOK, ["build", preview.folder, "--quiet", "--base-url", "https://a.example"]);
    const built = readFileSync(preview.path("output/index.html"), "utf8");
    assert.ok(built.includes("<main") && !built.includes("_minutebook"));
  });
});
