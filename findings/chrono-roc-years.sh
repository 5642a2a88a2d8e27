#!/usr/bin/env bash
# chrono-node reads dates in sentences, in Chinese and Japanese too, and knows the Japanese eras. Years of the Republic of China, in which every
# official record of Taiwan is dated (民國113年 is 2024), are expected to be read as such or left alone. They become years of the first and second
# century, with or without 民國 in front, and nothing in the result says so. Written in numerals of Han, the year also loses its hundred:
# 民國一百一十三年 is 103. Sorted by such days, a record of 2024 stands before all others. Add 1911 to a year below 1000 that comes from a Chinese
# text, and read numerals of Han by yourself.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages chrono-node@2.10.3

cat > "$work/day.js" <<'JS'
import * as chrono from 'chrono-node'

const [lang, text] = process.argv.slice(2)
const reader = lang === 'ja' ? chrono.ja : chrono.zh.hant
const found = reader.parse(text, new Date('2026-11-29T12:00:00Z')).map(({start}) => ['year', 'month', 'day'].map(part => start.get(part)).join('-'))
console.log(found.join(' ') || 'no date')
JS
day() { node "$work/day.js" "$@"; }

expected "令和6年3月5日 and 平成31年4月30日 in Japanese: 2024-3-5, 2019-4-30"
sees "令和6年3月5日" "2024-3-5" "$(day ja 令和6年3月5日)"
sees "平成31年4月30日" "2019-4-30" "$(day ja 平成31年4月30日)"
expected "民國113年3月5日 in Chinese: 2024-3-5, or no date"
sees "民國113年3月5日" "113-3-5" "$(day zh 民國113年3月5日)"
sees "中華民國89年12月1日" "89-12-1" "$(day zh 中華民國89年12月1日)"
expected "民國一百一十三年三月五日: 2024-3-5, or no date"
sees "民國一百一十三年三月五日" "103-3-5" "$(day zh 民國一百一十三年三月五日)"
