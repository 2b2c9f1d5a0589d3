// Reads the file at `given[0]` with ical.js into the events that a page would keep. Milliseconds of parsing alone, of
// all of it, and how many.

const bytes = await (await fetch(given[0])).arrayBuffer();
const began = performance.now();
const root = new window.ICAL.Component(window.ICAL.parse(new TextDecoder().decode(bytes)));
const parsed = performance.now();
for (const zone of root.getAllSubcomponents("vtimezone")) {
    window.ICAL.TimezoneService.register(new window.ICAL.Timezone(zone));
}
const events = root.getAllSubcomponents("vevent").map((component) => {
    const event = new window.ICAL.Event(component);
    return {
        uid: event.uid,
        title: event.summary,
        description: event.description,
        place: event.location,
        start: event.startDate.toString(),
        zone: event.startDate.zone.tzid,
        duration: event.duration.toString(),
        sequence: event.sequence,
        categories: component.getFirstProperty("categories")?.getValues(),
        rule: component.getFirstPropertyValue("rrule")?.toString(),
    };
});
return [parsed - began, performance.now() - began, events.length];
