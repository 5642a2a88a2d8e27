#!/usr/bin/env bash
# trafilatura is what corpora of the web are made with: it takes the text of a page and leaves menus behind. The words of a debate, each
# speech in a `<div>` with its permalink, are expected to come out whole. What is shorter than 100 characters is lost: a `<div>` with so
# little text and two short links in it (the speaker's name and the permalink, or the permalink and a translation) counts as a menu, and
# `favor_recall` does not help. So it is the seconding, the objection and the result of the vote that are missing, while the long speeches
# stay. The measure is characters in every language, so Chinese, where 100 characters are a paragraph, loses nearly everything: of the same
# debate nothing but the summary is left. With `<section>` instead of `<div>`, and nothing else changed, every word is there, because only
# `div`, lists and `p` are measured.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages trafilatura==2.3.1 lxml-html-clean==0.4.6

cat > "$work/harvest.py" <<'PY'
import sys
import trafilatura

element, language, recall = sys.argv[1:]
DEBATE = {
    'en': (None, [
        ('Ann Vale', 'Good evening. Before us is the motion to raise the sea wall by half a metre, from the old customs house to the end of '
                     'the quay, before the winter. Who wishes to speak?'),
        ('Ben Moor', 'I second the motion, and I ask that the record says so.'),
        ('Cy Dale', 'The wall was raised twenty-six years ago, and the sea came over it all the same. What we need is not a higher wall but '
                    'a pump that runs when the power fails.'),
        ('Di Ness', 'The pump was ordered in May. It comes in December.'),
        ('Cy Dale', 'Then I shall vote against it.'),
        ('Ann Vale', 'The motion is carried by five votes to one.'),
    ]),
    'zh-Hant': ('市議會討論是否把海堤加高五十公分。提案人認為冬季風浪一年比一年大，現有的海堤已經擋不住；反對者則主張先添購停電時仍能運轉的抽水機，'
                '並要求說明碼頭居民須負擔的費用。經過兩個小時的討論，以五票對一票通過，預定在冬天以前完工，經費由預備金支應，'
                '並將於下個月另行召開說明會，聽取碼頭居民的意見。'
                '本次會議全程公開，逐字紀錄經發言人確認之後公布；旁聽席共有四十六人，其中三人登記發言，發言內容一併列入紀錄。'
                '會後主席並請秘書處把歷年海堤工程的經費與完工日期整理成表，連同本次會議的文件一併公布，供民眾查閱。', [
        ('韋安', '各位晚安。今天要討論的是把海堤加高五十公分，從舊海關一直到碼頭盡頭，並且要在冬天以前完工。哪一位要發言？'),
        ('莫本', '附議，並請列入紀錄。'),
        ('戴思', '海堤二十六年前已經加高過一次，海水照樣漫過來。我們需要的不是更高的堤，而是停電時還能運轉的抽水機。'),
        ('倪迪', '抽水機五月已經訂購，十二月到貨。'),
        ('戴思', '那我投反對票。'),
        ('韋安', '本案以五票對一票通過。'),
    ]),
}
summary, speeches = DEBATE[language]
page = f'<html lang="{language}"><head><title>The sea wall</title></head><body><main><article><h1>The sea wall</h1>'
if summary:
    page += f'<p>{summary}</p>'
for number, (name, words) in enumerate(speeches, 1):
    page += f'<{element} class="turn"><h3><a href="/speakers/{number}/">{name}</a></h3><{element} class="speech" id="s{number}">'
    page += f'<a href="#s{number}">#</a><p>{words}</p></{element}></{element}>\n'
text = trafilatura.extract(page + '</article></main></body></html>', favor_recall=recall == 'recall')
print(' '.join(f'{number}:{len(words)}' for number, (_, words) in enumerate(speeches, 1) if words in text))
PY
harvest() { "$work/venv/bin/python" "$work/harvest.py" "$@"; }

expected "every speech, as number:characters"
sees "English, <section>" "1:167 2:55 3:157 4:50 5:29 6:43" "$(harvest section en no)"
sees "English, <div>" "1:167 3:157" "$(harvest div en no)"
sees "English, <div>, favor_recall" "1:167 3:157" "$(harvest div en recall)"
sees "Chinese, <section>" "1:52 2:10 3:49 4:16 5:7 6:11" "$(harvest section zh-Hant no)"
sees "Chinese, <div>" "" "$(harvest div zh-Hant no)"
