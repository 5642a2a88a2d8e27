// Answers a query: which passages may hold what is sought, read the best of them, and see.

import { Damaged } from "./search-codec.js";
import { folded, isUnspaced, units } from "./search-fold.js";
import { Index, termOf } from "./search-index.js";
import { match, snippet, wanted } from "./search-match.js";
import { isField, parse } from "./search-query.js";

/** @typedef {import("./search-index.js").Segment} Segment */
/** @typedef {import("./search-codec.js").Postings} Postings */
/** @typedef {import("./search-codec.js").Contribution} Contribution */
/** @typedef {import("./search-match.js").Unit} Unit */
/** @typedef {import("./search-query.js").Term & { meant?: Set<string>, where?: Map<Segment, Map<string, Postings>> }} Term a condition, the ids or roles that are meant, and where those speak */

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
 * @property {import("./search-codec.js").Passage} meeting in the language of whose record it stands
 * @property {Candidate} at its passage
 * @property {string[]} pieces its words around what was found, every second piece a match
 * @property {number} score
 */

/**
 * Speeches of one meeting, whatever the languages of its records.
 * @typedef {object} Group
 * @property {import("./search-codec.js").Passage} meeting in the language of the first of them
 * @property {Candidate} at the passage of the first of them
 * @property {Hit[]} hits
 * @property {Candidate[]} unread passages of the meeting that were not read yet
 */

/** Passages of a meeting that are read before others, and those that are read at once. */
const AT_ONCE = 2;
const BATCH = 12;

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

/** What is in all of some lists, with the least count. @param {Map<number, number>[]} lists */
function met([first, ...others]) {
  if (others.length === 0) return first;
  const held = [...first].filter(([passage]) => others.every((list) => list.has(passage)));
  return new Map(held.map(([passage, count]) => [passage, Math.min(count, ...others.map((list) => Number(list.get(passage))))]));
}

/** What is in any of some lists, with the sum of the counts. @param {Map<number, number>[]} lists */
function united([first, ...others]) {
  if (others.length === 0) return first;
  const sums = new Map(first);
  for (const list of others) for (const [passage, count] of list) sums.set(passage, (sums.get(passage) ?? 0) + count);
  return sums;
}

/** Order of two texts. @param {string} a @param {string} b */
const order = (a, b) => Number(a > b) - Number(a < b);

/** The words of which a text must have one of each, where a unit can be in it. @param {Unit} unit @returns {string[][]} */
export function wordsOf(unit) {
  if (unit.kind === "word") return [[unit.text, ...unit.forms].map(known)];
  const parts = unit.kind === "run" ? [unit.text] : units(folded(unit.text, true));
  return parts.flatMap((part) => (isUnspaced(part) ? pairs(part).map((pair) => [pair]) : [[known(part)]]));
}

/** What passages must hold in which a unit can be. @param {Unit} unit @param {number} kind of terms @returns {Clause[]} */
const clausesOf = (unit, kind) => wordsOf(unit).map((texts) => clause(texts.map((text) => termOf(kind, text)), unit.prefix, unit));

/** The answer to one query; `next` reads on. */
export class Answer {
  /** @param {Index} index @param {string} query @param {"relevance" | "date"} order */
  constructor(index, query, order) {
    this.index = index;
    this.order = order;
    this.terms = /** @type {Term[]} */ (parse(query));
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
    this.facets = { speaker: new Map(), series: new Map(), ...Object.fromEntries(this.taxonomies.map(({ field }) => [field, new Map()])), year: new Map(), lang: new Map() };
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
    /** What is said of the query itself. @type {string[]} */
    this.notes = [];
    /** Decisions that stand above the speeches. @type {Set<Contribution>} */
    this.above = new Set();
  }

  /** The taxonomies that are fields, with the names of their terms. */
  get taxonomies() {
    return this.index.root.taxonomies ?? [];
  }

  /** The filters of a kind that have a value. @param {string} kind */
  of(kind) {
    return this.terms.filter((term) => term.kind === kind && term.text !== "");
  }

  /** Whether anything is asked for at all. */
  get isEmpty() {
    return this.wanted.all.length === 0 && !this.terms.some((term) => isField(term) && term.text);
  }

  /** Whether the filters of a kind hold, of which one must, and none that is excluded. @param {string} kind @param {(term: Term) => boolean | undefined} has */
  held(kind, has) {
    const [yes, no] = [false, true].map((not) => this.of(kind).filter((term) => term.not === not).map(has));
    return (yes.length === 0 || yes.includes(true)) && !no.includes(true);
  }

  /** Whether a date may be within the days that are asked for; of one of which less is known, only that is compared. @param {string} date */
  isWithin(date) {
    const holds = (/** @type {Term} */ { day, not }, /** @type {number} */ side) => {
      const known = Math.min(day.length, date.length);
      return (order(date.slice(0, known), day.slice(0, known)) || (not && day.length > date.length ? -side : side)) === side;
    };
    return this.held("from", (term) => holds(term, 1)) && this.held("to", (term) => holds(term, -1));
  }

