#!/usr/bin/env bash
# vtt-builder makes WebVTT from the segments of a speech recogniser, each with a speaker. `group_by_speaker` writes the speaker into the words as
# a voice span, and `build_vtt_string` writes the file. One after the other they are expected to give captions with voices. The second step
# escapes what the first has written, so that viewers read `<v Ann Vale>` on the screen as words, and no player and no reader of WebVTT finds
# a speaker. Without `group_by_speaker` speakers are not written at all. And `merge_segments`, which joins cues with a short pause between them,
# joins those of different speakers and drops their names: a question and its answer are one sentence of nobody. Join only segments of one
# speaker, write the voice yourself behind `escape_vtt_text`, and then build with `escape_text=False`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages vtt-builder==0.6.0 webvtt-py==0.6.0

cat > "$work/build.py" <<'PY'
import sys
import vtt_builder
import webvtt

segments = [{'id': 1, 'start': 1.0, 'end': 4.0, 'text': 'Ways & Means?', 'speaker': 'Ann Vale'},
            {'id': 2, 'start': 4.2, 'end': 6.0, 'text': 'I am against.', 'speaker': '林岳美'}]
if sys.argv[1] == 'merged':
    segments = vtt_builder.merge_segments(segments)
elif sys.argv[1] == 'grouped':
    segments = vtt_builder.group_by_speaker(segments)
elif sys.argv[1] == 'by hand':
    segments = [{**s, 'text': f"<v {s['speaker']}>{vtt_builder.escape_vtt_text(s['text'])}"} for s in segments]
text = vtt_builder.build_vtt_string(segments, escape_text=sys.argv[1] != 'by hand')
if sys.argv[2] == 'file':
    print([line for line in text.split('\n') if line and '-->' not in line and not line.isdigit()][1:])
else:
    print([(cue.voice, cue.text) for cue in webvtt.from_string(text)])
PY
build() { "$work/venv/bin/python" "$work/build.py" "$@"; }

expected "['<v Ann Vale>Ways &amp; Means?', '<v 林岳美>I am against.']"
sees "group_by_speaker, the file" "['&lt;v Ann Vale&gt;Ways &amp; Means?', '&lt;v 林岳美&gt;I am against.']" "$(build grouped file)"
sees "group_by_speaker, voices" "[(None, '&lt;v Ann Vale&gt;Ways &amp; Means?'), (None, '&lt;v 林岳美&gt;I am against.')]" "$(build grouped voices)"
sees "the segments as they are" "['Ways &amp; Means?', 'I am against.']" "$(build plain file)"
sees "merge_segments" "['Ways &amp; Means? I am against.']" "$(build merged file)"
sees "voices written by hand" "['<v Ann Vale>Ways &amp; Means?', '<v 林岳美>I am against.']" "$(build 'by hand' file)"
