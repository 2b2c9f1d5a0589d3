//! Purges the trash: deletes entries that have been in it long enough.

use leptos::prelude::*;

use crate::domain::almanac::change::Needs;
use crate::domain::almanac::trash::purge;
use crate::format::problem::StorageProblem;

use super::app::AppState;

impl AppState {
    /// Loads the trash and deletes the entries that have expired. This is not recorded as an operation and cannot be
    /// undone.
    pub async fn purge_expired_trash(self) -> Result<(), StorageProblem> {
        self.commit_quietly(Needs::Trash, |almanac| purge(almanac, Self::utc_now())).await
    }

    /// Does the same automatically, at most once a day.
    pub async fn purge_expired_trash_daily(self) -> Result<(), StorageProblem> {
        let today = self.now.get_untracked().date().to_string();
        if self.settings.with_untracked(|it| it.trash_tidied.as_deref() == Some(today.as_str())) {
            return Ok(());
        }
        self.purge_expired_trash().await?;
        self.set_up(|settings| settings.trash_tidied = Some(today));
        Ok(())
    }
}
