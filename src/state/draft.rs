//! Drafts of forms. A draft is stored while the person types, so that a reload or an empty battery does not lose it.
//!
//! A draft is stored twice. `localStorage` is available as soon as the page opens again, and holds only the newest
//! draft, but browsers may write it to the disk later. The database writes to the disk at once, and holds a draft for
//! each form.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::time::days_between;
use crate::format::problem::StorageProblem;
use crate::format::stored::draft::{StoredDraft, decode, encode};
use crate::platform::turn::{self, Hold};
use crate::platform::{document, idle, local};
use crate::storage::store::StoreError;

use super::app::AppState;

/// The name under which the newest draft is kept.
const NAME: &str = "tsudoi.draft";

/// How many tabs can have the same form open, each with a draft of its own.
const MOST_TABS: u32 = 8;

/// How long a page that is being reloaded may hold the name of its draft, in milliseconds.
const RELOAD_MS: u32 = 300;

/// The number of days that an abandoned draft is kept.
const KEPT_DAYS: u32 = 30;

thread_local! {
    /// Whether a form has unsaved changes; `None` before the first form sets it.
    static UNSAVED: Cell<Option<bool>> = const { Cell::new(None) };
}

/// The draft of an open form.
#[derive(Debug)]
pub struct OpenedDraft {
    /// The location under which it is stored.
    pub location: String,
    /// What was left there.
    pub found: Option<StoredDraft>,
    /// Keeps other tabs from taking it; dropped when the form is closed.
    pub hold: Option<Hold>,
}

impl AppState {
    /// Stores the draft of the form at its location.
    pub fn keep_draft(self, draft: &StoredDraft) {
        let text = encode(draft);
        local::write(NAME, &text);
        self.put_draft(&draft.location, Some(text));
    }

    /// Opens the draft of the form at that location: the first one that was left and that no other tab is still
    /// writing. If there is none, the form gets a draft of its own.
    pub async fn open_draft(self, location: &str) -> OpenedDraft {
        let mut own: Option<OpenedDraft> = None;
        for tab in 0..MOST_TABS {
            let location = of_tab(location, tab);
            let is_left = self.find_draft(&location).await.is_some();
            if !is_left && own.is_some() {
                continue;
            }
            let name = format!("{NAME} {location}");
            let mut hold = turn::hold(&name).await;
            if hold.is_none() && (is_left || tab == 0) {
                // A page that is being reloaded gives its name back a moment later.
                idle::wait_ms(RELOAD_MS).await;
                hold = turn::hold(&name).await;
            }
            if hold.is_some() {
                let found = self.find_draft(&location).await;
                let opened = OpenedDraft { location, found, hold };
                if opened.found.is_some() {
                    return opened;
                }
                own.get_or_insert(opened);
            }
        }
        let location = of_tab(location, MOST_TABS);
        own.unwrap_or(OpenedDraft { location, found: None, hold: None })
    }

    /// Returns the draft of the form at that location.
    async fn find_draft(self, location: &str) -> Option<StoredDraft> {
        let newest = newest().filter(|draft| draft.location == location);
        let store = self.inner().repository.lock().await.as_ref().map(|it| it.store().clone());
        // A draft that cannot be read counts as missing; the event itself is not touched by that.
        let kept = match store {
            Some(store) => store.draft(location).await.ok().flatten(),
            None => None,
        };
        let kept = kept
            .and_then(|text| decode(&text))
            .filter(|draft| days_between(draft.at.0.date(), Self::utc_now().0.date()) <= KEPT_DAYS);
        StoredDraft::newer(newest, kept)
    }

    /// Deletes the draft of the form at that location.
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
                // If this fails, the other copy still exists; but a full disk must be said before it does more harm.
                if store.put_draft(&location, text.as_deref()).await == Err(StoreError::DiskFull) {
                    self.problem.set(Some(StorageProblem::Full));
                }
            }
        });
    }
}

/// Returns the location of the draft of a form that several tabs have open.
fn of_tab(location: &str, tab: u32) -> String {
    if tab == 0 { location.to_owned() } else { format!("{location}~{tab}") }
}

/// Returns the newest draft of any form.
fn newest() -> Option<StoredDraft> {
    decode(&local::read(NAME)?)
}

/// Deletes the newest draft of any form, because the database is deleted too.
pub fn forget() {
    local::remove(NAME);
}

/// Sets whether the open form has unsaved changes: if so, the browser asks before it closes the page.
pub fn set_unsaved(is_unsaved: bool) {
    if UNSAVED.get().is_none() {
        document::warn_before_leaving(|| UNSAVED.get() == Some(true));
    }
    UNSAVED.set(Some(is_unsaved));
}
