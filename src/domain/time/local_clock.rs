//! Moments on the clock of the reader.
//!
//! A time in UTC is a moment without the clock of a place: other programs write it if they do not care about zones. It
//! is shown, counted and edited on the reader's clock. A time in the zone of a place stays on the clock of that place.

use std::fmt;

use jiff::civil::DateTime;

use crate::domain::time::zone::{Zones, clock_at};
use crate::domain::time::{Length, Timed, UtcTime, When, Zone};

/// The clock of the reader.
#[derive(Clone, Copy)]
pub struct LocalClock<'a> {
    /// The reader's zone.
    pub zone: &'a Zone,
    /// A source of zones.
    pub zones: &'a dyn Zones,
}

impl fmt::Debug for LocalClock<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "LocalClock({:?})", self.zone)
    }
}

/// Whether a zone is UTC, by one of its names in the zone database: it is no clock of a place.
pub fn is_utc(zone: &Zone) -> bool {
    let name = zone.0.strip_prefix("Etc/").unwrap_or(&zone.0);
    matches!(name, "UTC" | "UCT" | "GMT" | "GMT0" | "Zulu" | "Universal" | "Greenwich")
}

impl LocalClock<'_> {
    /// Returns a time in UTC on the reader's clock; `None` for any other time, or if the reader's zone is not known.
    pub fn when(&self, when: &When) -> Option<When> {
        let When::Timed(timed) = when else { return None };
        self.timed(timed).map(When::Timed)
    }

    fn timed(&self, timed: &Timed) -> Option<Timed> {
        if !timed.zone.as_ref().is_some_and(is_utc) || is_utc(self.zone) {
            return None;
        }
        let here = |clock: DateTime| clock_at(self.zones, self.zone, UtcTime(clock));
        let start = here(timed.start)?;
        // If the clock is put back in between, the end may not be after the start.
        let length = timed.length.map(|length| {
            let end = here(length.after(timed.start));
            end.and_then(|end| Length::between(start, end)).unwrap_or(length)
        });
        Some(Timed { start, zone: Some(self.zone.clone()), length, shown: timed.shown })
    }

    /// Returns what the reader's clock shows when the clock of a series shows `at`; the same for a series that is not in
    /// UTC.
    pub fn of_series(&self, series: &When, at: DateTime) -> DateTime {
        let is_moment = series.zone().is_some_and(is_utc) && !is_utc(self.zone);
        let here = is_moment.then(|| clock_at(self.zones, self.zone, UtcTime(at))).flatten();
        here.unwrap_or(at)
    }
}
