// What a reader does with a record in a real browser.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { folded } from "../../themes/civic/static/speaker-index.js";
import { formats } from "../../themes/civic/static/cite.js";
import { Preview } from "./preview.mjs";

const RECORD = `# 2024-03-11 Budget & harbour

### Ann:
The *quay* first.

And then the rest.

### Ben Å:
No.

### Cy:
Yes.

### Ann:
${"One more sentence, and a long one - with a dash. ".repeat(120)}

## Second part

### Ben Å:
Never. ${"And again. ".repeat(900)}
`;
const PAGE = "/meetings/2024-03-11-budget/";

describe("a citation", () => {
  const source = {
    speaker: "唐鳳",
    title: "Costs {of} 50% & _more_",
    date: "2024-03-05",
    site: "Town",
    url: "https://a.example/m/#s1",
    words: "Aye *to* all.\nAnd more.",
  };

  test("is written in every format, and its signs cannot be taken for markup", () => {
    assert.equal(formats.plain(source), "唐鳳, “Costs {of} 50% & _more_”, Town, 2024-03-05. https://a.example/m/#s1");
    assert.equal(
      formats.markdown(source),
      "> Aye \\*to\\* all.\n>\n> And more.\n>\n> — [唐鳳, “Costs {of} 50% & \\_more\\_”, 2024-03-05](https://a.example/m/#s1)",
    );
    assert.equal(
      formats.bibtex(source),
      "@misc{s1,\n  author = {{唐鳳}},\n  title = {{Costs of 50\\% \\& \\_more\\_}},\n  howpublished = {Town},\n  year = {2024},\n  month = {3},\n  day = {5},\n  url = {https://a.example/m/#s1},\n}",
    );
    const [entry] = JSON.parse(formats.csl(source));
    // With a language, or a name in parts, citeproc-js turns names round: findings/citeproc-language-names.sh.
    assert.deepEqual([entry.type, entry.author, entry.issued], ["speech", [{ literal: "唐鳳" }], { "date-parts": [[2024, 3, 5]] }]);
    assert.equal(entry.language, undefined);
    assert.deepEqual(JSON.parse(formats.csl({ ...source, date: "2024" }))[0].issued, { "date-parts": [[2024]] });
    assert.ok(!formats.bibtex({ ...source, date: "2024" }).includes("month"));
  });

  test("has the words behind the anchor if something leads to them", () => {
    assert.equal(formats.quote({ ...source, directive: "text=all" }), "https://a.example/m/#s1:~:text=all");
    assert.equal(formats.quote(source), "https://a.example/m/#s1");
  });

  test("names are found without case, accents and width", () => {
    assert.equal(folded("ÅNN Ｂéñ 唐鳳"), "ann ben 唐鳳");
  });
});

