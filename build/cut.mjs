// Cuts the app's WebAssembly into two parts: the first view, and the lazy part, which the app fetches when it is idle
// or when a lazy page is opened.
//
// Trunk does not support this, so this script processes the file that cargo has linked once more. wasm-split-cli cuts
// along the function that src/main.rs marks; it comes first, because it needs the linker's relocations (see build.rs),
// which wasm-bindgen drops. Then wasm-bindgen makes the glue for the first part, and wasm-opt makes both parts small.
// The second part has no glue of its own: it shares memory and function table with the first.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { withoutExports } from "./exports.mjs";
import { checkParts } from "./functions.mjs";
import { shortenImports } from "./imports.mjs";

const LAZY = "lazy";
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

// Replaces `text` in a file that one of the tools wrote; stops the build if the file does not contain it.
function rewrite(file, text, instead) {
    const before = readFileSync(file, "utf8");
    if (before.split(text).length !== 2) {
        throw new Error(`${file} should hold exactly once: ${text}`);
    }
    writeFileSync(file, before.replace(text, () => instead));
}

function makeSmall(from, to) {
    // The stack lies first in memory, so that no data are at low addresses.
    run("wasm-opt", "-Oz", "--low-memory-unused", "--strip-debug", "--strip-producers", from, "-o", to);
}

// Puts the two parts into `dir`. Calls `publish(name)` for the second part, which returns its final address and its
// subresource hash; then writes the glue, which contains both.
export function cutApp({ dir, wasm, glue, publish }) {
    const linked = join(targetFolder(), "wasm32-unknown-unknown", "release", "app.wasm");
    const work = join(targetFolder(), "cut");
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });

    run("wasm-split-cli", "--target", "web", "--out-name", "app", linked, work);
    // Now, because the functions still have their names.
    checkParts({ first: readFileSync(join(work, "app.wasm")), lazy: readFileSync(join(work, `split_${LAZY}.wasm`)) });
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
    makeSmall(join(work, `split_${LAZY}.wasm`), join(dir, `${LAZY}.wasm`));

    const { address, integrity } = publish(`${LAZY}.wasm`);
    const link = join(work, "bound", "__wasm_split.js");
    copyFileSync(join(work, "__wasm_split.js"), link);
    rewrite(link, `fetch(new URL("./split_${LAZY}.wasm", import.meta.url))`,
        `fetch(new URL("${address}", import.meta.url), { integrity: "${integrity}" })`);
    // So that it works with any media type that the host sends.
    rewrite(link, "WebAssembly.instantiateStreaming(src, imports)",
        "src.then((answer) => answer.arrayBuffer()).then((bytes) => WebAssembly.instantiate(bytes, imports))");
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
}
