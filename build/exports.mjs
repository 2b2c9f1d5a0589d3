// Removes exports that nothing calls, so that wasm-opt can remove their functions.

import { reader, section } from "./wasm.mjs";
import { numberBytes } from "./imports.mjs";

const EXPORTS = 7;

// Returns the file without the exports of those names.
export function withoutExports(wasm, isUnwanted) {
    const { start, from, end } = section(wasm, EXPORTS);
    const exports = reader(wasm, from);
    const kept = [];
    for (let count = exports.number(); count > 0; count -= 1) {
        const begun = exports.at();
        const name = exports.text();
        exports.number(); // The kind.
        exports.number(); // The index.
        if (!isUnwanted(name)) {
            kept.push(wasm.subarray(begun, exports.at()));
        }
    }
    const contents = Buffer.concat([Buffer.from(numberBytes(kept.length)), ...kept]);
    return Buffer.concat([
        wasm.subarray(0, start), Buffer.from([EXPORTS, ...numberBytes(contents.length)]), contents, wasm.subarray(end),
    ]);
}
