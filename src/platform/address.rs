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

/// Returns the number of the current history entry, if it has one.
pub fn entry() -> Option<f64> {
    window().history().ok()?.state().ok()?.as_f64()
}

/// Numbers the current history entry, by the time, so that no number returns after a reload. Browsers allow few such
/// calls in a short time, so an entry is numbered only if there is something to keep of it.
pub fn number_entry() -> Option<f64> {
    let number = Date::now();
    window().history().ok()?.replace_state(&number.into(), "").ok()?;
    Some(number)
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
