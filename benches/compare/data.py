#!/usr/bin/env python3
"""Measures what open data costs: the same archive without it, with each format alone, and with all, in turn; and the table of speeches
beside the same rows written by pyarrow.

    data.py --minutebook BIN --corpus DIR [--runs 5] [--formats parquet,csv,…]

Prints Markdown tables; see README.md. The second needs pyarrow.
"""

import argparse
import os
import shutil
import time
from collections import defaultdict
from pathlib import Path

from compare import median, tell
from measure import in_memory, run, scratch
from tools import program

MB = 1_000_000
FORMATS = "parquet,csv,ndjson,popolo,json,akoma-ntoso,tei"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutebook", metavar="BIN", required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--formats", default=FORMATS, help="(%(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="rounds (%(default)s)")
    parser.add_argument("--scratch", type=Path, default=in_memory(), help="where to build (%(default)s)")
    options = parser.parse_args()
    corpus = options.corpus.resolve()
    with scratch(options.scratch, keep=False) as folder:
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        binary = program(options.minutebook)
        settings = ["none", *options.formats.split(","), "all"]
        for setting in settings:
            shutil.copytree(corpus, folder / setting / "content")
            with open(folder / setting / "content" / "site.yml", "a") as file:
                file.write(f"\ndata: {setting}\n")
        samples = defaultdict(list)
        for number in range(1, options.runs + 1):
            for setting in settings if number % 2 else reversed(settings):
                output = folder / f"{setting}-output"
                shutil.rmtree(output, ignore_errors=True)
                command = [binary, "build", str(folder / setting), "--output", str(output), "--quiet", "--no-cache"]
                samples[setting].append(run(command, str(folder / "log")))
            tell(f"round {number} of {options.runs}")
        print(f"Medians of {options.runs} rounds, in turn.\n")
        print("| data | wall, s | processor, s | of none | peak memory, MB | files | MB |\n| --- | --: | --: | --: | --: | --: | --: |")
        none = median(samples["none"])
        for setting in settings:
            one = median(samples[setting])
            files = [path for path in (folder / f"{setting}-output").rglob("*") if path.is_file()]
            size = sum(path.stat().st_size for path in files)
            print(f"| {setting} | {one.wall:.2f} | {one.cpu:.2f} | {one.cpu / none.cpu:.2f} | {one.peak / MB:.0f} | {len(files):,} | {size / MB:.1f} |")
        if "parquet" in settings:
            beside_pyarrow(folder / "parquet-output" / "data" / "speeches.parquet", median(samples["parquet"]).cpu - none.cpu, folder)


def beside_pyarrow(ours, seconds, folder):
    """Writes the rows of a table again, as pyarrow does it by itself."""
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        print("\nSKIPPED: pyarrow is not installed")
        return
    rows = parquet.read_table(ours)
    groups = parquet.ParquetFile(ours).num_row_groups
    theirs = folder / "pyarrow.parquet"
    times = []
    for _ in range(5):
        begun = time.process_time()
        parquet.write_table(rows, theirs, compression="zstd", compression_level=3, row_group_size=-(-rows.num_rows // groups))
        times.append(time.process_time() - begun)
    print("\n| table of speeches | MB | processor, s |\n| --- | --: | --: |")
    print(f"| Minutebook, all tables, from records | {ours.stat().st_size / MB:.2f} | {seconds:.2f} |")
    print(f"| pyarrow, this table, from columns in memory | {theirs.stat().st_size / MB:.2f} | {sorted(times)[2]:.2f} |")


if __name__ == "__main__":
    main()
