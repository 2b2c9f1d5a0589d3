//! Looking after the bin: what has lain in it long enough goes.

use leptos::prelude::*;

use crate::domain::almanac::trash::purge;
use crate::format::problem::StorageProblem;

use super::app::AppState;

impl AppState {
    /// Loads the bin and takes away what has lain in it for its time: nobody's deed, and nothing to undo.
    pub async fn tidy_bin(self) -> Result<(), StorageProblem> {
        self.bin().await?;
        let change = self.almanac.with_untracked(|almanac| purge(almanac, Self::utc_now()));
        self.commit_quietly(change).await
    }

    /// The same, once a day at most: for when nobody has asked.
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
