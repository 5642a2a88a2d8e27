#!/usr/bin/env bash
# Whoever keeps text in Markdown has a program put it in order whenever a file is saved or handed in. It is expected to change the
# typing and not what a reader sees. In minutes a list may have the numbers of a paper that is discussed, 7, 9 and 12, and councillors who were absent are
# marked with an asterisk. Prettier and oxfmt count on from the first number: 7, 8, 9; mdformat writes 7, 1, 1. That is how HTML shows such a list, but the
# numbers that were typed are gone from the file. markdownlint with `--fix` goes further. It begins a list with 1 even if it begins with 7, so that
# items 7, 8 and 9 with a remark below each are all 1; and it takes two asterisks in a sentence for bad emphasis, removes the blanks and
# so makes it emphasis: `Lee *, Okri *, Vale` becomes `Lee *, Okri*, Vale`, with Okri in italics and both marks gone, and `3 * 4 and 2 * 3` likewise. The colon
# at the end of a heading that is a speaker, `## Ann Lee:`, is dropped by markdownlint and rumdl. Turn off MD026, MD029 and MD037, and keep transcripts out of
# formatters.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages mdformat==1.0.0 rumdl==0.3.0
npm_packages prettier@3.10.1 oxfmt@0.79.0 markdownlint-cli2@0.22.1 commonmark@0.31.2

cat > "$work/read.js" <<'JS'
import {readFileSync} from 'node:fs'
import {HtmlRenderer, Parser} from 'commonmark'

// The words of the last block, emphasis in slashes, or the numbers of the items of lists.
const html = new HtmlRenderer().render(new Parser().parse(readFileSync(process.argv[2], 'utf8')))
const starts = [...html.matchAll(/<ol(?: start="(\d+)")?>([^]*?)<\/ol>/g)].flatMap(([, start, items]) => [...items.matchAll(/<li>/g)].map((_, at) => Number(start ?? 1) + at))
console.log(starts.length ? starts.join(' ') : html.trim().split('\n').at(-1).replace(/<\/?em>/g, '/').replace(/<[^>]+>/g, ''))
JS
cd "$work"
fix() { # program, text: the file as the program leaves it
    printf '# Sitting\n\n%b\n' "$2" > text.md
    case $1 in
        prettier) npx --no-install prettier --write text.md ;;
        oxfmt) npx --no-install oxfmt text.md ;;
        mdformat) venv/bin/mdformat text.md ;;
        markdownlint) npx --no-install markdownlint-cli2 --fix text.md || true ;;
        rumdl) venv/bin/rumdl fmt text.md || true ;;
    esac >/dev/null 2>&1
}
typed() { fix "$@"; grep -o '^[0-9]*\.' text.md | tr -d . | paste -sd ' '; }
shown() { fix "$@"; node read.js text.md; }
heading() { fix "$@"; sed -n 's/^##* *//p' text.md | tail -1; }
list='7. the fare\n9. the pier\n12. the lamp'
parts='7. the fare\n\nIt was noted.\n\n8. the pier\n\nIt was noted.\n\n9. the lamp'

expected "7 9 12, as typed"
sees "rumdl" "7 9 12" "$(typed rumdl "$list")"
sees "prettier" "7 8 9" "$(typed prettier "$list")"
sees "oxfmt" "7 8 9" "$(typed oxfmt "$list")"
sees "mdformat" "7 1 1" "$(typed mdformat "$list")"
sees "markdownlint" "1 2 3" "$(typed markdownlint "$list")"
expected "7 8 9, as shown"
for program in rumdl prettier oxfmt mdformat; do sees "items with remarks, $program" "7 8 9" "$(shown $program "$parts")"; done
sees "items with remarks, markdownlint" "1 1 1" "$(shown markdownlint "$parts")"
expected "Absent: Lee *, Okri *, Vale"
for program in rumdl prettier oxfmt mdformat; do sees "$program" "Absent: Lee *, Okri *, Vale" "$(shown $program 'Absent: Lee *, Okri *, Vale')"; done
sees "markdownlint" "Absent: Lee /, Okri/, Vale" "$(shown markdownlint 'Absent: Lee *, Okri *, Vale')"
expected "3 * 4 and 2 * 3"
sees "markdownlint" "3 /4 and 2/ 3" "$(shown markdownlint '3 * 4 and 2 * 3')"
expected "Ann Lee:"
for program in prettier oxfmt mdformat; do sees "$program" "Ann Lee:" "$(heading $program '## Ann Lee:\n\nI agree.')"; done
sees "rumdl" "Ann Lee" "$(heading rumdl '## Ann Lee:\n\nI agree.')"
sees "markdownlint" "Ann Lee" "$(heading markdownlint '## Ann Lee:\n\nI agree.')"
