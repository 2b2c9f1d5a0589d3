// Gives the functions that WebAssembly imports from its glue short names. wasm-bindgen's end in a hash, which no
// compression makes smaller, and each stands in both files.

const IMPORTS = 2;
const FUNCTION = 0;

function readNumber(bytes, at) {
    let value = 0;
    for (let shift = 0; ; shift += 7, at += 1) {
        value |= (bytes[at] & 127) << shift;
        if (bytes[at] < 128) {
            return [value >>> 0, at + 1];
        }
    }
}

function numberBytes(value) {
    return value < 128 ? [value] : [(value & 127) | 128, ...numberBytes(value >>> 7)];
}

function textBytes(text) {
    const bytes = Buffer.from(text, "utf8");
    return Buffer.concat([Buffer.from(numberBytes(bytes.length)), bytes]);
}

// Where the section of imports stands, with its contents: `start` is at its id.
function findImports(wasm) {
    for (let start = 8; start < wasm.length; ) {
        const [size, from] = readNumber(wasm, start + 1);
        if (wasm[start] === IMPORTS) {
            return { start, from, end: from + size };
        }
        start = from + size;
    }
    throw new Error("the app imports nothing");
}

// Answers with the same two files; only imports from `module` get other names.
export function shortenImports({ wasm, glue, module }) {
    const { start, from, end } = findImports(wasm);
    const names = new Map();
    const text = (at) => {
        const [length, first] = readNumber(wasm, at);
        return [wasm.toString("utf8", first, first + length), first + length];
    };
    let [count, at] = readNumber(wasm, from);
    const parts = [Buffer.from(numberBytes(count))];
    for (; count > 0; count -= 1) {
        const [place, afterPlace] = text(at);
        const [name, afterName] = text(afterPlace);
        if (wasm[afterName] !== FUNCTION) {
            throw new Error(`${name} should be a function: wasm-bindgen imports nothing else`);
        }
        const [, next] = readNumber(wasm, afterName + 1);
        if (place === module && !names.has(name)) {
            names.set(name, `_${names.size.toString(36)}`);
        }
        const short = place === module ? names.get(name) : name;
        parts.push(textBytes(place), textBytes(short), wasm.subarray(afterName, next));
        at = next;
    }
    const section = Buffer.concat(parts);
    const shorter = Buffer.concat([
        wasm.subarray(0, start), Buffer.from([IMPORTS, ...numberBytes(section.length)]), section, wasm.subarray(end),
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
