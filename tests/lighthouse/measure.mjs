// Serves a finished site on loopback as a plain host would (compressed, with the types of its files), and measures pages.

import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

const [site, ...paths] = process.argv.slice(2);
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".xml": "application/xml", ".txt": "text/plain", ".png": "image/png" };
const POLICY = /Content-Security-Policy: (.+)/u.exec(await readFile(join(site, "_headers"), "utf8"))?.[1];

const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname));
  const file = join(site, path.endsWith("/") ? `${path}index.html` : path);
  const body = await readFile(file).catch(() => undefined);
  if (!body) return response.writeHead(404).end();
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  const cache = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
  response.writeHead(200, { "content-type": type, "content-encoding": "gzip", "content-security-policy": POLICY, "cache-control": cache });
  response.end(gzipSync(body));
});
await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
const { port } = server.address();

const run = promisify(execFile);
const flags = ["--quiet", "--output=json", "--output-path=stdout", "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"];
for (const path of paths) {
  const scores = {};
  const failed = new Set();
  for (let time = 0; time < 3; time += 1) {
    const lighthouse = join(import.meta.dirname, "node_modules/.bin/lighthouse");
    const options = { env: { CHROME_PATH: "/usr/bin/chromium", ...process.env }, maxBuffer: 2 ** 28 };
    const { stdout } = await run(lighthouse, [`http://127.0.0.1:${port}${path}`, ...flags], options);
    const report = JSON.parse(stdout);
    for (const [name, category] of Object.entries(report.categories)) {
      (scores[name] ??= []).push(Math.round(category.score * 100));
      for (const { id, weight } of category.auditRefs) {
        const { score } = report.audits[id];
        if (weight > 0 && score !== null && score < 1) failed.add(`${id} ${score}`);
      }
    }
  }
  const median = (values) => values.toSorted((a, b) => a - b)[1];
  console.log(path, Object.entries(scores).map(([name, values]) => `${name} ${median(values)}`).join(", "), [...failed].join("; "));
}
server.close();
