//! What the failures of a store mean to a person: it depends on what was being done.

use crate::format::problem::StorageProblem;
use crate::storage::store::StoreError;

/// The meaning of a failure to open a store.
pub fn while_opening(error: StoreError) -> StorageProblem {
    match error {
        StoreError::Newer { .. } => StorageProblem::Newer,
        StoreError::Full => StorageProblem::Full,
        StoreError::Corrupt { detail } => StorageProblem::Corrupt { detail },
        StoreError::Unavailable { detail }
        | StoreError::Lost { detail }
        | StoreError::Failed { detail } => StorageProblem::Failed { detail },
        StoreError::Moved { .. } | StoreError::NotInJournal { .. } => {
            StorageProblem::Failed { detail: error.to_string() }
        }
    }
}

/// The meaning of a failure to read from an open store.
impl From<StoreError> for StorageProblem {
    fn from(error: StoreError) -> Self {
        match error {
            // It was opened in our version: a newer app has upgraded it since.
            StoreError::Newer { .. } => Self::Superseded,
            StoreError::Full => Self::Full,
            StoreError::Corrupt { detail } => Self::Corrupt { detail },
            StoreError::Lost { detail } => Self::Lost { detail },
            StoreError::Unavailable { detail } | StoreError::Failed { detail } => {
                Self::Failed { detail }
            }
            StoreError::Moved { .. } | StoreError::NotInJournal { .. } => {
                Self::Failed { detail: error.to_string() }
            }
        }
    }
}

/// The meaning of a failure to write into an open store.
pub(super) fn while_writing(error: StoreError) -> StorageProblem {
    match error {
        StoreError::Newer { .. } => StorageProblem::Superseded,
        StoreError::Full => StorageProblem::Full,
        StoreError::Corrupt { detail } => StorageProblem::Corrupt { detail },
        StoreError::Lost { detail } => StorageProblem::Lost { detail },
        StoreError::Unavailable { detail } | StoreError::Failed { detail } => {
            StorageProblem::Unwritten { detail }
        }
        StoreError::Moved { .. } | StoreError::NotInJournal { .. } => {
            StorageProblem::Unwritten { detail: error.to_string() }
        }
    }
}

/// The meaning of a store whose revision went back: the browser or another tab deleted the data under us. What is in
/// memory may be all that is left, and is kept.
pub(super) fn went_back(found: u64, expected: u64) -> StorageProblem {
    StorageProblem::Lost { detail: format!("revision {found} after {expected}") }
}
