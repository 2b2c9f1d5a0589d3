// Measures each built file, uncompressed and with brotli 11, and compares the sizes with the budgets.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HIGHEST_QUALITY, brotli } from "./brotli.mjs";
import { BUDGETS } from "./budgets.mjs";

// Returns the files of a folder, each with the budget that it counts towards, if there is one. What is compressed is kept
// in the folder `kept`, if it is named.
export function weigh(dir, kept) {
    return readdirSync(dir, { withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
        .map(({ name }) => {
            const bytes = readFileSync(join(dir, name));
            const budget = BUDGETS.find(({ files }) => files.some((pattern) => pattern.test(name)));
            return { name, budget, raw: bytes.length, brotli: brotli(bytes, HIGHEST_QUALITY, kept).length };
        });
}

export const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

// Returns the total size of the files of one budget.
export function total(files, budget) {
    const counted = files.filter((file) => file.budget === budget);
    const sum = (key) => counted.reduce((total, file) => total + file[key], 0);
    return { raw: sum("raw"), brotli: sum("brotli") };
}

// Stops the build if a budget is exceeded.
export function checkBudgets(dir) {
    const files = weigh(dir);
    const over = BUDGETS.map((budget) => ({ ...budget, brotli: total(files, budget).brotli }))
        .filter(({ brotli, limit }) => brotli > limit)
        .map(({ name, brotli, limit }) => `The ${name} weighs ${kilobytes(brotli)} KB; its budget is ${kilobytes(limit)} KB.`);
    if (over.length > 0) {
        throw new Error([...over, "Make it lighter, or raise the budget in build/budgets.mjs in a commit that says why."].join("\n"));
    }
}
