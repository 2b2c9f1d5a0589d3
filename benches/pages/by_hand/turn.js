// Turns the month `given[0]` times, in the app's grid and in the one written by hand alike: milliseconds from the
// click until the new month is laid out, and until the frame after that; and how many chips there were in all.

const grid = document.querySelector("[role=grid]");
const next = () => document.querySelector('a[aria-label="次の月"]');
const firstDay = () => grid.querySelector("[data-day]:not([data-outside])")?.dataset.day;
const frame = () => new Promise((resolve) => {
    requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(null);
    });
});

const drawn = [];
const shown = [];
let chips = 0;
for (let turn = 0; turn < given[0]; turn += 1) {
    await frame();
    const before = [grid.getAttribute("aria-label"), firstDay()];
    const changed = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
            const day = firstDay();
            if (grid.getAttribute("aria-label") !== before[0] && day !== undefined && day !== before[1]) {
                observer.disconnect();
                resolve();
            }
        });
        observer.observe(grid, { attributes: true, childList: true, subtree: true });
    });
    const began = performance.now();
    next().click();
    await changed;
    grid.getBoundingClientRect();
    drawn.push(performance.now() - began);
    await frame();
    shown.push(performance.now() - began);
    chips += grid.querySelectorAll(".bar").length;
}
return { drawn, shown, chips };
