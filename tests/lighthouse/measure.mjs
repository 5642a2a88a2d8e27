// Measures pages of a finished site.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { show } from "../browser/show.mjs";

const [folder, ...paths] = process.argv.slice(2);
const site = await show(folder);

const run = promisify(execFile);
const flags = ["--quiet", "--output=json", "--output-path=stdout", "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"];
for (const path of paths) {
  const scores = {};
  const failed = new Set();
  for (let time = 0; time < 3; time += 1) {
    const lighthouse = join(import.meta.dirname, "node_modules/.bin/lighthouse");
    const options = { env: { CHROME_PATH: "/usr/bin/chromium", ...process.env }, maxBuffer: 2 ** 28 };
    const { stdout } = await run(lighthouse, [site.url + path, ...flags], options);
    const report = JSON.parse(stdout);
    for (const [name, category] of Object.entries(report.categories)) {
      (scores[name] ??= []).push(Math.round(category.score * 100));
      for (const { id, weight } of category.auditRefs) {
        const { score } = report.audits[id];
        if (weight > 0 && score !== null && score < 1) failed.add(`${id} ${score}`);
      }
    }
  }
  const median = (values) => values.toSorted((a, b) => a - b)[1];
  console.log(path, Object.entries(scores).map(([name, values]) => `${name} ${median(values)}`).join(", "), [...failed].join("; "));
}
site.close();
