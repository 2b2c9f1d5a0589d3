// Starts the app. The build writes the names of the two files, and the hash of the second, into this script's tag.
//
// It is a separate file because the page's policy forbids inline scripts. It knows nothing about the app, and it does
// not register the service worker: the app does that, see the contract at the top of sw.js.

if (document.documentElement.hasAttribute("data-too-old")) {
    throw new Error("this browser is too old (too-old.js)");
}

// too-old.js says so if this script does not arrive.
document.documentElement.setAttribute("data-boot", "");

// Chromium offers once, and early, to install the app. The app asks later, in its own words (src/platform/install.rs).
addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    globalThis.tsudoiInstall = event;
});

const { glue, wasm, wasmIntegrity } = document.querySelector("script[data-wasm]").dataset;

// early.js has asked for it; a preload link had asked before, where the browser uses such a link for a later request. The
// promise is given to the initialiser, so that compiling starts while the glue is still being loaded.
const bytes = globalThis.tsudoiApp
    ?? fetch(new URL(wasm, document.baseURI), { credentials: "same-origin", integrity: wasmIntegrity ?? "" });

try {
    const { default: start } = await import(new URL(glue, document.baseURI));
    await start({ module_or_path: bytes });
    if (globalThis.tsudoiApp === undefined) {
        // early.js is missing, which takes this away otherwise.
        document.getElementById("first-paint").remove();
    }
    if ([...document.querySelectorAll("link[rel=stylesheet]")].some((link) => !link.sheet?.cssRules.length)) {
        const notice = document.getElementById("styles-missing");
        document.body.prepend(notice);
        notice.hidden = false;
    }
    performance.mark("tsudoi:mounted");
} catch (error) {
    document.getElementById("start-failed").hidden = false;
    document.querySelector(".start-slow").remove();
    throw error;
}
