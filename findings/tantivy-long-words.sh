#!/usr/bin/env bash
# tantivy is the search library of Rust, used from Python too. A word that stands in a text is expected to be found, and one that does not to
# find nothing. Its tokenizers, `default` as well as `en_stem`, drop every word of 40 bytes or more, from the text and, without a word, from the
# question. Laws of German parliaments have such names: of a phrase “Das Rindfleisch…gesetz” the article “das” is left, which finds any text, and of
# two words joined by AND the other alone. Bytes are counted, not letters: a clause of Chinese or Japanese is one word, which is found
# whole up to thirteen characters and is dropped if it has more. Register a tokenizer without `Filter.remove_long`, or with a larger limit,
# for the field and for the parser of questions.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages tantivy==0.27.0

cat > "$work/find.py" <<'PY'
import sys
from tantivy import Document, Filter, Index, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

TEXTS = {'law': 'Das Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz wurde aufgehoben.', 'tax': 'Das Haus hat die Grundsteuer aufgehoben.',
         'short': '委員提出修正動議。', 'long': '第二讀會審議年度預算案時委員提出。'}
tokenizer, question = sys.argv[1:]
index = Index(SchemaBuilder().add_text_field('name', stored=True).add_text_field('text', tokenizer_name=tokenizer).build())
if tokenizer == 'whole':
    index.register_tokenizer('whole', TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).build())
writer = index.writer()
for name, text in TEXTS.items():
    writer.add_document(Document(name=name, text=text))
writer.commit()
index.reload()
searcher = index.searcher()
hits = searcher.search(index.parse_query(question, ['text']), 10).hits
print(' '.join(sorted(searcher.doc(address)['name'][0] for _, address in hits)) or 'nothing')
PY
find_texts() { "$work/venv/bin/python" "$work/find.py" "$@"; }
law=Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz

expected "law"
sees "$law" "nothing" "$(find_texts default "$law")"
sees "$law, en_stem" "nothing" "$(find_texts en_stem "$law")"
sees "“Das $law”" "law tax" "$(find_texts default "\"Das $law\"")"
sees "aufgehoben AND $law" "law tax" "$(find_texts default "aufgehoben AND $law")"
expected "short, then long"
sees "a clause of 8 characters" "short" "$(find_texts default 委員提出修正動議)"
sees "a clause of 16 characters" "nothing" "$(find_texts default 第二讀會審議年度預算案時委員提出)"
expected "law, then long"
sees "“Das $law”, without the limit" "law" "$(find_texts whole "\"Das $law\"")"
sees "a clause of 16 characters, without the limit" "long" "$(find_texts whole 第二讀會審議年度預算案時委員提出)"
