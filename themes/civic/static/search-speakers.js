// Finds whom a query means by “speaker:” and “role:”, and where they speak. Loaded when a query says so.

import { folded } from "./search-fold.js";
import { termOf } from "./search-index.js";

/** @typedef {import("./search-engine.js").Answer} Answer */
/** @typedef {import("./search-engine.js").Term} Term */
/** @typedef {import("./search-index.js").Segment} Segment */

/** A person under one of their names in a segment, or a role. @typedef {[string, import("./search-codec.js").Postings]} Named */

/** The kind of terms of roles, which are few. */
const ROLE = 11;

/** The speakers of a segment whose name begins so, or a later part of it. @param {Answer} answer @param {Segment} segment @param {number} kind @param {string} start @returns {Promise<Named[]>} */
async function named(answer, segment, kind, start) {
  const found = (await answer.tried(answer.index.beginning(segment, termOf(kind, start), kind === ROLE ? Infinity : undefined))) ?? [];
  return found.map(([term, postings]) => [new TextDecoder().decode(term).split("\0")[1], postings]);
}

/** Puts into conditions on speakers and roles whom they mean. @param {Answer} answer @param {Term[]} terms */
export async function resolve(answer, terms) {
  const { segments } = answer.index.root;
  for (const term of terms) {
    const { text, kind } = term;
    const name = folded(text, true).trim();
    const [exact, whole, kinds] = kind === "role" ? /** @type {const} */ ([ROLE, `${name}\0${name}`, [ROLE]]) : /** @type {const} */ ([3, text, [4, 5]]);
    const exactly = async (/** @type {Segment} */ segment) => {
      const others = kind === "role" ? [] : named(answer, segment, 4, `${name}\0`);
      const [postings, more] = await Promise.all([answer.tried(answer.index.postings(segment, termOf(exact, whole))), others]);
      return /** @type {Named[]} */ (postings ? [[kind === "role" ? name : text, postings], ...more] : more);
    };
    let found = await Promise.all(segments.map(exactly));
    if (found.flat().length === 0) {
      found = await Promise.all(segments.map(async (segment) => (await Promise.all(kinds.map((kind) => named(answer, segment, kind, name)))).flat()));
    }
    term.where = new Map(found.map((people, at) => [segments[at], new Map(people)]));
    term.meant = new Set(found.flat().map(([id]) => id));
  }
}
