#!/usr/bin/env bash
# Pages say what they are about with RDFa, attributes such as `property="startDate"`, and HTML lets a day be written for people and for programs at once: `<time datetime="2024-03-11">the Monday
# after</time>`. extruct, with which crawlers take such data out of pages, is expected to give 2024-03-11, as it does for the same page with microdata. With RDFa it gives the words, “the Monday after”, so that
# meetings cannot be put in order. The language of the page, `lang`, is lost as well: names in Chinese and in English are both of no
# language. extruct hands the page on without saying that it is HTML, and is then answered by the rules for any XML. pyrdfa3, which it uses, is right when it is told
# `text/html`, and rdfa-streaming-parser likewise. Nothing is reported. Give days as `content` beside `datetime`, and languages as `xml:lang` beside `lang`, or the data as JSON-LD.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages extruct==0.18.0 pyrdfa3==3.6.5 rdflib==7.6.0
npm_packages rdfa-streaming-parser@3.0.2

cat > "$work/page.py" <<'PY'
import sys

attributes = {'rdfa': ('vocab="https://schema.org/" typeof="Event"', 'property'), 'both': ('vocab="https://schema.org/" typeof="Event"', 'property'),
              'microdata': ('itemscope itemtype="https://schema.org/Event"', 'itemprop')}
scope, name = attributes[sys.argv[1]]
day = ' content="2024-03-11"' if sys.argv[1] == 'both' else ''
language = ' xml:lang="zh-Hant"' if sys.argv[1] == 'both' else ''
print(f'''<!DOCTYPE html><html lang="en"><head><title>Records</title></head><body><article {scope}>
<h1 {name}="name" lang="zh-Hant"{language}>第一次會議</h1>
<p>Held on <time {name}="startDate" datetime="2024-03-11"{day}>the Monday after</time>.</p></article></body></html>''')
PY
cat > "$work/extract.py" <<'PY'
import sys
import extruct
from pyRdfa import pyRdfa

file, way, term = sys.argv[1:]
if way == 'pyrdfa3':
    graph = pyRdfa(media_type='text/html').graph_from_source(file)
    value = next(value for _, name, value in graph if str(name).endswith(term))
    print(value, value.language or '')
else:
    items = extruct.extract(open(file).read(), base_url='https://records.example/', syntaxes=[way])[way]
    if way == 'microdata':
        print(items[0]['properties'][term])
    else:
        value = next(item[f'https://schema.org/{term}'] for item in items if f'https://schema.org/{term}' in item)[0]
        print(value['@value'], value.get('@language', ''))
PY
cat > "$work/stream.js" <<'JS'
import {readFileSync} from 'node:fs'
import {RdfaParser} from 'rdfa-streaming-parser'

const [file, term] = process.argv.slice(2)
const parser = new RdfaParser({baseIRI: 'https://records.example/', contentType: 'text/html'})
parser.on('data', quad => {
    if (quad.predicate.value.endsWith(term)) console.log(quad.object.value)
})
parser.end(readFileSync(file, 'utf8'))
JS
page() { "$work/venv/bin/python" "$work/page.py" "$1" > "$work/page.html"; }
extract() { "$work/venv/bin/python" -W ignore "$work/extract.py" "$work/page.html" "$1" "$2" 2>&1 | sed 's/ $//'; }

expected "2024-03-11; 第一次會議 zh-hant"
page microdata
sees "microdata, day by extruct" "2024-03-11" "$(extract microdata startDate)"
page rdfa
sees "RDFa, day by extruct" "the Monday after" "$(extract rdfa startDate)"
sees "RDFa, day by pyrdfa3 for text/html" "2024-03-11" "$(extract pyrdfa3 startDate)"
sees "RDFa, day by rdfa-streaming-parser" "2024-03-11" "$(cd "$work" && node stream.js page.html startDate)"
sees "RDFa, name by extruct" "第一次會議" "$(extract rdfa name)"
sees "RDFa, name by pyrdfa3 for text/html" "第一次會議 zh-hant" "$(extract pyrdfa3 name)"
page both
sees "RDFa with content, day by extruct" "2024-03-11" "$(extract rdfa startDate)"
sees "RDFa with xml:lang, name by extruct" "第一次會議 zh-hant" "$(extract rdfa name)"
