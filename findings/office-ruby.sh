#!/usr/bin/env bash
# A word processor can print the reading of a name above it (ruby; in Japan and Taiwan many lists of members and many minutes do so). In the
# file the name is the base and the reading a small text beside it. Converters are expected to keep the base, and at worst to lose the
# reading. The usual ones drop the base together with the reading: pandoc from DOCX and ODT and python-docx without a word, mammoth with a
# warning that does not say what was lost. The sentence that is left reads well, only without its subject, so nobody notices that the name
# of a speaker is gone. Before a file of an office is converted, look for `w:ruby` or `text:ruby` in its XML, and replace each by its base
# (or by base and reading in brackets).
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
document.element.body.insert(0, parse_xml(
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:ruby><w:rubyPr><w:lid w:val="ja-JP"/></w:rubyPr>'
    '<w:rt><w:r><w:t>みなとがわ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>港川</w:t></w:r></w:rubyBase></w:ruby></w:r>'
    '<w:r><w:t>議員は賛成した。</w:t></w:r></w:p>'))
document.save(f'{folder}/ruby.docx')

names = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
         'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"')
with zipfile.ZipFile(f'{folder}/ruby.odt', 'w') as odt:
    odt.writestr('mimetype', 'application/vnd.oasis.opendocument.text')
    odt.writestr('META-INF/manifest.xml',
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    odt.writestr('styles.xml', f'<office:document-styles {names}><office:styles/></office:document-styles>')
    odt.writestr('content.xml',
        f'<office:document-content {names}><office:body><office:text><text:p><text:ruby><text:ruby-base>港川</text:ruby-base>'
        '<text:ruby-text>みなとがわ</text:ruby-text></text:ruby>議員は賛成した。</text:p></office:text></office:body></office:document-content>')
PY

expected "港川議員は賛成した。 (with or without the reading みなとがわ)"
sees "pandoc, DOCX" "議員は賛成した。" "$("$pandoc" --from docx --to plain --wrap=none "$work/ruby.docx")"
sees "pandoc, ODT" "議員は賛成した。" "$("$pandoc" --from odt --to plain --wrap=none "$work/ruby.odt")"
sees "mammoth, DOCX" "<p>議員は賛成した。</p>" "$("$work/venv/bin/python" -c '
import sys, mammoth
print(mammoth.convert_to_html(open(sys.argv[1], "rb")).value)' "$work/ruby.docx")"
sees "mammoth, its warning" "An unrecognised element was ignored: w:ruby" "$("$work/venv/bin/python" -c '
import sys, mammoth
print("\n".join(m.message for m in mammoth.convert_to_html(open(sys.argv[1], "rb")).messages if "ruby" in m.message))' "$work/ruby.docx")"
sees "python-docx" "議員は賛成した。" "$("$work/venv/bin/python" -c '
import sys, docx
print(docx.Document(sys.argv[1]).paragraphs[0].text)' "$work/ruby.docx")"
