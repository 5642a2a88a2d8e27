#!/usr/bin/env bash
# An invitation to a sitting lists who is asked and who has answered (`ATTENDEE;PARTSTAT=ACCEPTED`), and is the attendance list that many councils
# have. A member may sit for several bodies, `MEMBER="mailto:council@…","mailto:harbour@…"`, or send two deputies, `DELEGATED-TO="…","…"`; both
# are lists in RFC 5545. node-ical, the usual reader of calendars for Node, is expected to give the list, or one of the two, and the member. The
# member is not there at all: of three who were asked two are left, without an error. Where the name holds a semicolon, as in “Lee, Ann; Mayor”,
# it ends there, with a quotation mark before it. ical.js reads all three. Count those present from the record of the sitting, not from a
# calendar that has gone through this reader.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages node-ical@0.27.2 ical.js@2.2.1

cat > "$work/read.js" <<'JS'
import ICAL from 'ical.js'
import nodeIcal from 'node-ical'

const ann = {
  plain: 'ATTENDEE;CN=Ann Lee;PARTSTAT=ACCEPTED', one: 'ATTENDEE;CN=Ann Lee;MEMBER="mailto:council@example.org";PARTSTAT=ACCEPTED',
  two: 'ATTENDEE;CN=Ann Lee;MEMBER="mailto:council@example.org","mailto:harbour@example.org";PARTSTAT=ACCEPTED',
  deputies: 'ATTENDEE;CN=Ann Lee;DELEGATED-TO="mailto:ben@example.org","mailto:cid@example.org";PARTSTAT=DELEGATED',
  office: 'ATTENDEE;CN="Lee, Ann; Mayor";PARTSTAT=ACCEPTED',
}[process.argv[3]]
const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//Council//EN', 'BEGIN:VEVENT', 'UID:1@example.org', 'DTSTAMP:20260101T000000Z',
  'DTSTART:20260311T180000Z', 'SUMMARY:Sitting', 'ATTENDEE;CN=Dan Roe;PARTSTAT=DECLINED:mailto:dan@example.org', `${ann}:mailto:ann@example.org`,
  'ATTENDEE;CN=Eve Poe;PARTSTAT=ACCEPTED:mailto:eve@example.org', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
const names = process.argv[2] === 'node-ical'
  ? nodeIcal.sync.parseICS(text)['1@example.org'].attendee.map(({params}) => params.CN)
  : new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent').getAllProperties('attendee').map(property => property.getParameter('cn'))
console.log(names.join(' | '))
JS
read_names() { node "$work/read.js" "$@"; }

expected "Dan Roe | Ann Lee | Eve Poe"
sees "without a list" "Dan Roe | Ann Lee | Eve Poe" "$(read_names node-ical plain)"
sees "member of one body" "Dan Roe | Ann Lee | Eve Poe" "$(read_names node-ical one)"
sees "member of two bodies" "Dan Roe | Eve Poe" "$(read_names node-ical two)"
sees "member of two bodies, ical.js" "Dan Roe | Ann Lee | Eve Poe" "$(read_names ical.js two)"
sees "two deputies" "Dan Roe | Eve Poe" "$(read_names node-ical deputies)"
sees "two deputies, ical.js" "Dan Roe | Ann Lee | Eve Poe" "$(read_names ical.js deputies)"
sees "name and office" 'Dan Roe | "Lee, Ann | Eve Poe' "$(read_names node-ical office)"
sees "name and office, ical.js" "Dan Roe | Lee, Ann; Mayor | Eve Poe" "$(read_names ical.js office)"
