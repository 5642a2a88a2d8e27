// The search box on every page: `/` leads to it, and it shows the first of what is found while one types.

import { isFolder } from "./files.js";

const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".site-search"));

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, dialog")) return;
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=q]"));
  if (field) event.preventDefault();
  field?.select();
});

/** What shows the results, made when something is first typed: the words of the search page serve here too. @param {HTMLFormElement} form */
async function open(form) {
  const [{ View }, answer] = await Promise.all([import("./search.js"), fetch(form.action)]);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const place = /** @type {HTMLElement} */ (page.querySelector(".search"));
  const root = page.querySelector("#search-root");
  if (root) document.body.append(root);
  place.querySelector(".search-filters")?.remove();
  const panel = document.createElement("div");
  panel.className = "search-panel";
  const status = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
  const results = /** @type {HTMLElement} */ (place.querySelector(".search-results"));
  const all = document.createElement("a");
  all.className = "all";
  all.textContent = place.dataset.all ?? "";
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const view = new View(place, field, results, form.action);
  panel.append(status, results, all);
  form.append(panel);
  // From the results Escape leads to the field, from there out of the results; what was typed stays.
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.preventDefault();
    panel.hidden = true;
  });
  for (const leaves of ["focusin", "pointerdown"]) {
    document.addEventListener(leaves, (event) => {
      if (!form.contains(/** @type {Node} */ (event.target))) panel.hidden = true;
    });
  }
  return () => {
    panel.hidden = field.value.trim() === "";
    all.setAttribute("href", view.address(field.value));
    if (!panel.hidden) view.run(field.value, 4);
  };
}

// In a folder the search page cannot be read from here; Enter leads to it.
if (form && !isFolder) {
  /** @type {Promise<() => void> | undefined} */
  let show;
  let timer = 0;
  const later = (/** @type {Event} */ event) => {
    // Not while a character is being composed.
    if (/** @type {InputEvent} */ (event).isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      show ??= open(form);
      // If it cannot be had, Enter still leads to the search page.
      show.then((run) => run(), () => (show = undefined));
    }, 150);
  };
  form.addEventListener("input", later);
  form.addEventListener("compositionend", later);
}
