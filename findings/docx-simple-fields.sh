#!/usr/bin/env bash
# Word keeps a field (the number of a caption, a reference to an item of the agenda, a name that mail merge filled in, a date) in one of two
# forms that look alike on the page: `w:fldChar` around the result, or `w:fldSimple` with the result inside. Both hold the result as
# ordinary text, so a converter is expected to print it in both. pandoc, mammoth and python-docx print the result of the first form, and
# drop that of the second, whatever the field is, a link included. In minutes made from a template, “Chair: Ann Vale” becomes “Chair: ”, and
# “Resolution 12” becomes “Resolution”. Before conversion, replace every `w:fldSimple` by what it contains; or, in Word, select all and
# press Ctrl+Shift+F9, which turns fields into text.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages pypandoc-binary==1.17 mammoth==1.13.0 python-docx==1.2.0
pandoc=$(find "$work/venv" -name pandoc -type f | head -1)
echo "version   $("$pandoc" --version | head -1)"

"$work/venv/bin/python" - "$work" <<'PY'
import sys
from docx import Document
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

def text(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'

def complex_field(code, result):
    part = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return (part('begin') + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
            + part('separate') + text(result) + part('end'))

def simple_field(code, result):
    return f'<w:fldSimple {W} w:instr=" {code} ">{text(result)}</w:fldSimple>'

for name, field in (('complex', complex_field), ('simple', simple_field)):
    document = Document()
    document.element.body.insert(0, parse_xml(
        f'<w:p {W}>' + text('Chair: ') + field('MERGEFIELD Chair', 'Ann Vale') + text('. Resolution ') + field('SEQ Resolution', '12')
        + text(' was carried.') + '</w:p>'))
    document.save(f'{sys.argv[1]}/{name}.docx')
PY

for form in complex simple; do
    "$pandoc" --from docx --to plain --wrap=none "$work/$form.docx" > "$work/$form.pandoc"
    "$work/venv/bin/python" -c '
import sys, mammoth
print(mammoth.extract_raw_text(open(sys.argv[1], "rb")).value.strip())' "$work/$form.docx" > "$work/$form.mammoth"
    "$work/venv/bin/python" -c '
import sys, docx
print(docx.Document(sys.argv[1]).paragraphs[0].text)' "$work/$form.docx" > "$work/$form.python-docx"
done

expected "Chair: Ann Vale. Resolution 12 was carried. (from both forms)"
for tool in pandoc mammoth python-docx; do
    sees "$tool, w:fldChar" "Chair: Ann Vale. Resolution 12 was carried." "$(cat "$work/complex.$tool")"
done
sees "pandoc, w:fldSimple" "Chair: . Resolution was carried." "$(cat "$work/simple.pandoc")"
sees "mammoth, w:fldSimple" "Chair: . Resolution  was carried." "$(cat "$work/simple.mammoth")"
sees "python-docx, w:fldSimple" "Chair: . Resolution  was carried." "$(cat "$work/simple.python-docx")"
