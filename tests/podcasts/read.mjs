// Prints a podcast as podcast-partytime reads it: node read.mjs FILE
import { readFileSync } from 'node:fs'
import { parseFeed } from 'podcast-partytime'

const feed = parseFeed(readFileSync(process.argv[2], 'utf8'), { allowMissingGuid: false })
console.log(JSON.stringify(feed))
