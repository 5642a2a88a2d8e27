#!/usr/bin/env bash
# frictionless checks published tables against the sizes and hashes that their Data Package states. For CSV it does. For the same table as
# Parquet it is the other way round: the right number of `bytes` makes a faultless package invalid (“expected is 710 and actual is None”), and
# a wrong `hash` passes, so a damaged or exchanged file is “valid”. Nothing says that it did not look: the file is read by another library, and
# what it would have counted on the way stays empty. An archive of votes that states size and hash of all its files, as it should, is
# refused, and one that leaves out the sizes is believed to be checked. Leave `bytes` out for Parquet (they can stand in a DCAT catalogue),
# keep the hash, and compare it with `sha256sum` rather than frictionless.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages 'frictionless[parquet]==5.21.0' pyarrow==26.0.1 pandas==3.1.1

cat > "$work/validate.py" <<'PY'
import hashlib
import json
import os
import sys
import pyarrow
import pyarrow.parquet
from frictionless import validate

os.chdir(os.path.dirname(os.path.abspath(__file__)))
form, stated = sys.argv[1:]
table = pyarrow.table({'item': ['The sea wall', 'The ferry'], 'ayes': [12, 9]})
path = f'votes.{form}'
if form == 'parquet':
    pyarrow.parquet.write_table(table, path)
else:
    with open(path, 'w') as file:
        file.write('item,ayes\nThe sea wall,12\nThe ferry,9\n')
resource = {'name': 'votes', 'type': 'table', 'path': path, 'format': form,
            'schema': {'fields': [{'name': 'item', 'type': 'string'}, {'name': 'ayes', 'type': 'integer'}]}}
with open(path, 'rb') as file:
    content = file.read()
if 'bytes' in stated:
    resource['bytes'] = len(content) + ('wrong' in stated)
if 'hash' in stated:
    resource['hash'] = 'sha256:' + ('0' * 64 if 'wrong' in stated else hashlib.sha256(content).hexdigest())
with open('datapackage.json', 'w') as file:
    json.dump({'name': 'votes', 'resources': [resource]}, file)
report = validate('datapackage.json')
types = [error.type for task in report.tasks for error in task.errors]
print('valid' if report.valid else ' '.join(types))
PY
validated() { "$work/venv/bin/python" "$work/validate.py" "$@"; }

expected "valid with the right bytes and hash, an error with wrong ones, in both forms"
sees "CSV, right bytes" "valid" "$(validated csv right-bytes)"
sees "CSV, wrong bytes" "byte-count" "$(validated csv wrong-bytes)"
sees "CSV, wrong hash" "hash-count" "$(validated csv wrong-hash)"
sees "Parquet, neither" "valid" "$(validated parquet nothing)"
sees "Parquet, right bytes" "byte-count" "$(validated parquet right-bytes)"
sees "Parquet, right hash" "valid" "$(validated parquet right-hash)"
sees "Parquet, wrong hash" "valid" "$(validated parquet wrong-hash)"
