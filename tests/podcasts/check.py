"""Builds a site with recordings, and compares its podcasts with the records."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import feedparser

HERE = Path(__file__).parent
BASE = "https://town.example"
WORDS = "## Budget [00:00:00]\n### Ann Lee [00:00:05]:\nWelcome.\n## Ferry [00:10:00]\n### Ben [00:10:05]:\nNay.\n"
TITLES = ["Budget & “roads”", "Ferry <fares>", "會議"]


def write_site(folder: Path) -> None:
    content = folder / "content"
    content.mkdir()
    (content / "site.yml").write_text(
        f"title: Town\nbase_url: {BASE}\ndescription: What was said.\nseries: {{council: {{title: Council}}}}\n"
        "podcast: {image: cover.png}\n"
    )
    (content / "cover.png").write_bytes(b"picture")
    (content / "sound.mp3").write_bytes(b"sound")
    for number, title in enumerate(TITLES):
        (content / f"2026-01-{10 + number}-m{number}.md").write_text(
            f"---\nseries: council\nchair: Ann Lee\nmedia: {{url: sound.mp3, length: '01:02:03'}}\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n# M\n{WORDS}"
        )
    (content / "2026-01-20-held.md").write_text(f"---\nstatus: draft\nmedia: held.mp3\n---\n# Held\n{WORDS}")
    (content / "held.mp3").write_bytes(b"held")


def main(program: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site, output = Path(folder) / "site", Path(folder) / "output"
        site.mkdir()
        write_site(site)
        subprocess.run([program, "build", site, "--output", output, "--quiet", "--now", "2026-06-01T00:00:00Z"], check=True)
        for path in ["podcast.xml", "series/council/podcast.xml"]:
            read = feedparser.parse((output / path).read_bytes())
            assert not read.bozo, read.bozo_exception
            channel = read.feed
            for needed in ["title", "link", "description", "language", "image", "author"]:
                assert channel.get(needed), (path, needed)
            assert channel.image.href == f"{BASE}/files/cover.png" and "itunes_explicit" in channel
            assert [tag.term for tag in channel.tags] == ["Government"]
            wanted = [f"2026-01-{10 + number} {title}" for number, title in reversed(list(enumerate(TITLES)))]
            assert [entry.title for entry in read.entries] == wanted, [entry.title for entry in read.entries]
            for entry in read.entries:
                (enclosure,) = entry.enclosures
                assert (enclosure.href, enclosure.length, enclosure.type) == (f"{BASE}/files/sound.mp3", "5", "audio/mpeg")
                assert entry.itunes_duration == "01:02:03" and entry.published_parsed

            run = subprocess.run(["node", HERE / "read.mjs", output / path], capture_output=True, text=True, check=True)
            feed = json.loads(run.stdout)
            assert feed["title"] and len(feed["items"]) == len(TITLES)
            for number, item in zip(reversed(range(len(TITLES))), feed["items"]):
                page = f"{BASE}/meetings/2026-01-{10 + number}-m{number}/"
                found = {(one["url"], one["type"]) for one in item["podcastTranscripts"]}
                assert found == {(f"{page}captions.vtt", "text/vtt"), (page, "text/html")}, found
                assert item["podcastChapters"]["url"] == f"{page}chapters.json", item["podcastChapters"]
                people = [(person["name"], person["role"].lower(), person["group"].lower()) for person in item["podcastPeople"]]
                assert people == [("Ann Lee", "host", "cast"), ("Ben", "guest", "cast")], people
                chapters = json.loads((output / f"meetings/2026-01-{10 + number}-m{number}/chapters.json").read_text())
                assert [chapter["startTime"] for chapter in chapters["chapters"]] == [0, 600]
            assert "held" not in (output / path).read_text().lower()
        print("the podcasts are read as the records have them")


main(sys.argv[1])
