#!/usr/bin/env bash
# A WACZ is a web archive in one file, which a reader opens in the browser, with a list of its pages and a search in their text. `wacz create
# --detect-pages --text` makes it of a capture (WARC). Every captured page is expected in the list, with its words. A page is one to it only if something
# else was fetched from it, as the header `Referer` of that request tells: a page without style sheet, script or picture is not in the list, and of a
# site that says `Referrer-Policy: no-referrer`, which browsers obey, no page is. The text goes through a filter that was made for articles of newspapers:
# of a sitting the short speeches behind the last long one are dropped, which is where the result of a vote stands, and where the headings are
# permalinks every word may be. The search finds nothing then, `wacz validate` says that the file is valid, and an address that is typed shows the whole
# page. Give the pages and their words in a list of one's own, `--pages pages.jsonl`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages wacz==0.6.0 boilerpy3==1.0.7 warcio==1.8.1 cdxj-indexer==1.5.0

cat > "$work/capture.py" <<'PY'
import io
import sys
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

MOTION = 'I move that the ferry stops at the outer quay every day of the week, as it did until 1986, because residents asked for it in March.'
SPEECHES = [('Chair', 'The sitting is open.'), ('Ann', MOTION), ('Ben', 'I am against it.'), ('Chair', 'Nine for, three against. Carried.')]
path, kind, style, referrer = sys.argv[1:]
heading = '<a href="#s">{}</a>' if kind == 'linked' else '{}'
speeches = ''.join(f'<section><h2>{heading.format(name)}</h2><p>{words}</p></section>' for name, words in SPEECHES)
link = '<link rel="stylesheet" href="style.css">' if style == 'style' else ''
address = 'https://records.example/1/'
fetched = [(address, 'text/html; charset=utf-8', f'<!DOCTYPE html><html lang="en"><head><title>Sitting</title>{link}</head><body><main><h1>Sitting</h1>{speeches}</main></body></html>', None)]
if style == 'style':
    fetched.append((address + 'style.css', 'text/css', 'p { margin: 0 }', address if referrer == 'referrer' else None))
with open(path, 'wb') as file:
    writer = WARCWriter(file, gzip=True)
    for at, (url, form, body, by) in enumerate(fetched):
        facts = {'WARC-Date': f'2024-03-11T12:00:0{at}Z'}
        answer = StatusAndHeaders('200 OK', [('Content-Type', form)], protocol='HTTP/1.1')
        question = StatusAndHeaders('GET / HTTP/1.1', [('Host', 'records.example')] + ([('Referer', by)] if by else []), is_http_request=True)
        writer.write_request_response_pair(
            writer.create_warc_record(url, 'request', http_headers=question, warc_headers_dict=facts),
            writer.create_warc_record(url, 'response', payload=io.BytesIO(body.encode()), http_headers=answer, warc_headers_dict=facts))
PY
cat > "$work/pages.py" <<'PY'
import json
import sys
import zipfile

archive = zipfile.ZipFile(sys.argv[1])
lines = archive.read('pages/pages.jsonl').decode().splitlines() if 'pages/pages.jsonl' in archive.namelist() else []
pages = [page for page in map(json.loads, lines) if 'url' in page]
for page in pages:
    text = page.get('text', '')
    print('a page:', ', '.join(f'“{words}” {"in" if words in text else "not in"} its text' for words in ['outer quay', 'Carried']))
if not pages:
    print('no page')
PY
pages() {
    "$work/venv/bin/python" "$work/capture.py" "$work/capture.warc.gz" "$@"
    "$work/venv/bin/wacz" create --file "$work/capture.warc.gz" --output "$work/capture.wacz" --detect-pages --text >/dev/null
    "$work/venv/bin/python" "$work/pages.py" "$work/capture.wacz"
}

expected "a page: “outer quay” in its text, “Carried” in its text"
sees "headings" "a page: “outer quay” in its text, “Carried” not in its text" "$(pages plain style referrer)"
sees "headings with permalinks" "a page: “outer quay” not in its text, “Carried” not in its text" "$(pages linked style referrer)"
sees "no style sheet" "no page" "$(pages plain none referrer)"
sees "no-referrer" "no page" "$(pages plain style no-referrer)"
sees "the same, validated" "Validation succeeded, the passed WACZ is valid" "$("$work/venv/bin/wacz" validate --file "$work/capture.wacz" 2>&1 | tail -1)"
