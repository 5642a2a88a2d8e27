// What needs all that a query finds: how often in each year, as bars and as a table, and a file for spreadsheets. Loaded when one asks for it.

import { element } from "./dom.js";
import { snippet } from "./search-match.js";
import { queryLink } from "./search-names.js";
import { withField } from "./search-query.js";

/** @typedef {import("./search-engine.js").Answer} Answer */
/** @typedef {import("./search.js").View} View */
/** Passages that have been read, with their speeches. @typedef {(readonly [import("./search-engine.js").Candidate, Awaited<ReturnType<Answer["matches"]>>])[]} Read */

/** More years in a row have places only where something was found. */
const MOST_YEARS = 40;

/** The columns of the file, as `minutebook search --format csv` has them. */
const COLUMNS = ["url", "date", "speaker", "role", "meeting", "lang", "kind", "excerpt"];
const KINDS = ["speech", "narrative", "heading", "note", "decision"];

const SVG = "http://www.w3.org/2000/svg";

/** A bar of a height in hundredths. @param {number} height */
function bar(height) {
  const svg = document.createElementNS(SVG, "svg");
  const rect = svg.appendChild(document.createElementNS(SVG, "rect"));
  for (const [name, value] of Object.entries({ viewBox: "0 0 1 100", preserveAspectRatio: "none", "aria-hidden": "true" })) svg.setAttribute(name, value);
  for (const [name, value] of Object.entries({ y: 100 - height, width: 1, height })) rect.setAttribute(name, `${value}`);
  return svg;
}

/** The years with how much was found in each: bars that lead to a year, and the same as a table. @param {View} view @param {Answer} answer @param {string} query */
function figure(view, answer, query) {
  const counts = new Map([...answer.facets.year].map(([year, [, count]]) => [Number(year), count]));
  const known = answer.index.root.segments.flatMap(({ years }) => years.map(([year]) => year));
  const [first, last] = [Math.min(...known), Math.max(...known)];
  const all = Array.from({ length: last - first + 1 }, (_, at) => last - at);
  const years = all.length > MOST_YEARS ? [...counts.keys()].sort((a, b) => b - a) : all;
  const most = Math.max(1, ...counts.values());
  const bars = years.map((year) => {
    const count = counts.get(year) ?? 0;
    const number = element("span", { "aria-hidden": "true" }, view.number(count));
    if (count === 0) return element("li.none", {}, element("span", {}, `${year}`));
    const told = element("span.visually-hidden", {}, `: ${view.counted(count, answer.kinds)}`);
    return element("li", {}, queryLink(view, withField(query, "year", `${year}`), view.order, number, bar(Math.ceil((100 * count) / most)), element("b", {}, `${year}`), told));
  });
  const rows = years.map((year) => {
    const meetings = [...answer.meetings].filter((key) => key.startsWith(`${year} `)).length;
    const cells = [counts.get(year) ?? 0, meetings].map((count) => element("td", {}, view.number(count)));
    return element("tr", {}, element("th", { scope: "row" }, `${year}`), ...cells);
  });
  const said = view.words[answer.kinds.join() === "4" ? "in_decision" : "in_speech"] ?? "";
  const heads = [view.words.year ?? "", said, view.words.meeting ?? ""].map((name) => element("th", { scope: "col" }, name));
  const table = element("table.years", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows));
  const folded = element("details", {}, element("summary", {}, view.say("asTable")), table);
  const caption = element("figcaption", {}, view.say("yearsOf", { query: query.trim(), speeches: view.counted(answer.found, answer.kinds) }));
  return element("figure.search-years", {}, caption, element("ol.year-bars", {}, ...bars), folded);
}

/** A cell: no spreadsheet may take a text for a formula. @param {string} text */
export function cell(text) {
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\n\r]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The file: everything that was found, the newest first. @param {Answer} answer @param {Read} read @param {string} here the address of the site if the index does not know it */
export function csv(answer, read, here) {
  const { url, base = "" } = answer.index.root;
  const rows = read.flatMap(([candidate, found]) =>
    (found?.all ?? []).map(([speech, { ranges }]) => {
      const { title, href, date } = /** @type {NonNullable<typeof found>} */ (found).meeting;
      const link = `${href}${speech.id && `#${speech.id}`}`;
      const { name = "", role = "" } = speech.voice ?? {};
      const words = [url ? url + link.slice(base.length) : here + link, date, name, name.includes(role) ? "" : role, title, speech.lang, KINDS[speech.kind], snippet(speech.text, ranges, speech.kind).join("")];
      return /** @type {const} */ ([date, href, candidate.number, words]);
    }),
  );
  // Those of one record stay in its order.
  const order = (/** @type {string | number} */ a, /** @type {string | number} */ b) => Number(a > b) - Number(a < b);
  rows.sort((a, b) => order(b[0], a[0]) || order(a[1], b[1]) || order(a[2], b[2]));
  return [COLUMNS, ...rows.map(([, , , words]) => words)].map((words) => `${words.map(cell).join()}\n`).join("");
}

/**
 * Shows the years, or gives the file to the reader.
 * @param {View} view
 * @param {Answer} answer
 * @param {Read} read
 * @param {string} query
 * @param {string | undefined} what
 */
export async function act(view, answer, read, query, what) {
  if (what === "years") {
    view.results.querySelector(".search-years")?.remove();
    const shown = figure(view, answer, query);
    view.results.prepend(shown);
    // On a phone the newest year is out of sight otherwise.
    shown.querySelector("a")?.scrollIntoView?.({ block: "nearest" });
    return;
  }
  // Without the mark at its beginning some spreadsheets take the file for another encoding.
  const file = new Blob(["\ufeff", csv(answer, read, location.origin)], { type: "text/csv" });
  const link = element("a", { href: URL.createObjectURL(file), download: `${query.trim().replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "search"}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.getAttribute("href") ?? ""), 60_000);
}
