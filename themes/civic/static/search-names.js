// People, bodies, series, topics and other terms, matters and meetings whose name is what is sought, and decisions in which it is. Loaded with the first query.

import { element } from "./dom.js";
import { placeOf } from "./files.js";
import { folded, isUnspaced, units } from "./search-fold.js";
import { wordsOf } from "./search-engine.js";
import { Index, termOf } from "./search-index.js";
import { match, wanted } from "./search-match.js";
import { withField } from "./search-query.js";

/** @typedef {import("./search-engine.js").Answer} Answer */
/** @typedef {import("./search-index.js").Segment} Segment */
/** @typedef {import("./search-codec.js").Passage} Passage */
/** @typedef {import("./search-codec.js").Contribution} Contribution */
/** @typedef {import("./search.js").View} View */

/**
 * What has a page: its names, of which the first is shown, kind and address, the number of its meetings; of a meeting its date and language, of a
 * speaker the id.
 * @typedef {[string[], string, string, number, string, string, string]} NamedPage
 */

/** Blocks begin at multiples of so many bytes. */
const UNIT = 32;

/** How many are shown on the search page, and beside the box on another page. */
const SHOWN = 6;
const BESIDE = 3;

/** Passages with decisions that are read for those. */
const READ = 4;

/** The names that share a word with a query, which are in one block. @param {Index} index @param {string} lang @param {string} word @returns {Promise<NamedPage[]>} */
export async function block(index, lang, word) {
  const { names = {}, lang: own = "" } = index.root;
  const [name, blocks] = names[lang] ?? names[own] ?? ["", 0];
  if (!blocks) return [];
  const [first, second] = [...word].map((sign) => sign.codePointAt(0) ?? 0);
  return (await part(index, name, blocks, (first * 31 + (isUnspaced(word) ? 0 : second)) % blocks)) ?? [];
}

/** A block of a list, of which there are so many; none if it is empty. @param {Index} index @param {string} name @param {number} blocks @param {number} at */
async function part(index, name, blocks, at) {
  // The table of lengths is not compressed, so that its own is known.
  let from = Math.ceil((blocks * 4 + 6) / UNIT) * UNIT;
  const table = await index.file("n", [name, 0, from], (bytes) => new DataView(bytes.buffer));
  const length = (/** @type {number} */ block) => table.getUint32(block * 4) * UNIT;
  for (let before = 0; before < at; before += 1) from += length(before);
  // Zeros fill up the block.
  const read = (/** @type {Uint8Array} */ bytes) => JSON.parse(new TextDecoder().decode(bytes).replace(/\0+$/u, ""));
  return length(at) ? index.file("n", [name, from, from + length(at)], read) : undefined;
}

/**
 * The sections of pages in which all words of a query stand, those in the language of the page first: title, address, language.
 * @param {Answer} answer
 * @param {string} lang
 * @returns {Promise<[string, string, string][]>}
 */
export async function sectionsOf(answer, lang) {
  const { pages } = answer.index.root;
  if (!pages) return [];
  const { groups } = wanted(answer.terms, [...answer.languages, ...pages.languages]);
  if (groups.length === 0) return [];
  const read = (/** @type {number} */ at) => part(answer.index, pages.name, pages.blocks + 1, at);
  /** The sections with one of some words. @param {string[]} words @param {boolean} prefix */
  const having = async (words, prefix) => {
    const all = await Promise.all(
      words.map(async (word, place) => {
        const [first, second = 0] = [...word].map((sign) => sign.codePointAt(0) ?? 0);
        const block = /** @type {Record<string, number[]>} */ ((await read(((first * 31 + second) % pages.blocks) + 1)) ?? {});
        return Object.entries(block).flatMap(([other, at]) => (other === word || (prefix && place === 0 && other.startsWith(word)) ? at : []));
      }),
    );
    return new Set(all.flat());
  };
  const both = (/** @type {Set<number>[]} */ sets) => sets.reduce((one, other) => new Set([...one].filter((at) => other.has(at))));
  const ofUnit = async (/** @type {import("./search-match.js").Unit} */ unit) => both(await Promise.all(wordsOf(unit).map((words) => having(words, unit.prefix))));
  const ofGroups = await Promise.all(groups.map(async (group) => new Set((await Promise.all(group.map(async (units) => [...both(await Promise.all(units.map(ofUnit)))]))).flat())));
  const found = [...both(ofGroups)].sort((a, b) => a - b);
  const sections = found.length > 0 ? /** @type {[string, string, string][]} */ (await read(0)) : [];
  return found.map((at) => sections[at]).sort((a, b) => Number(b[2] === lang) - Number(a[2] === lang));
}

/** What may have a name in which all words of a query are, with others. @param {Answer} answer @param {string} lang @returns {Promise<NamedPage[]>} */
export async function around(answer, lang) {
  const words = answer.wanted.all.flatMap(({ text }) => units(folded(text, true)));
  const [word] = words.filter((word) => isUnspaced(word) || word.length > 1).sort((a, b) => b.length - a.length);
  return word ? block(answer.index, lang, word) : [];
}

