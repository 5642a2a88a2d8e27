#!/usr/bin/env bash
# ELAN files (EAF) say who speaks when in a recording, a tier for each speaker. When the silence before a sitting is cut off the recording, all times move, and
# pympi-ling does that with `shift_annotations(-1500)`. A turn that lies across the cut is expected to begin at 0 and to end 1.5 seconds earlier, as
# all others do. Its beginning is moved and its end is not: a turn from 1.0 to 5.0 seconds is from 0.0 to 5.0, not to 3.5, and lies over that of the next
# speaker, who seems to interrupt; a transcript by times gives words of one to the other. The function returns such turns in a list, “squashed”, with the times
# that they had, and does not say that their end is wrong. Turns behind the cut are right. Take that list, and subtract the shift from each end oneself.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages pympi-ling==1.71

cat > "$work/shift.py" <<'PY'
import sys
import pympi

shift, tier = int(sys.argv[1]), sys.argv[2]
eaf = pympi.Elan.Eaf()
for speaker, begin, end in [('chair', 1000, 5000), ('vale', 5000, 9000), ('okri', 9500, 12000)]:
    eaf.add_tier(speaker)
    eaf.add_annotation(speaker, begin, end, 'words')
if shift:
    eaf.shift_annotations(shift)
print(', '.join(f'{begin}-{end}' for begin, end, *_ in eaf.get_annotation_data_for_tier(tier)))
PY
turn() { "$work/venv/bin/python" "$work/shift.py" "$@" 2>&1; }

expected "times as written"
sees "chair, not shifted" "1000-5000" "$(turn 0 chair)"
expected "all times 500 ms earlier"
sees "chair, before whom the cut ends" "500-4500" "$(turn -500 chair)"
expected "0-3500, 3500-7500, 8000-10500"
sees "chair, across the cut" "0-5000" "$(turn -1500 chair)"
sees "vale, behind it" "3500-7500" "$(turn -1500 vale)"
sees "okri, behind it" "8000-10500" "$(turn -1500 okri)"
