// A search as one would write it by hand: every text of an event in one string, normalised once, and `filter(includes)`
// for each letter typed. It finds and draws as many cards as ours; it neither ranks nor marks.

import { card } from "./agenda.js";
import { make } from "./basics.js";
import { all, load } from "./store.js";

const SHOWN = 40;

const plain = (text) => text.normalize("NFKC").toLowerCase();

let rows = null;

const textsOf = (event) => [
    event.title, event.description, ...Object.values(event.locations ?? {}).map(({ name }) => name),
    ...Object.values(event.participants ?? {}).map(({ name }) => name),
];

// Shows the search in the pane.
export async function showSearch(pane, words) {
    await load();
    rows ??= all().map((event) => ({ event, text: plain(textsOf(event).join("\n")) }));
    const input = make("input", { type: "search", id: "search-words", "aria-label": "検索" });
    const count = make("p", { class: "count" });
    const list = make("ul", { class: "cards" });
    const answer = () => {
        const word = plain(input.value);
        const found = word === "" ? [] : rows.filter(({ text }) => text.includes(word));
        count.textContent = word === "" ? "" : `${found.length}件見つかりました`;
        list.replaceChildren(...found.slice(0, SHOWN).map(({ event }) => make("li", {}, card(event, false, event.start.slice(0, 10)))));
    };
    input.addEventListener("input", answer);
    input.value = words ?? "";
    answer();
    pane.replaceChildren(make("div", { class: "page search-page" }, make("form", {}, input), count, list));
}

// The stored events have changed.
export const forget = () => { rows = null; };
