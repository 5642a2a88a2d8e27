// The search index as it lies on the host: fetches what it needs of a pack when it is first asked for, and nothing twice.

import { bytesOf, placeOf, Unread } from "./files.js";
import { compare, Damaged, directory, NewerIndex, passage, Shard, unpacked, VERSION } from "./search-codec.js";
import { addFields } from "./search-query.js";

/** @typedef {import("./search-codec.js").Postings} Postings */
/** @typedef {import("./search-codec.js").Passage} Passage */
/** @typedef {import("./search-codec.js").Place} Place */
/** @typedef {import("./search-codec.js").Directory} Directory */

/** Blocks that are no further from each other, in bytes, are asked for at once. */
const NEAR = 4096;

/**
 * @typedef {object} Segment
 * @property {number} passages
 * @property {[number, number][]} years each with its first passage
 * @property {number[][]} [translations] of meetings with several records, the numbers of these
 */

/**
 * What the index says of itself.
 * @typedef {object} Root
 * @property {number} version
 * @property {string} [base] path of the site
 * @property {string} [url] address of the site
 * @property {number} passages
 * @property {number} meetings of which each record counts
 * @property {number} speeches
 * @property {number} [decisions]
 * @property {string} directory its name
 * @property {Segment[]} segments the newest first
 * @property {[string, number][]} languages
 * @property {{ id: string, title: Record<string, string> }[]} series
 * @property {{ id: string, title: Record<string, string> }[]} [bodies]
 * @property {{ field: string, title: Record<string, string>, terms: { id: string, title: Record<string, string> }[] }[]} [taxonomies] that are fields of a query
 * @property {string} [lang] of the site
 * @property {string} [speaker] address of a speaker's page, with `{id}`
 * @property {Record<string, string>} [speakers] for each language the same for those who speak in it
 * @property {{ name: string, blocks: number, languages: string[] }} [pages] the words of pages that are no records
 * @property {Record<string, [string, number]>} [names] for each language of the site its list of names, and how many blocks that has
 */

const encoder = new TextEncoder();

/** A term as bytes; the number tells what kind of term, 0 for words. @param {number} kind @param {string} text */
export const termOf = (kind, text) => encoder.encode(kind ? String.fromCharCode(kind) + text : text);

/** Bytes of a file of the index. @param {string} address on the host @param {string} [range] */
const fetched = (address, range) =>
  bytesOf(placeOf(address), range).catch((error) => {
    throw error instanceof Unread ? new Damaged() : error;
  });

export class Index {
  /** @param {Root} root */
  constructor(root, load = fetched) {
    if (!(root?.version <= VERSION)) throw new NewerIndex();
    this.root = root;
    addFields((root.taxonomies ?? []).map(({ field }) => field));
    this.load = load;
    /** What has been read, by path and first byte. @type {Map<string, Promise<any>>} */
    this.files = new Map();
    /** Packs of which the host sent all. @type {Map<string, Uint8Array>} */
    this.packs = new Map();
    /** What of a pack is to be fetched. @type {Map<string, { from: number, to: number, tell: (bytes: Promise<Uint8Array>) => void }[]>} */
    this.wanted = new Map();
  }

  /** Bytes of a file from some on, up to others at least; all of them if that is 0. @param {string} path @param {number} from @param {number} to */
  async part(path, from, to) {
    const known = this.packs.get(path);
    if (known) return known.subarray(from);
    const address = `${this.root.base ?? ""}/search/${path}`;
    const whole = () => this.load(address);
    let [bytes, isPart] = await (to ? this.load(address, `bytes=${from}-${to - 1}`).catch(whole) : whole());
    // A host that compresses what it sends may have cut the range from that.
    if (isPart && bytes.length < to - from) [bytes, isPart] = await whole();
    if (isPart) return bytes;
    this.packs.set(path, bytes);
    return bytes.subarray(from);
  }

