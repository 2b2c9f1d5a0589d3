//! Whether what a window shows is all there is, or part of it is still on disk.

use crate::domain::almanac::Almanac;
use crate::domain::almanac::shard::{ShardKey, Slot};
use crate::domain::id::CalendarId;
use crate::domain::time::{Days, Month};

/// Whether every shard is loaded that the window may need; the same answer as asking
/// [`Almanac::is_needed_for`] of each absent one, but by range.
pub fn is_whole(almanac: &Almanac, window: Days) -> bool {
    let absent = almanac.absent();
    let begin = |month| ShardKey { slot: Slot::Month(month), calendar: CalendarId::new("") };
    let has_series = absent.first().is_some_and(|key| key.slot == Slot::Series);
    let last = Slot::Month(Month::of(window.last));
    let next = absent.range(begin(Month::of(window.first).plus(-1))..).next();
    !has_series && next.is_none_or(|key| last < key.slot)
}
