// Forms for items of the agenda and decisions, above the box with their source; what is typed in one shows in the other. Only
// `minutebook serve` sends this, to those who may edit; no built page has it.
(() => {
  "use strict";
  const bar = document.querySelector("minutebook-bar");
  if (!bar?.tools) return;
  const { make } = bar.editing;

  const ITEM_KEYS = [
    ["item", "Permanent end of its address"],
    ["matter", "Matters that it deals with, with commas between them"],
    ["topics", "Subjects, with commas between them"],
  ];
  const KINDS = ["Decision", "Resolution", "Motion", "Amendment", "Vote", "Ruling", "Action"];
  const NAMES = ["Moved by", "Seconded by", "For", "Against", "Abstaining", "Recused", "Absent"];
  const TASK = ["Owner", "Due", "Done"];

  const quoted = (value) => (/[\s"']/.test(value) ? `"${value.replace(/"/g, "'")}"` : value);

  // --- Items of the agenda ------------------------------------------------------------------------------------------

  const readItem = (source) => {
    const found = /^(##[ \t]+)([^\n]*)$/.exec(source.trimEnd());
    if (!found) return undefined;
    const braces = /^(.*?)[ \t]*\{([^{}]*)\}$/.exec(found[2].trimEnd());
    const values = { title: (braces ? braces[1] : found[2]).trim() };
    const others = [];
    for (const [, key, double, single, bare] of (braces?.[2] ?? "").matchAll(/([^\s=]+)=(?:"([^"]*)"|'([^']*)'|(\S*))/g)) {
      const known = { matters: "matter", topic: "topics" }[key] ?? key;
      const value = double ?? single ?? bare;
      if (ITEM_KEYS.some(([name]) => name === known) && values[known] === undefined) values[known] = value;
      else others.push(`${key}=${quoted(value)}`);
    }
    return { head: found[1], values, others };
  };
  const writeItem = ({ head, values, others }) => {
    const keys = ITEM_KEYS.filter(([key]) => values[key]?.trim()).map(([key]) => `${key}=${quoted(values[key].trim())}`);
    const all = [...keys, ...others].join(" ");
    return `${head}${values.title.trim()}${all ? ` {${all}}` : ""}`;
  };

  // --- Decisions ----------------------------------------------------------------------------------------------------

  // The word, the wording, lines that begin with a label, and all other lines; undefined if it is no decision, or several.
  const readDecision = (source) => {
    const lines = source.trimEnd().split("\n").map((line) => /^ {0,3}> ?(.*)$/.exec(line)?.[1]);
    if (lines.includes(undefined)) return undefined;
    const first = /^\*\*([^*]+?)([:：])\*\*[ \t]*(.*)$/.exec(lines[0]);
    if (!first || lines.slice(1).some((line) => /^\*\*[^*]+[:：]\*\*/.test(line))) return undefined;
    const decision = { word: first[1], colon: first[2], values: { wording: first[3] }, labels: [], rest: [] };
    for (const line of lines.slice(1)) {
      const named = /^([^:：.*]{1,30})([:：])[ \t]*(.*)$/.exec(line);
      if (named && line.trim() && decision.values[`line ${named[1]}`] === undefined) {
        decision.labels.push([named[1], named[2]]);
        decision.values[`line ${named[1]}`] = named[3];
      } else if (decision.labels.length > 0) {
        // Lines in another order than the form's stay in the source.
        return undefined;
      } else {
        decision.rest.push(line);
      }
    }
    decision.values.rest = decision.rest.join("\n");
    return decision;
  };
  const writeDecision = ({ word, colon, values, labels }) => {
    const lines = [`**${word}${colon}** ${values.wording.replace(/\s*\n\s*/g, " ").trim()}`.trimEnd()];
    lines.push(...values.rest.split("\n").map((line) => line.trim()).filter(Boolean));
    for (const [label, sign] of labels) {
      const names = (values[`line ${label}`] ?? "").trim();
      if (names) lines.push(`${label}${sign}${sign === "：" ? "" : " "}${names}`);
    }
    return lines.map((line) => `> ${line}`.trimEnd()).join("\n");
  };
  const offered = (decision) => (/^action/i.test(decision.word) ? TASK : KINDS.some((kind) => decision.word.startsWith(kind)) ? NAMES : []);

  // --- The form -----------------------------------------------------------------------------------------------------

  const field = (name, label, value, hint, many = false) => {
    const input = make(many ? "textarea" : "input", { name, value });
    const about = make("span", { className: "hint", id: `about-${name}`, textContent: hint ?? "" });
    if (hint) input.setAttribute("aria-describedby", about.id);
    return make("div", { className: many ? "whole" : "" }, make("label", {}, `${label} `, input), ...(hint ? [about] : []));
  };

  // A form for a source, which it keeps up to date, or nothing.
  bar.editing.partForm = (textarea) => {
    const element = make("fieldset", { className: "part" });
    let part;
    let write;
    const fill = () => {
      const item = readItem(textarea.value);
      const decision = item ? undefined : readDecision(textarea.value);
      part = item ?? decision;
      element.hidden = !part;
      if (!part) return;
      write = item ? writeItem : writeDecision;
      if (item) {
        element.replaceChildren(
          make("legend", { textContent: "Item of the agenda" }),
          field("title", "Title", item.values.title),
          ...ITEM_KEYS.map(([key, hint]) => field(key, key[0].toUpperCase() + key.slice(1), item.values[key] ?? "", hint)),
        );
        return;
      }
      for (const label of offered(decision)) if (!decision.labels.some(([known]) => known === label)) decision.labels.push([label, decision.colon]);
      const kind = make("select", { name: "word", id: "part-word" });
      const words = KINDS.includes(decision.word) ? KINDS : [decision.word, ...KINDS];
      kind.append(...words.map((word) => make("option", { value: word, textContent: word, selected: word === decision.word })));
      element.replaceChildren(
        make("legend", { textContent: "Decision" }),
        make("div", {}, make("label", { htmlFor: "part-word", textContent: "Kind" }), kind),
        field("wording", "What was put or decided", decision.values.wording, "", true),
        field("rest", "Result", decision.values.rest, "Such as: Carried, 7 to 2, 1 abstaining.", decision.values.rest.includes("\n")),
        ...decision.labels.map(([label]) => field(`line ${label}`, label, decision.values[`line ${label}`] ?? "")),
      );
    };
    element.oninput = (event) => {
      const { name, value } = event.target;
      if (name === "word") part.word = value;
      else part.values[name] = value;
      textarea.value = write(part);
      if (name === "word") {
        fill();
        element.querySelector("select").focus();
      }
      event.stopPropagation();
    };
    textarea.addEventListener("input", fill);
    fill();
    return element;
  };

  // --- What may be added below a passage ----------------------------------------------------------------------------

  bar.editing.additions = [
    ["Paragraph", ""],
    ["Speaker", "### Name:\n"],
    ["Item of the agenda", "## Title"],
    ["Decision", "> **Decision:** "],
    ["Event", "> (Applause.)"],
  ];
  // Tests look at what is read and written.
  bar.editing.roundTrip = (source) => {
    const item = readItem(source);
    if (item) return writeItem(item);
    const decision = readDecision(source);
    return decision && writeDecision(decision);
  };
})();
