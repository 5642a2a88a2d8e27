#!/usr/bin/env python3
"""Measures the search index beside Pagefind: making it, its size, and what a query moves and finds in a real browser.

    search.py --corpus DIR --minutebook BIN [--pagefind BIN] [--copies 1,4,16]

Prints Markdown tables. See README.md for what is compared.
"""

import argparse
import gzip
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import report
from compare import median, tell
from measure import in_memory, run, scratch
from tools import program

HERE = Path(__file__).resolve().parent
MIB = 1024 * 1024
# Frequent and rare, of Han and of Latin letters, and of a speaker.
QUERIES = ["唐鳳", "開放政府", "數位發展部", "口罩", '"公民科技"', "open government ", "digital democracy ", "speaker:唐鳳 口罩"]


def main():
    options = arguments()
    with scratch(options.scratch, options.keep) as folder:
        for copies in options.copies:
            measure(options, folder / f"x{copies}", copies)
            if not options.keep:
                shutil.rmtree(folder / f"x{copies}")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="a folder of *.md")
    parser.add_argument("--minutebook", metavar="BIN", required=True, type=program)
    parser.add_argument("--pagefind", metavar="BIN", type=program, help="the extended program of the npm package")
    parser.add_argument("--copies", type=lambda text: [int(part) for part in text.split(",")], default=[1],
                        help="the records so many times, one measurement after the other (%(default)s)")
    parser.add_argument("--scratch", type=Path, default=in_memory(), help="where to build (%(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="of each build (%(default)s)")
    parser.add_argument("--cards", action="store_true", help="let the site have cards, as sites have unless they say otherwise")
    parser.add_argument("--keep", action="store_true", help="leave the sites in the scratch folder")
    return parser.parse_args()


def measure(options, folder, copies):
    site = folder / "site"
    records = site / "content"
    texts = copy_records(options.corpus, records, copies)
    log = str(folder / "log")
    outputs = {"with": folder / "with", "without": folder / "without"}
    samples = {"with": [], "without": [], "Pagefind": []}
    for number in range(options.runs):
        for kind in ("with", "without") if number % 2 == 0 else ("without", "with"):
            (records / "site.yml").write_text(("" if options.cards else "cards: false\n") + ("search: false\n" if kind == "without" else ""))
            shutil.rmtree(outputs[kind], ignore_errors=True)
            command = [options.minutebook, "build", str(site), "--output", str(outputs[kind]), "--quiet", "--no-cache"]
            samples[kind].append(run(command, log))
            tell(f"x{copies}: built {kind} the index: {samples[kind][-1]}")
        if options.pagefind:
            command = [options.pagefind, "--site", str(outputs["without"]), "--glob", "meetings/*/index.html", "--silent"]
            samples["Pagefind"].append(run(command, log))
            tell(f"x{copies}: Pagefind: {samples['Pagefind'][-1]}")
    if options.pagefind:
        # Both are shown by one host.
        shutil.move(outputs["without"] / "pagefind", outputs["with"] / "pagefind")
    print(f"\n## {len(texts) * copies} records\n")
    print(builds({kind: median(taken) for kind, taken in samples.items() if taken}))
    print(sizes(outputs["with"], texts, copies))
    phrases = sought(outputs["with"]) if copies == 1 else {}
    print(browsed(options, outputs["with"], phrases))


def copy_records(source, folder, copies):
    """Gives the texts of the records, by the name of the file without its ending."""
    folder.mkdir(parents=True)
    paths = sorted(Path(source).glob("*.md"))
    for path in paths:
        for number in range(copies):
            shutil.copyfile(path, folder / (path.name if number == 0 else f"{path.stem}-copy{number}.md"))
    return {path.stem: path.read_text(encoding="utf-8-sig", errors="replace") for path in paths}


def builds(medians):
    rows = [[kind, f"{sample.wall:.2f}", f"{sample.cpu:.2f}", f"{sample.peak / MIB:.0f}"] for kind, sample in medians.items()]
    base, index = medians["without"], medians["with"]
    extra = index.cpu - base.cpu
    rows.append(["so the index", f"{index.wall - base.wall:.2f}", f"{extra:.2f}", f"{(index.peak - base.peak) / MIB:.0f}"])
    rows.append(["of the rest", f"{(index.wall - base.wall) / base.wall:.2f}", f"{extra / base.cpu:.2f}", ""])
    if pagefind := medians.get("Pagefind"):
        rows.append(["Pagefind / the index", f"{pagefind.wall / (index.wall - base.wall):.0f}", f"{pagefind.cpu / extra:.0f}",
                     f"{pagefind.peak / (index.peak - base.peak):.0f}"])
    return report.table(1, ["build", "wall, s", "processor, s", "peak memory, MiB"], rows)


def sizes(output, texts, copies):
    source = sum(len(gzip.compress(text.encode(), 9)) for text in texts.values()) * copies
    parts = {"directory": [], "packs of shards": [], "packs of passages": []}
    directory = json.loads((output / "search" / "index.json").read_text(encoding="utf-8"))["directory"]
    for path in (output / "search").rglob("*.bin"):
        kind = "packs of passages" if path.parent.name == "t" else "directory" if path.stem == directory else "packs of shards"
        parts[kind].append(path.stat().st_size)
    parts["Pagefind, all"] = [path.stat().st_size for path in (output / "pagefind").rglob("*") if path.is_file()]
    rows = [[kind, len(files), f"{sum(files) / 1e6:.2f}", f"{sum(files) / source:.0%}"] for kind, files in parts.items() if files]
    return report.table(1, ["files", "number", "MB", f"of the source, each record as gzip ({source / 1e6:.1f} MB)"], rows)


def folded(text):
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def sought(output):
    """A hundred names and phrases in Chinese, each with the meetings in which it stands, by a plain look through the records."""
    texts = {path.parent.name: path.read_text(encoding="utf-8") for path in sorted(output.glob("meetings/*/index.md"))}
    dice = random.Random(20240311)
    names = sorted({name for text in texts.values() for name in re.findall(r"^### ([\u4e00-\u9fff]{2,4})$", text, re.M)})
    phrases = set(dice.sample(names, min(50, len(names))))
    said = {slug: re.sub(r"^(#|<https?:).*$", "", text, flags=re.M) for slug, text in texts.items()}
    while len(phrases) < 100:
        runs = re.findall(r"[\u4e00-\u9fff]{2,}", said[dice.choice(list(said))])
        if runs:
            run = dice.choice(runs)
            start = dice.randrange(len(run) - 1)
            phrases.add(run[start:start + dice.randint(2, 6)])
    plain = {slug: folded(text) for slug, text in said.items()}
    return {phrase: [slug for slug, text in plain.items() if folded(phrase) in text] for phrase in sorted(phrases)}


def found_by_ours(minutebook, output, phrase):
    """The meetings in which our own program finds a phrase, among what was said and what happened."""
    found = set()
    for query in (f'"{phrase}"', f'"{phrase}" in:narrative'):
        command = [minutebook, "search", query, str(output), "--json", "--limit", "0"]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        found |= {unquote(result["href"].split("#")[0]).rstrip("/").split("/")[-1] for result in told["results"]}
    return sorted(found)


def browsed(options, output, phrases):
    asked = {"folder": str(output), "queries": QUERIES, "phrases": list(phrases), "pagefind": (output / "pagefind").is_dir()}
    answer = subprocess.run(["node", str(HERE / "search.mjs")], input=json.dumps(asked), capture_output=True, text=True)
    if answer.returncode != 0:
        raise SystemExit(f"error: search.mjs failed\n{answer.stderr}")
    answer = json.loads(answer.stdout)
    answer["found"] |= {"Minutebook": {phrase: found_by_ours(options.minutebook, output, phrase) for phrase in phrases}}
    rows = []
    for name, queries in answer["moved"].items():
        for query, told in queries.items():
            rows.append([name, f"`{query}`", told["hits"], f"{told['cold'] / 1e3:.0f}", told["requests"], told["trips"], f"{told['warm'] / 1e3:.0f}",
                         f"{told['first']:.0f}"])
        middle = [statistics.median(told[key] for told in queries.values()) for key in ("cold", "requests", "trips", "warm", "first")]
        rows.append([name, "**median**", "", f"{middle[0] / 1e3:.0f}", f"{middle[1]:.0f}", f"{middle[2]:.0f}", f"{middle[3] / 1e3:.0f}", f"{middle[4]:.0f}"])
    text = report.table(2, ["", "query", "shown", "cold, KB", "requests", "trips", "warm, KB", "first result, ms"], rows)
    if phrases:
        rows = []
        for name, found in answer["found"].items():
            pairs = [(set(found[phrase]), set(stems)) for phrase, stems in phrases.items()]
            expected, right = sum(len(stems) for _, stems in pairs), sum(len(has & stems) for has, stems in pairs)
            wrong = sum(len(has - stems) for has, stems in pairs)
            whole = sum(has >= stems for has, stems in pairs)
            rows.append([name, f"{right / expected:.1%}", f"{whole} of {len(pairs)}", wrong])
        text += "\n" + report.table(1, ["", "of the meetings with a phrase, found", "phrases found everywhere", "meetings without it, shown"], rows)
    return text


if __name__ == "__main__":
    main()
