#!/usr/bin/env bash
# A sitemap may give the time of the last change as a month or a year, `<lastmod>2020-03</lastmod>`: it names the W3C's form of dates, which has
# both. Records whose day is not known are dated so. ultimate-sitemap-parser, which crawlers of news and archives use, is expected to give the first
# day of the month, or nothing. It gives today's day in that month, and for a year today's month and day as well. Nothing tells such a
# date from a real one. Every crawl on another day finds all these pages changed, fetches them again, and a list by date has old records
# move from day to day. A whole day and a time are read rightly. Write whole days in `lastmod`, or none.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages ultimate-sitemap-parser==1.8.1

cat > "$work/read.py" <<'PY'
import datetime
import sys
from usp.tree import sitemap_from_str

page = next(sitemap_from_str(f'''<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://example.org/meetings/1/</loc><lastmod>{sys.argv[1]}</lastmod></url></urlset>
''').all_pages())
today = datetime.date.today()
seen = page.last_modified.isoformat()
# The day is that of the run, so it is named and not printed.
for name, day in (("today's day of March 2020", f'2020-03-{today:%d}'), ('today, in 2020', f'2020-{today:%m-%d}')):
    seen = seen.replace(f'{day}T00:00:00', name)
print(seen)
PY
read_date() { "$work/venv/bin/python" "$work/read.py" "$1"; }

expected "2020-03-01 or nothing, for March 2020"
sees "2020-03" "today's day of March 2020" "$(read_date 2020-03)"
sees "2020" "today, in 2020" "$(read_date 2020)"
sees "2020-03-11T19:00:00+01:00" "2020-03-11T19:00:00+01:00" "$(read_date 2020-03-11T19:00:00+01:00)"
