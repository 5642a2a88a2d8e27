#!/usr/bin/env bash
# html-to-text makes the plain part of mails, and gives text to search engines and language models. Of the elements in which minutes are written
# three come out as something else. A correction, `<ins>was</ins><del>was not</del>`, becomes “waswas not”: what was struck out is said, and glued to
# what replaced it. The number of an item, `<li value="12">`, is replaced by a count, so that item 12 of the agenda is item 7; `reversed` likewise. Terms and what
# they mean, `<dl>`, run into one word. Put a space or sign into the text itself beside what is struck out, and write the numbers of items as words of
# the item.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages html-to-text@10.0.1

cat > "$work/text.js" <<'JS'
import {convert} from 'html-to-text'
console.log(convert(process.argv[2]).trim().split('\n').map(line => line.trim()).join(' | '))
JS
text() { node "$work/text.js" "$@"; }

expected "what is struck out is left out, marked, or at least set apart"
sees "a correction" "The motion waswas not carried." "$(text '<p>The motion <ins>was</ins><del>was not</del> carried.</p>')"
expected "12. Budget | 13. Roads"
sees "items from 12 on" "7. Budget | 8. Roads" "$(text '<ol start="7"><li value="12">Budget</li><li>Roads</li></ol>')"
expected "2. Budget | 1. Roads"
sees "items counted down" "1. Budget | 2. Roads" "$(text '<ol reversed><li>Budget</li><li>Roads</li></ol>')"
expected "Place, Town hall, Chair and Ann Vale can be told apart"
sees "a list of terms" "PlaceTown hallChairAnn Vale" "$(text '<dl><dt>Place</dt><dd>Town hall</dd><dt>Chair</dt><dd>Ann Vale</dd></dl>')"
