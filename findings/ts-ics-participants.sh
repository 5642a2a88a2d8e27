#!/usr/bin/env bash
# Since RFC 9073 an event of a calendar may contain who takes part and where it is: `PARTICIPANT` (a speaker, a chair) and `VLOCATION`, each
# with an identifier and a description of its own, the participant with a summary too. ts-ics reads calendars into typed objects and is
# expected to leave out what it does not know. It takes their lines for those of the event: the sitting is called “Harbour master”, its
# identifier is that of the speaker or of the hall, so that all sittings in one hall are one event. Of lines that may stand several times it
# keeps the last: of agenda and report (`ATTACH`) the report, of two `CATEGORIES` the second. ical.js reads the same files as they are meant.
# In a calendar for everybody keep to one flat event for each meeting, with one line of `CATEGORIES`, and link the page that has agenda and
# papers.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages ts-ics@2.4.6 ical.js@2.2.1

cat > "$work/read.js" <<'JS'
import ICAL from 'ical.js'
import {convertIcsCalendar} from 'ts-ics'

const speaker = ['BEGIN:PARTICIPANT', 'UID:speaker-3@example.org', 'PARTICIPANT-TYPE:SPEAKER', 'SUMMARY:Harbour master', 'END:PARTICIPANT']
const hall = ['BEGIN:VLOCATION', 'UID:hall@example.org', 'NAME:Town Hall', 'DESCRIPTION:No steps from Quay Street', 'END:VLOCATION']
const lines = {
  flat: [], speaker, hall, papers: ['agenda', 'report'].map(name => `ATTACH:https://example.org/${name}.pdf`),
  topics: ['CATEGORIES:Budget', 'CATEGORIES:Harbour'],
}[process.argv[3]]
const calendar = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//Council//EN', 'BEGIN:VEVENT', 'UID:sitting-12@example.org',
  'DTSTAMP:20260101T000000Z', 'DTSTART:20260311T180000Z', 'DTEND:20260311T200000Z', 'SUMMARY:Sitting 12', 'DESCRIPTION:In public', ...lines, 'END:VEVENT',
  'END:VCALENDAR', ''].join('\r\n')
let event
if (process.argv[2] === 'ts-ics') {
  event = convertIcsCalendar(undefined, calendar).events[0]
} else {
  const component = new ICAL.Component(ICAL.parse(calendar)).getFirstSubcomponent('vevent')
  const all = name => component.getAllProperties(name).flatMap(property => property.getValues())
  event = {categories: all('categories'), attach: all('attach')}
  for (const name of ['uid', 'summary', 'description']) event[name] = all(name)[0]
}
console.log(process.argv.slice(4).map(name => [event[name]].flat().join(' and ').replaceAll('https://example.org/', '')).join(' / '))
JS
read_event() { node "$work/read.js" "$@"; }

expected "sitting-12@example.org / Sitting 12"
sees "flat" "sitting-12@example.org / Sitting 12" "$(read_event ts-ics flat uid summary)"
sees "with a speaker" "speaker-3@example.org / Harbour master" "$(read_event ts-ics speaker uid summary)"
sees "with a speaker, ical.js" "sitting-12@example.org / Sitting 12" "$(read_event ical.js speaker uid summary)"
sees "with a hall" "hall@example.org / No steps from Quay Street" "$(read_event ts-ics hall uid description)"
sees "with a hall, ical.js" "sitting-12@example.org / In public" "$(read_event ical.js hall uid description)"
sees "two papers" "report.pdf" "$(read_event ts-ics papers attach)"
sees "two papers, ical.js" "agenda.pdf and report.pdf" "$(read_event ical.js papers attach)"
sees "two topics" "Harbour" "$(read_event ts-ics topics categories)"
