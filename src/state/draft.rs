//! What is being written in a form: kept beside the database, so that a reload does not lose it.
//!
//! There is one draft at a time. The first line of its record names the place of its form.

use std::cell::Cell;

use crate::platform::{document, local};

/// The name under which the draft is kept.
const NAME: &str = "tsudoi.draft";

thread_local! {
    /// Whether a form holds what is not saved; `None` until the first form asks.
    static UNSAVED: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Keeps a text as the draft of the form at that place.
pub fn keep(place: &str, text: &str) {
    local::write(NAME, &format!("{place}\n{text}"));
}

/// The draft of the form at that place.
pub fn find(place: &str) -> Option<String> {
    let kept = local::read(NAME)?;
    let (of, text) = kept.split_once('\n')?;
    (of == place).then(|| text.to_owned())
}

/// Forgets the draft.
pub fn forget() {
    local::remove(NAME);
}

/// Says whether the open form holds what is not saved: the browser then asks before it closes the page.
pub fn set_unsaved(is_unsaved: bool) {
    if UNSAVED.get().is_none() {
        document::warn_before_leaving(|| UNSAVED.get() == Some(true));
    }
    UNSAVED.set(Some(is_unsaved));
}
