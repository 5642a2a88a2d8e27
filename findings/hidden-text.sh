#!/usr/bin/env bash
# In a word processor a passage can be hidden (Word: font, hidden; LibreOffice: hidden characters, hidden section): it is on no page and on
# no print. Clerks use it for drafts, for notes to themselves and for what was held back. A converter is expected to treat it alike whatever
# the file is saved as. pandoc leaves it out when the file is RTF, and prints it as ordinary words when the same text is saved as DOCX or
# ODT; mammoth and python-docx print it as well. With tracked deletions it is the other way round: out of a DOCX pandoc leaves them, out of
# an RTF it publishes them, struck through, and `--track-changes=accept` changes nothing. So a file that looks clean on paper can publish
# what was withheld. Before conversion, remove hidden text and accept all changes in the word processor itself (Word: inspect document), or
# search the XML for `w:vanish` and `text:display="none"`, and RTF for `\v` and `\deleted`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages pypandoc-binary==1.17 mammoth==1.13.0 python-docx==1.2.0
pandoc=$(find "$work/venv" -name pandoc -type f | head -1)
echo "version   $("$pandoc" --version | head -1)"

"$work/venv/bin/python" - "$work" <<'PY'
import sys, zipfile
from docx import Document
from docx.oxml import parse_xml

folder = sys.argv[1]
document = Document()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
document.element.body.insert(0, parse_xml(
    f'<w:p {W}><w:r><w:t xml:space="preserve">The vote was taken. </w:t></w:r>'
    '<w:r><w:rPr><w:vanish/></w:rPr><w:t>Not for the minutes.</w:t></w:r></w:p>'))
document.save(f'{folder}/hidden.docx')
document = Document()
document.element.body.insert(0, parse_xml(
    f'<w:p {W}><w:r><w:t xml:space="preserve">The vote was taken. </w:t></w:r>'
    '<w:del w:id="1" w:author="Clerk"><w:r><w:delText>Struck out.</w:delText></w:r></w:del></w:p>'))
document.save(f'{folder}/deleted.docx')

names = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
         'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" office:version="1.2"')
with zipfile.ZipFile(f'{folder}/hidden.odt', 'w') as odt:
    odt.writestr('mimetype', 'application/vnd.oasis.opendocument.text')
    odt.writestr('META-INF/manifest.xml',
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    odt.writestr('styles.xml', f'<office:document-styles {names}><office:styles/></office:document-styles>')
    odt.writestr('content.xml',
        f'<office:document-content {names}><office:automatic-styles><style:style style:name="T1" style:family="text">'
        '<style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><office:text>'
        '<text:p>The vote was taken. <text:span text:style-name="T1">Not for the minutes.</text:span></text:p>'
        '<text:section text:name="S" text:display="none"><text:p>Nor this.</text:p></text:section>'
        '</office:text></office:body></office:document-content>')
PY
printf '%s' '{\rtf1\ansi The vote was taken. {\v Not for the minutes.}\par}' > "$work/hidden.rtf"
printf '%s' '{\rtf1\ansi{\*\revtbl{Unknown;}{Clerk;}}The vote was taken. {\deleted\revauthdel1 Struck out.}\par}' > "$work/deleted.rtf"

plain() { "$pandoc" --from "$1" --to gfm --wrap=none --track-changes=accept "$work/$2" | tr '\n' ' ' | sed 's/<[^>]*>//g; s/  */ /g; s/ $//'; }
expected "The vote was taken. (from every file)"
sees "pandoc, hidden in RTF" "The vote was taken." "$(plain rtf hidden.rtf)"
sees "pandoc, hidden in DOCX" "The vote was taken. Not for the minutes." "$(plain docx hidden.docx)"
sees "pandoc, hidden in ODT" "The vote was taken. Not for the minutes. Nor this." "$(plain odt hidden.odt)"
sees "mammoth, hidden in DOCX" "The vote was taken. Not for the minutes." "$("$work/venv/bin/python" -c '
import sys, mammoth
print(mammoth.extract_raw_text(open(sys.argv[1], "rb")).value.strip())' "$work/hidden.docx")"
sees "python-docx, hidden in DOCX" "The vote was taken. Not for the minutes." "$("$work/venv/bin/python" -c '
import sys, docx
print(docx.Document(sys.argv[1]).paragraphs[0].text)' "$work/hidden.docx")"
sees "pandoc, deleted in DOCX" "The vote was taken." "$(plain docx deleted.docx)"
sees "pandoc, deleted in RTF" "The vote was taken. ~~Struck out.~~" "$(plain rtf deleted.rtf)"
