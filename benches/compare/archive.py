"""The records of a folder together: who everybody is, and where each of them spoke.

This is the linking that Minutebook does inside its own build; for Hugo it is done here, beforehand and unmeasured.
"""

import collections
import re
from dataclasses import dataclass, field
from pathlib import Path

from transcript import NotARecord, Record, first_words, read_record, slugify


@dataclass
class Appearance:
    record: Record
    speeches: list[int]  # positions among the record's speeches
    first: str  # the first words


@dataclass
class Speaker:
    id: str
    name: str
    appearances: list[Appearance] = field(default_factory=list)  # the oldest first

    def by_year(self):
        years = collections.defaultdict(list)
        for appearance in self.appearances:
            years[appearance.record.day[:4]].append(appearance)
        return years


@dataclass
class Archive:
    records: list[Record]  # in the order of time
    speakers: dict[str, Speaker]  # by folded label

    def who(self, record):
        """For each speech of a record, the speakers of it: nearly always one."""
        spoken = {speech.key for speech in record.speeches}
        return [[self.speakers[key] for key in identities(speech.key, spoken)] for speech in record.speeches]


def read_archive(folder):
    records = []
    for path in sorted(Path(folder).glob("*.md")):
        # Universal newlines, no byte order mark; what is no UTF-8 is replaced, so that no tool stumbles over it.
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        try:
            records.append(read_record(path.stem, text))
        except NotARecord:
            continue
    if not records:
        raise SystemExit(f"{folder} holds no transcript whose name or title begins with a date")
    twice = [slug for slug, count in collections.Counter(r.slug for r in records).items() if count > 1]
    if twice:
        raise SystemExit(f"several records have one address: {', '.join(twice)}")
    records.sort(key=lambda record: (record.day, record.slug))
    return Archive(records, find_speakers(records))


def find_speakers(records):
    spellings = collections.defaultdict(collections.Counter)
    found = []
    for record in records:
        spoken = {speech.key for speech in record.speeches}
        here = collections.defaultdict(list)
        for position, speech in enumerate(record.speeches):
            for key in identities(speech.key, spoken):
                here[key].append(position)
            spellings[speech.key][speech.label] += 1
        found += [(key, record, positions) for key, positions in here.items()]
    speakers, taken = {}, set()
    for key, record, positions in found:
        if key not in speakers:
            name = spellings[key].most_common(1)[0][0]
            speakers[key] = Speaker(free(slugify(name), taken), name)
        first = next(filter(None, (first_words(record.speeches[at].text, 80) for at in positions)), "")
        speakers[key].appearances.append(Appearance(record, positions, first))
    return speakers


def identities(key, spoken):
    """`A、B` is both when each speaks in this record by that name; `A(role)` is A when A speaks in it."""
    several = [part.strip() for part in key.split("、")]
    if len(several) > 1 and all(part in spoken for part in several):
        return several
    with_role = re.fullmatch(r"(.+)\([^()]+\)", key)
    return [with_role[1]] if with_role and with_role[1] in spoken else [key]


def free(wanted, taken):
    """The wanted id, or the first numbered one that nobody has; lower case, for file systems that fold it."""
    number, name = 1, wanted
    while name.lower() in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name.lower())
    return name
