//! Which of two editions is the newer one: `sequence` first, then `updated`.

use std::cmp::Ordering;

use crate::domain::event::Revision;
use crate::domain::time::UtcTime;

/// How `a` stands to `b`: `Greater` is newer; `None` where one of them does not say.
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

/// Whether both say when, and `a` is the earlier.
pub fn is_earlier(a: Option<UtcTime>, b: Option<UtcTime>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a < b)
}

/// The revision of an event that holds something of both: not older than either.
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
