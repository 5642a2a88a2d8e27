#!/usr/bin/env bash
# Readability is the program behind the reader view of Firefox and behind many read-later and archiving tools. From a transcript whose
# headings name the speakers it is expected to keep the headings. It takes an element that looks like the author of an article
# (`rel="author"`, `itemprop="author"`, a class with `author` or `byline`) out of the text, so the first speech stands without a speaker,
# and the speaker is called the author of the whole record. And it removes whatever has a class with `remark` or `header` in it, words that
# transcripts use for what they are: every speaker of the meeting vanishes, and what they said runs on as if one person had said it; a
# `<header class="record-header">` goes with the day, the place and the list of those present. Mark up what must be read without `author`,
# `byline`, `remark`, `header`, `comment` and `footer` in class or id; plain headings and a plain `<header>` are kept.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages @mozilla/readability@0.6.0 linkedom@0.18.15

cat > "$work/read.js" <<'JS'
import {Readability} from '@mozilla/readability'
import {parseHTML} from 'linkedom'

const name = number => `Speaker ${'ABCDEFGH'[number]}`
const mark = {
  plain: number => `<h3>${name(number)}</h3>`,
  author: number => `<h3><a rel="author" href="/speakers/${number}/">${name(number)}</a></h3>`,
  class: number => `<h3><span class="speech-author">${name(number)}</span></h3>`,
  remark: number => `<h3><span class="remark">${name(number)}</span></h3>`,
  header: number => `<div class="speech-header">${name(number)}</div>`,
}[process.argv[2]]
const words = 'I have read the report, which is long, and I ask the council to put the matter off, so that those who live there can be heard.'
const facts = {
  plain: '<header><p>Held on 11 March 2024 in the Council Chamber.</p></header>',
  header: '<header class="record-header"><p>Held on 11 March 2024 in the Council Chamber.</p></header>',
}[process.argv[2]] ?? ''
const speeches = [...'ABCDEFGH'].map((_, number) => `<section>${mark(number)}<p>${words}</p></section>`).join('')
const {document} = parseHTML(`<!doctype html><html lang="en"><head><title>Third meeting of the council</title></head>
<body><main><article><h1>Third meeting of the council</h1>${facts}${speeches}</article></main></body></html>`)
const article = new Readability(document).parse()
const lost = [...'ABCDEFGH'].filter((_, number) => !article.textContent.includes(name(number)))
const day = facts ? `; the day: ${article.textContent.includes('11 March 2024') ? 'kept' : 'lost'}` : ''
console.log(`lost: ${lost.join(' ') || 'nobody'}; author of the article: ${article.byline ?? 'nobody'}${day}`)
JS

expected "lost: nobody; the day: kept (for every markup)"
sees "plain heading and header" "lost: nobody; author of the article: nobody; the day: kept" "$(node "$work/read.js" plain)"
sees 'rel="author"' "lost: A; author of the article: Speaker A" "$(node "$work/read.js" author)"
sees 'class="speech-author"' "lost: A; author of the article: Speaker A" "$(node "$work/read.js" class)"
sees 'class="remark"' "lost: A B C D E F G H; author of the article: nobody" "$(node "$work/read.js" remark)"
sees 'class="speech-header", class="record-header"' "lost: A B C D E F G H; author of the article: nobody; the day: lost" "$(node "$work/read.js" header)"
