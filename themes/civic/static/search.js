// The search page: shows what is found while it is typed, and keeps the query in the address.

import { element } from "./dom.js";
import { placeOf } from "./files.js";
import { NewerIndex } from "./search-codec.js";
import { Answer } from "./search-engine.js";
import { Index } from "./search-index.js";
import { withField } from "./search-query.js";

/** @typedef {import("./search-engine.js").Group} Group */
/** @typedef {import("./search-engine.js").Hit} Hit */

/** How many speeches are shown before one asks for more, how many of one meeting, and how many passages are read for them. */
const SHOWN = 9;
const IN_GROUP = 3;
const READ = 20;

/** A place where one searches: a field, and what is found below it. */
export class View {
  /**
   * @param {HTMLElement} place with the words of the interface as data
   * @param {HTMLInputElement} field
   * @param {HTMLElement} results
   * @param {string} page the address of the search page
   */
  constructor(place, field, results, page) {
    this.words = place.dataset;
    this.field = field;
    this.results = results;
    this.page = page;
    this.status = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
    this.filters = place.querySelector(".search-filters");
    /** What to do where the index cannot be had. @type {HTMLElement | null} */
    this.without = place.querySelector(".search-without");
    this.lang = document.documentElement.lang;
    /** @type {"relevance" | "date"} */
    this.order = "relevance";
    this.running = 0;
    this.waiting = 0;
    /** @type {Promise<Index> | undefined} */
    this.index = undefined;
    results.addEventListener("keydown", (event) => this.step(event));
    field.addEventListener("keydown", (event) => this.step(event));
  }

  /** A text of the interface in which something is put. @param {string} name @param {Record<string, string>} values */
  say(name, values = {}) {
    return (this.words[name] ?? "").replace(/\{(\w+)\}/gu, (_, key) => values[key] ?? "");
  }

  /** @param {number} n */
  number(n) {
    return n.toLocaleString(this.lang);
  }

  /** “12 speeches” or “12 decisions”; there is one text for one and one for several. @param {number} n @param {number[]} [kinds] */
  counted(n, kinds) {
    const isOne = new Intl.PluralRules(this.lang).select(n) === "one";
    const isDecisions = kinds?.join() === "4";
    const name = isDecisions ? (isOne ? "decision" : "decisions") : isOne ? "speech" : "speeches";
    return (this.words[name] ?? "").replace(isOne ? "1" : "7", this.number(n));
  }

  /** @param {string} iso */
  date(iso) {
    const [year, month, day] = iso.split("-").map(Number);
    const date = new Date(0);
    date.setUTCFullYear(year, (month || 1) - 1, day || 1);
    const lang = this.lang === "en" ? "en-GB" : this.lang;
    const form = { year: "numeric", month: month ? "long" : undefined, day: day ? "numeric" : undefined, timeZone: "UTC" };
    return element("time", { datetime: iso }, date.toLocaleDateString(lang, /** @type {Intl.DateTimeFormatOptions} */ (form)));
  }

  /** The index, loaded when it is first needed. */
  load() {
    this.index ??= (async () => {
      const embedded = document.querySelector("#search-root")?.textContent;
      if (embedded) return new Index(JSON.parse(embedded));
      const answer = await fetch(this.words.index ?? "", { cache: "no-cache" });
      return new Index(await answer.json());
    })();
    this.index.catch(() => (this.index = undefined));
    return this.index;
  }

  /** The address of the page with a query. @param {string} query */
  address(query, order = this.order) {
    const values = new URLSearchParams(query ? { q: query } : {});
    if (order !== "relevance") values.set("sort", order);
    return `${this.page}${values.size > 0 ? `?${values}` : ""}`;
  }