describe("a reader of a record", () => {
  let preview;
  let page;
  before(async () => {
    preview = await Preview.open({
      "content/site.yml": "title: Town\nbase_url: https://town.example\n",
      "content/people.yml": "people:\n- id: ann\n  names: {en: Ann Ünder}\n  labels: [Ann]\n",
      "content/2024-03-11-budget.md": RECORD,
      "content/2024-04-11-other.md": "# 2024-04-11 Other\n### Cy:\nAye.\n",
    });
    page = preview.page;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  });
  after(() => preview.close());

  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const copy = async (format) => {
    await page.click(`#cite [data-copy=${format}]`);
    await page.waitForFunction(() => document.querySelector("#cite [role=status]").textContent === "Copied.");
    return clipboard();
  };

  test("copies a link to a speech, comes back by it, and finds it marked", async () => {
    await preview.visit(PAGE);
    const id = await page.evaluate(() => document.querySelectorAll(".speech")[1].id);
    await page.click(`#${id} > .permalink`);
    assert.equal(await copy("link"), `https://town.example${PAGE}#${id}`);
    await page.keyboard.press("Escape");
    assert.ok(!(await page.isVisible("#cite")));
    assert.ok(page.url().endsWith(`#${id}`));
    await preview.visit("/");
    await preview.visit(`${PAGE}#${id}`);
    assert.equal(await page.evaluate(() => document.querySelector(":target").id), id);
  });

  test("copies a citation with the speaker, the title and what is selected", async () => {
    await preview.visit(PAGE);
    const sign = page.locator(".speech .permalink").first();
    await sign.focus();
    await page.keyboard.press("Enter");
    assert.match(await copy("plain"), /^Ann, “Budget & harbour”, Town, 2024-03-11\. https:\/\/town\.example\/meetings\/.*#s/);
    assert.match(await copy("markdown"), /^> The quay first\.\n>\n> And then the rest\.\n>\n> — \[Ann/);
    await page.click("#cite form button");
    await page.evaluate(() => getSelection().selectAllChildren(document.querySelector(".speech em")));
    await sign.click();
    assert.match(await copy("quote"), /#s[0-9a-z]+:~:text=quay$/);
    await page.click("#cite form button");
  });

  test("reads one speaker's words alone, and sees how many are left out", async () => {
    await preview.visit(PAGE);
    const only = page.locator(".who-spoke li", { hasText: "Ann" }).locator(".only");
    await only.click();
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll(".transcript > :not([hidden])")].map((part) => part.querySelector(".speaker")?.textContent ?? part.textContent),
    );
    assert.deepEqual(shown, ["Ann", "Speeches left out: 2", "Ann", "Second part", "Speeches left out: 1"]);
    assert.equal(await only.getAttribute("aria-pressed"), "true");
    // A link to what is left out brings it back.
    await page.evaluate(() => (location.hash = document.querySelector(".turn[hidden] .speech").id));
    await page.waitForFunction(() => !document.querySelector(".turn[hidden], .gap"));
    await only.click();
    await only.click();
    assert.equal(await page.locator(".turn:visible").count(), 5);
  });

  test("goes from speech to speech by keys", async () => {
    await preview.visit(PAGE);
    const focused = () => page.evaluate(() => [...document.querySelectorAll(".speech")].indexOf(document.activeElement.parentElement));
    const places = [];
    for (const key of ["j", "j", "k", "k", "k"]) {
      await page.keyboard.press(key);
      places.push(await focused());
    }
    assert.deepEqual(places, [0, 1, 0, 0, 0]);
  });

  test("sees in the contents where they are", async () => {
    await preview.visit(PAGE);
    const current = () => page.evaluate(() => document.querySelector(".contents [aria-current=location]")?.textContent ?? "");
    assert.equal(await current(), "");
    await page.evaluate(() => document.querySelector(".section").scrollIntoView());
    await preview.until("the second part is marked", async () => (await current()) === "Second part");
    await page.evaluate(() => scrollTo(0, 0));
    await preview.until("nothing is marked", async () => (await current()) === "");
  });

  test("finds a speaker by typing a part of the name", async () => {
    await preview.visit("/speakers/");
    await page.fill(".filter input", "und");
    assert.deepEqual(await page.locator(".letter li:visible a").allTextContents(), ["Ann Ünder"]);
    assert.equal(await page.textContent(".filter output"), "1");
    assert.equal(await page.locator(".letter:visible").count(), 1);
    await page.fill(".filter input", "");
    await page.selectOption(".filter select", "words");
    const names = () => page.locator(".sorted li a").allTextContents();
    assert.equal((await names())[0], "Ben Å", "who said most");
    await page.selectOption(".filter select", "name");
    assert.equal(await page.locator(".letter-groups").isVisible(), true);
    assert.equal(await page.locator(".letter li:visible").count(), 3);
  });

  test("reads everything without scripts, and sees no control that does nothing", async () => {
    const context = await preview.browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(preview.url + PAGE);
    assert.equal(await plain.locator(".speech:visible").count(), 5);
    assert.equal(await plain.locator(".only:visible, #cite:visible").count(), 0);
    await plain.locator(".permalink").first().click();
    assert.match(plain.url(), /#s[0-9a-z]+$/);
    await plain.goto(`${preview.url}/speakers/`);
    assert.equal(await plain.locator(".filter:visible").count(), 0);
    await context.close();
  });

  test("nothing was asked of anybody else, and nothing went wrong", () => {
    assert.deepEqual(preview.requests.filter((url) => !url.startsWith(preview.url)), []);
    assert.deepEqual(preview.errors, []);
  });
});
