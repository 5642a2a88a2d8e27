#!/usr/bin/env bash
# pysubs2 reads and writes all usual forms of subtitles. A WebVTT file may hold notes, which the standard keeps from viewers, and cues may
# have identifiers in words; both are expected to stay out of what is said. pysubs2 puts them at the end of the words before: a `NOTE` for
# those who transcribe (“check this name”, “not to be published”) becomes words of whoever spoke last, as does the name of the next cue, and
# both are written into the SRT. A cue that ends in a line with nothing but a number loses that line, since the number could be the one of
# the next cue in SRT: “In favour:” stays and “12” is gone, in SRT too where it is the last cue. webvtt-py reads the same file as it is
# meant. Take the notes out of a WebVTT before it is converted, and look for tallies in what comes out.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages pysubs2==1.8.1 webvtt-py==0.6.0

cat > "$work/read.py" <<'PY'
import sys
import pysubs2
import webvtt

NOTE = '''WEBVTT

00:01.000 --> 00:04.000
I thank the witness.

NOTE the name is not to be published

motion-7
00:05.000 --> 00:09.000
We come to the vote.
'''
TALLY = '''WEBVTT

00:01.000 --> 00:04.000
In favour:
12

00:05.000 --> 00:09.000
Against:
3
'''
SRT = '''1
00:00:01,000 --> 00:00:04,000
In favour:
12

2
00:00:05,000 --> 00:00:09,000
Against:
3
'''
program, name = sys.argv[1:]
text = {'note': NOTE, 'tally': TALLY, 'srt': SRT}[name]
if program == 'webvtt-py':
    print([cue.text for cue in webvtt.from_string(text)])
elif program == 'written':
    print(pysubs2.SSAFile.from_string(text).to_string('srt').split('\n\n')[0].split('\n')[2:])
else:
    print([cue.plaintext for cue in pysubs2.SSAFile.from_string(text)])
PY
read_cues() { "$work/venv/bin/python" "$work/read.py" "$@"; }

expected "the words of the cues, and nothing else"
sees "note, webvtt-py" "['I thank the witness.', 'We come to the vote.']" "$(read_cues webvtt-py note)"
sees "note, pysubs2" "['I thank the witness.\n\nNOTE the name is not to be published\n\nmotion-7', 'We come to the vote.']" "$(read_cues pysubs2 note)"
sees "note, the first cue as SRT" "['I thank the witness.', 'NOTE the name is not to be published', 'motion-7']" "$(read_cues written note)"
sees "tally, webvtt-py" "['In favour:\n12', 'Against:\n3']" "$(read_cues webvtt-py tally)"
sees "tally, pysubs2" "['In favour:', 'Against:']" "$(read_cues pysubs2 tally)"
sees "tally in SRT, pysubs2" "['In favour:\n12', 'Against:']" "$(read_cues pysubs2 srt)"
