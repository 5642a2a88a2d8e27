// What a page asks a reader to load stays small.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const STATIC = new URL("../../themes/civic/static/", import.meta.url);

// All files of a kind, compressed, in bytes.
const compressed = (extension) => {
  const files = readdirSync(STATIC, { recursive: true }).filter((name) => name.endsWith(extension));
  assert.ok(files.length > 0, `there is some ${extension}`);
  return files.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, STATIC))).length, 0);
};

test("the style sheets of the theme are under 20 KB", () => {
  assert.ok(compressed(".css") < 20_000, `${compressed(".css")} bytes`);
});

test("all scripts of the theme together are under 25 KB", () => {
  assert.ok(compressed(".js") < 25_000, `${compressed(".js")} bytes`);
});
