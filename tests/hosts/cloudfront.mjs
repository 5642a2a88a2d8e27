// CloudFront before a bucket: our function for it is run for each request and each answer. What is ours is the bucket, which knows the
// names of objects and nothing else, and the calling of the function.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { fileAt, listen, pathOf, pathToFileURL } from './files.mjs'

const [folder, port, functions, store, objects] = process.argv.slice(2)
const rows = new Map(JSON.parse(readFileSync(store, 'utf8')).data.map(row => [row.key, row.value]))
globalThis.rows = rows
const text = readFileSync(functions, 'utf8')
if (Buffer.byteLength(text) > 10_240) throw new Error('a function of CloudFront has 10 KB at most')
const stub = "const cf = {kvs: () => ({get: async key => { if (!globalThis.rows.has(key)) throw new Error('missing'); return globalThis.rows.get(key) }})}"
const module = `${functions}.mjs`
writeFileSync(module, `${text.replace("import cf from 'cloudfront';", stub)}\nexport { handler }\n`)
const { handler } = await import(pathToFileURL(module).href)
const sent = JSON.parse(readFileSync(objects, 'utf8'))

const plain = headers => Object.fromEntries(Object.entries(headers).map(([name, { value }]) => [name, value]))
listen(port, async request => {
	const event = { context: { eventType: 'viewer-request' }, request: { uri: pathOf(request), headers: {}, method: 'GET' } }
	const asked = await handler(event)
	if (asked.statusCode) return { status: asked.statusCode, headers: plain(asked.headers ?? {}) }
	const file = asked.uri.endsWith('/') ? null : fileAt(folder, asked.uri)
	const found = file ?? fileAt(folder, '/404.html')
	const headers = { ...sent[file ? file.name : '404.html'] }
	const response = { statusCode: file ? 200 : 404, headers }
	// CloudFront calls no function for an answer that is an error.
	const answer = file ? await handler({ context: { eventType: 'viewer-response' }, request: asked, response }) : response
	return { status: answer.statusCode, headers: plain(answer.headers), body: found.bytes }
})
