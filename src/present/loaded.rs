//! Checks whether the data that a page shows is complete, or partly still on disk.

use crate::domain::almanac::shard::{ShardKey, Slot};
use crate::domain::almanac::{Almanac, last_month};
use crate::domain::time::{Days, Month};

/// Returns whether every shard that the window may need is loaded. The result is the same as asking
/// [`Almanac::is_needed_for`] for each absent shard, but it is computed by range.
pub fn is_whole(almanac: &Almanac, window: Days) -> bool {
    let absent = almanac.absent();
    let begin = |month| ShardKey::first_of(Slot::Month(month));
    let has_series = absent.first().is_some_and(|key| key.slot() == Some(Slot::Series));
    let last = Slot::Month(last_month(window));
    let next = absent.range(begin(Month::of(window.first).plus(-1))..).next();
    !has_series && next.and_then(ShardKey::slot).is_none_or(|slot| last < slot)
}
