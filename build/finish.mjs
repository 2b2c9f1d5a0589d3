// The last step of a build, run by Trunk on its staging directory before dist/ is replaced:
//   1. style sheets become one file, in the order in which index.html links them, rewritten for the oldest browsers
//      (browsers.mjs): without nesting, and with colours that do not need light-dark();
//   2. the worker's glue is completed with the line that starts it;
//   3. in a release, the app is cut into parts (cut.mjs), and esbuild makes scripts smaller (Trunk's own minifier fails
//      on the current glue);
//   4. scripts, wasm and styles are named by the hash of their final bytes, and index.html gets those names and
//      subresource hashes. (Trunk names and hashes before wasm-opt: same name, other bytes.)
//   5. in a release, sw.js gets the list of all files for offline use;
//   6. in a release, files that are larger than their budgets (budgets.mjs) stop the build.
// A development build gets no list, so that no page is ever served from an old build. There, the inline script by which
// `trunk serve` reloads the page is moved into a file, because the policy forbids inline scripts there too.

import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { SCRIPT_TARGETS, STYLE_TARGETS } from "./browsers.mjs";
import { cutApp } from "./cut.mjs";
import { mediaType } from "./media-types.mjs";
import { headerPolicy } from "./policy.mjs";
import { checkBudgets } from "./weights.mjs";

