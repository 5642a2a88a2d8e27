#!/usr/bin/env bash
# Tables of an archive are read in the browser as Apache Arrow or Parquet. An amount or a rate with an exact point, 12.50, is a decimal of scale 2 in
# the file: the digits 1250 and, in the schema, where the point stands. A reader is expected to give 12.50. apache-arrow for JavaScript gives the digits
# without the point: as text “1250”, as a number 1250, in JSON of a row 1250, and a negative one as text -325 for -3.25. Nothing is reported, and columns of
# whole numbers beside it are right, so a rate of interest or a sum that was voted is a hundred times too large in a table or a chart. pyarrow reads the same
# file rightly, and hyparquet the same table as Parquet. Divide by ten to the power of `field.type.scale`, or write such columns as text or floats.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages pyarrow==26.0.1
npm_packages apache-arrow@21.1.0 hyparquet@1.31.5

cat > "$work/write.py" <<'PY'
import sys
from decimal import Decimal
import pyarrow as pa
import pyarrow.parquet as pq

table = pa.table({'votes': pa.array([12, 3], pa.int32()), 'rate': pa.array([Decimal('12.50'), Decimal('-3.25')], pa.decimal128(9, 2))})
with pa.OSFile(sys.argv[1] + '/table.arrow', 'wb') as file, pa.ipc.new_stream(file, table.schema) as stream:
    stream.write_table(table)
pq.write_table(table, sys.argv[1] + '/table.parquet')
print(', '.join(map(str, pa.ipc.open_stream(sys.argv[1] + '/table.arrow').read_all()['rate'].to_pylist())))
PY
cat > "$work/read.js" <<'JS'
import {readFileSync} from 'node:fs'
import {tableFromIPC} from 'apache-arrow'
import {parquetReadObjects} from 'hyparquet'

const table = tableFromIPC(readFileSync('table.arrow'))
const rates = [...table.getChild('rate')]
const file = readFileSync('table.parquet')
const ways = {
    votes: () => [...table.getChild('votes')].join(', '),
    text: () => rates.map(String).join(', '),
    number: () => Number(rates[0]),
    row: () => JSON.parse(table.toString())[0].rate,
    scale: () => rates.map(rate => Number(String(rate)) / 10 ** table.schema.fields[1].type.scale).join(', '),
    parquet: async () => (await parquetReadObjects({file: file.buffer.slice(file.byteOffset, file.byteOffset + file.length)})).map(row => row.rate).join(', '),
}
console.log(await ways[process.argv[2]]())
JS
read_table() { (cd "$work" && node read.js "$1"); }

expected "12.50, -3.25"
sees "by pyarrow" "12.50, -3.25" "$("$work/venv/bin/python" "$work/write.py" "$work")"
sees "as Parquet, by hyparquet" "12.5, -3.25" "$(read_table parquet)"
sees "by apache-arrow, as text" "1250, -325" "$(read_table text)"
sees "by apache-arrow, the first as a number" "1250" "$(read_table number)"
sees "by apache-arrow, the first in its row as JSON" "1250" "$(read_table row)"
sees "by apache-arrow, divided by the scale" "12.5, -3.25" "$(read_table scale)"
expected "12, 3"
sees "whole numbers beside it" "12, 3" "$(read_table votes)"
