"""Reads one transcript: title, day, and who said what, as Minutebook's default rules do for a plain folder.

Only the plain form is read (no front matter, no registry), because that is what the comparison gives to both tools.
"""

import base64
import hashlib
import re
import unicodedata
from dataclasses import dataclass

# The hyphens are U+002D, U+2010 and U+2011: real file names hold all three. A year or a month is a date too.
DATE = re.compile(r"^(\d{4})(?:[-\u2010\u2011](\d{2})(?:[-\u2010\u2011](\d{2}))?)?(?!\d)")
# At most three spaces in front, then white space (also the ideographic one) or nothing after the hashes.
HEADING = re.compile(r"^ {0,3}(#{1,3})(?:[ \t\u3000\u00a0]+(.*?))?[ \t]*$")
COLONS = (":", "：")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
HAN = re.compile("[\u3400-\u9fff]")


class NotARecord(ValueError):
    """A Markdown file without a date: a README, notes for contributors."""


@dataclass
class Speech:
    id: str
    label: str
    key: str
    text: str


@dataclass
class Passage:
    """What nobody said: the lines before the first speech, or a section's heading and the lines below it."""

    heading: str
    text: str


@dataclass
class Record:
    slug: str
    title: str
    day: str  # as known: 2023-07-20, 2023-07 or 2023
    lang: str
    parts: list[Passage | Speech]

    @property
    def date(self):
        """A whole day, for tools that know no others."""
        return self.day + "-01-01"[len(self.day) - 4:]

    @property
    def speeches(self):
        return [part for part in self.parts if isinstance(part, Speech)]

    @property
    def excerpt(self):
        return next(filter(None, map(first_words, (part.text for part in self.parts))), "")


def read_record(stem, text):
    """The record in a file of this name (without `.md`)."""
    if text.startswith("---\n"):
        raise SystemExit(f"{stem}.md has front matter; this comparison reads plain transcripts only")
    title, blocks = split(text)
    dated, own = DATE.match(stem), DATE.match(title)
    if not (dated or own):
        raise NotARecord(stem)
    if own:
        title = title[own.end():].lstrip(" -\u2010\u2011\u00a0")
    return Record(
        slug=slugify(stem),
        title=clean(title) or stem,
        day="-".join(filter(None, (dated or own).groups())),
        lang="zh-Hant" if len(HAN.findall(text[:4000])) > 200 else "en",
        parts=list(parts(blocks)),
    )


def split(text):
    """The title, and (level, heading, lines) from each heading to the next; level 0 is what comes before any."""
    title, blocks = "", [(0, "", [])]
    for line in text.split("\n"):
        heading = HEADING.match(line)
        if not heading:
            blocks[-1][2].append(line)
        elif len(heading[1]) == 1 and not title and len(blocks) == 1:
            title = (heading[2] or "").strip()
        else:
            blocks.append((len(heading[1]), (heading[2] or "").strip(), []))
    return title, blocks


def parts(blocks):
    """A label opens a speech whatever the one before left open; an H2 without a colon opens a section."""
    seen = {}
    for level, heading, lines in blocks:
        text = neutral("\n".join(lines).strip("\n"))
        if level != 3 and not (level == 2 and heading.endswith(COLONS)):
            if heading or text:
                yield Passage(clean(heading), text)
            continue
        label = strip_colon(heading)
        name = speech_id(fold(label), text)
        seen[name] = seen.get(name, 0) + 1
        yield Speech(name if seen[name] == 1 else f"{name}-{seen[name]}", clean(label), fold(label), text)


def speech_id(key, text):
    """Depends on the speaker and the letters spoken, not on the position, as Minutebook's does."""
    spoken = key + "\n" + "".join(filter(str.isalnum, text))
    return "s" + base64.b32hexencode(hashlib.blake2b(spoken.encode(), digest_size=5).digest()).decode().lower()


def strip_colon(label):
    label = label.strip()
    return (label[:-1] if label.endswith(COLONS) else label).rstrip()


def fold(label):
    """The form of a label for matching: NFC, white space collapsed, brackets half-width, lower case."""
    text = unicodedata.normalize("NFC", label).translate(str.maketrans("（）［］【】", "()[][]")).lower()
    return re.sub(r"\s*([(\[])\s*", r"\1", re.sub(r"\s+", " ", text)).strip()


def slugify(text):
    """NFC, Unicode kept, ASCII in lower case; what a path cannot hold is dropped, separators become hyphens."""
    original = text
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"[\u2010\u2011]", "-", text)
    text = re.sub(r"[?#%*\"<>^`{}\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", "", text)
    text = re.sub(r"[\s/\\:|]+", "-", text)
    text = re.sub(r"[A-Z]+", lambda m: m[0].lower(), text).strip(".- ")
    if len(text.encode()) > 230:
        # The tail keeps two long names apart.
        tail = hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
        text = text.encode()[:221].decode(errors="ignore").rstrip(".-") + "-" + tail
    return text or "x-" + hashlib.blake2b(original.encode(), digest_size=4).hexdigest()


def clean(text):
    """One line without control characters, which YAML and XML refuse."""
    return re.sub(r"\s+", " ", CONTROLS.sub(" ", text)).strip()


def first_words(text, most=160):
    """The first line of prose without its markup; rough, because it is only a summary."""
    for line in text.split("\n"):
        if line and line[0] not in ">|<!#":
            line = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line)
            line = clean(re.sub(r"[*_`\\]|<[^>]*>", "", line))
            if line:
                return line[:most]
    return ""


def neutral(text):
    """Escapes what would swallow the speeches below in any CommonMark reader: an unclosed fence or comment, a script."""
    fences = re.findall(r"^ {0,3}(`{3,}|~{3,})", text, re.M)
    if fences and (len(fences) % 2 or any(f[0] == "~" for f in fences)):
        text = re.sub(r"^( {0,3})(`{3,}|~{3,})", r"\1\\\2", text, flags=re.M)
    if "<" in text:
        text = re.sub(r"<(?=(?:script|style|pre|textarea)\b)", r"\\<", text, flags=re.I)
        if text.count("<!--") > text.count("-->"):
            text = text.replace("<!--", "\\<!--")
    return text