  /** Shows what a query finds. @param {string} query @param {number} shown how many speeches at least */
  async run(query, shown = SHOWN) {
    const number = ++this.running;
    const isStale = () => number !== this.running;
    this.results.setAttribute("aria-busy", "true");
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => (this.status.textContent = this.say("searching")), 200);
    try {
      const index = await this.load();
      const ask = async () => {
        const answer = await new Answer(index, query, this.order).start();
        if (!isStale()) await this.show(answer, query, shown, isStale);
        return answer.failed > 0 && !isStale();
      };
      // Files may be gone because the site was published anew.
      if ((await ask()) && (await index.renew())) await ask();
    } catch (error) {
      if (isStale()) return;
      clearTimeout(this.waiting);
      this.results.replaceChildren();
      this.filters?.replaceChildren();
      this.status.textContent = this.say(error instanceof NewerIndex ? "newer" : "unreachable");
      this.without?.toggleAttribute("hidden", error instanceof NewerIndex);
      if (!(error instanceof NewerIndex || error instanceof TypeError || error instanceof SyntaxError)) throw error;
    } finally {
      if (!isStale()) this.results.removeAttribute("aria-busy");
    }
  }

  /** @param {Answer} answer @param {string} query @param {number} shown @param {() => boolean} isStale */
  async show(answer, query, shown, isStale) {
    const list = element("ol.hits", {});
    const after = element("div.search-after", {});
    const more = element("button.more", { type: "button", hidden: "" }, this.say("more"));
    let count = 0;
    const on = async (/** @type {number} */ wanted) => {
      // Where phrases are rare, many passages are read in vain; not without an end, unless one asks for more.
      const limit = answer.done + READ;
      while (count < wanted && !answer.isDone && answer.done < (answer.found > 0 ? limit : 3 * limit)) {
        const groups = await answer.next(wanted - count, IN_GROUP);
        if (isStale()) return;
        for (const group of groups) list.append(this.group(answer, group, query));
        count += groups.reduce((sum, group) => sum + Math.min(group.hits.length, IN_GROUP), 0);
        if (count > 0) this.tell(answer, query, [list, more, after]);
      }
      more.hidden = answer.isDone;
      this.tell(answer, query, [list, more, after]);
    };
    more.addEventListener("click", async () => {
      const last = list.lastElementChild;
      await on(count + SHOWN);
      // Where one was reading, the keyboard goes on.
      /** @type {HTMLElement | null | undefined} */ (last?.nextElementSibling?.querySelector(".words a"))?.focus();
      this.remember?.(count);
    });
    await on(shown);
    if (isStale()) return;
    const { help } = await import("./search-suggestions.js");
    const hints = await help(this, answer, query);
    if (!isStale()) after.replaceChildren(...hints);
  }

  /** Called with the number of speeches that are shown when one has asked for more. @type {((shown: number) => void) | undefined} */
  remember = undefined;

  /** @param {Answer} answer @param {string} query @param {Node[]} content */
  tell(answer, query, content) {
    clearTimeout(this.waiting);
    if (content[0].parentNode !== this.results) this.results.replaceChildren(...content);
    const { total, found } = answer;
    this.without?.toggleAttribute("hidden", answer.failed === 0 || found > 0);
    const parts = [];
    if (!answer.isEmpty) {
      if (total !== undefined) parts.push(total > 0 ? this.counted(total, answer.kinds) : this.say("nothing", { query: query.trim() }));
      else parts.push(found > 0 ? this.say("atleast", { speeches: this.counted(found, answer.kinds) }) : this.say(answer.isDone ? "nothing" : "notYet", { query }));
    }
    if (answer.failed > 0) parts.push(this.say("failed"));
    for (const signs of answer.wanted.empty) parts.push(this.say("signs", { query: signs }));
    const text = parts.join(" · ");
    if (this.status.textContent !== text) this.status.textContent = text;
    const shown = content[0];
    // What narrows is loaded when there is something to narrow, and is of no use any more when something else is shown.
    import("./search-suggestions.js").then(
      ({ narrow }) => shown.parentNode === this.results && this.filters?.replaceChildren(...narrow(this, answer, query)),
      () => {},
    );
  }

  /** @param {Answer} answer @param {Group} group @param {string} query */
  group(answer, group, query) {
    const { title, href, date, lang } = group.meeting;
    const hits = element("ol", {}, ...group.hits.slice(0, IN_GROUP).map((hit) => this.hit(group, hit)));
    const waiting = group.hits.slice(IN_GROUP);
    const more = element("button.more", { type: "button" });
    const left = () => {
      more.hidden = waiting.length === 0 && group.unread.length === 0;
      more.textContent = this.say(group.unread.length > 0 ? "moreHere" : "andMore", { n: this.number(waiting.length) });
    };
    left();
    more.addEventListener("click", async () => {
      if (waiting.length === 0) waiting.push(...(await answer.rest(group)));
      const items = waiting.splice(0, 10).map((hit) => this.hit(group, hit));
      hits.append(...items);
      left();
      items[0]?.querySelector("a")?.focus();
      if (this.results.contains(hits)) this.tell(answer, query, [...this.results.childNodes]);
    });
    const heading = element("h2", {}, element("a.title", { href: placeOf(href), lang, dir: "auto" }, title));
    return element("li.hit-meeting", {}, heading, element("p.meta", {}, this.date(date)), hits, more);
  }

  /** @param {Group} group @param {Hit} hit */
  hit({ meeting }, { speech, pieces }) {
    const words = pieces.map((piece, at) => (at % 2 === 1 ? element("mark", {}, piece) : piece));
    const href = placeOf(speech.id ? `${meeting.href}#${encodeURIComponent(speech.id)}` : meeting.href);
    const item = element("li.hit", {});
    if (speech.voice) {
      const role = speech.voice.role ? [" ", element("span.role", {}, speech.voice.role)] : [];
      item.append(element("p.who", { lang: meeting.lang }, speech.voice.name, ...role));
    }
    item.append(element("p.words", {}, element("a", { href, lang: speech.lang, dir: "auto" }, ...words)));
    return item;
  }

  /** A link that changes the query. @param {string} query @param {(string | Node)[]} content */
  link(query, order = this.order, ...content) {
    const link = element("a", { href: this.address(query, order) }, ...content);
    link.dataset.query = query;
    link.dataset.order = order;
    return link;
  }

  /** Arrows and j and k go through what was found, Escape goes back to the field. @param {KeyboardEvent} event */
  step(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const links = /** @type {HTMLElement[]} */ ([...this.results.querySelectorAll(".words a")]);
    const here = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const isField = event.target === this.field;
    const step = { ArrowDown: 1, ArrowUp: -1, j: isField ? 0 : 1, k: isField ? 0 : -1 }[event.key];
    const to = event.key === "Escape" && !isField ? -1 : step ? here + step : undefined;
    if (to === undefined || (isField && step !== 1)) return;
    event.preventDefault();
    (links[to] ?? (to < 0 ? this.field : links[here]))?.focus();
  }
}

