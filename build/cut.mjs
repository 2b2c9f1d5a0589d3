// Cuts the app's WebAssembly in two: the first view, and the rest, which the app fetches when it is idle or needed.
//
// Trunk does not know of this, so it is done over again here, from what cargo has linked: wasm-split-cli cuts along the
// function that src/main.rs marks (it needs the linker's relocations, see build.rs, which wasm-bindgen drops; so the
// cutting comes first), wasm-bindgen makes the glue for the first part, and wasm-opt makes both small. The second part
// has no glue of its own: it shares memory and function table with the first.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { checkParts } from "./functions.mjs";
import { shortenImports } from "./imports.mjs";

const REST = "rest";
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

// Changes `text` in a file that one of the tools wrote; stops the build where that tool now writes something else.
function rewrite(file, text, instead) {
    const before = readFileSync(file, "utf8");
    if (before.split(text).length !== 2) {
        throw new Error(`${file} should hold exactly once: ${text}`);
    }
    writeFileSync(file, before.replace(text, () => instead));
}

function makeSmall(from, to) {
    run("wasm-opt", "-Oz", "--strip-debug", "--strip-producers", from, "-o", to);
}

// Puts the two parts into `dir`. `publish(name)` is told of the second one, and answers with its final address and its
// subresource hash; then the glue is written, which holds both.
export function cutApp({ dir, wasm, glue, publish }) {
    const linked = join(targetFolder(), "wasm32-unknown-unknown", "release", "app.wasm");
    const work = join(targetFolder(), "cut");
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });

    run("wasm-split-cli", "--target", "web", "--out-name", "app", linked, work);
    // While functions still have their names.
    checkParts({ first: readFileSync(join(work, "app.wasm")), lazy: readFileSync(join(work, `split_${REST}.wasm`)) });
    run("wasm-bindgen", "--target", "web", "--keep-lld-exports", "--no-demangle", "--no-typescript",
        "--out-dir", join(work, "bound"), "--out-name", "app", join(work, "app.wasm"));
    makeSmall(join(work, "bound", "app_bg.wasm"), join(dir, wasm));
    const short = shortenImports({
        wasm: readFileSync(join(dir, wasm)),
        glue: readFileSync(join(work, "bound", "app.js"), "utf8"),
        module: "./app_bg.js",
    });
    writeFileSync(join(dir, wasm), short.wasm);
    writeFileSync(join(work, "bound", "app.js"), short.glue);
    makeSmall(join(work, `split_${REST}.wasm`), join(dir, `${REST}.wasm`));

    const { address, integrity } = publish(`${REST}.wasm`);
    const link = join(work, "bound", "__wasm_split.js");
    copyFileSync(join(work, "__wasm_split.js"), link);
    rewrite(link, `fetch(new URL("./split_${REST}.wasm", import.meta.url))`,
        `fetch(new URL("${address}", import.meta.url), { integrity: "${integrity}" })`);
    // Whatever media type the host gives it.
    rewrite(link, "WebAssembly.instantiateStreaming(src, imports)",
        "src.then((answer) => answer.arrayBuffer()).then((bytes) => WebAssembly.instantiate(bytes, imports))");
    // The two scripts import each other, so neither could be named by its hash: they become one.
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
