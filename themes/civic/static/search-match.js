// Finds in the words of a speech what a query asks for.

import { fold, folded, isEdge, isUnspaced, unfold, units } from "./search-fold.js";

/** @typedef {import("./search-query.js").Term} Term */
/** @typedef {[number, number]} Range from and to, in code units of the original */

/**
 * One thing to look for.
 * @typedef {object} Unit
 * @property {"phrase" | "run" | "word"} kind a phrase to the letter, a run of unspaced characters, a word
 * @property {string} text folded: a phrase with its accents, the others without
 * @property {boolean} prefix whether a longer word will do
 * @property {string[]} forms of the word, which will do as well
 */

/**
 * What a query says of words.
 * @typedef {object} Wanted
 * @property {Unit[]} all what is looked for
 * @property {Unit[][][]} groups of alternatives: of each, all that belongs to one must occur in a speech
 * @property {Unit[][]} none what must not occur, each a group that only counts as a whole
 * @property {string[]} empty phrases in which there is nothing to look for
 */

// Endings that go with each other, by language. A word in one of them is found in the others.
/** @type {Record<string, string[][]>} */
const ENDINGS = {
  en: [["", "s", "es"], ["y", "ies"], ["e", "es", "ed", "ing"], ["", "ed", "ing"]],
  fr: [["", "s"], ["", "x"], ["al", "aux"], ["", "e", "es"]],
  es: [["", "s", "es"], ["z", "ces"], ["o", "a", "os", "as"]],
  de: [["", "e", "en", "er", "n", "s", "es"]],
};

/**
 * Other forms of a folded word. Too many rather than too few: they rank below the word itself, and those that do not
 * exist are nowhere found.
 * @param {string} word
 * @param {string[]} languages
 */
export function forms(word, languages) {
  const found = new Set();
  if (!/^[a-z]{3,}$/u.test(word)) return [];
  for (const group of languages.flatMap((lang) => ENDINGS[lang.slice(0, 2).toLowerCase()] ?? [])) {
    for (const ending of group) {
      // What ends in another ending of the group is no stem itself.
      if (ending === "" && group.some((other) => other !== "" && word.endsWith(other))) continue;
      const stem = word.slice(0, word.length - ending.length);
      if (word.endsWith(ending) && stem.length >= 3) group.forEach((other) => found.add(stem + other));
    }
  }
  found.delete(word);
  return [...found].sort();
}

/** @param {Term} term @param {string[]} languages @returns {Unit[]} */
function unitsOf(term, languages) {
  if (term.kind === "phrase") return [{ kind: "phrase", text: folded(term.text, false), prefix: false, forms: [] }];
  const all = units(folded(term.text, true));
  return all.map((text, at) => {
    const isRun = isUnspaced(text);
    const prefix = !isRun && term.prefix && at === all.length - 1 && text.length > 1;
    return { kind: isRun ? "run" : "word", text, prefix, forms: isRun ? [] : forms(text, languages) };
  });
}

/**
 * What the words of a query ask for.
 * @param {Term[]} terms
 * @param {string[]} languages in which records are written
 * @returns {Wanted}
 */
export function wanted(terms, languages) {
  const hasLetter = (/** @type {string} */ text) => units(folded(text, true)).length > 0;
  const words = terms.filter((term) => term.kind === "word" || term.kind === "phrase");
  const sound = words.filter((term) => hasLetter(term.text));
  /** @type {Map<string, Unit>} */
  const all = new Map();
  /** What is asked for twice is looked for once. @param {Unit} unit */
  const known = (unit) => {
    const key = unit.kind + unit.prefix + unit.text;
    return all.get(key) ?? (all.set(key, unit), unit);
  };
  /** @type {Unit[][][]} */
  const groups = [];
  let isOpen = false;
  for (const term of words.filter((term) => !term.not)) {
    isOpen &&= term.or;
    if (!sound.includes(term)) continue;
    const units = unitsOf(term, languages).map(known);
    if (isOpen) groups[groups.length - 1].push(units);
    else groups.push([units]);
    isOpen = true;
  }
  return {
    all: [...all.values()],
    groups,
    none: sound.filter((term) => term.not).map((term) => unitsOf(term, languages)),
    empty: words.filter((term) => term.kind === "phrase" && !hasLetter(term.text)).map((term) => term.text),
  };
}

/** Where a text stands in another, at the edges of words where it begins and ends with letters of words. */
function* occurrences(/** @type {string} */ text, /** @type {string} */ sought, open = false) {
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
    const end = at + sought.length;
    if (isEdge(text, at) && (open || isEdge(text, end))) yield /** @type {Range} */ ([at, end]);
  }
}

