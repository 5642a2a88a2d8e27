#!/usr/bin/env bash
# In minutes made with Word the numbers of items are mostly counted by Word: the file has no “9.”, but the list to which a paragraph belongs, the number
# with which it begins, and how it is printed. Items stand apart, with what was said between them, and a meeting goes on with the numbers of the last.
# A converter is expected to give the numbers that are printed: 7, 8 and 9, and 21 where the list is begun anew with that. pandoc and officeparser do.
# mammoth, and markitdown which asks it, begin with 1, and again after each remark: three items with remarks are all item 1, and “as agreed under item
# 9” leads nowhere. docx2python counts, and does not see that a list begins anew. The numbers of Chinese minutes, 一、二、三, are 1, 2, 3 at best, and “--” from
# docx2python. Turn numbers into text before conversion: in Word the line `ActiveDocument.ConvertNumbersToText` in the window of macros (Alt+F11, Ctrl+G).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages python-docx==1.2.0 pypandoc-binary==1.17 mammoth==1.13.0 markitdown==0.1.9 docx2python==3.7.1
npm_packages officeparser@8.1.1

cat > "$work/items.py" <<'PY'
import re
import sys
import warnings
warnings.simplefilter('ignore')
import docx
import mammoth
import markitdown
import pypandoc
from docx2python import docx2python
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

path, program = sys.argv[1:]

def write(first, form, printed, items):
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="{first}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{printed}"/></w:lvl></w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="21"/></w:lvlOverride></w:num>'))
    for text, number in items:
        paragraph = document.add_paragraph(text)
        if number:
            paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'))
    document.save(path)

def of_html(html):
    found = []
    for start, items in re.findall(r'<ol(?:[^>]*start="(\d+)")?[^>]*>(.*?)</ol>', html, re.S):
        found += [str(int(start or 1) + at) for at in range(items.count('<li>'))]
    return ' '.join(found)

def of_text(text):
    return ' '.join(re.findall(r'^(\w+|--)[.)、]?\s+\w+$', text, re.M))

if program == 'english':
    write(7, 'decimal', '%1.', [('Fares', 90), ('It was noted.', None), ('Pier', 90), ('It was noted.', None), ('Lamp', 90), ('Part two.', None), ('Bell', 91), ('Horn', 91)])
elif program == 'chinese':
    write(1, 'taiwaneseCountingThousand', '%1、', [('報告事項', 90), ('主席報告。', None), ('討論事項', 90), ('臨時動議', 90)])
elif program == 'pandoc':
    print(of_html(pypandoc.convert_file(path, 'html')))
elif program == 'mammoth':
    print(of_html(mammoth.convert_to_html(open(path, 'rb')).value))
elif program == 'markitdown':
    print(of_text(markitdown.MarkItDown().convert(path).text_content))
else:
    print(of_text(docx2python(path).text))
PY
cat > "$work/items.js" <<'JS'
import {OfficeParser} from 'officeparser'

const {value} = await (await OfficeParser.parseOffice(process.argv[2])).to('md')
console.log([...value.matchAll(/^(\d+|[一二三])[.)、]/gm)].map(found => found[1]).join(' '))
JS
for language in english chinese; do "$work/venv/bin/python" "$work/items.py" "$work/$language.docx" $language; done
items() { "$work/venv/bin/python" "$work/items.py" "$work/$1.docx" "$2" 2>/dev/null; }

expected "7 8 9 21 22"
sees "pandoc" "7 8 9 21 22" "$(items english pandoc)"
sees "mammoth" "1 1 1 1 2" "$(items english mammoth)"
sees "markitdown" "1 1 1 1 2" "$(items english markitdown)"
sees "docx2python" "7 8 9 7 8" "$(items english docx2python)"
sees "officeparser" "7 8 9 21 22" "$(node "$work/items.js" "$work/english.docx")"
expected "一 二 三"
sees "pandoc" "1 2 3" "$(items chinese pandoc)"
sees "mammoth" "1 1 2" "$(items chinese mammoth)"
sees "markitdown" "1 1 2" "$(items chinese markitdown)"
sees "docx2python" "-- -- --" "$(items chinese docx2python)"
sees "officeparser" "1 2 3" "$(node "$work/items.js" "$work/chinese.docx")"
