// Prints the size of each built file and the total of each budget (budgets.mjs): node build/sizes.mjs [dist] [--json]
// [--kept FOLDER]
// With --json it prints a list of { name, budget, raw, brotli }, in bytes. --kept keeps what is compressed (brotli.mjs).

import { parseArgs } from "node:util";
import { BUDGETS } from "./budgets.mjs";
import { kilobytes, total, weigh } from "./weights.mjs";

const { values: options, positionals } = parseArgs({
    allowPositionals: true, options: { json: { type: "boolean", default: false }, kept: { type: "string" } },
});
const files = weigh(positionals[0] ?? "dist", options.kept);
const rank = ({ budget }) => (budget ? BUDGETS.indexOf(budget) : BUDGETS.length);
const row = (name, { raw, brotli }, more = "") =>
    console.log(`${name.padEnd(36)}${kilobytes(raw).padStart(9)}${kilobytes(brotli).padStart(9)}${more}`);

files.sort((a, b) => rank(a) - rank(b) || b.brotli - a.brotli);
if (options.json) {
    console.log(JSON.stringify(files.map((file) => ({ ...file, budget: file.budget?.name ?? null }))));
} else {
    console.log(`${"file".padEnd(36)}${"KB".padStart(9)}${"brotli".padStart(9)}`);
    for (const file of files) {
        row(file.name, file);
    }
    for (const budget of BUDGETS) {
        row(`${budget.name}, in all`, total(files, budget), ` of ${kilobytes(budget.limit)}`);
    }
}
