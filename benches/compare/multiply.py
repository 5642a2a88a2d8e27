#!/usr/bin/env python3
"""Makes a larger archive of real records: each several times, with other dates and other names.

    multiply.py CORPUS CONTENT [--times 3.4]

Copy k of a record is held 7k days later in its month, and everybody in it is called somebody else, so that speakers, years and the
terms of their names grow with the archive. The words are the same: the vocabulary does not grow as that of new records would. 3.4 times
the 604 records of our figures are 2,054. Where the number is no whole one, a part of the records is copied once more, always the same.
"""

import argparse
import re
from pathlib import Path

DATED = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
LABEL = re.compile(r"^(### )(.{2,})$", re.M)
OTHERS = "甲乙丙丁戊己庚辛壬癸"


def multiply(corpus, content, times):
    """Writes the records, and gives how many there are."""
    content.mkdir(parents=True, exist_ok=True)
    paths = [path for path in sorted(Path(corpus).glob("*.md")) if DATED.match(path.name)]
    written = 0
    for copy in range(-(-round(times * 1000) // 1000)):
        share = min(1, times - copy)
        for at, path in enumerate(paths):
            if (at * 7919 % 1000) / 1000 >= share:
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            name = path.name
            if copy:
                date = later(name, copy)
                text = LABEL.sub(lambda label: label[1] + renamed(label[2], copy), text.replace(name[:10], date))
                name = f"{date}{path.stem[10:]}-{copy}.md"
            (content / name).write_text(text, encoding="utf-8")
            written += 1
    return written


def later(name, copy):
    year, month, day = DATED.match(name).groups()
    return f"{year}-{month}-{(int(day) + 7 * copy - 1) % 28 + 1:02}"


def renamed(label, copy):
    """The label with one more sign before its last, which is mostly a colon."""
    return label[:-1] + OTHERS[(copy - 1) % len(OTHERS)] + label[-1]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("content", type=Path)
    parser.add_argument("--times", type=float, default=3.4)
    options = parser.parse_args()
    print(multiply(options.corpus, options.content, options.times))
