//! Commits as the page makes them: by the repository, then told to other tabs and put into the history.

use leptos::prelude::*;

use crate::domain::almanac::change::Change;
use crate::domain::almanac::journal::Act;
use crate::format::problem::StorageProblem;
use crate::platform::random;
use crate::repository::commit::{Edit, Operation};

use super::app::AppState;

impl AppState {
    /// Makes `change` true, and records it as an operation that can be undone.
    pub async fn commit(
        self,
        act: Act,
        subject: String,
        change: Change,
    ) -> Result<(), StorageProblem> {
        let operation = Some(Operation { act, subject, at: Self::utc_now() });
        self.write(Edit::Change { change, operation }).await?;
        Ok(())
    }

    /// Makes `change` true without an operation: for marks that nobody would undo, such as having seen something.
    pub async fn commit_quietly(self, change: Change) -> Result<(), StorageProblem> {
        self.write(Edit::Change { change, operation: None }).await?;
        Ok(())
    }

    /// Undoes the newest operation; `false` where there is none, or where another tab has undone it already.
    pub async fn undo(self) -> Result<bool, StorageProblem> {
        let newest = self.deeds.with_untracked(|deeds| deeds.first().cloned());
        let Some((seq, deed)) = newest else { return Ok(false) };
        self.write(Edit::Undo { seq, deed }).await
    }

    /// Commits an edit; `false` where there was nothing to do.
    pub(super) async fn write(self, edit: Edit<'_>) -> Result<bool, StorageProblem> {
        let is_quiet = matches!(edit, Edit::Change { operation: None, .. });
        let inner = self.inner();
        let mut turn = inner.repository.lock().await;
        let Some(repository) = turn.as_mut() else { return Err(StorageProblem::Superseded) };
        let before = repository.revision();
        let result = repository.commit(&self.host(), random::uuid(), edit).await;
        if repository.revision() != before || matches!(result, Ok(None)) {
            self.load_deeds(repository).await;
        }
        let Some(committed) = result? else { return Ok(false) };
        self.tell_others(committed.revision, &committed.touched);
        if !is_quiet {
            self.set_up(|settings| {
                settings.deeds_since_backup = settings.deeds_since_backup.saturating_add(1);
            });
        }
        self.leave_sentinel();
        Ok(true)
    }
}
