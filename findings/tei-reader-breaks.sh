#!/usr/bin/env bash
# Parliaments that print their records keep the breaks of the print in TEI: `<pb n="2"/>` where a page begins, `<lb/>` where a line does. tei_reader
# takes the text out of TEI for counting and searching. Its words are expected in the order in which they stand. Where a name, emphasis or note
# follows on the same page or line, the words between the break and that element are moved behind the rest of the page or line, and with `<u>`,
# TEI's element for a speech, behind what the next speakers say: “We vote [page 2] not for the *ferry* of May” becomes “We vote ferry of May.
# I agree.not for the”. A “not” changes its place and its speaker, and whoever counts words finds none missing. The cause is that a break is
# made an element around what follows it, and what follows is put before the words that are already there. Replace breaks by spaces before
# the file is read, or take its text with lxml (`itertext()`).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages tei_reader==0.0.17 lxml==6.1.3

cat > "$work/read.py" <<'PY'
import sys
from lxml import etree
from tei_reader import TeiReader

program, element, pause = sys.argv[1:]
speeches = f'<u who="#AnnLee">We vote {pause}not for the <name>ferry</name> of May.</u> <u who="#BenOkri">I agree.</u>'
if element == 'p':
    speeches = f'<p>We vote {pause}not for the <name>ferry</name> of May.</p> <p>I agree.</p>'
record = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><div>{speeches}</div></body></text></TEI>'
text = TeiReader().read_string(record).text if program == 'tei_reader' else ''.join(etree.fromstring(record).itertext())
print(' '.join(text.split()))
PY
read_text() { "$work/venv/bin/python" "$work/read.py" "$@"; }

expected "We vote not for the ferry of May. I agree."
sees "no break" "We vote not for the ferry of May. I agree." "$(read_text tei_reader u '')"
sees "a page begins within the speech" "We vote ferry of May. I agree.not for the" "$(read_text tei_reader u '<pb n="2"/>')"
sees "a line begins within the speech" "We vote ferry of May. I agree.not for the" "$(read_text tei_reader u '<lb/>')"
sees "a page begins within a paragraph" "We vote ferry of May.not for the I agree." "$(read_text tei_reader p '<pb n="2"/>')"
sees "the same with lxml" "We vote not for the ferry of May. I agree." "$(read_text lxml u '<pb n="2"/>')"
