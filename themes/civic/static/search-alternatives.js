// What else one may type: names in other languages, words that are spelt alike, fewer words, the characters of the other script. Loaded when results
// are there, if the archive has several languages or little was found.

import { bytesOf } from "./files.js";
import { folded, isUnspaced, units } from "./search-fold.js";
import { Index, termOf } from "./search-index.js";
import { match } from "./search-match.js";
import { around, block } from "./search-names.js";
import { withField, without } from "./search-query.js";

/** @typedef {import("./search-engine.js").Answer} Answer */
/** @typedef {import("./search-index.js").Segment} Segment */

/** As many words are offered of each kind. */
const OFFERED = 2;

/** As many names are compared. */
const NAMES = 60;

/** Shards of a segment in which words are compared. */
const SHARDS = 6;

/** The words of a name, and of scripts without spaces all runs of two to six characters. @param {string} name */
function partsOf(name) {
  const runs = (/** @type {string[]} */ signs) =>
    signs.flatMap((_, from) => [2, 3, 4, 5, 6].filter((length) => from + length <= signs.length).map((length) => signs.slice(from, from + length).join("")));
  return units(folded(name, true)).flatMap((unit) => (isUnspaced(unit) ? runs([...unit]) : unit.length > 3 ? [unit] : []));
}

/**
 * What a query is called in other languages, by the names of topics, bodies, series, matters and meetings in which it is: what is called so, then what
 * those names have in common and others seldom have, then these names themselves.
 * @param {Answer} answer
 * @param {string} words of the query
 * @param {string} lang of the page
 */
export async function translated(answer, words, lang) {
  const all = (await around(answer, lang).catch(() => [])).filter(([, kind]) => kind !== "speaker");
  const isNamed = (/** @type {string} */ name) => match(name, answer.wanted);
  const named = all.filter(([names]) => names.some(isNamed));
  const same = (/** @type {string} */ name) => folded(name, true) === folded(words, true);
  const exact = all.filter(([names, kind]) => kind !== "meeting" && names.some(same)).flatMap(([names]) => names.filter((name) => !same(name)));
  // One name may be that of a body, of its series and of several meetings.
  const others = [...new Set(named.flatMap(([names]) => names.filter((name) => !isNamed(name))))].slice(0, NAMES);
  const [alike, strange] = [others, all.filter(([names]) => names.length > 1 && !names.some(isNamed)).map(([names]) => names.join("\n"))].map((texts) => texts.map((text) => folded(text, true)));
  const having = (/** @type {string} */ part, /** @type {string[]} */ texts) => texts.filter((text) => text.includes(part)).length;
  const common = [...new Set(others.flatMap(partsOf))]
    .map((part) => /** @type {const} */ ([part, having(part, alike)]))
    .filter(([part, count]) => count > 1 && 2 * having(part, strange) <= count)
    .sort(([a, one], [b, other]) => other - one || b.length - a.length)
    .map(([part]) => part)
    .filter((part, at, before) => !before.slice(0, at).some((longer) => longer.includes(part)));
  /** A word with its accents. @param {string} part */
  const spelt = (part) => others.flatMap((name) => name.split(/[\s\p{P}]+/u)).find((word) => folded(word, true) === part) ?? part;
  const found = [...new Set([...exact, ...common.slice(0, OFFERED).map(spelt)])];
  return found.length > 0 ? found : others.sort((a, b) => a.length - b.length).slice(0, OFFERED);
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

/** The words that begin with the letter of one, with how often each occurs; of many shards those next to it. @param {Index} index @param {Segment} segment @param {string} word @returns {Promise<[string, number][]>} */
async function beside(index, segment, word) {
  const { begins, shards } = await index.directory(segment);
  const [at, first, last] = [word, word[0], `${word[0]}\uffff`].map((start) => Index.shardOf(begins, termOf(0, start)));
  const from = Math.max(first, at - SHARDS / 2);
  const near = await Promise.all(shards.slice(from, Math.min(last, from + SHARDS) + 1).map((place) => index.shard(place)));
  const decoder = new TextDecoder();
  return near.flatMap((shard) => shard.terms.map((term, at) => /** @type {[string, number]} */ ([decoder.decode(term), shard.lengths[at]])));
}

/**
 * The query with other words in place of those that nobody said: words that were said, and words of names.
 * @param {Answer} answer
 * @param {string} query
 * @param {string} lang of the page
 * @returns {Promise<string[]>}
 */
export async function near(answer, query, lang) {
  const queries = [];
  let all = query.toLowerCase();
  for (const word of answer.missing) {
    /** @type {Map<string, number>} */
    const found = new Map();
    const see = (/** @type {string} */ other, /** @type {number} */ count) => {
      if (distance(word, other) <= (word.length > 5 ? 2 : 1)) found.set(other, (found.get(other) ?? 0) + count);
    };
    for (const [names] of await block(answer.index, lang, word).catch(() => [])) for (const other of names.flatMap((name) => units(folded(name, true)))) see(other, 1);
    for (const segment of answer.index.root.segments) {
      for (const [other, passages] of (await answer.tried(beside(answer.index, segment, word))) ?? []) see(other, passages);
    }
    const best = [...found].sort((a, b) => distance(word, a[0]) - distance(word, b[0]) || b[1] - a[1]).slice(0, 3);
    queries.push(...best.map(([other]) => query.toLowerCase().replace(word, other).trim()));
    all = all.replace(word, best[0]?.[0] ?? "");
  }
  // Of several the nearest of each, without those that are like none.
  if (answer.missing.length > 1) queries.unshift(all.replace(/ +/gu, " ").trim());
  return queries.filter((changed) => changed !== query.trim().toLowerCase());
}

/** The query with a number as a year, without the words that nobody said, or else without one of its words. @param {Answer} answer @param {string} query */
export function fewer({ terms, missing }, query) {
  const words = terms.filter(({ kind, not }) => kind === "word" && !not);
  if (words.length < 2) return [];
  const less = (/** @type {typeof words} */ some) => without(query, ({ at }) => some.some((term) => term.at[0] === at[0]));
  const years = words.filter(({ text }) => /^(1[5-9]|20)\d\d$/u.test(text));
  const unsaid = words.filter(({ text }) => missing.includes(folded(text, true)));
  const rest = less([...unsaid, ...years]);
  const ofYear = years.length === 1 && rest ? [withField(rest, "year", years[0].text)] : [];
  const shorter = unsaid.length > 0 ? [less(unsaid), rest] : words.toReversed().map((word) => less([word]));
  return [...new Set([...ofYear, ...shorter])].filter((other) => other !== "").slice(0, 4);
}

/**
 * The query in traditional and in simplified characters, where that is another.
 * @param {string} query
 * @param {string | undefined} address of the pairs
 * @returns {Promise<string[]>}
 */
export async function otherScript(query, address) {
  if (!address || !/\p{Script=Han}/u.test(query)) return [];
  const [bytes] = await bytesOf(address).catch(() => []);
  const signs = bytes ? [...new TextDecoder().decode(bytes).trim()] : [];
  const pairs = signs.flatMap((sign, at) => (at % 2 === 0 ? [[sign, signs[at + 1]]] : []));
  const tables = [new Map(pairs.map(([a, b]) => [a, b])), new Map(pairs.map(([a, b]) => [b, a]))];
  return tables.map((table) => [...query].map((sign) => table.get(sign) ?? sign).join("")).filter((other) => other !== query);
}
