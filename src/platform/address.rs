//! The address bar: the fragment is the route.

use super::document::window;
use gloo::events::EventListener;
use js_sys::Date;

/// Returns the fragment without its `#`, still percent-encoded.
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// Goes to another fragment, given with or without its `#`, and adds a history entry.
pub fn go_to(fragment: &str) {
    // Setting a fragment fails only in documents without an address.
    let _ = window().location().set_hash(fragment);
}

/// Replaces the fragment with another one, given with its `#`. It adds no history entry and notifies no listener.
pub fn replace(fragment: &str) {
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or_default();
        let _ = history.replace_state_with_url(&state, "", Some(fragment));
    }
}

/// Returns the number of the current history entry. A new entry is numbered by the time of the first call, so that no
/// number returns after a reload.
pub fn entry() -> f64 {
    let Ok(history) = window().history() else { return 0.0 };
    let known = history.state().ok().and_then(|state| state.as_f64());
    known.unwrap_or_else(|| {
        let number = Date::now();
        // A browser that refuses, after very many entries, only forgets the number.
        let _ = history.replace_state(&number.into(), "");
        number
    })
}

/// Goes to another fragment, given with its `#`, and replaces the current history entry.
pub fn go_instead(fragment: &str) {
    // A fragment of this page is always a valid address.
    let _ = window().location().replace(fragment);
}

/// Goes one step back in the history.
pub fn back() {
    if let Ok(history) = window().history() {
        let _ = history.back();
    }
}

/// Reloads the page.
pub fn reload() {
    let _ = window().location().reload();
}

/// Calls back with each new fragment as long as the page lives.
pub fn on_change(mut call: impl FnMut(String) + 'static) {
    EventListener::new(&window(), "hashchange", move |_| call(fragment())).forget();
}
