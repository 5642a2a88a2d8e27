// Weighs pages of a finished site as a telephone meets them: node tests/lighthouse/weigh.mjs DIR /path/ …
//
// For each page its bytes, the same as gzip, its elements, and how long the browser's main thread was at work on it until
// half a second after it had loaded (medians of five loads, in a window of 412 by 823 pixels, on this machine as it is: not
// slowed down). Chromium comes from playwright-core of the browser tests.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "../browser/node_modules/playwright-core/index.mjs";
import { CHROMIUM, QUIET } from "../browser/preview.mjs";
import { show } from "../browser/show.mjs";

const LOADS = 5;
// What the browser's trace calls the parts of the work.
const PARTS = { parsing: "ParseHTML", styles: "UpdateLayoutTree", "laying out": "Layout" };

const [folder, ...paths] = process.argv.slice(2);
const site = await show(folder);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });

// One load in a window with nothing in its cache: milliseconds of each part, and the elements.
async function load(path) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, isMobile: true, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", { categories: "devtools.timeline", transferMode: "ReportEvents" });
  await page.goto(site.url + encodeURI(path));
  await page.waitForTimeout(500);
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  await context.close();
  const thread = ({ pid, tid }) => `${pid}.${tid}`;
  const main = thread(events.find(({ name }) => name === "ParseHTML"));
  const spent = (part) => events.filter((event) => event.name === part && event.ph === "X" && thread(event) === main).reduce((sum, { dur = 0 }) => sum + dur / 1000, 0);
  return { elements, spent: Object.values(PARTS).map(spent) };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
for (const path of paths) {
  const html = readFileSync(join(folder, decodeURI(path), "index.html"));
  const loads = [];
  for (let time = 0; time < LOADS; time += 1) loads.push(await load(path));
  const parts = Object.keys(PARTS).map((name, part) => `${name} ${Math.round(median(loads.map(({ spent }) => spent[part])))} ms`);
  console.log(`${path}: ${html.length} bytes, ${gzipSync(html).length} as gzip, ${loads[0].elements} elements, ${parts.join(", ")}`);
}
await browser.close();
site.close();
