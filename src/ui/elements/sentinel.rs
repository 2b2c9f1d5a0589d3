//! A mark in a scrolled list that tells when it comes near.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far outside the screen counts as near.
const NEAR: &str = "600px 0px";

/// A mark that tells when it comes near.
#[component]
pub fn Sentinel(
    /// Called each time it comes near.
    on_near: Callback<()>,
) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    // Talks to the browser's IntersectionObserver.
    Effect::new(move |_| {
        let Some(mark) = element.get() else { return };
        let seen = Closure::<dyn FnMut(Vec<JsValue>)>::new(move |entries: Vec<JsValue>| {
            let is_near = |entry: &JsValue| {
                entry.unchecked_ref::<IntersectionObserverEntry>().is_intersecting()
            };
            if entries.last().is_some_and(is_near) {
                on_near.run(());
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(NEAR);
        let function = seen.as_ref().unchecked_ref();
        if let Ok(observer) = IntersectionObserver::new_with_options(function, &options) {
            observer.observe(&mark);
            let held = StoredValue::new_local(Some((observer, seen)));
            on_cleanup(move || {
                if let Some((observer, _)) = held.try_update_value(Option::take).flatten() {
                    observer.disconnect();
                }
            });
        }
    });
    view! { <div class="sentinel" node_ref=element aria-hidden="true"></div> }
}
