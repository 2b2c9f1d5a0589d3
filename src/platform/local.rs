//! Small texts that the app needs before the database is open: the settings and the sentinel.

use gloo::storage::{LocalStorage, Storage};

/// Reads the text under that name.
pub fn read(name: &str) -> Option<String> {
    // A browser that blocks site data refuses the storage; then there is no text.
    LocalStorage::raw().get_item(name).ok().flatten()
}

/// Stores a text under that name; returns `false` if the browser does not allow it.
pub fn write(name: &str, text: &str) -> bool {
    LocalStorage::raw().set_item(name, text).is_ok()
}

/// Removes the text under that name.
pub fn remove(name: &str) {
    let _ = LocalStorage::raw().remove_item(name);
}
