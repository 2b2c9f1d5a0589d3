//! Small texts that must be there before the database is open: settings, and the sentinel.

use gloo::storage::{LocalStorage, Storage};

/// The text kept under that name.
pub fn read(name: &str) -> Option<String> {
    // The raw storage is refused where a browser blocks site data; then nothing was kept.
    LocalStorage::raw().get_item(name).ok().flatten()
}

/// Keeps a text under that name; `false` where the browser does not let us.
pub fn write(name: &str, text: &str) -> bool {
    LocalStorage::raw().set_item(name, text).is_ok()
}

/// Forgets what is kept under that name.
pub fn remove(name: &str) {
    let _ = LocalStorage::raw().remove_item(name);
}
