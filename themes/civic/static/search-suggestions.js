// By what one may narrow, and what else one may try: speakers who may be meant, and where little was found, words that are spelt alike, and the
// characters of the other script. Loaded when the first results are shown.

import { element } from "./dom.js";
import { bytesOf } from "./files.js";
import { folded, isUnspaced } from "./search-fold.js";
import { Index, termOf } from "./search-index.js";
import { withField, without } from "./search-query.js";

/** @typedef {import("./search-engine.js").Answer} Answer */
/** @typedef {import("./search-index.js").Segment} Segment */
/** @typedef {import("./search.js").View} View */

/**
 * The hints below the results of a query.
 * @param {View} view
 * @param {Answer} answer
 * @param {string} query
 * @returns {Promise<HTMLElement[]>}
 */
export async function help(view, answer, query) {
  /** @type {HTMLElement[]} */
  const hints = [];
  const hint = (/** @type {string} */ heading, /** @type {HTMLElement[]} */ links) => {
    const items = links.map((link) => element("li", {}, link));
    if (items.length > 0) hints.push(element("section", {}, element("h2", {}, view.say(heading)), element("ul.chips", {}, ...items)));
  };
  hint("speaker", await speakers(view, answer, query));
  if (answer.found < 3 && answer.isDone && answer.failed === 0) {
    const link = (/** @type {string} */ changed) => view.link(changed, view.order, changed);
    hint("near", (await near(answer, query)).map(link));
    hint("variants", (await otherScript(query, view.words.pairs)).map(link));
    if (answer.found === 0 && !answer.isEmpty) {
      hints.push(element("p.summary", {}, view.say("searched", { speeches: view.counted(answer.index.root.speeches) })));
    }
  }
  return hints;
}

/** The order and the filters, with how many of those found each value has. @param {View} view @param {Answer} answer @param {string} query */
export function narrow(view, answer, query) {
  if (answer.isEmpty || (answer.found === 0 && answer.isDone && !answer.terms.some((term) => term.kind in answer.facets))) return [];
  const orders = /** @type {const} */ (["relevance", "date"]).map((order) => {
    const link = view.link(query, order, view.say(order));
    if (order === view.order) link.setAttribute("aria-current", "true");
    return element("li", {}, link);
  });
  const parts = [element("section", {}, element("h2", {}, view.say("order")), element("ul.chips", {}, ...orders))];
  const titles = new Map(answer.index.root.series.map(({ id, title }) => [id, title[view.lang] ?? Object.values(title)[0] ?? id]));
  const names = new Intl.DisplayNames(view.lang, { type: "language" });
  for (const [kind, values] of Object.entries(answer.facets)) {
    const chosen = answer.of(kind).filter((term) => !term.not);
    const all = [...values].sort(([a, [, m]], [b, [, n]]) => (kind === "year" ? Number(b) - Number(a) : n - m));
    const label = (/** @type {string} */ value, /** @type {string} */ name) => {
      if (kind === "series") return titles.get(value) ?? value;
      if (kind === "lang") return names.of(value) ?? value;
      // Two people may be printed by one name, such as “Chair”.
      return all.some(([other, [same]]) => other !== value && same === name) ? `${name} (${value})` : name;
    };
    const items = chosen.map((term) => {
      const name = label(term.text, values.get(term.text)?.[0] ?? term.text);
      const link = view.link(without(query, (other) => other.kind === kind && other.text === term.text), view.order, name, " ×");
      link.setAttribute("aria-label", view.say("remove", { name }));
      return element("li.chosen", {}, link);
    });
    if (chosen.length === 0 && all.length > 1) {
      for (const [value, [name, n]] of all.slice(0, kind === "year" ? 12 : 6)) {
        const count = element("span.count", {}, `${view.number(n)}${answer.total === answer.found ? "" : "+"}`);
        items.push(element("li", {}, view.link(withField(query, kind, value), view.order, label(value, name)), " ", count));
      }
    }
    if (items.length > 0) parts.push(element("section", {}, element("h2", {}, view.say(kind)), element("ul.names", {}, ...items)));
  }
  return parts;
}

