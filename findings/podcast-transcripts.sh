#!/usr/bin/env bash
# The podcast namespace lets an episode have several `podcast:transcript` (WebVTT, SRT, HTML, one for each language) and several
# `podcast:person`. feedparser, the feed reader of Python, is expected to give lists, as it does for enclosures and authors. It gives one
# dictionary for each name: the last transcript in the file, whatever its type or language, and the last person with their role but without
# their name, because text of the element is dropped when it has attributes. Nothing tells that there were others. A feed of meetings cannot
# choose its readers: put the transcript that most people need last (WebVTT in the language of the record), link the others from the page,
# and name the speakers in the text of the entry as well.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages feedparser==6.0.14

cat > "$work/read.py" <<'PY'
import sys
import feedparser

entry = feedparser.parse('''<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>t</title><link>https://example.org/</link>
<description>d</description><item><title>Sitting</title><guid isPermaLink="false">m1</guid>
<podcast:transcript url="https://example.org/1.en.vtt" type="text/vtt" language="en"/>
<podcast:transcript url="https://example.org/1.zh.vtt" type="text/vtt" language="zh"/>
<podcast:transcript url="https://example.org/1.json" type="application/json"/>
<podcast:person role="chair">Ann Vale</podcast:person><podcast:person role="guest">Ben Moor</podcast:person>
<enclosure url="https://example.org/1.mp3" type="audio/mpeg" length="1"/><enclosure url="https://example.org/1.ogg" type="audio/ogg" length="1"/>
</item></channel></rss>''').entries[0]
print(entry[sys.argv[1]] if sys.argv[1] != 'enclosures' else [e['href'] for e in entry.enclosures])
PY
read_feed() { "$work/venv/bin/python" "$work/read.py" "$1"; }

expected "three transcripts and two people with their names"
sees "enclosures, for comparison" "['https://example.org/1.mp3', 'https://example.org/1.ogg']" "$(read_feed enclosures)"
sees "podcast_transcript" "{'url': 'https://example.org/1.json', 'type': 'application/json'}" "$(read_feed podcast_transcript)"
sees "podcast_person" "{'role': 'guest'}" "$(read_feed podcast_person)"
