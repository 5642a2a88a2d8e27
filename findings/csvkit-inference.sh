#!/usr/bin/env bash
# csvkit is how journalists and clerks look into CSV, and its programs guess what each column is. Votes and sittings are guessed as what they
# are not. A column of counts that are all 0 or 1, as those who abstain mostly are, is true and false: the table of one year has `true` where the next has
# 2. Weekdays become days of January of the year 1, “12-3” for and against a day of December 2001, item 5_2 the number 52. `--no-inference` is
# expected to leave everything as it stands. It does so but for one thing: a cell “Na” is no value, whatever else is in its column, so that
# Ms Na, whose family name is one of Korea's, has voted without a name. Only both options together leave the table alone:
# `--no-inference --blanks`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages csvkit==2.2.0 agate==1.14.2

cat > "$work/sittings.csv" <<'CSV'
day,item,family_name,votes,abstaining
Monday,5_1,Lee,12-3,0
Wednesday,5_2,Na,9-6,1
CSV
rows() { "$work/venv/bin/csvjson" "$@" "$work/sittings.csv"; }
types() { "$work/venv/bin/csvstat" --type "$@" "$work/sittings.csv" | sed 's/^ *[0-9]*\. //' | paste -sd ';' | sed 's/;/; /g'; }

expected "day: Text; item: Text; family_name: Text; votes: Text; abstaining: Number"
sees "types" "day: Date; item: Number; family_name: Text; votes: Date; abstaining: Boolean" "$(types)"
expected '[{"day": "Monday", "item": "5_1", "family_name": "Lee", "votes": "12-3", "abstaining": 0}, {"day": "Wednesday", "item": "5_2", "family_name": "Na", …'
sees "rows" '[{"day": "0001-01-08", "item": 51.0, "family_name": "Lee", "votes": "2001-12-03", "abstaining": false}, {"day": "0001-01-03", "item": 52.0, "family_name": null, "votes": "2001-09-06", "abstaining": true}]' "$(rows)"
expected "all cells as they stand"
sees "--no-inference" '[{"day": "Monday", "item": "5_1", "family_name": "Lee", "votes": "12-3", "abstaining": "0"}, {"day": "Wednesday", "item": "5_2", "family_name": null, "votes": "9-6", "abstaining": "1"}]' "$(rows --no-inference)"
sees "--no-inference --blanks" '[{"day": "Monday", "item": "5_1", "family_name": "Lee", "votes": "12-3", "abstaining": "0"}, {"day": "Wednesday", "item": "5_2", "family_name": "Na", "votes": "9-6", "abstaining": "1"}]' "$(rows --no-inference --blanks)"
sed -i 's/,1$/,2/' "$work/sittings.csv"
expected "the same type as before"
sees "type of abstaining, when two did" "Number" "$(types | sed 's/.*abstaining: //')"
