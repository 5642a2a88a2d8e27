#!/usr/bin/env bash
# FlexSearch has a setting for Chinese, Japanese and Korean, `Charset.CJK`. A search for 預防 (prevention) is expected to find texts in which
# the two characters stand together. It finds every text that has both anywhere and in any order: 防洪預算 (a budget against floods), and a text
# that has one near its beginning and the other near its end. The longer the minutes, the more meetings are found by any word of two
# characters. Without the setting it is the other way round: a Chinese sentence is one word, and found only if asked for whole. Neither says
# so. Give it an `encode` function that makes pairs of neighbouring characters, or choose a search that does.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages flexsearch@0.8.212

cat > "$work/search.js" <<'JS'
import FlexSearch from 'flexsearch'

const pairs = text => Array.from(text).map((letter, at, letters) => letter + (letters[at + 1] ?? ''))
const index = new FlexSearch.Index({
  none: {},
  cjk: {encoder: FlexSearch.Charset.CJK},
  pairs: {encode: text => pairs(text).filter(pair => pair.length > 1)},
}[process.argv[2]])
const texts = ['預防勝於治療', '市長報告防洪預算', '防洪工程由議會審議，明年度的費用照預估編列', '議員質詢交通']
texts.forEach((text, number) => index.add(number, text))
console.log(index.search(process.argv[3]).sort().map(number => texts[number].slice(0, 8)).join(', ') || 'nothing')
JS

expected "for 預防: 預防勝於治療"
sees "Charset.CJK, 預防" "預防勝於治療, 市長報告防洪預算, 防洪工程由議會審" "$(node "$work/search.js" cjk 預防)"
sees "Charset.CJK, 防預 (no word)" "預防勝於治療, 市長報告防洪預算, 防洪工程由議會審" "$(node "$work/search.js" cjk 防預)"
sees "no setting, 預防" "nothing" "$(node "$work/search.js" none 預防)"
sees "no setting, the whole text" "預防勝於治療" "$(node "$work/search.js" none 預防勝於治療)"
sees "pairs of neighbours, 預防" "預防勝於治療" "$(node "$work/search.js" pairs 預防)"
