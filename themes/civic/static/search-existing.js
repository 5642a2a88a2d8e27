// What there is where a filter matches nothing: other values that it may have. Loaded when a query with filters finds nothing.

import { folded } from "./search-fold.js";
import { termOf } from "./search-index.js";
import { isFilter, withField, without } from "./search-query.js";

/** @typedef {import("./search-engine.js").Answer} Answer */
/** @typedef {import("./search-engine.js").Term} Term */
/** @typedef {import("./search.js").View} View */

/** As many values are offered. */
const SHOWN = 6;

/** The names or roles that begin like one, as far as any do, by how often they occur: as they are shown and as they are written behind the field. @param {Answer} answer @param {Term} term @returns {Promise<[string, string][]>} */
async function like(answer, { kind, text }) {
  const letters = [...folded(text, true).trim()];
  for (let length = letters.length - 1; length >= 0; length -= 1) {
    const start = termOf(kind === "role" ? 11 : 4, letters.slice(0, length).join(""));
    /** @type {Map<string, [string, number]>} */
    const found = new Map();
    for (const segment of answer.index.root.segments) {
      for (const [term, { counts }] of (await answer.tried(answer.index.beginning(segment, start))) ?? []) {
        const [, value, name = value] = new TextDecoder().decode(term).split("\0");
        found.set(value, [name, counts.reduce((sum, count) => sum + count, found.get(value)?.[1] ?? 0)]);
      }
    }
    const best = [...found].sort(([, [, one]], [, [, other]]) => other - one).slice(0, SHOWN);
    if (best.length > 0) return best.map(([value, [name]]) => [name, value]);
  }
  return [];
}

/**
 * The filters that nothing in the archive matches, each with what there is instead: names, and the query with them.
 * @param {View} view
 * @param {Answer} answer
 * @param {string} query
 * @param {(view: View, lang: string) => string} nameOf the name of a language
 * @returns {Promise<[Term, [string, string][]][]>}
 */
export async function existing(view, answer, query, nameOf) {
  const { segments, languages, series, bodies = [] } = answer.index.root;
  const years = segments.flatMap((segment) => segment.years.map(([year]) => `${year}`));
  /** @type {[Term, [string, string][]][]} */
  const all = [];
  for (const term of answer.terms.filter(isFilter)) {
    const { kind, text, day, from, to } = term;
    const same = (/** @type {string} */ lang) => `${lang}-`.toLowerCase().startsWith(`${text}-`.toLowerCase());
    const inside = (/** @type {string} */ year) =>
      kind === "year" ? from <= Number(year) && Number(year) <= to : kind === "from" ? year >= day.slice(0, 4) : year <= day.slice(0, 4);
    /** @type {[string, string][]} */
    let values = [];
    const taxonomy = answer.taxonomies.find(({ field }) => field === kind);
    if (taxonomy) {
      const ids = answer.idsOf(kind, text);
      const listed = taxonomy.terms.filter(({ id }) => ids.includes(id));
      // What is not listed may be there nevertheless, if not all are.
      if (listed.length > 0 || answer.candidates.length > 0) continue;
      values = taxonomy.terms.map(({ id, title }) => [title[view.lang] ?? Object.values(title)[0] ?? id, id]);
    } else if (kind === "series" || kind === "body") {
      if (answer.idsOf(kind, text).length > 0) continue;
      values = (kind === "body" ? bodies : series).map(({ id, title }) => [title[view.lang] ?? Object.values(title)[0] ?? id, id]);
    } else if (kind === "lang") {
      if (languages.some(([lang]) => same(lang))) continue;
      values = languages.map(([lang]) => [nameOf(view, lang), lang]);
    } else if (kind === "speaker" || kind === "role") {
      if (term.meant?.size !== 0) continue;
      values = await like(answer, term);
    } else {
      if (kind === "in" || kind === "or" || years.some(inside)) continue;
      values = years.sort().reverse().map((year) => [year, year]);
    }
    const isDay = day !== "";
    const rest = isDay ? without(query, (other) => isFilter(other) && other.day !== "") : query;
    all.push([term, values.slice(0, SHOWN).map(([name, value]) => [name, withField(rest, isDay ? "year" : kind, value)])]);
  }
  return all;
}
