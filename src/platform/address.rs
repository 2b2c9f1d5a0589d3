//! The address bar: the fragment is the route.

use super::document::window;
use gloo::events::EventListener;
use js_sys::Date;
use web_sys::Storage;

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

/// Returns the name of the current history entry, if it has one. It outlives a reload.
pub fn entry() -> Option<String> {
    window().history().ok()?.state().ok()?.as_string()
}

/// Names the current history entry, by the time, so that no name returns after a reload. Browsers allow few such calls
/// in a short time, so an entry is named only if there is something to keep of it.
pub fn name_entry() -> Option<String> {
    let name = Date::new_0().to_json();
    window().history().ok()?.replace_state(&name, "").ok()?;
    name.as_string()
}

/// Returns the storage of this tab, which outlives a reload. A browser that blocks site data refuses it.
fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Returns what was noted under that name in this tab.
pub fn noted(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Notes something under that name, for this tab.
pub fn note(name: &str, text: &str) {
    if let Some(storage) = storage() {
        // If there is no room, the page opens at its start.
        let _ = storage.set_item(name, text);
    }
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
