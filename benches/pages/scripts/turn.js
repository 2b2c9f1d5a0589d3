// Turns the month `given[0]` times, in the app's grid and in the one written by hand alike. For each turn: the
// milliseconds from the click until the new month is laid out, and until the frame that shows it has been painted; and
// how many chips there were.
//
// Painted means: the first frame after the change has been rendered (watch.js, afterFrame). The browser's own Event Timing
// measures the same and the compositor too, but it rounds to 8 ms and counts only a real finger, whose way through the
// driver has a spread of its own. A click comes just after a frame, so that all clicks wait as long for the next one.

const REST = 200;

const grid = document.querySelector("[role=grid]");
const next = () => document.querySelector('a[aria-label="次の月"]');
const firstDay = () => grid.querySelector("[data-day]:not([data-outside])")?.dataset.day;
const frame = () => new Promise((resolve) => window.bench.afterFrame(resolve));

const turns = { laid: [], painted: [], chips: [] };
for (let turn = 0; turn < given[0]; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, REST));
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
    turns.laid.push(performance.now() - began);
    turns.painted.push(await frame() - began);
    turns.chips.push(grid.querySelectorAll(".bar").length);
}
return turns;
