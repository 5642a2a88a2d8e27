#!/usr/bin/env bash
# Pagefind is the search of many static sites. A result has parts, each the text below a heading that has an id, with the words of that heading as its title: of a
# transcript, who speaks. Japanese records print the reading above a name (ruby). The name is expected to be the title, with the reading or without.
# Pagefind leaves out what is in `<ruby>`: of 港川議員 (Member Minatokawa) 議員 is left, and a heading of nothing but a name has no title and is no part.
# What that person says is given to the speaker before: the vote for, of 王, stands under 林, who was against, and a search for 王 leads to 林. Nothing is
# reported. A name in `<em>` is kept. In the text, what is struck out and what is put in its place are one word where no space is between, so of
# `<del>six</del><ins>seven</ins>` neither is found. Print readings below the headings, and a space between the words of a correction.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages pagefind@1.6.0

cat > "$work/ask.js" <<'JS'
import {readFileSync} from 'node:fs'

// The index is read from the folder, as a browser would from the site.
const [folder, question] = process.argv.slice(2)
globalThis.window = globalThis
globalThis.document = {querySelector: () => ({getAttribute: () => 'ja'}), currentScript: null}
globalThis.location = {origin: 'https://records.example', href: 'https://records.example/'}
globalThis.fetch = async address => {
    const bytes = readFileSync(String(address).split('?')[0].replace(/^.*\/pagefind\//, `${folder}/pagefind/`))
    return {ok: true, json: async () => JSON.parse(bytes), arrayBuffer: async () => new Uint8Array(bytes).buffer}
}
const pagefind = await import(`${folder}/pagefind/pagefind.js`)
await pagefind.options({basePath: 'https://records.example/pagefind/', baseUrl: '/'})
const {results} = await pagefind.search(question)
const parts = (await Promise.all(results.map(result => result.data()))).flatMap(page => page.sub_results.map(part => `${part.title} ${part.url.replace('/', '')}`))
console.log(parts.join(', ') || 'nothing')
process.exit()
JS
site() { # name, speeches
    mkdir -p "$work/$1"
    echo "<!DOCTYPE html><html lang=\"ja\"><head><meta charset=\"utf-8\"><title>会議</title></head><body><main><h1>会議</h1>$2</main></body></html>" > "$work/$1/index.html"
    (cd "$work" && npx --no-install pagefind --site "$1" >/dev/null 2>&1)
}
ask() { (cd "$work" && node ask.js "$work/$1" "$2"); }
site plain '<h2 id="s1">林</h2><p>反対。</p><h2 id="s2">王</h2><p>賛成。</p><h2 id="s3"><em>港川</em>議員</h2><p>保留。</p>'
site ruby '<h2 id="s1">林</h2><p>反対。</p><h2 id="s2"><ruby>王<rt>おう</rt></ruby></h2><p>賛成。</p><h2 id="s3"><ruby>港川<rt>みなとがわ</rt></ruby>議員</h2><p>保留。</p>'
site change '<h2 id="s1">林</h2><p>It stops at <del>six</del><ins>seven</ins>, not <del>nine</del> <ins>ten</ins>.</p>'

expected "王 #s2"
sees "賛成 (for), without readings" "王 #s2" "$(ask plain 賛成)"
sees "賛成 (for), with readings" "林 #s1" "$(ask ruby 賛成)"
sees "王, with readings" "林 #s1" "$(ask ruby 王)"
expected "港川議員 #s3"
sees "保留 (abstain), without readings" "港川議員 #s3" "$(ask plain 保留)"
sees "保留 (abstain), with readings" "議員 #s3" "$(ask ruby 保留)"
expected "林 #s1"
sees "ten, put in behind a space" "林 #s1" "$(ask change ten)"
sees "seven, put in without a space" "nothing" "$(ask change seven)"
