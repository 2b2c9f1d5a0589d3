// Checks that the built styles and scripts in dist/ use only what the oldest browsers (browsers.mjs) understand, by the
// tables of caniuse: doiuse reads the styles, and ESLint with eslint-plugin-compat reads the scripts. What stands inside
// @supports is an improvement, and is not checked. Run by `./dev test e2e` after the build.
//
// First the checks themselves are checked: a sample of newer features must be found.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { QUERY } from "./browsers.mjs";

const tools = createRequire(join(process.cwd(), ".tools", "package.json"));

/** Features without which a page is still whole, with what happens in a browser that lacks them. */
const DISPENSABLE = {
    "text-size-adjust": "letters keep the browser's own size",
    "css-scrollbar": "the scroll bar has the system's colours",
    "css-selection": "selected text has the system's colours",
    "css3-cursors": "the pointer looks as usual",
    "css3-cursors-grab": "the pointer looks as usual",
    "css-resize": "a text field cannot be enlarged by dragging",
    "css-content-visibility": "long lists are laid out wholly",
    "css-touch-action": "only Safari on the desktop, which has no touch",
    "css-paged-media": "printed pages have the browser's own margins",
    "css-text-wrap-balance": "headings break as usual",
};

/** What caniuse has no table for, or doiuse does not look for: forms that must not be in the styles at all. */
const UNKNOWN_TO_TABLES = [/\blight-dark\(/, /\bsubgrid\b/, /@scope\b/, /@starting-style\b/, /\bfield-sizing\b/, /\bcolor-mix\(/, /\b(?:rgb|hsl|oklch|lab)\(from\b/, /[{;}]\s*&/];

async function inStyles(css) {
    const postcss = tools("postcss");
    const doiuse = tools("doiuse");
    const found = new Set();
    const root = postcss.parse(css);
    root.walkAtRules("supports", (rule) => rule.remove());
    const checked = root.toString();
    // What a browser supports in part is left out: the tables mean corners of these properties that are not used here.
    const onFeatureUsage = ({ feature, featureData, usage }) => {
        if (featureData.missing) {
            found.add(`${feature}, missing in ${featureData.missing}: ${usage.toString().replace(/\s+/g, " ").slice(0, 100)}`);
        }
    };
    await postcss([doiuse({ browsers: QUERY, ignore: Object.keys(DISPENSABLE), onFeatureUsage })])
        .process(checked, { from: undefined });
    const unknown = UNKNOWN_TO_TABLES.filter((form) => form.test(checked)).map((form) => `${form} is in the styles`);
    return [...found, ...unknown];
}

async function inScripts(source, sourceType) {
    const { ESLint } = tools("eslint");
    const { default: compat } = await import(tools.resolve("eslint-plugin-compat"));
    const plugin = compat ?? tools("eslint-plugin-compat");
    const eslint = new ESLint({
        overrideConfigFile: true,
        overrideConfig: [{
            ...plugin.configs["flat/recommended"],
            languageOptions: { ecmaVersion: 2022, sourceType },
            settings: { browsers: QUERY },
        }],
    });
    const results = await eslint.lintText(source, { filePath: "built.js" });
    return results.flatMap(({ messages }) => messages.map(({ line, message }) => `line ${line}: ${message}`));
}

async function checkTheChecks() {
    const styles = ["a { color: light-dark(red, blue) }", "a { & b { color: red } }", "a:has(b) { color: red }", "a { grid-template-rows: subgrid }"];
    for (const sample of styles) {
        if ((await inStyles(sample)).length === 0) throw new Error(`nothing is found in: ${sample}`);
    }
    for (const sample of ["navigation.navigate('x')", "new URLPattern({})", "class A { @b c }"]) {
        if ((await inScripts(sample, "module")).length === 0) throw new Error(`nothing is found in: ${sample}`);
    }
}

await checkTheChecks();
const problems = [];
for (const name of readdirSync("dist").filter((name) => /\.(?:css|js)$/.test(name))) {
    const source = readFileSync(join("dist", name), "utf8");
    const isModule = /^(?:app|boot)-/.test(name);
    const found = name.endsWith(".css") ? await inStyles(source) : await inScripts(source, isModule ? "module" : "script");
    problems.push(...found.map((problem) => `${name}: ${problem}`));
}
if (problems.length > 0) {
    console.error(problems.join("\n"));
    process.exit(1);
}
console.log(`${QUERY.join(", ")}: styles and scripts use nothing newer`);
