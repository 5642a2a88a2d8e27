#!/usr/bin/env python3
"""Measures builds of an archive as a whole and in parts: wall time, processor time, the largest peak of memory of a step, and files.

    benches/parts.py MINUTEBOOK SITE OUTPUT [--parts 1 2 4] [--memory 150M]

Steps run one after the other, so that wall time is that of one machine; with enough machines the slowest part of each phase counts, which
is told too. `SITE` may be made by compare/multiply.py. `OUTPUT` is a folder for everything that is written, and is removed at the end.
"""

import argparse
import os
import shutil
import subprocess
import time
from pathlib import Path

NOW = "2026-06-01T00:00:00Z"


def measure(command):
    """Runs a command; gives wall and processor time in seconds, and its peak in MiB."""
    begun = time.monotonic()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    return time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def line(name, wall, spent, peak, note=""):
    print(f"| {name} | {wall:.1f} | {spent:.1f} | {peak} | {note} |", flush=True)


def main(options):
    common = [options.minutebook, "build", options.site, "--quiet", "--now", NOW, "--memory", options.memory]
    common += ["--output", options.output / "site"]
    print("| build | wall, s | processor, s | peak, MiB | |\n| --- | --: | --: | --: | --- |")
    line("whole", *measure([*common, "--no-cache"]), note=f"{sum(1 for f in (options.output / 'site').rglob('*') if f.is_file())} files")
    shutil.rmtree(options.output / "site")
    for parts in options.parts:
        work = options.output / "work"
        in_parts = [*common, "--work", work]
        figures, slowest = [], 0
        each = [["--part", f"{part}/{parts}"] for part in range(1, parts + 1)]
        for phase, steps in (("read", each), ("link", [["--parts", str(parts)]]), ("draw", each), ("join", [["--parts", str(parts)]])):
            of_phase = [measure([*in_parts, "--phase", phase, *step]) for step in steps]
            slowest += max(wall for wall, _, _ in of_phase)
            line(f"{phase}, {parts}", sum(one[0] for one in of_phase), sum(one[1] for one in of_phase), max(one[2] for one in of_phase))
            figures += of_phase
        total = [sum(one[0] for one in figures), sum(one[1] for one in figures), max(one[2] for one in figures)]
        line(f"in {parts} parts", *total, note=f"{slowest:.1f} s on {parts} machines")
        shutil.rmtree(work)
        shutil.rmtree(options.output / "site")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("minutebook", type=Path)
    parser.add_argument("site", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--parts", type=int, nargs="*", default=[1, 2, 4])
    parser.add_argument("--memory", default="150M")
    main(parser.parse_args())
