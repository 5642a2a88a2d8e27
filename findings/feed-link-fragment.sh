#!/usr/bin/env bash
# In a feed of speeches every entry links to a place in a page, `…/meetings/1/#s3`. A link in a feed is data, so a reader is expected to
# hand it on as it is. @extractus/feed-extractor, a common reader for Node, cuts the fragment off, from RSS, Atom and JSON Feed alike; with
# `normalization: false`, which is there to leave data as they are, only JSON Feed is spared. All speeches of a meeting then have one and
# the same link: whoever removes doubles by link keeps one speech of the meeting, and the citation leads to the top of the page. Text of RSS
# that looks like a number is made one as well: the id 0042 becomes 42. Every entry of a feed of speeches should have an id of its own that
# is no bare number (a `tag:` address, for instance), and readers should tell entries apart by id.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages @extractus/feed-extractor@8.0.3

cat > "$work/read.js" <<'JS'
import {extractFromJson, extractFromXml} from '@extractus/feed-extractor'

const link = number => `https://example.org/meetings/1/#s${number}`
const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><link>https://example.org/</link><description>d</description>
<item><title>Ann</title><guid isPermaLink="false">0041</guid><link>${link(3)}</link></item>
<item><title>Ben</title><guid isPermaLink="false">0042</guid><link>${link(4)}</link></item></channel></rss>`
const json = {version: 'https://jsonfeed.org/version/1.1', title: 't', items: [
  {id: '0041', url: link(3), title: 'Ann', content_text: 'Aye.'}, {id: '0042', url: link(4), title: 'Ben', content_text: 'No.'}]}
const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>tag:example.org,2024:f</id><updated>2024-03-11T09:00:00Z</updated>
${[3, 4].map(n => `<entry><title>x</title><id>tag:example.org,2024:${n}</id><link href="${link(n)}"/><updated>2024-03-11T09:00:00Z</updated></entry>`).join('')}</feed>`
const options = {normalization: process.argv[3] !== 'raw'}
const feed = {
  rss: () => extractFromXml(rss, options), atom: () => extractFromXml(atom, options), json: () => extractFromJson(json, options),
}[process.argv[2]]()
if (process.argv[3] === 'raw') feed.entries = (feed.item ?? feed.items).map(item => ({id: item.guid ?? item.id, link: item.link ?? item.url}))
console.log(feed.entries.map(entry => `${entry.id} ${entry.link}`).join(', '))
JS

expected "0041 https://example.org/meetings/1/#s3, 0042 https://example.org/meetings/1/#s4"
sees "RSS" "41 https://example.org/meetings/1/, 42 https://example.org/meetings/1/" "$(node "$work/read.js" rss)"
sees "JSON Feed" "0041 https://example.org/meetings/1/, 0042 https://example.org/meetings/1/" "$(node "$work/read.js" json)"
sees "Atom" "tag:example.org,2024:3 https://example.org/meetings/1/, tag:example.org,2024:4 https://example.org/meetings/1/" \
    "$(node "$work/read.js" atom)"
sees "RSS, normalization: false" "41 https://example.org/meetings/1/, 42 https://example.org/meetings/1/" "$(node "$work/read.js" rss raw)"
sees "JSON Feed, normalization: false" "0041 https://example.org/meetings/1/#s3, 0042 https://example.org/meetings/1/#s4" \
    "$(node "$work/read.js" json raw)"
