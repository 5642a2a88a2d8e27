// Firebase: its own server of `firebase.json`, which its emulator is made of.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

import superstatic from 'superstatic'

const [folder, port] = process.argv.slice(2)
const { hosting } = JSON.parse(readFileSync(join(folder, 'firebase.json'), 'utf8'))
const answer = superstatic.default({ cwd: folder, config: hosting, fallthrough: false })
createServer((request, response) => answer(request, response, () => response.end())).listen(Number(port), '127.0.0.1')
