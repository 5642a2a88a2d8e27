// Shows one speaker's words alone, and how much is left out between them.

/** Whether a turn is that of the speaker in a row of “who spoke”. @param {Element} turn @param {Element} row */
function isOf(turn, row) {
  const who = /** @type {Element} */ (row.querySelector(".who"));
  const link = who.querySelector("a")?.getAttribute("href");
  if (link) return [...turn.querySelectorAll(".speaker a")].some((a) => a.getAttribute("href") === link);
  const heading = turn.querySelector(".speaker");
  const printed = [...(heading?.childNodes ?? [])].find((node) => node.nodeType === Node.TEXT_NODE);
  return printed?.textContent?.trim() === who.textContent?.trim();
}

/** @param {HTMLElement | undefined} chosen */
function show(chosen) {
  const transcript = document.querySelector(".transcript");
  for (const button of document.querySelectorAll(".who-spoke .only")) button.setAttribute("aria-pressed", String(button === chosen));
  for (const gap of document.querySelectorAll(".transcript .gap")) gap.remove();
  const row = chosen?.closest("li");
  let left = 0;
  const mark = (/** @type {Element | null} */ before) => {
    if (left > 0) {
      const gap = document.createElement("p");
      gap.className = "gap";
      gap.textContent = `${chosen?.dataset.gap} ${left.toLocaleString(document.documentElement.lang)}`;
      transcript?.insertBefore(gap, before);
    }
    left = 0;
  };
  for (const part of /** @type {HTMLElement[]} */ ([...(transcript?.children ?? [])])) {
    const isTurn = part.classList.contains("turn");
    // Headings of the record stay, so that one sees where the words were said.
    const stays = !row || part.classList.contains("section") || (isTurn && isOf(part, row));
    part.hidden = !stays;
    if (!stays && isTurn) left += part.querySelectorAll(".speech").length;
    if (stays) mark(part);
  }
  mark(null);
}

// On the document, because a preview exchanges what stands in it.
document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".who-spoke .only"));
  if (button) show(button.getAttribute("aria-pressed") === "true" ? undefined : button);
});
// A link into a part that is left out shows all again.
addEventListener("hashchange", () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.closest("[hidden]")) {
    show(undefined);
    target.scrollIntoView();
  }
});
