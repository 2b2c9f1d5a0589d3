//! The app's side of the contract with `public/early.js`, which shows a page before the app is there: the person's last
//! screen, or the welcome page.

use crate::platform::{document, local};

/// The names under which early.js stores the last screens.
const SCREENS: [&str; 2] = ["tsudoi.screen.agenda", "tsudoi.screen.month"];

/// Tells that the app's first page stands, so that what was shown before it goes.
pub fn tell_shown() {
    document::dispatch("tsudoi:shown");
}

/// Tells that the page shows something else, so that it is stored for the next start.
pub fn tell_changed() {
    document::dispatch("tsudoi:changed");
}

/// Notes the revision of the data that the page shows. A stored screen is not shown over other data.
pub(super) fn note_revision(revision: u64) {
    document::set_root_attribute("data-revision", &revision.to_string());
}

/// Removes the stored screens, and stores no further ones from this page.
pub(super) fn forget() {
    document::remove_root_attribute("data-revision");
    SCREENS.into_iter().for_each(local::remove);
}
