// The oldest browsers in which the app works. Style sheets and scripts are rewritten for them (finish.mjs), and
// old-browsers.mjs checks the result. An older browser gets the page of public/too-old.js.

const OLDEST = { safari: "16.4", ios_saf: "16.4", firefox: "115", chrome: "109" };

/** The browsers as esbuild names them. */
export const SCRIPT_TARGETS = Object.entries(OLDEST).map(([name, version]) => `${name.replace("ios_saf", "ios")}${version}`);

/** The browsers as Lightning CSS counts them: three bytes for major, minor and patch. */
export const STYLE_TARGETS = Object.fromEntries(Object.entries(OLDEST).map(([name, version]) => {
    const [major, minor = 0] = version.split(".").map(Number);
    return [name, (major << 16) | (minor << 8)];
}));

/** The browsers as a Browserslist query. */
export const QUERY = Object.entries(OLDEST).map(([name, version]) => `${name} >= ${version}`);
