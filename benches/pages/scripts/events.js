// Makes the events that a page would keep of what ics.js has parsed: `given[1]` of them from number `given[0]` on, so that no
// call takes longer than the driver waits. Returns the milliseconds.

const components = window.components.slice(given[0], given[0] + given[1]);
const began = performance.now();
window.events = components.map((component) => {
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
return [performance.now() - began];
