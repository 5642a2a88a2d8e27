// Shows one speaker's words alone, says whose, and how much is left out between them. The address keeps the choice, `?speaker=`.

import { element } from "./dom.js";

const rows = () => /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll(".who-spoke .only")]);

/** The end of the address of a speaker's page, which tells it from others. @param {string} address */
const slug = (address) => decodeURIComponent(address.split("/").filter((part) => part && part !== "index.html").at(-1) ?? "");

/** The speaker of a row, as the address of the page names them: by their page, or by the label if they have none. @param {HTMLButtonElement} row */
const keyOf = (row) => slug(row.value) || nameOf(row);

/** @param {HTMLButtonElement} row */
const nameOf = (row) => row.querySelector(".who")?.textContent?.trim() ?? "";

/** The link to the speaker's page in a turn of theirs, or their label there; undefined in a turn of somebody else. @param {Element} turn @param {HTMLButtonElement} row */
function named(turn, row) {
  const heading = turn.querySelector(".speaker");
  if (row.value) return [...(heading?.querySelectorAll("a") ?? [])].find((link) => slug(link.pathname) === slug(row.value));
  return [...(heading?.childNodes ?? [])].find((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() === nameOf(row));
}

/** The first turn in the window below what stays at its top. */
function reading() {
  const top = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  return [...document.querySelectorAll(".turn:not([hidden])")].find((turn) => turn.getBoundingClientRect().bottom > top);
}

/** Says whose words are shown. @param {HTMLElement} told @param {HTMLButtonElement} row @param {Node} name */
function tell(told, row, name) {
  const shown = name instanceof Element ? element("a", { href: name.getAttribute("href") ?? "" }, nameOf(row)) : nameOf(row);
  const [before, after] = (told.dataset.showing ?? "").replace("{speeches}", row.querySelector(".count")?.textContent ?? "").split("{name}");
  told.append(element("span", {}, before, shown, after ?? ""), " ", element("button.all", { type: "button" }, told.dataset.all ?? ""));
}

/** @param {HTMLButtonElement | undefined} chosen */
function show(chosen) {
  const transcript = document.querySelector(".transcript");
  const told = /** @type {HTMLElement} */ (document.querySelector(".showing"));
  told.textContent = "";
  rows().forEach((row, number) => {
    row.setAttribute("aria-pressed", String(row === chosen));
    document.querySelectorAll(".ribbon g")[number]?.classList.toggle("dim", chosen !== undefined && row !== chosen);
  });
  for (const gap of document.querySelectorAll(".transcript .gap")) gap.remove();
  let left = 0;
  const mark = (/** @type {Element | null} */ before) => {
    if (left > 0) transcript?.insertBefore(element("p.gap", {}, `${told.dataset.gap} ${left.toLocaleString(document.documentElement.lang)}`), before);
    left = 0;
  };
  for (const part of /** @type {HTMLElement[]} */ ([...(transcript?.children ?? [])])) {
    const isTurn = part.classList.contains("turn");
    const name = chosen && isTurn ? named(part, chosen) : undefined;
    // Headings of the record stay, so that one sees where the words were said.
    part.hidden = chosen !== undefined && !name && !part.classList.contains("section");
    if (name && chosen && !told.hasChildNodes()) tell(told, chosen, name);
    if (part.hidden && isTurn) left += part.querySelectorAll(".speech").length;
    if (!part.hidden) mark(part);
  }
  mark(null);
  const address = new URL(location.href);
  if (chosen) address.searchParams.set("speaker", keyOf(chosen));
  else address.searchParams.delete("speaker");
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

/** Shows all again, and leaves what is in the window where it is. */
function showAll() {
  const turn = reading();
  const top = turn?.getBoundingClientRect().top ?? 0;
  show(undefined);
  if (turn) scrollBy({ top: turn.getBoundingClientRect().top - top, behavior: "instant" });
}

/** A link into a part that is left out shows all again. */
function reveal() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || !target.closest("[hidden]")) return;
  show(undefined);
  target.scrollIntoView();
}

// On the document, because a preview exchanges what stands in it.
document.addEventListener("click", (event) => {
  const button = /** @type {HTMLButtonElement | null} */ (/** @type {Element} */ (event.target).closest(".who-spoke .only, .showing .all"));
  if (!button) return;
  if (button.matches(".all, [aria-pressed=true]")) return showAll();
  show(button);
  document.querySelector(".turn:not([hidden])")?.scrollIntoView();
});
addEventListener("hashchange", reveal);

const asked = new URLSearchParams(location.search).get("speaker");
show(asked === null ? undefined : rows().find((row) => keyOf(row) === asked));
reveal();
