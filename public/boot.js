// Starts the app. The build writes the names of the two files, and the hash of the second, into this script's tag.
//
// It is a file of its own because the page's policy allows no inline script. It knows nothing of the app, and it
// does not register the service worker: that is the app's, see the contract at the top of sw.js.

const { glue, wasm, wasmIntegrity } = document.querySelector("script[data-wasm]").dataset;
const firstPaint = document.getElementById("first-paint");

// Fetched here, and not by a preload link: WebKit would fetch it a second time. The promise goes to the initialiser,
// so that compiling starts while the glue is still on its way.
const bytes = fetch(new URL(wasm, document.baseURI), { credentials: "same-origin", integrity: wasmIntegrity ?? "" });

try {
    const { default: start } = await import(new URL(glue, document.baseURI));
    await start({ module_or_path: bytes });
    firstPaint.remove();
    performance.mark("tsudoi:started");
} catch (error) {
    document.getElementById("start-failed").hidden = false;
    throw error;
}
