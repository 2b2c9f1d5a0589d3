// Expands the rules of the file at `given[0]` with rrule.js, once for each of `given[1]` months from this one on, over the
// days that a month's grid shows: milliseconds for each month, and the number of all instances. Reading the rules is not
// counted, nor is drawing.

const { RRule } = window.rrule;
const texts = await (await fetch(given[0])).json();
const rules = texts.map(({ start, rule }) => new RRule({ ...RRule.parseString(rule), dtstart: new Date(`${start}Z`) }, true));

const times = [];
let count = 0;
const now = new Date();
for (let month = 1; month <= given[1]; month += 1) {
    const first = new Date(Date.UTC(now.getFullYear(), now.getMonth() + month, 1));
    first.setUTCDate(1 - first.getUTCDay());
    const end = new Date(Date.UTC(now.getFullYear(), now.getMonth() + month + 1, 0));
    end.setUTCDate(end.getUTCDate() + 6 - end.getUTCDay());
    end.setUTCHours(23, 59, 59);
    const began = performance.now();
    for (const rule of rules) {
        count += rule.between(first, end, true).length;
    }
    times.push(performance.now() - began);
}
return { times, count };
