#!/usr/bin/env python3
"""From a saved file to the page that shows it: the preview of Minutebook and Hugo's server, side by side.

    latency.py --corpus DIR --minutebook BIN --hugo BIN

Either program may be left out. A new word is put into a file, and the page is asked for again and again until it
holds the word; debouncing, reading and drawing are all in the figure, a browser is not.
"""

import argparse
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from tools import Hugo, Minutebook

PORT = 18473
PATIENCE = 60  # seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--minutebook", metavar="BIN")
    parser.add_argument("--hugo", metavar="BIN", nargs="?", const="installed")
    parser.add_argument("--edits", type=int, default=30, help="of each kind (%(default)s); Hugo gets a third of them")
    options = parser.parse_args()
    memory = Path("/dev/shm")
    scratch = Path(tempfile.mkdtemp(prefix="minutebook-latency-", dir=memory if memory.is_dir() else None)).resolve()
    try:
        print("| program | edit | ready, s | median, ms | 95th percentile, ms | greatest, ms |")
        print("| :-- | :-- | --: | --: | --: | --: |")
        if options.minutebook:
            minutebook(options, scratch)
        if options.hugo:
            hugo(options, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def minutebook(options, scratch):
    site = scratch / "site"
    content = site / "content"
    content.mkdir(parents=True)
    record = copy(options.corpus, content)
    (content / "people.yml").write_text("people:\n- id: somebody\n  names: Somebody\n  labels: [Nobody says this]\n")
    theme = site / "themes" / "civic"
    binary = Minutebook(options.minutebook, content, scratch).binary
    speaker = first_label(record)
    page = f"/meetings/{quote(record.stem)}/"
    with Server([binary, "serve", str(site), "--port", str(PORT)]) as server:
        page = server.find(page, record)
        edit = lambda number: append(record, f"\nword{number}speech\n")
        server.measure("Minutebook", "a speech", edit, page, "word{}speech", options.edits)
        edit = lambda number: (content / "people.yml").write_text(
            f"people:\n- id: somebody\n  names: Word{number}Person\n  labels: [{speaker!r}]\n")
        server.measure("Minutebook", "the registry", edit, "/speakers/somebody/", "Word{}Person", options.edits)
        (theme / "templates").mkdir(parents=True)
        base = server.get("/").decode()
        edit = lambda number: (theme / "templates" / "404.html").write_text(f"word{number}template")
        server.measure("Minutebook", "a template", edit, "/nowhere/", "word{}template", options.edits)
        (theme / "static").mkdir()
        style = re.search(r'href="(/assets/[^"]*\.css)"', base).group(1)
        css = server.get(style).decode()
        edit = lambda number: (theme / "static" / "civic.css").write_text(f"{css}\n/* word{number}style */")
        server.measure("Minutebook", "a style", edit, "/", "word{}style", options.edits, follow=True)


def hugo(options, scratch):
    corpus = scratch / "corpus"
    corpus.mkdir()
    copy(options.corpus, corpus)
    tool = Hugo(options.hugo, corpus, scratch)
    tool.prepare()
    records = sorted((tool.site / "content" / "meetings").rglob("*.md"))
    record = records[len(records) // 2]
    command = [tool.binary, "server", "--source", str(tool.site), "--port", str(PORT), "--bind", "127.0.0.1",
               "--renderToMemory", "--disableLiveReload"]
    with Server(command) as server:
        base = f"/meetings/{quote(record.stem)}/"
        page = server.find(base, record)
        edit = lambda number: append(record, f"\nword{number}speech\n")
        server.measure("Hugo", "a speech", edit, page, "word{}speech", max(3, options.edits // 3))


def copy(corpus, target):
    """Copies the records, and gives one from the middle that has speeches."""
    for path in sorted(corpus.glob("*.md")):
        shutil.copyfile(path, target / path.name)
    records = [p for p in sorted(target.glob("*.md")) if re.search(rb"^### ", p.read_bytes(), re.M)]
    return records[len(records) // 2]


def first_label(record):
    return re.search(r"^### (.*?)[:：]?\s*$", record.read_text(), re.M).group(1)


def append(path, text):
    with open(path, "a") as file:
        file.write(text)


class Server:
    def __init__(self, command):
        self.command = command

    def __enter__(self):
        start = time.perf_counter()
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                self.get("/")
                break
            except OSError:
                if self.process.poll() is not None or time.perf_counter() - start > PATIENCE:
                    raise SystemExit(f"error: {' '.join(self.command)} does not answer")
                time.sleep(0.002)
        self.ready = time.perf_counter() - start
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().read()
        finally:
            connection.close()

    def find(self, page, record):
        """The address of a record's page: as guessed, else the one in the sitemap with its date."""
        if b"<main" in (body := self.get(page)) and b"/meetings/" in body and record.stem[:10].encode() in body:
            return page
        listed = re.findall(r"<loc>[^<]*?(/meetings/[^<]*)</loc>", self.get("/sitemap.xml").decode())
        return next(path for path in listed if path.startswith(f"/meetings/{record.stem[:10]}"))

    def measure(self, program, name, edit, page, word, edits, follow=False):
        taken = sorted(self.wait(lambda: edit(number), page, word.format(number), follow) for number in range(edits))
        late = taken[max(0, -(-len(taken) * 95 // 100) - 1)]
        print(f"| {program} | {name} | {self.ready:.2f} | {statistics.median(taken):.0f} | {late:.0f} | {taken[-1]:.0f} |")
        sys.stdout.flush()

    def wait(self, edit, page, word, follow=False):
        """How long it takes, in milliseconds, until a page shows a word that an edit puts somewhere."""
        start = time.perf_counter()
        edit()
        while word.encode() not in self.shown(page, follow):
            if time.perf_counter() - start > PATIENCE:
                raise SystemExit(f"error: {word!r} was never shown on {page}")
        taken = (time.perf_counter() - start) * 1000
        time.sleep(0.2)
        return taken

    def shown(self, page, follow):
        body = self.get(page)
        if follow and (style := re.search(rb'href="(/assets/[^"]*\.css)"', body)):
            return self.get(style.group(1).decode())
        return body


if __name__ == "__main__":
    main()
