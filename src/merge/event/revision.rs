//! Finds out which of two editions is newer: by `sequence` first, then by `updated`. An exception of a series may state an
//! edition of its own (RFC 5546, 2.1.5).

use std::cmp::Ordering;

use crate::domain::event::{Event, Revision};
use crate::domain::foreign::Json;
use crate::domain::series::repeat::{Override, Patch};
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

/// Returns the edition that an exception states; `None` if it has the one of its series.
pub fn stated_by(own: &Override) -> Option<Revision> {
    own.patch().and_then(stated_in)
}

/// Returns the edition that the patch of an exception states.
pub fn stated_in(patch: &Patch) -> Option<Revision> {
    let foreign = &patch.foreign;
    let sequence = match foreign.get("sequence") {
        Some(Json::Number(sequence)) => sequence.parse().ok(),
        Some(_) | None => None,
    };
    let updated = match foreign.get("updated") {
        Some(Json::Text(at)) => at.strip_suffix('Z').and_then(|at| at.parse().ok()).map(UtcTime),
        Some(_) | None => None,
    };
    let is_stated = sequence.is_some() || updated.is_some();
    is_stated.then(|| Revision { sequence: sequence.unwrap_or(0), updated, created: None })
}

/// Whether an exception is as a message left it: it states its edition, and the series was not edited since.
pub fn is_as_said(own: &Override, series: &Event) -> bool {
    stated_by(own).is_some_and(|stated| !is_earlier(stated.updated, series.revision.updated))
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
