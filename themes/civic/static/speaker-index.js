// Leaves of a list of names those that hold what is typed, without regard to case, accents and width, and puts them in
// another order than that of the alphabet.

/** @param {string} text */
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** What rows are found by, kept from one letter typed to the next. @type {WeakMap<Element, string>} */
const found = new WeakMap();

/** @param {Element} row */
function nameOf(row) {
  const known = found.get(row) ?? folded(row.querySelector("a")?.textContent ?? "");
  found.set(row, known);
  return known;
}

/** What rows are sorted by, in the order of the values that each has. */
const ORDERS = ["meetings", "words", "latest"];

/** @param {Element} filter */
function apply(filter) {
  const typed = /** @type {HTMLInputElement} */ (filter.querySelector("input")).value.trim();
  const wanted = folded(typed).split(/\s+/u);
  let all = 0;
  const sorted = document.querySelector(".sorted");
  const groups = /** @type {HTMLElement[]} */ (sorted ? [sorted] : [...document.querySelectorAll(".letter")]);
  for (const group of groups) {
    let here = 0;
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll("li"))) {
      const name = nameOf(row);
      row.hidden = !wanted.every((word) => name.includes(word));
      here += Number(!row.hidden);
    }
    group.hidden = here === 0;
    all += here;
  }
  const count = /** @type {HTMLOutputElement} */ (filter.querySelector("output"));
  count.textContent = typed && (count.dataset.shown ?? "").replace("{shown}", all.toLocaleString(document.documentElement.lang));
  // Those who said most stand above only while nothing is asked.
  const most = /** @type {HTMLElement | null} */ (document.querySelector(".most"));
  if (most) most.hidden = typed !== "" || sorted !== null;
}

/** One list in the order that is chosen; by name, the groups as they were. @param {HTMLSelectElement} select */
function sort(select) {
  const groups = /** @type {HTMLElement} */ (document.querySelector(".letter-groups"));
  document.querySelector(".sorted")?.remove();
  const by = select.value;
  groups.hidden = by !== "name";
  const letters = /** @type {HTMLElement | null} */ (document.querySelector(".letters"));
  if (letters) letters.hidden = groups.hidden;
  if (by === "name") return;
  const section = document.createElement("section");
  section.className = "sorted";
  const list = document.createElement("ol");
  list.className = "names";
  const at = ORDERS.indexOf(by);
  const value = (/** @type {HTMLElement} */ row) => row.dataset.by?.split(" ")[at] ?? "";
  // Dates of one form sort as texts do.
  const before = by === "latest" ? (/** @type {HTMLElement} */ a, /** @type {HTMLElement} */ b) => value(b).localeCompare(value(a)) : (/** @type {HTMLElement} */ a, /** @type {HTMLElement} */ b) => Number(value(b)) - Number(value(a));
  const rows = /** @type {HTMLElement[]} */ ([...groups.querySelectorAll("li")]);
  for (const row of rows.toSorted(before)) {
    const copy = /** @type {HTMLElement} */ (row.cloneNode(true));
    // Behind the name stands what they are sorted by.
    const shown = by === "words" ? Number(value(row)).toLocaleString(document.documentElement.lang) : value(row);
    if (by !== "meetings" && copy.lastChild) copy.lastChild.textContent = ` ${shown}`;
    list.append(copy);
  }
  section.append(list);
  groups.after(section);
}

if (typeof document !== "undefined") {
  document.addEventListener("input", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target instanceof HTMLSelectElement && target.closest(".filter")) sort(target);
    const filter = target.closest(".filter");
    if (filter) apply(filter);
  });
  // A browser that goes back fills in what was typed before.
  addEventListener("pageshow", () => {
    const filter = document.querySelector(".filter");
    const select = filter?.querySelector("select");
    // Of thousands of names none is looked at while nothing is asked.
    if (!filter || !select || (select.value === "name" && !filter.querySelector("input")?.value)) return;
    sort(select);
    apply(filter);
  });
}