  /** A block of a pack. What is wanted at once and lies near each other is fetched at once. @param {string} path @param {number} from @param {number} to @returns {Promise<Uint8Array>} */
  block(path, from, to) {
    return new Promise((tell) => {
      const wanted = this.wanted.get(path) ?? [];
      this.wanted.set(path, wanted);
      if (wanted.push({ from, to, tell }) > 1) return;
      setTimeout(() => {
        this.wanted.delete(path);
        wanted.sort((a, b) => a.from - b.from);
        while (wanted.length > 0) {
          const [{ from }] = wanted;
          const after = wanted.findIndex((one, at) => at > 0 && one.from > wanted[at - 1].to + NEAR);
          const run = wanted.splice(0, after < 0 ? wanted.length : after);
          const bytes = this.part(path, from, run[run.length - 1].to);
          for (const one of run) {
            one.tell(
              bytes.then((all) => {
                if (all.length < one.to - from) throw new Damaged();
                return all.subarray(one.from - from, one.to - from);
              }),
            );
          }
        }
      });
    });
  }

  /** @template T @param {string} folder @param {Place} place @param {(bytes: Uint8Array) => T} read @returns {Promise<T>} */
  file(folder, [name, from, to], read) {
    const path = `${folder}/${name}.bin`;
    const key = path + from;
    let file = this.files.get(key);
    if (!file) {
      file = (to ? this.block(path, from, to) : this.part(path, 0, 0)).then(unpacked).then(read);
      this.files.set(key, file);
      // Perhaps it can be had the next time.
      file.catch(() => {
        this.files.delete(key);
        this.packs.delete(path);
      });
    }
    return file;
  }

  /** @param {Segment} segment @returns {Promise<Directory>} */
  async directory(segment) {
    const all = await this.file("s", [this.root.directory, 0, 0], directory);
    return all[this.root.segments.indexOf(segment)];
  }

  /** The number of the shard that a term is in. @param {Uint8Array[]} beginnings @param {Uint8Array} term */
  static shardOf(beginnings, term) {
    const after = beginnings.findIndex((beginning) => compare(beginning, term) > 0);
    return (after < 0 ? beginnings.length : after) - 1;
  }

  /** @param {Place} place @returns {Promise<Shard>} */
  shard(place) {
    return this.file("s", place, (bytes) => new Shard(bytes));
  }

  /** Where a term occurs. @param {Segment} segment @param {Uint8Array} term @returns {Promise<Postings | undefined>} */
  async postings(segment, term) {
    const { begins, shards } = await this.directory(segment);
    const shard = await this.shard(shards[Index.shardOf(begins, term)]);
    const at = shard.seek(term);
    return at < shard.terms.length && compare(shard.terms[at], term) === 0 ? shard.postings(at) : undefined;
  }

  /**
   * The terms that begin like one, with where they occur; of some shards only, of three where nothing else is said.
   * @param {Segment} segment
   * @param {Uint8Array} start
   * @returns {Promise<[Uint8Array, Postings][]>}
   */
  async beginning(segment, start, most = 3) {
    const { begins, shards } = await this.directory(segment);
    const first = Index.shardOf(begins, start);
    const isLike = (/** @type {Uint8Array} */ term) => compare(term.subarray(0, start.length), start) === 0;
    let last = first;
    while (last + 1 < begins.length && last < first + most - 1 && isLike(begins[last + 1])) last += 1;
    /** @type {[Uint8Array, Postings][]} */
    const found = [];
    for (const shard of await Promise.all(shards.slice(first, last + 1).map((place) => this.shard(place)))) {
      for (let at = shard.seek(start); at < shard.terms.length && isLike(shard.terms[at]); at += 1) {
        found.push([shard.terms[at], shard.postings(at)]);
      }
    }
    return found;
  }

  /** The year of a passage. @param {Segment} segment @param {number} number */
  static yearOf(segment, number) {
    return /** @type {[number, number]} */ (segment.years.findLast(([, first]) => first <= number))[0];
  }

  /** The numbers of all records of a meeting. @param {Segment} segment @param {number} meeting */
  static recordsOf(segment, meeting) {
    return segment.translations?.find((records) => records.includes(meeting)) ?? [meeting];
  }

  /** @param {Segment} segment @param {number} number @returns {Promise<Passage>} */
  async passage(segment, number) {
    return this.file("t", (await this.directory(segment)).passages[number], passage);
  }
}
