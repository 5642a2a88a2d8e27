// What a reader typed, as a list of conditions. Any text is a query; there is nothing to get wrong.

/**
 * A condition.
 * @typedef {object} Term
 * @property {"word" | "phrase" | "speaker" | "series" | "year" | "lang" | "in"} kind
 * @property {string} text without signs and quotation marks
 * @property {boolean} not whether it must not hold
 * @property {boolean} prefix whether a longer word will do
 * @property {number} from the first year
 * @property {number} to the last year
 * @property {[number, number]} at where in the query it is written
 */

const FIELD = /^(speaker|series|year|lang|in)[:：]/iu;
const OPENING = /[\x22＂“„]/u;
const NEVER = 9999;

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
    const field = FIELD.exec(query.slice(here));
    /** @type {Term["kind"]} */
    let kind = "word";
    let text;
    let [from, to] = [0, NEVER];
    if (field) {
      const begins = here;
      here += field[0].length;
      text = OPENING.test(query[here] ?? "") ? quoted() : bare();
      kind = /** @type {Term["kind"]} */ (field[1].toLowerCase());
      const range = kind === "year" ? years(text) : undefined;
      if (range) [from, to] = range;
      const known = kind === "year" ? range || text === "" : kind !== "in" || /^(narrative|speech|decision)?$/iu.test(text);
      if (!known) [kind, text] = ["word", query.slice(begins, here)];
    } else if (OPENING.test(query[here])) {
      text = quoted();
      kind = "phrase";
    } else {
      text = bare();
    }
    const prefix = kind === "word" && (text.endsWith("*") || (here === query.length && !not));
    if (prefix) text = text.replace(/\*+$/u, "");
    const isField = kind !== "word" && kind !== "phrase";
    if (text.trim() !== "" || isField) terms.push({ kind, text: text.trim(), not, prefix, from, to, at: [start, here] });
  }
  return terms;
}

/** Whether a condition is a filter. @param {Term} term */
const isFilter = (term) => !term.not && term.text !== "" && term.kind !== "word" && term.kind !== "phrase";

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
