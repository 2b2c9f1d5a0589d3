//! Commits of the page: the repository writes them; then the other tabs are notified and the history is updated.

use leptos::prelude::*;

use crate::domain::almanac::change::Change;
use crate::domain::almanac::journal::OperationKind;
use crate::format::problem::StorageProblem;
use crate::platform::random;
use crate::repository::commit::{Edit, NewOperation};

use super::app::AppState;

impl AppState {
    /// Commits `change` and records it as an operation that can be undone.
    pub async fn commit(
        self,
        act: OperationKind,
        subject: String,
        change: Change,
    ) -> Result<(), StorageProblem> {
        let operation = Some(NewOperation { act, subject, at: Self::utc_now() });
        self.write(Edit::Change { change, operation }).await?;
        Ok(())
    }

    /// Commits `change` without an operation, for changes that a person would not undo, such as marking news as seen.
    pub async fn commit_quietly(self, change: Change) -> Result<(), StorageProblem> {
        self.write(Edit::Change { change, operation: None }).await?;
        Ok(())
    }

    /// Undoes the newest operation; returns `false` if there is none, or if another tab has already undone it.
    pub async fn undo(self) -> Result<bool, StorageProblem> {
        let newest = self.operations.with_untracked(|operations| operations.first().cloned());
        let Some((seq, operation)) = newest else { return Ok(false) };
        self.write(Edit::Undo { seq, operation }).await
    }

    /// Commits an edit; returns `false` if there was nothing to do.
    pub(super) async fn write(self, edit: Edit<'_>) -> Result<bool, StorageProblem> {
        let is_quiet = matches!(edit, Edit::Change { operation: None, .. });
        let inner = self.inner();
        let mut turn = inner.repository.lock().await;
        let Some(repository) = turn.as_mut() else { return Err(StorageProblem::Superseded) };
        let before = repository.revision();
        let result = repository.commit(&self.host(), random::uuid(), edit).await;
        if repository.revision() != before || matches!(result, Ok(None)) {
            self.load_operations(repository).await;
        }
        let Some(committed) = result? else { return Ok(false) };
        self.broadcast_commit(committed.revision, &committed.touched);
        if !is_quiet {
            self.set_up(|settings| {
                settings.operations_since_backup =
                    settings.operations_since_backup.saturating_add(1);
            });
        }
        self.leave_sentinel();
        Ok(true)
    }
}
