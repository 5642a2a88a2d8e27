"""Runs one program to its end and says what it took; looks at what it left."""

import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# ru_maxrss is in KiB on Linux, in bytes on macOS.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


def in_memory():
    """Where to build: best in memory, which keeps the disk out of the figures."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else Path(tempfile.gettempdir())


@contextmanager
def scratch(parent, keep):
    """A folder of our own in `parent`, so that nothing of anybody else's is ever deleted; gone at the end unless it is kept."""
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="minutebook-compare-", dir=parent)).resolve()
    try:
        yield folder
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Sample:
    wall: float  # seconds
    cpu: float  # seconds, user and system
    peak: float  # bytes, the greatest resident set


def run(command, log):
    """Runs `command` with its output in the file `log`; ends the whole comparison when it fails.

    `wait4` reports the process itself and the children it waited for, not others on the machine. posix_spawn rather
    than subprocess, whose own wait would lose the figures.
    """
    actions = [
        (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        with open(log, errors="replace") as file:
            said = file.readlines()[-20:]
        raise SystemExit(f"error: exit code {code} from {' '.join(command)}\n{''.join(said)}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * RSS_UNIT)


# What a page or file is, by its path; the first that matches counts.
KINDS = [
    ("meetings", re.compile(r"meetings/(?!\d{4}/)[^/]+/index\.html")),
    ("speakers", re.compile(r"speakers/[^/]+/index\.html")),
    ("speaker-years", re.compile(r"speakers/[^/]+/\d{4}/index\.html")),
    ("lists", re.compile(r"(?:meetings/(?:\d{4}/)?|speakers/)?index\.html")),
    ("feeds", re.compile(r"(?:.*/)?(?:feed\.xml|atom\.xml|feed\.json)")),
    ("other", re.compile(r".*", re.S)),
]


@dataclass
class Output:
    files: int
    bytes: int
    kinds: Counter  # how many files of each kind


def look(folder):
    """Counts what a build has left."""
    sizes, kinds = [], Counter()
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            sizes.append(os.path.getsize(path))
            relative = os.path.relpath(path, folder).replace(os.sep, "/")
            kinds[next(kind for kind, pattern in KINDS if pattern.fullmatch(relative))] += 1
    return Output(len(sizes), sum(sizes), kinds)
