// The moments of a record in its recordings: a record that is opened with `?t=754` or `#t=12:34` is shown at what was said then.

/** The seconds that a text means: `754`, `754s`, `12:34`, `1:02:03`, `12m34s`. @param {string | null | undefined} text */
export function seconds(text) {
  const written = (text ?? "").split(",")[0].trim();
  const clock = /^(\d+(?::\d{1,2}){0,2})(?:\.\d*)?s?$/u.exec(written);
  if (clock) return clock[1].split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  const units = written && /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/u.exec(written);
  return units ? units.slice(1).reduce((sum, part) => sum * 60 + Number(part ?? 0), 0) : undefined;
}

/** Links of the transcript to moments, in its order. */
export const moments = () => /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".transcript a[data-t]")]);

/** The second of a moment since the first recording began. @param {HTMLElement} link */
export const second = (link) => Number(link.dataset.t);

/** What has the moment: a speech, an event, a decision or a heading. @param {Element | null | undefined} within */
export const passage = (within) => /** @type {HTMLElement | null | undefined} */ (within?.closest(".speech, .narrative, .decision, .section"));

/** The moment that has begun last. @param {number} time @param {HTMLAnchorElement[]} links */
export function begun(time, links) {
  /** @type {HTMLAnchorElement | undefined} */
  let last;
  for (const link of links) if (second(link) <= time && !(last && second(last) > second(link))) last = link;
  return last;
}

/** The second that the address asks for. */
const asked = () => seconds(location.hash.startsWith("#t=") ? location.hash.slice(3) : new URLSearchParams(location.search).get("t"));

/** Goes to what was said at the second that the address asks for. */
function go() {
  const time = asked();
  const found = time === undefined ? undefined : passage(begun(time, moments()) ?? moments()[0]);
  if (found) location.replace(`#${found.id}`);
}

/** The second that the address asked for when the page was opened. */
export const opened = typeof document === "undefined" ? undefined : asked();

if (typeof document !== "undefined") {
  addEventListener("hashchange", () => location.hash.startsWith("#t=") && go());
  if (location.hash.startsWith("#t=") || !location.hash) go();
}
