// j and k go to the next and the previous speech, ? shows the keys.

import { part } from "./dom.js";

/** The speech that is being read: the one in focus, else the first that begins in the window. @param {HTMLElement[]} all */
function current(all) {
  const focused = all.findIndex((speech) => speech.contains(document.activeElement));
  if (focused >= 0) return focused;
  const first = all.findIndex((speech) => speech.getBoundingClientRect().top >= 0);
  return first < 0 ? all.length : first - 0.5;
}

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, dialog")) return;
  if (event.key === "?") {
    /** @type {HTMLDialogElement | null} */ (part("keys"))?.showModal();
    return;
  }
  const step = { j: 1, k: -1 }[event.key];
  if (!step) return;
  const shown = [...document.querySelectorAll(".transcript .speech")].filter((speech) => !speech.closest("[hidden]"));
  const all = /** @type {HTMLElement[]} */ (shown);
  const next = step > 0 ? Math.floor(current(all) + 1) : Math.ceil(current(all) - 1);
  const speech = all[Math.min(Math.max(next, 0), all.length - 1)];
  /** @type {HTMLElement | null} */ (speech?.querySelector(".permalink"))?.focus({ preventScroll: true });
  speech?.scrollIntoView({ block: "start" });
});
