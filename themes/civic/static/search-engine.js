// Answers a query: which passages may hold what is sought, read the best of them, and see.

import { Damaged } from "./search-codec.js";
import { folded, isUnspaced, units } from "./search-fold.js";
import { Index, termOf } from "./search-index.js";
import { match, snippet, wanted } from "./search-match.js";
import { parse } from "./search-query.js";

/** @typedef {import("./search-index.js").Segment} Segment */
/** @typedef {import("./search-codec.js").Postings} Postings */
/** @typedef {import("./search-codec.js").Contribution} Contribution */
/** @typedef {import("./search-match.js").Unit} Unit */

/**
 * Something that a passage must hold: one of some terms.
 * @typedef {object} Clause
 * @property {Uint8Array[]} terms
 * @property {boolean} prefix whether terms will do that begin like the first
 * @property {Set<string>} met the terms that occur anywhere
 * @property {Unit} [unit] what of the query it comes from
 */

/**
 * A passage in which everything may be.
 * @typedef {object} Candidate
 * @property {Segment} segment
 * @property {number} number
 * @property {number} meeting the number of its meeting in the segment
 * @property {number} year
 * @property {number} count how many speeches it can be at most
 * @property {number} score
 */

/**
 * A speech that was found.
 * @typedef {object} Hit
 * @property {Contribution} speech
 * @property {string[]} pieces its words around what was found, every second piece a match
 * @property {number} score
 */

/**
 * Speeches of one meeting.
 * @typedef {object} Group
 * @property {import("./search-codec.js").Passage} meeting
 * @property {Candidate} at one of its passages
 * @property {Hit[]} hits
 * @property {Candidate[]} unread passages of the meeting that were not read yet
 */

/** Passages of a meeting that are read before others, those that are read at once, and those read when one asks for more of a meeting. */
const AT_ONCE = 2;
const BATCH = 12;
const MORE = 6;

/** The first characters by which a long word is known. @param {string} word */
const known = (word) => [...word].slice(0, 32).join("");

/** Of ABCDE: AB, BC, DE; of ABCD: BC, CD. Most words are AB and CD, and what reaches from one into the next is rare. @param {string} run */
export function pairs(run) {
  const signs = [...run];
  if (signs.length < 2) return signs;
  const also = signs.length % 2 === 0 ? signs.length - 2 : 0;
  const all = signs.slice(1).map((sign, at) => signs[at] + sign);
  return all.filter((_, at) => at % 2 === 1 || at === also);
}

/** @param {Uint8Array[]} terms @param {boolean} [prefix] @param {Unit} [unit] @returns {Clause} */
const clause = (terms, prefix = false, unit = undefined) => ({ terms, prefix, met: new Set(), unit });

/** How often any of some terms occurs, by passage. @param {Iterable<Postings>} all @returns {Map<number, number>} */
function summed(all) {
  const sums = new Map();
  for (const { passages, counts } of all) passages.forEach((passage, at) => sums.set(passage, (sums.get(passage) ?? 0) + counts[at]));
  return sums;
}

/** What passages must hold in which a unit can be. @param {Unit} unit @param {number} kind of terms @returns {Clause[]} */
function clausesOf(unit, kind) {
  const one = (/** @type {string[]} */ texts) => clause(texts.map((text) => termOf(kind, known(text))), unit.prefix, unit);
  if (unit.kind === "word") return [one([unit.text, ...unit.forms])];
  const parts = unit.kind === "run" ? [unit.text] : units(folded(unit.text, true));
  return parts.flatMap((part) => (isUnspaced(part) ? pairs(part).map((pair) => one([pair])) : [one([part])]));
}

