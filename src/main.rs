//! The app: starts the shell on the page, and says where the release build cuts it in two.

use std::pin::Pin;

use leptos::prelude::*;
use tsudoi::ui::app::App;
use tsudoi::ui::context::Rest;
use tsudoi::ui::rest::here;

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(|| view! { <App fetch=fetch/> });
}

#[cfg(all(target_family = "wasm", not(debug_assertions)))]
fn fetch() -> Pin<Box<dyn Future<Output = Option<Rest>>>> {
    Box::pin(async { rest().await.ok() })
}

// What is reachable from here alone becomes a file of its own. It stands in this file, and not in the library, because
// the worker would otherwise carry it too.
#[cfg(all(target_family = "wasm", not(debug_assertions)))]
#[wasm_split_helpers::wasm_split(rest, fallible)]
fn rest() -> Result<Rest, wasm_split_helpers::SplitLoaderError> {
    Ok(here())
}

// A development build is in one piece.
#[cfg(not(all(target_family = "wasm", not(debug_assertions))))]
fn fetch() -> Pin<Box<dyn Future<Output = Option<Rest>>>> {
    Box::pin(std::future::ready(Some(here())))
}
