#!/usr/bin/env bash
# Terms of office are known to the year or the month, and EDTF writes them: `2018/2022`, `2020/..` for a term that is not over, `2020/` for an
# end that nobody knows. The library of Python reads EDTF, and makes it from words, as lists of members have them. A range is expected to
# become a range. With a hyphen it does; with the dash that word processors set, “2018–2022” becomes the year 2022, and “2018-05-01 to
# 2022-06-03” one day, the first: members sat for their last year, or for a day. “Since 2020” becomes `2020/`, an end that is unknown, and that
# has a value: `upper_strict()`, the last day that is strictly within the range, gives 1 January 2030, ten years later, and `/2024` begins in 2014.
# Nothing marks these days as made up. Write ranges as EDTF by hand, `2020/..` for terms that go on, and ask for the last day only where there
# is one.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages edtf==5.0.2

cat > "$work/read.py" <<'PY'
import sys
from edtf import parse_edtf, text_to_edtf


def day(moment):
    return str(moment) if isinstance(moment, float) else f'{moment.tm_year}-{moment.tm_mon:02}-{moment.tm_mday:02}'


if sys.argv[1] == 'words':
    print(text_to_edtf(sys.argv[2]))
else:
    term = parse_edtf(sys.argv[2])
    print(day(term.lower_strict()), day(term.upper_strict()))
PY
read_term() { "$work/venv/bin/python" "$work/read.py" "$@"; }

expected "2018/2022"
sees "2018-2022, with a hyphen" "2018/2022" "$(read_term words '2018-2022')"
sees "2018–2022, with a dash" "2022" "$(read_term words '2018–2022')"
expected "2018-05-01/2022-06-03"
sees "2018-05-01 to 2022-06-03" "2018-05-01" "$(read_term words '2018-05-01 to 2022-06-03')"
expected "2020/.."
sees "since 2020" "2020/" "$(read_term words 'since 2020')"
sees "2020/.. from and to" "2020-01-01 inf" "$(read_term days 2020/..)"
sees "2020/ from and to" "2020-01-01 2030-01-01" "$(read_term days 2020/)"
sees "/2024 from and to" "2014-12-31 2024-12-31" "$(read_term days /2024)"
