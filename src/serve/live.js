// Keeps an open page up to date while its record is being written, and shows the editor's bar. Only `minutebook serve`
// sends this; no built page has it.
(() => {
  "use strict";
  const script = document.currentScript;
  let tag = script.dataset.tag;
  // The edition of the page on the screen, and the last one that we were told of: no two have one number, whenever the
  // preview was begun. The bar may be of a later edition than the page, so it has no say in this.
  let shown = script.dataset.number;
  let latest = shown;

  // --- The page ---------------------------------------------------------------------------------------------------

  // What the reader looks at: the first things on the screen that have a name, and how high each stands.
  const landmarks = () => {
    const found = [];
    for (const element of document.querySelectorAll("main [id]")) {
      const box = element.getBoundingClientRect();
      if (box.bottom > 0 && box.height > 0) found.push([element.id, box.top]);
      if (found.length > 20 || box.top > innerHeight) break;
    }
    return found;
  };

  // The first of them that is still there goes back to where it stood. What lies above may get its true height only
  // when it is drawn, so this is looked at again for some frames, unless the reader moves.
  const restore = (places, scroll) => {
    const kept = places.find(([id]) => document.getElementById(id));
    if (!kept) {
      scrollTo({ top: scroll, behavior: "instant" });
      return;
    }
    const moves = new AbortController();
    for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      addEventListener(name, () => moves.abort(), { signal: moves.signal, passive: true });
    }
    let frames = 12;
    const align = () => {
      const element = document.getElementById(kept[0]);
      if (moves.signal.aborted || !element) return;
      const off = element.getBoundingClientRect().top - kept[1];
      if (Math.abs(off) >= 1) scrollBy({ top: off, behavior: "instant" });
      frames -= 1;
      if (frames > 0) requestAnimationFrame(align);
      else moves.abort();
    };
    align();
  };

  const alike = (old, next) => old.nodeType === next.nodeType && old.nodeName === next.nodeName && (old.id ?? "") === (next.id ?? "");

  // Makes `old` what `next` is, keeping every node that can stay, so that selections, focus and open parts survive.
  const morph = (old, next) => {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== next.data) old.data = next.data;
      return;
    }
    for (const { name } of [...old.attributes]) if (!next.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value && name !== "open") old.setAttribute(name, value);
    const named = new Map();
    for (const child of old.children) if (child.id) named.set(child.id, child);
    let cursor = old.firstChild;
    for (const child of [...next.childNodes]) {
      let match = child.id ? named.get(child.id) : undefined;
      if (match && !alike(match, child)) match = undefined;
      if (!match && cursor && !cursor.id && alike(cursor, child)) match = cursor;
      if (!match) {
        old.insertBefore(document.importNode(child, true), cursor);
        continue;
      }
      if (match === cursor) cursor = cursor.nextSibling;
      else old.insertBefore(match, cursor);
      if (!match.isEqualNode(child)) morph(match, child);
    }
    while (cursor) {
      const gone = cursor;
      cursor = cursor.nextSibling;
      gone.remove();
    }
  };

  // A new style sheet takes over when it has come, and not before, so that nothing is ever without style.
  const restyle = (next) => {
    const sheets = (root) => [...root.querySelectorAll('link[rel~="stylesheet"]')];
    const old = sheets(document.head);
    const wanted = sheets(next.head).map((link) => link.getAttribute("href"));
    const known = old.map((link) => link.getAttribute("href"));
    const fresh = wanted.filter((href) => !known.includes(href));
    const stale = old.filter((link) => !wanted.includes(link.getAttribute("href")));
    let waiting = fresh.length;
    const arrived = () => {
      waiting -= 1;
      if (waiting <= 0) stale.forEach((link) => link.remove());
    };
    for (const href of fresh) {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = href;
      link.onload = link.onerror = arrived;
      document.head.append(link);
    }
    if (fresh.length === 0) stale.forEach((link) => link.remove());
  };

  const update = async () => {
    const headers = tag ? { "If-None-Match": `"${tag}"` } : {};
    const response = await fetch(location.pathname + location.search, { headers, cache: "no-store" });
    // What cannot be shown now is left as it was; the panel says why.
    if (!response.ok) return;
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    tag = (response.headers.get("ETag") ?? "").replace(/"/g, "").replace(/^W\//, "");
    // What scripts have put into the page, such as the player, stays there.
    for (const data of next.querySelectorAll("script[data-part]")) {
      if (document.getElementById(data.dataset.part)) data.insertAdjacentHTML("afterend", data.textContent);
    }
    const places = landmarks();
    const scroll = scrollY;
    restyle(next);
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    if (!document.body.isEqualNode(next.body)) {
      morph(document.body, next.body);
      restore(places, scroll);
    }
    document.dispatchEvent(new CustomEvent("minutebook:updated"));
  };

  // --- The bar ----------------------------------------------------------------------------------------------------

  const host = document.createElement("minutebook-bar");
  const root = host.attachShadow({ mode: "open" });
  // The policy of the pages forbids styles within a page; a sheet that a script makes is none.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; font: 14px/1.4 system-ui, sans-serif; color-scheme: light dark; }
    @media print { :host { display: none; } }
    * { box-sizing: border-box; }
    .bar { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; padding: .35rem .75rem; background: #1d2733; color: #f4f6f8; }
    .chip { padding: 0 .5rem; border-radius: 1rem; background: #34506b; }
    .chip[data-status="draft"], .chip[data-status="review"], .chip[data-status="scheduled"], .chip[data-status="held"] { background: #8a4b08; }
    .source { overflow-wrap: anywhere; opacity: .85; }
    .push { margin-left: auto; }
    .tools { display: flex; flex-wrap: wrap; gap: .25rem .4rem; align-items: center; }
    .news { white-space: pre-line; overflow-wrap: anywhere; }
    a, button { color: inherit; font: inherit; }
    button, select { font: inherit; color: inherit; background: #34506b; border: 1px solid #6b8299; border-radius: .25rem; padding: .1rem .5rem; }
    button[aria-pressed="true"] { background: #ffd166; color: #16202b; border-color: #ffd166; }
    button:disabled { opacity: .5; }
    button[data-errors="true"] { background: #a51d2d; }
    :focus-visible { outline: 2px solid #ffd166; outline-offset: 1px; }
    .panel { max-height: 45vh; overflow: auto; padding: .5rem .75rem; background: #fff; color: #16202b; border-top: 3px solid #a51d2d; }
    @media (prefers-color-scheme: dark) { .panel { background: #10161d; color: #e6edf3; } }
    .panel h2 { font-size: 1rem; margin: .25rem 0; }
    .panel ol { list-style: none; margin: 0; padding: 0; }
    .panel li { padding: .4rem 0; border-top: 1px solid #8886; }
    .place { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
    pre { margin: .2rem 0; padding: .2rem .4rem; overflow: auto; background: #8882; }
    [hidden] { display: none !important; }
  `);
  root.adoptedStyleSheets = [sheet];
  root.innerHTML = `<section class="panel" role="alert" aria-label="Problems" hidden><h2></h2><ol></ol></section>
  <div class="bar" role="toolbar" aria-label="Minutebook">
    <span class="chip" data-status="" hidden></span><span class="source"></span>
    <span class="push"></span>
    <button type="button" class="problems" aria-expanded="false" hidden></button>
    <a class="next" hidden></a>
    <label>Seen by <select><option value="">editors</option><option value="public">the public, now</option><option value="at">the public, at …</option></select></label>
    <input type="datetime-local" hidden aria-label="Moment">
  </div>`;
  const find = (selector) => root.querySelector(selector);
  const [panel, list, chip, source, toggle, next, audience, moment] =
    [".panel", "ol", ".chip", ".source", ".problems", ".next", "select", "input"].map(find);

  const words = {
    public: () => "public", draft: () => "draft", withdrawn: () => "withdrawn",
    review: (until) => (until ? `in review until ${until}` : "in review"),
    held: () => "held back",
    scheduled: (until) => `scheduled for ${until}`,
  };
  const element = (name, text, className) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const item = (problem) => {
    const made = document.createElement("li");
    const line = document.createElement("div");
    line.append(element("strong", problem.severity), ` [${problem.code}] `, problem.message);
    made.append(line);
    if (problem.place) {
      const place = problem.anchor ? element("a", problem.place, "place") : element("span", problem.place, "place");
      if (problem.anchor) place.href = problem.anchor;
      made.append(place);
    }
    if (problem.excerpt) made.append(element("pre", problem.excerpt));
    if (problem.hint) made.append(element("div", `→ ${problem.hint}`));
    return made;
  };

  // Problems that the reader has closed the panel on, which stay closed on the next page too: not by their lines, which move while one writes.
  const CLOSED = "minutebook-closed";
  const keyOf = (problem) => JSON.stringify([problem.code, problem.place.replace(/(:\d+)+$/, ""), problem.message]);
  const closed = () => JSON.parse(sessionStorage.getItem(CLOSED) ?? "[]");
  const show = (bar) => {
    const here = bar.problems ?? [];
    const elsewhere = bar.elsewhere ?? [];
    const all = [...here, ...elsewhere];
    const errors = all.filter((problem) => problem.severity === "error");
    chip.hidden = !bar.status;
    chip.dataset.status = bar.status ?? "";
    chip.textContent = bar.status ? words[bar.status](bar.until) : "";
    source.textContent = bar.source ?? "";
    toggle.hidden = all.length === 0;
    toggle.dataset.errors = String(errors.length > 0);
    toggle.textContent = `${all.length} problem${all.length === 1 ? "" : "s"}`;
    next.hidden = !bar.next;
    if (bar.next) {
      next.href = bar.next.href;
      next.textContent = "next problem →";
      next.title = bar.next.title;
    }
    list.replaceChildren(...all.map(item));
    find("h2").textContent = here.length ? "In this record" : "In the site";
    // What is wrong with this page comes up by itself, once, and goes by itself; what is wrong elsewhere is only counted.
    const known = errors.map(keyOf);
    // The page of a record that is held back says itself what is wrong.
    const ofPage = bar.status === "held" ? [] : here.filter((problem) => problem.severity === "error");
    const urgent = (bar.is_stale ? errors : ofPage).map(keyOf);
    const kept = closed().filter((key) => known.includes(key));
    sessionStorage.setItem(CLOSED, JSON.stringify(kept));
    if (urgent.some((key) => !kept.includes(key))) open(true);
    else if (all.length === 0 || panel.dataset.by !== "hand") open(false);
    toggle.onclick = () => {
      panel.dataset.by = "hand";
      if (!panel.hidden) sessionStorage.setItem(CLOSED, JSON.stringify([...new Set([...kept, ...urgent])]));
      open(panel.hidden);
    };
    host.dataset.number = String(bar.number);
    // What changes records (edit.js) may come later than this.
    host.bar = bar;
    document.dispatchEvent(new CustomEvent("minutebook:bar", { detail: bar }));
  };
  const open = (wanted) => {
    panel.hidden = !wanted;
    toggle.setAttribute("aria-expanded", String(wanted));
    if (!wanted) delete panel.dataset.by;
  };

  const refresh = async () => {
    const response = await fetch(`/_minutebook/page?path=${encodeURIComponent(location.pathname)}`, { cache: "no-store" });
    if (response.ok) show(await response.json());
  };

  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith("minutebook-audience="))?.slice(20) ?? "";
  audience.value = cookie.startsWith("public@") ? "at" : cookie;
  moment.hidden = audience.value !== "at";
  const look = (value) => {
    document.cookie = `minutebook-audience=${value}; path=/; SameSite=Strict${value ? "" : "; max-age=0"}`;
    location.reload();
  };
  audience.onchange = () => {
    moment.hidden = audience.value !== "at";
    if (audience.value === "at") moment.focus();
    else look(audience.value);
  };
  moment.onchange = () => moment.value && look(`public@${new Date(moment.value).toISOString()}`);

  document.documentElement.append(host);
  // The bar covers nothing: the page ends above it, and so does what is scrolled into view.
  const bar = find(".bar");
  new ResizeObserver(() => {
    for (const side of ["padding-bottom", "scroll-padding-bottom"]) document.documentElement.style.setProperty(side, `${bar.offsetHeight}px`);
  }).observe(bar);

  // --- News -------------------------------------------------------------------------------------------------------

  // One after the other: news that comes while a page is being fetched is fetched after it. The first time it is the bar
  // alone that is wanted.
  let busy = false;
  const follow = async () => {
    if (busy) return;
    busy = true;
    try {
      do {
        const coming = latest;
        if (shown !== coming) await update();
        await refresh();
        shown = coming;
      } while (shown !== latest);
    } catch {
      // The server has gone; the stream of events comes back when it does, and then all is news.
      shown = undefined;
    }
    busy = false;
  };
  follow();
  const stream = new EventSource("/_minutebook/events");
  stream.onmessage = (event) => {
    latest = event.data;
    if (shown !== latest) follow();
  };
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
