#!/usr/bin/env bash
# In JSON-LD votes can be written by side, `"votes": {"for": [{"agent": "Ann Lee"}], "against": […]}`, with `"@container": "@index"` in the
# context: the sides are there for programs that read JSON, and the graph has a vote for each entry. jsonld-streaming-parser, which reads
# JSON-LD for Comunica and many tools of linked data, is expected to make three votes of three. The sitting gets one vote, stated three times,
# about which nothing is known; the three with their voters are there as well, and belong to no sitting. Whoever asks who voted, or counts the
# votes of the sitting, gets nobody and one. Where the side is a property of the vote (`"@index": "side"`) it is the same, and the side is lost
# with the voter. jsonld.js reads the same text as the standard says. It concerns entries without an `@id`: give every vote an address of its
# own, `"@id": "#vote-ann-lee"`, or write a list.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages jsonld-streaming-parser@5.0.1 jsonld@9.0.0

cat > "$work/read.js" <<'JS'
import jsonld from 'jsonld'
import {JsonLdParser} from 'jsonld-streaming-parser'

const index = {'@id': 'https://example.org/vote', '@container': '@index'}
const entry = (name, id) => ({...(id ? {'@id': `https://example.org/1#${name}`} : {}), agent: name})
const sitting = (term, id) => ({
  '@context': {'@version': 1.1, agent: 'https://example.org/agent', votes: term}, '@id': 'https://example.org/1',
  votes: term['@container'] ? {for: [entry('Ann', id), entry('Ben', id)], against: [entry('Cid', id)]} : ['Ann', 'Ben', 'Cid'].map(name => entry(name)),
})
const form = {
  index: sitting(index), property: sitting({...index, '@index': 'https://example.org/side'}), ids: sitting(index, true),
  list: sitting({'@id': index['@id']}),
}[process.argv[3]]
const streamed = () => new Promise((resolve, reject) => {
  const quads = []
  new JsonLdParser().on('data', quad => quads.push(quad)).on('error', reject).on('end', () => resolve(quads)).end(JSON.stringify(form))
})
const quads = process.argv[2] === 'jsonld.js' ? await jsonld.toRDF(form) : await streamed()
const votes = [...new Set(quads.filter(quad => quad.predicate.value === index['@id']).map(quad => quad.object.value))]
const agents = votes.flatMap(vote => quads.filter(q => q.subject.value === vote && q.predicate.value.endsWith('/agent')).map(q => q.object.value))
console.log(`${votes.length} of the sitting, by ${agents.sort().join(', ') || 'nobody'}`)
JS
read_votes() { node "$work/read.js" "$@"; }

expected "3 of the sitting, by Ann, Ben, Cid"
sees "by side, jsonld.js" "3 of the sitting, by Ann, Ben, Cid" "$(read_votes jsonld.js index)"
sees "by side" "1 of the sitting, by nobody" "$(read_votes streaming index)"
sees "by side, which is a property" "1 of the sitting, by nobody" "$(read_votes streaming property)"
sees "by side, which is a property, jsonld.js" "3 of the sitting, by Ann, Ben, Cid" "$(read_votes jsonld.js property)"
sees "by side, each with an @id" "3 of the sitting, by Ann, Ben, Cid" "$(read_votes streaming ids)"
sees "as a list" "3 of the sitting, by Ann, Ben, Cid" "$(read_votes streaming list)"
