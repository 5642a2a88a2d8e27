#!/usr/bin/env bash
# Captions that light up word by word have times inside the cue, `so <00:00:02.000>we <00:00:03.000>vote`: recorders and video platforms
# write them, and they are standard WebVTT. A converter to SRT, which knows no such times, is expected to give the words of the cue once.
# ttconv, a converter made for broadcasters, gives a subtitle for every inner time, each with all the words so far: “so”, “so we”, “so we
# vote”. On a screen this looks right. As a text it is not: a transcript joined from this SRT repeats the beginning of every sentence, and
# counts and searches find a word several times that was said once. Of a name with its reading above it (ruby) nothing is left at all. Take
# transcripts from the WebVTT, with inner times removed, and never from an SRT that was made out of it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages ttconv==1.2.3

cat > "$work/meeting.vtt" <<'VTT'
WEBVTT

00:00:01.000 --> 00:00:04.000
so <00:00:02.000>we <00:00:03.000>vote

00:00:04.000 --> 00:00:06.000
<ruby>港川<rt>みなとがわ</rt></ruby>議員
VTT
"$work/venv/bin/tt" convert -i "$work/meeting.vtt" -o "$work/meeting.srt" > "$work/log" 2>&1
words() { grep -vE '^[0-9]*$|-->' "$work/meeting.srt" | paste -sd '|' | sed 's/ *| */|/g; s/ *$//'; }

expected "so we vote|港川議員"
sees "words of the SRT" "so|so we|so we vote|議員" "$(words)"