/** What has a name in which all words of a query are: first what is called so, meetings last. @param {Answer} answer @param {string} lang @returns {Promise<NamedPage[]>} */
export async function pagesOf(answer, lang) {
  const sought = folded(answer.terms.map(({ text }) => text).join(" "), true);
  const found = (await around(answer, lang)).filter(([names]) => names.some((name) => match(name, answer.wanted)));
  const rank = (/** @type {NamedPage} */ [names, kind]) => Number(kind === "meeting") + 2 * Number(!names.some((name) => folded(name, true) === sought));
  return found.sort((a, b) => rank(a) - rank(b) || b[3] - a[3]);
}

/** Decisions in which all words are, of each meeting the best, in the language of the page if it is recorded in that. @param {View} view @param {Answer} answer @param {Promise<unknown>} start */
async function decided(view, answer, start) {
  const { segments, decisions } = answer.index.root;
  if (!decisions || answer.wanted.all.length === 0) return [];
  /** The passages with decisions, by segment. @type {Map<Segment, Set<number>>} */
  const deciding = new Map();
  const read = async (/** @type {Segment} */ segment) => deciding.set(segment, new Set((await answer.tried(answer.index.postings(segment, termOf(9, ""))))?.passages));
  await Promise.all([start, ...segments.map(read)]);
  const possible = answer.candidates.filter(({ segment, number }) => deciding.get(segment)?.has(number)).slice(0, READ);
  const found = (await Promise.all(possible.map((candidate) => answer.matches(candidate)))).map((read) => read?.all.find(([{ kind }]) => kind === 4));
  /** @type {Map<string, [Passage, Contribution]>} */
  const shown = new Map();
  for (const [at, match] of found.entries()) {
    const { segment, number, meeting: record } = possible[at];
    const meeting = match && (await answer.index.passage(segment, number));
    const key = `${segments.indexOf(segment)} ${Index.recordsOf(segment, record)[0]}`;
    if (match && meeting && (!shown.has(key) || meeting.lang === view.lang)) shown.set(key, [meeting, match[0]]);
  }
  const first = [...shown.values()].slice(0, BESIDE);
  for (const [, decision] of first) answer.above.add(decision);
  return first;
}

/** A link that changes the query. @param {View} view @param {string} query @param {View["order"]} [order] @param {(string | Node)[]} content */
export function queryLink(view, query, order = view.order, ...content) {
  const link = element("a", { href: view.address(query, order) }, ...content);
  link.dataset.query = query;
  link.dataset.order = order;
  return link;
}

/** The beginning of a text. @param {string} text */
const short = (text) => (text.length > 110 ? `${text.slice(0, 110).replace(/[\p{L}\p{M}]*$/u, (end) => (isUnspaced(end) ? end : "")).trimEnd()}…` : text);

/** Links to the pages of what has such a name; none beside filters and for alternatives. Then to decisions. @param {View} view @param {Answer} answer @param {Promise<unknown>} start when it is known where what is sought may be @returns {Promise<HTMLElement | undefined>} */
export async function named(view, answer, start) {
  if (answer.terms.some(({ kind, not, or }) => not || or || (kind !== "word" && kind !== "phrase"))) return undefined;
  const decisions = decided(view, answer, start);
  const pages = await pagesOf(answer, view.lang).catch(() => []);
  const items = pages.slice(0, view.filters ? SHOWN : BESIDE).map(([[name], kind, link, meetings, date, lang, id]) => {
    const about = [view.words[kind] ?? "", date ? view.date(date) : meetings ? view.counted(meetings, "Meeting") : ""].filter((part) => part !== "");
    if (id) about.push(queryLink(view, withField("", "speaker", id), "relevance", view.say("theirs")));
    const meta = about.flatMap((part, at) => (at > 0 ? [" · ", part] : [part]));
    if (id) view.names.set(id, name);
    return element("li", {}, element("a.title", { href: placeOf(link), dir: "auto", ...(lang && { lang }) }, name), " ", element("span.meta", {}, ...meta));
  });
  const shown = new Set(pages.map(([, , link]) => link));
  const sections = (await sectionsOf(answer, view.lang).catch(() => [])).filter(([, link]) => !shown.has(link));
  for (const [title, link, lang] of sections.slice(0, Math.max(0, (view.filters ? SHOWN : BESIDE) - items.length))) {
    items.push(element("li", {}, element("a.title", { href: placeOf(link), dir: "auto", lang }, title)));
  }
  for (const [{ href, date, lang }, { id, text }] of await decisions) {
    const link = element("a.title", { href: placeOf(`${href}#${encodeURIComponent(id)}`), lang, dir: "auto" }, short(text.replace(/\n/gu, " · ").replace(/\s+/gu, " ")));
    items.push(element("li.found-decision", {}, link, " ", element("span.meta", {}, view.words.decision ?? "", " · ", view.date(date))));
  }
  return items.length > 0 ? element("section.found-names", {}, element("h2", {}, view.say("named")), element("ul", {}, ...items)) : undefined;
}
