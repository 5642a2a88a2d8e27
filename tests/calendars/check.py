"""Builds a site with meetings in many zones, and compares its calendars with the records."""

import json
import os
import subprocess
import sys
import tempfile
import warnings
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar

HERE = Path(__file__).parent
NOW = "2026-06-15T12:00:00Z"
SITE_ZONE = "Europe/Paris"

# Day, start, end, time zone of the record, series, state. Around changes of the clocks, and in years with other rules than today's; none
# before offsets had whole minutes, as ical.js leaves out the seconds.
MEETINGS = [
    (day, start, end, zone, series, "held")
    for zone, days in {
        None: ["1921-03-13", "1921-03-15", "1944-08-20", "1976-03-27", "1976-03-29", "2026-03-28", "2026-03-29", "2026-03-30"],
        "America/New_York": ["1967-04-29", "1967-05-01", "2007-03-10", "2007-03-12", "2025-11-01", "2025-11-02", "2025-11-03"],
        "Australia/Lord_Howe": ["2025-04-05", "2025-04-07"],
        "Asia/Kathmandu": ["1985-12-30", "1986-01-02"],
        "Africa/Casablanca": ["2026-02-10", "2026-03-03"],
        "Pacific/Apia": ["2011-12-29", "2011-12-31"],
    }.items()
    for day in days
    for start, end, series in [("09:00", "11:30", "council"), ("23:15", "00:45", "harbour")]
] + [
    ("2026-01-05", None, None, None, "council", "held"),
    ("2026-01-06", "after lunch", None, None, "harbour", "held"),
    ("2026-01-07", "14:00", None, None, "council", "held"),
    ("2026-07-01", "19:00", "21:00", None, "council", "announced"),
    ("2026-07-02", "19:00", "21:00", "America/New_York", "harbour", "cancelled"),
]
TITLES = "Budget; roads, “boats” and \\ 會議"


def write_site(folder: Path) -> list[dict]:
    content = folder / "content"
    content.mkdir()
    (content / "site.yml").write_text(
        f"title: Town\nbase_url: https://town.example\ntime_zone: {SITE_ZONE}\n"
        "series: {council: {title: Council, body: council}, harbour: {title: Harbour}, bare: {title: Bare}}\n"
    )
    (content / "organisations.yml").write_text("organisations:\n  - {id: council, names: {en: Council}}\n")
    (content / "1999-bare.md").write_text("---\nseries: bare\n---\n# Bare\n### Ann:\nAye.\n")
    expected = []
    for number, (day, start, end, zone, series, state) in enumerate(MEETINGS):
        title = f"{TITLES} {number}"
        lines = [f"series: {series}", "place: 'Hall, upper floor; left'", f"title: {json.dumps(title, ensure_ascii=False)}"]
        lines += [f"{key}: '{value}'" for key, value in [("start", start), ("end", end), ("time_zone", zone)] if value]
        if state != "held":
            cancelled = "{cancelled: {at: 2026-06-01, reason: 'No, thanks'}}"
            lines.append(f"announced: {cancelled if state == 'cancelled' else 'true'}")
        words = "### Ann:\nAye.\n" if state == "held" else ""
        name = f"{day}-m{number}"
        (content / f"{name}.md").write_text("---\n" + "\n".join(lines) + f"\n---\n# Meeting\n{words}")
        if number % 5 == 0 and state == "held":
            # The same meeting in another language is no other event.
            (content / f"{name}.fr.md").write_text("---\nlang: fr\n" + "\n".join(lines) + f"\n---\n# Réunion\n{words}")
        expected.append(expected_event(title, name, day, start, end, zone or SITE_ZONE, series, state))
    return expected


def expected_event(title, name, day, start, end, zone, series, state) -> dict:
    day = date.fromisoformat(day)
    if start and start[0].isdigit():
        place = ZoneInfo(zone)
        begin = datetime.combine(day, time.fromisoformat(start), place)
        finish = end and datetime.combine(day + timedelta(days=end < start), time.fromisoformat(end), place)
    else:
        begin, finish = day, day + timedelta(days=1)
    status = "CANCELLED" if state == "cancelled" else "CONFIRMED"
    url = f"https://town.example/meetings/{name}/"
    return {"title": title, "start": begin, "end": finish or None, "series": series, "status": status, "url": url}


def moment(value) -> str | None:
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return value.isoformat() if value else None


def with_icalendar(path: Path) -> list[dict]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
    assert not calendar.errors, calendar.errors
    events = []
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        end = event.get("DTEND")
        events.append({
            "uid": str(event["UID"]), "title": str(event["SUMMARY"]), "place": str(event["LOCATION"]),
            "start": moment(event["DTSTART"].dt), "end": moment(end and end.dt), "status": str(event["STATUS"]),
            "sequence": int(event["SEQUENCE"]), "url": str(event["URL"]),
        })
    # The zones say of each moment what the database of time zones says of it.
    for zone in calendar.walk("VTIMEZONE"):
        made, name = zone.to_tz(lookup_tzid=False), str(zone["TZID"])
        for event in calendar.walk("VEVENT"):
            start = event["DTSTART"]
            if start.params.get("TZID") == name:
                local = start.dt.replace(tzinfo=None)
                assert local.replace(tzinfo=made).utcoffset() == local.replace(tzinfo=ZoneInfo(name)).utcoffset(), (name, local)
    return events


def with_node(program: str, path: Path) -> list[dict]:
    # A reader's clock is somewhere else.
    run = subprocess.run(
        ["node", HERE / "read.mjs", program, path], capture_output=True, text=True, check=True, env={**os.environ, "TZ": "America/Bogota"}
    )
    assert not run.stderr, run.stderr
    return json.loads(run.stdout)


def main(program: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site, output = Path(folder) / "site", Path(folder) / "output"
        site.mkdir()
        expected = write_site(site)
        build = [program, "build", site, "--output", output, "--quiet", "--now", NOW]
        subprocess.run(build, check=True)
        compared = 0
        for path, series in {"calendar.ics": None, "series/council/calendar.ics": "council", "series/harbour/calendar.ics": "harbour",
                             "bodies/council/calendar.ics": "council"}.items():
            wanted = sorted((event for event in expected if series in (None, event["series"])), key=lambda event: event["title"])
            for name in ["icalendar", "ical.js", "node-ical"]:
                file = output / path
                found = with_icalendar(file) if name == "icalendar" else with_node(name, file)
                found.sort(key=lambda event: event["title"])
                assert len(found) == len(wanted), (path, name, len(found), len(wanted))
                assert len({event["uid"] for event in found}) == len(found), (path, name)
                for got, want in zip(found, wanted):
                    where = (path, name, got, want)
                    assert got["title"] == want["title"] and got["place"] == "Hall, upper floor; left", where
                    assert got["start"] == moment(want["start"]), where
                    # node-ical gives events without an end that of their start.
                    end = moment(want["end"])
                    assert got["end"] == end or (name == "node-ical" and not end and got["end"] == got["start"]), where
                    assert got["status"] == want["status"] and got["url"] == want["url"], where
                    compared += 1
        assert not (output / "series/bare/calendar.ics").exists()
        again = Path(folder) / "again"
        build[4] = again
        subprocess.run(build, check=True)
        assert (again / "calendar.ics").read_bytes() == (output / "calendar.ics").read_bytes()
        print(f"{compared} events read as the records have them")


main(sys.argv[1])
