// Prints what each built file weighs, as it is and as brotli 11 sends it, and what the first view needs in all; the rest-*.wasm follows it.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const dir = process.argv[2] ?? "dist";
const FIRST_VIEW = [/^index\.html$/, /^style-.*\.css$/, /^boot-.*\.js$/, /^app-.*\.js$/, /^app-.*\.wasm$/];

const rows = readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map(({ name }) => {
        const bytes = readFileSync(join(dir, name));
        const isFirst = FIRST_VIEW.some((pattern) => pattern.test(name));
        return { name, raw: bytes.length, brotli: brotliCompressSync(bytes).length, isFirst };
    })
    .sort((a, b) => Number(b.isFirst) - Number(a.isFirst) || b.brotli - a.brotli);
const first = rows.filter((row) => row.isFirst);
const sum = (key) => first.reduce((total, row) => total + row[key], 0);
const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(9);

console.log(`${"file".padEnd(36)}${"KB".padStart(9)}${"brotli".padStart(9)}`);
for (const row of rows) {
    console.log(`${(row.isFirst ? "* " : "  ") + row.name.padEnd(34)}${kb(row.raw)}${kb(row.brotli)}`);
}
console.log(`${"* first view, in all".padEnd(36)}${kb(sum("raw"))}${kb(sum("brotli"))}`);
