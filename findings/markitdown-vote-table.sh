#!/usr/bin/env bash
# Minutes list a vote by name in a table: party, name, for, against, with the party in one cell for all its members. markitdown turns documents
# of Word, web pages and others into Markdown for search and for language models. Markdown has no merged cells, so it is expected to repeat the
# party or to leave its cell empty. It leaves the cell out, and all cells of the row move one column to the left: the name stands under “Party”,
# and the mark of a vote against under “For”. Only the first member of each party keeps their vote; who voted against has voted for, and
# who voted for has a cross for a name. The table is well formed, so nothing looks wrong, and a program that reads it miscounts. It is the same from
# HTML. Take merged cells apart in the word processor first (select, split cells), or let pandoc convert: it writes such a table as HTML.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages 'markitdown[docx]==0.1.9' mammoth==1.13.0 markdownify==1.2.3 python-docx==1.2.0 pypandoc-binary==1.17

cat > "$work/table.py" <<'PY'
import re
import sys
import docx
import pypandoc
from markitdown import MarkItDown

folder, program, form = sys.argv[1:]
ROWS = [['Party', 'Name', 'For', 'Against'], ['Harbour', 'Ann Lee', 'x', ''], ['', 'Ben Okri', '', 'x'], ['', 'Cid Moss', '', 'x']]
if form == 'docx':
    document = docx.Document()
    table = document.add_table(4, 4)
    for at, row in enumerate(ROWS):
        for column, text in enumerate(row):
            if text:
                table.cell(at, column).text = text
    table.cell(1, 0).merge(table.cell(3, 0)).text = 'Harbour'
    document.save(folder + '/vote.docx')
else:
    with open(folder + '/vote.html', 'w') as page:
        page.write('''<!DOCTYPE html><html lang="en"><head><title>Vote</title></head><body><table>
<tr><th>Party</th><th>Name</th><th>For</th><th>Against</th></tr>
<tr><td rowspan="3">Harbour</td><td>Ann Lee</td><td>x</td><td></td></tr>
<tr><td>Ben Okri</td><td></td><td>x</td></tr><tr><td>Cid Moss</td><td></td><td>x</td></tr></table></body></html>''')
path = f'{folder}/vote.{form}'
if program == 'pandoc':
    html = pypandoc.convert_file(path, 'html')
    print('rowspan="3"' in html, re.findall(r'<td>([^<]*)</td>', html))
else:
    markdown = MarkItDown().convert(path).text_content
    rows = [[cell.strip() for cell in line.strip('|').split('|')] for line in markdown.split('\n') if line.startswith('|') and '---' not in line]
    at = rows.index(ROWS[0])
    print(' / '.join(', '.join(f'{head}: {cell}' for head, cell in zip(rows[at], row)) for row in rows[at + 1:]))
PY
convert() { "$work/venv/bin/python" "$work/table.py" "$work" "$@" 2>/dev/null; }

expected "Party: Harbour, Name: Ann Lee, For: x, Against:  / Party: , Name: Ben Okri, For: , Against: x / Party: , Name: Cid Moss, For: , Against: x"
stated="Party: Harbour, Name: Ann Lee, For: x, Against:  / Party: Ben Okri, Name: , For: x / Party: Cid Moss, Name: , For: x"
sees "from Word" "$stated" "$(convert markitdown docx)"
sees "from HTML" "$stated" "$(convert markitdown html)"
sees "pandoc from Word, for comparison" "True ['Ann Lee', 'x', '', 'Ben Okri', '', 'x', 'Cid Moss', '', 'x']" "$(convert pandoc docx)"
