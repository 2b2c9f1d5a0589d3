// Types `given[0]` letter by letter, in the app's search and in the one written by hand alike: milliseconds from each
// letter until the count of what is found has changed and has been painted. Each letter must change the count.

const input = document.querySelector("#search-words");
const page = document.querySelector(".search-page");
const count = () => page.querySelector(".count")?.textContent;
const frame = () => new Promise((resolve) => window.bench.afterFrame(resolve));

const letters = { laid: [], painted: [] };
let typed = "";
input.value = "";
input.dispatchEvent(new InputEvent("input", { bubbles: true }));
for (const letter of given[0]) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    await frame();
    typed += letter;
    const before = count();
    const changed = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
            if (count() !== undefined && count() !== before) {
                observer.disconnect();
                resolve();
            }
        });
        observer.observe(page, { childList: true, subtree: true, characterData: true });
    });
    input.value = typed;
    const began = performance.now();
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await changed;
    page.getBoundingClientRect();
    letters.laid.push(performance.now() - began);
    letters.painted.push(await frame() - began);
}
return letters;
