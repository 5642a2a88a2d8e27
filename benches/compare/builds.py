#!/usr/bin/env python3
"""Measures two builds of Minutebook in turn, so that no change makes it slower or heavier unseen.

    builds.py --corpus DIR --old BIN --new BIN [--hugo] [--large]

Everything is on: search, cards, Markdown and feeds. Both builds must be of the same profile. Prints Markdown tables; see README.md.
"""

import argparse
import os
import random
import re
import shutil
import statistics
from collections import defaultdict
from dataclasses import astuple
from pathlib import Path
from urllib.parse import quote

import report
from compare import Speech, copy_records, median, tell
from latency import Server, append
from measure import in_memory, look, run, scratch
from multiply import multiply
from tools import Hugo, program

MIB = 1024 * 1024
OLD, NEW = "old", "new"
BUILDS = ("cold", "one speech changed", "nothing changed")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=os.environ.get("MINUTEBOOK_SAMPLE"), required="MINUTEBOOK_SAMPLE" not in os.environ)
    parser.add_argument("--old", metavar="BIN", required=True)
    parser.add_argument("--new", metavar="BIN", required=True)
    parser.add_argument("--hugo", metavar="BIN", nargs="?", const="installed", help="measure Hugo's cold build too")
    parser.add_argument("--large", type=float, nargs="?", const=3.4, metavar="TIMES",
                        help="measure edits and the preview in an archive so many times as large, too (%(const)s)")
    parser.add_argument("--edits", type=int, default=9, help="in the large archive (%(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="pairs of each build (%(default)s)")
    parser.add_argument("--scratch", type=Path, default=in_memory(), help="where to build (%(default)s)")
    options = parser.parse_args()
    with scratch(options.scratch, keep=False) as folder:
        os.environ.update(HUGO_CACHEDIR=str(folder / "hugo-cache"), XDG_CACHE_HOME=str(folder / "cache"))
        os.chdir(folder)
        binaries = {OLD: program(options.old), NEW: program(options.new)}
        load = os.getloadavg()[0]
        records = copy_records(options.corpus, folder / "corpus")
        print(f"{records[0]} files of records, {records[1] / MIB:.1f} MiB; medians of {options.runs} pairs, in turn; {os.cpu_count()} processors, load before the first run {load:.1f}.\n")
        small(options, folder, binaries)
        if options.large:
            large(options, folder, binaries)
        print(f"Load after the last run {os.getloadavg()[0]:.1f}.")


def small(options, folder, binaries):
    corpus, log = folder / "corpus", str(folder / "log")
    warm = {name: folder / f"{name}-warm" for name in binaries}
    for name, binary in binaries.items():
        tell(f"{name}: first build")
        run(command(binary, corpus, warm[name]), log)
    hugo = Hugo(options.hugo, corpus, folder) if options.hugo else None
    samples, speech = defaultdict(list), Speech(corpus)
    for number in range(1, options.runs + 1):
        order = [OLD, NEW] if number % 2 else [NEW, OLD]
        for build in BUILDS:
            if build == "one speech changed":
                speech.change(number)
            for name in order:
                output = warm[name]
                if build == "cold":
                    output = folder / f"{name}-cold"
                    shutil.rmtree(output, ignore_errors=True)
                samples[name, build].append(run(command(binaries[name], corpus, output, build == "cold"), log))
                tell(f"{name}: {build}, run {number}: {samples[name, build][-1].wall:.2f} s")
        if hugo:
            hugo.prepare()
            output = folder / "hugo-cold"
            shutil.rmtree(output, ignore_errors=True)
            samples["hugo", "cold"].append(run(hugo.command(output, cold=True), log))
    medians = {key: median(taken) for key, taken in samples.items()}
    outputs = {name: look(folder / f"{name}-cold") for name in binaries}
    rows = []
    for build in BUILDS:
        pair = [medians[name, build] for name in (OLD, NEW)]
        rows.append([f"{build}: wall, s", *(f"{one.wall:.2f}" for one in pair), ratio(*(one.wall for one in pair))])
        rows.append([f"{build}: processor, s", *(f"{one.cpu:.2f}" for one in pair), ratio(*(one.cpu for one in pair))])
    peaks = [medians[name, "cold"].peak / MIB for name in (OLD, NEW)]
    rows.append(["cold: peak memory, MiB", *(f"{peak:.0f}" for peak in peaks), ratio(*peaks)])
    counts = [outputs[name] for name in (OLD, NEW)]
    rows.append(["files", *(f"{one.files:,}" for one in counts), ratio(*(one.files for one in counts))])
    rows.append(["MB", *(f"{one.bytes / 1e6:.0f}" for one in counts), ratio(*(one.bytes for one in counts))])
    added = [files_of_added(binaries[name], corpus, warm[name], log) for name in (OLD, NEW)]
    rows.append(["files written when a meeting is added", *added, ratio(*added)])
    print(report.table(1, ["", OLD, NEW, "new / old"], rows))
    if hugo:
        theirs = medians["hugo", "cold"]
        rows = [[name, f"{one.wall:.2f}", f"{one.cpu:.2f}", ratio(theirs.wall, one.wall), ratio(theirs.cpu, one.cpu)]
                for name, one in ((name, medians[name, "cold"]) for name in (OLD, NEW))]
        rows.append([f"Hugo {hugo.version()}, without search, cards and Markdown", f"{theirs.wall:.2f}", f"{theirs.cpu:.2f}", "", ""])
        print(report.table(1, ["cold", "wall, s", "processor, s", "of Hugo's wall", "of Hugo's processor"], rows))
    for name in binaries:
        shutil.rmtree(warm[name])
        shutil.rmtree(folder / f"{name}-cold")


def large(options, folder, binaries):
    """Edits in a large archive: each build has its own copy of the records, into which the same sentences go."""
    log, rows = str(folder / "log"), []
    taken = {}
    for name, binary in binaries.items():
        site, output = folder / f"{name}-large", folder / f"{name}-output"
        count = multiply(options.corpus, site / "content", options.large)
        tell(f"{name}: first build of {count} records")
        first = run(command(binary, site, output), log)
        run(command(binary, site, output), log)
        made = look(output)
        nothing = [run(command(binary, site, output), log) for _ in range(options.runs)]
        edits, written = [], []
        for path, text in sentences(site / "content", options.edits):
            path.write_text(text, encoding="utf-8")
            before = stamps(output)
            edits.append(run(command(binary, site, output), log))
            written.append(changed(before, stamps(output)))
        waits = previewed(binary, site, output)
        shutil.rmtree(output)
        shutil.rmtree(site)
        taken[name] = [
            first.wall, first.cpu, first.peak / MIB, made.files, made.bytes / 1e6,
            *astuple(median(nothing))[:2], *astuple(median(edits))[:2],
            statistics.median(files for files, _ in written), max(files for files, _ in written),
            statistics.median(size for _, size in written) / 1e6, max(size for _, size in written) / 1e6,
            statistics.median(waits),
        ]
    names = ["first build: wall, s", "first build: processor, s", "first build: peak memory, MiB", "files", "MB",
             "nothing changed: wall, s", "nothing changed: processor, s",
             "one sentence added: wall, s", "one sentence added: processor, s",
             "files written by it, median", "files written by it, most", "MB written by it, median", "MB written by it, most",
             "preview: from a save to the page, ms, median of 25"]
    for name, before, after in zip(names, taken[OLD], taken[NEW]):
        rows.append([name, figure(before), figure(after), ratio(before, after)])
    print(report.table(1, [f"{count:,} records", OLD, NEW, "new / old"], rows))


def sentences(content, edits):
    """So many records, each with a sentence more: always the same."""
    chance = random.Random(17)
    words = ["這一點我覺得可以再跟同仁討論一下，下個星期回覆大家。", "We will publish the minutes next week.", "謝謝大家今天的參與。"]
    paths = sorted(content.glob("*.md"))
    while edits:
        path = paths[chance.randrange(len(paths))]
        lines = path.read_text(encoding="utf-8").split("\n")
        speeches = [at for at, line in enumerate(lines) if at > 8 and len(line) > 40 and line[0] not in "#>|-!<"]
        if not speeches:
            continue
        edits -= 1
        lines[chance.choice(speeches)] += f" {words[edits % len(words)]}"
        yield path, "\n".join(lines)


def previewed(binary, site, output):
    """How long 25 saves took to be seen, in milliseconds."""
    records = [path for path in sorted((site / "content").glob("*.md")) if re.search(rb"^### ", path.read_bytes(), re.M)]
    record = records[len(records) // 2]
    waits = []
    with Server([binary, "serve", str(site), "--output", str(output), "--port", "18473"]) as server:
        page = server.find(f"/meetings/{quote(record.stem.lower())}/", record)
        for number in range(25):
            waits.append(server.wait(lambda: append(record, f"\nWord{number}seen.\n"), page, f"Word{number}seen"))
    return waits


def files_of_added(binary, corpus, output, log):
    """How many files a build writes when there is one record more."""
    paths = sorted(corpus.glob("*.md"))
    run(command(binary, corpus, output), log)
    before = stamps(output)
    source = paths[len(paths) // 2]
    more = corpus / f"{source.stem[:10]}-one-more.md"
    more.write_text(re.sub(r"\A.*", f"# {source.stem[:10]} One more", source.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    run(command(binary, corpus, output), log)
    more.unlink()
    return changed(before, stamps(output))[0]


def stamps(output):
    """Size and time of each published file."""
    found = {}
    for root, folders, names in os.walk(output):
        folders[:] = [folder for folder in folders if folder != ".minutebook"]
        for name in names:
            status = os.stat(os.path.join(root, name))
            found[os.path.join(root, name)] = (status.st_mtime_ns, status.st_size)
    return found


def changed(before, after):
    """How many files are new or have changed, and their bytes."""
    sizes = [stamp[1] for path, stamp in after.items() if before.get(path) != stamp]
    return len(sizes), sum(sizes)


def command(binary, corpus, output, cold=False):
    return [binary, "build", str(corpus), "--output", str(output), "--quiet"] + (["--no-cache"] if cold else [])


def ratio(before, after):
    return f"{after / before:.2f}" if before else ""


def figure(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


if __name__ == "__main__":
    main()
