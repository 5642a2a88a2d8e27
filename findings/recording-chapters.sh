#!/usr/bin/env bash
# An MP3 can hold its chapters, such as the items of an agenda, each with its times (`CHAP`), and a list of their order (`CTOC`). Whoever changes another field of such
# a file, say its title, is expected to leave the chapters as they are. mutagen, the library that most programs for tags in Python are built on, sorts them when it saves:
# by the length of their data, so that the chapter with the shortest title comes first, wherever it lies in the sitting. The list of the order stays right,
# and music-metadata goes by it; eyeD3 and node-id3 give the chapters as they lie in the file, and a page or a player that shows them so begins with “Vote” and ends
# with the longest title. It happens with titles of different lengths alone, so a test with “Item 1” and “Item 2” finds nothing. Nothing is reported.
# Sort chapters by their beginning when you read them, whoever wrote them, and tag recordings before their chapters are written.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages mutagen==1.48.1 eyeD3==0.9.9
npm_packages node-id3@0.2.9 music-metadata@11.16.1

cat > "$work/write.js" <<'JS'
import {writeFileSync} from 'node:fs'
import NodeID3 from 'node-id3'

// Silence: frames of 128 kbit/s without content.
writeFileSync('sitting.mp3', Buffer.concat(Array(1000).fill(Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)]))))
const titles = process.argv.slice(2)
NodeID3.write({
    title: 'Sitting',
    tableOfContents: [{elementID: 'toc', isOrdered: true, elements: titles.map((_, i) => `item${i}`)}],
    chapter: titles.map((title, i) => ({elementID: `item${i}`, startTimeMs: i * 5000, endTimeMs: i * 5000 + 5000, tags: {title}})),
}, 'sitting.mp3')
JS
cat > "$work/title.py" <<'PY'
import sys
from mutagen.id3 import ID3, TIT2

tags = ID3(sys.argv[1])
tags['TIT2'] = TIT2(encoding=3, text=['Sitting of 11 March'])
tags.save(v2_version=3)
PY
cat > "$work/chapters.py" <<'PY'
import sys
import eyed3

print(', '.join(chapter.title for chapter in eyed3.load(sys.argv[1]).tag.chapters))
PY
cat > "$work/read.js" <<'JS'
import NodeID3 from 'node-id3'
import {parseFile} from 'music-metadata'

const chapters = NodeID3.read('sitting.mp3').chapter
const ways = {
    file: () => chapters.map(chapter => chapter.tags.title),
    sorted: () => chapters.sort((a, b) => a.startTimeMs - b.startTimeMs).map(chapter => chapter.tags.title),
    list: async () => (await parseFile('sitting.mp3', {includeChapters: true})).format.chapters.map(chapter => chapter.title),
}
console.log((await ways[process.argv[2]]()).join(', '))
JS
write() { (cd "$work" && node write.js "$@"); }
change_title() { "$work/venv/bin/python" "$work/title.py" "$work/sitting.mp3"; }
in_node() { (cd "$work" && node read.js "$1"); }
in_eyed3() { "$work/venv/bin/python" "$work/chapters.py" "$work/sitting.mp3" 2>/dev/null; }

expected "Opening, Report of the harbour master, Vote, Close of sitting"
write 'Opening' 'Report of the harbour master' 'Vote' 'Close of sitting'
sees "as written, by node-id3" "Opening, Report of the harbour master, Vote, Close of sitting" "$(in_node file)"
change_title
sees "title changed with mutagen, by node-id3" "Vote, Opening, Close of sitting, Report of the harbour master" "$(in_node file)"
sees "the same, by eyeD3" "Vote, Opening, Close of sitting, Report of the harbour master" "$(in_eyed3)"
sees "the same, by music-metadata" "Opening, Report of the harbour master, Vote, Close of sitting" "$(in_node list)"
sees "the same, by node-id3, sorted by their beginning" "Opening, Report of the harbour master, Vote, Close of sitting" "$(in_node sorted)"

expected "Item 1, Item 2, Item 3"
write 'Item 1' 'Item 2' 'Item 3'
change_title
sees "titles of one length, by node-id3" "Item 1, Item 2, Item 3" "$(in_node file)"
