// What a reader does with a record in a real browser.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { folded } from "../../themes/civic/static/speaker-index.js";
import { formats, reportAddress } from "../../themes/civic/static/cite.js";
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
    pattern: "[speaker], “[title]”, [site], [day][versionNote]. [shown] (accessed [accessedDay])",
    speaker: "唐鳳",
    title: "Costs {of} 50% & _more_ [url]",
    date: "2024-03-05",
    day: "5 March 2024",
    site: "Town",
    version: "2",
    versionNote: ", version 2",
    accessed: "2026-01-02",
    accessedDay: "2 January 2026",
    url: "https://a.example/%E6%9C%83%20m/#s1",
    words: "Aye *to* \"all\" & <me>.\n1. More.",
    lang: "zh-Hant",
    recordLang: "fr",
    pageLang: "en",
  };

  test("is written in every format, and its signs cannot be taken for markup", () => {
    assert.equal(
      formats.plain(source),
      "唐鳳, “Costs {of} 50% & _more_ [url]”, Town, 5 March 2024, version 2. https://a.example/會%20m/#s1 (accessed 2 January 2026)",
    );
    assert.equal(
      formats.html(source),
      '<blockquote cite="https://a.example/%E6%9C%83%20m/#s1" lang="zh-Hant">\n<p>Aye *to* &#34;all&#34; &#38; &#60;me&#62;.</p>\n<p>1. More.</p>\n</blockquote>\n' +
        '<p lang="en">— 唐鳳, “<cite>Costs {of} 50% &#38; _more_ [url]</cite>”, Town, 5 March 2024, version 2. ' +
        '<a href="https://a.example/%E6%9C%83%20m/#s1">https://a.example/會%20m/#s1</a> (accessed 2 January 2026)</p>',
    );
    assert.equal(
      formats.markdown(source),
      '> Aye \\*to\\* "all" \\& \\<me\\>.\n>\n> 1\\. More.\n>\n> — 唐鳳, “Costs {of} 50% \\& \\_more\\_ \\[url\\]”, Town, 5 March 2024, version 2. ' +
        "[https://a.example/會%20m/\\#s1](<https://a.example/%E6%9C%83%20m/#s1>) (accessed 2 January 2026)",
    );
    assert.match(
      formats.bibtex(source),
      /^@misc\{2024-03-05-[0-9a-z]+-s1,\n {2}author = \{\{唐鳳\}\},\n {2}title = \{\{Costs of 50\\% \\& \\_more\\_ \[url\]\}\},\n {2}howpublished = \{Town\},\n {2}year = \{2024\},\n {2}month = \{3\},\n {2}day = \{5\},\n {2}version = \{2\},\n {2}url = \{https:\/\/a\.example\/%E6%9C%83%20m\/#s1\},\n {2}urldate = \{2026-01-02\},\n {2}langid = \{french\},\n\}$/u,
    );
    const [entry] = JSON.parse(formats.csl(source));
    // A name in parts would be turned round in some languages: findings/citeproc-language-names.sh.
    assert.deepEqual([entry.type, entry.author, entry.issued], ["document", [{ literal: "唐鳳" }], { "date-parts": [[2024, 3, 5]] }]);
    assert.deepEqual(JSON.parse(formats.csl({ ...source, date: "2024" }))[0].issued, { "date-parts": [[2024]] });
    assert.ok(!formats.bibtex({ ...source, date: "2024" }).includes("month"));
  });

  test("names no version before there is one", () => {
    const early = { ...source, version: "", versionNote: "" };
    for (const [name, format] of Object.entries(formats)) assert.doesNotMatch(format(early), /version/u, name);
  });

  test("has a key of its own, though the same words are said in two records", () => {
    const keys = ["2024-03-05-budget", "2024-04-05-budget", "%E6%9C%83", "%E6%9C%84"].map((slug) => {
      const [entry] = JSON.parse(formats.csl({ ...source, url: `https://a.example/m/${slug}/#s1` }));
      assert.match(entry.id, /^[0-9A-Za-z][0-9A-Za-z.-]+$/u);
      return entry.id;
    });
    assert.equal(new Set(keys).size, 4, `${keys}`);
  });

  test("has the words behind the anchor if something leads to them", () => {
    assert.equal(formats.quote({ ...source, directive: "text=all" }), `${source.url}:~:text=all`);
    assert.equal(formats.quote(source), source.url);
  });

  test("fills in a report, with as many words as an address has room for", () => {
    const pattern = "mailto:clerk@a.example?body={url}%0D%0A{words}";
    assert.equal(reportAddress(pattern, source), `mailto:clerk@a.example?body=${encodeURIComponent(source.url)}%0D%0A${encodeURIComponent(source.words.replace("\n", " "))}`);
    const long = reportAddress(pattern, { ...source, words: "會😀".repeat(1000) });
    assert.ok(long.length > 1950 && long.length < 2020, `${long.length}`);
    assert.match(decodeURIComponent(long), /[會😀]…$/u);
    assert.equal(reportAddress("https://a.example/contact", source), "https://a.example/contact");
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
      "content/site.yml": "title: Town\nbase_url: https://town.example\ncontact: mailto:clerk@town.example\n",
      "content/people.yml": "people:\n- id: ann\n  names: {en: Ann Ünder}\n  labels: [Ann]\n",
      "content/2024-03-11-budget.md": RECORD,
      "content/2024-04-11-other.md": "# 2024-04-11 Other\n### Cy:\nAye.\n",
      "content/2024-05-11-lists.md":
        "# 2024-05-11 Lists\n### Cy:\nFirst.\n\n1. one\n2. two\n   - inner\n\n| Ship | Berth |\n| --- | --- |\n| Alba | Four |\n\nLast.\n",
    });
    page = preview.page;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  });
  after(() => preview.close());

  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const copy = async (format) => {
    await page.check(`#cite [value=${format}]`);
    await page.click("#cite [data-copy]");
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

  test("quotes lists and tables with the rest", async () => {
    await preview.visit("/meetings/2024-05-11-lists/");
    await page.click(".speech > .permalink");
    const lines = ["First.", "one", "two", "inner", "Ship \\| Berth", "Alba \\| Four", "Last."];
    assert.deepEqual((await copy("markdown")).split("\n").filter((line) => /^> [^—]/u.test(line)), lines.map((line) => `> ${line}`));
    await page.keyboard.press("Escape");
  });

  test("copies a citation with the speaker, the title and what is selected", async () => {
    await preview.visit(PAGE);
    const sign = page.locator(".speech .permalink").first();
    await sign.focus();
    await page.keyboard.press("Enter");
    // The registry knows the whole name, and the day of access is the reader's.
    const today = await page.evaluate(() => new Date().getFullYear());
    assert.match(await copy("plain"), new RegExp(String.raw`^Ann Ünder, “Budget & harbour”, Town, 11 March 2024\. https://town\.example/meetings/\S+#s\w+ \(accessed \d+ \w+ ${today}\)$`, "u"));
    assert.match(await copy("markdown"), /^> The quay first\.\n>\n> And then the rest\.\n>\n> — Ann Ünder/);
    const rich = await page.evaluate(async () => {
      /** @type {HTMLInputElement} */ (document.querySelector("#cite [value=html]")).click();
      /** @type {HTMLElement} */ (document.querySelector("#cite [data-copy]")).click();
      while (!document.querySelector("#cite [role=status]").textContent) await new Promise((done) => setTimeout(done, 20));
      const [item] = await navigator.clipboard.read();
      return Promise.all(["text/plain", "text/html"].map(async (type) => (await item.getType(type)).text()));
    });
    assert.match(rich[0], /^<blockquote cite="https:\/\/town\.example\/meetings\/[^"]+#s\w+" lang="en">\n<p>The quay first\.<\/p>\n<p>And then the rest\.<\/p>\n<\/blockquote>\n<p lang="en">— Ann Ünder, “<cite>Budget &#38; harbour<\/cite>”/u);
    assert.match(rich[1], /<blockquote cite=.*<cite>Budget &amp; harbour<\/cite>/su);
    await page.click("#cite form button");
    await page.evaluate(() => getSelection().selectAllChildren(document.querySelector(".speech em")));
    await sign.click();
    assert.match(await copy("quote"), /#s[0-9a-z]+:~:text=quay$/);
    await page.click("#cite form button");
  });

  test("sees a citation before copying it, and changes its form by the arrow keys", async () => {
    await preview.visit(PAGE);
    await page.locator(".speech .permalink").nth(2).click();
    await page.check("#cite [value=plain]");
    const shown = () => page.inputValue("#cite textarea");
    assert.match(await shown(), /^Cy, “Budget & harbour”/u);
    await page.focus("#cite [value=plain]");
    const forms = [];
    for (let time = 0; time < 7; time += 1) {
      forms.push((await shown()).slice(0, 6));
      await page.keyboard.press("ArrowRight");
    }
    assert.deepEqual(forms, ["Cy, “B", "https:", "https:", "<block", "> Yes.", "@misc{", "[\n  {\n"]);
    await page.keyboard.press("Escape");
  });

  test("touches a sign that says what it does, with a finger", async () => {
    const context = await preview.browser.newContext({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
    const phone = await context.newPage();
    await phone.goto(preview.url + PAGE, { waitUntil: "networkidle" });
    const target = await phone.evaluate(() => {
      const sign = document.querySelectorAll(".speech .permalink")[1];
      sign.scrollIntoView({ block: "center" });
      const { top, right } = sign.getBoundingClientRect();
      const word = getComputedStyle(sign, "::before");
      const reached = [[1, 1], [43, 1], [1, 43], [43, 43]].map(([left, down]) => document.elementFromPoint(right - left, top + down) === sign);
      return { reached, word: word.content, clip: word.clipPath };
    });
    assert.deepEqual(target, { reached: [true, true, true, true], word: '"Cite"', clip: "none" });
    await phone.locator(".speech .permalink").nth(1).tap();
    await phone.waitForSelector("#cite[open]");
    const heights = await phone.locator("#cite :is(label, button, a):visible").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    assert.ok(heights.length > 8 && heights.every((height) => height >= 44), `${heights}`);
    await context.close();
  });

  test("reports a mistake at a speech, with its address and the words", async () => {
    await preview.visit(PAGE);
    const sign = page.locator(".speech .permalink").first();
    await page.evaluate(() => getSelection().selectAllChildren(document.querySelector(".speech em")));
    await sign.click();
    const [address, fields] = (await page.getAttribute("#cite [data-report]", "href")).split("?");
    assert.equal(address, "mailto:clerk@town.example");
    const { subject, body } = Object.fromEntries(fields.split("&").map((field) => field.split("=").map(decodeURIComponent)));
    assert.equal(subject, "Mistake in “Budget & harbour”");
    assert.match(body, /^\r\n\r\nhttps:\/\/town\.example\/meetings\/2024-03-11-budget\/#s\w+\r\n\r\n> quay\r\n$/u);
    await page.click("#cite form button");
    // Of the record alone, also without scripts.
    assert.doesNotMatch(await page.getAttribute(".about-record a[href^=mailto]", "href"), /%3E/u);
  });

  test("reads one speaker's words alone, and sees how many are left out", async () => {
    await preview.visit(PAGE);
    await page.click(".who-spoke summary");
    const only = page.locator(".only", { hasText: "Ann" });
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
    // The heading stands in the window, and is not being read yet.
    await page.evaluate(() => scrollBy(0, document.querySelector(".section").getBoundingClientRect().top - 150));
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
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
    assert.equal(await page.textContent(".filter output"), "1 of 3");
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
    assert.equal(await plain.locator(".hint:visible, .find:visible, #cite:visible").count(), 0);
    // Who spoke, and how much, is read all the same; its rows cannot be pressed.
    await plain.click(".who-spoke summary");
    assert.equal(await plain.locator(".only").first().evaluate((row) => `${row.textContent} ${getComputedStyle(row).pointerEvents}`.replace(/\s+/gu, " ")), "Ben Å 60% 2 speeches none");
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
