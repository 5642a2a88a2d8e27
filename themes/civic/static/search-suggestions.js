// By what one may narrow, how much there is of it, and what else one may try. Loaded when the first results are shown.

import { element } from "./dom.js";
import { isFolder, placeOf } from "./files.js";
import { NewerIndex, VERSION } from "./search-codec.js";
import { Answer } from "./search-engine.js";
import { folded } from "./search-fold.js";
import { Index } from "./search-index.js";
import { pagesOf, queryLink } from "./search-names.js";
import { isField, isFilter, parted, withField, without } from "./search-query.js";

/** @typedef {import("./search-index.js").Segment} Segment */
/** @typedef {import("./search-engine.js").Group} Group */
/** @typedef {import("./search.js").View} View */

/** So many bytes are read to count everything without being asked. */
const UNASKED = 64_000;

/** Passages of a meeting that are read when one asks for more of it. */
const MORE = 6;

/** As many years are offered, as many values of other filters. */
const YEARS = 15;
const VALUES = 6;

/** Arrows and j and k go through what was found, Escape goes back to the field. @param {View} view @param {KeyboardEvent} event */
function step({ results, field }, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const links = /** @type {HTMLElement[]} */ ([...results.querySelectorAll(".found-names .title, .words a:not(.to-cite)")]);
  const here = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const isField = event.target === field;
  const step = { ArrowDown: 1, ArrowUp: -1, j: isField ? 0 : 1, k: isField ? 0 : -1 }[event.key];
  const to = event.key === "Escape" && !isField ? -1 : step ? here + step : undefined;
  if (to === undefined || (isField && step !== 1)) return;
  event.preventDefault();
  (links[to] ?? (to < 0 ? field : links[here]))?.focus();
}

/** Places that listen to keys. @type {WeakSet<View>} */
const listening = new WeakSet();

/** Lets keys go through the results, and keeps the place of whoever leaves the page. @param {View} view */
export function listen(view) {
  if (listening.has(view)) return;
  listening.add(view);
  for (const place of [view.results, view.field]) place.addEventListener("keydown", (event) => step(view, event));
  if (!view.filters) return;
  // Whoever comes back finds the place again once what was there is there.
  history.scrollRestoration = "manual";
  addEventListener("pagehide", () => history.replaceState({ ...history.state, top: scrollY }, ""));
}

/** Reads the root of an index again; tells whether the site has been published anew. @param {Index} index */
export async function renew(index) {
  // In a folder nothing is published anew.
  if (isFolder) return false;
  const answer = await fetch(`${index.root.base ?? ""}/search/index.json`, { cache: "no-cache" }).catch(() => undefined);
  const root = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
  if (!root || root.directory === index.root.directory) return false;
  if (!(root.version <= VERSION)) throw new NewerIndex();
  index.root = root;
  index.files.clear();
  index.packs.clear();
  return true;
}

/** Names of speakers by id, in the language of the page. @type {Map<string, string>} */
const called = new Map();

/** A name or an id by its letters and digits. @param {string} text */
const bare = (text) => folded(text, true).replace(/[^\p{L}\p{N}]/gu, "");

/** The name of a speaker among pages. @param {import("./search-names.js").NamedPage[]} pages @param {string} id */
const nameIn = (pages, id) => pages.find(([, kind, , , , , own]) => kind === "speaker" && own === id)?.[0][0];

/**
 * Finds the names of the speakers that filters give by id, from what they said; and of those whom records print otherwise, as “Chair” or in
 * another language, from the list of names.
 * @param {View} view
 * @param {Answer} answer
 */
async function nameSpeakers(view, answer) {
  const most = [...answer.facets.speaker].sort(([, [, one]], [, [, other]]) => other - one).slice(0, VALUES);
  for (const [id, [printed]] of most) {
    if (called.has(id) || bare(id) === bare(printed)) continue;
    const pages = await pagesOf(new Answer(answer.index, id.replaceAll("-", " "), view.order), view.lang).catch(() => []);
    called.set(id, nameIn(pages, id) ?? printed);
  }
  for (const { text, where } of answer.of("speaker")) {
    const [segment, postings] = [...(where ?? [])].map(([segment, people]) => /** @type {const} */ ([segment, people.get(text)])).find(([, postings]) => postings) ?? [];
    if (view.names.has(text) || !segment || !postings) continue;
    const passage = await answer.tried(answer.index.passage(segment, postings.passages[0]));
    const voice = passage?.contributions.map(({ voice }) => voice).find((voice) => voice?.ids.includes(text));
    if (voice) view.names.set(text, voice.name);
  }
}

