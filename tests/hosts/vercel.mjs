// Vercel: its own check of `routes`. What is ours is their evaluation, in the order of which its documentation tells, because no program
// of Vercel's answers for a site without an account.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { normalizeRoutes, routesSchema } from '@vercel/routing-utils'
import Ajv from 'ajv'

import { fileAt, listen, pathOf } from './files.mjs'

const [folder, port] = process.argv.slice(2)
const settings = JSON.parse(readFileSync(join(folder, 'vercel.json'), 'utf8'))
const isValid = new Ajv({ strict: false }).compile(routesSchema)
if (!isValid(settings.routes)) throw new Error(JSON.stringify(isValid.errors.slice(0, 3)))
if (settings.routes.length > 2048) throw new Error(`${settings.routes.length} routes`)
const { routes, error } = normalizeRoutes(settings.routes)
if (error) throw new Error(error.message)
for (const route of routes) if (route.src) route.pattern = new RegExp(route.src)
// Routes below `hit` are for files that were found.
const hit = routes.findIndex(route => route.handle === 'hit')
const [asked, found] = [routes.slice(0, hit), routes.slice(hit + 1)]

listen(port, request => {
	const path = pathOf(request)
	const headers = {}
	for (const route of asked) {
		if (route.handle === 'filesystem') {
			const file = fileAt(folder, path)
			if (file) {
				for (const route of found.filter(route => route.pattern.test(`/${file.name}`))) Object.assign(headers, route.headers)
				return { status: 200, headers, body: file.bytes }
			}
			continue
		}
		const match = route.pattern.exec(path)
		if (!match) continue
		for (const [name, value] of Object.entries(route.headers ?? {})) headers[name] = value.replace(/\$(\d)/g, (_, at) => match[at] ?? '')
		if (route.continue) continue
		if (route.dest) return { status: route.status, headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' }, body: fileAt(folder, route.dest).bytes }
		if (route.status) return { status: route.status, headers }
	}
	return { status: 404, headers }
})
