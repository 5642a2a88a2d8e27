#!/usr/bin/env bash
# The target of a redirect is a URL, and a page whose address has letters beyond ASCII is written percent-encoded in it, as in every link:
# `/old/` leads to `/meetings/%E9%A0%90%E7%AE%97/`. In `_redirects` (Cloudflare, Netlify) and in `staticwebapp.config.json` (Azure) that
# goes into `Location` as it stands. superstatic, which serves Firebase Hosting's configuration locally and in its emulator, takes a
# destination for plain text and encodes it once more, `%` too: `Location: /meetings/%25E9%25A0%2590…/`, an address that does not exist.
# The plain form comes out right. Conversely no address with an encoded `%`, `#` or `?` in it can be a destination: plain they mean
# something else. Write destinations for Firebase as plain text, and leave those few to a page that leads on.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages superstatic@10.0.0

mkdir "$work/site"
echo '<!doctype html><title>Meeting</title>' > "$work/site/index.html"
cat > "$work/ask.js" <<'JS'
import http from 'node:http'
import superstatic from 'superstatic'

const redirects = [['/encoded', '/meetings/%E9%A0%90%E7%AE%97/'], ['/plain', '/meetings/預算/'], ['/percent', '/meetings/100%25/']]
const app = superstatic.default({cwd: import.meta.dirname, config: {
  public: 'site', redirects: redirects.map(([source, destination]) => ({source, destination, type: 301}))}})
const server = http.createServer((request, response) => app(request, response, () => response.end()))
server.listen(0, '127.0.0.1', () => http.get({host: '127.0.0.1', port: server.address().port, path: process.argv[2]}, response => {
  console.log(`${response.statusCode} ${response.headers.location}`)
  response.resume().on('end', () => { server.closeAllConnections(); server.close() })
}))
JS

expected "301 /meetings/%E9%A0%90%E7%AE%97/"
sees "an encoded destination" "301 /meetings/%25E9%25A0%2590%25E7%25AE%2597/" "$(node "$work/ask.js" /encoded/)"
sees "a plain destination (as expected)" "301 /meetings/%E9%A0%90%E7%AE%97/" "$(node "$work/ask.js" /plain/)"
sees "an encoded percent sign" "301 /meetings/100%2525/" "$(node "$work/ask.js" /percent/)"
