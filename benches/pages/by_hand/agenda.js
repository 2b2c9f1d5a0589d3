// The agenda as one would write it by hand: the days from today on, the first cards at once and the others of the month
// in idle time; more months when the end comes near, and earlier ones on demand.

import { WEEKDAYS, dayOff, iso, make, today, tone } from "./basics.js";
import { days } from "./store.js";

const CARDS_AT_ONCE = 12;
const MOST_EMPTY_MONTHS = 60;

const PIN = "M12 21s7-6.2 7-11a7 7 0 1 0-14 0c0 4.8 7 11 7 11Zm0-13.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z";

function icon(path) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", "icon");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
}

// Returns the time of an event: `10:15～11:45`.
export function timeText({ start, duration }) {
    const [, hours = 0, minutes = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration) ?? [];
    const end = (Number(start.slice(11, 13)) + Number(hours)) * 60 + Number(start.slice(14, 16)) + Number(minutes);
    return `${Number(start.slice(11, 13))}:${start.slice(14, 16)}～${Math.floor(end / 60) % 24}:${String(end % 60).padStart(2, "0")}`;
}

export function card(event, isPast, ...more) {
    const place = Object.values(event.locations ?? {})[0]?.name ?? "";
    const made = make("article", { class: "event-card" },
        make("h3", { class: "title" }, make("a", { href: `#/event/${event.uid}`, "aria-label": `${timeText(event)} ${event.title}` }, event.title)),
        make("p", { class: "badges" }, ...more),
        make("p", { class: "details" },
            make("time", { class: "time", datetime: event.start }, timeText(event)),
            make("span", {}, make("span", { class: "mark" }, event.title.slice(-2, -1)), event.title.split(" ")[1] ?? ""),
            make("span", {}, icon(PIN), place)));
    if (isPast) {
        made.setAttribute("data-past", "true");
    }
    return made;
}

function group(date, events) {
    const now = today();
    const day = iso(date);
    const off = dayOff(date);
    const cards = make("ul", { class: "cards" });
    if (off !== undefined) {
        cards.append(make("li", { class: "off" }, off));
    }
    if (events.length === 0) {
        cards.append(make("li", { class: "nothing" }, "今日の行事はありません"));
    }
    const made = make("div", { class: "day-group", role: "group", "aria-label": day },
        make("p", { class: "day", "data-weekday": tone(date, off), "aria-hidden": "true" },
            make("span", { class: "number" }, String(date.getDate())),
            make("span", { class: "weekday" }, WEEKDAYS[date.getDay()][0]),
            ...(day === now ? [make("span", { class: "relative" }, "今日")] : [])),
        cards);
    if (day === now) {
        made.setAttribute("data-today", "true");
    }
    const draw = () => cards.append(...events.map((event) => make("li", {}, card(event, day < now))));
    return { made, draw, count: events.length };
}

// Makes the section of a month from a day on; undefined if it has nothing to show.
async function section(year, month, from) {
    const first = new Date(year, month, from);
    const byDay = await days(first, new Date(year, month + 1, 1));
    const groups = [];
    for (const at = new Date(first); at.getMonth() === first.getMonth(); at.setDate(at.getDate() + 1)) {
        const events = byDay.get(iso(at)) ?? [];
        if (events.length > 0 || iso(at) === today()) {
            groups.push(group(new Date(at), events));
        }
    }
    if (groups.length === 0) {
        return undefined;
    }
    const count = groups.reduce((sum, { count }) => sum + count, 0);
    let drawn = 0;
    const later = groups.filter((it) => {
        const isNow = drawn < CARDS_AT_ONCE;
        drawn += it.count;
        isNow && it.draw();
        return !isNow;
    });
    const next = () => {
        later.shift()?.draw();
        later.length > 0 && requestIdleCallback(next);
    };
    requestIdleCallback(next);
    return make("section", { class: "month" },
        make("h2", { class: "heading" }, `${first.getFullYear()}年${first.getMonth() + 1}月 `, make("small", {}, `${count}件`)),
        ...groups.map(({ made }) => made));
}

// Shows the agenda in the pane.
export async function showAgenda(pane) {
    const now = new Date();
    let [earlier, later] = [now.getMonth() - 1, now.getMonth()];
    const list = make("div", { class: "agenda" });
    const before = make("button", { class: "edge" }, "前の行事");
    const end = make("p", { class: "edge" });
    before.addEventListener("click", async () => {
        for (let tries = 0; tries < MOST_EMPTY_MONTHS; tries += 1) {
            const made = await section(now.getFullYear(), earlier--, 1);
            if (made) {
                return before.after(made);
            }
        }
    });
    const extend = async () => {
        const made = await section(now.getFullYear(), later, later++ === now.getMonth() ? now.getDate() : 1);
        made && end.before(made);
        return made;
    };
    list.append(before, end);
    await extend();
    pane.replaceChildren(make("div", { class: "page", "data-page": "agenda" },
        make("header", { class: "top-bar" }, make("h1", {}, "予定"), make("a", { class: "button", href: "#/search", "aria-label": "検索" }, "⌕")), list));
    let isBusy = false;
    new IntersectionObserver(async ([entry]) => {
        if (!entry.isIntersecting || isBusy) {
            return;
        }
        isBusy = true;
        const isNear = () => end.isConnected && end.getBoundingClientRect().top < innerHeight + 800;
        for (let tries = 0; tries < MOST_EMPTY_MONTHS && isNear(); tries += 1) {
            await extend();
        }
        isBusy = false;
    }, { root: pane, rootMargin: "0px 0px 800px 0px" }).observe(end);
}
