// Says so if the browser cannot run the app, or if the script that starts it is missing. It is not a module and uses the
// oldest syntax, so that every browser understands it, and it runs before any module. boot.js does not start the app if
// this script has marked the page.
//
// It asks for abilities, not for versions. The ability that came last in each browser decides: container queries
// (Safari 16.0, Chrome 105, Firefox 110) and the units of the visible height (Safari 15.4, Chrome 108, Firefox 101). A
// browser that has them also has everything that the WebAssembly parts are built with. build/browsers.mjs names the
// versions that are tested.

(function () {
    var canWork = "noModule" in document.createElement("script")
        && typeof WebAssembly === "object"
        && typeof HTMLDialogElement === "function"
        && typeof CSS === "object"
        && CSS.supports("container-type", "inline-size")
        && CSS.supports("height", "1dvh");
    if (!canWork) {
        document.documentElement.setAttribute("data-too-old", "");
        document.getElementById("too-old").hidden = false;
        return;
    }
    window.addEventListener("load", function () {
        if (!document.documentElement.hasAttribute("data-boot")) {
            document.getElementById("start-failed").hidden = false;
            document.querySelector(".start-slow").hidden = true;
        }
    });
    // A plain link could bring the same old page from the browser's cache, with the names of files that are gone. And
    // WebKit remembers that a script was missing, over any reload, until the file is fetched in another way.
    function reload(event) {
        if (event.target.nodeName !== "A") {
            return;
        }
        event.preventDefault();
        var boot = document.querySelector("script[data-wasm]");
        function again() {
            window.location.reload();
        }
        Promise.all([boot.src, boot.getAttribute("data-glue")].map(function (file) {
            return fetch(file, { cache: "reload" });
        })).then(again, again);
    }
    document.getElementById("start-failed").addEventListener("click", reload);
    document.getElementById("styles-missing").addEventListener("click", reload);
})();
