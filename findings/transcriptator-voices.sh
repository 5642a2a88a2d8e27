#!/usr/bin/env bash
# transcriptator reads the transcripts of podcasts (WebVTT, SRT, JSON, HTML) and says of each segment who speaks. In WebVTT the speaker is in
# the voice span, `<v Ben Okri>`. It is expected to be found there, whatever the name. It is found only if the name is a single word of
# letters without accents and the span has no class. Any other name is left in the words as markup, and the segment goes to whoever spoke
# before: Ann moves the budget, and Ann is against it. Worse, the words of a first line up to a colon and a space are taken for a speaker, in
# SRT and in WebVTT: “Three things remain: …” is said by Three things remain, who goes on speaking until the next name. Nothing is reported.
# Take speakers from the WebVTT itself with a parser of its cues, and hand podcast players a transcript in JSON, where `speaker` is a field.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages transcriptator@1.1.4

cat > "$work/read.js" <<'JS'
import transcriptator from 'transcriptator'

const cues = (...texts) => 'WEBVTT\n\n' + texts.map((text, i) => `00:0${i}:01.000 --> 00:0${i}:30.000\n${text}\n`).join('\n')
const transcripts = {
  'one word': cues('<v Ann>I move the budget.', '<v Ben>I am against it.'),
  'two words': cues('<v Ann>I move the budget.', '<v Ben Okri>I am against it.', '<v 林岳美>我也反對。'),
  'accent': cues('<v Ann>I move the budget.', '<v Zoé>I am against it.'),
  'class': cues('<v Ann>I move the budget.', '<v.chair Ben>We come to the vote.'),
  'colon': cues('<v Ann Vale>Three things remain: a lamp and a bell.', 'Three things remain: a lamp and a bell.', 'I move them.'),
  'SRT': '1\n00:00:01,000 --> 00:00:04,000\nAnn: I move it.\n\n2\n00:00:05,000 --> 00:00:09,000\nThe motion reads: that the fare be 2.\n',
  'JSON': JSON.stringify({version: '1.0.0', segments: [
    {speaker: 'Ben Okri', startTime: 1, endTime: 2, body: 'I have one question: why?'},
    {speaker: '林岳美', startTime: 2, endTime: 3, body: '反對。'}]}),
}
console.log(transcriptator.convertFile(transcripts[process.argv[2]]).map(({speaker, body}) => `[${speaker}] ${body}`).join(' | '))
JS
read_transcript() { node "$work/read.js" "$1"; }

expected "[Ann] I move the budget. | [Ben Okri] I am against it. | [林岳美] 我也反對。"
sees "names of one word" "[Ann] I move the budget. | [Ben] I am against it." "$(read_transcript 'one word')"
sees "names of two words, and in Han" "[Ann] I move the budget. | [Ann] <v Ben Okri>I am against it. | [Ann] <v 林岳美>我也反對。" \
    "$(read_transcript 'two words')"
sees "a name with an accent" "[Ann] I move the budget. | [Ann] <v Zoé>I am against it." "$(read_transcript accent)"
sees "a voice with a class" "[Ann] I move the budget. | [Ann] <v.chair Ben>We come to the vote." "$(read_transcript class)"
sees "a colon in what is said" \
    "[] <v Ann Vale>Three things remain: a lamp and a bell. | [Three things remain] a lamp and a bell. | [Three things remain] I move them." \
    "$(read_transcript colon)"
sees "SRT" "[Ann] I move it. | [The motion reads] that the fare be 2." "$(read_transcript SRT)"
sees "JSON, for comparison" "[Ben Okri] I have one question: why? | [林岳美] 反對。" "$(read_transcript JSON)"
