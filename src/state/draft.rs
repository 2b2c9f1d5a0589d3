//! What is being written in a form: kept while it is written, so that neither a reload nor an empty battery loses it.
//!
//! Twice. `localStorage` is there at once when the page opens again, and holds the newest draft alone; browsers write
//! it to the disk when they come to it. The database writes when told to, and holds a draft for each place.

use std::cell::Cell;

use leptos::task::spawn_local;

use crate::domain::time::{UtcTime, days_between};
use crate::format::clock::{moment_text, parse_utc};
use crate::platform::{document, local};

use super::app::AppState;

/// The name under which the newest draft is kept.
const NAME: &str = "tsudoi.draft";

/// How many days a draft that nobody came back to is kept.
const KEPT_DAYS: u32 = 30;

thread_local! {
    /// Whether a form holds what is not saved; `None` until the first form asks.
    static UNSAVED: Cell<Option<bool>> = const { Cell::new(None) };
}

impl AppState {
    /// Keeps a text as the draft of the form at that place.
    pub fn keep_draft(self, place: &str, text: &str) {
        local::write(NAME, &format!("{place}\n{text}"));
        let dated = format!("{}\n{text}", moment_text(Self::utc_now()));
        self.put_draft(place, Some(dated));
    }

    /// The draft of the form at that place.
    pub async fn find_draft(self, place: &str) -> Option<String> {
        let newest = local::read(NAME).and_then(|kept| {
            let (of, text) = kept.split_once('\n')?;
            (of == place).then(|| text.to_owned())
        });
        if newest.is_some() {
            return newest;
        }
        let store = self.inner().repository.lock().await.as_ref().map(|it| it.store().clone())?;
        // A draft that cannot be read is none; the event itself is safe.
        let dated = store.draft(place).await.ok().flatten()?;
        let (at, text) = dated.split_once('\n')?;
        let at = parse_utc(at)?;
        let age = |now: UtcTime| days_between(at.0.date(), now.0.date());
        (age(Self::utc_now()) <= KEPT_DAYS).then(|| text.to_owned())
    }

    /// Forgets the draft of the form at that place.
    pub fn forget_draft(self, place: &str) {
        let is_newest = |kept: &String| kept.split('\n').next() == Some(place);
        if local::read(NAME).as_ref().is_some_and(is_newest) {
            local::remove(NAME);
        }
        self.put_draft(place, None);
    }

    fn put_draft(self, place: &str, text: Option<String>) {
        let place = place.to_owned();
        let inner = self.inner();
        spawn_local(async move {
            let store = inner.repository.lock().await.as_ref().map(|it| it.store().clone());
            if let Some(store) = store {
                // Where it fails, on a full disk, the other copy stands.
                let _ = store.put_draft(&place, text.as_deref()).await;
            }
        });
    }
}

/// Forgets the newest draft, of whatever form: the database is being wiped too.
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
