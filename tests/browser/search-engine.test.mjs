// The engine of the search page against a reading of everything, on the sample site, without a browser.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { directory, passage, unpacked } from "../../themes/civic/static/search-codec.js";
import { Answer } from "../../themes/civic/static/search-engine.js";
import { Index } from "../../themes/civic/static/search-index.js";
import { match, wanted } from "../../themes/civic/static/search-match.js";
import { sectionsOf } from "../../themes/civic/static/search-names.js";
import { rest } from "../../themes/civic/static/search-suggestions.js";
import { parse } from "../../themes/civic/static/search-query.js";

const SITE = fileURLToPath(new URL("../..", import.meta.url));

describe("every speech is found that holds what is sought, and no other", () => {
  let folder;
  let index;
  let speeches;
  before(async () => {
    folder = process.env.MINUTEBOOK_BUILT ?? mkdtempSync(join(tmpdir(), "minutebook-engine-"));
    if (!process.env.MINUTEBOOK_BUILT) spawnSync(process.env.MINUTEBOOK, ["build", SITE, "--output", folder, "--no-cache", "--quiet"]);
    const file = (path) => new Uint8Array(readFileSync(join(folder, path)));
    const load = async (path, range) => {
      const [, from, to] = /^bytes=(\d+)-(\d+)$/u.exec(range ?? "") ?? [];
      return from ? [file(path).subarray(Number(from), Number(to) + 1), true] : [file(path), false];
    };
    index = new Index(JSON.parse(readFileSync(join(folder, "search/index.json"), "utf8")), load);
    const segments = directory(await unpacked(file(`search/s/${index.root.directory}.bin`)));
    const read = async ([name, from, to]) => passage(await unpacked(file(`search/t/${name}.bin`).subarray(from, to)));
    const passages = await Promise.all(segments.flatMap((segment) => segment.passages).map(read));
    // Decisions (kind 4) are found like speeches.
    speeches = passages.flatMap(({ href, contributions }) => contributions.filter(({ kind }) => kind === 0 || kind === 4).map((speech) => ({ key: `${href}#${speech.id}`, speech })));
    // In an order that does not follow from the names of files, which change with the format.
    speeches.sort((one, other) => (one.key < other.key ? -1 : 1));
    assert.equal(speeches.filter(({ speech }) => speech.kind === 0).length, index.root.speeches);
  });
  after(() => process.env.MINUTEBOOK_BUILT || rmSync(folder, { recursive: true }));

  const all = async (query) => {
    const answer = await new Answer(index, query, "relevance").start();
    const told = answer.total;
    const keys = [];
    while (!answer.isDone) {
      for (const group of await answer.next()) {
        const hits = [...group.hits];
        while (group.unread.length > 0) hits.push(...(await rest(answer, group)));
        keys.push(...hits.map((hit) => `${hit.meeting.href}#${hit.speech.id}`));
      }
    }
    assert.equal(answer.failed, 0, query);
    return { told, total: answer.total, keys: keys.sort() };
  };

  const check = async (query) => {
    const sought = wanted(parse(query), index.root.languages.map(([lang]) => lang));
    const expected = speeches.filter(({ speech }) => match(speech.text, sought)).map(({ key }) => key).sort();
    const { told, total, keys } = await all(query);
    assert.deepEqual(keys, expected, query);
    assert.equal(total, expected.length, query);
    if (told !== undefined) assert.equal(told, expected.length, `${query}: told before anything was read`);
    return expected.length;
  };

  test("words, characters, pairs, and phrases from everywhere in the records", async () => {
    let seed = 5;
    const next = (limit) => (seed = (seed * 48271) % 2147483647) % limit;
    let found = 0;
    for (let round = 0; round < 80; round += 1) {
      const { text } = speeches[next(speeches.length)].speech;
      const start = next(Math.max(1, text.length - 12));
      const piece = text.slice(start, start + 1 + next(12));
      const quoted = piece.replace(/["＂“”„\n]/gu, " ");
      for (const query of [`"${quoted}"`, `${piece.replace(/[\n"“„:]/gu, " ")} `]) {
        if (!piece.isWellFormed() || wanted(parse(query), []).all.length === 0) continue;
        found += Number((await check(query)) > 0);
      }
    }
    assert.ok(found > 60, `${found} queries found something`);
  });

  test("words that many and that few said, beginnings, other forms, and what must not be there", async () => {
    for (const query of ["the ", "的", "harbour ", "harb*", "ferries ", "café ", "CAFE ", "港口", "會議", "harbour -master", '-"harbour master" harbour ', "de la ", "2023 ", "（笑）"]) {
      await check(query);
    }
  });

  test("and only of the speakers, years, languages and series that are wanted", async () => {
    const both = async (query) => (await all(query)).keys;
    const harbour = await both("harbour ");
    const years = (await Promise.all(["..2021", "2022..2023", "2024.."].map((range) => both(`harbour year:${range}`)))).flat();
    assert.deepEqual(years.sort(), harbour, "years cut a query into parts");
    const hers = await both("speaker:lin-yuemei");
    assert.ok(hers.length > 0);
    assert.deepEqual(await both('speaker:"Lin Yue-mei"'), hers, "by name as by id");
    const others = await both("harbour -speaker:lin-yuemei");
    assert.deepEqual(others, harbour.filter((key) => !hers.includes(key)));
    assert.deepEqual(await both("harbour series:nowhere"), []);
    assert.deepEqual(await both("harbour speaker:nobody-at-all"), []);
    assert.equal((await both('series:council harbour ')).length, (await both('series:"Full Council" harbour ')).length);
  });

  test("of alternatives each finds its own, and within days what was said then", async () => {
    const both = async (query) => (await all(query)).keys;
    for (const [one, other] of [["harbour", "ferry"], ['"harbour master"', "港口"], ["nowhere-at-all", '"the harbour"'], ["會議", "AI治理"]]) {
      const either = [...new Set([...(await both(`${one} `)), ...(await both(`${other} `))])].sort();
      assert.deepEqual(await both(`${one} OR ${other} `), either, `${one} OR ${other}`);
      assert.ok(either.length > 0);
      await check(`${one} OR ${other} the `);
      await check(`${one} OR ${one} `);
    }
    const harbour = await both("harbour ");
    const days = ["to:2021-02", "from:2021-03 to:2023-05-14", "from:2023-05-15 to:2023", "from:2024"];
    const parts = await Promise.all(days.map((range) => both(`harbour ${range} `)));
    assert.deepEqual(parts.flat().sort(), harbour, "days cut a query into parts");
    assert.ok(parts.filter((part) => part.length > 0).length > 1, `${parts.map((part) => part.length)}`);
  });

  test("as the program finds it", async () => {
    const queries = [
      "harbour", "harbour OR ferry", "港口 或 灣渡", '"harbour master" OR the year:2023', "from:2022-05-01 to:2023-06-30 the", "-from:2024-03 ferry", "to:2021",
      "from:2024-03-01", "role:mayor", 'role:"chair of the council"', "role:chair the", "role:主席", "-role:chair harbour", "body:council", 'body:"Harbour and Ferries Committee"',
      "-body:council le", "speaker:lin-yuemei OR speaker:tobit-penrice", "role:councillor -speaker:lin-yuemei", "in:decision ferry OR quay", "in:narrative from:2024", "role:nobody", "body:nobody",
      "topic:harbour", 'topic:"The bay ferry" the', "-topic:harbour le", "topic:harbour OR topic:housing -series:council", "topic:nowhere",
      "series:council lang:zh role:議員", "a OR b", "OR", "ferry OR", "ferry OR year:2024",
    ];
    let found = 0;
    for (const query of queries) {
      const run = spawnSync(process.env.MINUTEBOOK, ["search", query, folder, "--json", "--limit", "0"], { encoding: "utf8" });
      const expected = JSON.parse(run.stdout).results.map(({ href }) => href).sort();
      const { told, keys } = await all(`${query} `);
      assert.deepEqual(keys.map((key) => key.replace(/#$/u, "")), expected, query);
      if (told !== undefined) assert.equal(told, expected.length, `${query}: told before anything was read`);
      found += Number(expected.length > 0);
    }
    assert.ok(found >= queries.length - 7, `${found} of ${queries.length} found something`);
  });

  test("and pages by the words of their sections, as the program finds them", async () => {
    for (const query of ["typists ", "forty-one thousand ", '"slip of the tongue"', "dactylos ", "invented minutebook ", "harbour OR logement ", "typist", "城市", "nowhere-at-all ", "typists speaker:lin-yuemei "]) {
      const run = spawnSync(process.env.MINUTEBOOK, ["search", query, folder, "--json", "--limit", "0"], { encoding: "utf8" });
      const expected = JSON.parse(run.stdout).pages.map(({ title }) => title).sort();
      const isPlain = !query.includes("speaker:");
      const answer = new Answer(index, query.endsWith(" ") ? query : `${query} `, "relevance");
      const titles = isPlain ? (await sectionsOf(answer, "fr")).map(([title]) => title) : [];
      assert.deepEqual([...titles].sort(), expected, query);
      if (query === "typists ") assert.deepEqual(titles, ["How a record is made · About this record"]);
      if (query === "dactylos ") assert.match(titles.join(), /^Comment se fait un compte rendu/u);
    }
  });
});
