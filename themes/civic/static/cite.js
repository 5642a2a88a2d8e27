// The sign beside a speech: copies a link or a citation of it. Without this script the sign is a plain link.

import { part } from "./dom.js";
import { placesOf, textBlocks } from "./text-blocks.js";
import { textDirective } from "./text-fragment.js";

/**
 * What a citation says.
 * @typedef {object} Source
 * @property {string} pattern of a citation in the words of the page: `[speaker], “[title]”, [site], [day][versionNote]. [shown] ([accessedDay])`
 * @property {string} speaker as citations name them
 * @property {string} title of the meeting
 * @property {string} date as far as it is known: `2024-03-11`, `2024-03` or `2024`
 * @property {string} day the date in words
 * @property {string} site who publishes it
 * @property {string} version number of the version that was published; empty before
 * @property {string} versionNote the version in words
 * @property {string} accessed today: `2024-05-06`
 * @property {string} accessedDay today in words
 * @property {string} url of the speech
 * @property {string} words the speech, or what of it is selected
 * @property {string} lang of the words
 * @property {string} recordLang of the record
 * @property {string} pageLang of the page
 * @property {string} [directive] leads to these very words on the page, if anything does
 */

/** How each format is written. @type {Record<string, (source: Source) => string>} */
export const formats = {
  plain: (source) => cited(source, (text) => text),
  link: (source) => source.url,
  quote: ({ url, directive }) => (directive ? `${url}:~:${directive}` : url),
  html: (source) => {
    const [url, lines] = [escaped(source.url), source.words.split(/\n+/u)];
    const own = { title: `<cite>${escaped(source.title)}</cite>`, shown: `<a href="${url}">${escaped(readable(source.url))}</a>` };
    const quoted = lines.map((line) => `<p>${escaped(line)}</p>`).join("\n");
    return `<blockquote cite="${url}" lang="${escaped(source.lang)}">\n${quoted}\n</blockquote>\n<p lang="${escaped(source.pageLang)}">— ${cited(source, escaped, own)}</p>`;
  },
  markdown: (source) => {
    const quoted = source.words.split(/\n+/u).map((line) => `> ${marked(line)}`).join("\n>\n");
    const shown = `[${marked(readable(source.url))}](<${source.url}>)`;
    return `${quoted}\n>\n> — ${cited(source, marked, { shown })}`;
  },
  bibtex: (source) => {
    const [year, month, day] = source.date.split("-");
    const fields = {
      author: `{${braced(source.speaker)}}`,
      title: `{${braced(source.title)}}`,
      howpublished: braced(source.site),
      year,
      month: month && String(Number(month)),
      day: day && String(Number(day)),
      version: source.version,
      url: source.url,
      urldate: source.accessed,
      // The names of languages in LaTeX are the English ones.
      langid: new Intl.DisplayNames("en", { type: "language" }).of(source.recordLang.split("-")[0])?.toLowerCase(),
    };
    const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`  ${name} = {${value}},`] : []));
    return `@misc{${keyOf(source)},\n${lines.join("\n")}\n}`;
  },
  csl: (source) => {
    const day = (/** @type {string} */ date) => ({ "date-parts": [date.split("-").map(Number)] });
    // As a `document` in a container every common style prints all of it; of a `speech` MLA leaves out the date.
    const entry = {
      id: keyOf(source),
      type: "document",
      title: source.title,
      author: [{ literal: source.speaker }],
      issued: day(source.date),
      "container-title": source.site,
      version: source.version || undefined,
      URL: source.url,
      accessed: day(source.accessed),
      // Without it, styles write titles of every language with capitals as in English.
      language: source.recordLang,
    };
    return JSON.stringify([entry], null, 2);
  },
};

/**
 * A pattern with its places filled in, once.
 * @param {string} pattern
 * @param {(name: string) => string} value
 * @param {(text: string) => string} [dressed] what stands between the places
 */
const filled = (pattern, value, dressed = (text) => text) =>
  pattern.split(/\[(\w+)\]/u).map((part, at) => (at % 2 ? value(part) : dressed(part))).join("");

/** A citation in words. @param {Source} source @param {(text: string) => string} dressed @param {Record<string, string>} [own] what is dressed already */
const cited = (source, dressed, own = {}) => {
  const values = /** @type {Record<string, string>} */ (/** @type {unknown} */ ({ ...source, shown: readable(source.url) }));
  return filled(source.pattern, (name) => own[name] ?? dressed(values[name] ?? ""), dressed);
};

/** An address with letters as themselves; what could end it where it is pasted stays encoded. @param {string} url */
const readable = (url) =>
  url.replace(/(?:%[89a-f][0-9a-f])+/giu, (run) => {
    try {
      return decodeURIComponent(run).replace(/[^\p{L}\p{M}\p{N}]/gu, encodeURIComponent);
    } catch {
      return run;
    }
  });

