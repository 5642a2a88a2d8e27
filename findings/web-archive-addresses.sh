#!/usr/bin/env bash
# Web archives keep captures in an index by address, and the address first goes through a form of its own, SURT. A path is case-sensitive,
# so `Minutes.pdf` and `minutes.pdf` are expected to be two entries. They are one: the index puts the whole address in small letters, joins
# double slashes, drops the slash at the end, `www.` and the fragment, and throws away parameters named like a session. Two files that
# differ only in this are captures of one page to the archive, and a reader who asks for one may be shown the other, whichever lies nearer
# in time. For public records, whose copies in web archives are the last resort, no two addresses of a site should differ only by case, by
# slashes, or by a parameter such as `sid`. (warcio writes the file, cdxj-indexer the index, as for pywb.)
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages warcio==1.8.1 cdxj-indexer==1.5.0 surt==0.3.1

cat > "$work/write.py" <<'PY'
import io
import sys
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

with open(sys.argv[1], 'wb') as file:
    writer = WARCWriter(file, gzip=True)
    for address in sys.argv[2:]:
        writer.write_record(writer.create_warc_record(
            address, 'response', payload=io.BytesIO(address.encode()),
            http_headers=StatusAndHeaders('200 OK', [('Content-Type', 'text/html')], protocol='HTTP/1.1')))
PY
keys() {
    "$work/venv/bin/python" "$work/write.py" "$work/pages.warc.gz" "$@"
    "$work/venv/bin/cdxj-indexer" "$work/pages.warc.gz" | cut -d' ' -f1 | sort -u | paste -sd' '
}

expected "two entries for each pair"
site=https://example.org
sees "Minutes.pdf and minutes.pdf" "org,example)/m/minutes.pdf" "$(keys $site/m/Minutes.pdf $site/m/minutes.pdf)"
sees "/m//2/ and /m/2" "org,example)/m/2" "$(keys $site/m//2/ $site/m/2)"
sees "sid=… of two sittings" "org,example)/m" \
    "$(keys "$site/m/?sid=0123456789abcdef0123456789abcdef" "$site/m/?sid=fedcba9876543210fedcba9876543210")"
sees "two years, for comparison" "org,example)/m/2023 org,example)/m/2024" "$(keys $site/m/2023/ $site/m/2024/)"
