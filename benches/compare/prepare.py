#!/usr/bin/env python3
"""Makes a Hugo site of a folder of transcripts: the templates beside this file, and content with YAML front matter.

    prepare.py CORPUS SITE

Run again after an edit, it rewrites only what has changed, as an editor would.
"""

import argparse
import json
import os
import shutil
from collections import Counter
from html import escape
from pathlib import Path
from urllib.parse import quote

from archive import read_archive
from transcript import Passage

HERE = Path(__file__).resolve().parent / "hugo"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", nargs="?", default=os.environ.get("MINUTEBOOK_SAMPLE"))
    arguments.add_argument("site", type=Path)
    options = arguments.parse_args()
    if not options.corpus:
        arguments.error("name the folder of transcripts, or set MINUTEBOOK_SAMPLE")
    archive = read_archive(options.corpus)
    shutil.copytree(HERE, options.site, dirs_exist_ok=True)
    write_all(options.site / "content", dict(pages(archive)))
    speeches = sum(len(record.speeches) for record in archive.records)
    print(f"{len(archive.records)} records, {speeches} speeches, {len(archive.speakers)} speakers")


def pages(archive):
    """(path below content/, text) of every page."""
    for record in archive.records:
        yield f"meetings/{record.slug}.md", meeting(record, archive.who(record))
    for year in sorted({record.day[:4] for record in archive.records}):
        yield f"years/{year}.md", front_matter(title=year, date=f"{year}-01-01", url=f"/meetings/{year}/")
    for speaker in archive.speakers.values():
        yield f"speakers/{speaker.id}.md", speaker_page(speaker)
        for year, appearances in speaker.by_year().items():
            yield f"speaker-years/{speaker.id}-{year}.md", speaker_year(speaker, year, appearances)


def meeting(record, who):
    """The record as Markdown, but for the labels: their headings, with id, link and permalink, are written as HTML.
    Hugo passes them through, which costs it less than Markdown headings with a render hook (see README.md)."""
    spoke = Counter(speaker.id for speakers in who for speaker in speakers)
    names = {speaker.id: speaker.name for speakers in who for speaker in speakers}
    head = front_matter(
        title=record.title,
        date=record.date,
        url=f"/meetings/{record.slug}/",
        description=record.excerpt,
        day=record.day,
        doclang=record.lang,
        speeches=len(record.speeches),
        speakers=[[speaker, count, names[speaker]] for speaker, count in spoke.items()],
    )
    body, speakers_of = [], iter(who)
    for part in record.parts:
        if isinstance(part, Passage):
            body.append(f"<h2>{escape(part.heading)}</h2>" if part.heading else "")
        else:
            body.append(f'<h3 id="{part.id}">{label(part, next(speakers_of))} <a href="#{part.id}">#</a></h3>')
        # Two braces would begin a shortcode.
        body.append(part.text.replace("{{", "{&#123;"))
    return head + "\n\n".join(filter(None, body)) + "\n"


def label(speech, speakers):
    """The name as printed, linked; several people each by their own name."""
    if len(speakers) == 1:
        return link(speech.label, speakers[0])
    return "、".join(link(speaker.name, speaker) for speaker in speakers)


def link(name, speaker):
    return f'<a href="/speakers/{quote(speaker.id)}/">{escape(name)}</a>'


def speaker_page(speaker):
    return front_matter(
        title=speaker.name,
        url=f"/speakers/{speaker.id}/",
        speeches=sum(len(appearance.speeches) for appearance in speaker.appearances),
        years=sorted(speaker.by_year(), reverse=True),
        meetings=[
            {"page": f"/meetings/{a.record.slug}", "speeches": len(a.speeches), "first": a.first}
            for a in reversed(speaker.appearances)
        ],
    )


def speaker_year(speaker, year, appearances):
    """Names the speeches by their place in the record; the template takes their text from there."""
    return front_matter(
        title=f"{speaker.name}, {year}",
        url=f"/speakers/{speaker.id}/{year}/",
        speaker=f"/speakers/{speaker.id}",
        meetings=[{"page": f"/meetings/{a.record.slug}", "speeches": a.speeches} for a in appearances],
    )


def front_matter(**values):
    """YAML in flow style: JSON is YAML, and the standard library writes it."""
    lines = (f"{key}: {value if key == 'date' else json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "---\n" + "\n".join(lines) + "\n---\n"


def write_all(content, pages):
    kept = {content / path for path in pages}
    for path, text in pages.items():
        path, data = content / path, text.encode()
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    # A renamed speaker leaves no page behind.
    for path in content.glob("*/*.md"):
        if path not in kept and path.name != "_index.md":
            path.unlink()


if __name__ == "__main__":
    main()