/** The answer to one query; `next` reads on. */
export class Answer {
  /** @param {Index} index @param {string} query @param {"relevance" | "date"} order */
  constructor(index, query, order) {
    this.index = index;
    this.order = order;
    this.terms = parse(query);
    this.languages = index.root.languages.map(([lang]) => lang);
    this.wanted = wanted(this.terms, this.languages);
    const isIn = (/** @type {RegExp} */ kind, not = false) => this.of("in").some((term) => term.not === not && kind.test(term.text));
    this.kind = isIn(/^narrative$/iu) ? 1 : 0;
    /** The kinds of contributions that are meant: speeches and decisions, one of the two, or all others. */
    this.kinds = this.kind === 1 ? [1, 2, 3] : isIn(/^decision$/iu) ? [4] : isIn(/^speech$/iu) || isIn(/^decision$/iu, true) ? [0] : [0, 4];
    /** Files that could not be read. */
    this.failed = 0;
    /** How many speeches there are, if that is known. @type {number | undefined} */
    this.total = undefined;
    /** How many have been found so far. */
    this.found = 0;
    /** For each kind of filter and each value, its name and how many of those found have it. @type {Record<string, Map<string, [string, number]>>} */
    this.facets = { speaker: new Map(), series: new Map(), year: new Map(), lang: new Map() };
    /** The meetings of what was found, those with several records once. @type {Set<string>} */
    this.meetings = new Set();
    /** All passages in which everything may be. @type {Candidate[]} */
    this.candidates = [];
    /** How many speeches there are in each year, if that is known. @type {Map<number, number> | undefined} */
    this.years = undefined;
    /** Whether all candidates have been read to count what is in them. */
    this.isCounted = false;
    /** Passages by meeting, the best first. @type {Candidate[][]} */
    this.queue = [];
    /** Passages that are passed over for now. */
    this.left = 0;
    /** Passages that have been read. */
    this.done = 0;
    /** Words that nobody said. @type {string[]} */
    this.missing = [];
    /** Ids of the speakers that are wanted, and of those that are not. @type {[Set<string>, Set<string>]} */
    this.speakers = [new Set(), new Set()];
    /** Where those speak that are wanted, by segment and id. @type {Map<Segment, Map<string, Postings>>} */
    this.spoken = new Map();
  }

  /** The filters of a kind that have a value. @param {string} kind */
  of(kind) {
    return this.terms.filter((term) => term.kind === kind && term.text !== "");
  }

  /** Whether anything is asked for at all. */
  get isEmpty() {
    return this.wanted.all.length === 0 && !["speaker", "series", "year", "lang", "in"].some((kind) => this.of(kind).length > 0);
  }

  /** Whether everything has been read. */
  get isDone() {
    return this.queue.length === 0;
  }

  /** Whether it is known of all that was found what it is. */
  get isExact() {
    return this.isCounted || (this.isDone && this.left === 0 && !this.failed);
  }

  /** What fails is counted, unless the whole index is of no use. @template T @param {Promise<T>} promise @returns {Promise<T | undefined>} */
  async tried(promise) {
    try {
      return await promise;
    } catch (error) {
      if (!(error instanceof Damaged || error instanceof TypeError)) throw error;
      this.failed += 1;
      return undefined;
    }
  }

