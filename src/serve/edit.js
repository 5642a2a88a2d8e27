// Changes a record where it stands on its page. Only `minutebook serve` sends this, to those who may edit; no built page has
// it. Elements say in `data-source` which bytes of the file they show.
(() => {
  "use strict";
  const host = document.querySelector("minutebook-bar");
  if (!host) return;
  const root = host.shadowRoot;

  const make = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
  const command = isMac ? "⌘" : "Ctrl+";

  // --- The server ---------------------------------------------------------------------------------------------------

  // The answer, or an object with the reason in `message`; nothing is thrown, so that what was typed is never lost.
  const ask = async (path, options) => {
    try {
      const response = await fetch(`/_minutebook/${path}`, { cache: "no-store", ...options });
      const text = await response.text();
      let answer;
      try {
        answer = JSON.parse(text);
      } catch {
        answer = { message: text || `the preview answered ${response.status}` };
      }
      return { ...answer, ok: response.ok, status: response.status };
    } catch {
      return { ok: false, status: 0, message: "The preview does not answer. Start it again in its terminal; what you typed stays here." };
    }
  };
  const send = (path, body) =>
    ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

  // --- The bar ------------------------------------------------------------------------------------------------------

  const button = (text, title = "") => make("button", { type: "button", textContent: text, title });
  const edit = button("Edit", "Change the words of this record on the page");
  const undo = button("Undo", `Take back the last change of this record that was made here (${command}Z)`);
  const redo = button("Redo", `Make the change again (${command}Shift+Z)`);
  const news = make("span", { className: "news" });
  news.setAttribute("role", "status");
  const tools = make("span", { className: "tools" }, edit, undo, redo, news);
  root.querySelector(".push").before(tools);
  // Other scripts of the preview add their buttons here.
  host.tools = tools;

  let timer;
  const tell = (text) => {
    news.textContent = text;
    clearTimeout(timer);
    if (text) timer = setTimeout(() => (news.textContent = ""), 12000);
  };

  // The other scripts of editors use the same.
  host.editing = { make, ask, send, tell };

  const isRecord = () => fingerprint() !== "";
  // The bar that the page came with belongs to it; it changes with the page when that is brought up to date.
  const fingerprint = () => document.querySelector("script[data-fingerprint]")?.dataset.fingerprint ?? "";

  const followBar = (bar) => {
    edit.hidden = !isRecord();
    undo.hidden = redo.hidden = !isRecord() || !(bar?.undo || bar?.redo || isOn);
    undo.disabled = !bar?.undo;
    redo.disabled = !bar?.redo;
  };
  document.addEventListener("minutebook:bar", (event) => followBar(event.detail));

  const step = async (direction) => {
    const answer = await send(direction, { path: location.pathname });
    // What was taken back can be made again at once, before the bar has come.
    if (answer.ok) (direction === "undo" ? redo : undo).disabled = false;
    tell(answer.ok ? (direction === "undo" ? "Taken back." : "Made again.") : answer.message);
  };
  undo.onclick = () => step("undo");
  redo.onclick = () => step("redo");

  // --- Passages -----------------------------------------------------------------------------------------------------

  const marks = new CSSStyleSheet();
  marks.replaceSync(`
    [data-source] { cursor: text; outline: 1px dashed transparent; outline-offset: 3px; }
    [data-source]:hover { outline-color: currentColor; }
    [data-source]:focus-visible { outline: 2px solid #b35900; }
    @media (hover: none) { [data-source] { outline-color: #8888; } }
  `);
  let isOn = false;

  const passages = () => document.querySelectorAll("[data-source]");
  const mark = () => {
    for (const passage of passages()) {
      if (isOn) passage.tabIndex = 0;
      else passage.removeAttribute("tabindex");
    }
  };
  const turn = (on) => {
    isOn = on;
    edit.setAttribute("aria-pressed", String(on));
    sessionStorage.setItem("minutebook-edit", on ? "on" : "");
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== marks).concat(on ? [marks] : []);
    mark();
    followBar(host.bar);
  };
  edit.onclick = () => {
    if (box) return box.textarea.focus();
    turn(!isOn);
    tell(isOn ? "Click a passage to change it, or go to it with Tab and press Enter." : "");
  };

  const passageOf = (event) => (event.target instanceof Element ? event.target.closest("[data-source]") : null);
  addEventListener(
    "click",
    (event) => {
      const passage = isOn && event.button === 0 ? passageOf(event) : null;
      if (!passage || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      // Who selects words wants to copy them.
      if (getSelection()?.toString() && event.detail !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      open(passage);
    },
    true,
  );
  addEventListener(
    "keydown",
    (event) => {
      if (!isOn || event.isComposing) return;
      if (event.key === "Enter" && event.target instanceof Element && event.target.matches("[data-source]")) {
        event.preventDefault();
        event.stopPropagation();
        open(event.target);
      } else if ((isMac ? event.metaKey : event.ctrlKey) && event.key.toLowerCase() === "z" && !event.altKey && !isTyping(event)) {
        event.preventDefault();
        const wanted = event.shiftKey ? redo : undo;
        if (!wanted.disabled) wanted.click();
      }
    },
    true,
  );
  // Within a shadow tree the target is its host.
  const isTyping = (event) => event.composedPath()[0].matches?.("input, textarea, select, [contenteditable]") ?? false;

  // --- The box ------------------------------------------------------------------------------------------------------

  const look = new CSSStyleSheet();
  look.replaceSync(`
    :host { all: initial; position: absolute; scroll-margin: 1rem 0 7rem; z-index: 2147483646; font: 16px/1.5 system-ui, sans-serif; color-scheme: light dark; }
    @media print { :host { display: none; } }
    * { box-sizing: border-box; }
    form { display: grid; gap: .4rem; padding: .5rem; background: #fff; color: #16202b; border: 2px solid #b35900; border-radius: .3rem; box-shadow: 0 2px 12px #0005; }
    fieldset { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr)); gap: .3rem .6rem; margin: 0; padding: .3rem .5rem .5rem; border: 1px solid #b9c1c9; border-radius: .2rem; }
    legend { font-size: .85rem; font-weight: bold; }
    label { display: grid; align-content: start; font-size: .85rem; }
    .whole { grid-column: 1 / -1; }
    .hint { color: #4a5663; font-size: .8rem; }
    input, select { width: 100%; padding: .2rem .35rem; font: inherit; font-size: .95rem; color: inherit; background: #fff; border: 1px solid #6b7785; border-radius: .2rem; }
    .row select { width: auto; }
    fieldset textarea { min-height: 2.2em; }
    textarea { width: 100%; min-height: 4.5em; max-height: 60vh; resize: vertical; field-sizing: content; padding: .4rem; font: inherit; color: inherit; background: #fff; border: 1px solid #6b7785; border-radius: .2rem; }
    .row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
    .source { margin-left: auto; font-size: .8rem; overflow-wrap: anywhere; }
    button { font: inherit; font-size: .9rem; padding: .15rem .8rem; color: #16202b; background: #e7ebef; border: 1px solid #6b7785; border-radius: .25rem; }
    button.main { color: #fff; background: #1f4e79; border-color: #1f4e79; }
    :focus-visible { outline: 2px solid #b35900; outline-offset: 1px; }
    .alert:empty, [hidden] { display: none !important; }
    .alert { margin: 0; padding: .3rem .5rem; color: #7a1020; background: #fdecee; border-left: 4px solid #a51d2d; font-size: .9rem; }
    h2 { margin: 0; font-size: .85rem; }
    pre { margin: .2rem 0 0; padding: .4rem; max-height: 30vh; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; background: #f2f4f6; border: 1px solid #b9c1c9; }
    @media (prefers-color-scheme: dark) {
      form { background: #10161d; color: #e6edf3; border-color: #ffb35c; }
      textarea, input, select { background: #0b1016; }
      .hint { color: #aab6c2; }
      button { color: #e6edf3; background: #24303c; }
      button.main { background: #2f6ea5; border-color: #2f6ea5; }
      .alert { color: #ffd9de; background: #3b1219; }
      pre { background: #18212b; border-color: #3a4755; }
      :focus-visible { outline-color: #ffb35c; }
    }
  `);

  // The box that is open: its passage, how it was drawn, and its parts.
  let box;

  // Names a passage so that it can be found again when the page has been brought up to date: by its place below an anchor, and
  // among all, since a speech with other words has another anchor.
  const among = (above) => [above, ...above.querySelectorAll("[data-source]")].filter((one) => one.matches("[data-source]"));
  const nameOf = (passage) => {
    const above = passage.id ? passage : (passage.closest("[id]") ?? document.body);
    return { id: above.id, index: among(above).indexOf(passage), overall: among(document.body).indexOf(passage) };
  };
  const named = ({ id, index, overall }) => {
    const above = id && document.getElementById(id);
    return (above && among(above)[index]) || among(document.body)[overall];
  };

  const place = () => {
    if (!box) return;
    const { element, passage } = box;
    if (passage.isConnected) {
      passage.style.minHeight = "";
      const there = passage.getBoundingClientRect();
      const room = document.documentElement.clientWidth;
      const width = Math.min(Math.max(there.width + 16, 360), room - 16);
      element.style.width = `${width}px`;
      element.style.left = `${scrollX + Math.max(8, Math.min(there.left - 8, room - width - 8))}px`;
      // What is added stands below the passage; what follows moves down, so that it can be read beside the box.
      const above = box.isNew ? there.height + 8 : 0;
      element.style.top = `${scrollY + there.top + above - 8}px`;
      passage.style.minHeight = `${above + element.offsetHeight - 16}px`;
    }
  };
  const watched = new ResizeObserver(place);
  addEventListener("resize", place);

  const open = async (passage) => {
    if (box) {
      box.alert.textContent = "Save or cancel this passage first.";
      box.textarea.focus();
      return;
    }
    const drawn = { path: location.pathname, at: passage.dataset.source, fingerprint: fingerprint() };
    const answer = await ask(`passage?${new URLSearchParams(drawn)}`);
    if (!answer.ok) return tell(answer.message);
    if (box) return;
    show(passage, drawn, answer);
  };

  // A choice of what is added below a passage, in a box of its own.
  const adding = (passage, drawn, source) => {
    const choice = make("select", {}, make("option", { value: "", textContent: "Add below …" }));
    choice.setAttribute("aria-label", "Add below this passage");
    const templates = new Map(host.editing.additions);
    for (const name of templates.keys()) choice.append(make("option", { value: name, textContent: name }));
    choice.onchange = () => {
      if (box.textarea.value !== box.text) {
        choice.value = "";
        box.alert.textContent = "Save or cancel this passage first.";
        return;
      }
      const end = drawn.at.split("-")[1];
      const text = templates.get(choice.value);
      close();
      show(passage, { ...drawn, at: `${end}-${end}` }, { text, source }, true);
    };
    return choice;
  };

  const show = (passage, drawn, { text, source }, isNew = false) => {
    const element = make("minutebook-editor");
    const inner = element.attachShadow({ mode: "open" });
    inner.adoptedStyleSheets = [look];
    const textarea = make("textarea", { value: text, spellcheck: true });
    textarea.setAttribute("aria-label", "Markdown of this passage");
    const around = passage.closest("[lang]");
    textarea.lang = around?.lang ?? "";
    textarea.dir = getComputedStyle(passage).direction;
    const alert = make("p", { className: "alert" });
    alert.setAttribute("role", "alert");
    const now = make("section", { hidden: true }, make("h2", { textContent: "In the file now" }), make("pre", { tabIndex: 0 }));
    const save = make("button", { type: "submit", className: "main", textContent: "Save", title: `${command}Enter` });
    const cancel = make("button", { type: "button", textContent: "Cancel", title: "Escape" });
    const again = make("button", { type: "button", textContent: "Save mine in its place", hidden: true });
    const row = make("div", { className: "row" }, save, cancel, again);
    if (!isNew) row.append(adding(passage, drawn, source));
    row.append(make("span", { className: "source", textContent: source }));
    const part = host.editing.partForm?.(textarea) ?? make("fieldset", { hidden: true });
    const form = make("form", {}, part, textarea, alert, now, row);
    form.setAttribute("aria-label", isNew ? "Add below this passage" : "Change this passage");
    inner.append(form);
    box = { element, passage, drawn, text, isNew, textarea, alert, now, again, save, name: nameOf(passage) };
    form.onsubmit = (event) => {
      event.preventDefault();
      store();
    };
    cancel.onclick = close;
    again.onclick = () => {
      Object.assign(box.drawn, box.offered);
      store();
    };
    form.onkeydown = (event) => {
      if (event.isComposing) return;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        store();
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
      // Keys of the page are not meant.
      event.stopPropagation();
    };
    document.documentElement.append(element);
    watched.observe(element);
    place();
    textarea.focus({ preventScroll: true });
    const caret = isNew ? textarea.value.length : 0;
    textarea.setSelectionRange(caret, caret);
    element.scrollIntoView({ block: "nearest" });
  };

  const store = async () => {
    const { drawn, textarea, save } = box;
    if (save.disabled) return;
    const isSame = box.isNew ? textarea.value.trim() === "" : textarea.value === box.text && !box.offered;
    if (isSame) return close();
    save.disabled = true;
    const text = box.isNew ? `\n\n${textarea.value.trim()}` : textarea.value;
    const answer = await send("edit", { ...drawn, text });
    save.disabled = false;
    if (answer.ok) {
      close();
      return tell("Saved.");
    }
    box.alert.textContent = answer.message;
    box.now.hidden = answer.now === undefined;
    box.now.querySelector("pre").textContent = answer.now === "" ? "(nothing: the passage was taken out)" : (answer.now ?? "");
    box.offered = answer.again;
    box.again.hidden = !answer.again;
    place();
    box.element.scrollIntoView({ block: "nearest" });
  };

  const close = () => {
    const { element, passage, name } = box;
    box = undefined;
    watched.disconnect();
    element.remove();
    const here = passage.isConnected ? passage : named(name);
    passage.style.minHeight = "";
    if (!passage.getAttribute("style")) passage.removeAttribute("style");
    here?.focus({ preventScroll: true });
    last = name;
  };
  // The passage that was changed last, for the keyboard to go on from.
  let last;

  document.addEventListener("minutebook:updated", () => {
    mark();
    followBar(host.bar);
    if (box) {
      if (!box.passage.isConnected) box.passage = named(box.name) ?? box.passage;
      place();
    } else if (last && isOn && document.activeElement === document.body) {
      named(last)?.focus({ preventScroll: true });
    }
  });
  addEventListener("beforeunload", (event) => {
    if (box && box.textarea.value !== box.text) event.preventDefault();
  });

  turn(isRecord() && sessionStorage.getItem("minutebook-edit") === "on");
})();
