//! Small texts that the app needs before the database is open: the settings and the sentinel.

use web_sys::Storage;

/// Returns the storage. A browser that blocks site data refuses it; then there are no texts.
fn storage() -> Option<Storage> {
    super::document::window().local_storage().ok().flatten()
}

/// Reads the text under that name.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Stores a text under that name; returns `false` if the browser does not allow it.
pub fn write(name: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(name, text).is_ok())
}

/// Removes the text under that name.
pub fn remove(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}
