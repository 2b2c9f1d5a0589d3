//! Converts between the wall clock of a time zone and UTC.
//!
//! We do not ship the rules of the world's zones: the caller provides a [`Zones`], which asks the device in a browser
//! and a library in a native program. This module decides what a clock means when summer time begins or ends.

use jiff::civil::DateTime;

use crate::domain::time::day_number;
use crate::domain::time::{UtcTime, Zone};

/// A source of the world's time zones.
pub trait Zones {
    /// Returns how many seconds the zone's clocks are ahead of UTC at that moment (east is positive); `None` if it does
    /// not know the zone.
    fn offset_at(&self, zone: &Zone, at: UtcTime) -> Option<i32>;
}

/// Returns what the clocks of a zone show at a moment; `None` if the zone is unknown.
pub fn clock_at(zones: &dyn Zones, zone: &Zone, at: UtcTime) -> Option<DateTime> {
    Some(shifted(at.0, zones.offset_at(zone, at)?))
}

/// Returns the moment at which the clocks of a zone show `clock`; `None` if the zone is unknown.
///
/// A wall clock that is skipped, or that occurs twice, counts with the offset that was in force before the change (RFC
/// 5545 3.3.5, JSCalendar bis 1.5.5): 02:30 in the night when 02:00 becomes 03:00 is the moment at which the clocks
/// show 03:30, and of two 02:30 in autumn it is the first.
pub fn moment_of(zones: &dyn Zones, zone: &Zone, clock: DateTime) -> Option<UtcTime> {
    const DAY: i32 = 86_400;
    let before = zones.offset_at(zone, UtcTime(shifted(clock, -DAY)))?;
    let after = zones.offset_at(zone, UtcTime(shifted(clock, DAY)))?;
    let [earlier, later] = [before, after].map(|offset| UtcTime(shifted(clock, -offset)));
    let is_later =
        zones.offset_at(zone, earlier)? != before && zones.offset_at(zone, later)? == after;
    Some(if is_later { later } else { earlier })
}

/// Adds a number of seconds; the result stays within the calendar.
fn shifted(clock: DateTime, seconds: i32) -> DateTime {
    day_number::plus_seconds(clock, i64::from(seconds))
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    /// A zone that goes from one hour east to two at 01:00 UTC on 31 March, and back at 01:00 UTC on 27 October.
    struct Summer;

    impl Zones for Summer {
        fn offset_at(&self, zone: &Zone, at: UtcTime) -> Option<i32> {
            let summer = datetime(2024, 3, 31, 1, 0, 0, 0)..datetime(2024, 10, 27, 1, 0, 0, 0);
            (&*zone.0 == "Europe/Berlin").then(|| if summer.contains(&at.0) { 7200 } else { 3600 })
        }
    }

    fn berlin() -> Zone {
        Zone("Europe/Berlin".into())
    }

    #[test]
    fn a_clock_is_a_moment_and_back_on_both_sides_of_a_change() {
        let rows = [
            (datetime(2024, 1, 15, 9, 0, 0, 0), datetime(2024, 1, 15, 8, 0, 0, 0)),
            (datetime(2024, 3, 31, 1, 59, 59, 0), datetime(2024, 3, 31, 0, 59, 59, 0)),
            (datetime(2024, 3, 31, 3, 0, 0, 0), datetime(2024, 3, 31, 1, 0, 0, 0)),
            (datetime(2024, 7, 1, 9, 0, 0, 0), datetime(2024, 7, 1, 7, 0, 0, 0)),
            (datetime(2024, 10, 27, 1, 59, 0, 0), datetime(2024, 10, 26, 23, 59, 0, 0)),
            (datetime(2024, 10, 27, 3, 0, 0, 0), datetime(2024, 10, 27, 2, 0, 0, 0)),
        ];
        for (clock, utc) in rows {
            assert_eq!(moment_of(&Summer, &berlin(), clock), Some(UtcTime(utc)), "{clock}");
            assert_eq!(clock_at(&Summer, &berlin(), UtcTime(utc)), Some(clock), "{utc}");
        }
    }

    #[test]
    fn a_skipped_and_a_doubled_clock_count_by_the_offset_before_the_change() {
        let skipped = moment_of(&Summer, &berlin(), datetime(2024, 3, 31, 2, 30, 0, 0));
        assert_eq!(skipped, Some(UtcTime(datetime(2024, 3, 31, 1, 30, 0, 0))));
        let doubled = moment_of(&Summer, &berlin(), datetime(2024, 10, 27, 2, 30, 0, 0));
        assert_eq!(doubled, Some(UtcTime(datetime(2024, 10, 27, 0, 30, 0, 0))));
    }

    #[test]
    fn an_unknown_zone_has_no_moments() {
        let nowhere = Zone("Nowhere/Else".into());
        assert_eq!(moment_of(&Summer, &nowhere, datetime(2024, 1, 1, 0, 0, 0, 0)), None);
    }
}
