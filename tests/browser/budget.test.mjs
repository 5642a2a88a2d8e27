// What a page asks a reader to load stays small.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/** What scripts weigh as they are published small and packed (`--minify --precompress`): by name, in bytes. */
function published() {
  const folder = mkdtempSync(join(tmpdir(), "minutebook-budget-"));
  mkdirSync(join(folder, "content"));
  writeFileSync(join(folder, "content/2024-03-11-sitting.md"), "# Sitting\n### Ann:\nAye.\n");
  const built = spawnSync(process.env.MINUTEBOOK, ["build", folder, "--minify", "--precompress", "--no-cache", "--quiet"], { encoding: "utf8" });
  const assets = join(folder, "output/assets");
  const names = readdirSync(assets).filter((name) => name.endsWith(".js"));
  assert.ok(names.length > 5, built.stderr);
  // What is too small to be packed is sent as it is.
  const bytes = (name) => statSync(join(assets, existsSync(join(assets, `${name}.br`)) ? `${name}.br` : name)).size;
  const sizes = new Map(names.map((name) => [`${name.split(".")[0]}.js`, bytes(name)]));
  rmSync(folder, { recursive: true });
  return sizes;
}

const sum = (sizes) => sizes.reduce((total, size) => total + size, 0);

// Only records with times load these.
const OF_RECORDINGS = ["moments.js", "player.js"];

// Loaded with the first results of a search, or for a query that names a speaker.
const OF_RESULTS = ["search-names.js", "search-speakers.js", "search-suggestions.js"];

// Loaded where a filter finds nothing, and for who asks for years or a file.
const OF_REQUESTS = ["search-existing.js", "search-whole.js"];

// Loaded after the results where an archive has several languages, or where little is found.
const OF_ALTERNATIVES = ["search-alternatives.js"];

test("all scripts of the theme together are under 31.5 KB, but for those of recordings and of results of a search", () => {
  const all = sum([...published()].filter(([name]) => ![...OF_RECORDINGS, ...OF_RESULTS, ...OF_REQUESTS, ...OF_ALTERNATIVES].includes(name)).map(([, size]) => size));
  assert.ok(all < 31_500, `${all} bytes`);
});

test("the scripts that are loaded with the results of a search are under 7.2 KB", () => {
  const sizes = OF_RESULTS.map((name) => published().get(name));
  assert.ok(sum(sizes) < 7_200, `${sizes} bytes`);
});

test("the scripts that are loaded where a filter finds nothing or one asks for more are under 3.2 KB", () => {
  const sizes = OF_REQUESTS.map((name) => published().get(name));
  assert.ok(sum(sizes) < 3_200, `${sizes} bytes`);
});

test("the script that offers other words is under 2 KB", () => {
  const sizes = OF_ALTERNATIVES.map((name) => published().get(name));
  assert.ok(sum(sizes) < 2_000, `${sizes} bytes`);
});

test("the scripts of recordings are under 2.5 KB", () => {
  const sizes = OF_RECORDINGS.map((name) => published().get(name));
  assert.ok(sum(sizes) < 2_500, `${sizes} bytes`);
});

test("what the search page loads of scripts before it shows anything is under 16.6 KB", () => {
  const sizes = [...published()].filter(([name]) => name.startsWith("search") && ![...OF_RESULTS, ...OF_REQUESTS, ...OF_ALTERNATIVES].includes(name));
  assert.equal(sizes.length, 8, "the box, and seven files of the search");
  const all = sum(sizes.map(([, size]) => size));
  assert.ok(all < 16_600, `${all} bytes: ${sizes.map((size) => size.join(" ")).join(", ")}`);
});
