// The form with the metadata of a record. It is made from the JSON Schema of records, as `minutebook schema record` prints it.
// Only `minutebook serve` sends this, to those who may edit; no built page has it.
(() => {
  "use strict";
  const bar = document.querySelector("minutebook-bar");
  if (!bar?.tools) return;
  const { make, ask, send, tell } = bar.editing;
  const isRecord = () => (document.querySelector("script[data-fingerprint]")?.dataset.fingerprint ?? "") !== "";
  if (!isRecord()) return;

  const host = make("minutebook-metadata");
  const root = host.attachShadow({ mode: "open" });
  const dialog = make("dialog");
  root.adoptedStyleSheets = bar.editing.formLook;
  root.append(dialog);
  document.documentElement.append(host);
  const button = make("button", { type: "button", textContent: "Details", title: "Title, day, place, people and other facts of this record" });
  bar.tools.querySelector("button[aria-pressed]").after(button);

  // Keys that a clerk needs most come first; all others follow, in the order of the schema, folded.
  const FIRST = ["title", "date", "start", "end", "place", "status", "series", "body", "chair", "participants", "apologies", "lang"];
  const nameOf = (key) => (key[0].toUpperCase() + key.slice(1)).replace(/_/g, " ");

  // What a property of the schema allows, through its references and alternatives.
  const parts = (schema, property) => {
    if (property === true || !property) return [];
    if (property.$ref) return parts(schema, property.$ref.split("/").slice(1).reduce((node, name) => node[name], schema));
    const several = property.anyOf ?? property.oneOf;
    return several ? several.flatMap((one) => parts(schema, one)) : [property];
  };
  const shape = (schema, property) => {
    const all = parts(schema, property);
    const types = new Set(all.flatMap((part) => part.type ?? []));
    const words = all.flatMap((part) => part.enum ?? (part.const !== undefined ? [part.const] : [])).filter((word) => typeof word === "string");
    if (words.length > 0 && !types.has("object") && !types.has("array")) return { kind: "choice", words: [...new Set(words)].filter((word) => word === word.toLowerCase()) };
    if (types.has("array")) return { kind: "list" };
    if (types.has("boolean") && !types.has("string")) return { kind: "yaml" };
    if (types.has("object")) return { kind: types.has("string") ? "text" : "yaml" };
    return { kind: "text" };
  };

  const texts = { text: (value) => value, list: (value) => value.join("\n"), yaml: (value) => value };

  // A field of the form: what is shown, and the value that it gives; undefined when nothing has changed.
  const field = (schema, key, property, written) => {
    const { kind, words } = shape(schema, property);
    const [as, value] = written ? Object.entries(written)[0] : [kind === "choice" ? "text" : kind, undefined];
    const was = value === undefined ? "" : texts[as](value);
    const many = as === "list" || as === "yaml";
    const input = words && as === "text" ? make("select") : make(many ? "textarea" : "input", { value: was, rows: many ? Math.min(8, was.split("\n").length + 1) : undefined });
    if (input.localName === "select") {
      const known = was && !words.includes(was) ? [was, ...words] : words;
      input.append(make("option", { value: "", textContent: "—" }), ...known.map((word) => make("option", { value: word, textContent: word })));
      input.value = was;
    }
    input.name = key;
    const note = as === "list" ? " (one on each line)" : as === "yaml" ? " (as YAML)" : "";
    const hint = make("span", { className: "hint", id: `about-${key}`, textContent: (property.description ?? "").replace(/`/g, "") });
    input.setAttribute("aria-describedby", hint.id);
    const label = make("div", { className: many ? "wide" : "" }, make("label", {}, `${nameOf(key)}${note} `, input), hint);
    const change = () => {
      if (input.value === was) return undefined;
      const now = input.value.trim();
      if (now === "") return null;
      if (as === "list") return { list: now.split("\n").map((line) => line.trim()).filter(Boolean) };
      // Numbers and yes or no are no texts.
      if (as === "yaml" || /^(true|false|\d+)$/.test(now)) return { yaml: now };
      // The schema shows times in quotation marks, which are no part of them.
      return { text: now.replace(/^"([^"]*)"$/, "$1") };
    };
    return { key, label, input, change };
  };

  // Other spellings of keys, and the keys. Only the one that the record has is shown.
  const spellings = (schema) =>
    Object.entries(schema.properties).flatMap(([other, property]) => {
      const key = /^Another spelling of `(.+?)`/.exec(property.description ?? "")?.[1];
      return key ? [[other, key]] : [];
    });
  const unused = (schema, written) => spellings(schema).map(([other, key]) => (written.has(other) && !written.has(key) ? key : other)).filter((key) => !written.has(key));

  const open = async () => {
    const answer = await ask(`metadata?${new URLSearchParams({ path: location.pathname })}`);
    if (!answer.ok) return tell(answer.message);
    const { schema, fingerprint, source, heading, read } = answer;
    const written = new Map(answer.values.map(({ key, value }) => [key, value]));
    const hidden = unused(schema, written);
    const keys = Object.keys(schema.properties).filter((key) => !hidden.includes(key));
    // Keys of other programs are shown as well.
    const others = [...written.keys()].filter((key) => !keys.includes(key));
    const fields = [...keys, ...others].map((key) => field(schema, key, schema.properties[key] ?? {}, written.get(key)));
    const isFirst = ({ key }) => FIRST.includes(key) || written.has(key);
    const first = fields.filter(isFirst).sort((a, b) => rank(a.key) - rank(b.key));
    const rest = fields.filter((one) => !isFirst(one));
    for (const { key, input } of fields) if (read[key] !== undefined && input.value === "" && "placeholder" in input) input.placeholder = read[key];
    const title = heading === null ? undefined : make("input", { value: heading, required: true });
    const alert = make("p", { className: "alert wide" });
    alert.setAttribute("role", "alert");
    const save = make("button", { type: "submit", className: "main", textContent: "Save" });
    const cancel = make("button", { type: "button", textContent: "Cancel", onclick: () => dialog.close() });
    const more = make("details", { className: "wide" }, make("summary", { textContent: "More" }), make("div", { className: "fields" }, ...rest.map((one) => one.label)));
    const form = make(
      "form",
      { method: "dialog", noValidate: false },
      ...(title ? [make("label", { className: "wide" }, "Heading of the record, with its day ", title)] : []),
      ...first.map((one) => one.label),
      more,
      alert,
      make("div", { className: "row wide" }, save, cancel, make("span", { className: "hint", textContent: source })),
    );
    form.onkeydown = (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    };
    form.onsubmit = async (event) => {
      event.preventDefault();
      if (save.disabled) return;
      const changes = {};
      for (const one of fields) {
        const change = one.change();
        if (change !== undefined) changes[one.key] = change;
      }
      const renamed = title && title.value.trim() !== heading ? title.value.trim() : null;
      if (Object.keys(changes).length === 0 && renamed === null) return dialog.close();
      save.disabled = true;
      const answer = await send("metadata", { path: location.pathname, fingerprint, changes, heading: renamed });
      save.disabled = false;
      if (!answer.ok) return void (alert.textContent = answer.message);
      dialog.close();
      tell("Saved.");
      follow();
    };
    const head = make("h2", { textContent: "Details of this record", id: "details" });
    dialog.setAttribute("aria-labelledby", "details");
    dialog.replaceChildren(head, form);
    dialog.showModal();
  };
  const rank = (key) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);
  button.onclick = open;

  // Another title or day may give the record another address.
  const follow = async () => {
    const response = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    if (response.status === 404) tell("Saved. The record has another address now: see the list of meetings.");
  };
})();
