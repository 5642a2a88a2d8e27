// Finds words within the record at hand. They are all on the page, so nothing need be loaded.

import { match, wanted } from "./search-match.js";
import { parse } from "./search-query.js";

const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".find"));

/** The text of an element as it was said, with the place of each letter. @param {Element} element */
function textOf(element) {
  /** @type {[Text, number][]} */
  const nodes = [];
  let text = "";
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = /** @type {Text | null} */ (walker.nextNode()); node; node = /** @type {Text | null} */ (walker.nextNode())) {
    if (node.parentElement?.closest(".permalink, .twin, .other")) continue;
    nodes.push([node, text.length]);
    text += node.data;
  }
  return { text, nodes };
}

/** @param {[Text, number][]} nodes @param {number} start @param {number} end */
function rangeOf(nodes, start, end) {
  const range = new Range();
  const [first, at] = /** @type {[Text, number]} */ (nodes.findLast(([, begin]) => begin <= start));
  const [last, to] = /** @type {[Text, number]} */ (nodes.findLast(([, begin]) => begin < end));
  range.setStart(first, start - at);
  range.setEnd(last, end - to);
  return range;
}

/** All places in the transcript where a query is met, speech by speech. @param {string} query */
function find(query) {
  const sought = wanted(parse(query), [document.documentElement.lang, document.querySelector(".transcript")?.getAttribute("lang") ?? ""]);
  if (sought.all.length === 0) return [];
  const parts = [...document.querySelectorAll(".transcript :is(.speech, .section, .narrative, .note)")];
  // What happens within a speech is found with it.
  return parts.filter((part) => !part.parentElement?.closest(".speech, .note")).flatMap((part) => {
    const { text, nodes } = textOf(part);
    const found = match(text, sought);
    return found?.ranges.map(([start, end]) => rangeOf(nodes, start, end)) ?? [];
  });
}

/** @param {HTMLFormElement} form */
function start(form) {
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const output = /** @type {HTMLOutputElement} */ (form.querySelector("output"));
  const steps = /** @type {NodeListOf<HTMLButtonElement>} */ (form.querySelectorAll("[data-step]"));
  /** @type {Range[]} */
  let found = [];
  let here = -1;

  const tell = () => {
    const n = (/** @type {number} */ value) => value.toLocaleString(document.documentElement.lang);
    const text = found.length === 0 ? form.dataset.none : (here < 0 ? form.dataset.count : form.dataset.at);
    output.textContent = field.value.trim() ? (text ?? "").replace("{at}", n(here + 1)).replace("{n}", n(found.length)) : "";
    for (const step of steps) step.disabled = found.length === 0;
    // Without highlights of its own, a browser selects the place at which one is.
    globalThis.CSS?.highlights?.set("found", new Highlight(...found));
    globalThis.CSS?.highlights?.set("found-here", new Highlight(...found.slice(here, here + 1).filter(() => here >= 0)));
  };
  const go = (/** @type {number} */ step) => {
    if (found.length === 0) return;
    here = here < 0 && step < 0 ? found.length - 1 : (here + step + found.length) % found.length;
    const range = found[here];
    const element = /** @type {HTMLElement} */ (range.startContainer.parentElement);
    // One speaker alone is shown no longer when somebody else is found.
    if (element.closest("[hidden]")) /** @type {HTMLElement | null} */ (document.querySelector(".only[aria-pressed=true]"))?.click();
    const top = range.getBoundingClientRect().top;
    if (top < innerHeight / 5 || top > innerHeight * 0.7) scrollBy({ top: top - innerHeight / 3, behavior: "instant" });
    if (!globalThis.CSS?.highlights) getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    tell();
  };
  let timer = 0;
  /** Finds what has been typed, if it has not been found yet. */
  const settle = () => {
    if (timer === 0) return;
    clearTimeout(timer);
    timer = 0;
    found = find(field.value);
    here = -1;
    tell();
  };
  const later = (/** @type {Event} */ event) => {
    // Not while a character is being composed.
    if (/** @type {InputEvent} */ (event).isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(settle, 120);
  };
  form.addEventListener("input", later);
  form.addEventListener("compositionend", later);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    settle();
    go(1);
  });
  form.addEventListener("click", (event) => go(Number(/** @type {HTMLElement} */ (event.target).dataset.step ?? 0)));
  form.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      field.value = "";
      clearTimeout(timer);
      timer = 0;
      found = [];
      here = -1;
      tell();
    } else if (event.key === "Enter" && event.shiftKey) {
      event.preventDefault();
      settle();
      go(-1);
    }
  });
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "f" || event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, dialog")) return;
    event.preventDefault();
    field.select();
  });
}

if (form) start(form);
