// Leaves of a list of names those that hold what is typed, without regard to case, accents and width.

/** @param {string} text */
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** @param {Element} filter */
function apply(filter) {
  const typed = /** @type {HTMLInputElement} */ (filter.querySelector("input")).value.trim();
  const wanted = folded(typed).split(/\s+/u);
  let found = 0;
  for (const group of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".letter"))) {
    let here = 0;
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll("li"))) {
      const name = folded(row.querySelector("a")?.textContent ?? "");
      row.hidden = !wanted.every((word) => name.includes(word));
      here += Number(!row.hidden);
    }
    group.hidden = here === 0;
    found += here;
  }
  const count = /** @type {HTMLOutputElement} */ (filter.querySelector("output"));
  count.textContent = typed && found.toLocaleString(document.documentElement.lang);
}

if (typeof document !== "undefined") {
  document.addEventListener("input", (event) => {
    const filter = /** @type {Element} */ (event.target).closest(".filter");
    if (filter) apply(filter);
  });
  // A browser that goes back fills in what was typed before.
  addEventListener("pageshow", () => {
    const filter = document.querySelector(".filter");
    if (filter) apply(filter);
  });
}
