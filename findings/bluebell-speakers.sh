#!/usr/bin/env bash
# Bluebell turns plain text into Akoma Ntoso and back, so that records can be edited as text. In Akoma Ntoso a speech says by whom it is with
# `by="#AnnLee"`, a reference to a person; the name that is printed is in `<from>` and may be “The Chair”. Both are expected to survive the way
# there and back. On the way to text `by` is dropped, though `as`, `to` and `startTime` are kept. On the way to XML it is made up from the line
# with the name, and the keyword of that line is taken for a part of the name: `FROM The Chair` becomes `by="#FROMTheChair"`. So whoever opens
# a record and saves it unchanged gives the speech of Ann Lee to a person who is declared nowhere, and to another one when the name is spelt
# otherwise. bluebell-akn 5.0.0, which needs Python 3.12, does the same. Write `SPEECH{by #AnnLee}` in the text, which is read, and put the
# `by` of the old XML back after each editing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages bluebell-akn==3.1.1 cobalt==9.0.1

cat > "$work/convert.py" <<'PY'
import sys
from bluebell.parser import AkomaNtosoParser
from cobalt import FrbrUri
from lxml import etree

parser = AkomaNtosoParser(FrbrUri.parse('/akn/xx-tes/debate/2026-03-11/1'))


def to_xml(text):
    xml = parser.parse_to_xml(text, 'debate')
    return xml if isinstance(xml, str) else etree.tostring(xml, encoding='unicode')


def speech(xml):
    attributes = etree.fromstring(xml).find('.//{*}speech').attrib
    return ' '.join(f'{key}={value}' for key, value in sorted(attributes.items()) if key != 'eId')


attributes, name, way = sys.argv[1:]
xml = to_xml(f'DEBATESECTION - Fares\n\n  SPEECH{attributes}\n    FROM {name}\n\n    We vote now.\n\n')
text = parser.unparse(xml)
print({'xml': speech(xml), 'text': ' / '.join(line.strip() for line in text.split('\n') if line.strip()), 'back': speech(to_xml(text))}[way])
PY
convert() { "$work/venv/bin/python" "$work/convert.py" "$@"; }
chair=('{by #AnnLee|as #chair|startTime 2026-03-11T19:00:00+01:00}' 'The Chair')

expected "as=#chair by=#AnnLee startTime=2026-03-11T19:00:00+01:00, there and back"
sees "the chair, as XML" "as=#chair by=#AnnLee startTime=2026-03-11T19:00:00+01:00" "$(convert "${chair[@]}" xml)"
sees "the chair, as text again" \
    "DEBATESECTION - Fares / SPEECH{as #chair|startTime 2026-03-11T19:00:00+01:00} / FROM The Chair / We vote now." "$(convert "${chair[@]}" text)"
sees "the chair, as XML again" "as=#chair by=#FROMTheChair startTime=2026-03-11T19:00:00+01:00" "$(convert "${chair[@]}" back)"
sees "a speech of Ann Lee" "by=#FROMAnnLee" "$(convert '' 'Ann Lee' xml)"
sees "the same speech, turned round" "by=#FROMLeeAnn" "$(convert '' 'Lee, Ann' xml)"
