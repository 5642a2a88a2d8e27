// How the scripts read the files of the search index, without a browser.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { Damaged, NewerIndex, Shard, directory, passage, unpacked } from "../../themes/civic/static/search-codec.js";
import { Index } from "../../themes/civic/static/search-index.js";

describe("the index is read", () => {
  const bytes = (hex) => Uint8Array.from(hex.match(/../gu), (pair) => parseInt(pair, 16));
  // The example in docs/search-format.md.
  const EXAMPLE = "73050a02000303016179657302055df70238";

  test("as the description of the format says", () => {
    const shard = new Shard(bytes(EXAMPLE));
    const words = shard.terms.map((term) => new TextDecoder().decode(term));
    assert.deepEqual(words, ["aye", "ayes"]);
    assert.deepEqual(shard.postings(1), { passages: [0, 2, 3, 5, 9], counts: [2, 1, 1, 4, 1] });
    assert.deepEqual(shard.postings(0), { passages: [1, 4], counts: [1, 3] });
    assert.equal(shard.seek(new TextEncoder().encode("ayes")), 1);
    assert.equal(shard.seek(new TextEncoder().encode("b")), 2);
  });

  test("whatever is in it, to the end and with an error that says so", () => {
    let seed = 11;
    const next = (limit) => (seed = (seed * 48271) % 2147483647) % limit;
    const example = bytes(EXAMPLE);
    const readAll = (shard) => shard.terms.map((_, at) => shard.postings(at));
    for (let round = 0; round < 2000; round += 1) {
      const damaged = example.slice(0, 2 + next(example.length - 1));
      for (let times = next(4); times > 0; times -= 1) damaged[2 + next(damaged.length - 2)] = next(256);
      for (const [kind, read] of [["s", (all) => readAll(new Shard(all))], ["d", directory], ["p", passage]]) {
        damaged[0] = kind.charCodeAt(0);
        try {
          read(damaged);
        } catch (error) {
          assert.ok(error instanceof Damaged || /The encoded data was not valid/u.test(error.message), error.stack);
        }
      }
    }
  });

  test("and one of a later version is refused", () => {
    assert.throws(() => new Shard(bytes("7306" + EXAMPLE.slice(4))), NewerIndex);
    assert.throws(() => new Index({ version: 6, segments: [] }), NewerIndex);
    assert.throws(() => new Index({}), NewerIndex);
  });

  test("and a file is what it holds compressed and what stands behind that", async () => {
    const head = deflateRawSync(Buffer.from("harbour"));
    const file = Buffer.concat([Buffer.from([0, 0, 0, head.length]), head, Buffer.from("!!")]);
    assert.equal(new TextDecoder().decode(await unpacked(file)), "harbour!!");
    await assert.rejects(unpacked(file.subarray(0, head.length)), Damaged);
    await assert.rejects(unpacked(new Uint8Array()), Damaged);
  });

  test("and what is not compressed, or is another page, is damaged", async () => {
    await assert.rejects(unpacked(new TextEncoder().encode("<!doctype html>")), Damaged);
    assert.throws(() => new Shard(new TextEncoder().encode("<!doctype html>")), Damaged);
  });

  const HEAD = "6405";
  const NAMES = ["00000000000000aa", "00000000000000bb"];

  test("and the directory tells where everything is", () => {
    // Three shards in two packs, of which one is alone in its own; a meeting with a passage and one with two.
    const shards = "03" + "0000" + "000161" + "010162" + "02" + NAMES.join("") + "0201" + "010200";
    const [segment, ...more] = directory(bytes(`${HEAD}01${shards}020102${`01${NAMES[1]}03`}0304c001`));
    assert.equal(more.length, 0);
    assert.deepEqual(segment.begins.map((begin) => new TextDecoder().decode(begin)), ["", "a", "ab"]);
    assert.deepEqual(segment.shards, [[NAMES[0], 0, 32], [NAMES[0], 32, 96], [NAMES[1], 0, 0]]);
    assert.deepEqual(segment.meetings, [0, 1, 1]);
    assert.deepEqual(segment.passages, [[NAMES[1], 0, 96], [NAMES[1], 96, 224], [NAMES[1], 224, 6368]]);
    assert.throws(() => directory(bytes(`${HEAD}01${shards}020102${`01${NAMES[1]}02`}0304c001`)), Damaged, "fewer in packs than there are");
  });

  const block = (text, length) => {
    const head = deflateRawSync(Buffer.from(text));
    return Buffer.concat([Buffer.from([0, 0, 0, head.length]), head, Buffer.alloc(length - 4 - head.length)]);
  };
  const PACK = Buffer.concat([block("one", 32), block("two", 64), Buffer.alloc(8192), block("three", 32)]);
  const PLACES = [["p", 0, 32], ["p", 32, 96], ["p", 8288, 8320]];
  const text = (all) => new TextDecoder().decode(all).replaceAll("\0", "");

  /** An index whose host answers as it is told, and what it was asked for. */
  const asked = (answer) => {
    const ranges = [];
    const index = new Index({ version: 4, segments: [] }, async (address, range) => {
      ranges.push(range);
      const [, from, to] = (/^bytes=(\d+)-(\d+)$/u.exec(range ?? "") ?? []).map(Number);
      return answer(from ?? NaN, to);
    });
    return { index, ranges, read: (place) => index.file("t", place, text) };
  };

  test("and blocks that lie near each other are fetched at once, and none twice", async () => {
    const { ranges, read } = asked((from, to) => [PACK.subarray(from, to + 1), true]);
    assert.deepEqual(await Promise.all([PLACES[2], PLACES[1], PLACES[0], PLACES[0]].map(read)), ["three", "two", "one", "one"]);
    assert.deepEqual(ranges, ["bytes=0-95", "bytes=8288-8319"]);
    assert.equal(await read(PLACES[1]), "two");
    assert.equal(ranges.length, 2);
  });

  test("and a host that knows no ranges sends a pack once", async () => {
    const { ranges, read } = asked(() => [PACK, false]);
    assert.deepEqual(await Promise.all([PLACES[0], PLACES[1]].map(read)), ["one", "two"]);
    assert.equal(await read(PLACES[2]), "three");
    assert.equal(ranges.length, 1);
  });

  test("and a part that is no part, fails or is cut off lets the whole pack be asked for", async () => {
    for (const wrong of [[PACK.subarray(0, 20), true], [Buffer.alloc(0), true], new Damaged(), new TypeError("no such encoding")]) {
      const { ranges, read } = asked((from) => {
        if (Number.isNaN(from)) return [PACK, false];
        if (wrong instanceof Error) throw wrong;
        return wrong;
      });
      assert.equal(await read(PLACES[1]), "two");
      assert.equal(await read(PLACES[2]), "three");
      assert.deepEqual(ranges, ["bytes=32-95", undefined]);
    }
  });

  test("and a pack that is cut off, other bytes or a page instead are damaged, and asked for again", async () => {
    for (const wrong of [[PACK.subarray(0, 20), false], [Buffer.alloc(9000, 255), true], [Buffer.from("<!doctype html>".repeat(99)), false]]) {
      let answers = 0;
      const { read } = asked((from, to) => (answers++ === 0 ? wrong : [PACK.subarray(from, to + 1), true]));
      await assert.rejects(read(PLACES[1]), Damaged);
      assert.equal(await read(PLACES[1]), "two");
    }
  });
});
