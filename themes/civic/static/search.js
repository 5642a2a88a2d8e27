// The search page: shows what is found while it is typed, and keeps the query in the address.

import { element } from "./dom.js";
import { placeOf } from "./files.js";
import { NewerIndex } from "./search-codec.js";
import { Answer } from "./search-engine.js";
import { Index } from "./search-index.js";
import { addFields, parted, withField } from "./search-query.js";

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
    addFields((this.words.fields ?? "").split(" ").filter((field) => field !== ""));
    this.place = place;
    this.field = field;
    this.results = results;
    this.page = page;
    this.status = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
    this.filters = place.querySelector(".search-filters");
    /** The names by which filters are known. @type {Map<string, string>} */
    this.names = new Map();
    /** What to do where the index cannot be had. @type {HTMLElement | null} */
    this.without = place.querySelector(".search-without");
    this.lang = document.documentElement.lang;
    /** @type {"relevance" | "date"} */
    this.order = "relevance";
    this.running = 0;
    this.waiting = 0;
    /** @type {Promise<Index> | undefined} */
    this.index = undefined;
  }

  /** A text of the interface in which something is put. @param {string} name @param {Record<string, string | number>} values */
  say(name, values = {}) {
    return (this.words[name] ?? "").replace(/\{(\w+)\}/gu, (_, key) => String(values[key] ?? ""));
  }

  /** @param {number} n */
  number(n) {
    return n.toLocaleString(this.lang);
  }

  /** “12 speeches”; there is one text for one and one for several. @param {number} n @param {number[] | string} [kinds] of contributions, or “Meeting” */
  counted(n, kinds = "Speech") {
    const isOne = new Intl.PluralRules(this.lang).select(n) === "one";
    const name = `count${typeof kinds === "string" ? kinds : kinds.join() === "4" ? "Decision" : "Speech"}`;
    return (this.words[isOne ? name : `${name}Many`] ?? "").replace(isOne ? "1" : "7", this.number(n));
  }

  /** A date as the pages have it. @param {string} iso */
  date(iso) {
    const [year, month, day] = iso.split("-").map(Number);
    const monthName = this.words.months?.split("|")[month - 1] ?? "";
    return element("time", { datetime: iso }, this.say(day ? "dateDay" : month ? "dateMonth" : "dateYear", { year, month, monthName, day }));
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
        const answer = new Answer(index, query, this.order);
        const start = answer.start();
        const names = import("./search-names.js").then(({ named }) => named(this, answer, start)).catch(() => undefined);
        await start;
        if (!isStale()) await this.show(answer, names, query, shown, isStale);
        return answer.failed > 0 && !isStale();
      };
      // Files may be gone because the site was published anew.
      if ((await ask()) && (await (await import("./search-suggestions.js")).renew(index))) await ask();
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

  /** @param {Answer} answer @param {Promise<HTMLElement | undefined>} names read beside the first speeches @param {string} query @param {number} shown @param {() => boolean} isStale */
  async show(answer, names, query, shown, isStale) {
    const list = element("ol.hits", {});
    const after = element("div.search-after", {});
    const more = element("button.more", { hidden: "" }, this.say("more"));
    /** @type {HTMLElement[]} */
    const content = [];
    let count = 0;
    const on = async (/** @type {number} */ wanted) => {
      // Where phrases are rare, many passages are read in vain; not without an end, unless one asks for more.
      const limit = answer.done + READ;
      const open = async () => {
        const found = content.length === 0 && (await names);
        if (content.length === 0) content.push(...(found ? [found] : []), list, more, after);
      };
      while (count < wanted && !answer.isDone && answer.done < (answer.found > 0 ? limit : 3 * limit)) {
        const groups = await answer.next(wanted - count, IN_GROUP);
        await open();
        if (isStale()) return;
        for (const group of groups) {
          group.hits = group.hits.filter(({ speech }) => !answer.above.has(speech));
          if (group.hits[0] || group.unread[0]) list.append(this.group(answer, group, query));
        }
        count += groups.reduce((sum, group) => sum + Math.min(group.hits.length, IN_GROUP), 0);
        if (count > 0) this.tell(answer, query, content);
      }
      await open();
      if (isStale()) return;
      more.hidden = answer.isDone;
      this.tell(answer, query, content);
    };
    more.addEventListener("click", async () => {
      const last = list.lastElementChild;
      await on(count + SHOWN);
      this.tell(answer, query, content, true);
      // Where one was reading, the keyboard goes on.
      /** @type {HTMLElement | null | undefined} */ (last?.nextElementSibling?.querySelector(".words a"))?.focus();
      // Whoever goes on and comes back finds as many.
      if (this.filters) history.replaceState({ shown: count }, "");
    });
    await on(shown);
    if (isStale()) return;
    const { complete, help, listen } = await import("./search-suggestions.js");
    listen(this);
    const tell = () => isStale() || this.tell(answer, query, content, true);
    await complete(this, answer, query, tell);
    const hints = await help(this, answer, query);
    if (!isStale()) after.replaceChildren(...hints);
  }

  /** @param {Answer} answer @param {string} query @param {Node[]} content @param {boolean} [isLast] whether no more is read by itself */
  tell(answer, query, content, isLast = false) {
    clearTimeout(this.waiting);
    if (content[0].parentNode !== this.results) this.results.replaceChildren(...content);
    const { total, found } = answer;
    this.without?.toggleAttribute("hidden", answer.failed === 0 || found > 0);
    const parts = [];
    if (!answer.isEmpty) {
      const speeches = this.counted(total ?? found, total && answer.above.size === total ? [4] : answer.kinds);
      const isNothing = total === 0 || (found === 0 && answer.isDone);
      if (isNothing) parts.push(content.length > 3 ? speeches : this.say("nothing", { query: (parted(query)[1] || query).trim() }));
      else if (total === undefined) parts.push(this.say(!isLast ? "searching" : found > 0 ? "first" : "notYet", { speeches }));
      else parts.push(answer.isExact ? this.say("inMeetings", { speeches, meetings: this.counted(answer.meetings.size, "Meeting") }) : speeches);
    }
    if (answer.failed > 0) parts.push(this.say("failed"));
    const text = [...parts, ...answer.notes].join(" · ");
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
    const meta = element("p.meta", {}, this.date(date));
    const hits = element("ol", {}, ...group.hits.slice(0, IN_GROUP).map((hit) => this.hit(answer, hit)));
    import("./search-suggestions.js").then(({ extend }) => extend(this, answer, query, { ...group, hits: group.hits.slice(IN_GROUP) }, meta, hits));
    const heading = element("h2", {}, element("a.title", { href: placeOf(href), lang, dir: "auto" }, title));
    return element("li.hit-meeting", {}, heading, meta, hits);
  }

  /** @param {Answer} answer @param {Hit} hit */
  hit({ index: { root } }, { speech, meeting, pieces }) {
    const words = pieces.map((piece, at) => (at % 2 === 1 ? element("mark", {}, piece) : piece));
    const href = placeOf(speech.id ? `${meeting.href}#${encodeURIComponent(speech.id)}` : meeting.href);
    const item = element("li.hit", {});
    if (speech.voice) {
      const { name, role, ids } = speech.voice;
      const page = (root.speakers?.[meeting.lang] ?? root.speaker ?? "").replace("{id}", encodeURIComponent(ids[0]));
      const who = ids.length === 1 ? element("a", { href: placeOf(page) }, name) : name;
      item.append(element("p.who", { lang: meeting.lang }, who, ...(role && !name.includes(role) ? [" ", element("span.role", {}, role)] : [])));
    }
    const context = element("span.context", { lang: this.lang }, this.say("context"));
    item.append(element("p.words", { lang: speech.lang, dir: "auto" }, element("a", { href }, ...words, " ", context)));
    return item;
  }
}

