//! Which ways on a problem with the storage offers. [`crate::ui::ways`] takes them.

use crate::format::problem::StorageProblem;
use crate::i18n::Messages;

/// One way on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Reload the page.
    Reload,
    /// Read the storage again.
    Check,
    /// Save what is in memory as a backup.
    SaveHere,
    /// Save what can be read in the database as a backup.
    Salvage,
    /// Write what is in memory into the storage again.
    WriteAnew,
    /// Read a backup.
    Restore,
    /// Go on with what is stored.
    GoOn,
    /// Begin anew beside the database that cannot be used.
    StartBeside,
}

/// Returns the ways on after a problem, the best one first.
pub fn ways_on(problem: &StorageProblem) -> &'static [Way] {
    match problem {
        StorageProblem::Full => &[Way::SaveHere, Way::Check],
        StorageProblem::Lost { .. } | StorageProblem::Unwritten { .. } => {
            &[Way::Check, Way::SaveHere]
        }
        StorageProblem::Cleared { .. } => &[Way::SaveHere, Way::WriteAnew],
        StorageProblem::Corrupt { .. } => &[Way::SaveHere, Way::Restore],
        StorageProblem::Newer => &[Way::Reload, Way::Salvage],
        StorageProblem::Unopened { .. } => &[Way::Reload, Way::Salvage, Way::StartBeside],
        StorageProblem::Emptied { .. } => &[Way::GoOn, Way::Reload],
        StorageProblem::RolledBack { .. } => &[Way::GoOn, Way::Salvage],
        StorageProblem::Crashed { .. } | StorageProblem::Failed { .. } => {
            &[Way::Reload, Way::Salvage]
        }
        StorageProblem::Silent
        | StorageProblem::Superseded
        | StorageProblem::Blocked
        | StorageProblem::NoWorker => &[Way::Reload],
        StorageProblem::Busy | StorageProblem::Wiped => &[],
    }
}

impl Way {
    /// Returns the label of its button.
    pub fn label(self, problem: &StorageProblem, messages: &dyn Messages) -> &'static str {
        match self {
            Self::Reload => messages.problem_reload(),
            Self::Check => messages.problem_retry(),
            Self::SaveHere => messages.problem_save_here(),
            Self::Salvage => messages.problem_export(),
            Self::WriteAnew => messages.problem_write_anew(),
            Self::Restore => messages.problem_restore(),
            Self::GoOn if matches!(problem, StorageProblem::Emptied { .. }) => {
                messages.emptied_start_over()
            }
            Self::GoOn => messages.problem_go_on(),
            Self::StartBeside => messages.problem_start_beside(),
        }
    }
}
