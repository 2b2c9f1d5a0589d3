//! An invisible element in a scrolled list that reports when it comes near.

use leptos::html;
use leptos::prelude::*;

use crate::ui::scope::Scope;

/// The distance from the screen that counts as near.
pub const NEAR: &str = "600px 0px";

/// Draws an element that reports when it comes near.
#[component]
pub fn Sentinel(
    /// Called each time it comes near.
    on_near: Callback<()>,
) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    // Talks to the browser's IntersectionObserver.
    Effect::new(move |_| {
        if let Some(mark) = element.get() {
            Scope::here().on_near(&mark, NEAR, move || on_near.run(()));
        }
    });
    view! { <div class="sentinel" node_ref=element aria-hidden="true"></div> }
}
