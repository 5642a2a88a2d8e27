// Prints the events of a calendar as one program reads them: node read.mjs ical.js|node-ical FILE
import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'
import nodeIcal from 'node-ical'

const [program, file] = process.argv.slice(2)
const text = readFileSync(file, 'utf8')

function withIcalJs() {
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const moment = time => time && (time.isDate || time.zone === ICAL.Timezone.localTimezone ? time.toString() : time.toJSDate().toISOString())
  return calendar.getAllSubcomponents('vevent').map(component => {
    const event = new ICAL.Event(component)
    // Without an end the program takes the start for it.
    const end = component.hasProperty('dtend') ? event.endDate : null
    return {
      uid: event.uid, title: event.summary, place: event.location, start: moment(event.startDate), end: moment(end),
      status: component.getFirstPropertyValue('status'), sequence: event.sequence, url: component.getFirstPropertyValue('url'),
    }
  })
}

function withNodeIcal() {
  const plain = value => value?.val ?? value ?? null
  const moment = (time, isDate) => time && (isDate ? `${time.getFullYear()}-${String(time.getMonth() + 1).padStart(2, 0)}-${String(time.getDate()).padStart(2, 0)}` : time.toISOString())
  const events = Object.values(nodeIcal.sync.parseICS(text)).filter(item => item.type === 'VEVENT')
  return events.map(event => {
    const isDate = event.datetype === 'date'
    return {
      uid: event.uid, title: plain(event.summary), place: plain(event.location), start: moment(event.start, isDate), end: moment(event.end, isDate),
      status: event.status, sequence: Number(event.sequence), url: plain(event.url),
    }
  })
}

console.log(JSON.stringify(program === 'ical.js' ? withIcalJs() : withNodeIcal()))
