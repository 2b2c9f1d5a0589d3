// What a person sees and can do before the app is there. It is a classic script at the end of the page, so that it runs as
// soon as the page and its styles are there, before the first paint. It knows nothing about events.
//
//   - The app's largest file, and the database if there is one, are asked for at once: boot.js runs only later.
//   - A person who comes back sees their own last screen: the agenda or the month as it was shown last (a screenful), if
//     nothing has changed since that could make it wrong.
//   - A person who comes for the first time reads the welcome page, in the language of the device. A tap on one of its
//     ways is remembered, and made on the app's own page as soon as that is there.
//
// Contract with the app (src/platform/early.rs):
//   "tsudoi:shown" on the document: the app's first page stands; what is shown here goes.
//   "tsudoi:changed" on the document: the page shows something else; it is stored after a while.
//   <html data-revision>: the revision of the data that the page shows; none while nothing is stored.
// The stored screens have the names in SCREENS. The app removes them when everything is deleted. They hold text, classes
// and other attributes as data, never markup.

"use strict";

(() => {
    const SCREENS = { agenda: "tsudoi.screen.agenda", month: "tsudoi.screen.month" };
    const KEPT_AFTER_MS = 700;
    // How long what a screen says of the present stays true.
    const MOMENT_MS = 60_000;
    // Of no use in a picture of a screen, or wrong while the elements that they name are there twice.
    const LEFT_OUT = new Set(["id", "style", "for", "name", "aria-controls", "aria-labelledby", "aria-describedby"]);
    // A message that disappears by itself, and what lies over the page.
    const NOT_SHOWN = "dialog, script, .toasts > *";
    const SVG = "http://www.w3.org/2000/svg";

    const root = document.documentElement;
    const boot = document.querySelector("script[data-wasm]");
    if (root.hasAttribute("data-too-old") || boot === null) {
        return;
    }

    // --- what is kept outside of the database ---

    function stored(name) {
        try {
            return localStorage.getItem(name) ?? "";
        } catch {
            return "";
        }
    }

    // "7 2026-11-30T00:00:00Z 12": events, when, revision (src/state/sentinel.rs).
    const revision = stored("tsudoi.sentinel").split(" ")[2] ?? "";

    function setting(name) {
        const line = stored("tsudoi.settings").split("\n").find((text) => text.startsWith(`${name}=`));
        return line?.slice(name.length + 1) ?? "";
    }

    function applySettings() {
        const tags = [setting("language"), ...navigator.languages].map((tag) => tag.split(/[-_]/)[0].toLowerCase());
        root.lang = tags.find((tag) => tag === "ja" || tag === "en") ?? "ja";
        root.dataset.theme = setting("theme");
    }

    // --- asked for early ---

    // A part of the app by the name that the build gave it; null in a build that has no such part.
    function fetchPart(name) {
        const address = boot.dataset[name];
        const integrity = boot.dataset[`${name}Integrity`] ?? "";
        return address ? fetch(new URL(address, document.baseURI), { credentials: "same-origin", integrity }) : null;
    }

    // The first part is given to the initialiser by boot.js, so that compiling starts while the glue is still being loaded.
    // The others are taken by the script that loads them (build/cut.mjs). Each is there once.
    function fetchApp() {
        globalThis.tsudoiApp = fetchPart("wasm");
        const parts = new Map((revision === "" ? [] : ["shared", "views"]).map((name) => [name, fetchPart(name)]));
        globalThis.tsudoiParts = (name) => {
            const part = parts.get(name);
            parts.delete(name);
            return part;
        };
    }

    // Opening the database for the first time is slow. The app opens it again; this only makes the browser begin.
    function openDatabase() {
        const number = Number(stored("tsudoi.database"));
        const request = indexedDB.open(number > 0 ? `tsudoi-${number}` : "tsudoi");
        // It is gone, which is for the app to say: an empty one must not take its place.
        request.onupgradeneeded = () => request.transaction.abort();
        request.onerror = (event) => event.preventDefault();
        request.onsuccess = () => {
            const close = () => request.result.close();
            request.result.onversionchange = close;
            document.addEventListener("tsudoi:shown", close, { once: true });
        };
    }

    // --- the last screen ---

    function screenOf(fragment) {
        const address = /^#?\/?$/.test(fragment) ? "#/" : fragment;
        const [, place] = /^#\/?([a-z]*)/.exec(address);
        return { address, name: { "": SCREENS.agenda, month: SCREENS.month }[place] };
    }

    // A stored screen is shown only if all of this is as it was.
    function conditions(address, shownRevision) {
        const now = new Date();
        const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].join("-");
        const isWide = matchMedia("(min-width: 60rem)").matches;
        const data = [stored("tsudoi.database"), shownRevision];
        return [address, day, boot.dataset.wasm, root.lang, root.dataset.theme, isWide, ...data].join(" ");
    }

    // An element as data: its name, its attributes, its styles, how far it is scrolled, and what is in it. Returns null
    // for what cannot be seen below or beside the screen; what was scrolled away above leaves its height.
    function recorded(node) {
        if (node.nodeType === Node.TEXT_NODE) {
            return node.data === "" ? null : node.data;
        }
        if (node.nodeType !== Node.ELEMENT_NODE || node.hidden || node.inert || node.matches(NOT_SHOWN)) {
            return null;
        }
        const { top, bottom, height } = node.getBoundingClientRect();
        if (height > 0 && top >= innerHeight) {
            return null;
        }
        if (height > 0 && bottom <= 0) {
            return [node.localName, [], `block-size:${height}px;box-sizing:border-box`, 0, []];
        }
        const attributes = [...node.attributes].filter(({ name }) => !LEFT_OUT.has(name)).map(({ name, value }) => [name, value]);
        const children = [...node.childNodes].map(recorded).filter((child) => child !== null);
        return [node.localName, attributes, node.style.cssText, node.scrollTop, children];
    }

    // Draws what `recorded` returned. The policy forbids styles in attributes, but not in properties.
    function drawn(data, scrolled) {
        if (typeof data === "string") {
            return document.createTextNode(data);
        }
        const [name, attributes, style, top, children] = data;
        const isSvg = ["svg", "path", "circle", "use", "g"].includes(name);
        const element = isSvg ? document.createElementNS(SVG, name) : document.createElement(name);
        attributes.forEach(([key, value]) => element.setAttribute(key, value));
        element.style.cssText = style;
        element.append(...children.map((child) => drawn(child, scrolled)));
        if (top > 0) {
            scrolled.push([element, top]);
        }
        return element;
    }

    function keepScreen() {
        const { address, name } = screenOf(location.hash);
        const frame = document.querySelector("body > .frame");
        const isWhole = frame?.querySelector("main[aria-busy='false']") && !document.querySelector("dialog[open]");
        if (name === undefined || !isWhole || !root.dataset.revision) {
            return;
        }
        try {
            const screen = [conditions(address, root.dataset.revision), recorded(frame), Date.now()];
            localStorage.setItem(name, JSON.stringify(screen));
        } catch {
            // There is no room for it, or the browser stores nothing: the next start waits for the app.
        }
    }

    function showLastScreen() {
        const { address, name } = screenOf(location.hash);
        // After two starts that failed the app draws no event (src/state/starts.rs).
        if (name === undefined || revision === "" || Number(stored("tsudoi.starts")) >= 2) {
            return null;
        }
        try {
            const [held, frame, keptAt] = JSON.parse(stored(name));
            if (held !== conditions(address, revision)) {
                return null;
            }
            const scrolled = [];
            const screen = document.createElement("div");
            screen.className = "early-screen";
            // What is going on now was going on then.
            screen.classList.toggle("is-older", Math.abs(Date.now() - keptAt) > MOMENT_MS);
            screen.setAttribute("aria-busy", "true");
            screen.append(drawn(frame, scrolled));
            document.body.prepend(screen);
            scrolled.forEach(([element, top]) => { element.scrollTop = top; });
            rememberTap(screen);
            return screen;
        } catch {
            return null;
        }
    }

    // A button of a stored screen does nothing; the same one of the app's page is pressed as soon as that is there. Links
    // work by themselves, and lead away from what was tapped before.
    function rememberTap(screen) {
        let tapped = null;
        screen.addEventListener("click", ({ target }) => { tapped = target.closest("a, button"); });
        document.addEventListener("tsudoi:shown", () => {
            const isSame = (button) => button.textContent === tapped.textContent
                && button.getAttribute("aria-label") === tapped.getAttribute("aria-label");
            const same = tapped?.matches("button")
                ? [...document.querySelectorAll("body > .frame button")].filter(isSame)
                : [];
            if (same.length === 1) {
                same[0].click();
            }
        }, { once: true });
    }

    // --- the welcome page ---

    function showWelcome() {
        const isKnown = revision !== "" || Object.values(SCREENS).some((name) => stored(name) !== "");
        if (isKnown || screenOf(location.hash).address !== "#/") {
            return null;
        }
        const page = document.getElementById("welcome");
        const input = page.querySelector("input");
        let asked = null;
        const ask = (way) => {
            asked = way;
            page.querySelectorAll("button.way").forEach((button) => {
                button.toggleAttribute("data-asked", button.dataset.way === way);
            });
            page.querySelector("[role=status]").textContent = page.querySelector(`.coming > :lang(${root.lang})`).textContent;
        };
        page.addEventListener("click", (event) => {
            const way = event.target.closest(".way")?.dataset.way;
            if (way === "open") {
                input.click();
            } else if (way !== undefined) {
                ask(way);
            }
        });
        // The person may still be choosing when the app's own page has taken the place of this one.
        const pass = () => {
            const own = document.querySelector(`body > .frame [data-way="${asked}"]`);
            if (asked !== "open") {
                own?.click();
            } else if (own !== null && input.files.length > 0) {
                const to = own.parentElement.querySelector("input");
                to.files = input.files;
                to.dispatchEvent(new Event("change", { bubbles: true }));
            }
        };
        let isShown = false;
        input.addEventListener("change", () => {
            ask("open");
            if (isShown) {
                pass();
            }
        });
        document.addEventListener("tsudoi:shown", () => {
            isShown = true;
            if (asked !== null) {
                pass();
            }
        }, { once: true });
        page.hidden = false;
        return page;
    }

    applySettings();
    fetchApp();
    if (revision !== "") {
        openDatabase();
    }
    const firstPaint = document.getElementById("first-paint");
    const early = showLastScreen() ?? showWelcome();
    // What it says of trouble stays visible.
    firstPaint.classList.toggle("is-covered", early !== null);
    performance.mark("tsudoi:early");

    function remove() {
        early?.remove();
        document.getElementById("welcome")?.remove();
        firstPaint.remove();
        performance.mark("tsudoi:started");
    }

    let waiting = 0;
    function keepLater() {
        clearTimeout(waiting);
        waiting = setTimeout(keepScreen, KEPT_AFTER_MS);
    }

    document.addEventListener("tsudoi:shown", () => {
        // The app tells it within a frame. Its page is painted in that frame, so that nothing flashes in the next one. A
        // hidden page paints nothing.
        if (document.hidden) {
            remove();
        } else {
            requestAnimationFrame(remove);
        }
        keepLater();
    }, { once: true });
    document.addEventListener("tsudoi:changed", keepLater);
    document.addEventListener("visibilitychange", () => {
        if (document.hidden) {
            keepScreen();
        }
    });
})();
