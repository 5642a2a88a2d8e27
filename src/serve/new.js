// The form for a new record, and files of other programs that are dropped on a page. Only `minutebook serve` sends this, to
// those who may edit; no built page has it.
(() => {
  "use strict";
  const bar = document.querySelector("minutebook-bar");
  if (!bar?.tools) return;
  const { make, ask, send, tell } = bar.editing;

  const host = make("minutebook-new");
  const root = host.attachShadow({ mode: "open" });
  const look = new CSSStyleSheet();
  look.replaceSync(`
    :host { all: initial; font: 16px/1.5 system-ui, sans-serif; color-scheme: light dark; }
    * { box-sizing: border-box; }
    dialog { width: min(44rem, calc(100vw - 1rem)); max-height: calc(100vh - 1rem); padding: 1rem; color: #16202b; background: #fff; border: 2px solid #1f4e79; border-radius: .4rem; overflow: auto; }
    dialog::backdrop { background: #0008; }
    h2 { margin: 0 0 .5rem; font-size: 1.2rem; }
    form, .fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); gap: .6rem 1rem; }
    label { display: grid; gap: .15rem; align-content: start; font-size: .9rem; }
    .wide { grid-column: 1 / -1; }
    input, select, textarea { width: 100%; font: inherit; font-size: 1rem; color: inherit; background: #fff; padding: .3rem .4rem; border: 1px solid #6b7785; border-radius: .2rem; }
    textarea { min-height: 9em; resize: vertical; }
    .hint { font-size: .85rem; color: #4a5663; margin: 0; }
    .row { display: flex; flex-wrap: wrap; gap: .5rem; }
    button { font: inherit; padding: .25rem 1rem; color: #16202b; background: #e7ebef; border: 1px solid #6b7785; border-radius: .25rem; }
    button.main { color: #fff; background: #1f4e79; border-color: #1f4e79; }
    button:disabled { opacity: .6; }
    :focus-visible { outline: 2px solid #b35900; outline-offset: 1px; }
    .alert { margin: 0; padding: .3rem .5rem; white-space: pre-line; color: #7a1020; background: #fdecee; border-left: 4px solid #a51d2d; }
    .alert:empty, [hidden] { display: none !important; }
    .drop { position: fixed; inset: .5rem; z-index: 2147483646; display: grid; place-items: center; padding: 2rem; text-align: center; font-size: 1.3rem; color: #fff; background: #1f4e79e6; border: 4px dashed #fff; border-radius: .5rem; pointer-events: none; }
    @media print { :host { display: none; } }
    @media (prefers-color-scheme: dark) {
      dialog { color: #e6edf3; background: #10161d; border-color: #5fa3dc; }
      input, select, textarea { background: #0b1016; }
      .hint { color: #aab6c2; }
      button { color: #e6edf3; background: #24303c; }
      button.main { background: #2f6ea5; border-color: #2f6ea5; }
      .alert { color: #ffd9de; background: #3b1219; }
      :focus-visible { outline-color: #ffb35c; }
    }
  `);
  root.adoptedStyleSheets = [look];
  // Other forms look the same.
  bar.editing.formLook = [look];
  root.innerHTML = `<dialog aria-labelledby="title"><h2 id="title">New record</h2><form method="dialog">
    <label>Day of the meeting <input name="date" type="date" required></label>
    <label>Title, without the day <input name="title" type="text" required autocomplete="off"></label>
    <label hidden>Series <select name="series"></select></label>
    <label hidden>Body that met <select name="body"></select></label>
    <label hidden>Language of the record <select name="lang"></select></label>
    <label class="wide">Words, if you have them: type or paste <textarea name="text"></textarea></label>
    <label class="wide">Or a file: Word, captions (VTT, SRT) or text <input name="file" type="file" accept=".docx,.vtt,.srt,.txt,.md,.xml,.json"></label>
    <p class="hint wide of-file" hidden>The day and the title are taken from the file or its name. Give them here only if it does not say them, or says them wrongly.</p>
    <p class="hint wide">The record begins as a draft, which only editors see. Nothing that is there already is overwritten. A file may also be dropped anywhere on a page.</p>
    <p class="alert wide" role="alert"></p>
    <div class="row wide"><button type="submit" class="main">Create</button><button type="button" class="cancel">Cancel</button></div>
  </form></dialog><div class="drop" hidden>Drop a Word, caption or text file here: it becomes a new record, as a draft.</div>`;
  document.documentElement.append(host);
  const find = (selector) => root.querySelector(selector);
  const [dialog, form, alert, main, drop] = ["dialog", "form", ".alert", "button.main", ".drop"].map(find);
  const field = form.elements;

  const button = make("button", { type: "button", textContent: "New record", title: "Begin a record: by form, from pasted words, or from a file" });
  bar.tools.prepend(button);

  let filled = false;
  // The day that the form offers by itself, which is never that of a file.
  let today = "";
  let isDayChosen = false;
  field.date.oninput = () => (isDayChosen = field.date.value !== "");
  const fill = async () => {
    if (filled) return;
    const choices = await ask("choices");
    if (!choices.ok) {
      alert.textContent = choices.message;
      return;
    }
    filled = true;
    today = choices.today;
    requirements();
    const options = (name, all, first) => {
      field[name].replaceChildren(...first, ...all.map(({ id, name }) => make("option", { value: id, textContent: name })));
      field[name].closest("label").hidden = all.length === 0;
    };
    const none = () => [make("option", { value: "", textContent: "—" })];
    options("series", choices.series, none());
    options("body", choices.bodies, none());
    options("lang", choices.languages.length > 1 ? choices.languages.map((id) => ({ id, name: id })) : [], none());
  };

  const open = async () => {
    alert.textContent = "";
    requirements();
    if (!dialog.open) dialog.showModal();
    await fill();
  };
  button.onclick = open;
  find(".cancel").onclick = () => dialog.close();

  // What a file says of itself need not be given.
  const requirements = () => {
    const hasFile = field.file.files.length > 0;
    field.date.required = field.title.required = !hasFile;
    for (const name of ["text", "series", "body", "lang"]) field[name].disabled = hasFile;
    if (!isDayChosen) field.date.value = hasFile ? "" : today;
    find(".of-file").hidden = !hasFile;
  };
  field.file.onchange = requirements;

  const upload = (file, { date = "", title = "" } = {}) =>
    ask(`import?${new URLSearchParams({ name: file.name, date, title })}`, {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body: file,
    });

  const show = (answer) => {
    sessionStorage.setItem("minutebook-edit", "on");
    sessionStorage.setItem("minutebook-news", [`${answer.source ?? answer.files.join(", ")} was made, as a draft.`, answer.message].filter(Boolean).join("\n"));
    if (answer.href) location.href = answer.href;
    else tell(sessionStorage.getItem("minutebook-news"));
  };

  form.onsubmit = async (event) => {
    event.preventDefault();
    if (main.disabled) return;
    main.disabled = true;
    alert.textContent = "";
    const { date, title, series, body, lang, text, file } = field;
    const dropped = file.files[0];
    const given = { date: date.value, title: title.value.trim() };
    const answer = dropped
      ? await upload(dropped, given)
      : await send("new", { ...given, series: series.value, body: body.value, lang: lang.value, text: text.value });
    main.disabled = false;
    if (answer.ok) {
      dialog.close();
      return show(answer);
    }
    alert.textContent = answer.message;
  };
  form.onkeydown = (event) => event.stopPropagation();

  // --- Dropped files ------------------------------------------------------------------------------------------------

  const hasFiles = (event) => event.dataTransfer?.types.includes("Files") && !dialog.open;
  let leaving;
  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    drop.hidden = false;
    clearTimeout(leaving);
    leaving = setTimeout(() => (drop.hidden = true), 400);
  });
  addEventListener("drop", async (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    drop.hidden = true;
    const files = [...event.dataTransfer.files];
    const made = [];
    const failed = [];
    for (const file of files) {
      tell(`Reading ${file.name} …`);
      const answer = await upload(file);
      if (answer.ok) made.push(answer);
      else failed.push([file, answer.message]);
    }
    tell("");
    if (failed.length > 0) {
      // The first that could not be read can be helped in the form; nothing is made of the others.
      const kept = new DataTransfer();
      kept.items.add(failed[0][0]);
      field.file.files = kept.files;
      isDayChosen = false;
      field.title.value = "";
      await open();
      const others = made.map((answer) => `${answer.source ?? answer.files.join(", ")} was made.`);
      alert.textContent = [...failed.map(([file, message]) => `${file.name}: ${message}`), ...others].join("\n");
    } else if (made.length > 0) {
      show(made[0]);
    }
  });

  const told = sessionStorage.getItem("minutebook-news");
  if (told) {
    sessionStorage.removeItem("minutebook-news");
    tell(told);
  }
})();
