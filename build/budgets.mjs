// The size limits of the built app, and the modules that its first part must not contain. A build that breaks one of
// these rules fails.
//
// To raise a budget, change the number here in a commit that says what the bytes are needed for.

// In bytes, compressed with brotli 11.
export const BUDGETS = [
    {
        name: "first view",
        limit: 187_000,
        files: [/^index\.html$/, /^style-.*\.css$/, /^(early|boot|app)-.*\.js$/, /^app-.*\.wasm$/],
    },
    { name: "agenda and month", limit: 256_000, files: [/^(views|shared)-.*\.wasm$/] },
    { name: "lazy part", limit: 848_000, files: [/^lazy-.*\.wasm$/] },
    { name: "worker", limit: 586_000, files: [/^worker-.*\.(js|wasm)$/] },
];

// The size limit of one function in bytes, before wasm-opt makes functions smaller and inlines some.
export const LARGEST_FUNCTION = { first: 16_000, views: 16_000, shared: 16_000, lazy: 50_000 };

// Larger functions that are allowed, by a part of their names, each with the reason.
export const LARGE_FUNCTIONS = [
    // The texts of jiff's errors. Nothing on the screen needs them, but the panics of jiff do.
    "jiff..error..ErrorKind",
    // It reads the changes of single properties of an instance, of every kind of item: one arm for each.
    "jscalendar5patch5below",
];

// Modules that a first visit does not need: none of their functions may be in the first part. If one is there, some code
// outside `ui::views` uses it.
export const VIEWS_MODULES = [
    "domain::series::recurrence",
    "format::jscalendar",
    "format::stored::record",
    "present::page::agenda",
    "present::page::month",
    "ui::pages::agenda",
    "ui::pages::month",
];

// Modules that are loaded after the first view: none of their functions may be in the first part. If one is there, some
// code outside `ui::lazy` uses it; only the table in `ui::lazy` may refer to these functions.
export const LAZY_MODULES = [
    "merge",
    "domain::directory::merging",
    "domain::directory::people_index",
    "present::form",
    "present::natural",
    "present::page::axis",
    "present::page::directory",
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
    "ui::pages::directory",
    "ui::pages::trash",
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

// Modules that only the worker needs: none of their functions may be in either part of the app.
export const WORKER_MODULES = ["format::icalendar", "format::stored::spare", "merge::plan", "repository::spare"];