/** @param {HTMLElement} place */
function start(place) {
  const form = /** @type {HTMLFormElement} */ (place.querySelector("form"));
  const field = /** @type {HTMLInputElement} */ (form.querySelector("[name=q]"));
  const view = new View(place, field, /** @type {HTMLElement} */ (place.querySelector(".search-results")), form.action);
  view.without?.setAttribute("hidden", "");
  const title = document.title;
  /** Whether what is typed changes the entry of the history that is there. */
  let isTyping = false;

  const show = (shown = SHOWN) => {
    document.title = field.value.trim() ? `${field.value.trim()} · ${title}` : title;
    return view.run(field.value, shown);
  };
  const go = (/** @type {string} */ query, /** @type {View["order"]} */ order, replace = false) => {
    field.value = query;
    view.order = order;
    history[replace ? "replaceState" : "pushState"](null, "", view.address(query));
    return show();
  };
  const fromAddress = () => {
    const values = new URLSearchParams(location.search);
    // The field on a speaker's page asks for their words.
    const speaker = values.get("speaker");
    const query = values.get("q") ?? "";
    field.value = speaker ? withField(query, "speaker", speaker) : query;
    view.order = values.get("sort") === "date" ? "date" : "relevance";
    if (speaker) history.replaceState(null, "", view.address(field.value));
  };
  view.remember = (shown) => history.replaceState({ shown }, "");

  let timer = 0;
  field.addEventListener("input", (event) => {
    // Not while a character is being composed.
    if (/** @type {InputEvent} */ (event).isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      go(field.value, view.order, isTyping);
      isTyping = true;
    }, 80);
  });
  field.addEventListener("compositionend", () => go(field.value, view.order, isTyping));
  field.addEventListener("blur", () => (isTyping = false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    go(field.value, view.order, isTyping || view.address(field.value) === location.pathname + location.search);
    isTyping = false;
  });
  place.addEventListener("click", (event) => {
    const link = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("a[data-query]"));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    isTyping = false;
    go(link.dataset.query ?? "", /** @type {View["order"]} */ (link.dataset.order));
    field.focus();
  });
  addEventListener("popstate", () => {
    isTyping = false;
    fromAddress();
    show(history.state?.shown);
  });
  // Whoever comes back finds the place again once what was there is there.
  history.scrollRestoration = "manual";
  addEventListener("pagehide", () => history.replaceState({ ...history.state, top: scrollY }, ""));
  fromAddress();
  const { shown, top } = history.state ?? {};
  if (field.value) show(shown).then(() => top && scrollTo(0, top));
}

if (typeof document !== "undefined") {
  const place = document.querySelector(".search");
  if (place) start(/** @type {HTMLElement} */ (place));
}
