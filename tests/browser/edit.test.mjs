// What an editor does in a real browser: changes a record where it stands, takes changes back, and begins new ones.

import assert from "node:assert/strict";
import { readFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, beforeEach, describe, test } from "node:test";
import { Preview } from "./preview.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGE = "/meetings/2024-03-11-budget/";
const FILE = "content/2024-03-11-budget.md";
const RECORD = `---
place: Town Hall # as always
---
# 2024-03-11 Budget

## Ferry fares

### Ann Lee:
I move it.

The [fares](https://a.example/) rise.

> **Motion:** That fares rise.
> Carried, 2 to 1.

### Ben Okri:
Aye.
`;

describe("an editor in the preview", () => {
  let preview;
  before(async () => {
    preview = await Preview.open({
      "content/site.yml": "title: Town\nlanguages: [en, fr]\nseries:\n  council:\n    title: Council\n",
      [FILE]: RECORD,
    });
  });
  after(() => preview.close());
  beforeEach(async () => {
    preview.write(FILE, RECORD);
    await preview.until("the file to be read", async () => !(await (await preview.page.request.get(preview.url + PAGE)).text()).includes("Changed"));
    await preview.page.goto("about:blank");
    await visit();
  });

  const visit = async (page = preview.page) => {
    await page.goto(preview.url + PAGE);
    await page.waitForFunction(() => document.querySelector("minutebook-bar")?.dataset.number);
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await page.waitForFunction(() => document.querySelector("minutebook-bar")?.dataset.number);
  };
  const file = () => readFileSync(preview.path(FILE), "utf8");
  const tool = (name, page = preview.page) => page.getByRole("button", { name, exact: true });
  const box = (page = preview.page) => page.getByRole("textbox", { name: "Markdown of this passage" });
  const passage = (text, page = preview.page) => page.locator("[data-source]", { hasText: text }).last();
  const begin = async (text, page = preview.page) => {
    if ((await tool("Edit", page).getAttribute("aria-pressed")) !== "true") await tool("Edit", page).click();
    await passage(text, page).click();
    await box(page).waitFor();
  };
  const shows = (text, page = preview.page) => preview.until(text, async () => (await page.locator("main").innerText()).includes(text));

  test("changes a paragraph where it stands, and the page follows", async () => {
    await begin("I move it.");
    assert.equal(await box().inputValue(), "I move it.");
    await box().fill("Changed, by *me*.\n\nAnd more.");
    await tool("Save").click();
    await shows("Changed, by me.");
    assert.equal(file(), RECORD.replace("I move it.", "Changed, by *me*.\n\nAnd more."));
    assert.equal(await box().count(), 0, "the box has gone");
    assert.deepEqual(preview.errors, []);
  });

  test("opens a passage with a link, a heading and a decision as they are written", async () => {
    for (const [text, source] of [
      ["rise.", "The [fares](https://a.example/) rise."],
      ["Ferry fares", "## Ferry fares"],
      ["Ben Okri", "### Ben Okri:"],
      ["Carried", "> **Motion:** That fares rise.\n> Carried, 2 to 1."],
    ]) {
      if ((await tool("Edit").getAttribute("aria-pressed")) !== "true") await tool("Edit").click();
      const target = text === "rise." ? preview.page.locator("p[data-source]", { hasText: "The fares rise." }) : passage(text);
      await target.click();
      await box().waitFor();
      assert.equal(await box().inputValue(), source);
      await tool("Cancel").click();
    }
    assert.equal(file(), RECORD);
    assert.equal(preview.page.url(), preview.url + PAGE, "no link was followed");
  });

  test("leaves everything as it is when cancelled, and while nothing is edited", async () => {
    await passage("I move it.").click();
    assert.equal(await box().count(), 0, "without Edit a click changes nothing");
    await begin("I move it.");
    await box().fill("Changed.");
    await preview.page.keyboard.press("Escape");
    assert.equal(await box().count(), 0);
    assert.equal(file(), RECORD);
  });

  test("is used by keyboard alone", async () => {
    await tool("Edit").focus();
    await preview.page.keyboard.press("Enter");
    await passage("I move it.").focus();
    await preview.page.keyboard.press("Enter");
    await box().waitFor();
    assert.ok(await box().evaluate((area) => area.getRootNode().activeElement === area), "the box has the focus");
    await preview.page.keyboard.press("Control+A");
    await preview.page.keyboard.type("Changed by keys.");
    await preview.page.keyboard.press("Control+Enter");
    await shows("Changed by keys.");
    await preview.until("the focus to be on the passage", () => preview.page.evaluate(() => document.activeElement.textContent === "Changed by keys."));
    await preview.page.keyboard.press("Control+Z");
    await shows("I move it.");
    assert.equal(file(), RECORD);
    await preview.until("what can be made again", () => tool("Redo").isEnabled());
    await preview.page.keyboard.press("Control+Shift+Z");
    await shows("Changed by keys.");
  });

  test("takes back and makes again what was changed here", async () => {
    await begin("Aye.");
    await box().fill("Changed: nay.");
    await tool("Save").click();
    await shows("Changed: nay.");
    await tool("Undo").click();
    await shows("Aye.");
    assert.equal(file(), RECORD);
    await tool("Redo").click();
    await shows("Changed: nay.");
    assert.equal(file(), RECORD.replace("Aye.", "Changed: nay."));
  });

  test("never writes over what another program has saved, and shows both texts", async () => {
    await begin("I move it.");
    await box().fill("Changed here.");
    const theirs = RECORD.replace("I move it.", "Changed there.").replace("Aye.", "Nay.");
    preview.write(FILE, theirs);
    await shows("Nay.");
    await tool("Save").click();
    const alert = preview.page.getByRole("alert").filter({ hasText: "another program" });
    await alert.waitFor();
    assert.equal(await box().inputValue(), "Changed here.", "what was typed is still there");
    assert.ok((await preview.page.locator("minutebook-editor pre").innerText()).includes("Changed there."));
    assert.equal(file(), theirs, "nothing was written");
    await tool("Cancel").click();
    // Where only the passage has changed, the editor may decide.
    preview.write(FILE, RECORD);
    await shows("I move it.");
    await begin("I move it.");
    await box().fill("Changed here.");
    preview.write(FILE, RECORD.replace("I move it.", "Changed there."));
    await shows("Changed there.");
    await tool("Save").click();
    await tool("Save mine in its place").click();
    await shows("Changed here.");
    assert.equal(file(), RECORD.replace("I move it.", "Changed here."));
  });

  test("goes on in two windows at once", async () => {
    const other = await preview.browser.newPage();
    await visit(other);
    await begin("Aye.", other);
    await box(other).fill("Changed in the other window.");
    await begin("I move it.");
    await box().fill("Changed in the first.");
    await tool("Save").click();
    await shows("Changed in the first.", other);
    assert.equal(await box(other).inputValue(), "Changed in the other window.", "the page follows below the box");
    await tool("Save", other).click();
    await tool("Save mine in its place", other).click();
    await shows("Changed in the other window.");
    assert.equal(file(), RECORD.replace("I move it.", "Changed in the first.").replace("Aye.", "Changed in the other window."));
    await other.close();
  });

  test("says that a mistake in the file is in the way", async () => {
    const broken = RECORD.replace("place: Town", 'place: "Town');
    preview.write(FILE, broken);
    await preview.until("the panel", () => preview.bar(".panel"));
    await tool("Edit").click();
    await passage("I move it.").click();
    await preview.until("the reason", async () => (await preview.bar(".news"))?.includes("mistake in the file"));
    assert.equal(file(), broken);
  });

  test("can be used by everybody, in light and dark, on a phone and on a desktop", async () => {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [360, 1200]) {
        await preview.page.emulateMedia({ colorScheme });
        await preview.page.setViewportSize({ width, height: 800 });
        await visit();
        const check = async (what) => {
          await preview.page.evaluate(AXE);
          const { violations } = await preview.page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
          assert.deepEqual(violations.map((one) => [one.id, one.nodes.map((node) => node.target)]), [], `${what}, ${colorScheme}, ${width}`);
        };
        await begin("I move it.");
        await box().fill("Changed here.");
        await check("the box");
        preview.write(FILE, RECORD.replace("I move it.", "Changed there."));
        await shows("Changed there.");
        await tool("Save").click();
        await preview.page.getByRole("alert").filter({ hasText: "another program" }).waitFor();
        await check("a conflict");
        const area = await box().boundingBox();
        assert.ok(area.x >= 0 && area.x + area.width <= width, "within the screen");
        await tool("Cancel").click();
        preview.write(FILE, RECORD);
        await shows("I move it.");
        await tool("New record").click();
        await preview.page.getByRole("dialog", { name: "New record" }).waitFor();
        await check("the form for a new record");
        await preview.page.getByRole("button", { name: "Cancel", exact: true }).click();
      }
    }
    await preview.page.emulateMedia({ colorScheme: null });
    await preview.page.setViewportSize({ width: 1000, height: 700 });
  });

  const dialog = () => preview.page.getByRole("dialog", { name: "New record" });
  const made = async (name) => {
    await preview.page.waitForURL((url) => url.pathname.includes(name.slice(8, -3)));
    await preview.page.waitForFunction(() => document.querySelector("minutebook-bar")?.dataset.number);
    assert.ok(existsSync(preview.path(name)));
  };

  test("begins a record by form, as a draft", async () => {
    await tool("New record").click();
    await dialog().getByLabel("Day of the meeting").fill("2024-05-06");
    await dialog().getByLabel("Title, without the day").fill("Harbour walk");
    await dialog().getByLabel("Series").selectOption("council");
    await dialog().getByRole("button", { name: "Create" }).click();
    await made("content/2024-05-06-harbour-walk.md");
    assert.equal(readFileSync(preview.path("content/2024-05-06-harbour-walk.md"), "utf8"), "---\nseries: council\nstatus: draft\n---\n# 2024-05-06 Harbour walk\n");
    await preview.until("the chip", async () => (await preview.bar(".chip")) === "draft");
    // Never over what is there.
    await tool("New record").click();
    await dialog().getByLabel("Day of the meeting").fill("2024-05-06");
    await dialog().getByLabel("Title, without the day").fill("Harbour walk");
    await dialog().getByRole("button", { name: "Create" }).click();
    await preview.until("the reason", async () => /taken|exists/.test(await dialog().getByRole("alert").innerText()));
    assert.equal(await dialog().getByLabel("Title, without the day").inputValue(), "Harbour walk");
  });

  test("takes the day from a file, and offers its own only without one", async () => {
    const words = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Ann Lee>From a file.\n";
    await tool("New record").click();
    const day = dialog().getByLabel("Day of the meeting");
    await preview.until("the day of the form", async () => (await day.inputValue()) === "2026-01-01");
    const file = dialog().getByLabel(/^Or a file/);
    await file.setInputFiles({ name: "2024-05-20 Spoken.vtt", mimeType: "text/vtt", buffer: Buffer.from(words) });
    assert.equal(await day.inputValue(), "", "the file says it");
    assert.ok(await dialog().getByLabel("Series").isDisabled(), "what a file's record does not get");
    await file.setInputFiles([]);
    assert.equal(await day.inputValue(), "2026-01-01");
    await file.setInputFiles({ name: "2024-05-20 Spoken.vtt", mimeType: "text/vtt", buffer: Buffer.from(words) });
    await dialog().getByRole("button", { name: "Create" }).click();
    await made("content/2024-05-20-spoken.md");
    await tool("New record").click();
    await day.fill("2024-05-21");
    await file.setInputFiles({ name: "2024-05-20 Wrongly named.vtt", mimeType: "text/vtt", buffer: Buffer.from(words) });
    assert.equal(await day.inputValue(), "2024-05-21", "a day that was typed stays");
    await dialog().getByRole("button", { name: "Cancel" }).click();
  });

  test("offers each key of the metadata once", async () => {
    await tool("Details").click();
    await preview.page.getByRole("textbox", { name: /^Heading of the record/ }).waitFor();
    const names = await preview.page.evaluate(() => [...document.querySelector("minutebook-metadata").shadowRoot.querySelectorAll("[name]")].map((input) => input.name));
    for (const other of ["language", "license", "tags", "present", "timezone"]) assert.ok(!names.includes(other), `${other} in ${names}`);
    for (const key of ["lang", "licence", "topics"]) assert.ok(names.includes(key), `${key} in ${names}`);
    await preview.page.keyboard.press("Escape");
  });

  test("begins a record from pasted words", async () => {
    await tool("New record").click();
    await dialog().getByLabel("Day of the meeting").fill("2024-05-07");
    await dialog().getByLabel("Title, without the day").fill("Pasted");
    await dialog().getByLabel(/^Words/).fill("### Ann Lee:\nPasted words.\n\n### Ben Okri:\nHeard.\n");
    await dialog().getByRole("button", { name: "Create" }).click();
    await made("content/2024-05-07-pasted.md");
    await shows("Pasted words.");
    assert.equal(readFileSync(preview.path("content/2024-05-07-pasted.md"), "utf8"), "---\nstatus: draft\n---\n# 2024-05-07 Pasted\n\n### Ann Lee:\nPasted words.\n\n### Ben Okri:\nHeard.\n");
  });

  test("shows an item of the agenda and a decision as forms, which write what they read", async () => {
    const trip = (source) => preview.page.evaluate((source) => document.querySelector("minutebook-bar").editing.roundTrip(source), source);
    for (const source of [
      "## A",
      '## 3. Ferry fares [00:40:00] {item=ferry-fares matter="ferry fares" summary=Short}',
      "> **Motion:** That fares rise.\n> Carried, 2 to 1.\n> For: Ann Lee, Ben Okri\n> Against: Cid Moss",
      "> **決議（一）：** 通過。\n> 贊成：甲、乙",
      "> **Action 12:** Write to them.\n> Owner: Ben Okri\n> Due: 31 March 2026",
    ]) {
      assert.equal(await trip(source), source);
    }
    for (const other of ["> just words", "### Ann:", "> **Motion:** A\n> **Vote:** B", "> **Motion:** A\n> For: B\n> and more", "words"]) {
      assert.equal(await trip(other), undefined, other);
    }
    const part = (name) => preview.page.getByLabel(name, { exact: true });
    await begin("Ferry fares");
    await part("Title").fill("Changed fares");
    await part("Matter").fill("ferry fares");
    assert.equal(await box().inputValue(), '## Changed fares {matter="ferry fares"}');
    await tool("Save").click();
    await shows("Changed fares");
    await begin("Carried");
    await part("Kind").selectOption("Resolution");
    await part("Result").fill("Carried, 2 to 1, 1 abstaining.");
    await part("Abstaining").fill("Di Lo");
    await preview.page.evaluate(AXE);
    const { violations } = await preview.page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
    assert.deepEqual(violations.map((one) => [one.id, one.nodes.map((node) => node.target)]), []);
    await tool("Save").click();
    await shows("Di Lo");
    await begin("Aye.");
    await preview.page.getByLabel("Add below this passage").selectOption("Decision");
    await part("What was put or decided").fill("To meet again.");
    await tool("Save").click();
    await shows("To meet again.");
    const wanted = RECORD.replace("## Ferry fares", '## Changed fares {matter="ferry fares"}')
      .replace("**Motion:**", "**Resolution:**")
      .replace("Carried, 2 to 1.", "Carried, 2 to 1, 1 abstaining.\n> Abstaining: Di Lo")
      .replace("Aye.\n", "Aye.\n\n> **Decision:** To meet again.\n");
    assert.equal(file(), wanted);
  });

  test("changes the details of a record in a form, and keeps comments and order", async () => {
    await tool("Details").click();
    const details = preview.page.getByRole("dialog", { name: "Details of this record" });
    await details.waitFor();
    assert.equal(await details.getByLabel("Place", { exact: false }).inputValue(), "Town Hall");
    await details.getByLabel(/^Place/).fill("Old Hall, room 2");
    await details.getByLabel(/^Status/).selectOption("draft");
    await details.getByLabel(/^Participants/).fill("Ann Lee\nBen Okri");
    await details.getByRole("button", { name: "Save" }).click();
    await preview.until("the chip", async () => (await preview.bar(".chip")) === "draft");
    const wanted = RECORD.replace("Town Hall", '"Old Hall, room 2"');
    const saved = file();
    assert.ok(saved.startsWith('---\nplace: "Old Hall, room 2" # as always\n') && saved.includes("status: draft\n") && saved.includes("participants: [Ann Lee, Ben Okri]\n"), saved);
    assert.equal(saved.split("---\n").at(-1), wanted.split("---\n").at(-1), "no word has changed");
    await tool("Undo").click();
    await preview.until("the file as it was", async () => file() === RECORD);
    // A mistake is refused with its reason, and what was typed stays.
    await tool("Details").click();
    await details.getByLabel(/^Date/).fill("some day");
    await details.getByRole("button", { name: "Save" }).click();
    await preview.until("the reason", async () => /date/.test(await details.getByRole("alert").innerText()));
    assert.equal(await details.getByLabel(/^Date/).inputValue(), "some day");
    await preview.page.evaluate(AXE);
    for (const colorScheme of ["light", "dark"]) {
      await preview.page.emulateMedia({ colorScheme });
      const { violations } = await preview.page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
      assert.deepEqual(violations.map((one) => [one.id, one.nodes.map((node) => node.target)]), []);
    }
    await preview.page.emulateMedia({ colorScheme: null });
    await details.getByRole("button", { name: "Cancel" }).click();
    assert.equal(file(), RECORD);
  });

  const CAPTIONS = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Ann Lee>Good evening.\n\n00:00:05.000 --> 00:00:06.000\n<v Ben Okri>I move it.\n";
  const drop = async (name, bytes) => {
    const data = await preview.page.evaluateHandle(([name, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], name));
      return data;
    }, [name, [...bytes]]);
    await preview.page.dispatchEvent("main", "dragover", { dataTransfer: data });
    await preview.page.dispatchEvent("main", "drop", { dataTransfer: data });
  };

  test("makes a record of captions and of a Word file that are dropped on a page", async () => {
    await drop("2024-05-08 Spoken.vtt", Buffer.from(CAPTIONS));
    await made("content/2024-05-08-spoken.md");
    await shows("Good evening.");
    assert.ok(readFileSync(preview.path("content/2024-05-08-spoken.md"), "utf8").startsWith("---\nstatus: draft\n"));
    const word = readFileSync(new URL("../fixtures/import/libreoffice.docx", import.meta.url));
    await drop("2024-05-09 Written.docx", word);
    await preview.page.waitForURL((url) => url.pathname.startsWith("/meetings/") && url.pathname !== "/meetings/2024-05-08-spoken/");
    await preview.page.waitForFunction(() => document.querySelector("minutebook-bar")?.dataset.number);
    assert.equal(await preview.bar(".chip"), "draft");
  });

  test("asks for the day that a dropped file does not say, and refuses what is no such file", async () => {
    await drop("spoken.vtt", Buffer.from(CAPTIONS));
    await dialog().waitFor();
    assert.match(await dialog().getByRole("alert").innerText(), /day of the meeting is not known/);
    await dialog().getByLabel("Day of the meeting").fill("2024-05-10");
    await dialog().getByLabel("Title, without the day").fill("Named here");
    await dialog().getByRole("button", { name: "Create" }).click();
    await made("content/2024-05-10-named-here.md");
    await drop("2024-05-11 picture.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
    await dialog().waitFor();
    assert.notEqual(await dialog().getByRole("alert").innerText(), "");
    assert.ok(!existsSync(preview.path("content/2024-05-11-picture.md")));
  });
});

describe("a preview that is read only", () => {
  test("offers no editing", async () => {
    const preview = await Preview.open({ [FILE]: RECORD }, ["--read-only"]);
    try {
      await preview.visit(PAGE);
      assert.equal(await preview.page.getByRole("button", { name: "Edit", exact: true }).count(), 0);
      assert.equal(await preview.page.locator("[data-source]").count(), 0);
    } finally {
      await preview.close();
    }
  });
});
