// Runs before each page that is measured: notes long tasks, the first card of the agenda, and what the worker says
// of an import.

window.bench = { tasks: [], agenda: null, done: null };

new PerformanceObserver((list) => {
    window.bench.tasks.push(...list.getEntries().map((task) => task.duration));
}).observe({ type: "longtask", buffered: true });

window.Worker = class extends window.Worker {
    constructor(...given) {
        super(...given);
        this.addEventListener("message", ({ data }) => {
            if (typeof data === "string" && data.startsWith('{"Done"')) {
                window.bench.done = JSON.parse(data).Done;
            }
        });
    }
};

new MutationObserver((_, observer) => {
    if (document.querySelector(".event-card")) {
        window.bench.agenda = performance.now();
        observer.disconnect();
    }
}).observe(document, { childList: true, subtree: true });
