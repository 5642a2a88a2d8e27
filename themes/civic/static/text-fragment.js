// Addresses words of a page by the words themselves: a text directive, `text=prefix-,start,end,-suffix`, as
// https://wicg.github.io/scroll-to-text-fragment/ defines it. Browsers go to the first match of the page, in whole words, so
// what stands before and after is added until the words are found in one place only.

/**
 * A place between two letters of a page.
 * @typedef {object} Place
 * @property {number} block number of a block of text
 * @property {number} offset UTF-16 units from the beginning of the block
 */

/** Most units of words that are quoted whole, and of the context on either side. */
const LONGEST = 80;
/** Units of the beginning and of the end by which longer words are quoted, at least. */
const ENOUGH = 16;
/** Units of letters alone beyond which a dictionary has to say where words end. */
const LONGEST_RUN = 30;

const LETTER_BEFORE = /[\p{L}\p{M}\p{N}]$/u;
const LETTER_AFTER = /^[\p{L}\p{M}\p{N}]/u;

/**
 * A text without what any browser passes over when it compares: case, accents, width, spaces, the kind of kana and of quotation marks.
 * What occurs once in this form occurs at most once for all of them.
 * @param {string} text
 */
const folded = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\p{White_Space}\p{M}\p{Cf}]+/gu, "")
    .replace(/[‘’‚‛]/gu, "'")
    .replace(/[“”„‟]/gu, '"')
    .replace(/[\u30a1-\u30f6]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .toUpperCase();

/**
 * The places where words begin or end, in order. Between two letters browsers ask their dictionaries, which differ: such a
 * place counts only where a run of letters is long.
 * @param {string} text
 */
function wordBorders(text) {
  const borders = [0];
  /** @type {number[]} */
  let doubtful = [];
  for (const { index, segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    const end = index + segment.length;
    if (LETTER_BEFORE.test(segment) && LETTER_AFTER.test(text.slice(end, end + 2))) {
      doubtful.push(end);
    } else {
      if (end - borders[borders.length - 1] > LONGEST_RUN) borders.push(...doubtful);
      borders.push(end);
      doubtful = [];
    }
  }
  return borders;
}

/** What ends at a place and begins with a word, the shortest first. @param {string} text @param {number} end */
const before = (text, end) => wordBorders(text).reverse().flatMap((border) => (border < end ? [text.slice(border, end)] : []));
/** What begins at a place and ends with a word, the shortest first. @param {string} text @param {number} start */
const after = (text, start) => wordBorders(text).flatMap((border) => (border > start ? [text.slice(start, border)] : []));

/**
 * What a term may have beside it, the shortest first; nothing at all only where a word begins or ends.
 * @param {boolean} isBorder
 * @param {string[]} longer
 */
const contexts = (isBorder, longer) => [...(isBorder ? [""] : []), ...longer.filter((text) => text.trim() && text.trim().length <= LONGEST)];

/**
 * The first pair that will do, as both grow.
 * @param {string[]} left
 * @param {string[]} right
 * @param {(left: string, right: string) => boolean} isEnough
 * @returns {[string, string] | undefined}
 */
function shortest(left, right, isEnough) {
  for (let [l, r] = [0, 0]; l < left.length && r < right.length; ) {
    if (isEnough(left[l], right[r])) return [left[l], right[r]];
    const isLeft = r + 1 === right.length || (l + 1 < left.length && left[l].length <= right[r].length);
    if (isLeft) l += 1;
    else r += 1;
  }
  return undefined;
}

/** The lengths in which words are quoted at their beginning or end: whole if there are few. @param {string[]} all @param {number} most */
function terms(all, most) {
  const fitting = all.filter((term) => term.trim() && term.length <= most);
  const long = fitting.filter((term) => term.length >= ENOUGH && term.length <= LONGEST);
  return long.length > 0 ? long : fitting.slice(-1);
}

/** @param {string} term */
const encoded = (term) => encodeURIComponent(term.trim().replace(/\s+/gu, " ")).replaceAll("-", "%2D");

/**
 * The directive that leads to what stands between two places, as it is written behind `:~:`; undefined if nothing tells it from
 * other places.
 * @param {string[]} blocks the text of the page in order, without blocks that are blank
 * @param {Place} from where no space follows
 * @param {Place} to where no space precedes
 * @returns {string | undefined}
 */
export function textDirective(blocks, from, to) {
  const [first, last] = [blocks[from.block], blocks[to.block]];
  const parts = blocks.map(folded);
  const page = parts.join("");
  const placeOf = (/** @type {Place} */ { block, offset }) =>
    parts.slice(0, block).reduce((sum, part) => sum + part.length, 0) + folded(blocks[block].slice(0, offset)).length;
  const [start, end] = [placeOf(from), placeOf(to)];
  const isOnly = (/** @type {string} */ text, /** @type {number} */ place) => page.indexOf(text) === place && page.lastIndexOf(text) === place;

  // A context is sought in one block: that of the words, or the next where the words end theirs.
  const isFirst = !first.slice(0, from.offset).trim();
  const isLast = !last.slice(to.offset).trim();
  const [previous = "", next = ""] = [blocks[from.block - 1], blocks[to.block + 1]];
  const prefixes = isFirst
    ? contexts(true, before(previous, previous.length))
    : contexts(wordBorders(first).includes(from.offset), before(first, from.offset));
  const suffixes = isLast ? contexts(true, after(next, 0)) : contexts(wordBorders(last).includes(to.offset), after(last, to.offset));

  const written = (/** @type {string} */ prefix, /** @type {string[]} */ terms, /** @type {string} */ suffix) =>
    `text=${[...(prefix ? [`${encoded(prefix)}-`] : []), ...terms.map(encoded), ...(suffix ? [`-${encoded(suffix)}`] : [])].join(",")}`;

  if (from.block === to.block && to.offset - from.offset <= LONGEST) {
    const words = first.slice(from.offset, to.offset);
    const found = shortest(prefixes, suffixes, (prefix, suffix) => isOnly(folded(prefix + words + suffix), start - folded(prefix).length));
    return found && written(found[0], [words], found[1]);
  }
  // In one block neither term reaches into the other half.
  const most = from.block === to.block ? Math.floor((to.offset - from.offset) / 2) : Infinity;
  const heads = terms(after(first, from.offset), most);
  const head = shortest(prefixes, heads, (prefix, term) => isOnly(folded(prefix + term), start - folded(prefix).length));
  if (!head) return undefined;
  // The first place behind the beginning is taken for the end.
  const behind = start + folded(head[1]).length;
  const tails = terms(before(last, to.offset), most);
  const tail = shortest(tails, suffixes, (term, suffix) => page.indexOf(folded(term + suffix), behind) === end - folded(term).length);
  return tail && written(head[0], [head[1], tail[0]], tail[1]);
}
