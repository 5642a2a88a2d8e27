#!/usr/bin/env bash
# Votes and numbers in Chinese records are written in characters, 十二票 (12 votes), and cn2an turns them into figures so that they can be counted. Two numerals side by
# side mean “about”: 三四票 is three or four votes, 七八人 seven or eight people. A converter is expected to leave such words alone, as cn2an itself does
# with 五六十人 and 十七八人, or to give a range. cn2an reads them as digits: 34 votes, 78 people, and 一兩個 (one or two) is 12. 三三兩兩 (in twos and threes) is 3322.
# Nothing is reported. Numerals in names and words are figures too: 衛一山 becomes 衛1山, 統一 (unify) 統1, so that a search for the member finds
# nothing. Convert only what is known to be a number, such as the cell of a table of votes, and look at every number above ten that comes of two characters.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages cn2an==0.5.24

figures() { "$work/venv/bin/python" -W ignore -c 'import sys, cn2an; print(cn2an.transform(sys.argv[1]))' "$1"; }

expected "贊成12票; 民國113年3月5日"
sees "贊成十二票" "贊成12票" "$(figures 贊成十二票)"
sees "民國一百一十三年三月五日" "民國113年3月5日" "$(figures 民國一百一十三年三月五日)"
expected "unchanged, or a range"
sees "五六十人 (50 or 60 people)" "五六十人" "$(figures 五六十人)"
sees "十七八人 (17 or 18 people)" "十七八人" "$(figures 十七八人)"
sees "三四票 (3 or 4 votes)" "34票" "$(figures 三四票)"
sees "七八人反對 (7 or 8 people against)" "78人反對" "$(figures 七八人反對)"
sees "一兩個 (1 or 2)" "12個" "$(figures 一兩個)"
sees "三三兩兩 (in twos and threes)" "3322" "$(figures 三三兩兩)"
expected "unchanged"
sees "衛一山 (a name)" "衛1山" "$(figures 衛一山)"
sees "統一 (to unify)" "統1" "$(figures 統一)"
