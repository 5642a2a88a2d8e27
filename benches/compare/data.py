#!/usr/bin/env python3
"""Measures what open data costs: the same archive without it, with each format alone, and with all, in turn; and the table of speeches
beside the same rows written by pyarrow, as a whole program and as one call.

    data.py --minutebook BIN --corpus DIR [--runs 5] [--formats parquet,csv,…]

Prints Markdown tables; see README.md. The second needs pyarrow.
"""

import argparse
import gzip
import os
import shutil
import sys
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
        if {"parquet", "ndjson"} <= set(settings):
            data = {setting: folder / f"{setting}-output" / "data" for setting in ("parquet", "ndjson")}
            beside_pyarrow(data["parquet"] / "speeches.parquet", data["ndjson"] / "speeches.ndjson.gz", median(samples["parquet"]).cpu - none.cpu, folder)


# A whole program, as ours is: it begins with text and ends with a file.
PYARROW = """
import sys
import pyarrow.json, pyarrow.parquet
rows = pyarrow.json.read_json(sys.argv[1])
pyarrow.parquet.write_table(rows, sys.argv[2], compression="zstd", compression_level=3, row_group_size=int(sys.argv[3]))
"""


def beside_pyarrow(ours, lines, seconds, folder):
    """Writes the rows of a table again: with pyarrow from the same rows as lines of JSON, and from columns in memory."""
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        print("\nSKIPPED: pyarrow is not installed")
        return
    rows = parquet.read_table(ours)
    size = -(-rows.num_rows // parquet.ParquetFile(ours).num_row_groups)
    theirs, plain = folder / "pyarrow.parquet", folder / "speeches.ndjson"
    with gzip.open(lines) as packed, open(plain, "wb") as file:
        shutil.copyfileobj(packed, file)
    times, whole = [], []
    for _ in range(5):
        begun = time.process_time()
        parquet.write_table(rows, theirs, compression="zstd", compression_level=3, row_group_size=size)
        times.append(time.process_time() - begun)
        whole.append(run([sys.executable, "-c", PYARROW, str(plain), str(theirs), str(size)], str(folder / "log")))
    print("\n| table of speeches | MB | processor, s |\n| --- | --: | --: |")
    print(f"| Minutebook, this table and six small ones, from records: what it adds to a build | {ours.stat().st_size / MB:.2f} | {seconds:.2f} |")
    print(f"| pyarrow, from the same rows as lines of JSON ({plain.stat().st_size / MB:.0f} MB, not packed): the whole process | {theirs.stat().st_size / MB:.2f} | {median(whole).cpu:.2f} |")
    print(f"| pyarrow, from columns in memory: the call that writes them | {theirs.stat().st_size / MB:.2f} | {sorted(times)[2]:.2f} |")


if __name__ == "__main__":
    main()
