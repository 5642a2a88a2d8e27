// Netlify: its own parsers of `_redirects` and `_headers`, and its own matcher of redirects. What is ours is the order of which its
// documentation tells: a forced rule, then the file, then a rule, then 404.html.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parseAllHeaders } from 'netlify-headers-parser'
import { parseAllRedirects } from 'netlify-redirect-parser'
import redirector from 'netlify-redirector'

import { fileAt, isFolder, listen, pathOf } from './files.mjs'

const [folder, port] = process.argv.slice(2)
const { errors } = await parseAllRedirects({ redirectsFiles: [join(folder, '_redirects')], netlifyConfigPath: undefined, configRedirects: [], minimal: true })
const { headers, errors: more } = await parseAllHeaders({ headersFiles: [join(folder, '_headers')], netlifyConfigPath: undefined, configHeaders: [], minimal: false })
for (const error of [...errors, ...more]) console.error(error)
if (errors.length + more.length > 0) process.exit(1)
const matcher = await redirector.parsePlain(readFileSync(join(folder, '_redirects'), 'utf8'), {})

const ofPath = path => Object.assign({}, ...headers.filter(rule => rule.forRegExp.test(path)).map(rule => rule.values))

listen(port, async request => {
	const path = pathOf(request)
	const host = request.headers.host
	const match = matcher.match({ scheme: 'http', host, path, query: '', headers: {}, cookieValues: {}, getHeader: () => '', getCookie: () => '' })
	const file = fileAt(folder, path)
	const own = ofPath(path)
	if (match && (match.force || match.force404 || !file)) {
		if (match.status >= 300 && match.status < 400) return { status: match.status, headers: { Location: match.to } }
		const there = fileAt(folder, match.to)
		if (there) return { status: match.status, headers: { 'Content-Type': 'text/html; charset=utf-8', ...own }, body: there.bytes }
	}
	if (file) return { status: 200, headers: path.endsWith('/') ? { 'Content-Type': 'text/html; charset=utf-8', ...own } : own, body: file.bytes }
	if (isFolder(folder, path)) return { status: 301, headers: { Location: `${path}/` } }
	return { status: 404, headers: { ...own, 'Content-Type': 'text/html; charset=utf-8' }, body: fileAt(folder, '/404.html').bytes }
})
