// Cuts the app's WebAssembly into parts:
//   first   what a first visit needs: the shell, the welcome page, the opening of the database;
//   views   what a person needs who has events: the agenda, the month, the reading of what is stored. Where something is
//           stored, early.js asks for it side by side with the first part;
//   lazy    everything else, which the app fetches when it is idle or when a lazy page is opened;
//   shared  what views and lazy both need. The loader fetches it with whichever of them comes first.
//
// Trunk does not support this, so this script processes the file that cargo has linked once more. wasm-split-cli cuts
// along the functions that src/main.rs marks; it comes first, because it needs the linker's relocations (see build.rs),
// which wasm-bindgen drops. Then wasm-bindgen makes the glue for the first part, and wasm-opt makes all parts small.
// The other parts have no glue of their own: they share memory and function table with the first.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { withoutExports } from "./exports.mjs";
import { checkParts } from "./functions.mjs";
import { shortenImports } from "./imports.mjs";

const PATH = [resolve(".tools/bin"), resolve(".tools/node_modules/.bin"), process.env.PATH].join(delimiter);

function run(command, ...words) {
    return execFileSync(command, words, {
        env: { ...process.env, PATH },
        encoding: "utf8",
        maxBuffer: 1 << 28,
        stdio: ["ignore", "pipe", "inherit"],
        shell: process.platform === "win32",
    });
}

function targetFolder() {
    return JSON.parse(run("cargo", "metadata", "--no-deps", "--offline", "--format-version", "1")).target_directory;
}

// Replaces `text` in what one of the tools wrote; stops the build if it is not there exactly once.
function rewritten(source, text, instead) {
    if (source.split(text).length !== 2) {
        throw new Error(`the link script should hold exactly once: ${text}`);
    }
    return source.replace(text, () => instead);
}

// Returns the parts other than the first: the name of each, and the file that wasm-split-cli wrote.
function partsIn(work) {
    const chunks = readdirSync(work).filter((file) => /^chunk_\d+\.wasm$/.test(file));
    if (chunks.length > 1) {
        throw new Error(`the two parts should share one file, not: ${chunks.join(", ")}`);
    }
    const shared = chunks.map((file) => ({ name: "shared", file }));
    return [...["views", "lazy"].map((name) => ({ name, file: `split_${name}.wasm` })), ...shared];
}

function makeSmall(from, to) {
    // A browser compiles each function when it is called for the first time, at every start. `-O3` leaves a fifth fewer of
    // them than `-Oz`, and as many bytes after compression. The stack lies first in memory, so that no data are at low
    // addresses.
    run("wasm-opt", "-O3", "--low-memory-unused", "--strip-debug", "--strip-producers", from, "-o", to);
}

// Puts the parts into `dir`. Calls `publish(name)` for each but the first, which returns its final address and its
// subresource hash; then writes the glue, which contains them. Returns them by the names of the parts.
export function cutApp({ dir, wasm, glue, publish }) {
    const linked = join(targetFolder(), "wasm32-unknown-unknown", "release", "app.wasm");
    const work = join(targetFolder(), "cut");
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });

    run("wasm-split-cli", "--target", "web", "--out-name", "app", linked, work);
    const parts = partsIn(work);
    // Now, because the functions still have their names.
    const named = parts.map(({ name, file }) => [name, readFileSync(join(work, file))]);
    checkParts({ first: readFileSync(join(work, "app.wasm")), ...Object.fromEntries(named) });
    makeFirst({ dir, wasm, work });
    const published = parts.map(({ name, file }) => {
        makeSmall(join(work, file), join(dir, `${name}.wasm`));
        return { name, file, ...publish(`${name}.wasm`) };
    });

    writeFileSync(join(work, "bound", "__wasm_split.js"), linkScript(readFileSync(join(work, "__wasm_split.js"), "utf8"), published));
    // The two scripts import each other, so neither can be named by its hash: they are joined into one.
    const { buildSync } = createRequire(join(process.cwd(), ".tools", "package.json"))("esbuild");
    buildSync({
        entryPoints: [join(work, "bound", "app.js")],
        outfile: join(dir, glue),
        allowOverwrite: true,
        bundle: true,
        format: "esm",
        logLevel: "error",
    });
    return Object.fromEntries(published.map(({ name, address, integrity }) => [name, { address, integrity }]));
}

function makeFirst({ dir, wasm, work }) {
    run("wasm-bindgen", "--target", "web", "--keep-lld-exports", "--no-demangle", "--no-typescript",
        "--out-dir", join(work, "bound"), "--out-name", "app", join(work, "app.wasm"));
    // The streams of a crate that leptos uses, which nothing here reads or writes: 1.5 KB.
    const bound = join(work, "bound", "app_bg.wasm");
    writeFileSync(bound, withoutExports(readFileSync(bound), (name) => name.includes("intounderlying")));
    makeSmall(bound, join(dir, wasm));
    const short = shortenImports({
        wasm: readFileSync(join(dir, wasm)),
        glue: readFileSync(join(work, "bound", "app.js"), "utf8"),
        module: "./app_bg.js",
    });
    writeFileSync(join(dir, wasm), short.wasm);
    writeFileSync(join(work, "bound", "app.js"), short.glue);
}

// Writes the final addresses into the script that loads the parts. A part that early.js has asked for is taken from there,
// once: a second attempt fetches it again.
function linkScript(source, parts) {
    let script = source;
    for (const { name, file, address, integrity } of parts) {
        script = rewritten(script, `fetch(new URL("./${file}", import.meta.url))`,
            `(globalThis.tsudoiParts?.("${name}") ?? fetch(new URL("${address}", import.meta.url), { integrity: "${integrity}" }))`);
    }
    // So that it works with any media type that the host sends.
    return script.replaceAll("WebAssembly.instantiateStreaming(src, imports)",
        "src.then((answer) => answer.arrayBuffer()).then((bytes) => WebAssembly.instantiate(bytes, imports))");
}
