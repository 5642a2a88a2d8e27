#!/usr/bin/env bash
# Old minutes are scanned, and libraries keep what was recognised as ALTO, an XML format with an element for each word on the page. A word that is broken
# at the end of a line is two elements, the first marked `HypPart1` and the second `HypPart2`, and both give the whole word in `SUBS_CONTENT`. alto-tools,
# which is made for these files, is expected to print “committee”, or at worst “com” and “mittee”. It prints the first half again in the
# place of the second, “The com / comrises.”, and the second half of every broken word is lost without a message: Thornquay and Thornfield are both
# Thorn, and no search finds either. Where a page begins with the second half of a word it stops with an error. Take the text with a query: of each
# `String` the `SUBS_CONTENT` if it is `HypPart1`, nothing if it is `HypPart2`, else the `CONTENT`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages alto-tools==0.1.0 lxml==6.1.1

cat > "$work/write.py" <<'PY'
import sys

def line(*strings):
    return '<TextLine>' + '<SP/>'.join(strings) + '</TextLine>'

def string(content, part=None, whole=None):
    marks = f' SUBS_TYPE="{part}" SUBS_CONTENT="{whole}"' if part else ''
    return f'<String CONTENT="{content}"{marks}/>' + ('<HYP CONTENT="-"/>' if part == 'HypPart1' else '')

pages = {
    'whole': line(string('The'), string('committee')) + line(string('rises.')),
    'broken': line(string('The'), string('com', 'HypPart1', 'committee')) + line(string('mittee', 'HypPart2', 'committee'), string('rises.')),
    'names': line(string('Ms'), string('Thorn', 'HypPart1', 'Thornquay')) + line(string('quay', 'HypPart2', 'Thornquay'), string('and'), string('Mr'), string('Thorn', 'HypPart1', 'Thornfield'))
        + line(string('field', 'HypPart2', 'Thornfield'), string('agree.')),
    'page': line(string('mittee', 'HypPart2', 'committee'), string('rises.')),
}
print('<?xml version="1.0" encoding="UTF-8"?>\n<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page ID="p1" PHYSICAL_IMG_NR="1"><PrintSpace><TextBlock ID="b1">'
      + pages[sys.argv[1]] + '</TextBlock></PrintSpace></Page></Layout></alto>')
PY
cat > "$work/query.py" <<'PY'
import sys
from lxml import etree

words = [string.get('SUBS_CONTENT') if string.get('SUBS_TYPE') == 'HypPart1' else string.get('CONTENT')
         for string in etree.parse(sys.argv[1]).iterfind('.//{*}String') if string.get('SUBS_TYPE') != 'HypPart2']
print(' '.join(words))
PY
read_page() {
    "$work/venv/bin/python" "$work/write.py" "$1" > "$work/$1.xml"
    if "$work/venv/bin/alto-tools" --text "$work/$1.xml" > "$work/$1.txt" 2> "$work/$1.log"; then
        paste -sd ' ' "$work/$1.txt" | tr -s ' ' | sed 's/^ //; s/ $//'
    else
        grep -o '^[A-Za-z]*Error' "$work/$1.log"
    fi
}

expected "The committee rises."
sees "not broken" "The committee rises." "$(read_page whole)"
sees "broken" "The com comrises." "$(read_page broken)"
sees "by a query" "The committee rises." "$("$work/venv/bin/python" "$work/query.py" "$work/broken.xml")"
expected "Ms Thornquay and Mr Thornfield agree."
sees "names" "Ms Thorn Thornand Mr Thorn Thornagree." "$(read_page names)"
expected "committee rises., or mittee rises."
sees "a page that begins within a word" "UnboundLocalError" "$(read_page page)"
