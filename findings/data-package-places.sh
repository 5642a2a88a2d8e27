#!/usr/bin/env bash
# frictionless describes tables as a Data Package, the form in which open data of councils is published, and guesses the types of columns.
# Votes written `12,3` (for and against) and rates written as in French, `12,5`, are expected to be texts, or the rates numbers. They are
# places on Earth: a column of which nine in ten of the first hundred rows are two numbers with a comma, the first within ±180 and the second
# within ±90, is a `geopoint`. The description says so, every reader of the package gets longitude and latitude, and 8,75 per cent comes out
# as 8 and 75. It depends on the figures: whole columns of larger votes stay texts, and a `9,106` below the hundredth row is an error in a
# valid file and is read as nothing. Give the columns their types, or write votes as two columns and decimals with a point.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages frictionless==5.21.0

cat > "$work/describe.py" <<'PY'
import os
import sys
from frictionless import Resource, describe, validate

TABLES = {
    'votes': 'item,votes\nThe sea wall,"12,3"\nThe ferry,"9,6"\n',
    'rates': 'town;rate\nKerval;12,5\nTregor;8,75\n',
    'large': 'item,votes\nThe sea wall,"312,104"\nThe ferry,"298,110"\n',
    'late': 'item,votes\n' + ''.join(f'Item {number},"12,{number % 9}"\n' for number in range(1, 121)) + 'The ferry,"9,106"\n',
}
name, asked = sys.argv[1:]
os.chdir(os.path.dirname(os.path.abspath(__file__)))
with open(f'{name}.csv', 'w') as file:
    file.write(TABLES[name])
if asked == 'type':
    print(describe(f'{name}.csv', type='resource').schema.fields[1].type)
elif asked == 'errors':
    print(validate(f'{name}.csv').flatten(['type', 'rowNumber']))
else:
    with Resource(f'{name}.csv') as resource:
        values = [list(row.values())[1] for row in resource.row_stream]
    print(values[-2:])
PY
table() { "$work/venv/bin/python" "$work/describe.py" "$@"; }

expected "text for votes, text or number for rates, whatever the figures are"
sees "votes, type" "geopoint" "$(table votes type)"
sees "votes, read" "[[12.0, 3.0], [9.0, 6.0]]" "$(table votes values)"
sees "rates, type" "geopoint" "$(table rates type)"
sees "rates, read" "[[12.0, 5.0], [8.0, 75.0]]" "$(table rates values)"
sees "larger votes, type" "string" "$(table large type)"
sees "one larger vote in row 122, errors" "[['type-error', 122]]" "$(table late errors)"
sees "one larger vote in row 122, the last two values read" "[[12.0, 3.0], None]" "$(table late values)"
