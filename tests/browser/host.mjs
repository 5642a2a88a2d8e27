// A finished site as a plain host shows it: compressed, under its policy, and with whatever goes wrong with hosts.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createSecureServer } from "node:http2";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { CHROMIUM, QUIET } from "./preview.mjs";

const TYPES = { html: "text/html", js: "text/javascript", css: "text/css", svg: "image/svg+xml", json: "application/json", txt: "text/plain", md: "text/markdown", vtt: "text/vtt", png: "image/png" };

export class Host {
  // Builds a site and shows it.
  static async open(content, options = []) {
    const folder = mkdtempSync(join(tmpdir(), "minutebook-host-"));
    const build = ["build", content, "--output", folder, "--no-cache", "--quiet", "--now", "2026-01-01T00:00:00Z", ...options];
    const built = spawnSync(process.env.MINUTEBOOK, build, { encoding: "utf8" });
    if (!existsSync(join(folder, "index.html"))) throw new Error(`not built: ${built.stderr}`);
    const host = await Host.show(folder);
    host.isOwn = true;
    return host;
  }

  // Shows a finished site; with a key and a certificate as HTTP/2, which asks for everything at once.
  static async show(folder, secret = undefined) {
    const host = new Host();
    host.folder = folder;
    host.isOwn = false;
    const headers = readFileSync(join(folder, "_headers"), "utf8");
    host.policy = /Content-Security-Policy: (.*)/.exec(headers)[1];
    /** What to answer instead of a file (or of a range of it): bytes, or null for nothing; undefined for the file. */
    host.instead = () => undefined;
    /** Whether the host sends a part of a file to whoever asks for it; some send all of it. */
    host.knowsRanges = true;
    /** How it sends another part than was asked for: not, "shifted" (and says so), or "compressed" as some servers cut what they have compressed. */
    host.wrongParts = undefined;
    host.sent = [];
    const answer = (request, response) => host.answer(request, response);
    host.server = secret ? createSecureServer(secret, answer) : createServer(answer);
    await new Promise((resolve) => host.server.listen(0, "127.0.0.1", resolve));
    host.url = `${secret ? "https" : "http"}://127.0.0.1:${host.server.address().port}`;
    host.browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
    return host;
  }

  answer(request, response) {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    let file = join(this.folder, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    const instead = this.instead(path, range?.[0]);
    const whole = instead ?? (instead === undefined && existsSync(file) ? readFileSync(file) : null);
    const isPart = range && whole && instead === undefined && this.knowsRanges && !(file.split(".").pop() in TYPES);
    const isCompressed = this.wrongParts === "compressed" && file.endsWith(".bin");
    const cut = isCompressed && whole ? gzipSync(whole) : whole;
    const from = isPart && this.wrongParts === "shifted" ? Number(range[1]) + 32 : Number(range?.[1]);
    // Players ask for all that follows.
    const length = range?.[2] ? Number(range[2]) - Number(range[1]) + 1 : Infinity;
    const bytes = isPart ? cut.subarray(from, from + length) : cut;
    const extension = file.split(".").pop();
    const isText = extension in TYPES && extension !== "png";
    const isNamedByContent = /^\/assets\/|\.bin$/.test(path);
    const headers = {
      "Content-Type": `${TYPES[extension] ?? "application/octet-stream"}${isText ? "; charset=utf-8" : ""}`,
      "Content-Security-Policy": this.policy,
      "Cache-Control": isNamedByContent && bytes !== null ? "public, max-age=31536000, immutable" : "no-cache",
      ...((isText || isCompressed) && { "Content-Encoding": "gzip" }),
    };
    const body = bytes === null ? gzipSync("<!doctype html><title>Nothing</title>") : isText ? gzipSync(bytes) : bytes;
    if (bytes === null) Object.assign(headers, { "Content-Type": "text/html", "Content-Encoding": "gzip" });
    this.sent.push({ path, bytes: body.length, isPart: Boolean(isPart) });
    if (isPart) headers["Content-Range"] = `bytes ${from}-${from + bytes.length - 1}/${cut.length}`;
    response.writeHead(bytes === null ? 404 : isPart ? 206 : 200, headers);
    response.end(body);
  }

  // A window with nothing in its cache; errors are collected.
  async page(options = {}) {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.problems = [];
    page.on("pageerror", (error) => page.problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !/404/.test(message.text())) page.problems.push(message.text());
    });
    return page;
  }

  async close() {
    await this.browser.close();
    this.server.close();
    if (this.isOwn) rmSync(this.folder, { recursive: true, force: true });
  }
}
