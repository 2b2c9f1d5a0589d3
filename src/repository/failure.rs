//! Translates the errors of a store into storage problems. The translation depends on what was being done.

use crate::format::problem::StorageProblem;
use crate::storage::store::StoreError;

/// Translates an error that occurred while a store was opened.
pub fn while_opening(error: StoreError) -> StorageProblem {
    match error {
        StoreError::Newer { .. } => StorageProblem::Newer,
        StoreError::Full | StoreError::DiskFull => StorageProblem::Full,
        StoreError::Corrupt { detail }
        | StoreError::Unavailable { detail }
        | StoreError::Unopened { detail }
        | StoreError::Lost { detail }
        | StoreError::Failed { detail } => StorageProblem::Unopened { detail },
        StoreError::Moved { .. } | StoreError::NotInJournal { .. } => {
            StorageProblem::Unopened { detail: error.to_string() }
        }
    }
}

/// Translates an error that occurred while an open store was read.
impl From<StoreError> for StorageProblem {
    fn from(error: StoreError) -> Self {
        match error {
            // The store was opened in our version, so a newer app has upgraded it since then.
            StoreError::Newer { .. } => Self::Superseded,
            StoreError::Full | StoreError::DiskFull => Self::Full,
            StoreError::Corrupt { detail } => Self::Corrupt { detail },
            StoreError::Lost { detail } | StoreError::Unopened { detail } => Self::Lost { detail },
            StoreError::Unavailable { detail } | StoreError::Failed { detail } => {
                Self::Failed { detail }
            }
            StoreError::Moved { .. } | StoreError::NotInJournal { .. } => {
                Self::Failed { detail: error.to_string() }
            }
        }
    }
}

/// Translates an error that occurred while an open store was written.
pub(super) fn while_writing(error: StoreError) -> StorageProblem {
    match error {
        StoreError::Newer { .. } => StorageProblem::Superseded,
        StoreError::Full | StoreError::DiskFull => StorageProblem::Full,
        StoreError::Corrupt { detail } => StorageProblem::Corrupt { detail },
        StoreError::Lost { detail } | StoreError::Unopened { detail } => {
            StorageProblem::Lost { detail }
        }
        StoreError::Unavailable { detail } | StoreError::Failed { detail } => {
            StorageProblem::Unwritten { detail }
        }
        StoreError::Moved { .. } | StoreError::NotInJournal { .. } => {
            StorageProblem::Unwritten { detail: error.to_string() }
        }
    }
}

/// Returns the problem of a store whose revision went back: the browser or another tab deleted the data while this
/// writer was using them. Memory may hold the only data that are left, so it is not changed.
pub(super) fn went_back(found: u64, expected: u64) -> StorageProblem {
    StorageProblem::Cleared { detail: format!("revision {found} after {expected}") }
}