/** A speech, each fold of which is made when it is first asked for. */
class Speech {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    /** @type {import("./search-fold.js").Folded[]} */
    this.folds = [];
  }

  /** @param {boolean} plain */
  fold(plain) {
    return (this.folds[Number(plain)] ??= fold(this.text, plain));
  }

  /** Where a unit stands: the word itself, and its other forms. @param {Unit} unit @returns {[Range[], Range[]]} */
  find(unit) {
    const within = this.fold(unit.kind !== "phrase");
    const back = (/** @type {Range} */ [start, end]) => unfold(within, start, end);
    const exact = [...occurrences(within.text, unit.text)];
    const longer = unit.prefix ? [...occurrences(within.text, unit.text, true)] : [];
    const others = unit.forms.flatMap((form) => [...occurrences(within.text, form)]);
    const isNew = (/** @type {Range} */ [start]) => !exact.some(([from]) => from === start);
    return [exact.map(back), [...longer, ...others].filter(isNew).map(back)];
  }
}

/**
 * What was found in a speech.
 * @typedef {object} Match
 * @property {Range[]} ranges to be marked, in order, none over another
 * @property {number[]} counts how often each unit occurs; other forms count for half, and those of alternatives that fail not at all
 * @property {boolean} exact whether all units occur as they were typed, or those of an alternative
 */

/**
 * Where in a speech everything is that is wanted; none if something is missing, or if something is there that must not.
 * @param {string} text
 * @param {Wanted} sought
 * @returns {Match | undefined}
 */
export function match(text, sought) {
  const speech = new Speech(text);
  /** @type {Map<Unit, [Range[], Range[]]>} */
  const found = new Map();
  const find = (/** @type {Unit} */ unit) => found.get(unit) ?? (found.set(unit, speech.find(unit)), found.get(unit) ?? [[], []]);
  const occurs = (/** @type {Unit} */ unit) => find(unit).some((ranges) => ranges.length > 0);
  const held = new Set();
  let exact = true;
  for (const group of sought.groups) {
    const met = group.filter((units) => units.every(occurs));
    if (met.length === 0) return undefined;
    exact &&= met.some((units) => units.every((unit) => find(unit)[0].length > 0));
    for (const unit of met.flat()) held.add(unit);
  }
  if (sought.none.some((group) => group.every(occurs))) return undefined;
  const places = sought.all.map((unit) => (held.has(unit) ? find(unit) : [[], []]));
  return { ranges: merged(places.flat(2)), counts: places.map(([exact, others]) => exact.length + others.length / 2), exact };
}

/** Ranges in order, those that touch in one. @param {Range[]} ranges */
function merged(ranges) {
  /** @type {Range[]} */
  const all = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = all.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
}

/** How wide a text is set: Han takes the room of two letters. @param {string} text */
const width = (text) => [...text].reduce((sum, letter) => sum + (isUnspaced(letter) ? 2 : 1), 0);

/**
 * The words around what was found: pieces of text, every second one a match.
 * @param {string} text
 * @param {Range[]} ranges
 * @param {number} kind of the contribution: the lines of a decision are parts, which a dot sets apart
 * @param {number} room how wide it may become
 * @returns {string[]}
 */
export function snippet(text, ranges, kind = 0, room = 180) {
  const [first] = ranges.length > 0 ? ranges : [[0, 0]];
  const start = begin(text, first[0], room / 3);
  let end = first[1];
  for (let left = room - width(text.slice(start, end)); end < text.length && left > 0; left -= width(text[end - 1])) end += 1;
  // Not within a word, nor within a pair of code units.
  while (end < text.length && end > first[1] && !isEdge(text, end)) end -= 1;
  if (/[\udc00-\udfff]/u.test(text[end] ?? "")) end += 1;
  const pieces = [];
  let here = start;
  for (const [from, to] of ranges.filter(([from]) => from < end)) {
    pieces.push(text.slice(here, from), text.slice(from, to));
    here = to;
  }
  pieces.push(text.slice(here, Math.max(here, end)));
  const clean = pieces.map((piece) => piece.replace(/\n/gu, kind === 4 ? " · " : " ").replace(/\p{White_Space}+/gu, " "));
  if (start > 0) clean[0] = `…${clean[0].trimStart()}`;
  if (Math.max(here, end) < text.length) clean.push(`${clean.pop()?.trimEnd()}…`);
  return clean;
}

/** Where to begin, so that what was found stands in its sentence. @param {string} text @param {number} at @param {number} room */
function begin(text, at, room) {
  let start = at;
  for (let left = room; start > 0 && left > 0; left -= width(text[start])) start -= 1;
  if (start === 0) return 0;
  const sentence = /[。！？!?\n][\x22”」』）)]?|[.;:；：] /gu;
  const ends = [...text.slice(start, at).matchAll(sentence)];
  const end = ends[0];
  if (end) return start + end.index + end[0].length;
  while (start < at && (!isEdge(text, start) || /[\udc00-\udfff]/u.test(text[start]))) start += 1;
  return start;
}
