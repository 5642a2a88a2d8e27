#!/usr/bin/env bash
# A council whose sittings follow no rule can publish them as one event with a list of days: `DTSTART` is the first sitting, `RDATE` lists the
# others. By RFC 5545 the first belongs to the series whatever follows. Readers of calendars are expected to show all three. node-ical and
# icalevents show the first and nothing else; ical.js (Thunderbird, Nextcloud) and ical (Home Assistant) show all but the first. Where a rule is
# there too, `RRULE` for the second Wednesday and `RDATE` for an extra sitting, node-ical and icalevents leave the extra sitting out, and ical,
# when it writes such a series in local time, calls the day a period and cannot read its own file again. Of those tried only
# recurring-ical-events is right. Publish an event of its own for every meeting, as the calendar of a site does, and no series.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages node-ical@0.27.2 ical.js@2.2.1
python_packages icalevents==0.3.1 ical==14.3.1 icalendar==7.3.2 recurring-ical-events==3.8.2

cat > "$work/series.py" <<'PY'
import sys

TIMES = {'dates': ['DTSTART:20260311T180000Z', 'RDATE:20260520T170000Z,20260603T170000Z'],
         'rule': ['DTSTART:20260311T180000Z', 'RRULE:FREQ=MONTHLY;BYDAY=2WE;COUNT=2', 'RDATE:20260520T170000Z'],
         'local': ['DTSTART;TZID=Europe/Paris:20260311T190000', 'RRULE:FREQ=MONTHLY;BYDAY=2WE;COUNT=2', 'RDATE;TZID=Europe/Paris:20260520T190000']}
lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//Council//EN', 'BEGIN:VEVENT', 'UID:council@example.org', 'DTSTAMP:20260101T000000Z',
         *TIMES[sys.argv[1]], 'DURATION:PT2H', 'SUMMARY:Sitting', 'END:VEVENT', 'END:VCALENDAR', '']
sys.stdout.write('\r\n'.join(lines))
PY
cat > "$work/read.py" <<'PY'
import datetime
import sys
import icalendar
import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream
from icalevents.icalevents import events

text = open(sys.argv[2], newline='').read()
if sys.argv[1] == 'icalevents':
    days = [e.start for e in events(string_content=text.encode(), start=datetime.date(2026, 1, 1), end=datetime.date(2026, 12, 31))]
elif sys.argv[1] == 'ical':
    days = [e.dtstart for e in IcsCalendarStream.calendar_from_ics(text).timeline]
elif sys.argv[1] == 'recurring-ical-events':
    days = [e['DTSTART'].dt for e in recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between((2026, 1, 1), (2027, 1, 1))]
else:
    written = IcsCalendarStream.calendar_to_ics(IcsCalendarStream.calendar_from_ics(text))
    print(next(line for line in written.split('\n') if line.startswith('RDATE')))
    try:
        days = [e.dtstart for e in IcsCalendarStream.calendar_from_ics(written).timeline]
    except Exception as error:
        sys.exit(print(type(error).__name__))
print(' '.join(sorted(day.strftime('%m-%d') for day in days)))
PY
cat > "$work/read.js" <<'JS'
import fs from 'node:fs'
import ICAL from 'ical.js'
import nodeIcal from 'node-ical'

const text = fs.readFileSync(process.argv[3], 'utf8')
const days = []
if (process.argv[2] === 'node-ical') {
  const event = Object.values(nodeIcal.sync.parseICS(text)).find(({type}) => type === 'VEVENT')
  days.push(...nodeIcal.expandRecurringEvent(event, {from: new Date('2026-01-01'), to: new Date('2026-12-31')}).map(({start}) => start.toISOString()))
} else {
  const series = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')).iterator()
  for (let day = series.next(); day; day = series.next()) days.push(day.toString())
}
console.log(days.map(day => day.slice(5, 10)).sort().join(' '))
JS
for series in dates rule local; do "$work/venv/bin/python" "$work/series.py" "$series" > "$work/$series.ics"; done
in_python() { "$work/venv/bin/python" "$work/read.py" "$1" "$work/$2.ics"; }
in_node() { node "$work/read.js" "$1" "$work/$2.ics"; }

expected "03-11 05-20 06-03"
sees "days, recurring-ical-events" "03-11 05-20 06-03" "$(in_python recurring-ical-events dates)"
sees "days, node-ical" "03-11" "$(in_node node-ical dates)"
sees "days, icalevents" "03-11" "$(in_python icalevents dates)"
sees "days, ical.js" "05-20 06-03" "$(in_node ical.js dates)"
sees "days, ical" "05-20 06-03" "$(in_python ical dates)"
expected "03-11 04-08 05-20"
sees "a rule and a day, recurring-ical-events" "03-11 04-08 05-20" "$(in_python recurring-ical-events rule)"
sees "a rule and a day, ical.js" "03-11 04-08 05-20" "$(in_node ical.js rule)"
sees "a rule and a day, ical" "03-11 04-08 05-20" "$(in_python ical rule)"
sees "a rule and a day, node-ical" "03-11 04-08" "$(in_node node-ical rule)"
sees "a rule and a day, icalevents" "03-11 04-08" "$(in_python icalevents rule)"
expected "RDATE;TZID=Europe/Paris:20260520T190000"
sees "local time, written and read by ical" "RDATE;TZID=Europe/Paris;VALUE=PERIOD:20260520T190000
CalendarParseError" "$(in_python written local)"
