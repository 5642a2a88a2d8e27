// A record and its twin: shows the two together, and changes the language without losing the place.

/** The speech that is being read: the one a link led to while it is in the window, else the first that is in it. */
function here() {
  const inWindow = (/** @type {Element} */ speech) => {
    const { top, bottom } = speech.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const target = document.querySelector(".speech:target");
  if (target && inWindow(target)) return target;
  // At the head of the page nobody is reading a speech yet.
  return scrollY < 1 ? undefined : [...document.querySelectorAll(".transcript .speech")].find(inWindow);
}

/** The anchor in the twin that a link leads to. @param {Element | null | undefined} link */
const anchorOf = (link) => decodeURIComponent(/** @type {HTMLAnchorElement} */ (link).hash.slice(1));

/** @param {string} className @param {(string | Node)[]} content */
function cell(className, ...content) {
  const made = document.createElement("div");
  made.className = className;
  made.append(...content);
  return made;
}

/**
 * A part of the twin as it stands with this record: in its own language, no address here, and with a link to its own page.
 * @param {Element} part @param {string} href of the twin @param {Element} [made] that takes the content
 */
function beside(part, href, made = cell("other", ...part.cloneNode(true).childNodes)) {
  for (const named of [made, ...made.querySelectorAll("[id]")]) named.removeAttribute("id");
  for (const sign of made.querySelectorAll(".twin")) sign.remove();
  for (const sign of /** @type {NodeListOf<HTMLAnchorElement>} */ (made.querySelectorAll(".permalink"))) {
    sign.className = "there";
    sign.href = href + sign.hash;
  }
  const transcript = /** @type {HTMLElement} */ (part.closest(".transcript"));
  made.setAttribute("lang", part.getAttribute("lang") || transcript.lang);
  made.setAttribute("dir", part.getAttribute("dir") || transcript.dir);
  return made;
}

/** What may stand between the turns. */
const KINDS = ["section", "narrative", "decision", "roll-call", "note", "recording"];

/** @param {Element} part */
const kindOf = (part) => KINDS.find((kind) => part.classList.contains(kind));

/**
 * What stands between the turns, by the last speech before it that has its counterpart.
 * @param {Element} transcript @param {(speech: Element) => Element | undefined} ours the speech here
 */
function between(transcript, ours) {
  /** @type {Map<Element | undefined, Element[]>} */
  const parts = new Map();
  /** @type {Element | undefined} */
  let last;
  for (const part of transcript.children) {
    if (kindOf(part)) parts.set(last, [...(parts.get(last) ?? []), part]);
    for (const speech of part.querySelectorAll(".speech")) last = ours(speech) ?? last;
  }
  return parts;
}

/**
 * Headings, remarks and decisions of the twin: beside the first of their kind at that place here, else by themselves.
 * @param {Element} twin @param {string} href of it @param {Map<string, Element>} partners
 */
function whatIsBetween(twin, href, partners) {
  const transcript = /** @type {Element} */ (document.querySelector(".transcript"));
  const known = new Set(partners.values());
  const here = between(transcript, (speech) => (known.has(speech) ? speech : undefined));
  for (const [before, parts] of between(twin, (speech) => partners.get(speech.id))) {
    const ours = here.get(before) ?? [];
    let at = before?.closest(".turn");
    for (const part of parts) {
      const same = ours.findIndex((own) => kindOf(own) === kindOf(part));
      if (same >= 0) at = ours.splice(0, same + 1).at(-1);
      const copy = /** @type {HTMLElement} */ (part.cloneNode(true));
      copy.classList.add("other");
      const made = beside(part, href, copy);
      if (at) at.after(made);
      else transcript.prepend(made);
      at = made;
    }
  }
}

/** @param {Element} speech */
const nameOf = (speech) => speech.closest(".turn")?.querySelector(".speaker");

/** Every speech of the twin in order: beside its own, else by itself. @param {string} lang @param {Element} twin @param {string} href */
function bySpeech(lang, twin, href) {
  /** @type {Map<string, Element>} */
  const partners = new Map();
  for (const link of document.querySelectorAll(`.speech > .twin[hreflang="${lang}"]`)) {
    partners.set(anchorOf(link), /** @type {Element} */ (link.parentElement));
  }
  whatIsBetween(twin, href, partners);
  /** @type {Element | null | undefined} */
  let last;
  /** @type {Element | undefined} */
  let turn;
  for (const speech of twin.querySelectorAll(".speech")) {
    const partner = partners.get(speech.id);
    const made = beside(speech, href);
    const itsTurn = speech.closest(".turn") ?? undefined;
    const [name, ours] = [nameOf(speech), partner && nameOf(partner)];
    const begins = Boolean(ours) && ours?.nextElementSibling === partner;
    if (name && (itsTurn !== turn || begins)) {
      const heading = cell("other other-speaker", ...name.cloneNode(true).childNodes);
      heading.lang = made.getAttribute("lang") ?? "";
      // Where a turn begins in both, the names stand beside each other.
      if (begins) ours?.after(heading);
      else made.prepend(heading);
    }
    turn = itsTurn;
    if (partner) {
      partner.after(made);
      last = made;
    } else {
      const first = document.querySelector(".transcript > .turn > .speaker");
      const empty = cell("nothing");
      (last ?? first)?.after(empty, made);
      last = made;
    }
  }
}

/** What stands under one heading beside what stands under the other. @param {string} lang @param {Element} twin @param {string} href */
function bySection(lang, twin, href) {
  const starts = [...document.querySelectorAll(`.section > .twin[hreflang="${lang}"]`)];
  const transcript = /** @type {Element} */ (document.querySelector(".transcript"));
  const parts = starts.map((link) => /** @type {Element} */ (link.parentElement));
  const anchors = starts.map(anchorOf);
  const column = cell("other-whole");
  /** @type {Element} */
  let into = column;
  for (const part of twin.children) {
    const at = anchors.indexOf(part.id);
    if (at >= 0) {
      into = cell("other-whole");
      parts[at].after(into);
    }
    into.append(beside(part, href));
  }
  if (column.childNodes.length > 0) transcript.prepend(column);
}

/** @param {HTMLElement} button */
async function show(button) {
  const { twin: href = "", alignment, lang = "" } = button.dataset;
  const status = /** @type {HTMLElement} */ (document.querySelector(".twins-status"));
  const answer = await fetch(href).catch(() => undefined);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : undefined;
  const twin = page?.querySelector(".transcript");
  if (!twin) {
    status.textContent = status.dataset.failed ?? "";
    return;
  }
  hide();
  button.setAttribute("aria-pressed", "true");
  const transcript = /** @type {HTMLElement} */ (document.querySelector(".transcript"));
  transcript.classList.add(alignment === "speeches" ? "paired" : "halved");
  if (alignment === "speeches") bySpeech(lang, twin, href);
  else bySection(lang, twin, href);
  status.textContent = status.dataset[alignment ?? ""] ?? "";
}

function hide() {
  for (const made of document.querySelectorAll(".transcript :is(.other, .other-whole, .nothing)")) made.remove();
  document.querySelector(".transcript")?.classList.remove("paired", "halved");
  for (const button of document.querySelectorAll(".beside-twin")) button.setAttribute("aria-pressed", "false");
  const status = document.querySelector(".twins-status");
  if (status) status.textContent = "";
}

// On the document, because a preview exchanges what stands in it.
document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest(".beside-twin"));
  if (button) {
    // The speech that was being read stays where it was.
    const reading = here();
    const top = reading?.getBoundingClientRect().top ?? 0;
    const stay = () => reading && scrollBy({ top: reading.getBoundingClientRect().top - top, behavior: "instant" });
    if (button.getAttribute("aria-pressed") === "true") {
      hide();
      stay();
    } else {
      show(button).then(stay);
    }
    return;
  }
  const language = /** @type {HTMLAnchorElement | null} */ (target.closest(".languages a, .twins a"));
  // The switch stands at the head of the page, where one sees no speech; but one may have come by the link to one.
  const at = document.querySelector(".speech:target") ?? here();
  const same = language && at?.querySelector(`.twin[hreflang="${language.hreflang}"]`);
  if (same) language.href = /** @type {HTMLAnchorElement} */ (same).href;
});
