// What a reader's browser sees of the index and of Pagefind: search.py says on standard input what to ask, and is answered
// with one JSON object.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Host } from "../../tests/browser/host.mjs";

const asked = JSON.parse(readFileSync(0, "utf8"));
/** Added to every answer when trips are counted, in milliseconds; far more than anything else takes. */
const LATENCY = 1000;
/** How many results a page shows at first: ours by itself, Pagefind's interface as it comes. */
const SHOWN = 5;

const secret = () => {
  const folder = mkdtempSync(join(tmpdir(), "minutebook-secret-"));
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(folder, name));
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "1", "-subj", "/CN=localhost"], { stdio: "ignore" });
  const read = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return read;
};

/** Our search page, ready to be asked. */
const ours = {
  path: "/search/",
  prepare: async () => {},
  // Until the first results are there, in milliseconds from a key's being pressed, and until it is at rest.
  ask: (page, query) =>
    page.evaluate(async (query) => {
      const field = /** @type {HTMLInputElement} */ (document.querySelector(".search input[name=q]"));
      const results = document.querySelector(".search-results");
      const first = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (!results.querySelector(".hit")) return;
          observer.disconnect();
          resolve(performance.now());
        });
        observer.observe(results, { childList: true, subtree: true });
      });
      const from = performance.now();
      field.value = query;
      field.form.requestSubmit();
      const shown = await first;
      while (results.hasAttribute("aria-busy")) await new Promise((resolve) => setTimeout(resolve, 10));
      return { first: shown - from, hits: results.querySelectorAll(".hit").length };
    }, query),
};

/** Pagefind's own script. */
const pagefind = {
  path: "/404.html",
  prepare: (page) => page.evaluate(async () => void (globalThis.pagefind = await import("/pagefind/pagefind.js"))),
  ask: (page, query) =>
    page.evaluate(
      async ([query, shown]) => {
        const from = performance.now();
        const { results } = await globalThis.pagefind.search(query);
        await Promise.all(results.slice(0, shown).map((result) => result.data()));
        return { first: performance.now() - from, hits: Math.min(results.length, shown) };
      },
      [query, SHOWN],
    ),
};

const since = (host, from) => host.sent.slice(from).filter(({ path }) => path.startsWith("/search/") || path.startsWith("/pagefind/"));
const bytes = (sent) => sent.reduce((sum, { bytes }) => sum + bytes, 0);

/** A page of a reader with nothing in the cache, ready to be asked, and how much had been sent before it was made ready. */
async function opened(host, { path, prepare }) {
  const page = await host.page({ bypassCSP: true, ignoreHTTPSErrors: true });
  await page.goto(host.url + path);
  const before = host.sent.length;
  await prepare(page);
  return { page, before };
}

/** What each query moves, and how long it takes. */
async function moved(host, engine, queries) {
  const { ask } = engine;
  const told = {};
  for (const query of queries) {
    const { page, before } = await opened(host, engine);
    const { hits } = await ask(page, query);
    const sent = since(host, before);
    // Another page of the same reader, who has asked for something else before.
    const { page: reader } = await opened(host, engine);
    await ask(reader, query === "資料 " ? "台灣 " : "資料 ");
    const warm = host.sent.length;
    const { first } = await ask(reader, query);
    const again = since(host, warm);
    // Once more with slow answers, and nothing in the cache.
    const { page: slow } = await opened(host, engine);
    const network = await slow.context().newCDPSession(slow);
    await network.send("Network.emulateNetworkConditions", { offline: false, latency: LATENCY, downloadThroughput: -1, uploadThroughput: -1 });
    const late = await ask(slow, query);
    told[query] = { hits, cold: bytes(sent), requests: sent.length, warm: bytes(again), first, trips: Math.round(late.first / LATENCY) };
    for (const one of [page, reader, slow]) await one.context().close();
  }
  return told;
}

/** The meetings that Pagefind finds for each phrase. */
async function found(host, phrases) {
  const { page } = await opened(host, pagefind);
  const told = {};
  for (const phrase of phrases) {
    const urls = await page.evaluate(async (phrase) => {
      const { results } = await globalThis.pagefind.search(`"${phrase}"`);
      const all = [];
      for (const result of results) all.push((await result.data()).url);
      return all;
    }, phrase);
    told[phrase] = urls.map((url) => decodeURIComponent(url).split("/").at(-2));
  }
  return told;
}

const host = await Host.show(asked.folder, secret());
// Pagefind's program is WebAssembly, which our own policy lets nobody run.
host.policy = "script-src 'self' 'wasm-unsafe-eval'";
host.knowsRanges = asked.knowsRanges ?? true;
const answer = { moved: { Minutebook: await moved(host, ours, asked.queries) }, found: {} };
if (asked.pagefind) {
  answer.moved.Pagefind = await moved(host, pagefind, asked.queries);
  if (asked.phrases.length > 0) answer.found.Pagefind = await found(host, asked.phrases);
}
await host.close();
process.stdout.write(JSON.stringify(answer), () => process.exit(0));
