// Gives short names to the functions that WebAssembly imports from its glue. The names of wasm-bindgen end in a hash,
// which cannot be compressed, and each name is in both files: 7.7 KB (brotli) of the first view's 375 KB.
// `wasm-opt --minify-imports` only knows the imports of Emscripten.

import { reader, section } from "./wasm.mjs";

const IMPORTS = 2;
const FUNCTION = 0;

// Returns a number as WebAssembly writes it (LEB128).
export function numberBytes(value) {
    return value < 128 ? [value] : [(value & 127) | 128, ...numberBytes(value >>> 7)];
}

function textBytes(text) {
    const bytes = Buffer.from(text, "utf8");
    return Buffer.concat([Buffer.from(numberBytes(bytes.length)), bytes]);
}

// Returns the same two files, in which the imports from `module` have other names.
export function shortenImports({ wasm, glue, module }) {
    const { start, from, end } = section(wasm, IMPORTS);
    const names = new Map();
    const imports = reader(wasm, from);
    const count = imports.number();
    const parts = [Buffer.from(numberBytes(count))];
    for (let index = 0; index < count; index += 1) {
        const [owner, name] = [imports.text(), imports.text()];
        const begun = imports.at();
        if (imports.number() !== FUNCTION) {
            throw new Error(`${name} should be a function: wasm-bindgen imports nothing else`);
        }
        imports.number();
        if (owner === module && !names.has(name)) {
            names.set(name, `_${names.size.toString(36)}`);
        }
        const short = owner === module ? names.get(name) : name;
        parts.push(textBytes(owner), textBytes(short), wasm.subarray(begun, imports.at()));
    }
    const contents = Buffer.concat(parts);
    const shorter = Buffer.concat([
        wasm.subarray(0, start), Buffer.from([IMPORTS, ...numberBytes(contents.length)]), contents, wasm.subarray(end),
    ]);
    let renamed = 0;
    const shorterGlue = glue.replace(/^( +)(\w+): (?=function)/gm, (whole, indent, name) => {
        renamed += names.has(name) ? 1 : 0;
        return names.has(name) ? `${indent}${names.get(name)}: ` : whole;
    });
    if (renamed !== names.size) {
        throw new Error(`the glue should hold ${names.size} functions for the app, but holds ${renamed}`);
    }
    return { wasm: shorter, glue: shorterGlue };
}
