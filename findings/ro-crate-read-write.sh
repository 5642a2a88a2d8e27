#!/usr/bin/env bash
# RO-Crate packs files with their description as JSON-LD, and archives take such packages in. The description may use words of its own, such as `votesFor`, if
# `@context` says what they mean, and may say of which language a text is, `{"@value": "議事錄", "@language": "zh-Hant"}`; the names of one thing in two languages are two such
# values. Whoever opens a crate with rocrate, the library for Python, and writes it unchanged is expected to have the same description. The meanings are dropped from
# `@context`: `votesFor` stands there as before, but a program that reads JSON-LD no longer knows it, and leaves the votes out. The languages are dropped too: of two names it is
# unknown which is which, and a query for the Chinese one finds none. Further contexts given by their address go the same way. Nothing is
# reported. Copy `@context` into `crate.metadata.extra_terms` and `extra_contexts` after reading; languages are to be put back into the JSON after writing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages rocrate==0.16.0 pyld==3.3.0

cat > "$work/crate.py" <<'PY'
import json
import sys
from pathlib import Path
from pyld import jsonld
from rocrate.rocrate import ROCrate

folder, way, what = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
standard = 'https://w3id.org/ro/crate/1.1/context'
terms = {'votesFor': 'https://records.example/terms#votesFor'}
source = {
    '@context': [standard, 'https://records.example/context.json'] if way == 'address' else [standard, terms],
    '@graph': [
        {'@id': 'ro-crate-metadata.json', '@type': 'CreativeWork', 'conformsTo': {'@id': 'https://w3id.org/ro/crate/1.1'}, 'about': {'@id': './'}},
        {'@id': './', '@type': 'Dataset', 'name': 'Records', 'description': 'Records of a council', 'datePublished': '2024-03-12',
         'license': {'@id': 'https://creativecommons.org/publicdomain/zero/1.0/'}, 'hasPart': [{'@id': 'record.md'}]},
        {'@id': 'record.md', '@type': 'File', 'votesFor': 12,
         'name': [{'@value': 'Minutes', '@language': 'en'}, {'@value': '議事錄', '@language': 'zh-Hant'}]},
    ],
}
(folder / 'in').mkdir(exist_ok=True)
(folder / 'in/record.md').write_text('# 2024-03-11 First meeting\n')
(folder / 'in/ro-crate-metadata.json').write_text(json.dumps(source))
document = source
if way != 'source':
    crate = ROCrate(folder / 'in')
    if way == 'terms':
        crate.metadata.extra_terms.update(terms)
    crate.write(folder / 'out')
    document = json.loads((folder / 'out/ro-crate-metadata.json').read_text())

# What JSON-LD makes of it. Of the context of RO-Crate the lines that are needed here are given, so that nothing is fetched.
def load(address, options):
    names = {name: f'http://schema.org/{name}' for name in ('name', 'description', 'datePublished', 'license', 'hasPart', 'about', 'Dataset', 'File', 'CreativeWork')}
    return {'contentType': 'application/ld+json', 'contextUrl': None, 'documentUrl': address, 'document': {'@context': names}}

def record():
    nodes = jsonld.expand(document, {'documentLoader': load, 'base': 'https://records.example/'})
    return next(node for node in nodes if node['@id'].endswith('record.md'))

answers = {
    'context': lambda: document['@context'] if isinstance(document['@context'], str) else 'with own terms',
    'key': lambda: next(node for node in document['@graph'] if node['@id'] == 'record.md')['votesFor'],
    'votes': lambda: [value['@value'] for value in record().get(terms['votesFor'], [])],
    'names': lambda: ', '.join(f"{value['@value']} ({value.get('@language', 'of no language')})" for value in record()['http://schema.org/name']),
}
print(answers[what]())
PY
crate() { "$work/venv/bin/python" -W ignore "$work/crate.py" "$work" "$@" 2>&1; }

expected "with own terms; votes [12]; Minutes (en), 議事錄 (zh-Hant)"
sees "context before" "with own terms" "$(crate source context)"
sees "votes before" "[12]" "$(crate source votes)"
sees "names before" "Minutes (en), 議事錄 (zh-hant)" "$(crate source names)"
sees "context, read and written" "https://w3id.org/ro/crate/1.1/context" "$(crate written context)"
sees "context with a second address, read and written" "https://w3id.org/ro/crate/1.1/context" "$(crate address context)"
sees "the key in JSON, read and written" "12" "$(crate written key)"
sees "votes, read and written" "[]" "$(crate written votes)"
sees "names, read and written" "Minutes (of no language), 議事錄 (of no language)" "$(crate written names)"
sees "votes, with extra_terms" "[12]" "$(crate terms votes)"
