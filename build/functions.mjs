// Lists the functions of a WebAssembly file by name and size, and checks them.

import { LARGE_FUNCTIONS, LARGEST_FUNCTION, LAZY_MODULES, VIEWS_MODULES, WORKER_MODULES } from "./budgets.mjs";
import { reader, section } from "./wasm.mjs";

const CODE = 10;
const FUNCTION_NAMES = 1;

// Returns the sizes of the functions that the file defines, in order.
function sizesOf(wasm) {
    const code = reader(wasm, section(wasm, CODE).from);
    return Array.from({ length: code.number() }, () => {
        const length = code.number();
        code.skip(length);
        return length;
    });
}

// Returns the names of all functions by their index, including imported functions.
function namesOf(module) {
    const names = new Map();
    for (const bytes of WebAssembly.Module.customSections(module, "name")) {
        const part = reader(Buffer.from(bytes));
        while (!part.isDone()) {
            const id = part.number();
            const size = part.number();
            if (id !== FUNCTION_NAMES) {
                part.skip(size);
                continue;
            }
            for (let count = part.number(); count > 0; count -= 1) {
                const index = part.number();
                names.set(index, part.text());
            }
        }
    }
    return names;
}

// Returns every function that the file defines: `{ name, size }`.
function functionsOf(wasm) {
    const module = new WebAssembly.Module(wasm);
    const names = namesOf(module);
    if (names.size === 0) {
        throw new Error("the names of functions should be there still");
    }
    const imported = WebAssembly.Module.imports(module).filter((one) => one.kind === "function").length;
    return sizesOf(wasm).map((size, index) => ({ name: names.get(imported + index) ?? "", size }))
        // It only passes a call on into another part, and has the name of one of several identical functions.
        .filter(({ name }) => !name.endsWith("indirect_call_shim"));
}

// Whether a mangled name belongs to that module of ours: `6tsudoi2ui5pages`. Functions of other crates for a type of
// ours (`tsudoi..ui..pages`) do not count: the compiler gives identical functions of several types one name.
function isOf(name, module) {
    return name.includes(["tsudoi", ...module.split("::")].map((step) => `${step.length}${step}`).join(""));
}

function stop(problem, functions, advice) {
    const lines = functions.map(({ name, size }) => `  ${size} bytes: ${name}`);
    throw new Error([`${problem}:`, ...lines, advice].join("\n"));
}

// The linker makes one of identical functions, which are small, with the name of any of them.
const MAY_BE_ANOTHER = 100;

function checkAbsent(part, functions, modules, advice) {
    const found = functions.filter(({ name, size }) => size > MAY_BE_ANOTHER && modules.some((module) => isOf(name, module)));
    if (found.length > 0) {
        stop(`The ${part} part holds functions that should not be in it`, found,
            `${advice}, or take their module off the list in build/budgets.mjs and say why.`);
    }
}

// Stops the build if a part contains a function of a module that belongs elsewhere, or if a list is out of date.
function checkModules({ first, views, lazy, shared }) {
    checkAbsent("first", first, VIEWS_MODULES, "Reach them through ui::views");
    checkAbsent("first", first, LAZY_MODULES, "Reach them through ui::lazy");
    for (const [name, functions] of Object.entries({ views, shared })) {
        checkAbsent(name, functions, LAZY_MODULES, "Reach them through ui::lazy");
    }
    for (const [name, functions] of Object.entries({ first, views, lazy, shared })) {
        checkAbsent(name, functions, WORKER_MODULES, "Leave them to the worker");
    }
    checkPresent("views", [...views, ...shared], VIEWS_MODULES);
    checkPresent("lazy", lazy, LAZY_MODULES);
}

function checkPresent(part, functions, modules) {
    const gone = modules.filter((module) => !functions.some(({ name }) => isOf(name, module)));
    if (gone.length > 0) {
        throw new Error(`No function of the ${part} part is in ${gone.join(", ")}: correct the list in build/budgets.mjs.`);
    }
}

// Stops the build if a function is larger than the limit of its part.
function checkSizes(functions, limit) {
    const isKnown = (name) => LARGE_FUNCTIONS.some((part) => name.includes(part));
    const large = functions.filter(({ name, size }) => size > limit && !isKnown(name));
    if (large.length > 0) {
        stop(`Functions of more than ${limit} bytes`, large,
            "Divide them, or raise the limit in build/budgets.mjs in a commit that says why.");
    }
}

// Stops the build if the parts break the rules of budgets.mjs. All are WebAssembly with the functions' names.
export function checkParts(files) {
    const parts = Object.fromEntries(Object.entries(files).map(([name, wasm]) => [name, functionsOf(wasm)]));
    checkModules({ shared: [], ...parts });
    Object.entries(parts).forEach(([name, functions]) => checkSizes(functions, LARGEST_FUNCTION[name]));
}