  /** Finds the passages. @returns {Promise<this>} */
  async start() {
    if (this.isEmpty) return this;
    const all = this.index.root.segments;
    const inYears = (/** @type {number} */ year, /** @type {boolean} */ not) =>
      this.of("year").filter((term) => term.not === not).map((term) => term.from <= year && year <= term.to);
    const isYear = (/** @type {number} */ year) => {
      const among = inYears(year, false);
      return (among.length === 0 || among.includes(true)) && !inYears(year, true).includes(true);
    };
    const segments = all.filter((segment) => segment.years.some(([year]) => isYear(year)));
    const words = this.wanted.all.flatMap((unit) => clausesOf(unit, this.kind));
    const look = (/** @type {Clause[]} */ clauses) => Promise.all(segments.map((segment) => this.tried(this.search(segment, clauses))));
    // Who is meant is asked for together with the words.
    const resolved = this.of("speaker").length > 0 ? import("./search-speakers.js").then(({ resolve }) => resolve(this)) : undefined;
    const [ofWords] = await Promise.all([look(words), resolved]);
    const filters = this.filters();
    const ofFilters = await look(filters);
    const speaking = this.of("speaker").some((term) => !term.not) ? [clause([])] : [];
    for (const { met } of speaking) this.speakers[0].forEach((id) => met.add(id));
    const found = ofWords.map((lists, at) => {
      const spoken = speaking.map(() => summed(this.spoken.get(segments[at])?.values() ?? []));
      return lists && ofFilters[at] && [...lists, ...spoken, ...ofFilters[at]];
    });
    // A word is worth the more the fewer passages hold it.
    const total = this.index.root.passages;
    const frequency = words.map((_, at) => found.reduce((sum, lists) => sum + (lists?.[at].size ?? 0), 0));
    const weights = frequency.map((n) => Math.log(1 + (total - n + 0.5) / (n + 0.5)));
    this.weights = this.wanted.all.map((unit) => Math.max(...weights.filter((_, at) => words[at].unit === unit)));
    this.missing = words.flatMap(({ unit }, at) => (unit?.kind === "word" && frequency[at] === 0 ? [unit.text] : []));
    /** @type {Map<string, Candidate[]>} */
    const meetings = new Map();
    for (const [at, segment] of segments.entries()) {
      const lists = found[at];
      if (!lists) continue;
      const { meetings: meetingOf } = await this.index.directory(segment);
      const shortest = lists.reduce((a, b) => (b.size < a.size ? b : a), lists[0]);
      const numbers = shortest ? shortest.keys() : Array.from({ length: segment.passages }, (_, number) => number);
      for (const number of numbers) {
        if (!lists.every((list) => list.has(number))) continue;
        const year = Index.yearOf(segment, number);
        if (!isYear(year)) continue;
        const counts = lists.map((list) => /** @type {number} */ (list.get(number)));
        const score = counts.reduce((sum, count, clause) => sum + ((weights[clause] ?? 0) * count) / (count + 1), 0);
        const key = `${at} ${meetingOf[number]}`;
        const passages = meetings.get(key) ?? [];
        passages.push({ segment, number, meeting: meetingOf[number], year, count: Math.min(...counts, Infinity), score });
        meetings.set(key, passages);
      }
    }
    const queue = [...meetings.values()];
    const best = new Map(queue.map((passages) => [passages, Math.max(...passages.map((passage) => passage.score))]));
    for (const passages of queue) passages.sort((a, b) => b.score - a.score || a.number - b.number);
    const newer = (/** @type {Candidate[]} */ [a], /** @type {Candidate[]} */ [b]) => b.year - a.year || b.number - a.number;
    const better = (/** @type {Candidate[]} */ a, /** @type {Candidate[]} */ b) => Number(best.get(b)) - Number(best.get(a));
    queue.sort(this.order === "date" || words.length === 0 ? newer : (a, b) => better(a, b) || newer(a, b));
    this.queue = queue;
    this.candidates = queue.flat();
    this.total = this.counted([...words, ...speaking, ...filters]);
    return this;
  }

  /** How many speeches there are, where the index alone tells. @param {Clause[]} clauses */
  counted(clauses) {
    const [{ unit, met } = clause([])] = clauses;
    const isFiltered = ["series", "lang", "in"].some((kind) => this.of(kind).length > 0) || this.terms.some((term) => term.not && term.kind !== "year");
    const isRun = unit && isUnspaced(unit.text) && [...unit.text].length <= 2 && unit.text === folded(unit.text, true);
    const isTold = clauses.length === 1 && met.size === 1 && !isFiltered && (!unit || unit.kind === "word" || isRun);
    if (this.failed > 0 || (this.queue.length > 0 && !isTold)) return undefined;
    this.years = new Map();
    for (const { year, count } of this.candidates) this.years.set(year, (this.years.get(year) ?? 0) + count);
    return this.candidates.reduce((sum, { count }) => sum + count, 0);
  }

