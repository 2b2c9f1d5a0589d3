// Reads the file at `given[0]` with ical.js: the milliseconds of parsing, and the number of events. events.js then makes what
// a page would keep of them.

const bytes = await (await fetch(given[0])).arrayBuffer();
const began = performance.now();
const root = new window.ICAL.Component(window.ICAL.parse(new TextDecoder().decode(bytes)));
const time = performance.now() - began;
for (const zone of root.getAllSubcomponents("vtimezone")) {
    window.ICAL.TimezoneService.register(new window.ICAL.Timezone(zone));
}
window.components = root.getAllSubcomponents("vevent");
return [time, window.components.length];
