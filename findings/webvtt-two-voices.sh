#!/usr/bin/env bash
# A cue of WebVTT may hold two voices, `<v Ann>Do you agree?</v> <v Ben>I do not.</v>`: captions do so whenever an answer is short.
# webvtt-py, the usual library of Python, has `cue.voice` for who speaks and `cue.text` for the words, and is expected to give each voice
# its own words, to give a list, or to refuse. It gives the first voice and the words of both, so Ann asks and denies by herself. The same
# happens where the second voice begins on the next line. Whoever makes a transcript from `voice` and `text` puts words in another's mouth
# without any warning. Read `raw_text` and split at `<v`, or use a parser that gives a tree of the cue (media-captions for JavaScript does).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages webvtt-py==0.6.0

cat > "$work/meeting.vtt" <<'VTT'
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ann Vale>Do you agree?</v> <v Ben Moor>I do not.</v>

00:00:04.000 --> 00:00:06.000
<v Ann Vale>Carried?
<v Ben Moor>Lost.
VTT
cat > "$work/read.py" <<'PY'
import sys
import webvtt

cue = webvtt.read(sys.argv[1])[int(sys.argv[2])]
print(f'{cue.voice}: {cue.text}'.replace('\n', ' / '))
PY

expected "Ann Vale: Do you agree? and Ben Moor: I do not."
sees "two voices on a line" "Ann Vale: Do you agree? I do not." "$("$work/venv/bin/python" "$work/read.py" "$work/meeting.vtt" 0)"
sees "two voices on two lines" "Ann Vale: Carried? / Lost." "$("$work/venv/bin/python" "$work/read.py" "$work/meeting.vtt" 1)"