/** @param {HTMLElement} place */
function start(place) {
  const form = /** @type {HTMLFormElement} */ (place.querySelector("form"));
  const field = /** @type {HTMLInputElement} */ (form.querySelector("[name=q]"));
  const view = new View(place, field, /** @type {HTMLElement} */ (place.querySelector(".search-results")), form.action);
  view.without?.setAttribute("hidden", "");
  const title = document.title;
  /** What is chosen beside the words, as it is written in a query. */
  let filters = "";
  const query = () => (filters ? `${filters} ${field.value}` : field.value);
  const put = (/** @type {string} */ whole) => ([filters, field.value] = parted(whole));
  /** Whether what is typed changes the entry of the history that is there. */
  let isTyping = false;

  const show = (shown = SHOWN) => {
    const asked = query().trim();
    document.title = asked ? `${asked} · ${title}` : title;
    for (const part of place.querySelectorAll(".search-start")) part.toggleAttribute("hidden", asked !== "");
    return view.run(query(), shown);
  };
  const go = (/** @type {View["order"]} */ order, replace = false) => {
    view.order = order;
    history[replace ? "replaceState" : "pushState"](null, "", view.address(query()));
    return show();
  };
  /** A query with what a form asks for beside the words. @param {string} query @param {URLSearchParams | FormData} values */
  const fields = (query, values) =>
    [...values].reduce((all, [name, value]) => (value && name !== "q" && name !== "sort" ? withField(all, name, String(value)) : all), query);
  const fromAddress = () => {
    const values = new URLSearchParams(location.search);
    put(fields(values.get("q") ?? "", values));
    view.order = values.get("sort") === "date" ? "date" : "relevance";
    history.replaceState(history.state, "", view.address(query()));
  };

  let timer = 0;
  field.addEventListener("input", (event) => {
    // Not while a character is being composed.
    if (/** @type {InputEvent} */ (event).isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      go(view.order, isTyping);
      isTyping = true;
    }, 80);
  });
  field.addEventListener("compositionend", () => go(view.order, isTyping));
  field.addEventListener("blur", () => (isTyping = false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    put(fields(query(), new FormData(form)));
    const asked = query();
    form.reset();
    put(asked);
    go(view.order, isTyping || view.address(query()) === location.pathname + location.search);
    isTyping = false;
  });
  place.addEventListener("click", (event) => {
    const link = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("a[data-query]"));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    isTyping = false;
    put(link.dataset.query ?? "");
    go(/** @type {View["order"]} */ (link.dataset.order));
    field.focus();
  });
  addEventListener("popstate", () => {
    isTyping = false;
    fromAddress();
    show(history.state?.shown);
  });
  fromAddress();
  const { shown, top } = history.state ?? {};
  if (query()) show(shown).then(() => top && scrollTo(0, top));
}

if (typeof document !== "undefined") {
  const place = document.querySelector(".search");
  if (place) start(/** @type {HTMLElement} */ (place));
}
