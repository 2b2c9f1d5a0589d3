// What the built app may weigh, and what its first part must not hold. A build that goes beyond any of it fails.
//
// To raise a budget, change the number here in a commit that says what the bytes are for.

// In bytes, as brotli 11 sends them.
export const BUDGETS = [
    {
        name: "first view",
        limit: 380_000,
        files: [/^index\.html$/, /^style-.*\.css$/, /^boot-.*\.js$/, /^app-.*\.js$/, /^app-.*\.wasm$/],
    },
    { name: "lazy part", limit: 570_000, files: [/^rest-.*\.wasm$/] },
    { name: "worker", limit: 350_000, files: [/^worker-.*\.(js|wasm)$/] },
];

// In bytes, of one function, before wasm-opt makes functions smaller and puts some into others.
export const LARGEST_FUNCTION = { first: 16_000, lazy: 50_000 };

// Functions that are larger, by a part of their names, each with the reason.
export const LARGE_FUNCTIONS = [
    // How jiff tells its errors. Nothing that is shown needs it, but the panics of jiff do.
    "jiff..error..ErrorKind",
];

// Modules that are loaded after the first view: none of their functions may be in the first part. A function that is
// there was named outside of `ui::rest`, whose table is the only way to them.
export const LAZY_MODULES = [
    "merge",
    "present::form",
    "present::natural",
    "present::page::axis",
    "present::page::event",
    "present::page::participants",
    "present::page::print",
    "present::page::review",
    "present::page::search",
    "present::page::trash",
    "present::page::year",
    "ui::actions",
    "ui::form",
    "ui::pages::axis",
    "ui::pages::bin",
    "ui::pages::calendars",
    "ui::pages::day",
    "ui::pages::event",
    "ui::pages::event_form",
    "ui::pages::export",
    "ui::pages::history",
    "ui::pages::import",
    "ui::pages::participants",
    "ui::pages::print",
    "ui::pages::review",
    "ui::pages::search",
    "ui::pages::settings",
    "ui::pages::year",
];

// Modules of the worker alone: none of their functions may be in either part of the app.
export const WORKER_MODULES = ["format::icalendar", "merge::plan"];
