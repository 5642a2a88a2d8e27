#!/usr/bin/env python3
"""Measures what decisions cost: a made archive with items and votes by name beside the same archive without them, in turn.

    decided.py --minutebook BIN [--meetings 2000] [--items 10] [--votes 5] [--names 60]

The words are made from a fixed seed. Prints a Markdown table; see README.md.
"""

import argparse
import os
import random
import shutil
from collections import defaultdict
from pathlib import Path

from compare import median, tell
from measure import in_memory, run, scratch
from tools import program

MIB = 1024 * 1024
WORDS = """harbour ferry lamp budget council street water school tide crane bread stair winter market bridge paper
number motion reason price boat letter people wall garden tower river winter morning evening chair member report""".split()
KINDS = ("without", "with")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutebook", metavar="BIN", required=True)
    parser.add_argument("--meetings", type=int, default=2000, help="(%(default)s)")
    parser.add_argument("--items", type=int, default=10, help="of each meeting (%(default)s)")
    parser.add_argument("--votes", type=int, default=5, help="of each meeting, by name (%(default)s)")
    parser.add_argument("--names", type=int, default=60, help="in each vote (%(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="pairs (%(default)s)")
    parser.add_argument("--scratch", type=Path, default=in_memory(), help="where to build (%(default)s)")
    options = parser.parse_args()
    with scratch(options.scratch, keep=False) as folder:
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        os.chdir(folder)
        binary = program(options.minutebook)
        sizes = {kind: make(folder / kind / "content", options, kind == "with") for kind in KINDS}
        samples = defaultdict(list)
        for number in range(1, options.runs + 1):
            for kind in KINDS if number % 2 else reversed(KINDS):
                output = folder / f"{kind}-output"
                shutil.rmtree(output, ignore_errors=True)
                command = [binary, "build", str(folder / kind), "--output", str(output), "--quiet", "--no-cache"]
                samples[kind].append(run(command, str(folder / "log")))
                tell(f"{kind}, run {number}: {samples[kind][-1].wall:.2f} s")
        print(f"{options.meetings} meetings, {options.meetings * options.items} items, {options.meetings * options.votes} votes "
              f"of {options.names} names; medians of {options.runs} pairs, in turn.\n")
        print("| | without | with | ratio |\n| --- | --: | --: | --: |")
        print(f"| records, MiB | {sizes['without'] / MIB:.1f} | {sizes['with'] / MIB:.1f} | {sizes['with'] / sizes['without']:.2f} |")
        figures = {"wall, s": lambda one: one.wall, "processor, s": lambda one: one.cpu, "peak memory, MiB": lambda one: one.peak / MIB}
        for name, of in figures.items():
            without, with_them = (of(median(samples[kind])) for kind in KINDS)
            print(f"| {name} | {without:.2f} | {with_them:.2f} | {with_them / without:.2f} |")


def make(folder, options, decides):
    """Writes the records, and gives their size in bytes."""
    folder.mkdir(parents=True)
    random_words = random.Random(18)
    people = [f"Member {first}{second}" for first in "ABCDEFGHIJ" for second in ("ray", "lee", "moss", "okri", "penn", "dole", "vane", "hart", "ives", "yorke")]
    people = people[: options.names]
    entries = "".join(f"  - {{id: m{at}, names: {{en: {name}}}}}\n" for at, name in enumerate(people))
    (folder / "people.yml").write_text(f"people:\n{entries}")
    total = 0
    for meeting in range(options.meetings):
        day = f"{1960 + meeting // 40:04}-{meeting % 40 // 4 + 1:02}-{meeting % 4 * 7 + 1:02}"
        lines = [f"# {day} Council {meeting}\n"]
        for item in range(options.items):
            title = " ".join(random_words.choices(WORDS, k=3))
            # One item of a meeting deals with a matter that others deal with too.
            matter = f" matter=matter-{meeting % (options.meetings // 5)}" if item == 0 else ""
            keys = f" {{item=i{item}{matter}}}" if decides else ""
            lines.append(f"\n## {item + 1}. {title}{keys}\n")
            for name in random_words.sample(people, 2):
                said = " ".join(random_words.choices(WORDS, k=70)).capitalize()
                lines.append(f"\n### {name}:\n{said}.\n")
            what, split = " ".join(random_words.choices(WORDS, k=9)), random_words.randrange(1, options.names)
            if decides and item < options.votes:
                lines.append(f"\n> **Decision:** That the {what}.\n> {'Carried' if split * 2 > options.names else 'Lost'}, {split} to {options.names - split}.\n"
                             f"> For: {', '.join(people[:split])}\n> Against: {', '.join(people[split:])}\n")
        text = "".join(lines)
        total += len(text)
        (folder / f"{day}-council-{meeting}.md").write_text(text)
    return total


if __name__ == "__main__":
    main()
