//! Purges the trash: deletes entries that have been in it long enough.

use leptos::prelude::*;

use crate::domain::almanac::trash::purge;
use crate::format::problem::StorageProblem;

use super::app::AppState;

impl AppState {
    /// Loads the trash and deletes the entries that have expired. This is not recorded as an operation and cannot be
    /// undone.
    pub async fn tidy_bin(self) -> Result<(), StorageProblem> {
        self.bin().await?;
        let change = self.almanac.with_untracked(|almanac| purge(almanac, Self::utc_now()));
        self.commit_quietly(change).await
    }

    /// Does the same automatically, at most once a day.
    pub async fn tidy_bin_daily(self) -> Result<(), StorageProblem> {
        let today = self.now.get_untracked().date().to_string();
        if self.settings.with_untracked(|it| it.bin_tidied.as_deref() == Some(today.as_str())) {
            return Ok(());
        }
        self.tidy_bin().await?;
        self.set_up(|settings| settings.bin_tidied = Some(today));
        Ok(())
    }
}
