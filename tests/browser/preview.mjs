// A site in a temporary folder, shown by `minutebook serve`, and a browser that looks at it.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export class Preview {
  // Lays the files down (paths from the site) and whatever `fill` adds, serves them, and opens a browser.
  static async open(files, options = [], fill = () => {}) {
    const preview = new Preview();
    preview.folder = mkdtempSync(join(tmpdir(), "minutebook-"));
    for (const [path, text] of Object.entries(files)) preview.write(path, text);
    fill(preview.folder);
    preview.options = options;
    await preview.start(0);
    preview.browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
    preview.page = await preview.browser.newPage({ viewport: { width: 1000, height: 700 } });
    preview.requests = [];
    preview.page.on("request", (request) => preview.requests.push(request.url()));
    preview.errors = [];
    preview.page.on("pageerror", (error) => preview.errors.push(error.message));
    return preview;
  }

  // Serves the site on a port, or on any that is free.
  async start(port) {
    const serve = ["serve", this.folder, "--port", String(port), "--now", "2026-01-01T00:00:00Z", ...this.options];
    this.program = spawn(process.env.MINUTEBOOK, serve, { stdio: ["ignore", "ignore", "pipe"] });
    this.told = "";
    this.url = await new Promise((resolve, reject) => {
      this.program.stderr.on("data", (data) => {
        this.told += data;
        const url = /http:\/\/\S+/.exec(this.told);
        if (url) resolve(url[0].replace(/\/$/, ""));
      });
      this.program.on("exit", (code) => reject(new Error(`ended with ${code}: ${this.told}`)));
    });
  }

  // As by Ctrl-C.
  async stop() {
    const ended = new Promise((resolve) => this.program.on("exit", resolve));
    this.program.kill("SIGINT");
    await Promise.race([ended, new Promise((_, reject) => setTimeout(() => reject(new Error("Ctrl-C does not end it")), 3000))]);
  }

  path(name) {
    return join(this.folder, name);
  }

  write(name, text) {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  async visit(path) {
    await this.page.goto(this.url + path);
    // The bar has been told once how things are.
    await this.page.waitForFunction(() => document.querySelector("minutebook-bar")?.dataset.number);
  }

  // The text of a part of the bar; null when it is not to be seen.
  bar(selector) {
    return this.page.evaluate((selector) => {
      const part = document.querySelector("minutebook-bar").shadowRoot.querySelector(selector);
      return part && !part.hidden ? part.textContent : null;
    }, selector);
  }

  async until(what, condition) {
    const end = Date.now() + 10000;
    for (;;) {
      const value = await condition();
      if (value) return value;
      if (Date.now() > end) throw new Error(`never: ${what}; last ${JSON.stringify(value)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async close() {
    await this.browser?.close();
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
