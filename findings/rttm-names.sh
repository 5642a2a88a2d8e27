#!/usr/bin/env bash
# RTTM says who speaks when in a recording, a line of ten fields between blanks for each turn; it is how speakers that a program has found get
# into a transcript. A name of two words has no place in it, so a writer is expected to refuse it, as pyannote.core does, or to join the words.
# meeteval writes it as it is, in eleven fields, and cannot read its own file. pyannote.database reads it, and takes each field for the one before: the
# recording “sitting” is called “1”, and no line is a turn of anybody. There is no error, only a recording in which nobody speaks, and “sitting” is
# missing. Write identifiers into RTTM (`ann-vale`), and keep the names in a list beside it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages meeteval==0.4.3 pyannote.core==6.1.0 pyannote.database==6.1.1

cat > "$work/turns.py" <<'PY'
import sys
from meeteval.io import RTTM, SegLST
from pyannote.core import Annotation, Segment
from pyannote.database.util import load_rttm

program, path, *names = sys.argv[1:]
try:
    if program == 'meeteval, write':
        RTTM.new(SegLST([dict(session_id='sitting', speaker=name, start_time=10 * at, end_time=10 * at + 10, words='') for at, name in enumerate(names)])).dump(path)
        print(open(path).read().splitlines()[0])
    elif program == 'meeteval':
        print(', '.join(line.speaker for line in RTTM.load(path)))
    elif program == 'pyannote.core, write':
        turns = Annotation(uri='sitting')
        turns[Segment(0, 10)] = names[0]
        print(turns.to_rttm().strip())
    else:
        for recording, turns in load_rttm(path).items():
            print(f'{recording}: ' + (', '.join(label for _, _, label in turns.itertracks(yield_label=True)) or 'nobody'))
except Exception as error:
    print(type(error).__name__)
PY
turns() { "$work/venv/bin/python" "$work/turns.py" "$1" "$work/turns.rttm" "${@:2}"; }

expected "a line of ten fields, or an error"
sees "ann-vale, written by meeteval" "SPEAKER sitting 1 0 10 <NA> <NA> ann-vale <NA> <NA>" "$(turns "meeteval, write" ann-vale ben-okri)"
sees "the same, read by pyannote.database" "sitting: ann-vale, ben-okri" "$(turns pyannote.database)"
sees "Ann Vale, written by pyannote.core" "ValueError" "$(turns "pyannote.core, write" "Ann Vale")"
sees "Ann Vale, written by meeteval" "SPEAKER sitting 1 0 10 <NA> <NA> Ann Vale <NA> <NA>" "$(turns "meeteval, write" "Ann Vale" "Ben Okri")"
expected "sitting: Ann Vale, Ben Okri; or an error"
sees "the same, read by meeteval" "AssertionError" "$(turns meeteval)"
sees "the same, read by pyannote.database" "1: nobody" "$(turns pyannote.database)"