const dir = process.env.TRUNK_STAGING_DIR;
// True where it is known: a device that cannot be folded has this posture too.
const CHROMIUM_ONLY = "(device-posture: continuous) or (device-posture: folded)";
const isRelease = process.env.TRUNK_PROFILE === "release";
const NOT_OFFLINE = [/^sw\.js$/, /^_headers$/, /^screenshots\//, /(^|\/)\./];

const tools = createRequire(join(process.cwd(), ".tools", "package.json"));

const read = (name) => readFileSync(join(dir, name));
const write = (name, content) => writeFileSync(join(dir, name), content);
const digest = (bytes, algorithm, encoding) => createHash(algorithm).update(bytes).digest(encoding);
const integrity = (name) => `sha384-${digest(read(name), "sha384", "base64")}`;

let html = read("index.html").toString("utf8");

// --- smaller ---

function minify(name, target = SCRIPT_TARGETS) {
    if (isRelease) {
        const source = read(name).toString("utf8");
        write(name, tools("esbuild").transformSync(source, { loader: "js", target, minify: true }).code);
    }
}

// Also in a development build, where mistakes in the styles should be found too.
function rewriteStyles(name) {
    const { code, warnings } = tools("lightningcss").transform({
        filename: name, code: read(name), targets: STYLE_TARGETS, minify: isRelease,
    });
    if (warnings.length > 0) {
        throw new Error(`styles: ${warnings.map(({ message, loc }) => `${message} (line ${loc?.line})`).join("; ")}`);
    }
    write(name, code);
}

function minifyPage() {
    if (isRelease) {
        html = html.replace(/<!--[\s\S]*?-->/g, "").replace(/\n\s*/g, "\n");
    }
}

// --- index.html as tags ---

function tags(name) {
    return [...html.matchAll(new RegExp(`<${name}\\b[^>]*>`, "g"))].map(([text]) => {
        const attributes = {};
        const inside = text.slice(name.length + 1, -1).replace(/\/$/, "");
        for (const [, key, quoted, single, bare] of inside.matchAll(/([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
            attributes[key] = quoted ?? single ?? bare ?? "";
        }
        return { text, attributes };
    });
}

function tag(name, attributes) {
    return `<${name} ${Object.entries(attributes).map(([key, value]) => `${key}="${value}"`).join(" ")}>`;
}

function one(found, what) {
    if (found.length !== 1) {
        throw new Error(`index.html should hold exactly one ${what}, but holds ${found.length}`);
    }
    return found[0];
}

function replace(before, after) {
    html = html.replace(before, () => after);
}

// --- files by the hash of their bytes ---

function nameByHash(name) {
    const [, base, rest] = /^(.*?)((?:_bg)?\.[a-z]+)$/.exec(name);
    const hashed = `${base}-${digest(read(name), "sha256", "hex").slice(0, 12)}${rest}`;
    renameSync(join(dir, name), join(dir, hashed));
    return hashed;
}

const fileOf = (href) => href.replace(/^\.\//, "");

function joinStyles() {
    const links = tags("link").filter((link) => link.attributes.rel === "stylesheet");
    const files = links.map((link) => fileOf(link.attributes.href));
    write("style.css", files.map((file) => read(file).toString("utf8")).join("\n"));
    files.forEach((file) => rmSync(join(dir, file)));
    rewriteStyles("style.css");
    const name = nameByHash("style.css");
    const joined = tag("link", { rel: "stylesheet", href: `./${name}`, integrity: integrity(name) });
    links.forEach((link, index) => replace(link.text, index === 0 ? joined : ""));
}

// The page finds the worker's address in <meta name="tsudoi:worker">. It is a classic worker, which the page starts from
// a blob that sets `base` and imports this script, so that the page's policy applies to it. An error in a promise is
// thrown once more, so that the page hears of it: a file that is no longer on the server, for example.
function finishWorker() {
    const wasm = nameByHash("worker_bg.wasm");
    const glue = read("worker.js").toString("utf8");
    const from = `new URL("./${wasm}",self.base??location.href)`;
    const start = `wasm_bindgen({module_or_path:fetch(${from},{integrity:"${integrity(wasm)}"})})`
        + ".catch((error)=>setTimeout(()=>{throw error}));";
    write("worker.js", `${glue}\n${start}\n`);
    minify("worker.js");
    replace("</head>", `<meta name="tsudoi:worker" content="./${nameByHash("worker.js")}"></head>`);
}

// A script that index.html itself names, by an attribute that only this script has. Returns its new name.
function finishScript(mark, target) {
    const script = one(tags("script").filter((found) => mark in found.attributes), `script with ${mark}`);
    const file = fileOf(script.attributes.src);
    minify(file, target);
    const name = nameByHash(file);
    replace(script.text, tag("script", { src: `./${name}`, integrity: integrity(name) }));
    return name;
}

// What the first screen needs and the parser meets too late: early.js stands behind another script, which waits for the
// styles, and the app's first part is asked for by early.js. Over a slow network, each would cost one more round trip.
// The attributes must be those of the later requests, or the file is fetched twice. Browsers do not check the hash of a
// preload that is no script or style; the later request does.
//
// WebKit never uses such a preload for a later fetch. Of the media features that change nothing here, this one is known to
// Chromium only; a browser that does not know it ignores the link.
function preloads(early, wasm) {
    return tag("link", { rel: "preload", as: "script", href: `./${early}`, integrity: integrity(early) })
        + tag("link", {
            rel: "preload", as: "fetch", crossorigin: "anonymous", href: `./${wasm}`, media: CHROMIUM_ONLY,
        });
}

function finishApp(early) {
    const script = one(tags("script").filter((found) => "data-wasm" in found.attributes), "start script");
    const preload = one(tags("link").filter((link) => link.attributes.rel === "modulepreload"), "module preload");
    let parts = {};
    if (isRelease) {
        parts = cutApp({
            dir,
            wasm: fileOf(script.attributes["data-wasm"]),
            glue: fileOf(script.attributes["data-glue"]),
            publish: (name) => {
                const rest = nameByHash(name);
                return { address: `./${rest}`, integrity: integrity(rest) };
            },
        });
    }
    minify(fileOf(script.attributes["data-glue"]));
    minify(fileOf(script.attributes.src));
    const glue = nameByHash(fileOf(script.attributes["data-glue"]));
    const wasm = nameByHash(fileOf(script.attributes["data-wasm"]));
    const boot = nameByHash(fileOf(script.attributes.src));
    const ofGlue = tag("link", { rel: "modulepreload", href: `./${glue}`, integrity: integrity(glue) });
    replace(preload.text, preloads(early, wasm) + ofGlue);
    replace(script.text, tag("script", {
        type: "module",
        src: `./${boot}`,
        integrity: integrity(boot),
        "data-glue": `./${glue}`,
        "data-wasm": `./${wasm}`,
        "data-wasm-integrity": integrity(wasm),
        ...Object.fromEntries(["views", "shared"].filter((name) => name in parts).flatMap((name) => [
            [`data-${name}`, parts[name].address],
            [`data-${name}-integrity`, parts[name].integrity],
        ])),
    }));
}

// Netlify and Cloudflare Pages read the headers of the answers from this file; other hosts are told in README.md.
function writeHeaders() {
    const policy = one(tags("meta").filter((found) => found.attributes["http-equiv"] === "Content-Security-Policy"), "policy");
    write("_headers", `/*\n  Content-Security-Policy: ${headerPolicy(policy.attributes.content)}\n  X-Content-Type-Options: nosniff\n`);
}

// The script by which `trunk serve` reloads the page is inline, with placeholders that are filled in when it is served.
// In a file, it reads the address itself.
function moveReloadScript() {
    for (const [element, source] of html.matchAll(/<script>([\s\S]*?)<\/script>/g)) {
        write("reload.js", source
            .replace("'{{__TRUNK_ADDRESS__}}'", () => "location.host")
            .replace("'{{__TRUNK_WS_BASE__}}'", () => "location.pathname"));
        replace(element, '<script src="./reload.js"></script>');
    }
    replace("connect-src 'self'", "connect-src 'self' ws: wss:");
}

// --- the offline list ---

function filesUnder(folder) {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? filesUnder(path) : [relative(dir, path).split(sep).join("/")];
    });
}

function writeOfflineList() {
    const files = filesUnder(dir)
        .filter((path) => !NOT_OFFLINE.some((pattern) => pattern.test(path)))
        .sort()
        .map((path) => {
            const bytes = read(path);
            return { path, sha256: digest(bytes, "sha256", "hex"), type: mediaType(path), size: bytes.length };
        });
    const worker = read("sw.js").toString("utf8");
    // The worker's own source is part of the hash: a changed worker must not share a cache with the active one.
    const id = digest(worker + JSON.stringify(files), "sha256", "hex").slice(0, 12);
    const empty = 'const BUILD = { id: "", files: [] };';
    if (!worker.includes(empty)) {
        throw new Error(`sw.js should hold the line: ${empty}`);
    }
    write("sw.js", worker.replace(empty, () => `const BUILD = ${JSON.stringify({ id, files })};`));
    return files;
}

minifyPage();
joinStyles();
finishScript("data-too-old", "es5");
const early = finishScript("data-early");
finishWorker();
finishApp(early);
if (!isRelease) {
    moveReloadScript();
}
write("index.html", html);
writeHeaders();
if (isRelease) {
    const files = writeOfflineList();
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    console.log(`offline list: ${files.length} files, ${(bytes / 1024).toFixed(0)} KiB`);
    checkBudgets(dir);
}
