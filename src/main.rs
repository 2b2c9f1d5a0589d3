//! The app: starts the shell on the page, and marks where the release build cuts the app into two parts.

use std::pin::Pin;

use leptos::prelude::*;
use tsudoi::ui::app::App;
use tsudoi::ui::context::LazyPages;
use tsudoi::ui::lazy::here;

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(|| view! { <App fetch=fetch/> });
}

#[cfg(all(target_family = "wasm", not(debug_assertions)))]
fn fetch() -> Pin<Box<dyn Future<Output = Option<LazyPages>>>> {
    Box::pin(async { lazy().await.ok() })
}

// Code that is reachable only from here becomes a separate file. This function is not in the library, because the
// worker would then contain the code too.
#[cfg(all(target_family = "wasm", not(debug_assertions)))]
#[wasm_split_helpers::wasm_split(lazy, fallible)]
fn lazy() -> Result<LazyPages, wasm_split_helpers::SplitLoaderError> {
    Ok(here())
}

// A development build has one part.
#[cfg(not(all(target_family = "wasm", not(debug_assertions))))]
fn fetch() -> Pin<Box<dyn Future<Output = Option<LazyPages>>>> {
    Box::pin(std::future::ready(Some(here())))
}
