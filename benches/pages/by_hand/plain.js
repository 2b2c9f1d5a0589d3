// A calendar as one would write it by hand, in plain JavaScript and without a framework, to measure ours against: the
// same events in IndexedDB; a month and an agenda that show the same; a search; a service worker for offline use. It can
// neither edit nor merge, knows no series, and has one language.

import { showAgenda } from "./agenda.js";
import { make } from "./basics.js";
import { showMonth } from "./month.js";
import { importFile, isEmpty, load, open } from "./store.js";

const pane = document.querySelector(".pane");

function showWelcome() {
    const way = (title, hint) => make("li", {}, make("button", { class: "way" }, make("strong", {}, title), make("span", {}, hint)));
    pane.replaceChildren(make("div", { class: "page welcome" },
        make("header", { class: "top-bar" }, make("h1", {}, "はじめに")),
        make("p", { class: "name" }, "手帳"),
        make("p", {}, "行事予定を、手もとの端末だけに置く手帳です。"),
        make("p", {}, "カレンダーのファイルを受け取ったら、ここで開いてください。"),
        make("ul", {}, way("ファイルを開く", "受け取ったカレンダーを取り込みます"), way("見本を見る", "架空の行事で試せます"), way("空の手帳から始める", "自分で行事を作ります"))));
}

let isBare = false;

async function follow() {
    const [, page, rest] = /^#\/(\w*)\/?(.*)$/.exec(location.hash) ?? [null, "", ""];
    const tab = page === "month" || page === "search" ? `#/${page}` : "#/";
    if (isBare) {
        showWelcome();
    } else if (page === "month") {
        await showMonth(pane, rest || undefined);
    } else if (page.startsWith("search")) {
        const { showSearch } = await import("./search.js");
        await showSearch(pane, new URLSearchParams(location.hash.split("?")[1]).get("q"));
    } else {
        await showAgenda(pane);
    }
    for (const link of document.querySelectorAll(".nav-bar a")) {
        link.getAttribute("href") === tab ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
    }
}

document.querySelector("input[type=file]").addEventListener("change", async ({ target }) => {
    await importFile(target.files[0]);
    isBare = false;
    (await import("./search.js")).forget();
    await follow();
    performance.mark("plain:imported");
});

await open();
isBare = await isEmpty();
await follow();
addEventListener("hashchange", follow);
performance.mark("tsudoi:started");
requestIdleCallback(() => {
    load();
    navigator.serviceWorker?.register("./sw.js");
});
