#!/usr/bin/env bash
# An EPUB of minutes keeps the pages of the print by which they are cited: `epub:type="pagebreak"` marks where each begins, and readers show a list of them and go to “page 12”. Items and notes have an
# `epub:type` as well (chapter, noteref, footnote), for readers show notes where they are cited. EbookLib makes the list by itself when it writes a book, and is expected to take the breaks. It takes every element
# that has an `epub:type` and an `id`: the items are pages, and so is the mark of each note, with its number as that of the page. So “page 1” is the first note in a record whose first
# page is 12, and whoever looks up a citation by page reads another place. A break that is named by `title`, an older way, is called by its id. The
# language of a chapter, `lang` of its `<html>`, is replaced by that of the book: a Chinese record is English to voices and hyphenation. Nothing is reported.
# Write with `{"epub3_pages": False}` and a list of one's own, and give the language as `lang` of `EpubHtml`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages EbookLib==0.20

cat > "$work/book.py" <<'PY'
import re
import sys
import zipfile
from ebooklib import epub

what, language = sys.argv[1], sys.argv[2:]
# Words without types beside the breaks, or the same with types.
item, mark, note = ('', '', '') if what == 'plain' else (' epub:type="chapter" id="item7"', ' epub:type="noteref" id="mark1"', ' epub:type="footnote"')
titled = '<span epub:type="pagebreak" id="p14" title="14"></span>' if what == 'title' else ''
chapter = epub.EpubHtml(title='Sitting', file_name='sitting.xhtml', **({'lang': language[0]} if language else {}))
chapter.content = f'''<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-Hant" xml:lang="zh-Hant"><head><title>Sitting</title></head><body>
<span epub:type="pagebreak" id="p12" aria-label="12"></span>
<section{item}><h2>Item 7</h2><p>林岳：贊成。<a{mark} href="#note1">1</a></p>
<span epub:type="pagebreak" id="p13" aria-label="13"></span>
<aside{note} id="note1"><p>As amended on 12 March.</p></aside></section>{titled}</body></html>'''
book = epub.EpubBook()
book.set_identifier('minutes')
book.set_title('Minutes')
book.set_language('en')
book.add_item(chapter)
book.add_item(epub.EpubNcx())
book.add_item(epub.EpubNav())
book.toc = (chapter,)
book.spine = ['nav', chapter]
epub.write_epub(sys.path[0] + '/book.epub', book, {'epub3_pages': False} if what == 'off' else {})
files = zipfile.ZipFile(sys.path[0] + '/book.epub')
if what == 'language':
    print(re.search(r'<html[^>]* lang="([^"]*)"', files.read('EPUB/sitting.xhtml').decode())[1])
else:
    pages = files.read('EPUB/nav.xhtml').decode().partition('epub:type="page-list"')[2]
    print(', '.join(f'{label} (#{place})' for place, label in re.findall(r'#([^"]*)">([^<]*)<', pages)) or 'no list')
PY
book() { "$work/venv/bin/python" -W ignore "$work/book.py" "$@" 2>&1; }

expected "12 (#p12), 13 (#p13)"
sees "pages, nothing else with a type" "12 (#p12), 13 (#p13)" "$(book plain)"
sees "pages, item and note with a type" "12 (#p12), Item 7 (#item7), 1 (#mark1), 13 (#p13), note1 (#note1)" "$(book types)"
sees "pages, and a break with the title 14" "12 (#p12), Item 7 (#item7), 1 (#mark1), 13 (#p13), note1 (#note1), p14 (#p14)" "$(book title)"
sees "with epub3_pages off" "no list" "$(book off)"
expected "zh-Hant"
sees "language of the chapter" "en" "$(book language)"
sees "language, given to EpubHtml" "zh-Hant" "$(book language zh-Hant)"
