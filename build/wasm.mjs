// Reads WebAssembly, as far as the build needs it.

// Returns a reader of numbers (LEB128) and texts, starting at `at`.
export function reader(bytes, at = 0) {
    const number = () => {
        let value = 0;
        for (let shift = 0; ; shift += 7) {
            const byte = bytes[at];
            at += 1;
            value |= (byte & 127) << shift;
            if (byte < 128) {
                return value >>> 0;
            }
        }
    };
    return {
        at: () => at,
        number,
        skip: (length) => { at += length; },
        isDone: () => at >= bytes.length,
        text: () => {
            const length = number();
            at += length;
            return bytes.toString("utf8", at - length, at);
        },
    };
}

// Returns the start of a section, the start of its contents, and its end. Every module of ours has that section.
export function section(wasm, kind) {
    const file = reader(wasm, 8);
    while (!file.isDone()) {
        const start = file.at();
        const id = file.number();
        const size = file.number();
        const from = file.at();
        if (id === kind) {
            return { start, from, end: from + size };
        }
        file.skip(size);
    }
    throw new Error(`there is no section ${kind}`);
}
