// Reads the files of the search index; docs/search-format.md says what is in them.

export const VERSION = 5;

/** Blocks begin at multiples of so many bytes. */
const UNIT = 32;

/** More passages than any segment has; it keeps numbers whole in 32 bits. */
const MOST = 2 ** 24;

/** A file is of a later version than this page, which must be loaded anew. */
export class NewerIndex extends Error {}

/** A file is not what it should be. Which one, the reader of the page need not know. */
export class Damaged extends Error {}

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Bytes, read from the beginning to the end. */
class Reader {
  /** @param {Uint8Array} bytes @param {string} kind the letter that such a file begins with */
  constructor(bytes, kind) {
    this.bytes = bytes;
    this.here = 0;
    if (this.byte() !== kind.charCodeAt(0)) throw new Damaged();
    if (this.byte() !== VERSION) throw new NewerIndex();
  }

  byte() {
    if (this.here >= this.bytes.length) throw new Damaged();
    return this.bytes[this.here++];
  }

  varint() {
    let value = 0;
    for (let shift = 1; shift <= 2 ** 28; shift *= 128) {
      const byte = this.byte();
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
    throw new Damaged();
  }

  /** @param {number} length */
  take(length) {
    if (this.here + length > this.bytes.length) throw new Damaged();
    return this.bytes.subarray(this.here, (this.here += length));
  }

  text() {
    return decoder.decode(this.take(this.varint()));
  }

  /** As many of something as a number before them says. @template T @param {() => T} read @param {number} [count] @returns {T[]} */
  list(read, count = this.varint()) {
    // Everything takes a byte at least.
    if (count > this.bytes.length - this.here) throw new Damaged();
    return Array.from({ length: count }, read);
  }
}

/** What is in a block: bytes that are compressed, so many as its first four bytes say, and others. @param {Uint8Array} file @returns {Promise<Uint8Array>} */
export async function unpacked(file) {
  const end = file.subarray(0, 4).reduce((sum, byte) => sum * 256 + byte, 0) + 4;
  if (end > file.length) throw new Damaged();
  const { body } = new Response(/** @type {Uint8Array<ArrayBuffer>} */ (file.subarray(4, end)));
  const stream = /** @type {ReadableStream} */ (body).pipeThrough(new DecompressionStream("deflate-raw"));
  try {
    const head = new Uint8Array(await new Response(stream).arrayBuffer());
    const whole = new Uint8Array(head.length + file.length - end);
    whole.set(head);
    whole.set(file.subarray(end), head.length);
    return whole;
  } catch {
    throw new Damaged();
  }
}

/**
 * Compares two terms byte by byte.
 * @param {Uint8Array} a
 * @param {Uint8Array} b
 */
export function compare(a, b) {
  for (let at = 0; at < a.length && at < b.length; at += 1) if (a[at] !== b[at]) return a[at] - b[at];
  return a.length - b.length;
}

/**
 * Where a block is: in which pack, from which byte on, and up to which; 0 if it is all of the pack.
 * @typedef {[string, number, number]} Place
 */

/**
 * What the directory says of a segment.
 * @typedef {object} Directory
 * @property {Uint8Array[]} begins with what each shard begins
 * @property {Place[]} shards
 * @property {Place[]} passages
 * @property {number[]} meetings of each passage, the number of its meeting
 */

/** @param {Uint8Array} bytes @returns {Directory[]} */
export function directory(bytes) {
  const reader = new Reader(bytes, "d");
  const varint = () => reader.varint();
  const places = (/** @type {number} */ count) => {
    const names = reader.list(() => [...reader.take(8)].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
    const counts = reader.list(varint, names.length);
    const lengths = reader.list(varint, count);
    const all = names.flatMap((name, pack) => {
      let end = 0;
      return lengths.splice(0, counts[pack]).map((length) => /** @type {Place} */ ([name, end, length && (end += length * UNIT)]));
    });
    if (all.length < count) throw new Damaged();
    return all;
  };
  return reader.list(() => {
    let last = new Uint8Array();
    const begins = reader.list(() => {
      const [shared, rest] = [varint(), varint()];
      return (last = joined(last, shared, reader.take(rest)));
    });
    const shards = places(begins.length);
    const counts = reader.list(varint);
    const passages = places(counts.reduce((sum, count) => sum + count, 0));
    return { begins, shards, passages, meetings: counts.flatMap((count, meeting) => Array(count).fill(meeting)) };
  });
}

/** @param {Uint8Array} last @param {number} shared @param {Uint8Array} rest */
function joined(last, shared, rest) {
  if (shared > last.length) throw new Damaged();
  const term = new Uint8Array(shared + rest.length);
  term.set(last.subarray(0, shared));
  term.set(rest, shared);
  return term;
}

/** Bits, the highest of each byte first. */
class Bits {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.here = 0;
  }

  /** @param {number} count */
  take(count) {
    let value = 0;
    for (; count > 0; count -= 1) {
      const byte = this.bytes[this.here >> 3];
      if (byte === undefined) throw new Damaged();
      value = value * 2 + ((byte >> (7 - (this.here & 7))) & 1);
      this.here += 1;
    }
    return value;
  }

  /** How many bits of a kind come before the first of the other, which is read as well. @param {number} bit */
  run(bit) {
    let length = 0;
    while (this.take(1) === bit) length += 1;
    return length;
  }

  /** A number below another. @param {number} limit */
  below(limit) {
    if (limit === 1) return 0;
    const bits = 32 - Math.clz32(limit - 1);
    const short = 2 ** bits - limit;
    let value = this.take(bits - 1);
    if (value >= short) value = value * 2 + this.take(1) - short;
    return (value + ((limit - short) >> 1)) % limit;
  }

  /** Ascending numbers, by binary interpolation. @param {number[]} into @param {number} count @param {number} low @param {number} high */
  ascending(into, count, low, high) {
    if (count === 0) return;
    if (count > high - low + 1) throw new Damaged();
    if (count === high - low + 1) {
      for (let value = low; value <= high; value += 1) into.push(value);
      return;
    }
    const half = count >> 1;
    const middle = low + half + this.below(high - low - count + 2);
    // Those before it come first in the bits as in the order.
    this.ascending(into, half, low, middle - 1);
    into.push(middle);
    this.ascending(into, count - half - 1, middle + 1, high);
  }

  /** Numbers from 1. @param {number} count */
  counts(count) {
    if (count < 4) {
      return Array.from({ length: count }, () => {
        const bits = this.run(0);
        return 2 ** bits + this.take(bits);
      });
    }
    const low = this.take(3);
    return Array.from({ length: count }, () => this.run(1) * 2 ** low + this.take(low) + 1);
  }
}

/**
 * Where a term occurs.
 * @typedef {object} Postings
 * @property {number[]} passages
 * @property {number[]} counts in how many speeches of each
 */

/** A shard: some terms in order, and where each occurs. */
export class Shard {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    const reader = new Reader(bytes, "s");
    this.total = reader.varint();
    if (this.total > MOST) throw new Damaged();
    const count = reader.varint();
    const shared = reader.list(() => reader.varint(), count);
    const lengths = reader.list(() => reader.varint(), count);
    let last = new Uint8Array();
    this.terms = lengths.map((length, at) => (last = joined(last, shared[at], reader.take(length))));
    this.lengths = reader.list(() => reader.varint(), count);
    this.bits = new Bits(reader.bytes.subarray(reader.here));
    /** @type {Map<number, Postings>} */
    this.read = new Map();
    /** Where the postings of a term begin, as far as they have been read. */
    this.starts = [0];
  }

