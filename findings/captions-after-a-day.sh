#!/usr/bin/env bash
# A sitting that is not closed runs on: the Canadian House of Commons once sat for 58 hours, in June 2011. Captions count from its
# beginning, and WebVTT has hours of two digits or more, so what is said after 25 hours and 10 minutes stands at 25:10:00. Libraries read this
# rightly and are expected to write it, or to refuse. pycaption writes 01:10:00, in WebVTT, SRT and TTML alike: the captions of the second day
# lie over those of the first, and a link to a time leads to other words. deepgram-captions, which makes captions of what recognisers found, does
# so too. subtitle puts the day among the milliseconds, 01:10:00.86400000, and reads its own file without
# that caption. None of them warns. ttconv and webvtt-py are right. Compare the last time of a converted file with that of its source.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages pycaption==2.3.14 deepgram-captions==2.0.0 webvtt-py==0.6.0 ttconv==1.2.3
npm_packages subtitle@4.2.2

cat > "$work/long.vtt" <<'VTT'
WEBVTT

01:10:00.000 --> 01:10:04.500
I move that we rise.

25:10:00.000 --> 25:10:04.500
The sitting continues.
VTT
cat > "$work/convert.py" <<'PY'
import io
import re
import sys
import deepgram_captions
import pycaption
import webvtt

program, path = sys.argv[1:]
text = open(path).read()
if program == 'webvtt-py':
    webvtt.from_string(text).save_as_srt(path + '.srt')
    text = open(path + '.srt').read()
elif program == 'deepgram-captions':
    words = [dict(word=word, start=start, end=start + 4.5, speaker=0) for word, start in [('rise', 4200.0), ('continues', 90600.0)]]
    alternative = {'transcript': 'rise continues', 'words': words}
    found = {'metadata': {'request_id': '', 'created': '', 'duration': 90610, 'channels': 1}, 'results': {'channels': [{'alternatives': [alternative]}]}}
    text = deepgram_captions.webvtt(deepgram_captions.DeepgramConverter(found), 1)
else:
    writer = {'WebVTT': pycaption.WebVTTWriter, 'SRT': pycaption.SRTWriter, 'TTML': pycaption.DFXPWriter}[program.split()[1]]
    text = writer().write(pycaption.WebVTTReader().read(text))
print(' '.join(re.findall(r'(?:^|begin=")(\d+:\d\d:\d\d[.,]\d+)', text, re.M)))
PY
cat > "$work/convert.js" <<'JS'
import {readFileSync} from 'node:fs'
import {parseSync, stringifySync} from 'subtitle'

const times = text => text.match(/^\d+:\d\d:\d\d[.,]\d+/gm).join(' ')
const cues = parseSync(readFileSync(process.argv[2], 'utf8'))
const written = stringifySync(cues, {format: process.argv[3] ?? 'WebVTT'})
const seconds = nodes => nodes.filter(node => node.type == 'cue').map(node => node.data.start / 1000).join(' ')
console.log(process.argv[3] == 'seconds' ? seconds(cues) : process.argv[3] == 'again' ? seconds(parseSync(stringifySync(cues, {format: 'WebVTT'}))) : times(written))
JS
times() { "$work/venv/bin/python" "$work/convert.py" "$1" "$work/long.vtt" 2>/dev/null; }
subtitle() { node "$work/convert.js" "$work/long.vtt" "$@"; }

expected "01:10:00 25:10:00, with comma or point and milliseconds"
"$work/venv/bin/tt" convert -i "$work/long.vtt" -o "$work/long.srt" >/dev/null 2>&1
sees "ttconv" "01:10:00,000 25:10:00,000" "$(grep -o '^[0-9:]*,[0-9]*' "$work/long.srt" | paste -sd ' ')"
sees "webvtt-py" "01:10:00,000 25:10:00,000" "$(times webvtt-py)"
sees "pycaption, WebVTT" "01:10:00.000 01:10:00.000" "$(times "pycaption WebVTT")"
sees "pycaption, SRT" "01:10:00,000 01:10:00,000" "$(times "pycaption SRT")"
sees "pycaption, TTML" "01:10:00.000 01:10:00.000" "$(times "pycaption TTML")"
sees "deepgram-captions" "01:10:00.000 01:10:00.000" "$(times deepgram-captions)"
sees "subtitle, WebVTT" "01:10:00.000 01:10:00.86400000" "$(subtitle)"
sees "subtitle, SRT" "01:10:00,000 01:10:00,86400000" "$(subtitle SRT)"
sees "subtitle, seconds as read" "4200 90600" "$(subtitle seconds)"
sees "subtitle, seconds of its own file" "4200" "$(subtitle again)"
