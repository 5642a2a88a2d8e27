// Shows a finished site on loopback as a plain host would: with its packed files if it was built with `--precompress`, else
// compressed as it is asked for, with the types of its files and with its policy.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
};

// The address of the site, and what ends it.
export async function show(site) {
  const policy = /Content-Security-Policy: (.+)/u.exec(await readFile(join(site, "_headers"), "utf8"))?.[1];
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname));
    const file = join(site, path.endsWith("/") ? `${path}index.html` : path);
    const packed = await readFile(`${file}.br`).catch(() => undefined);
    const body = packed ?? (await readFile(file).then(gzipSync, () => undefined));
    if (!body) return response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-encoding": packed ? "br" : "gzip",
      "content-security-policy": policy,
      "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    });
    response.end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
