#!/usr/bin/env bash
# citeproc-js sets the citations of Zotero and, in Citation.js, those of many sites. The `language` of an entry says in which language the
# cited text is, and is expected to choose its words and its quotation marks at most. It turns names round: in an entry in Chinese, Japanese,
# Hungarian or Vietnamese every author has the family name first and no comma, whatever script the name is in. “Testimony of Ann Vale” before
# a Chinese-speaking council becomes “testimony of Vale Ann”, and in a list by family name “Vale, A.” becomes “Vale A.”. Records of
# meetings in which people of several languages speak have one language and names of all kinds. A name given whole (`literal`) is left
# alone, as is every name of an entry without a language.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages @citation-js/core@0.8.2 @citation-js/plugin-csl@0.8.2 citeproc@2.4.63

cat > "$work/cite.js" <<'JS'
import {Cite} from '@citation-js/core'
import '@citation-js/plugin-csl'

const [type, language, whole] = process.argv.slice(2)
const entry = {
  id: 'm', type, title: 'The sea wall', issued: {'date-parts': [[2024, 3, 11]]},
  author: [whole ? {literal: 'Ann Vale'} : {family: 'Vale', given: 'Ann'}],
}
if (language) entry.language = language
console.log(new Cite(entry).format('bibliography', {template: 'apa', lang: 'en-US'}).trim().replace(/\.? ?The sea wall\.?/, ' …').trim())
JS
cite() { node "$work/cite.js" "$@"; }

expected "the same name whatever the language of the entry"
sees "hearing, no language" "… (2024) (testimony of Ann Vale)." "$(cite hearing '')"
sees "hearing, zh-Hant" "… (2024) (testimony of Vale Ann)." "$(cite hearing zh-Hant)"
sees "speech, no language" "Vale, A. (2024, March 11) …" "$(cite speech '')"
sees "speech, fr" "Vale, A. (2024, March 11) …" "$(cite speech fr)"
sees "speech, zh-Hant" "Vale A. (2024, March 11) …" "$(cite speech zh-Hant)"
sees "speech, hu" "Vale A. (2024, March 11) …" "$(cite speech hu)"
sees "speech, zh-Hant, literal" "Ann Vale. (2024, March 11) …" "$(cite speech zh-Hant whole)"
