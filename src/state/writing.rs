//! Commits of the page: the repository writes them; then the other tabs are notified and the history is updated.

use std::fmt;

use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::change::{Change, Needs};
use crate::domain::almanac::journal::{Operation, OperationKind};
use crate::format::problem::StorageProblem;
use crate::platform::random;
use crate::repository::commit::{Committed, Edit, NewOperation, PlanChange};

use super::app::AppState;

/// An edit of a person: what it is called, and how the change is worked out from the almanac as it is now. It is worked
/// out again if another tab was faster, so it must hold what the person wants, never a finished entry or calendar.
pub struct PlannedEdit {
    /// The kind of operation.
    pub act: OperationKind,
    /// The title of the event or calendar.
    pub subject: String,
    /// What must be in memory before.
    pub needs: Needs,
    /// Works the change out; an empty one means that there is nothing to do.
    pub plan: Box<PlanChange<'static>>,
}

impl PlannedEdit {
    /// Creates an edit that works its change out by `plan`.
    pub fn new(
        act: OperationKind,
        subject: impl Into<String>,
        needs: Needs,
        mut plan: impl FnMut(&Almanac) -> Change + 'static,
    ) -> Self {
        let plan = Box::new(move |almanac: &Almanac| Ok(plan(almanac)));
        Self { act, subject: subject.into(), needs, plan }
    }
}

impl fmt::Debug for PlannedEdit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlannedEdit").field("act", &self.act).finish_non_exhaustive()
    }
}

impl AppState {
    /// Commits an edit and records it as an operation that can be undone. Returns that operation with its number in the
    /// journal, or `None` if there was nothing to do.
    pub async fn commit(
        self,
        edit: PlannedEdit,
    ) -> Result<Option<(u32, Operation)>, StorageProblem> {
        let PlannedEdit { act, subject, needs, mut plan } = edit;
        let operation = Some(NewOperation { act, subject, at: Self::utc_now() });
        let committed = self.write(Edit::Plan { plan: &mut *plan, needs, operation }).await?;
        Ok(committed.and_then(|committed| committed.operation))
    }

    /// Commits a change without an operation, for changes that a person would not undo, such as marking news as seen.
    pub async fn commit_quietly(
        self,
        needs: Needs,
        mut plan: impl FnMut(&Almanac) -> Change,
    ) -> Result<(), StorageProblem> {
        let mut plan = move |almanac: &Almanac| Ok(plan(almanac));
        self.write(Edit::Plan { plan: &mut plan, needs, operation: None }).await?;
        Ok(())
    }

    /// Undoes an operation; `None` for the newest one. Returns `false` if there is none, if another tab has already
    /// undone it, or if everything that it had changed was changed again since.
    pub async fn undo(self, done: Option<(u32, Operation)>) -> Result<bool, StorageProblem> {
        let newest = || self.operations.with_untracked(|operations| operations.first().cloned());
        let Some((seq, operation)) = done.or_else(newest) else { return Ok(false) };
        let edit = Edit::Undo { seq, operation, at: Self::utc_now() };
        Ok(self.write(edit).await?.is_some())
    }

    /// Commits an edit; returns `None` if there was nothing to do.
    pub(super) async fn write(self, edit: Edit<'_>) -> Result<Option<Committed>, StorageProblem> {
        let is_quiet = matches!(edit, Edit::Plan { operation: None, .. });
        let inner = self.inner();
        let mut turn = inner.repository.lock().await;
        let Some(repository) = turn.as_mut() else { return Err(StorageProblem::Superseded) };
        let before = repository.revision();
        let result = repository.commit(&self.host(), random::uuid(), edit).await;
        if repository.revision() != before || matches!(result, Ok(None)) {
            self.load_operations(repository).await;
        }
        let committed = match result {
            Ok(committed) => committed,
            Err(problem) => return Err(self.halted(repository.store(), problem).await),
        };
        let Some(committed) = committed else { return Ok(None) };
        self.broadcast_commit(committed.revision, &committed.touched);
        if !is_quiet {
            self.set_up(|settings| {
                settings.operations_since_backup =
                    settings.operations_since_backup.saturating_add(1);
            });
        }
        self.leave_sentinel(repository);
        inner.after_commit.call();
        Ok(Some(committed))
    }
}
