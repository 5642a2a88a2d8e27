#!/usr/bin/env bash
# Defuddle is what web clippers keep pages with, as Markdown beside day and author. What is kept of a transcript is expected to be what was
# said, letter by letter. French loses its spaces: those before `:`, `;`, `?` and `!` are removed, narrow and no-break ones too, so words that
# were copied from the note are not found in the record. A reaction within a speech, `<i class="aside">(laughs)</i>`, is taken for a side
# column and goes, and the sentence closes over it. And a meeting has an author: whatever is the only link in the line with the date, be it
# “12 speakers” or “Agenda (PDF)”, if the date is in English. Two links there make no author. Name the class of nothing that was said `aside`,
# and quote from the record and not from the note.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages defuddle@0.19.4 linkedom@0.18.15

cat > "$work/clip.js" <<'JS'
import {Defuddle} from 'defuddle/node'
import {parseHTML} from 'linkedom'

const [asked, mark] = process.argv.slice(2)
const words = {
  'French': 'Une séance\u202f: le mur\u00a0; pourquoi\u202f? Dix\u202f000 francs\u202f!',
  'reaction': `So be it <i class="${mark}">(laughs)</i>, and no more.`,
}[asked] ?? 'So be it.'
const facts = {
  'one link': `<p><time datetime="2024-03-11">11 March 2024</time> · <a href="#all">${mark}</a></p>`,
  'two links': `<p><time datetime="2024-03-11">11 March 2024</time> · <a href="#all">12 speakers</a> · <a href="#said">20 speeches</a></p>`,
}[asked] ?? ''
const page = `<!doctype html><html lang="en"><head><title>Third meeting of the council</title></head><body><main><article>
<h1>Third meeting of the council</h1>${facts}
<p>We are here tonight because of the sea wall, and because the winter comes sooner than the money; I ask everybody to be brief.</p>
<p id="asked">${words}</p>
<p>The motion is carried by five votes to one, and the sitting is closed at nine in the evening, with thanks to all who came.</p>
</article></main></body></html>`
const note = await Defuddle(parseHTML(page).document, 'https://example.org/m/1/', {markdown: true})
const shown = text => text.replace(/[\u00a0\u202f]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
console.log(asked.endsWith('links') || asked.endsWith('link') ? note.author || 'nobody' : shown(note.content.split('\n\n')[1]))
JS
clip() { node "$work/clip.js" "$@"; }

expected 'Une séance\u202f: le mur\u00a0; pourquoi\u202f? Dix\u202f000 francs\u202f!'
sees "French" "Une séance: le mur; pourquoi? Dix\u202f000 francs!" "$(clip French)"
expected "So be it (laughs), and no more."
sees 'class="aside"' "So be it , and no more." "$(clip reaction aside)"
sees 'class="reaction"' "So be it *(laughs)*, and no more." "$(clip reaction reaction)"
expected "author: nobody"
sees "the one link beside the date: 12 speakers" "12 speakers" "$(clip 'one link' '12 speakers')"
sees "the one link beside the date: Agenda (PDF)" "Agenda (PDF)" "$(clip 'one link' 'Agenda (PDF)')"
sees "two links beside the date" "nobody" "$(clip 'two links')"
