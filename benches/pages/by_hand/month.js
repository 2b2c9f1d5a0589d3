// A month's grid as one would write it by hand, without a framework: as many cells and chips as ours, under the same
// style sheet. Events are indexed by day once; each month is then drawn anew.

const ROWS = 3;
const WEEKDAYS = ["日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"];
const TONES = ["sunday", "weekday", "weekday", "weekday", "weekday", "weekday", "saturday"];

const { entries } = await (await fetch("./events.jscal.json")).json();
const byDay = new Map();
for (const event of entries) {
    const day = event.start.slice(0, 10);
    byDay.has(day) ? byDay.get(day).push(event) : byDay.set(day, [event]);
}
for (const events of byDay.values()) {
    events.sort((a, b) => a.start.localeCompare(b.start) || a.uid.localeCompare(b.uid));
}

const grid = document.querySelector("[role=grid]");
const title = document.querySelector("h1");
const status = document.querySelector("[role=status]");
const next = document.querySelector("a");

function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
}

const pad = (number) => String(number).padStart(2, "0");
const iso = (date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
const today = iso(new Date());

function cell(date, events, isInside) {
    const hidden = events.length > ROWS ? events.length - (ROWS - 1) : 0;
    const day = iso(date);
    const label = `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日 ${WEEKDAYS[date.getDay()]}、行事${events.length}件`;
    const link = make("a", {
        class: "day", href: `#/day/${day}`, "data-day": day, "data-weekday": TONES[date.getDay()],
        "aria-label": label, tabindex: date.getDate() === 1 && isInside ? "0" : "-1",
    }, make("span", { class: "number" }, String(date.getDate())));
    if (!isInside) {
        link.setAttribute("data-outside", "true");
    }
    if (day === today) {
        link.setAttribute("aria-current", "date");
    }
    const made = make("div", { role: "gridcell", class: "cell" }, link);
    if (hidden > 0) {
        made.append(make("span", { class: "more", "aria-hidden": "true" }, `ほか${hidden}件`));
    }
    return made;
}

function chips(events, column) {
    const shown = events.length > ROWS ? ROWS - 1 : events.length;
    return events.slice(0, shown).map((event, row) => {
        const chip = make("a", {
            class: "bar", href: `#/event/${event.uid}`, tabindex: "-1", title: `${event.start.slice(11, 16)} ${event.title}`,
            "data-color": "blue",
        }, event.title);
        chip.style.gridRow = String(row + 1);
        chip.style.gridColumn = `${column + 1} / span 1`;
        return chip;
    });
}

function draw(year, month) {
    const at = new Date(year, month, 1);
    at.setDate(1 - at.getDay());
    const weeks = [make("div", { role: "row" }, ...WEEKDAYS.map((name, weekday) =>
        make("span", { role: "columnheader", "aria-label": name, "data-weekday": TONES[weekday] }, name[0])))];
    let count = 0;
    do {
        const cells = [];
        const bars = make("div", { class: "bars", "aria-hidden": "true" });
        for (let column = 0; column < 7; column += 1) {
            const events = byDay.get(iso(at)) ?? [];
            const isInside = at.getMonth() === month;
            count += isInside ? events.length : 0;
            cells.push(cell(at, events, isInside));
            bars.append(...chips(events, column));
            at.setDate(at.getDate() + 1);
        }
        weeks.push(make("div", { role: "row", class: "week" }, ...cells, bars));
    } while (at.getMonth() === month);
    grid.replaceChildren(...weeks);
    const heading = `${year}年${month + 1}月`;
    grid.setAttribute("aria-label", heading);
    title.textContent = heading;
    status.textContent = `行事${count}件`;
    const after = new Date(year, month + 1, 1);
    next.setAttribute("href", `#/month/${after.getFullYear()}-${pad(after.getMonth() + 1)}`);
}

function follow() {
    const [, year, month] = /^#\/month\/(\d{4})-(\d{2})$/.exec(location.hash) ?? [null, today.slice(0, 4), today.slice(5, 7)];
    draw(Number(year), Number(month) - 1);
}

addEventListener("hashchange", follow);
follow();
performance.mark("tsudoi:started");
