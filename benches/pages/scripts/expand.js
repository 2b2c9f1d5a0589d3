// Expands rules of the file at `given[0]` with rrule.js over the days that a month's grid shows, `given[1]` months from now:
// `given[3]` of them from number `given[2]` on, so that no call takes longer than the driver waits. Returns the milliseconds,
// and the number of instances in the month itself. Reading the rules is not counted, nor is drawing.

const { RRule } = window.rrule;
const texts = (await (await fetch(given[0])).json()).slice(given[2], given[2] + given[3]);
// Without the library's cache: each rule is asked for each month once.
const rules = texts.map(({ start, rule }) => new RRule({ ...RRule.parseString(rule), dtstart: new Date(`${start}Z`) }, true));

const now = new Date();
const month = new Date(Date.UTC(now.getFullYear(), now.getMonth() + given[1], 1));
const first = new Date(month);
first.setUTCDate(1 - first.getUTCDay());
const end = new Date(Date.UTC(now.getFullYear(), now.getMonth() + given[1] + 1, 0, 23, 59, 59));
end.setUTCDate(end.getUTCDate() + 6 - end.getUTCDay());

const began = performance.now();
const found = rules.map((rule) => rule.between(first, end, true));
const time = performance.now() - began;
return [time, found.flat().filter((day) => day.getUTCMonth() === month.getUTCMonth()).length];