  /** What filters ask of passages. @returns {Clause[]} */
  filters() {
    /** @type {Clause[]} */
    const clauses = [];
    const positive = (/** @type {string} */ kind) => this.of(kind).filter((term) => !term.not);
    const series = positive("series");
    if (series.length > 0) clauses.push(clause(series.flatMap((term) => this.seriesOf(term.text)).map((id) => termOf(6, id))));
    if (this.kinds.length === 1 && this.kinds[0] === 4) clauses.push(clause([termOf(9, "")]));
    const languages = positive("lang");
    if (languages.length === 1) clauses.push(clause([termOf(7, languages[0].text.toLowerCase())], true));
    return clauses;
  }

  /** The ids of the series that somebody may mean. @param {string} text */
  seriesOf(text) {
    const sought = folded(text, true);
    const means = (/** @type {string} */ name) => folded(name, true) === sought;
    return this.index.root.series.filter(({ id, title }) => means(id) || Object.values(title).some(means)).map(({ id }) => id);
  }

  /** For each clause, the passages of a segment with their counts. @param {Segment} segment @param {Clause[]} clauses @returns {Promise<Map<number, number>[]>} */
  search(segment, clauses) {
    const one = async (/** @type {Clause} */ { terms, prefix, met }) => {
      /** @type {Map<string, Postings>} */
      const found = new Map();
      const longer = prefix ? await this.index.beginning(segment, terms[0]) : [];
      for (const [term, postings] of longer) found.set(term.join(), postings);
      const add = async (/** @type {Uint8Array} */ term) => {
        const postings = await this.index.postings(segment, term);
        if (postings) found.set(term.join(), postings);
      };
      await Promise.all(terms.map(add));
      for (const term of found.keys()) met.add(term);
      return summed(found.values());
    };
    return Promise.all(clauses.map(one));
  }

  /** Whether a contribution passes the filters. @param {Contribution} speech @param {string} series */
  passes(speech, series) {
    const isKind = this.kinds.includes(speech.kind);
    const ids = speech.voice?.ids ?? [];
    const [sought, unwanted] = this.speakers;
    const held = (/** @type {string} */ kind, /** @type {(text: string) => boolean} */ has) => {
      const [yes, no] = [false, true].map((not) => this.of(kind).filter((term) => term.not === not).map((term) => has(term.text)));
      return (yes.length === 0 || yes.includes(true)) && !no.includes(true);
    };
    const lang = speech.lang.toLowerCase();
    return (
      isKind &&
      (this.of("speaker").every((term) => term.not) || ids.some((id) => sought.has(id))) &&
      !ids.some((id) => unwanted.has(id)) &&
      held("lang", (tag) => `${lang}-`.startsWith(`${tag.toLowerCase()}-`)) &&
      held("series", (text) => this.seriesOf(text).includes(series))
    );
  }

  /**
   * The speeches of a passage that are meant, each with what was found in it.
   * @param {Candidate} candidate
   * @returns {Promise<{ meeting: import("./search-codec.js").Passage, all: [Contribution, import("./search-match.js").Match][] } | undefined>}
   */
  async matches(candidate) {
    const meeting = await this.tried(this.index.passage(candidate.segment, candidate.number));
    if (!meeting) return undefined;
    /** @type {[Contribution, import("./search-match.js").Match][]} */
    const all = [];
    for (const speech of meeting.contributions) {
      const found = this.passes(speech, meeting.series) ? match(speech.text, this.wanted) : undefined;
      if (found) all.push([speech, found]);
    }
    return { meeting, all };
  }

