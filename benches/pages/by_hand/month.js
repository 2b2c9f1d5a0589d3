// A month's grid as one would write it by hand, without a framework. It shows what ours shows: as many rows as there is
// room for, titles of up to three rows where rows are free, and the number of the events that are left out. Events of
// several days are not in the data, so there are no bars across days.

import { WEEKDAYS, dayOff, iso, make, monthPath, today, tone } from "./basics.js";
import { days, loaded } from "./store.js";

const MOST_LINES = 3;

let room = { rows: 5, letters: 8 };
let shown = null;

const width = (text) => [...text].reduce((sum, letter) => sum + (letter < "\u1100" || (letter >= "｡" && letter <= "ﾟ") ? 1 : 2), 0);

// Returns the rows of the titles of one day, each as its first row and its number of rows.
function rowsOf(events) {
    const usable = events.length <= room.rows ? room.rows : room.rows - 1;
    const wishes = events.slice(0, usable).map(({ title }) => Math.max(1, Math.ceil(width(title) / room.letters)));
    const counts = wishes.map(() => 1);
    let left = usable - counts.length;
    for (let lines = 2; lines <= MOST_LINES; lines += 1) {
        wishes.forEach((wish, index) => {
            if (left > 0 && wish >= lines && counts[index] + 1 === lines) {
                counts[index] = lines;
                left -= 1;
            }
        });
    }
    let next = 1;
    return counts.map((count) => ({ first: (next += count) - count, count }));
}

function cell(date, events, hidden, isInside) {
    const day = iso(date);
    const off = dayOff(date);
    const label = [`${date.getMonth() + 1}月${date.getDate()}日 ${WEEKDAYS[date.getDay()]}`, ...(off ? [off] : []), `${events.length}件`].join("、");
    const link = make("a", {
        class: "day", href: `#/day/${day}`, "data-day": day, "data-weekday": tone(date, off), "aria-label": label,
        tabindex: date.getDate() === 1 && isInside ? "0" : "-1",
    }, make("span", { class: "number" }, String(date.getDate())));
    if (!isInside) {
        link.setAttribute("data-outside", "true");
    }
    if (day === today()) {
        link.setAttribute("aria-current", "date");
    }
    const made = make("div", { role: "gridcell", class: "cell" }, link);
    if (off !== undefined) {
        made.append(make("span", { class: "off", "aria-hidden": "true" }, "祝"));
    }
    if (hidden > 0) {
        made.append(make("span", { class: "more", "aria-hidden": "true" }, `他${hidden}件`));
    }
    return made;
}

function chip(event, { first, count }, column) {
    const made = make("a", {
        class: "bar", href: `#/event/${event.uid}`, tabindex: "-1", title: `${event.start.slice(11, 16)} ${event.title}`,
    }, event.title);
    made.style.gridRow = `${first} / span ${count}`;
    made.style.gridColumn = `${column + 1} / span 1`;
    if (count > 1) {
        made.setAttribute("data-lines", "many");
    }
    return made;
}

function fill(page, byDay) {
    const { year, month } = shown;
    const at = new Date(year, month, 1);
    at.setDate(1 - at.getDay());
    const weeks = [make("div", { role: "row" }, ...WEEKDAYS.map((name, day) =>
        make("span", { role: "columnheader", "aria-label": name, "data-weekday": tone({ getDay: () => day }) }, name[0])))];
    let count = 0;
    do {
        const cells = [];
        const bars = make("div", { class: "bars", "aria-hidden": "true" });
        for (let column = 0; column < 7; column += 1) {
            const events = byDay.get(iso(at)) ?? [];
            const rows = rowsOf(events);
            const isInside = at.getMonth() === month;
            count += isInside ? events.length : 0;
            cells.push(cell(at, events, events.length - rows.length, isInside));
            bars.append(...rows.map((row, index) => chip(events[index], row, column)));
            at.setDate(at.getDate() + 1);
        }
        weeks.push(make("div", { role: "row", class: "week" }, ...cells, bars));
    } while (at.getMonth() === month);
    const grid = page.querySelector("[role=grid]");
    const heading = `${year}年${month + 1}月`;
    page.querySelector("h1").textContent = heading;
    page.querySelector("[role=status]").textContent = `${count}件`;
    page.querySelector("[aria-label=前の月]").setAttribute("href", monthPath(year, month - 1));
    page.querySelector("[aria-label=次の月]").setAttribute("href", monthPath(year, month + 1));
    grid.setAttribute("aria-label", heading);
    grid.replaceChildren(...weeks);
}

// Returns the room for the events of a day, by the style sheet's height of a row.
function measured(page) {
    const bars = page.querySelector(".bars");
    const { gridAutoRows, fontSize } = getComputedStyle(bars);
    const letter = parseFloat(fontSize) / 2;
    const rows = Math.floor((bars.parentElement.clientHeight - bars.offsetTop) / parseFloat(gridAutoRows));
    return { rows: Math.max(1, rows), letters: Math.max(1, Math.floor((bars.clientWidth / 7 - 2 * letter) / letter)) };
}

async function draw(page) {
    const { year, month } = shown;
    const byDay = loaded() ?? await days(new Date(year, month, -6), new Date(year, month + 1, 8));
    fill(page, byDay);
    const now = measured(page);
    if (now.rows !== room.rows || now.letters !== room.letters) {
        room = now;
        fill(page, byDay);
    }
}

function frame() {
    return make("div", { class: "page", "data-page": "month" },
        make("header", { class: "top-bar" },
            make("h1", {}),
            make("a", { class: "button", "aria-label": "前の月" }, "‹"),
            make("a", { class: "button", "aria-label": "次の月" }, "›")),
        make("p", { class: "visually-hidden", role: "status" }),
        make("div", { class: "month-grid", role: "grid" }));
}

// Shows a month in the pane; if a month is there already, only its content changes.
export async function showMonth(pane, text) {
    const [year, month] = (text ?? today()).split("-").map(Number);
    shown = { year, month: month - 1 };
    let page = pane.querySelector("[data-page=month]");
    if (page === null) {
        page = frame();
        pane.replaceChildren(page);
    }
    await draw(page);
}
