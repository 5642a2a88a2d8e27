// Files of a folder, as plain hosts send them: a page for a folder, a redirect to it without the final slash.
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The file at a path of a request, or null. */
export function fileAt(folder, path) {
	let plain
	try {
		plain = decodeURIComponent(path)
	} catch {
		return null
	}
	if (plain.split('/').includes('..')) return null
	const name = plain.endsWith('/') ? `${plain}index.html` : plain
	const place = join(folder, name)
	try {
		return statSync(place).isFile() ? { path: plain, name: name.slice(1), bytes: readFileSync(place) } : null
	} catch {
		return null
	}
}

/** Reports whether a path without a final slash is that of a folder with a page. */
export const isFolder = (folder, path) => !path.endsWith('/') && fileAt(folder, `${path}/`) !== null

/** Listens, and answers with what a function gives: a status, headers, a body. */
export function listen(port, answer) {
	createServer(async (request, response) => {
		try {
			const { status, headers = {}, body = '' } = await answer(request)
			response.writeHead(status, headers)
			response.end(body)
		} catch (error) {
			console.error(error)
			response.writeHead(500)
			response.end(String(error))
		}
	}).listen(port, '127.0.0.1')
}

/** The path of a request, as it is spelled. */
export const pathOf = request => request.url.split('?')[0]

export { pathToFileURL }
