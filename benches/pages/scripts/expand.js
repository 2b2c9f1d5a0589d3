// Expands the rules of the file at `given[0]` with rrule.js, once for each of `given[1]` months from this one on, over the
// days that a month's grid shows: milliseconds for each month, and the number of instances in the last month itself. Reading
// the rules is not counted, nor is drawing.

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
    const found = rules.map((rule) => rule.between(first, end, true));
    times.push(performance.now() - began);
    const shown = new Date(Date.UTC(now.getFullYear(), now.getMonth() + month, 1)).getUTCMonth();
    count = found.flat().filter((day) => day.getUTCMonth() === shown).length;
}
return { times, count };
