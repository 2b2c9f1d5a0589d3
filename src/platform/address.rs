//! The address bar: the fragment is the route.

use super::document::window;
use gloo::events::EventListener;

/// The fragment without its `#`, still percent-encoded.
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// Goes to another fragment, with or without its `#`, leaving a step in the history.
pub fn go_to(fragment: &str) {
    // Setting a fragment cannot fail: it is only refused to documents without an address.
    let _ = window().location().set_hash(fragment);
}

/// Puts another fragment, given with its `#`, in the place of this one, leaving no step in the history and telling no listener.
pub fn replace(fragment: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(fragment));
    }
}

/// Goes to another fragment, given with its `#`, in the place of this one, leaving no step in the history.
pub fn go_instead(fragment: &str) {
    // A fragment of this page is always a valid address.
    let _ = window().location().replace(fragment);
}

/// Goes one step back.
pub fn back() {
    if let Ok(history) = window().history() {
        let _ = history.back();
    }
}

/// Loads the page anew.
pub fn reload() {
    let _ = window().location().reload();
}

/// Calls back with each new fragment, for as long as the page lives.
pub fn on_change(mut call: impl FnMut(String) + 'static) {
    EventListener::new(&window(), "hashchange", move |_| call(fragment())).forget();
}
