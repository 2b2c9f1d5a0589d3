//! Checks the sources against the layer table of ARCHITECTURE.md.

use std::fs;

use crate::sources::{code, root, sources};

/// A layer, the layers that it may import, and words that its code must never contain.
const TABLE: &[(&str, &[&str], &[&str])] = &[
    ("domain", &[], &["serde", "web_sys", "js_sys", "wasm_bindgen", "leptos", "gloo", "std::time"]),
    (
        "i18n",
        &["domain"],
        &["serde", "web_sys", "js_sys", "wasm_bindgen", "leptos", "gloo", "Error"],
    ),
    ("format", &["domain"], &["web_sys", "js_sys", "wasm_bindgen", "leptos", "gloo", "std::time"]),
    (
        "merge",
        &["domain"],
        &["serde", "web_sys", "js_sys", "wasm_bindgen", "leptos", "gloo", "std::time"],
    ),
    (
        "import",
        &["domain", "format", "merge"],
        &["web_sys", "js_sys", "wasm_bindgen", "leptos", "gloo", "std::time"],
    ),
    (
        "present",
        &["domain", "merge", "i18n"],
        &["serde", "web_sys", "js_sys", "wasm_bindgen", "leptos", "gloo", "std::time", "Signal"],
    ),
    (
        "zones",
        &["domain", "platform"],
        &["serde", "web_sys", "js_sys", "wasm_bindgen", "leptos", "gloo"],
    ),
    ("storage", &[], &["serde", "leptos", "Signal"]),
    (
        "repository",
        &["domain", "format", "storage"],
        &["serde", "web_sys", "js_sys", "wasm_bindgen", "leptos", "gloo", "std::time", "Signal"],
    ),
    ("platform", &[], &["leptos", "indexed_db_futures"]),
    (
        "worker",
        &["domain", "format", "merge", "import", "zones", "storage", "repository", "platform"],
        &["indexed_db_futures", "js_sys", "leptos"],
    ),
    (
        "state",
        &["domain", "format", "merge", "import", "storage", "repository", "platform"],
        &["indexed_db_futures", "js_sys"],
    ),
    (
        "ui",
        &["domain", "format", "merge", "import", "zones", "present", "i18n", "state"],
        &["indexed_db_futures", "js_sys", "serde", "IdbDatabase"],
    ),
];

#[test]
fn every_layer_imports_only_what_the_table_allows() {
    let layers: Vec<&str> = TABLE.iter().map(|(layer, _, _)| *layer).collect();
    let mut breaches = Vec::new();
    for &(layer, allowed, never) in TABLE {
        for file in sources(&root().join("src").join(layer)) {
            let code = code(&file);
            for other in &layers {
                let is_foreign = *other != layer && !allowed.contains(other);
                if is_foreign
                    && (code.contains(&format!("crate::{other}"))
                        || code.contains(&format!("super::super::{other}::")))
                {
                    breaches.push(format!("{} imports {other}", file.display()));
                }
            }
            for word in never.iter().filter(|word| holds_word(&code, word)) {
                breaches.push(format!("{} names {word}", file.display()));
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

/// Every store except the browser's database belongs to the core.
#[test]
fn only_the_database_of_the_browser_names_the_browser() {
    let storage = root().join("src/storage");
    let core = sources(&storage).into_iter().filter(|file| !file.starts_with(storage.join("idb")));
    for file in core {
        let text = fs::read_to_string(&file).expect("a source file is text");
        for word in ["web_sys", "js_sys", "wasm_bindgen", "gloo", "indexed_db_futures"] {
            assert!(!holds_word(&text, word), "{} names {word}", file.display());
        }
    }
}

/// The command line uses the core alone, whichever features are enabled.
#[test]
fn the_command_line_imports_nothing_of_the_shell() {
    const SHELL: [&str; 5] = ["storage", "platform", "worker", "state", "ui"];
    let folder = root().join("src/bin/tsudoi");
    let files = sources(&folder);
    assert!(!files.is_empty(), "no sources in {}", folder.display());
    for file in files {
        let text = fs::read_to_string(&file).expect("a source file is text");
        for layer in SHELL {
            assert!(
                !text.contains(&format!("tsudoi::{layer}")),
                "{} names {layer}",
                file.display()
            );
        }
    }
}

/// A callback that outlives its page reads signals that no longer exist, which ends the app. Only `ui::scope` asks the
/// browser for callbacks, and it knows whether the part of the page still exists.
#[test]
fn pages_ask_for_callbacks_through_their_scope() {
    const RAW: [&str; 19] = [
        "request_animation_frame",
        "request_animation_frame_with_handle",
        "request_idle_callback",
        "request_idle_callback_with_handle",
        "set_timeout",
        "set_timeout_with_handle",
        "set_interval",
        "set_interval_with_handle",
        "debounce",
        "queue_microtask",
        "spawn_local",
        "spawn_local_scoped",
        "wasm_bindgen_futures",
        "Closure",
        "EventListener",
        "window_event_listener",
        "window_event_listener_untyped",
        "IntersectionObserver",
        "ResizeObserver",
    ];
    let folder = root().join("src/ui");
    let scope = folder.join("scope.rs");
    let mut breaches = Vec::new();
    for file in sources(&folder).into_iter().filter(|file| *file != scope) {
        let code = code(&file);
        for word in RAW.iter().filter(|word| holds_word(&code, word)) {
            breaches.push(format!("{} names {word}: use `ui::scope`", file.display()));
        }
    }
    assert!(scope.exists() && breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn no_source_file_is_longer_than_a_reader_likes() {
    let all = ["src", "tests"].iter().flat_map(|folder| sources(&root().join(folder)));
    let long: Vec<String> = all
        .filter_map(|file| {
            let lines = fs::read_to_string(&file).ok()?.lines().count();
            (lines > 400).then(|| format!("{lines} lines: {}", file.display()))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

fn holds_word(code: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(word).any(|(at, _)| {
        let before = code.get(..at).and_then(|text| text.chars().next_back());
        let after = code.get(at + word.len()..).and_then(|text| text.chars().next());
        !is_part(before) && !is_part(after)
    })
}
