// The search index as it lies on the host: fetches a file when it is first asked for, and no file twice.

import { compare, Damaged, directory, NewerIndex, passage, Shard, unpacked, VERSION } from "./search-codec.js";

/** @typedef {import("./search-codec.js").Postings} Postings */
/** @typedef {import("./search-codec.js").Passage} Passage */

/**
 * @typedef {object} Segment
 * @property {string} folder
 * @property {number} passages
 * @property {[number, number][]} years each with its first passage
 */

/**
 * What the index says of itself.
 * @typedef {object} Root
 * @property {number} version
 * @property {string} [base] path of the site
 * @property {number} passages
 * @property {number} speeches
 * @property {Segment[]} segments the newest first
 * @property {[string, number][]} languages
 * @property {{ id: string, title: Record<string, string> }[]} series
 */

const encoder = new TextEncoder();

/** A term as bytes; the number tells what kind of term, 0 for words. @param {number} kind @param {string} text */
export const termOf = (kind, text) => encoder.encode(kind ? String.fromCharCode(kind) + text : text);

/** Bytes from an address. @param {string} address @returns {Promise<Uint8Array>} */
async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Damaged();
  return new Uint8Array(await answer.arrayBuffer());
}

export class Index {
  /** @param {Root} root @param {(address: string) => Promise<Uint8Array>} load */
  constructor(root, load = fetched) {
    if (!(root?.version <= VERSION)) throw new NewerIndex();
    this.root = root;
    this.load = load;
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
  }

  /** @template T @param {string} name @param {(bytes: Uint8Array) => T} read @returns {Promise<T>} */
  file(name, read) {
    let file = this.files.get(name);
    if (!file) {
      file = this.load(`${this.root.base ?? ""}/search/${name}`).then(unpacked).then(read);
      this.files.set(name, file);
      // Perhaps it can be had the next time.
      file.catch(() => this.files.delete(name));
    }
    return file;
  }

  /** @param {Segment} segment */
  directory(segment) {
    return this.file(`s/${segment.folder}/d.bin`, directory);
  }

  /** The number of the shard that a term is in. @param {Uint8Array[]} beginnings @param {Uint8Array} term */
  static shardOf(beginnings, term) {
    const after = beginnings.findIndex((beginning) => compare(beginning, term) > 0);
    return (after < 0 ? beginnings.length : after) - 1;
  }

  /** @param {Segment} segment @param {number} number @returns {Promise<Shard>} */
  shard(segment, number) {
    return this.file(`s/${segment.folder}/${number}.bin`, (bytes) => new Shard(bytes));
  }

  /** Where a term occurs. @param {Segment} segment @param {Uint8Array} term @returns {Promise<Postings | undefined>} */
  async postings(segment, term) {
    const { shards } = await this.directory(segment);
    const shard = await this.shard(segment, Index.shardOf(shards, term));
    const at = shard.seek(term);
    return at < shard.terms.length && compare(shard.terms[at], term) === 0 ? shard.postings(at) : undefined;
  }

  /**
   * The terms that begin like one, with where they occur; of no more than three shards.
   * @param {Segment} segment
   * @param {Uint8Array} start
   * @returns {Promise<[Uint8Array, Postings][]>}
   */
  async beginning(segment, start) {
    const { shards } = await this.directory(segment);
    const first = Index.shardOf(shards, start);
    const begins = (/** @type {Uint8Array} */ term) => compare(term.subarray(0, start.length), start) === 0;
    let last = first;
    while (last + 1 < shards.length && last < first + 2 && begins(shards[last + 1])) last += 1;
    /** @type {[Uint8Array, Postings][]} */
    const found = [];
    const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    for (const shard of await Promise.all(numbers.map((number) => this.shard(segment, number)))) {
      for (let at = shard.seek(start); at < shard.terms.length && begins(shard.terms[at]); at += 1) {
        found.push([shard.terms[at], shard.postings(at)]);
      }
    }
    return found;
  }

  /** The words of the shard in which one would be, with how often each occurs. @param {Segment} segment @param {string} word @returns {Promise<[string, number][]>} */
  async around(segment, word) {
    const { shards } = await this.directory(segment);
    const shard = await this.shard(segment, Index.shardOf(shards, termOf(0, word)));
    const decoder = new TextDecoder();
    return shard.terms.map((term, at) => [decoder.decode(term), shard.lengths[at]]);
  }

  /** The meeting that a passage belongs to, by its number. @param {number[]} firsts @param {number} number */
  static meetingOf(firsts, number) {
    let [low, high] = [0, firsts.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (firsts[middle] <= number) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The year of a passage. @param {Segment} segment @param {number} number */
  static yearOf(segment, number) {
    return /** @type {[number, number]} */ (segment.years.findLast(([, first]) => first <= number))[0];
  }

  /** @param {Segment} segment @param {number} number @returns {Promise<Passage>} */
  async passage(segment, number) {
    const { firsts, hashes } = await this.directory(segment);
    const meeting = Index.meetingOf(firsts, number);
    const year = String(Index.yearOf(segment, number)).padStart(4, "0");
    return this.file(`t/${year}/${hashes[meeting]}-${number - firsts[meeting]}.bin`, passage);
  }

  /** Reads the root again; tells whether the site has been published anew. */
  async renew() {
    const answer = await fetch(`${this.root.base ?? ""}/search/index.json`, { cache: "no-cache" }).catch(() => undefined);
    const root = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
    if (!root || JSON.stringify(root.segments) === JSON.stringify(this.root.segments)) return false;
    if (!(root.version <= VERSION)) throw new NewerIndex();
    this.root = root;
    this.files.clear();
    return true;
  }
}
