// Scrolls the agenda as a finger does, by `given[1]` pixels in each of `given[0]` frames: the longest time between two
// frames, the longest task, and the distance that it came.

const pane = [...document.querySelectorAll(".pane")].find((it) => it.querySelector(".agenda"));
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

const from = await frame();
const top = pane.scrollTop;
let last = from;
let longest = 0;
for (let step = 0; step < given[0]; step += 1) {
    pane.scrollTop += given[1];
    const now = await frame();
    longest = Math.max(longest, now - last);
    last = now;
}
await new Promise((resolve) => setTimeout(resolve, 200));
const tasks = window.bench.tasks.filter(({ start }) => start >= from && start <= last);
return { longest, task: Math.max(0, ...tasks.map(({ millis }) => millis)), moved: pane.scrollTop - top };