/** Reads and counts everything that is found: each passage, with its speeches. @param {Answer} answer */
async function readAll(answer) {
  const read = await Promise.all(answer.candidates.map(async (candidate) => /** @type {const} */ ([candidate, await answer.matches(candidate)])));
  if (answer.failed > 0) return read;
  answer.found = 0;
  answer.meetings.clear();
  for (const values of Object.values(answer.facets)) values.clear();
  for (const [candidate, found] of read) if (found) for (const [speech] of found.all) answer.tally(speech, found.meeting, candidate);
  answer.isCounted = true;
  answer.total = answer.found;
  return read;
}

/**
 * Counts what there is of everything, if little is left to read for it; else offers to, as it offers what needs everything.
 * @param {View} view
 * @param {Answer} answer
 * @param {string} query
 * @param {() => void} tell
 */
export async function complete(view, answer, query, tell) {
  answer.notes = [...answer.wanted.empty.map((signs) => view.say("signs", { query: signs })), ...answer.of("or").map(({ text }) => view.say("or", { query: text }))];
  const button = /** @type {HTMLButtonElement | null} */ (view.place.querySelector(".search-count"));
  if (button) button.hidden = true;
  for (const other of /** @type {NodeListOf<HTMLButtonElement>} */ (view.place.querySelectorAll("[data-whole]"))) {
    other.hidden = answer.found === 0;
    other.onclick = async () => {
      const { act } = await import("./search-whole.js");
      await act(view, answer, await readAll(answer), query, other.dataset.whole);
      tell();
      if (button) button.hidden = true;
    };
  }
  await nameSpeakers(view, answer);
  if (answer.isEmpty || answer.isExact || answer.failed > 0) return tell();
  const lengths = answer.candidates.map(async ({ segment, number }) => {
    const [, from, to] = (await answer.index.directory(segment)).passages[number];
    return to - from;
  });
  const bytes = (await Promise.all(lengths)).reduce((sum, length) => sum + length, 0);
  const count = async () => {
    await readAll(answer);
    await nameSpeakers(view, answer);
    tell();
  };
  if (bytes <= UNASKED) return count();
  tell();
  if (!button) return;
  button.hidden = false;
  button.onclick = () => {
    button.hidden = true;
    count();
  };
}

/** The next of the speeches of a meeting that have not been read. @param {Answer} answer @param {Group} group @returns {Promise<import("./search-engine.js").Hit[]>} */
export async function rest(answer, group) {
  const unread = group.unread.splice(0, MORE);
  const more = await answer.group(unread);
  answer.left -= unread.length;
  if (answer.isExact) answer.total = answer.found;
  return more?.hits ?? [];
}

/**
 * Adds to what is shown of a meeting links to its other records, and a button for further speeches.
 * @param {View} view
 * @param {Answer} answer
 * @param {string} query
 * @param {Group} group with the speeches that are not shown yet
 * @param {HTMLElement} meta what is said of the meeting
 * @param {HTMLElement} hits its speeches
 */
export async function extend(view, answer, query, group, meta, hits) {
  const { at, unread, hits: waiting } = group;
  /** Leads from speeches to their citations. @param {ParentNode} shown */
  const cite = (shown) => {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (shown.querySelectorAll(".words a[href*='#']"))) {
      link.after(" ", element("a.to-cite", { href: link.href.replace("#", "?cite#"), lang: view.lang }, view.say("cite")));
    }
  };
  cite(hits);
  const more = element("button.more", { type: "button" });
  const left = () => {
    more.hidden = waiting.length === 0 && unread.length === 0;
    more.textContent = view.say(unread.length > 0 ? "moreHere" : "andMore", { n: view.number(waiting.length) });
  };
  left();
  hits.after(more);
  more.addEventListener("click", async () => {
    if (waiting.length === 0) waiting.push(...(await rest(answer, group)).filter(({ speech }) => !answer.above.has(speech)));
    const items = waiting.splice(0, 10).map((hit) => view.hit(answer, hit));
    items.forEach(cite);
    hits.append(...items);
    left();
    items[0]?.querySelector("a")?.focus();
    if (view.results.contains(hits)) view.tell(answer, query, [...view.results.childNodes], true);
  });
  const { meetings } = await answer.index.directory(at.segment);
  for (const record of Index.recordsOf(at.segment, at.meeting)) {
    if (record === at.meeting) continue;
    const other = await answer.tried(answer.index.passage(at.segment, meetings.indexOf(record)));
    if (other) meta.append(" · ", view.say("also"), element("a", { href: placeOf(other.href), hreflang: other.lang }, nameOf(view, other.lang)));
  }
}

