//! What is being written in a form: kept while it is written, so that neither a reload nor an empty battery loses it.
//!
//! Twice. `localStorage` is there at once when the page opens again, and holds the newest draft alone; browsers write
//! it to the disk when they come to it. The database writes when told to, and holds a draft for each form.

use std::cell::Cell;

use leptos::task::spawn_local;

use crate::domain::time::days_between;
use crate::format::stored::draft::{StoredDraft, decode, encode};
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
    /// Keeps the draft of the form at its location.
    pub fn keep_draft(self, draft: &StoredDraft) {
        let text = encode(draft);
        local::write(NAME, &text);
        self.put_draft(&draft.location, Some(text));
    }

    /// The draft of the form at that location.
    pub async fn find_draft(self, location: &str) -> Option<StoredDraft> {
        let newest = newest().filter(|draft| draft.location == location);
        if newest.is_some() {
            return newest;
        }
        let store = self.inner().repository.lock().await.as_ref().map(|it| it.store().clone())?;
        // If the draft cannot be read there is none; the event itself is safe.
        let draft = decode(&store.draft(location).await.ok().flatten()?)?;
        let age = days_between(draft.at.0.date(), Self::utc_now().0.date());
        (age <= KEPT_DAYS).then_some(draft)
    }

    /// Forgets the draft of the form at that location.
    pub fn forget_draft(self, location: &str) {
        if newest().is_some_and(|draft| draft.location == location) {
            local::remove(NAME);
        }
        self.put_draft(location, None);
    }

    fn put_draft(self, location: &str, text: Option<String>) {
        let location = location.to_owned();
        let inner = self.inner();
        spawn_local(async move {
            let store = inner.repository.lock().await.as_ref().map(|it| it.store().clone());
            if let Some(store) = store {
                // Where it fails, on a full disk, the other copy is still there.
                let _ = store.put_draft(&location, text.as_deref()).await;
            }
        });
    }
}

/// The newest draft, of whatever form.
fn newest() -> Option<StoredDraft> {
    decode(&local::read(NAME)?)
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
