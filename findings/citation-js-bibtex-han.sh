#!/usr/bin/env bash
# Citation.js turns records of citations (CSL-JSON, as Zotero and archives give them) into BibTeX. BibTeX has been kept in UTF-8 for many
# years, so a Chinese title and a Chinese name are expected to come out as they are, or to be an error. Citation.js writes them as nothing:
# `author = {, }`, `title = {}`, without a warning; the key is `undefined2024undefined`. Letters with accents come out as TeX commands, so a
# test with Café or Müller finds no fault. The cause is a setting, `format.asciiOnly`, which is true unless it is changed, and drops what
# has no TeX command. An archive that offers BibTeX through Citation.js must set `plugins.config.get('@bibtex').format.asciiOnly = false`,
# give keys of its own (they stay `undefined…` even then, and two records of a year have the same), and test with a name in Han.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2

cat > "$work/bibtex.js" <<'JS'
import {Cite, plugins} from '@citation-js/core'
import '@citation-js/plugin-bibtex'

if (process.argv[2] === 'unicode') plugins.config.get('@bibtex').format.asciiOnly = false
const records = {
  han: {id: 'm', type: 'speech', title: '防洪預算', author: [{family: '港', given: '小明'}], issued: {'date-parts': [[2024, 3, 11]]}},
  latin: {id: 'm', type: 'speech', title: 'La crue', author: [{family: 'Müller', given: 'Ann'}], issued: {'date-parts': [[2024, 3, 11]]}},
}
const lines = new Cite(records[process.argv[3]]).format('bibtex').split('\n').map(line => line.trim())
console.log(lines.filter(line => /^(@|author|title)/.test(line)).join(' '))
JS

expected "author = {港, 小明}, title = {防洪預算},"
sees "a Chinese record" "@misc{undefined2024undefined, author = {, }, title = {}," "$(node "$work/bibtex.js" default han)"
sees "an accented record" "@misc{Muller2024La, author = {M{\\\" u}ller, Ann}, title = {La crue}," "$(node "$work/bibtex.js" default latin)"
sees "a Chinese record with asciiOnly = false" "@misc{undefined2024undefined, author = {港, 小明}, title = {防洪預算}," "$(node "$work/bibtex.js" unicode han)"
