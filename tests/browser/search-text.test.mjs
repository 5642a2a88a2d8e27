// What the scripts of the search make of texts and queries, without a browser. The cases are shared with the Rust tests.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { pairs } from "../../themes/civic/static/search-engine.js";
import { fold, folded, unfold, units } from "../../themes/civic/static/search-fold.js";
import { addFields, parse, withField, without } from "../../themes/civic/static/search-query.js";
import { forms, match, snippet, wanted } from "../../themes/civic/static/search-match.js";

const cases = (name) => JSON.parse(readFileSync(new URL(`../fixtures/search/${name}.json`, import.meta.url), "utf8"));

describe("a text is folded", () => {
  for (const { text, literal, plain, units: expected } of cases("fold")) {
    test(JSON.stringify(text), () => {
      assert.equal(folded(text, false), literal);
      assert.equal(folded(text, true), plain);
      assert.deepEqual(units(folded(text, true)), expected);
    });
  }

  test("and every letter knows where it stood", () => {
    const text = "Ａé\u0301㍿  ｶﾞ𠮷";
    for (const plain of [false, true]) {
      const made = fold(text, plain);
      assert.equal(made.at.length, made.text.length + 1);
      assert.deepEqual(unfold(made, 0, made.text.length), [0, text.length]);
    }
    const made = fold(text, true);
    const at = made.text.indexOf("会");
    assert.equal(text.slice(...unfold(made, at, at + 2)), "㍿");
    assert.equal(text.slice(...unfold(made, made.text.indexOf("ガ"), made.text.indexOf("ガ") + 1)), "ｶﾞ");
  });
});

test("a run of signs is asked for by pairs that reach from word to word", () => {
  const cases = { 甲: ["甲"], 甲乙: ["甲乙"], 甲乙丙: ["甲乙", "乙丙"], 甲乙丙丁: ["乙丙", "丙丁"], 甲乙丙丁戊: ["甲乙", "乙丙", "丁戊"] };
  for (const [run, expected] of Object.entries(cases)) assert.deepEqual(pairs(run), expected);
  assert.deepEqual(pairs("甲乙丙丁戊己"), ["乙丙", "丁戊", "戊己"]);
});

describe("a query is read", () => {
  for (const { query, terms } of cases("parse")) {
    test(JSON.stringify(query), () => {
      const read = parse(query).map(({ kind, text, not, prefix, or, day, from, to }) => ({
        kind,
        text,
        ...(not && { not }),
        ...(prefix && { prefix }),
        ...(or && { or }),
        ...(day && { day }),
        ...(kind === "year" && text !== "" && { from, to }),
      }));
      assert.deepEqual(read, terms);
    });
  }

  test("whatever it is, to the end and without an error", () => {
    let seed = 7;
    const next = (limit) => (seed = (seed * 48271) % 2147483647) % limit;
    const signs = ['"', "“", "”", "-", ":", "*", " ", "　", "speaker:", "year:", "..", "2019", "唐", "é", "\ud800", "\u0301", "in:", "＂", "\\", "(", " OR ", "或", "from:", "to:", "2021-03", "|", "role:"];
    for (let round = 0; round < 5000; round += 1) {
      const query = Array.from({ length: next(9) }, () => signs[next(signs.length)]).join("");
      const terms = parse(query);
      for (const { at } of terms) assert.ok(at[0] < at[1] && at[1] <= query.length, query);
      match("唐鳳 said: é 2019 (…)", wanted(terms, ["en"]));
    }
  });

  test("with the taxonomies of the site as fields", () => {
    assert.equal(parse("ward:north ")[0].kind, "word");
    addFields(["ward", "選區"]);
    const read = (query) => parse(query).map(({ kind, text, not }) => [kind, text, not]);
    assert.deepEqual(read('Ward:north -ward:"Old Town" 選區：北 '), [["ward", "north", false], ["ward", "Old Town", true], ["選區", "北", false]]);
    assert.equal(withField("quay ward:north", "ward", "Old Town"), 'quay ward:"Old Town"');
  });

  test("and can be told to hold other filters", () => {
    assert.equal(withField("sea wall", "speaker", "Lin Yue-mei"), 'sea wall speaker:"Lin Yue-mei"');
    assert.equal(withField('speaker:ann "sea wall" year:2019', "speaker", "唐鳳"), '"sea wall" year:2019 speaker:唐鳳');
    assert.equal(withField("-speaker:ann tax year:2019..", "year", ""), "-speaker:ann tax");
    assert.equal(without("a -b c", (term) => term.not), "a c");
    const [term] = parse(withField("", "speaker", 'A "B" C'));
    assert.equal(term.text, "A  B  C");
  });
});

describe("in a speech is found", () => {
  for (const { query, text, languages, found, exact } of cases("match")) {
    test(`${query} in ${JSON.stringify(text)}`, () => {
      const hit = match(text, wanted(parse(query), languages ?? []));
      let shown = hit ? text : null;
      for (const [from, to] of hit?.ranges.toReversed() ?? []) shown = `${shown.slice(0, from)}⟦${shown.slice(from, to)}⟧${shown.slice(to)}`;
      assert.equal(shown, found);
      if (hit) assert.equal(hit.exact, exact ?? true);
    });
  }

  for (const { word, languages, forms: expected } of cases("forms")) {
    test(`${word} in other forms`, () => assert.deepEqual(forms(word, languages), expected));
  }

  test("nothing by a phrase of signs alone, and it is said", () => {
    assert.deepEqual(wanted(parse('"（…）" tax '), []).empty, ["（…）"]);
  });
});

describe("the words around a match", () => {
  const shown = (text, query, room) => snippet(text, match(text, wanted(parse(query), []))?.ranges ?? [], 0, room);

  test("are a whole short speech", () => {
    assert.deepEqual(shown("Good evening, all.", "evening "), ["Good ", "evening", ", all."]);
  });

  test("begin with the sentence, end with a word, and say what is left out", () => {
    const text = `${"Nothing of that. ".repeat(20)}We build the sea wall now. ${"And so on and on. ".repeat(20)}`;
    const pieces = shown(text, '"sea wall"', 80);
    assert.equal(pieces[1], "sea wall");
    assert.match(pieces[0], /^…(Nothing of that\. )*We build the $/u);
    assert.match(pieces[2], /(on|so|And)\.?…$/u);
    assert.ok(pieces.join("").length < 110);
  });

  test("set the parts of a decision apart", () => {
    const text = "Motion: That it be so.\nMoved by Ann\nCarried.";
    assert.equal(snippet(text, [], 4).join(""), "Motion: That it be so. · Moved by Ann · Carried.");
    assert.equal(snippet(text, [], 0).join(""), "Motion: That it be so. Moved by Ann Carried.");
  });

  test("never break a character in two", () => {
    const text = "𠮷".repeat(300) + "唐鳳" + "𠮷".repeat(300);
    assert.ok(shown(text, "唐鳳", 81).join("").isWellFormed());
  });

  test("without a match are how the speech begins", () => {
    assert.deepEqual(snippet("Aye.", []), ["Aye."]);
  });
});
