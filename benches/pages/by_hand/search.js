// A search as one would write it by hand, without a framework: every text of an event in one string, normalised once,
// and `filter(includes)` for each letter typed. It finds and draws as many cards as ours; it neither ranks nor marks.

const SHOWN = 40;

const { entries } = await (await fetch("./events.jscal.json")).json();
const plain = (text) => text.normalize("NFKC").toLowerCase();
const rows = entries.map((event) => ({
    event,
    text: plain([event.title, event.description, ...Object.values(event.locations ?? {}).map((place) => place.name)].join("\n")),
}));
const input = document.querySelector("input");
const count = document.querySelector(".count");
const list = document.querySelector(".cards");

function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
}

function card({ event }) {
    const place = Object.values(event.locations ?? {})[0]?.name ?? "";
    return make("li", {}, make("article", { class: "event-card result-card", "data-color": "blue" },
        make("h3", { class: "title" }, make("a", { href: `#/event/${event.uid}` }, event.title)),
        make("p", { class: "badges" }),
        make("p", { class: "details" },
            make("time", { class: "time", datetime: event.start }, event.start),
            make("span", {}, make("span", { class: "mark" }, "執"), "執行委員会"),
            make("span", {}, place))));
}

input.addEventListener("input", () => {
    const word = plain(input.value);
    const found = rows.filter(({ text }) => text.includes(word));
    count.textContent = `${found.length}件見つかりました`;
    list.replaceChildren(...found.slice(0, SHOWN).map(card));
});
performance.mark("tsudoi:started");