/** The name of a language, as the site gives it. @param {View} view @param {string} lang */
const nameOf = (view, lang) =>
  view.place.querySelector(`[name=lang] [value="${CSS.escape(lang)}"]`)?.textContent ?? new Intl.DisplayNames(view.lang, { type: "language" }).of(lang) ?? lang;

/**
 * The hints below the results of a query.
 * @param {View} view
 * @param {Answer} answer
 * @param {string} query
 * @returns {Promise<HTMLElement[]>}
 */
export async function help(view, answer, query) {
  /** @type {HTMLElement[]} */
  const hints = [];
  const known = new Set([query.trim()]);
  const offer = (/** @type {string} */ heading, /** @type {HTMLElement[]} */ items) => {
    if (items.length > 0) hints.push(element("section", {}, element("h2", {}, view.say(heading)), element("ul.chips", {}, ...items)));
  };
  /** Offers those of some queries that find something. @param {string} heading @param {string[]} queries @param {string[]} [texts] */
  const hint = async (heading, queries, texts = queries) => {
    const items = [];
    for (const [at, other] of queries.entries()) {
      const found = await new Answer(answer.index, other, view.order).start();
      await found.next(1, 1);
      const isNamed = found.found === 0 && (await pagesOf(found, view.lang).catch(() => [])).length > 0;
      if ((found.found > 0 || isNamed) && !known.has(other)) items.push(element("li", {}, queryLink(view, other, view.order, texts[at])));
      known.add(other);
    }
    offer(heading, items);
  };
  const [filters, words] = parted(query);
  if (answer.wanted.all.length > 0 && answer.failed === 0) {
    if (answer.index.root.languages.length > 1) {
      const { translated } = await import("./search-alternatives.js");
      await hint("translated", (await translated(answer, words, view.lang)).map((other) => `${filters} ${other}`.trim()));
    }
  }
  // What was said in another language was said in other words, so only the filters can be kept.
  if (answer.wanted.all.length > 0 && answer.of("lang").length === 0) {
    const spoken = answer.found > 0 ? [...answer.facets.lang.keys()] : [/\p{Script=Han}/u.test(words) ? "zh" : view.lang];
    const silent = answer.index.root.languages.filter(([lang]) => !spoken.some((other) => lang.slice(0, 2) === other.slice(0, 2)));
    const link = (/** @type {string} */ lang) => queryLink(view, withField(filters, "lang", lang), view.order, nameOf(view, lang));
    offer("otherLanguages", silent.map(([lang]) => element("li", {}, link(lang))));
  }
  if (answer.found < 3 && answer.isDone && answer.failed === 0) {
    // A name behind “speaker:” may be the beginning or another part of one.
    for (const { text } of answer.found === 0 ? answer.of("speaker") : []) {
      const people = (await pagesOf(new Answer(answer.index, text, view.order), view.lang).catch(() => [])).filter(([, kind]) => kind === "speaker").slice(0, 5);
      await hint("speaker", people.map(([, , , , , , id]) => withField(query, "speaker", id)), people.map(([[name]]) => name));
    }
    if (answer.found === 0 && filters) {
      const { existing } = await import("./search-existing.js");
      for (const [term, values] of await existing(view, answer, query, nameOf)) {
        const items = values.map(([name, other]) => element("li", {}, queryLink(view, other, view.order, name)));
        hints.push(element("section", {}, element("h2", {}, view.say("noSuch", { value: term.text })), element("ul.chips", {}, ...items)));
      }
    }
    const { fewer, near, otherScript } = await import("./search-alternatives.js");
    await hint("near", await near(answer, query, view.lang));
    await hint("variants", await otherScript(query, view.words.pairs));
    // Who, when and where are asked again, below what may be found instead.
    if (answer.found === 0 && !view.results.querySelector(".found-names")) view.place.querySelector(".search-fields")?.removeAttribute("hidden");
    if (answer.found === 0) await hint("fewer", fewer(answer, query));
    if (answer.found === 0 && filters) await hint("without", [words.trim()].filter((other) => other !== ""));
    if (answer.found === 0 && !answer.isEmpty) {
      const { meetings, segments } = answer.index.root;
      const translations = segments.flatMap(({ translations = [] }) => translations).reduce((sum, records) => sum + records.length - 1, 0);
      hints.push(element("p.summary", {}, view.say("searched", { meetings: view.counted(meetings - translations, "Meeting") })));
    }
  }
  return hints;
}

