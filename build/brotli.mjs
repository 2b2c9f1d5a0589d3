// Compresses with brotli, and keeps the result in a folder if one is named: the largest files take half a minute.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

export const HIGHEST_QUALITY = constants.BROTLI_MAX_QUALITY;

export function brotli(bytes, quality, folder) {
    const compress = () => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
    if (folder === undefined) {
        return compress();
    }
    const path = join(folder, `${createHash("sha256").update(bytes).digest("hex").slice(0, 24)}-${quality}.br`);
    try {
        return readFileSync(path);
    } catch {
        const compressed = compress();
        mkdirSync(folder, { recursive: true });
        // Whole or not at all: another process may read it.
        writeFileSync(`${path}.${process.pid}`, compressed);
        renameSync(`${path}.${process.pid}`, path);
        return compressed;
    }
}
