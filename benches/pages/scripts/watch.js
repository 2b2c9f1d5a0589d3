// Runs before each page that is measured, ours and the one written by hand. It notes:
//   painted   when the first screen was painted: the grid of a month with an event, a card of the agenda, or a way of the
//             welcome page; the real one or one that stands in for it. Not when it was in the document: the frame that
//             shows it has been rendered.
//   working   when the answer to the first tap was painted (only if probe.js runs too).
//   tasks     the start and the length of each task of the page that took more than 50 ms.
//   chosen, review, agreed, done   when a file was chosen, when the review of it was there, when it was accepted, and what
//             the worker says of the import.
//   memory    the memory of the first WebAssembly module.
// Times are milliseconds since the navigation began.

window.bench = { tasks: [], painted: null, working: null, chosen: null, review: null, agreed: null, done: null, memory: null };

// Calls `then` after the next frame has been rendered. A task that is posted in the callback of a frame runs after the
// style, layout and paint of that frame; the compositor's work is not included.
window.bench.afterFrame = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(null);
});

new PerformanceObserver((list) => {
    window.bench.tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ start: startTime, millis: duration })));
}).observe({ type: "longtask", buffered: true });

window.Worker = class extends window.Worker {
    constructor(...given) {
        super(...given);
        this.addEventListener("message", ({ data }) => {
            if (typeof data === "string" && data.startsWith('{"Done"')) {
                window.bench.done = { at: performance.now(), ...JSON.parse(data).Done };
            }
        });
    }
};

for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
        const made = await original.apply(WebAssembly, given);
        window.bench.memory ??= (made.instance ?? made).exports.memory ?? null;
        return made;
    };
}

addEventListener("change", ({ target }) => {
    if (target.matches?.("input[type=file]")) {
        window.bench.chosen = performance.now();
        window.bench.review = null;
        const observer = new MutationObserver(() => {
            if ([...document.querySelectorAll("button")].some(isAgreement)) {
                observer.disconnect();
                window.bench.afterFrame((now) => { window.bench.review = now; });
            }
        });
        observer.observe(document, { childList: true, subtree: true });
    }
}, { capture: true });

const isAgreement = (button) => button.textContent.includes("この内容を取り込む");

addEventListener("click", ({ target }) => {
    if (target.closest?.("button") && isAgreement(target.closest("button"))) {
        window.bench.agreed = performance.now();
    }
}, { capture: true });

new MutationObserver((_, observer) => {
    if ([...document.querySelectorAll(".bar, .event-card, .way")].some((it) => it.checkVisibility())) {
        observer.disconnect();
        window.bench.afterFrame((now) => {
            window.bench.painted = now;
            dispatchEvent(new Event("bench-painted"));
        });
    }
}).observe(document, { childList: true, subtree: true, attributeFilter: ["hidden"] });
