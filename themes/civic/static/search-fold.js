// Texts without what a search passes over, and the way back to where each letter stood.

/**
 * A text folded.
 * @typedef {object} Folded
 * @property {string} text
 * @property {number[]} at for each of its code units where in the original its cluster begins; one more for the end
 */

// A letter and what is written onto it: marks, the vowels and finals of Hangul, the sounds of half-width kana.
const CLUSTER = /\P{M}[\p{M}\u1160-\u11ff\uff9e\uff9f]*|\p{M}+/uy;
const IN_WORD = /[\p{Alphabetic}\p{N}\p{M}]/u;
const UNSPACED =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const ACCENTED = /^[\u0041-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff]/u;
// What writers of Hebrew, Arabic and Syriac put or leave out: vowels, dots, signs of chant, and the stroke that stretches a word.
// Then letters that have another spelling, which `LIGATURES` gives.
const RESPELT = /(?=\p{M})[\u0590-\u077f\u0860-\u08ff]|[\u0640ßæœøđłı]/gu;
/** @type {Record<string, string>} */
const LIGATURES = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i" };

/** Characters that stand for themselves when no mark can follow. @param {number} code */
const isSimple = (code) => (code > 0x20 && code < 0x7f) || (code >= 0x4e00 && code <= 0x9fff);

/** One cluster: width and form (NFKC), case, and if wanted accents and vowel marks. @param {string} cluster @param {boolean} plain */
function foldCluster(cluster, plain) {
  let folded = Array.from(cluster.normalize("NFKC"), (letter) => letter.toLowerCase()).join("").replaceAll("ς", "σ");
  if (plain) {
    folded = folded.normalize("NFD");
    if (ACCENTED.test(folded)) folded = folded.replace(/[\u0300-\u036f]/gu, "");
    folded = folded.normalize("NFC").replace(RESPELT, (letter) => LIGATURES[letter] ?? "");
  }
  return folded.replace(/\p{White_Space}+/gu, " ");
}

/**
 * A text in one width, in small letters, with single spaces; if it is to be plain, without accents and vowel marks as well.
 * @param {string} text
 * @param {boolean} plain
 * @returns {Folded}
 */
export function fold(text, plain) {
  let out = "";
  /** @type {number[]} */
  const at = [];
  for (let here = 0; here < text.length; ) {
    const code = text.charCodeAt(here);
    let [from, folded] = [here, ""];
    if (isSimple(code) && (here + 1 === text.length || isSimple(text.charCodeAt(here + 1)))) {
      folded = code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : text[here];
      here += 1;
    } else {
      CLUSTER.lastIndex = here;
      const cluster = CLUSTER.exec(text)?.[0] ?? text[here];
      here += cluster.length;
      folded = foldCluster(cluster, plain);
      // Of several spaces the first stays.
      if (folded.startsWith(" ") && out.endsWith(" ")) folded = folded.slice(1);
    }
    out += folded;
    for (let unit = 0; unit < folded.length; unit += 1) at.push(from);
  }
  at.push(text.length);
  return { text: out, at };
}

/** A short text folded, without space around it. @param {string} text @param {boolean} plain */
export const folded = (text, plain) => fold(text, plain).text.trim();

/**
 * What of the original a stretch of the folded text stands for.
 * @param {Folded} from
 * @param {number} start
 * @param {number} end
 * @returns {[number, number]}
 */
export function unfold(from, start, end) {
  let after = end;
  // A cluster that became several letters is one to the reader.
  while (after < from.text.length && from.at[after] === from.at[end - 1]) after += 1;
  return [from.at[start], from.at[after]];
}

/** The character that ends before a place, and the one that begins at it. @param {string} text @param {number} at */
const before = (text, at) => text.slice(0, at).match(/.$/su)?.[0] ?? "";
/** @param {string} text @param {number} at */
const after = (text, at) => (at < text.length ? String.fromCodePoint(/** @type {number} */ (text.codePointAt(at))) : "");

/** Whether a text begins with a sign of a script without spaces: Han, kana, Hangul, Thai. @param {string} text */
export const isUnspaced = (text) => UNSPACED.test(after(text, 0));

/** Whether a character belongs to a word of a script with spaces. @param {string} letter */
const isInWord = (letter) => IN_WORD.test(letter) && !UNSPACED.test(letter);

/** Whether no word goes through a place of a folded text. @param {string} text @param {number} at */
export const isEdge = (text, at) => !(isInWord(after(text, at)) && isInWord(before(text.slice(Math.max(0, at - 2), at), 2)));

/**
 * The parts of a folded text that can be looked for: runs of unspaced characters, and words.
 * @param {string} text
 * @returns {string[]}
 */
export function units(text) {
  /** @type {string[]} */
  const found = [];
  let kind = 0;
  for (const letter of text) {
    const here = UNSPACED.test(letter) ? 1 : isInWord(letter) ? 2 : 0;
    if (here && here === kind) found[found.length - 1] += letter;
    else if (here) found.push(letter);
    kind = here;
  }
  return found;
}
