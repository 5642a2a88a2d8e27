// What a reader typed, as a list of conditions. Any text is a query; there is nothing to get wrong.

/**
 * A condition.
 * @typedef {object} Term
 * @property {string} kind “word”, “phrase”, “or” (which joins nothing), or the name of a field
 * @property {string} text without signs and quotation marks
 * @property {boolean} not whether it must not hold
 * @property {boolean} prefix whether a longer word will do
 * @property {boolean} or whether it will do in place of the word or phrase before it
 * @property {string} day of “from” and “to”, as records write it
 * @property {number} from the first year
 * @property {number} to the last year
 * @property {[number, number]} at where in the query it is written
 */

/** Names of fields; a site adds its taxonomies. */
const FIELDS = new Set(["speaker", "role", "body", "series", "year", "from", "to", "lang", "in"]);
const FIELD = /^([^\p{White_Space}\x22＂“„:：]+)[:：]/u;
// Not the Spanish O, which is part of names.
const OR = /^(OR|ODER|OU|\||或|或者|または|又は)$/u;
const OPENING = /[\x22＂“„]/u;
const NEVER = 9999;

/** Lets taxonomies of the site be fields. @param {string[]} names */
export const addFields = (names) => names.forEach((name) => FIELDS.add(name.toLowerCase()));

/** Which signs end what a quotation mark begins. @param {string} mark */
const closing = (mark) => (/[\x22＂]/u.test(mark) ? /[\x22＂]/u : /[“”\x22＂]/u);

/**
 * The years that a value names; none if it names no years.
 * @param {string} text
 * @returns {[number, number] | undefined}
 */
export function years(text) {
  const parts = /^(\d{1,4})?(\.\.)?(\d{1,4})?$/u.exec(text.normalize("NFKC").replace("…", ".."));
  const [, first, range, second] = parts ?? [];
  if (!first && !second) return undefined;
  if (!range) return second ? undefined : [Number(first), Number(first)];
  const [from, to] = [Number(first ?? 0), Number(second ?? NEVER)];
  return from <= to ? [from, to] : [to, from];
}

/** A year, month or day as records write it; none if it is none. @param {string} text */
function day(text) {
  const [, year, ...rest] = /^(\d{4})(?:[-/](\d\d?))?(?:[-/](\d\d?))?$/u.exec(text.normalize("NFKC")) ?? [];
  const parts = rest.filter((part) => part).map(Number);
  const isDay = year && parts.every((part, at) => part > 0 && part <= (at ? 31 : 12));
  return isDay ? [year, ...parts.map((part) => `${part}`.padStart(2, "0"))].join("-") : undefined;
}

/** Whether it is a word or phrase that is sought. @param {Term} [term] */
const isWords = (term) => !term?.not && /^(word|phrase)$/u.test(term?.kind ?? "");

/** Whether it is a condition on something else than words. @param {Term} term */
export const isField = ({ kind }) => !/^(word|phrase|or)$/u.test(kind);

/**
 * The conditions of a query, in order.
 * @param {string} query
 * @returns {Term[]}
 */
export function parse(query) {
  /** @type {Term[]} */
  const terms = [];
  let here = 0;
  const quoted = () => {
    const rest = query.slice(here + 1);
    const end = rest.search(closing(query[here]));
    const text = end < 0 ? rest : rest.slice(0, end);
    here += text.length + (end < 0 ? 1 : 2);
    return text;
  };
  const bare = () => {
    const text = /^[^\p{White_Space}\x22＂“„]*/u.exec(query.slice(here))?.[0] ?? "";
    here += text.length;
    return text;
  };
  while (here < query.length) {
    const start = here;
    const rest = query.slice(here);
    if (/^\p{White_Space}/u.test(rest)) {
      here += 1;
      continue;
    }
    const not = /^[-－−](?![-－−\p{White_Space}]|$)/u.test(rest);
    here += Number(not);
    const begin = FIELD.exec(query.slice(here));
    const field = begin && FIELDS.has(begin[1].toLowerCase()) ? begin : undefined;
    let kind = "word";
    let text;
    let [from, to] = [0, NEVER];
    let date = "";
    if (field) {
      const begins = here;
      here += field[0].length;
      text = OPENING.test(query[here] ?? "") ? quoted() : bare();
      kind = field[1].toLowerCase();
      const range = kind === "year" ? years(text) : undefined;
      if (range) [from, to] = range;
      const isDay = kind === "from" || kind === "to";
      if (isDay) date = day(text) ?? "";
      const known = !text || (kind === "year" ? range : isDay ? date : kind !== "in" || /^(narrative|speech|decision)$/iu.test(text));
      if (!known) [kind, text] = ["word", query.slice(begins, here)];
    } else if (OPENING.test(query[here])) {
      text = quoted();
      kind = "phrase";
    } else {
      text = bare();
      if (!not && terms.length > 0 && OR.test(text)) kind = "or";
    }
    const prefix = kind === "word" && (text.endsWith("*") || (here === query.length && !not));
    if (prefix) text = text.replace(/\*+$/u, "");
    const term = /** @type {Term} */ ({ kind, text: text.trim(), not, prefix, or: false, day: date, from, to, at: [start, here] });
    if (term.text !== "" || isField(term)) terms.push(term);
  }
  return terms.filter((term, at) => {
    const [before, after] = [terms[at - 1], terms[at + 1]];
    if (term.kind !== "or" || !after) return true;
    // Of values of one field one will do anyway.
    if (isField(before) && before.kind === after.kind && !before.not && !after.not) term.text = "";
    return !(after.or = isWords(before) && isWords(after));
  });
}

/** Whether a condition is a filter, or joins filters. @param {Term} term */
export const isFilter = (term) => (term.kind === "or" ? !term.text : isField(term) && !term.not && term.text !== "");

/** The filters of a query, and its words. @param {string} query @returns {[string, string]} */
export function parted(query) {
  const terms = parse(query);
  const filters = terms.filter(isFilter).map(({ at }) => query.slice(...at)).join(" ");
  const words = without(query, isFilter);
  // A word behind which something stood is no beginning of one.
  return [filters, !filters ? query : words && isFilter(terms[terms.length - 1]) ? `${words} ` : words];
}

/** A value as it is written behind a field. @param {string} value */
const written = (value) => (/^[^\p{White_Space}\x22＂“”„]+$/u.test(value) ? value : `"${value.replace(/[\x22＂“”„]/gu, " ").trim()}"`);

/** A query without some of its conditions. @param {string} query @param {(term: Term) => boolean} unwanted */
export function without(query, unwanted) {
  let left = query;
  for (const term of parse(query).filter(unwanted).reverse()) {
    left = `${left.slice(0, term.at[0]).trimEnd()} ${left.slice(term.at[1]).trimStart()}`;
  }
  return left.trim();
}

/** A query in which a field has one value, or none. @param {string} query @param {string} field @param {string} value */
export function withField(query, field, value) {
  const rest = without(query, (term) => term.kind === field && !term.not);
  return value === "" ? rest : `${rest} ${field}:${written(value)}`.trim();
}