/** The order and the filters, with how many of those found each value has. @param {View} view @param {Answer} answer @param {string} query */
export function narrow(view, answer, query) {
  /** @type {HTMLElement[]} */
  const chips = [];
  const parts = [];
  if (answer.found > 1) {
    const orders = /** @type {const} */ (["relevance", "date"]).map((order) => {
      const link = queryLink(view, query, order, view.say(order));
      if (order === view.order) link.setAttribute("aria-current", "true");
      return element("li", {}, link);
    });
    parts.push(element("section", {}, element("h2", {}, view.say("order")), element("ul.chips", {}, ...orders)));
  }
  const { root } = answer.index;
  const titled = (/** @type {{ id: string, title: Record<string, string> }[]} */ all) => new Map(all.map(({ id, title }) => [id, title[view.lang] ?? Object.values(title)[0] ?? id]));
  /** @type {Record<string, Map<string, string>>} */
  const titles = { series: titled(root.series), body: titled(root.bodies ?? []), ...Object.fromEntries(answer.taxonomies.map(({ field, terms }) => [field, titled(terms)])) };
  /** How a value of a filter is called. @param {string} kind @param {string} value */
  const label = (kind, value) => {
    if (kind === "lang") return nameOf(view, value);
    if (kind === "in") return view.words[`in_${value.toLowerCase()}`] ?? value;
    if (kind !== "speaker") return titles[kind]?.get(value) ?? value;
    const name = called.get(value) ?? view.names.get(value) ?? value;
    // Two people may be printed by one name, such as “Chair”.
    return [...answer.facets.speaker].some(([other, [same]]) => other !== value && same === name) ? `${name} (${value})` : name;
  };
  for (const [value, [name]] of answer.facets.speaker) view.names.set(value, name);
  for (const term of answer.terms.filter((term) => isFilter(term) && isField(term))) {
    const { kind, text, day } = term;
    const name = day ? view.say(`${kind}Day`, { day: view.date(day).textContent ?? day }) : label(kind, text);
    const link = queryLink(view, without(query, (other) => other.kind === kind && other.text === text), view.order, name, " ×");
    link.setAttribute("aria-label", view.say("remove", { name }));
    chips.push(element("li.chosen", {}, link));
  }
  /** The values that a filter can have, whether found or not. @type {Record<string, string[]>} */
  const possible = {
    series: [...titles.series.keys()],
    ...Object.fromEntries(answer.taxonomies.map(({ field }) => [field, [...titles[field].keys()]])),
    year: root.segments.flatMap(({ years }) => years.map(([year]) => String(year))),
    lang: root.languages.map(([lang]) => lang),
  };
  for (const [kind, values] of Object.entries(answer.facets)) {
    /** How many have a value, where that is known. @param {string} value */
    const count = (value) => (answer.isExact ? (values.get(value)?.[1] ?? 0) : kind === "year" ? answer.years && (answer.years.get(Number(value)) ?? 0) : undefined);
    if (answer.of(kind).some((term) => !term.not)) continue;
    const found = (/** @type {string} */ value) => count(value) ?? values.get(value)?.[1] ?? 0;
    let all = [...new Set([...values.keys(), ...(possible[kind] ?? [])])].sort((a, b) => (kind === "year" ? Number(b) - Number(a) : found(b) - found(a)));
    const room = kind === "year" ? YEARS : VALUES;
    if (all.length > room) all = all.filter((value) => found(value) > 0).slice(0, room);
    const most = Math.max(1, ...all.map(found));
    const items = all.map((value) => {
      const n = count(value);
      const name = n === 0 ? element("span", {}, label(kind, value)) : queryLink(view, withField(query, kind, value), view.order, label(kind, value));
      const bar = element("span.share", {});
      bar.style.inlineSize = `${(100 * (n ?? 0)) / most}%`;
      return element("li", {}, name, ...(kind === "year" && n !== undefined ? [element("span", {}, bar)] : []), " ", element("span.count", {}, n === undefined ? "" : view.number(n)));
    });
    const taxonomy = answer.taxonomies.find(({ field }) => field === kind);
    const own = taxonomy && kind !== "topic" ? (taxonomy.title[view.lang] ?? Object.values(taxonomy.title)[0] ?? kind) : "";
    const heading = own || view.say(kind);
    if (items.length > 0) parts.push(element("section", {}, element("h2", {}, heading), element(`ul.names.by-${taxonomy ? "term" : kind}`, {}, ...items)));
  }
  view.place.querySelector(".search-chosen")?.replaceChildren(...chips);
  const place = /** @type {HTMLDetailsElement | null | undefined} */ (view.filters?.parentElement);
  // Beside the results there is room for the filters.
  if (place && !view.filters?.hasChildNodes()) place.open = matchMedia("(min-width: 60rem)").matches;
  // Numbers that are all 0 narrow nothing.
  return answer.isEmpty || (answer.found === 0 && answer.isDone) ? [] : parts;
}
