//! Finds out which of two editions is newer: by `sequence` first, then by `updated`.

use std::cmp::Ordering;

use crate::domain::event::Revision;
use crate::domain::time::UtcTime;

/// Compares `a` with `b`: `Greater` means that `a` is newer; `None` means that it is unknown.
pub fn compare(a: Revision, b: Revision) -> Option<Ordering> {
    if a.sequence == b.sequence {
        Some(a.updated?.cmp(&b.updated?))
    } else {
        Some(a.sequence.cmp(&b.sequence))
    }
}

/// Whether `a` is known to be newer than `b`.
pub fn is_newer(a: Revision, b: Revision) -> bool {
    compare(a, b) == Some(Ordering::Greater)
}

/// Whether both times are known and `a` is earlier.
pub fn is_earlier(a: Option<UtcTime>, b: Option<UtcTime>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a < b)
}

/// Returns the revision of an event merged from both: it is not older than either.
pub fn joined(ours: Revision, theirs: Revision) -> Revision {
    let created = theirs.created.or(ours.created);
    match ours.sequence.cmp(&theirs.sequence) {
        Ordering::Less => Revision { created, ..theirs },
        Ordering::Greater => Revision { created, ..ours },
        Ordering::Equal => {
            Revision { updated: ours.updated.max(theirs.updated), created, ..theirs }
        }
    }
}