  /** For years that are not wanted as a whole, the passages within the wanted days. @param {Segment} segment @returns {Promise<Map<number, Set<number>>>} */
  async days(segment) {
    const parts = [...this.of("from"), ...this.of("to")].filter(({ day }) => day.length > 4).map(({ day }) => Number(day.slice(0, 4)));
    const years = segment.years.map(([year]) => year).filter((year) => parts.includes(year));
    const of = async (/** @type {number} */ year) => {
      const days = await this.index.beginning(segment, termOf(10, `${year}`.padStart(4, "0")), Infinity);
      const wanted = days.filter(([term]) => this.isWithin(new TextDecoder().decode(term.subarray(1))));
      return /** @type {const} */ ([year, new Set(wanted.flatMap(([, { passages }]) => [...passages]))]);
    };
    return new Map(await Promise.all(years.map(of)));
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
    const isYear = (/** @type {number} */ year) =>
      this.held("year", ({ from, to }) => from <= year && year <= to) && this.isWithin(`${year}`.padStart(4, "0"));
    const segments = all.filter((segment) => segment.years.some(([year]) => isYear(year)));
    const words = this.wanted.all.flatMap((unit) => clausesOf(unit, this.kind));
    const look = (/** @type {Clause[]} */ clauses) => Promise.all(segments.map((segment) => this.tried(this.search(segment, clauses))));
    // Who is meant is asked for together with the words, and so are days.
    const people = [...this.of("speaker"), ...this.of("role")];
    const resolved = people.length > 0 ? import("./search-speakers.js").then(({ resolve }) => resolve(this, people)) : undefined;
    const dated = Promise.all(segments.map((segment) => this.tried(this.days(segment))));
    const [ofWords, ofDays] = await Promise.all([look(words), dated, resolved]);
    const filters = this.filters();
    const ofFilters = await look(filters);
    const speaking = ["speaker", "role"].map((kind) => people.filter((term) => term.kind === kind && !term.not)).filter(({ length }) => length > 0);
    const found = ofWords.map((lists, at) => {
      const days = ofDays[at];
      if (!lists || !ofFilters[at] || !days) return undefined;
      const spoken = speaking.map((terms) => summed(new Map(terms.flatMap(({ where }) => [...(where?.get(segments[at]) ?? [])])).values()));
      const ofUnits = (/** @type {Unit[]} */ units) => met(lists.filter((_, clause) => units.includes(/** @type {Unit} */ (words[clause].unit))));
      return { lists, days, all: [...this.wanted.groups.map((group) => united(group.map(ofUnits))), ...spoken, ...ofFilters[at]] };
    });
    // A word is worth the more the fewer passages hold it.
    const total = this.index.root.passages;
    const frequency = words.map((_, at) => found.reduce((sum, held) => sum + (held?.lists[at].size ?? 0), 0));
    const weights = frequency.map((n) => Math.log(1 + (total - n + 0.5) / (n + 0.5)));
    this.weights = this.wanted.all.map((unit) => Math.max(...weights.filter((_, at) => words[at].unit === unit)));
    this.missing = words.flatMap(({ unit }, at) => (unit?.kind === "word" && frequency[at] === 0 ? [unit.text] : []));
    /** @type {Map<string, Candidate[]>} */
    const meetings = new Map();
    for (const [at, segment] of segments.entries()) {
      const held = found[at];
      if (!held) continue;
      const { lists, days, all } = held;
      const { meetings: meetingOf } = await this.index.directory(segment);
      const shortest = all.reduce((a, b) => (b.size < a.size ? b : a), all[0]);
      const numbers = shortest ? shortest.keys() : Array.from({ length: segment.passages }, (_, number) => number);
      for (const number of numbers) {
        if (!all.every((list) => list.has(number))) continue;
        const year = Index.yearOf(segment, number);
        if (!isYear(year) || days.get(year)?.has(number) === false) continue;
        const counts = all.map((list) => Number(list.get(number)));
        const score = lists.reduce((sum, list, clause) => sum + weights[clause] / (1 + 1 / (list.get(number) ?? 0)), 0);
        const key = `${at} ${Index.recordsOf(segment, meetingOf[number])[0]}`;
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
    this.total = this.counted([...words, ...filters], speaking);
    return this;
  }

  /** How many speeches there are, where the index alone tells. @param {Clause[]} clauses @param {Term[][]} speaking */
  counted(clauses, speaking) {
    const [one] = clauses;
    const unit = one?.unit;
    const fields = ["series", "body", "lang", "in", ...this.taxonomies.map(({ field }) => field)];
    const isFiltered = fields.some((kind) => this.of(kind).length > 0) || this.terms.some(({ kind, not }) => not && !/^(year|from|to)$/u.test(kind));
    const isRun = unit && isUnspaced(unit.text) && [...unit.text].length <= 2 && unit.text === folded(unit.text, true);
    // One word in one form, one person or one role.
    const meant = new Set(speaking.flat().flatMap(({ meant }) => [...(meant ?? [])]));
    const isOne = clauses.length + speaking.length === 1 && (one ? one.met.size === 1 && this.wanted.groups[0]?.length === 1 : meant.size === 1);
    const isTold = isOne && !isFiltered && (!unit || unit.kind === "word" || isRun);
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
    for (const [kind, of] of /** @type {const} */ ([["series", 6], ["body", 12]])) {
      const named = positive(kind);
      if (named.length > 0) clauses.push(clause(named.flatMap(({ text }) => this.idsOf(kind, text)).map((id) => termOf(of, id))));
    }
    for (const { field } of this.taxonomies) {
      const named = positive(field);
      if (named.length > 0) clauses.push(clause(named.flatMap(({ text }) => this.idsOf(field, text)).map((id) => termOf(13, `${field}\0${id}`))));
    }
    if (this.kinds.length === 1 && this.kinds[0] === 4) clauses.push(clause([termOf(9, "")]));
    const languages = positive("lang");
    if (languages.length === 1) clauses.push(clause([termOf(7, languages[0].text.toLowerCase())], true));
    return clauses;
  }

  /** The ids of the series, bodies or terms that somebody may mean. Not all terms of a taxonomy are listed. @param {string} kind @param {string} text */
  idsOf(kind, text) {
    const sought = folded(text, true);
    const means = (/** @type {string} */ name) => folded(name, true) === sought;
    const { series, bodies = [] } = this.index.root;
    const taxonomy = this.taxonomies.find(({ field }) => field === kind);
    const all = taxonomy?.terms ?? (kind === "body" ? bodies : series);
    const ids = all.filter(({ id, title }) => means(id) || Object.values(title).some(means)).map(({ id }) => id);
    return taxonomy && ids.length === 0 ? [text] : ids;
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

  /** Whether a contribution passes the filters. @param {Contribution} speech @param {import("./search-codec.js").Passage} meeting */
  passes({ kind, lang, voice }, { series, body, terms, date }) {
    return (
      this.kinds.includes(kind) &&
      this.held("speaker", ({ meant }) => voice?.ids.some((id) => meant?.has(id))) &&
      this.held("role", ({ meant }) => meant?.has(folded(voice?.role ?? "", true).trim())) &&
      this.held("lang", ({ text }) => `${lang}-`.toLowerCase().startsWith(`${text}-`.toLowerCase())) &&
      this.held("series", ({ text }) => this.idsOf("series", text).includes(series)) &&
      this.held("body", ({ text }) => this.idsOf("body", text).includes(body)) &&
      this.taxonomies.every(({ field }) => this.held(field, ({ text }) => terms.some(([own, id]) => own === field && this.idsOf(field, text).includes(id)))) &&
      this.isWithin(date)
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
      const found = this.passes(speech, meeting) ? match(speech.text, this.wanted) : undefined;
      if (found) all.push([speech, found]);
    }
    return { meeting, all };
  }

  /** The speeches of a passage, rated and counted. @param {Candidate} candidate @returns {Promise<Hit[]>} */
  async read(candidate) {
    const read = await this.matches(candidate);
    this.done += 1;
    if (!read) return [];
    const { meeting, all } = read;
    const heading = this.wanted.all.length > 0 && match(meeting.title, this.wanted) ? 1.3 : 1;
    /** @type {Hit[]} */
    const hits = [];
    for (const [speech, found] of all) {
      const length = 0.25 + (0.75 * speech.text.length) / 400;
      const worth = found.counts.reduce((sum, count, at) => sum + ((this.weights?.[at] ?? 1) * count * 2.2) / (count + 1.2 * length), 0);
      const name = speech.voice && this.wanted.all.length > 0 && match(speech.voice.name, this.wanted) ? 1.3 : 1;
      hits.push({ speech, meeting, at: candidate, pieces: snippet(speech.text, found.ranges, speech.kind), score: worth * heading * name * (found.exact ? 1 : 0.6) });
      if (!this.isCounted) this.tally(speech, meeting, candidate);
    }
    return hits;
  }

  /** Counts a speech. @param {Contribution} speech @param {import("./search-codec.js").Passage} passage @param {Candidate} candidate */
  tally(speech, { series, terms }, { segment, meeting, year }) {
    this.found += 1;
    this.meetings.add(`${year} ${Index.recordsOf(segment, meeting)[0]}`);
    const add = (/** @type {string} */ kind, /** @type {string} */ value, name = value) => {
      if (value) this.facets[kind].set(value, [name, (this.facets[kind].get(value)?.[1] ?? 0) + 1]);
    };
    speech.voice?.ids.forEach((id) => add("speaker", id, speech.voice?.name));
    add("series", series);
    for (const [field, id] of terms) if (this.facets[field]) add(field, id);
    add("year", String(year));
    add("lang", speech.lang);
  }

  /** Some passages of a meeting, read. @param {Candidate[]} candidates @returns {Promise<Group | undefined>} */
  async group(candidates) {
    const hits = (await Promise.all(candidates.map((candidate) => this.read(candidate)))).flat();
    const byOrder = this.order === "date" || this.wanted.all.length === 0;
    if (!byOrder) hits.sort((a, b) => b.score - a.score);
    return hits.length > 0 ? { meeting: hits[0].meeting, at: hits[0].at, hits, unread: [] } : undefined;
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
}
