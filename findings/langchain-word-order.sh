#!/usr/bin/env bash
# Whoever builds a search by meaning, or a program that answers questions, over an archive cuts its pages at the headings; langchain-text-splitters has two classes for
# that. They are expected to give the words of each part as they stand. Both take first the text that is directly in a paragraph and then what is in
# elements within it, or the other way round, so every emphasis, link, deletion and insertion changes its place. “I am <em>not</em> for it.” becomes
# “I am for it. not” in one and “not I am for it.” in the other: a vote against reads as one for, and a quotation out of it is not to be found in
# the record. A correction from six to seven loses which of the two holds. Where the name in a heading is a link, as headings with a permalink are, one of them
# takes it for no heading: the speech has the speaker before. The class that cuts Markdown keeps the words, but makes one of two speeches below
# headings that read the same. HTMLSectionSplitter has the order right. Cut the data of an archive, not its pages.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages langchain-text-splitters==1.1.3 langchain-core==1.8.3 beautifulsoup4==4.15.0 lxml==6.1.1

cat > "$work/cut.py" <<'PY'
import sys
import warnings
warnings.simplefilter('ignore')
import langchain_text_splitters as splitters

program, text = sys.argv[1:]
if program == 'MarkdownHeaderTextSplitter':
    cut = splitters.MarkdownHeaderTextSplitter([('##', 'speaker')]).split_text(text)
else:
    options = {'max_chunk_size': 1000} if program == 'HTMLSemanticPreservingSplitter' else {}
    cut = getattr(splitters, program)([('h2', 'speaker')], **options).split_text(f'<!DOCTYPE html><html><body>{text}</body></html>')
print(' | '.join(f'{part.metadata.get("speaker", "nobody")}: {" ".join(part.page_content.split())}' for part in cut))
PY
cut_page() { "$work/venv/bin/python" "$work/cut.py" "$@" 2>/dev/null; }
speech='<h2>Ann</h2><p>I am <em>not</em> for it.</p>'
correction='<h2>Ann</h2><p>It stops at <del>six</del> <ins>seven</ins> now.</p>'
linked='<h2>Ann</h2><p>I agree.</p><h2><a href="#s2">Ben</a></h2><p>I do not.</p>'

expected "Ann: I am not for it."
sees "HTMLSectionSplitter" "Ann: Ann I am not for it." "$(cut_page HTMLSectionSplitter "$speech")"
sees "HTMLHeaderTextSplitter" "Ann: Ann | Ann: I am for it. not" "$(cut_page HTMLHeaderTextSplitter "$speech")"
sees "HTMLSemanticPreservingSplitter" "Ann: not I am for it." "$(cut_page HTMLSemanticPreservingSplitter "$speech")"
expected "Ann: It stops at six seven now."
sees "HTMLHeaderTextSplitter" "Ann: Ann | Ann: It stops at now. six seven" "$(cut_page HTMLHeaderTextSplitter "$correction")"
sees "HTMLSemanticPreservingSplitter" "Ann: six seven It stops at now." "$(cut_page HTMLSemanticPreservingSplitter "$correction")"
expected "Ann: I agree. | Ben: I do not."
sees "HTMLSemanticPreservingSplitter" "Ann: I agree. | Ben: I do not." "$(cut_page HTMLSemanticPreservingSplitter "$linked")"
sees "HTMLHeaderTextSplitter" "Ann: Ann | Ann: I agree. Ben I do not." "$(cut_page HTMLHeaderTextSplitter "$linked")"
expected "Chair: First. | Chair: Second."
sees "MarkdownHeaderTextSplitter" "Chair: First. Second." "$(cut_page MarkdownHeaderTextSplitter $'## Chair\n\nFirst.\n\n## Chair\n\nSecond.\n')"
