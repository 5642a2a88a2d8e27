// How the scripts read the files of the search index, without a browser.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { Damaged, NewerIndex, Shard, directory, passage, unpacked } from "../../themes/civic/static/search-codec.js";
import { Index } from "../../themes/civic/static/search-index.js";

describe("the index is read", () => {
  const bytes = (hex) => Uint8Array.from(hex.match(/../gu), (pair) => parseInt(pair, 16));
  // The example in docs/search-format.md.
  const EXAMPLE = "73020a02000303016179657302055df70238";

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
    assert.throws(() => new Shard(bytes("7303" + EXAMPLE.slice(4))), NewerIndex);
    assert.throws(() => new Index({ version: 3, segments: [] }), NewerIndex);
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
});
