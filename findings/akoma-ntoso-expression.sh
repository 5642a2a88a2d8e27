#!/usr/bin/env bash
# In Akoma Ntoso the address of a document says which language and which day it is of: `/akn/tw/debate/2024-03-11/3/zho@2024-03-12`. cobalt,
# the Python library for the standard, is given this address through `frbr_uri`, and is expected to write it into the document, or to refuse
# what it does not keep. It takes country, type, date and number, and drops language and day without a word: the document declares itself
# English, as of today, and so does its identifier. A Chinese record is then cited as `/eng@2026-11-28`, under another address every day it
# is made, and no two runs give the same bytes. The address must be followed by `document.language = "zho"`, `document.expression_date = …`
# and `document.manifestation_date = …`, one by one.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages cobalt==9.0.1

cat > "$work/write.py" <<'PY'
import re
import sys
from cobalt import Debate, FrbrUri

document = Debate()
document.frbr_uri = FrbrUri.parse('/akn/tw/debate/2024-03-11/3/zho@2024-03-12')
if sys.argv[1] == 'each':
    document.language = 'zho'
    document.expression_date = document.manifestation_date = '2024-03-12'
xml = document.to_xml()
xml = xml.decode() if isinstance(xml, bytes) else xml
expression = re.search('<FRBRExpression>.*</FRBRExpression>', xml).group()
print(' '.join(re.findall('FRBRuri value="([^"]*)"|FRBRdate date="([^"]*)"|language="([^"]*)"', expression)[n][n] for n in range(3)))
PY

today=$("$work/venv/bin/python" -c 'import datetime; print(datetime.date.today())')
expected "/akn/tw/debate/2024-03-11/3/zho@2024-03-12 2024-03-12 zho"
sees "address alone" "/akn/tw/debate/2024-03-11/3/eng@$today $today eng" "$("$work/venv/bin/python" "$work/write.py" address)"
sees "language and days one by one" "/akn/tw/debate/2024-03-11/3/zho@2024-03-12 2024-03-12 zho" \
    "$("$work/venv/bin/python" "$work/write.py" each)"
