// Sets entries with Citation.js: node citation-js.mjs ENTRIES STYLE.csl; prints a line for each.

import { readFileSync } from "node:fs";
import { Cite, plugins } from "@citation-js/core";
import "@citation-js/plugin-csl";

const [entries, style] = process.argv.slice(2);
plugins.config.get("@csl").styles.add("given", readFileSync(style, "utf8"));
for (const entry of JSON.parse(readFileSync(entries, "utf8"))) {
  console.log(new Cite(entry).format("bibliography", { template: "given", lang: "en-US" }).trim().replace(/\s+/gu, " "));
}