/** Links to the words of those whose name begins as what is typed. @param {View} view @param {Answer} answer @param {string} query */
async function speakers(view, answer, query) {
  // A name behind “speaker:” of which nothing was found may be the beginning of one.
  const unknown = answer.terms.find((term) => term.kind === "speaker" && answer.found === 0);
  if (answer.of("speaker").length > 0 && !unknown) return [];
  const isMeant = (/** @type {import("./search-query.js").Term} */ term) => (unknown ? term.kind === "speaker" : term.kind === "word" && !term.not);
  const name = answer.terms.filter(isMeant).map((term) => term.text).join(" ");
  if ([...name].length < 2 || name.split(" ").length > 3) return [];
  const people = await named(answer, name);
  const rest = without(query, isMeant);
  return people.slice(0, 5).map((person) => {
    const count = element("span.count", {}, view.counted(person.speeches));
    return view.link(withField(rest, "speaker", person.id), view.order, person.name, " ", count);
  });
}

/**
 * The speakers with a name that begins so, else with a part of a name that does; who spoke most first.
 * @param {Answer} answer
 * @param {string} text
 */
async function named(answer, text) {
  const start = folded(text, true);
  let found = await answer.beginning(start, [4]);
  // Nobody who writes more means a name from the middle on.
  const isPart = isUnspaced(start) ? [...start].length <= 3 : !start.includes(" ");
  if (isPart && found.flat().length === 0) found = await answer.beginning(start, [5]);
  /** @type {Map<string, { id: string, name: string, speeches: number }>} */
  const people = new Map();
  for (const here of found) {
    // Of several names of somebody the first counts.
    for (const [id, { name, postings }] of new Map(here.toReversed().map((person) => [person.id, person]))) {
      const speeches = postings.counts.reduce((sum, count) => sum + count, people.get(id)?.speeches ?? 0);
      people.set(id, { id, name, speeches });
    }
  }
  return [...people.values()].sort((a, b) => b.speeches - a.speeches);
}

/** How many letters must be changed to make one word of another, as far as it is no more than two. @param {string} a @param {string} b */
function distance(a, b) {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1])));
    row = next;
  }
  return row[b.length];
}

/** The words of the shard in which one would be, with how often each occurs. @param {Index} index @param {Segment} segment @param {string} word @returns {Promise<[string, number][]>} */
async function around(index, segment, word) {
  const { begins, shards } = await index.directory(segment);
  const shard = await index.shard(shards[Index.shardOf(begins, termOf(0, word))]);
  const decoder = new TextDecoder();
  return shard.terms.map((term, at) => [decoder.decode(term), shard.lengths[at]]);
}

/**
 * The query with other words in place of those that nobody said.
 * @param {Answer} answer
 * @param {string} query
 * @returns {Promise<string[]>}
 */
async function near(answer, query) {
  const queries = [];
  for (const word of answer.missing) {
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const segment of answer.index.root.segments) {
      for (const [other, passages] of (await answer.tried(around(answer.index, segment, word))) ?? []) {
        if (distance(word, other) <= (word.length > 5 ? 2 : 1)) found.set(other, (found.get(other) ?? 0) + passages);
      }
    }
    const best = [...found].sort((a, b) => distance(word, a[0]) - distance(word, b[0]) || b[1] - a[1]).slice(0, 3);
    queries.push(...best.map(([other]) => query.toLowerCase().replace(word, other).trim()));
  }
  return queries.filter((changed) => changed !== query.trim().toLowerCase());
}

/**
 * The query in traditional and in simplified characters, where that is another.
 * @param {string} query
 * @param {string | undefined} address of the pairs
 * @returns {Promise<string[]>}
 */
async function otherScript(query, address) {
  if (!address || !/\p{Script=Han}/u.test(query)) return [];
  const [bytes] = await bytesOf(address).catch(() => []);
  const signs = bytes ? [...new TextDecoder().decode(bytes).trim()] : [];
  const pairs = signs.flatMap((sign, at) => (at % 2 === 0 ? [[sign, signs[at + 1]]] : []));
  const tables = [new Map(pairs.map(([a, b]) => [a, b])), new Map(pairs.map(([a, b]) => [b, a]))];
  return tables.map((table) => [...query].map((sign) => table.get(sign) ?? sign).join("")).filter((other) => other !== query);
}
