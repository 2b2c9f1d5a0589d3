// The instances that ical.js finds in a file of ours, in 2024: uid, start, end, tab-separated.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [file, modules] = process.argv.slice(2);
const require = createRequire(`${modules}/x.js`);
const { default: ICAL } = await import(pathToFileURL(require.resolve("ical.js")));

const text = readFileSync(file, "utf8").replaceAll("\n", "\r\n");
const root = new ICAL.Component(ICAL.parse(text));
for (const zone of root.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}

const year = 2024;
const print = (time) => {
    if (time.isDate) {
        return time.toString();
    }
    return time.zone === ICAL.Timezone.localTimezone
        ? time.toString()
        : `${time.convertToZone(ICAL.Timezone.utcTimezone).toString().replace("Z", "")}Z`;
};

const events = root.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
const rows = [];
for (const event of events.filter((one) => !one.isRecurrenceException())) {
    for (const other of events) {
        if (other.isRecurrenceException() && other.uid === event.uid) {
            event.relateException(other);
        }
    }
    const add = (start, end) => start.year === year && rows.push([event.uid, print(start), print(end)].join("\t"));
    if (!event.isRecurring()) {
        add(event.startDate, event.endDate);
        continue;
    }
    const times = event.iterator();
    for (let next = times.next(); next && next.year <= year; next = times.next()) {
        const { startDate, endDate } = event.getOccurrenceDetails(next);
        add(startDate, endDate);
    }
}
console.log(rows.sort().join("\n"));
