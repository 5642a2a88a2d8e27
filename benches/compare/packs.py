#!/usr/bin/env python3
"""Shows what packs of other sizes would cost: packs the search index of a finished site anew, and measures it in a real browser.

    packs.py SITE [--sizes 16,32,64,128] [--edited SITE]...

SITE is the folder of a finished site. Each --edited is the same site built after one more edit, in turn; of these only the files are
counted. Prints a Markdown table. The program packs as src/search/content_defined_cuts.rs says; keys are other hashes here, so that single
figures differ a little.
"""

import argparse
import hashlib
import json
import shutil
import statistics
import subprocess
import zlib
from pathlib import Path

import report
from measure import in_memory, scratch
from search import QUERIES

HERE = Path(__file__).resolve().parent
UNIT = 32


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, length):
        self.at += length
        return self.data[self.at - length:self.at]

    def varint(self):
        value, shift = 0, 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def places(self, count):
        """For each block its pack, and the bytes in it."""
        packs = self.varint()
        names = [self.take(8).hex() for _ in range(packs)]
        counts = [self.varint() for _ in range(packs)]
        lengths = [self.varint() * UNIT for _ in range(count)]
        places = []
        for name, blocks in zip(names, counts):
            end = 0
            for _ in range(blocks):
                length = lengths[len(places)]
                places.append((name, end, end + length))
                end += length
        return places


def varint(number):
    out = bytearray()
    while number >= 128:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def decompressed(block):
    length = int.from_bytes(block[:4], "big")
    return zlib.decompress(block[4:4 + length], -15) + block[4 + length:]


def compressed(data):
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = machine.compress(data) + machine.flush()
    return len(packed).to_bytes(4, "big") + packed


def hashed(data):
    return hashlib.blake2b(data, digest_size=8).digest()


class Index:
    """Every block of an index, with a key by which it is cut into packs."""

    def __init__(self, site):
        search = Path(site) / "search"
        self.root = json.loads((search / "index.json").read_text(encoding="utf-8"))
        files = {}

        def block(folder, place):
            name, start, end = place
            if name not in files:
                files[name] = (search / folder / f"{name}.bin").read_bytes()
            return files[name][start:end]

        reader = Reader(decompressed((search / "s" / f"{self.root['directory']}.bin").read_bytes()))
        assert reader.take(2) == b"d\x03"
        self.segments = []
        for _ in range(reader.varint()):
            start = reader.at
            beginnings, begin = [], b""
            for _ in range(reader.varint()):
                shared, rest = reader.varint(), reader.varint()
                begin = begin[:shared] + reader.take(rest)
                beginnings.append(begin)
            head = reader.data[start:reader.at]
            shards = [(hashed(begin), block("s", place)) for begin, place in zip(beginnings, reader.places(len(beginnings)))]
            start = reader.at
            meetings = [reader.varint() for _ in range(reader.varint())]
            middle = reader.data[start:reader.at]
            passages, link, number = [], None, 0
            for place in reader.places(sum(meetings)):
                data = block("t", place)
                passage = Reader(decompressed(data))
                passage.take(2)
                title = passage.take(passage.varint())
                here = passage.take(passage.varint())
                number = number + 1 if here == link else 0
                link = here
                passages.append((hashed(here + varint(number)), data))
                del title
            self.segments.append((head, shards, middle, passages))

    def packed(self, size):
        """The files of the index in packs of about a size."""
        directory, files = b"d\x03" + varint(len(self.segments)), {}
        for head, shards, middle, passages in self.segments:
            for before, folder, blocks in ((head, "s", shards), (middle, "t", passages)):
                names, counts, lengths = b"", b"", b""
                for pack in pieces(blocks, size):
                    data = b"".join(data for _, data in pack)
                    names += hashed(data)
                    counts += varint(len(pack))
                    lengths += b"".join(varint(len(data) // UNIT) for _, data in pack)
                    files[f"{folder}/{hashed(data).hex()}.bin"] = data
                directory += before + varint(len(names) // 8) + names + counts + lengths
        name = hashed(directory).hex()
        files[f"s/{name}.bin"] = compressed(directory)
        return name, files


def pieces(blocks, size):
    start = 0
    while start < len(blocks):
        before, end, lowest = 0, None, None
        for at in range(start, len(blocks) + 1):
            if before > size * 3 // 2 and end is not None:
                break
            if at == len(blocks):
                end = at
                break
            if at > start and before >= size // 2 and (end is None or blocks[at][0] < lowest):
                end, lowest = at, blocks[at][0]
            before += len(blocks[at][1])
        yield blocks[start:end]
        start = end


def moved(folder, knows_ranges):
    asked = {"folder": str(folder), "queries": QUERIES, "phrases": [], "pagefind": False, "knowsRanges": knows_ranges}
    answer = subprocess.run(["node", str(HERE / "search.mjs")], input=json.dumps(asked), capture_output=True, text=True)
    if answer.returncode != 0:
        raise SystemExit(f"error: search.mjs failed\n{answer.stderr}")
    told = json.loads(answer.stdout)["moved"]["Minutebook"].values()
    return [statistics.median(one[key] for one in told) for key in ("cold", "warm", "requests", "trips")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--sizes", type=lambda text: [int(part) for part in text.split(",")], default=[16, 32, 64, 128], help="in KB (%(default)s)")
    parser.add_argument("--edited", type=Path, action="append", default=[])
    parser.add_argument("--scratch", type=Path, default=in_memory())
    options = parser.parse_args()
    index = Index(options.site)
    edited = [Index(site) for site in options.edited]
    rows = []
    with scratch(options.scratch, False) as folder:
        for size in options.sizes:
            name, files = index.packed(size * 1024)
            changes, before = [], files
            for one in edited:
                _, after = one.packed(size * 1024)
                new = [path for path in after if path not in before]
                changes.append((len(new), sum(len(after[path]) for path in new)))
                before = after
            site = folder / str(size)
            shutil.copytree(options.site, site, ignore=lambda _, names: [n for n in names if n.endswith(".bin") or n in ("meetings", "speakers")])
            for path, data in files.items():
                (site / "search" / path).parent.mkdir(parents=True, exist_ok=True)
                (site / "search" / path).write_bytes(data)
            for page in [site / "search" / "index.json", *site.glob("**/search/index.html")]:
                page.write_text(page.read_text(encoding="utf-8").replace(index.root["directory"], name), encoding="utf-8")
            ranges, whole = moved(site, True), moved(site, False)
            shutil.rmtree(site)
            files_changed = statistics.median(count for count, _ in changes) if changes else 0
            bytes_changed = statistics.median(length for _, length in changes) if changes else 0
            rows.append([f"{size} KB", len(files), f"{ranges[0] / 1e3:.0f}", f"{ranges[1] / 1e3:.0f}", f"{ranges[2]:.0f}", f"{whole[0] / 1e3:.0f}",
                         f"{whole[1] / 1e3:.0f}", f"{files_changed:.0f}", max((count for count, _ in changes), default=0),
                         f"{bytes_changed / 1e6:.2f}"])
    print(report.table(1, ["packs of", "files", "cold, KB", "warm, KB", "requests", "cold without ranges, KB", "warm without, KB",
                           "files changed by a sentence, median", "most", "MB"], rows))


if __name__ == "__main__":
    main()