  /** The first term that is not before another; the number of terms if there is none. @param {Uint8Array} term */
  seek(term) {
    let [low, high] = [0, this.terms.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.terms[middle], term) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {number} at the position of a term @returns {Postings} */
  postings(at) {
    for (let next = this.starts.length - 1; next <= at; next += 1) {
      this.bits.here = this.starts[next];
      /** @type {number[]} */
      const passages = [];
      this.bits.ascending(passages, this.lengths[next], 0, this.total - 1);
      this.read.set(next, { passages, counts: this.bits.counts(this.lengths[next]) });
      this.starts.push(this.bits.here);
    }
    return /** @type {Postings} */ (this.read.get(at));
  }
}

/**
 * Who speaks, as printed there.
 * @typedef {object} Voice
 * @property {string} name
 * @property {string} role may be empty
 * @property {string[]} ids
 */

/**
 * A speech, or what happened.
 * @typedef {object} Contribution
 * @property {number} kind 0 for a speech, 4 for a decision
 * @property {Voice | undefined} voice
 * @property {string} id its anchor
 * @property {string} lang
 * @property {string} text
 */

/**
 * Some of the record of a meeting.
 * @typedef {object} Passage
 * @property {string} title
 * @property {string} href
 * @property {string} date
 * @property {string} lang
 * @property {string} series its id, may be empty
 * @property {string} body the id of the body that met, may be empty
 * @property {[string, string][]} terms the field of each taxonomy and the id of each term of the meeting
 * @property {Contribution[]} contributions
 */

/** @param {Uint8Array} bytes @returns {Passage} */
export function passage(bytes) {
  const reader = new Reader(bytes, "p");
  const text = () => reader.text();
  const [title, href, date, lang, series, body] = Array.from({ length: 6 }, text);
  /** @type {[string, string][]} */
  const terms = reader.list(() => [text(), text()]);
  const voices = reader.list(() => ({ name: text(), role: text(), ids: reader.list(text) }));
  const contributions = reader.list(() => {
    const [kind, voice] = [reader.byte(), reader.varint()];
    return { kind, voice: voices[voice - 1], id: text(), lang: text() || lang, text: text() };
  });
  return { title, href, date, lang, series, body, terms, contributions };
}
