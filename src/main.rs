//! The app: starts the shell on the page, and marks where the release build cuts the app into its parts.

use leptos::prelude::*;
use tsudoi::ui::app::App;
use tsudoi::ui::context::FetchParts;

fn main() {
    console_error_panic_hook::set_once();
    let fetch = FetchParts {
        views: || Box::pin(async { cut::views().await.ok() }),
        lazy: || Box::pin(async { cut::lazy().await.ok() }),
    };
    mount_to_body(move || view! { <App fetch=fetch/> });
}

/// Code that is reachable only from the functions in here becomes files of their own. They are not in the library, because
/// the worker would then contain the code too.
#[cfg(all(target_family = "wasm", not(debug_assertions)))]
mod cut {
    use tsudoi::ui;
    use tsudoi::ui::context::{LazyPages, Views};
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    #[wasm_split(views, fallible)]
    pub fn views() -> Result<Views, SplitLoaderError> {
        Ok(ui::views::here())
    }

    #[wasm_split(lazy, fallible)]
    pub fn lazy() -> Result<LazyPages, SplitLoaderError> {
        Ok(ui::lazy::here())
    }
}

/// A development build has one part.
#[cfg(not(all(target_family = "wasm", not(debug_assertions))))]
mod cut {
    use std::convert::Infallible;
    use std::future::{Ready, ready};
    use tsudoi::ui;
    use tsudoi::ui::context::{LazyPages, Views};

    pub(super) fn views() -> Ready<Result<Views, Infallible>> {
        ready(Ok(ui::views::here()))
    }

    pub(super) fn lazy() -> Ready<Result<LazyPages, Infallible>> {
        ready(Ok(ui::lazy::here()))
    }
}
