// Finds whom a query means by “speaker:”, and where they speak. Loaded when a query says so.

import { folded } from "./search-fold.js";
import { termOf } from "./search-index.js";

/** @typedef {import("./search-engine.js").Answer} Answer */
/** @typedef {import("./search-index.js").Segment} Segment */

/** A person under one of their names in a segment. @typedef {[string, import("./search-codec.js").Postings]} Named */

/** The speakers of a segment whose name begins so, or a later part of it. @param {Answer} answer @param {Segment} segment @param {number} kind @param {string} start @returns {Promise<Named[]>} */
async function named(answer, segment, kind, start) {
  const found = (await answer.tried(answer.index.beginning(segment, termOf(kind, start)))) ?? [];
  return found.map(([term, postings]) => [new TextDecoder().decode(term).split("\0")[1], postings]);
}

/** Puts into an answer whom its filters mean. @param {Answer} answer */
export async function resolve(answer) {
  const { segments } = answer.index.root;
  for (const { text, not } of answer.of("speaker")) {
    const name = folded(text, true);
    const exactly = async (/** @type {Segment} */ segment) => {
      const [postings, others] = await Promise.all([answer.tried(answer.index.postings(segment, termOf(3, text))), named(answer, segment, 4, `${name}\0`)]);
      return /** @type {Named[]} */ (postings ? [[text, postings], ...others] : others);
    };
    let found = await Promise.all(segments.map(exactly));
    if (found.flat().length === 0) {
      found = await Promise.all(segments.map(async (segment) => (await Promise.all([4, 5].map((kind) => named(answer, segment, kind, name)))).flat()));
    }
    for (const [at, people] of found.entries()) {
      const spoken = answer.spoken.get(segments[at]) ?? new Map();
      answer.spoken.set(segments[at], spoken);
      for (const [id, postings] of people) {
        answer.speakers[Number(not)].add(id);
        if (!not) spoken.set(id, postings);
      }
    }
  }
}
