#!/usr/bin/env bash
# In the minutes of many councils a vote by name is a table with a tick for each member under “For” or “Against”. The tick that Word's Insert ›
# Symbol offers comes from the font Wingdings and is no letter in the file: it is an element of its own, `w:sym`. A converter is expected to
# give the tick, or any sign where it stands. python-docx, docx2txt and officeparser give nothing: the cells are empty, all members look alike, and
# who voted for and who against cannot be told any more. It happens without an error, and a table of names with empty cells looks like a form.
# pandoc and mammoth know the signs of these fonts and write ✔ or ✓. Convert with one of them, and look for `w:sym` in the XML of a
# document before another program reads it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages python-docx==1.2.0 docx2txt==0.9 mammoth==1.13.0 pypandoc-binary==1.17
npm_packages officeparser@8.1.1

cat > "$work/vote.py" <<'PY'
import re
import sys
import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

path, program = sys.argv[1:]
if program == 'write':
    document = docx.Document()
    table = document.add_table(3, 3)
    for at, row in enumerate([['Name', 'For', 'Against'], ['Ann Lee', None, ''], ['Ben Okri', '', None]]):
        for column, text in enumerate(row):
            cell = table.cell(at, column)
            if text is None:
                cell.paragraphs[0]._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'))
            else:
                cell.text = text
    document.save(path)
elif program == 'python-docx':
    print(' / '.join('|'.join(cell.text for cell in row.cells) for row in docx.Document(path).tables[0].rows[1:]))
elif program == 'docx2txt':
    print(' '.join(docx2txt.process(path).split()))
else:
    html = pypandoc.convert_file(path, 'html') if program == 'pandoc' else mammoth.convert_to_html(open(path, 'rb')).value
    rows = re.findall(r'<tr[^>]*>(.*?)</tr>', html, re.S)
    print(' / '.join('|'.join(re.sub(r'<[^>]+>', '', cell).strip() for cell in re.findall(r'<td[^>]*>(.*?)</td>', row, re.S)) for row in rows[1:]))
PY
cat > "$work/vote.js" <<'JS'
import {OfficeParser} from 'officeparser'

const {value} = await (await OfficeParser.parseOffice(process.argv[2])).to('md')
const rows = value.split('\n').filter(line => /Lee|Okri/.test(line))
console.log(rows.map(row => row.trim().slice(1, -1).split('|').map(cell => cell.trim()).join('|')).join(' / '))
JS
"$work/venv/bin/python" "$work/vote.py" "$work/vote.docx" write
read_vote() { "$work/venv/bin/python" "$work/vote.py" "$work/vote.docx" "$1"; }

expected "Ann Lee|✔| / Ben Okri||✔"
sees "pandoc" "Ann Lee|✔| / Ben Okri||✔" "$(read_vote pandoc)"
sees "mammoth" "Ann Lee|✓| / Ben Okri||✓" "$(read_vote mammoth)"
sees "python-docx" "Ann Lee|| / Ben Okri||" "$(read_vote python-docx)"
sees "docx2txt" "Name For Against Ann Lee Ben Okri" "$(read_vote docx2txt)"
sees "officeparser" "Ann Lee|| / Ben Okri||" "$(node "$work/vote.js" "$work/vote.docx")"
