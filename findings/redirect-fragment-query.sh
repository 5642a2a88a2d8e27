#!/usr/bin/env bash
# A redirect whose target has a fragment (`/old/` to `/meetings/1/#s3`) leads an old citation to the very words. When the request carries a
# query, as links from mailings and social networks do (`/old/?utm_source=x`), a host is expected to put the query before the fragment, or
# to drop it. superstatic, which serves Firebase Hosting's configuration locally and in its emulator, puts it behind:
# `/meetings/1/#s3?utm_source=x`. That is a fragment of another name; the page opens at its top and the citation is lost, and only for those
# who came by a link with a query. Wrangler (Cloudflare's tool), given the same rule, answers rightly with `/meetings/1/?utm_source=x#s3`
# (see redirect-colon-cloudflare.sh). Test a redirect to a fragment with a query as well, or let the old address be a page with a link.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages superstatic@10.0.0

mkdir "$work/site"
echo '<!doctype html><title>Meeting</title>' > "$work/site/index.html"
cat > "$work/ask.js" <<'JS'
import http from 'node:http'
import superstatic from 'superstatic'

const app = superstatic.default({cwd: import.meta.dirname, config: {
  public: 'site', redirects: [{source: '/old', destination: '/meetings/1/#s3', type: 301}]}})
const server = http.createServer((request, response) => app(request, response, () => response.end()))
server.listen(0, '127.0.0.1', () => http.get({host: '127.0.0.1', port: server.address().port, path: process.argv[2]}, response => {
  console.log(`${response.statusCode} ${response.headers.location}`)
  response.resume().on('end', () => { server.closeAllConnections(); server.close() })
}))
JS

expected "301 /meetings/1/?utm_source=x#s3"
sees "without a query" "301 /meetings/1/#s3" "$(node "$work/ask.js" /old/)"
sees "with a query" "301 /meetings/1/#s3?utm_source=x" "$(node "$work/ask.js" '/old/?utm_source=x')"
