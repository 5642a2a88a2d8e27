// Plays a recording of the site beside the words: from the time of a speech, with a mark at what is being said. Nothing is loaded before a
// reader starts it, and the place where a reader stopped stays in this browser. Without this script the times are plain links into the file.

import { part as placed } from "./dom.js";
import { begun, moments, opened, passage, second } from "./moments.js";

/** @typedef {HTMLAudioElement | HTMLVideoElement} Recording */

const bar = /** @type {HTMLElement} */ (placed("player"));
/** @template {HTMLElement} T @param {string} selector */
const part = (selector) => /** @type {T} */ (bar.querySelector(selector));
const stage = part(".stage");
/** @type {HTMLInputElement} */
const follow = part(".follow input");
/** @type {HTMLAnchorElement} */
const now = part(".now a");

/** Recordings with times, in the order of their starts. */
const recordings = /** @type {Recording[]} */ ([...document.querySelectorAll(".player :is(audio, video)[data-starts]")]).sort((a, b) => starts(a) - starts(b));
/** Where each recording stands when it is not in the bar. @type {WeakMap<Recording, Element>} */
const homes = new WeakMap();
/** @type {Recording | undefined} */
let recording;
/** @type {HTMLElement | null | undefined} */
let marked;
/** @type {HTMLAnchorElement[]} */
let links = [];

/** Second after the first recording at which this one starts. @param {Recording} of */
function starts(of) {
  return Number(of.dataset.starts);
}

/** What this browser remembers. @param {string} key @param {string} [value] an empty one forgets it */
function memory(key, value) {
  // Storage may be turned off.
  try {
    if (value) localStorage.setItem(`minutebook:${key}`, value);
    else if (value === "") localStorage.removeItem(`minutebook:${key}`);
    else return localStorage.getItem(`minutebook:${key}`);
  } catch {}
  return null;
}

/** @param {number} time in seconds */
const clock = (time) => [time / 3600, (time / 60) % 60, time % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");

/** Takes a recording into the bar, at a second of its own. @param {Recording} next @param {number} time */
function ready(next, time) {
  if (next !== recording) {
    putBack();
    recording = next;
    homes.set(next, /** @type {Element} */ (next.parentElement));
    stage.replaceChildren(next);
  }
  links = moments();
  bar.hidden = false;
  document.documentElement.classList.add("plays");
  // Before anything is loaded this is only where it will begin.
  next.currentTime = time;
  mark(time);
}

/** Takes the recording out of the bar. */
function putBack() {
  if (!recording) return;
  recording.pause();
  homes.get(recording)?.append(recording);
  recording = undefined;
}

/** Takes the recording into the bar that holds a second of the meeting. @param {number} time */
function readyAt(time) {
  const found = recordings.filter((each) => starts(each) <= time).pop() ?? recordings[0];
  if (found) ready(found, Math.max(0, time - starts(found)));
}

/** Marks what is being said. @param {number} time of the recording */
function mark(time) {
  if (!recording) return;
  part(".at").textContent = clock(time);
  const next = passage(begun(starts(recording) + time, links));
  if (next === marked) return;
  marked?.removeAttribute("aria-current");
  marked = next;
  next?.setAttribute("aria-current", "true");
  const speaker = next?.closest(".turn")?.querySelector(".speaker");
  const named = speaker?.querySelector("a") ?? speaker ?? next;
  now.textContent = named?.textContent?.trim().slice(0, 80) ?? "";
  now.href = next ? `#${next.id}` : "#main";
  if (next && follow.checked && !recording.paused) {
    next.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
}

/** The place of a recording, for the next visit. @param {Recording} of */
const remember = (of) => memory(of.src, of.ended || of.currentTime < 1 ? "" : String(Math.floor(of.currentTime)));

/** @param {number} time */
function play(time) {
  readyAt(time);
  recording?.play().catch(() => {});
}

/** @param {Event} event */
const own = (event) => recordings.find((each) => each === event.target);

// These events do not bubble.
document.addEventListener("play", (event) => {
  const started = own(event);
  if (started && started !== recording) ready(started, started.currentTime);
}, true);
let saved = 0;
document.addEventListener("timeupdate", (event) => {
  const playing = own(event);
  if (!playing || playing !== recording) return;
  mark(playing.currentTime);
  if (Math.abs(playing.currentTime - saved) < 2) return;
  saved = playing.currentTime;
  remember(playing);
}, true);
for (const name of ["pause", "ended", "seeked"]) {
  document.addEventListener(name, (event) => {
    const stopped = own(event);
    if (stopped && stopped === recording) remember(stopped);
  }, true);
}
addEventListener("pagehide", () => recording && !recording.paused && remember(recording));

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.closest("#player .close")) {
    const link = marked?.querySelector("a[data-t]");
    marked?.removeAttribute("aria-current");
    marked = undefined;
    putBack();
    bar.hidden = true;
    document.documentElement.classList.remove("plays");
    /** @type {HTMLElement | null | undefined} */ (link)?.focus({ preventScroll: true });
    return;
  }
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[data-t]"));
  const isPlain = event instanceof MouseEvent && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || !recordings.some((each) => each.src === link.href.split("#")[0])) return;
  event.preventDefault();
  // A time in the contents goes to its item as well.
  const item = /** @type {HTMLAnchorElement | null} */ (link.closest(":is(.contents, .orders) li")?.querySelector("a"));
  if (item) location.hash = item.hash;
  play(second(link));
});

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.key !== "p" || event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, dialog")) return;
  if (recording) return void (recording.paused ? recording.play().catch(() => {}) : recording.pause());
  const here = passage(document.activeElement)?.querySelector("a[data-t]") ?? moments()[0];
  if (here) play(second(/** @type {HTMLElement} */ (here)));
});

// A preview has drawn the page anew: an editor who corrects what is heard goes on hearing it.
document.addEventListener("minutebook:updated", () => {
  const drawn = /** @type {Recording[]} */ ([...document.querySelectorAll(".player :is(audio, video)")]).find((each) => each.src === recording?.src);
  if (!recording || !drawn) return;
  homes.set(recording, /** @type {Element} */ (drawn.parentElement));
  drawn.remove();
  stage.replaceChildren(recording);
  bar.hidden = false;
  links = moments();
  marked = undefined;
  mark(recording.currentTime);
});

// Whoever scrolls by hand wants to read elsewhere.
for (const name of ["wheel", "touchmove"]) addEventListener(name, () => (follow.checked = false), { passive: true });
follow.addEventListener("change", () => {
  memory("follow", follow.checked ? "1" : "");
  if (follow.checked) marked?.scrollIntoView({ block: "center" });
});
follow.checked = memory("follow") === "1";

const linked = passage(document.getElementById(decodeURIComponent(location.hash.slice(1))))?.querySelector("a[data-t]");
const time = opened ?? (linked ? second(/** @type {HTMLElement} */ (linked)) : undefined);
const left = recordings.find((each) => memory(each.src));
if (time !== undefined) readyAt(time);
else if (left) ready(left, Number(memory(left.src)));