  /** Reads a passage. @param {Candidate} candidate @returns {Promise<Group | undefined>} */
  async read(candidate) {
    const read = await this.matches(candidate);
    this.done += 1;
    if (!read) return undefined;
    const { meeting, all } = read;
    const heading = this.wanted.all.length > 0 && match(meeting.title, this.wanted) ? 1.3 : 1;
    /** @type {Hit[]} */
    const hits = [];
    for (const [speech, found] of all) {
      const length = 0.25 + (0.75 * speech.text.length) / 400;
      const worth = found.counts.reduce((sum, count, at) => sum + ((this.weights?.[at] ?? 1) * count * 2.2) / (count + 1.2 * length), 0);
      const name = speech.voice && this.wanted.all.length > 0 && match(speech.voice.name, this.wanted) ? 1.3 : 1;
      hits.push({ speech, pieces: snippet(speech.text, found.ranges), score: worth * heading * name * (found.exact ? 1 : 0.6) });
      if (!this.isCounted) this.tally(speech, meeting.series, candidate);
    }
    return { meeting, at: candidate, hits, unread: [] };
  }

  /** Counts a speech. @param {Contribution} speech @param {string} series @param {Candidate} candidate */
  tally(speech, series, { segment, meeting, year }) {
    this.found += 1;
    this.meetings.add(`${year} ${Index.recordsOf(segment, meeting)[0]}`);
    const add = (/** @type {string} */ kind, /** @type {string} */ value, name = value) => {
      if (value) this.facets[kind].set(value, [name, (this.facets[kind].get(value)?.[1] ?? 0) + 1]);
    };
    speech.voice?.ids.forEach((id) => add("speaker", id, speech.voice?.name));
    add("series", series);
    add("year", String(year));
    add("lang", speech.lang);
  }

  /** Some passages of a meeting, read. @param {Candidate[]} candidates @returns {Promise<Group | undefined>} */
  async group(candidates) {
    const parts = (await Promise.all(candidates.map((candidate) => this.read(candidate)))).filter((part) => part !== undefined);
    const hits = parts.flatMap((part) => part.hits);
    const byOrder = this.order === "date" || this.wanted.all.length === 0;
    return hits.length > 0 ? { ...parts[0], hits: byOrder ? hits : hits.sort((a, b) => b.score - a.score) } : undefined;
  }

  /**
   * The next speeches, by meeting; may be none although there are more. Reads no more passages than are likely to hold what is wanted.
   * @param {number} [wanted] how many speeches
   * @param {number} [each] how many of one meeting
   * @returns {Promise<Group[]>}
   */
  async next(wanted = 9, each = 3) {
    // Words that stand in one passage stand in one speech about every second time.
    const luck = this.wanted.all.length > 1 ? 0.5 : 1;
    /** @type {[Candidate[], number][]} */
    const batch = [];
    for (let read = 0, likely = 0; this.queue.length > 0 && read < BATCH && likely < wanted; ) {
      const passages = /** @type {Candidate[]} */ (this.queue.shift());
      let [now, speeches] = [0, 0];
      while (now < Math.min(passages.length, AT_ONCE) && speeches < each) speeches += luck * passages[now++].count;
      batch.push([passages, now]);
      read += now;
      likely += Math.min(speeches, each);
    }
    const groups = await Promise.all(
      batch.map(async ([passages, now]) => {
        const group = await this.group(passages.slice(0, now).sort((a, b) => a.number - b.number));
        const unread = passages.slice(now);
        // What may hold more is not passed over when nothing was found in the rest.
        if (!group && unread.length > 0) this.queue.unshift(unread);
        if (!group) return undefined;
        this.left += unread.length;
        return { ...group, unread };
      }),
    );
    const found = groups.filter((group) => group !== undefined);
    if (this.order !== "date" && this.wanted.all.length > 0) found.sort((a, b) => b.hits[0].score - a.hits[0].score);
    if (this.isExact) this.total = this.found;
    return found;
  }

  /** The other speeches of a meeting. @param {Group} group @returns {Promise<Hit[]>} */
  async rest(group) {
    const unread = group.unread.splice(0, MORE);
    const more = await this.group(unread);
    this.left -= unread.length;
    if (this.isExact) this.total = this.found;
    return more?.hits ?? [];
  }
}
