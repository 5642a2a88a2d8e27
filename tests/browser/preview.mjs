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
    const serve = ["serve", preview.folder, "--port", "0", "--now", "2026-01-01T00:00:00Z", ...options];
    preview.program = spawn(process.env.MINUTEBOOK, serve, { stdio: ["ignore", "ignore", "pipe"] });
    preview.told = "";
    preview.url = await new Promise((resolve, reject) => {
      preview.program.stderr.on("data", (data) => {
        preview.told += data;
        const url = /http:\/\/\S+/.exec(preview.told);
        if (url) resolve(url[0].replace(/\/$/, ""));
      });
      preview.program.on("exit", (code) => reject(new Error(`ended with ${code}: ${preview.told}`)));
    });
    preview.browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
    preview.page = await preview.browser.newPage({ viewport: { width: 1000, height: 700 } });
    preview.requests = [];
    preview.page.on("request", (request) => preview.requests.push(request.url()));
    preview.errors = [];
    preview.page.on("pageerror", (error) => preview.errors.push(error.message));
    return preview;
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
    this.program.kill("SIGINT");
    const ended = new Promise((resolve) => this.program.on("exit", (_, signal) => resolve(signal)));
    await Promise.race([ended, new Promise((_, reject) => setTimeout(() => reject(new Error("Ctrl-C does not end it")), 3000))]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
