#!/usr/bin/env bash
# Atom lets an entry hold its text as XHTML (`<content type="xhtml">`), the form that needs no escaping. rss-parser, a feed reader that very
# many programs for Node are built on, is expected to give the markup, or the words in order. It gives the words of a paragraph in another
# order: first all text outside of tags, then the inline elements one after the other, so that “<b>voted</b> yes, <i>not</i> no” becomes
# “yes, no.votednot”. For minutes this is worse than losing the entry, since “not” changes its place. Its reader of XML keeps text and
# children apart, and their order is lost before the content is put together. Give content in feeds as `type="html"`, which is kept as it
# is.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages rss-parser@3.13.0

cat > "$work/read.js" <<'JS'
import Parser from 'rss-parser'

const html = '<p>Ann Vale <b>voted</b> yes, <i>not</i> no.</p>'
const content = {
  html: `<content type="html">${html.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</content>`,
  xhtml: `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${html}</div></content>`,
}[process.argv[2]]
const feed = await new Parser().parseString(`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Minutes</title><id>tag:example.org,2024:feed</id><updated>2024-03-11T09:00:00Z</updated>
<entry><title>A vote</title><id>tag:example.org,2024:1</id><link href="https://example.org/m/1/"/><updated>2024-03-11T09:00:00Z</updated>
${content}</entry></feed>`)
console.log(feed.items[0][process.argv[3]])
JS

expected "Ann Vale voted yes, not no."
sees "words of type=html" "Ann Vale voted yes, not no." "$(node "$work/read.js" html contentSnippet)"
sees "words of type=xhtml" "Ann Vale  yes,  no.votednot" "$(node "$work/read.js" xhtml contentSnippet)"
sees "markup of type=xhtml" \
    '<div type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ann Vale  yes,  no.<b>voted</b><i>not</i></p></div></div>' \
    "$(node "$work/read.js" xhtml content)"