/** A key that no other speech of the archive has, of signs that every program allows. @param {Source} source */
function keyOf({ url, date }) {
  const [page, id] = url.split("#");
  const slug = page.split("/").filter(Boolean).pop() ?? "";
  const sum = [...page].reduce((sum, sign) => (Math.imul(sum, 31) + sign.charCodeAt(0)) >>> 0, 7);
  return `${/^\w[\w.-]*$/u.test(slug) ? slug : `${date}-${sum.toString(36)}`}-${id}`;
}

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`);

/** @param {string} text */
const marked = (text) => text.replace(/[\\`*_[\]<>#&~|]|^[-+=]/gu, "\\$&").replace(/^(\d+)([.)])/u, "$1\\$2");

/** @param {string} text */
const braced = (text) =>
  text
    .replace(/[{}]/gu, "")
    .replace(/[&%$#_]/gu, "\\$&")
    .replace(/\\(?![&%$#_])|[~^]/gu, (sign) => `{\\text${sign === "~" ? "asciitilde" : sign === "^" ? "asciicircum" : "backslash"}}`);

const BLOCKS = "p, li, dt, dd, tr, pre, h4, h5, h6";

/** The words of a block without those of blocks in it; the cells of a row are kept apart. @param {Element} block */
function wordsOf(block) {
  const own = /** @type {Element} */ (block.cloneNode(true));
  for (const inner of own.querySelectorAll(BLOCKS)) inner.remove();
  const parts = own.matches("tr") ? [...own.children] : [own];
  return parts.map((part) => part.textContent?.trim().replace(/\s+/gu, " ")).join(" | ");
}

/** The range of a speech's paragraphs. @param {Element[]} paragraphs @param {Element} speech */
function rangeOf(paragraphs, speech) {
  const range = new Range();
  range.selectNodeContents(speech);
  if (paragraphs.length > 0) {
    range.setStartBefore(paragraphs[0]);
    range.setEndAfter(paragraphs[paragraphs.length - 1]);
  }
  return range;
}

/** @param {Range} range */
function directiveTo(range) {
  // Without borders of words, browsers of before 2024 keep to the anchor.
  if (!Intl.Segmenter) return undefined;
  const blocks = textBlocks(document.body);
  const places = placesOf(blocks, range);
  return places && textDirective(blocks.map(({ text }) => text), ...places);
}

/** @param {HTMLDialogElement} dialog @param {HTMLElement} speech @param {Selected | undefined} selected @returns {Source} */
function sourceOf(dialog, speech, selected) {
  // A decision has no speaker; the word that introduces it stands for one.
  const named = /** @type {HTMLElement} */ (speech.closest(".turn")?.querySelector(".speaker") ?? speech.querySelector("strong, b") ?? speech);
  const heading = /** @type {HTMLElement} */ (named.cloneNode(true));
  const delivery = heading.querySelector(".delivery")?.textContent;
  for (const part of heading.querySelectorAll(".role, .person, .together, .delivery, sup")) part.remove();
  const paragraphs = [...speech.querySelectorAll(BLOCKS)].filter(wordsOf);
  const { pattern = "", title = "", date = "", day = "", site = "", version = "", versionNote = "", today = "", recordLang = "", url = "" } = dialog.dataset;
  const range = selected?.range ?? rangeOf(paragraphs, speech);
  const [now, pageLang] = [new Date(), document.documentElement.lang];
  /** @type {Record<string, string | number>} */
  const parts = { day: now.getDate(), month: now.getMonth() + 1, monthName: now.toLocaleString(pageLang, { month: "long" }), year: now.getFullYear() };
  return {
    pattern,
    speaker: named.dataset.cited ?? heading.textContent?.trim().replace(/[:：]$/u, "") ?? "",
    title: delivery ? `${title} [${delivery}]` : title,
    date,
    day,
    site,
    version,
    versionNote,
    // Sweden writes dates as ISO 8601 does.
    accessed: now.toLocaleDateString("sv"),
    accessedDay: filled(today, (name) => String(parts[name])),
    url: new URL(`${url}#${speech.id}`, location.href).href,
    words: selected?.words ?? paragraphs.map(wordsOf).join("\n"),
    lang: /** @type {HTMLElement} */ (speech.closest("[lang]")).lang,
    recordLang,
    pageLang,
    // Only for those who want it: the whole page is read for it.
    get directive() {
      return directiveTo(range);
    },
  };
}

/** Most units of an address that every mail program and browser takes. */
const LONGEST_ADDRESS = 2000;

/** The address for reporting a mistake, with as much of the words as it has room for. @param {string} pattern @param {Source} source */
export function reportAddress(pattern, { url, words }) {
  const linked = pattern.replaceAll("{url}", encodeURIComponent(url));
  let [room, quoted] = [LONGEST_ADDRESS - linked.length, ""];
  for (const sign of words.replace(/\s+/gu, " ")) {
    const written = encodeURIComponent(sign);
    room -= written.length;
    if (room < 0) {
      quoted += "…";
      break;
    }
    quoted += sign;
  }
  return linked.replaceAll("{words}", encodeURIComponent(quoted));
}

/** @typedef {{ words: string, range: Range }} Selected */

/** What of a speech is selected. @param {Element | null | undefined} speech @returns {Selected | undefined} */
function selectedIn(speech) {
  const selection = getSelection();
  const words = selection?.toString().trim();
  if (!speech || !selection || !words) return undefined;
  const is = speech.contains(selection.anchorNode) && speech.contains(selection.focusNode);
  return is ? { words, range: selection.getRangeAt(0).cloneRange() } : undefined;
}

/** @template {HTMLElement} T @param {HTMLDialogElement} dialog @param {string} part @returns {T} */
const find = (dialog, part) => /** @type {T} */ (dialog.querySelector(part));
/** @param {HTMLDialogElement} dialog @returns {HTMLTextAreaElement} */
const result = (dialog) => find(dialog, "textarea");
/** @param {HTMLDialogElement} dialog @returns {string} */
const format = (dialog) => /** @type {HTMLInputElement} */ (find(dialog, ":checked")).value;

/** Shows what will be copied. @param {HTMLDialogElement} dialog @param {Source} source */
function show(dialog, source) {
  find(dialog, "[role=status]").textContent = "";
  result(dialog).value = formats[format(dialog)](source);
}

/** @param {HTMLDialogElement} dialog @param {Source} source */
function open(dialog, source) {
  show(dialog, source);
  find(dialog, "[data-share]").hidden = !navigator.share;
  const report = /** @type {HTMLAnchorElement | null} */ (dialog.querySelector("[data-report]"));
  if (report?.dataset.report) report.href = reportAddress(report.dataset.report, source);
  dialog.showModal();
}

/** @param {string} text @param {boolean} isHtml */
async function toClipboard(text, isHtml) {
  if (!isHtml) return navigator.clipboard.writeText(text);
  // What takes no HTML gets it as it is written.
  const as = (/** @type {string} */ type) => ({ [type]: new Blob([text], { type }) });
  return navigator.clipboard.write([new ClipboardItem({ ...as("text/plain"), ...as("text/html") })]);
}

/** @param {HTMLDialogElement} dialog */
async function copy(dialog) {
  const [text, status] = [result(dialog).value, find(dialog, "[role=status]")];
  // Only a page that came by https may write to the clipboard; from the others it is copied by hand.
  const copied = await toClipboard(text, format(dialog) === "html").then(() => true, () => false);
  if (!copied) result(dialog).select();
  status.textContent = (copied ? status.dataset.copied : status.dataset.byHand) ?? "";
}

function start() {
  const dialogOf = () => /** @type {HTMLDialogElement | null} */ (document.querySelector("#cite"));
  /** @type {Selected | undefined} */
  let selected;
  /** @type {Source | undefined} */
  let source;
  // The word that the signs show, and for the ear also where a speech is not laid out yet.
  const word = /** @type {HTMLElement | null} */ (document.querySelector("[data-part=cite]"))?.dataset.sign ?? "";
  document.documentElement.style.setProperty("--cite", JSON.stringify(word));
  for (const sign of document.querySelectorAll(".speech > .permalink")) sign.ariaLabel = `${word} ${sign.textContent}`;
  // On the document, because a preview exchanges what stands in it. A press on the sign takes the selection away, so it
  // is looked at before.
  document.addEventListener("pointerdown", (event) => {
    selected = selectedIn(/** @type {Element} */ (event.target).closest(".permalink")?.parentElement);
  });
  document.addEventListener("change", (event) => {
    const dialog = dialogOf();
    if (dialog && source && dialog.contains(/** @type {Node} */ (event.target))) show(dialog, source);
  });
  document.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const sign = /** @type {HTMLAnchorElement | null} */ (target.closest(".transcript .permalink"));
    const dialog = /** @type {HTMLDialogElement | null} */ (sign ? part("cite") : dialogOf());
    if (!dialog) return;
    if (sign && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      source = sourceOf(dialog, /** @type {HTMLElement} */ (sign.parentElement), selected ?? selectedIn(sign.parentElement));
      selected = undefined;
      // The address is gone to first: a link that is followed takes the focus, which the dialog is to have, and to give
      // back to the sign.
      event.preventDefault();
      location.hash = sign.hash;
      sign.focus({ preventScroll: true });
      open(dialog, source);
    } else if (target === dialog) {
      dialog.close();
    } else if (source && target.matches("[data-share]")) {
      navigator.share({ title: source.title, url: source.url }).catch(() => {});
    } else if (target.matches("[data-copy]")) {
      copy(dialog);
    }
  });
  // A result of the search leads to the citation; the address is that of the speech afterwards.
  if (location.search === "?cite") {
    history.replaceState(null, "", location.pathname + location.hash);
    /** @type {HTMLElement | null | undefined} */ (document.getElementById(location.hash.slice(1))?.querySelector(".permalink"))?.click();
  }
}

if (typeof document !== "undefined") start();
