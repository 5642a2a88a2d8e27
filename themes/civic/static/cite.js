// The sign beside a speech: copies a link or a citation of it. Without this script the sign is a plain link.

import { part } from "./dom.js";
import { placesOf, textBlocks } from "./text-blocks.js";
import { textDirective } from "./text-fragment.js";

/**
 * What a citation says.
 * @typedef {object} Source
 * @property {string} speaker as printed
 * @property {string} title of the meeting
 * @property {string} date as far as it is known: `2024-03-11`, `2024-03` or `2024`
 * @property {string} site who publishes it
 * @property {string} url of the speech
 * @property {string} words the speech, or what of it is selected
 * @property {string} [directive] leads to these very words on the page, if anything does
 */

/** How each format is written. @type {Record<string, (source: Source) => string>} */
export const formats = {
  link: (source) => source.url,
  quote: ({ url, directive }) => (directive ? `${url}:~:${directive}` : url),
  plain: (source) => `${source.speaker}, “${source.title}”, ${source.site}, ${source.date}. ${source.url}`,
  markdown: (source) => {
    const quoted = source.words.split(/\n+/u).map((line) => `> ${marked(line)}`).join("\n>\n");
    return `${quoted}\n>\n> — [${marked(`${source.speaker}, “${source.title}”, ${source.date}`)}](${source.url})`;
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
      url: source.url,
    };
    const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`  ${name} = {${value}},`] : []));
    return `@misc{${source.url.split("#").pop()},\n${lines.join("\n")}\n}`;
  },
  csl: (source) => {
    const entry = {
      id: source.url,
      type: "speech",
      title: source.title,
      author: [{ literal: source.speaker }],
      issued: { "date-parts": [source.date.split("-").map(Number)] },
      publisher: source.site,
      URL: source.url,
    };
    return JSON.stringify([entry], null, 2);
  },
};

/** @param {string} text */
const marked = (text) => text.replace(/[\\`*_[\]<>#]/gu, "\\$&");

/** @param {string} text */
const braced = (text) => text.replace(/[\\{}]/gu, "").replace(/[&%$#_]/gu, "\\$&");

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
  const named = speech.closest(".turn")?.querySelector(".speaker") ?? speech.querySelector("strong, b") ?? speech;
  const heading = /** @type {HTMLElement} */ (named.cloneNode(true));
  const delivery = heading.querySelector(".delivery")?.textContent;
  for (const part of heading.querySelectorAll(".role, .together, .delivery")) part.remove();
  const paragraphs = [...speech.querySelectorAll("p")].filter((p) => p.textContent?.trim());
  const { title = "", date = "", site = "", url = "" } = dialog.dataset;
  const words = selected?.words ?? paragraphs.map((p) => p.textContent?.trim()).join("\n");
  const range = selected?.range ?? rangeOf(paragraphs, speech);
  const noted = delivery ? `${title} [${delivery}]` : title;
  return {
    speaker: heading.textContent?.trim().replace(/[:：]$/u, "") ?? "",
    title: noted,
    date,
    site,
    url: `${url}#${speech.id}`,
    words,
    // Only for those who want it: the whole page is read for it.
    get directive() {
      return directiveTo(range);
    },
  };
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

/** @param {HTMLDialogElement} dialog */
const share = (dialog) => /** @type {HTMLElement} */ (dialog.querySelector("[data-share]"));
/** @param {HTMLDialogElement} dialog */
const result = (dialog) => /** @type {HTMLTextAreaElement} */ (dialog.querySelector("textarea"));
/** @param {HTMLDialogElement} dialog */
const status = (dialog) => /** @type {HTMLElement} */ (dialog.querySelector("[role=status]"));

/** @param {HTMLDialogElement} dialog */
function open(dialog) {
  status(dialog).textContent = "";
  result(dialog).hidden = true;
  share(dialog).hidden = !navigator.share;
  dialog.showModal();
}

/** @param {HTMLDialogElement} dialog @param {string} text */
async function give(dialog, text) {
  const area = result(dialog);
  area.value = text;
  area.hidden = false;
  area.select();
  // Only a page that came by https may write to the clipboard; from the others it is copied by hand.
  const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  status(dialog).textContent = (copied ? status(dialog).dataset.copied : status(dialog).dataset.byHand) ?? "";
}

function start() {
  /** @type {Selected | undefined} */
  let selected;
  /** @type {Source | undefined} */
  let source;
  // On the document, because a preview exchanges what stands in it. A press on the sign takes the selection away, so it
  // is looked at before.
  document.addEventListener("pointerdown", (event) => {
    selected = selectedIn(/** @type {Element} */ (event.target).closest(".permalink")?.parentElement);
  });
  document.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const sign = /** @type {HTMLAnchorElement | null} */ (target.closest(".transcript .permalink"));
    const dialog = /** @type {HTMLDialogElement | null} */ (sign ? part("cite") : document.querySelector("#cite"));
    if (!dialog) return;
    if (sign && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      source = sourceOf(dialog, /** @type {HTMLElement} */ (sign.parentElement), selected);
      selected = undefined;
      // The address is gone to first: a link that is followed takes the focus, which the dialog is to have, and to give
      // back to the sign.
      event.preventDefault();
      location.hash = sign.hash;
      sign.focus({ preventScroll: true });
      open(dialog);
    } else if (target === dialog) {
      dialog.close();
    } else if (source && target === share(dialog)) {
      navigator.share({ title: source.title, url: source.url }).catch(() => {});
    } else if (source && target.dataset.copy) {
      give(dialog, formats[target.dataset.copy](source));
    }
  });
}

if (typeof document !== "undefined") start();
