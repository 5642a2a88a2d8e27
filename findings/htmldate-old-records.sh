#!/usr/bin/env bash
# htmldate finds the date of a web page; trafilatura asks it, and so do those who build corpora. A record of 1978 says its day in every way that
# pages have (`dcterms.date`, `article:published_time`, JSON-LD, `<time>`). The day is expected to be found, or none to be given. Days before 1995
# are passed over, as there was no web then, and the search goes on: the page is as old as whatever else on it looks like a day, be it the day of
# its digitisation, the link to a newer record, or a number with the figures of a day in it. The same page for a sitting of 1998 is dated rightly, so a
# test with a few new pages finds no fault, and an archive of a century has all its first decades in the years in which it was put on the web.
# Give `find_date` a `min_date`, such as 1800-01-01, or take the dates from the data of the archive.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages htmldate==1.11.0 trafilatura==2.3.1 lxml-html-clean==0.4.5

cat > "$work/date.py" <<'PY'
import sys
from htmldate import find_date
from trafilatura import extract_metadata

day, rest, asked = sys.argv[1:]
page = f'''<!doctype html><html lang="en"><head><title>Sitting of the Council</title><meta name="dcterms.date" content="{day}">
<meta property="article:published_time" content="{day}">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "Report", "name": "Sitting of the Council", "datePublished": "{day}"}}</script></head>
<body><article><h1>Sitting of the Council</h1><p><time datetime="{day}" itemprop="datePublished">{day}</time></p><p>The harbour master reports on the sea wall.</p>{rest}</article></body></html>'''
if asked == 'trafilatura':
    print(extract_metadata(page).date)
else:
    print(find_date(page, original_date=True, **({'min_date': asked} if asked != '-' else {})))
PY
day() { "$work/venv/bin/python" "$work/date.py" "$@"; }
digitised='<footer>Digitised on 4 May 2019.</footer>'

expected "1998-03-11"
sees "a record of 1998, digitised in 2019" "1998-03-11" "$(day 1998-03-11 "$digitised" -)"
expected "1978-03-11, or None"
sees "a record of 1978" "None" "$(day 1978-03-11 "" -)"
sees "digitised in 2019" "2019-05-04" "$(day 1978-03-11 "$digitised" -)"
sees "with a link to another record" "2024-03-11" "$(day 1978-03-11 '<nav><a href="/meetings/2024-03-11-budget/">Next: Budget</a></nav>' -)"
sees "with a number of a file" "2001-05-06" "$(day 1978-03-11 '<footer>File 20010506</footer>' -)"
sees "digitised in 2019, trafilatura" "2019-05-04" "$(day 1978-03-11 "$digitised" trafilatura)"
sees "digitised in 2019, min_date=1800-01-01" "1978-03-11" "$(day 1978-03-11 "$digitised" 1800-01-01)"
