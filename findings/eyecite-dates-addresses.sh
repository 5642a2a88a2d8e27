#!/usr/bin/env bash
# eyecite finds citations of court cases in texts; archives of law are built with it, and minutes of councils are full of law. It is expected to
# know a date or an address from a case. But a number, the short name of a reporter and a number are all that it asks for, and old reporters have
# short names. “5 Mar. 2024” is volume 5, page 2024, of A. K. Marshall's reports of Kentucky, which by eyecite's own data ended in 1821; and
# 1200 N.W. 7 Avenue, in cities that number their streets, is a page of the North Western Reporter. Both are full citations like a real one, and
# `annotate_citations` makes links of them, so that the day of a sitting leads to a case. Nothing tells them from a real one but the year in
# brackets behind it: take only citations with `metadata.year` out of minutes, or write the month in full.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages eyecite==2.7.8

cat > "$work/cite.py" <<'PY'
import sys
from eyecite import annotate_citations, get_citations
from eyecite.models import FullCaseCitation

asked, text = sys.argv[1:]
cases = [found for found in get_citations(text) if isinstance(found, FullCaseCitation)]
if asked == 'links':
    print(annotate_citations(text, [(case.span(), '<a>', '</a>') for case in cases]))
else:
    print(' | '.join(f'{case.corrected_citation()} ({case.all_editions[0].reporter.name}), {case.metadata.year}' for case in cases) or 'none')
PY
cases() { "$work/venv/bin/python" "$work/cite.py" cases "$1"; }

expected "410 U.S. 113 alone"
sees "a case" "410 U.S. 113 (United States Supreme Court Reports), 1973" "$(cases 'The clerk cited Roe v. Wade, 410 U.S. 113 (1973).')"
expected "none"
sees "a date" "5 A.K. Marsh. 2024 (Kentucky Reports, Marshall, A.K.), None" "$(cases 'The minutes of 5 Mar. 2024 were approved.')"
sees "the same in other months" "none" "$(cases 'Minutes of 5 Feb. 2024, 2 Apr. 2024, 3 Sept. 2024 and 5 March 2024.')"
sees "addresses" "1200 N.W. 7 (North Western Reporter), None | 3500 S.W. 27 (South Western Reporter), None" \
    "$(cases 'Rezoning of 1200 N.W. 7 Avenue and 3500 S.W. 27 Avenue was moved.')"
sees "without full stops" "200 N.E. 12 (North Eastern Reporter), None" "$(cases 'The lot at 200 NE 12 Street.')"
sees "links" "Minutes of <a>5 Mar. 2024</a>: the lot at <a>200 N.E. 12</a> Street." \
    "$("$work/venv/bin/python" "$work/cite.py" links 'Minutes of 5 Mar. 2024: the lot at 200 N.E. 12 Street.')"
