// Runs before each page whose start is measured, beside watch.js. As soon as the first screen is painted it taps on the
// way to the other view (agenda or month) in the navigation, and notes when the answer has been painted: the link that a
// person sees is marked as the current page. A page that cannot answer yet, or that is only a picture of the last visit,
// is tapped again until it answers.

const AGAIN_AFTER = 100;

// The process of a measured page ends at once, often before what the app has noted of its end is on the disk. The app would
// count such starts as failed, and soon open without events.
if (location.protocol.startsWith("http")) {
    localStorage.removeItem("tsudoi.starts");
}

// Returns the link of the navigation to this view that lies on top.
const link = (path) => [...document.querySelectorAll(".nav-bar a")].find((it) => {
    const { left, top, width, height } = it.getBoundingClientRect();
    return it.getAttribute("href") === path && it.contains(document.elementFromPoint(left + width / 2, top + height / 2));
});

addEventListener("bench-painted", () => {
    let tapped;
    let tappedAt = 0;
    const look = (now) => {
        tapped ??= ["#/", "#/month"].find((it) => link(it) && !link(it).hasAttribute("aria-current"));
        const seen = tapped && link(tapped);
        if (tappedAt > 0 && seen?.getAttribute("aria-current") === "page") {
            window.bench.working = now;
            return;
        }
        if (seen && now - tappedAt > AGAIN_AFTER) {
            tappedAt = now;
            seen.click();
        }
        window.bench.afterFrame(look);
    };
    look(performance.now());
});
