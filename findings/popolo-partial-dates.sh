#!/usr/bin/env bash
# Popolo lets a date be a year: a membership and a former name may both end in `2020`. everypolitician-popolo, the library with which the
# data of EveryPolitician are read, is expected to read such a date in one way. For memberships it does so with care: 2020 may be any day of
# the year, so the person still sits in December. For names it compares the texts, and "2020-01-01" comes after "2020": the former name is
# over on New Year's Day. In the same file, asked for the same day, a member is still in office and has already lost the name they were
# elected under, so the speeches of that year are looked for under a name that was not yet in use. Write whole dates for names wherever they
# are known, and test lookups by name on a day inside the last year.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages everypolitician-popolo==0.0.11

cat > "$work/people.json" <<'JSON'
{"persons": [{"id": "ann", "name": "Ann Vale", "other_names": [{"name": "Ann Moor", "start_date": "2016", "end_date": "2020"}]}],
 "organizations": [{"id": "council", "name": "Council", "classification": "legislature"}],
 "memberships": [{"person_id": "ann", "organization_id": "council", "start_date": "2016", "end_date": "2020"}]}
JSON
cat > "$work/ask.py" <<'PY'
import sys
from datetime import date
from popolo_data.importer import Popolo

data = Popolo.from_filename(sys.argv[1])
day = date.fromisoformat(sys.argv[2])
member = 'in office' if data.memberships.first.current_at(day) else 'not in office'
print(f'{data.persons.first.name_at(day)}, {member}')
PY
on() { "$work/venv/bin/python" "$work/ask.py" "$work/people.json" "$1"; }

expected "name and office end on the same day"
sees "31 December 2019" "Ann Moor, in office" "$(on 2019-12-31)"
sees "1 January 2020" "Ann Vale, in office" "$(on 2020-01-01)"
sees "31 December 2020" "Ann Vale, in office" "$(on 2020-12-31)"
sees "1 January 2021" "Ann Vale, not in office" "$(on 2021-01-01)"
