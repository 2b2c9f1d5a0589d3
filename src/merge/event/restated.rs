//! Exceptions of a series that got another zone or another kind of time: a date that was moved or added stays at the moment
//! that was given for it, because nobody gave another one.

use jiff::civil::{DateTime, Time};

use crate::domain::series::repeat::{Override, Own, Patch};
use crate::domain::time::When;

/// Returns an exception, and its wall clock, of a series at `was` for the same series at `is`. `is_added` tells whether the
/// rule does not have the date.
pub(super) fn restated(
    own: &Override,
    key: DateTime,
    is_added: bool,
    (was, is): (&When, &When),
) -> (DateTime, Override) {
    let Override::Patch(patch) = own else { return (key, own.clone()) };
    let start = patch.start.or(is_added.then_some(key));
    let (Some(start), None) = (start, patch.sort) else { return (key, own.clone()) };
    let change = |change: &dyn Fn(&mut Patch)| {
        let mut patch = Patch::clone(patch);
        change(&mut patch);
        Override::of(patch)
    };
    match (was, is) {
        (When::Timed(from), When::Timed(to)) => match (&from.zone, &to.zone) {
            (Some(zone), Some(other)) if zone != other && patch.zone == Own::AsSeries => {
                let restate = |patch: &mut Patch| {
                    (patch.start, patch.zone) = (Some(start), Own::Is(zone.clone()));
                };
                (key, change(&restate))
            }
            (Some(_) | None, Some(_) | None) => (key, own.clone()),
        },
        // A day gets the time of the series.
        (_, When::Timed(to)) => {
            let at = |day: DateTime| day.date().to_datetime(to.start.time());
            let key = if is_added { at(key) } else { key };
            let restate = |patch: &mut Patch| patch.start = Some(at(start)).filter(|it| *it != key);
            (key, change(&restate))
        }
        (When::Timed(_), _) => {
            let day = |at: DateTime| at.date().to_datetime(Time::midnight());
            let key = if is_added { day(key) } else { key };
            let restate = |patch: &mut Patch| {
                patch.start = Some(day(start)).filter(|it| *it != key);
                patch.length = patch.length.filter(|length| length.days > 0);
                patch.zone = Own::AsSeries;
            };
            (key, change(&restate))
        }
        (_, _) => (key, own.clone()),
    }
}
