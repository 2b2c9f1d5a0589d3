//! The viewer: the person who looks, with language, time and zone. Every page depends on it in addition to the almanac.

use std::fmt;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use crate::domain::time::day_number::plus_seconds;
use crate::domain::time::days_off::Holidays;
use crate::domain::time::fiscal::FiscalRule;
use crate::domain::time::holidays::own::OwnHoliday;
use crate::domain::time::local_clock::LocalClock;
use crate::domain::time::zone::Zones;
use crate::domain::time::{UtcTime, Zone, signed_days_between};
use crate::i18n::{Language, Messages};

/// The viewer: the person who looks, with language, time and zone.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// The language of the page.
    pub messages: &'static dyn Messages,
    /// The current day at the viewer's location.
    pub today: Date,
    /// The viewer's wall clock, if the page needs to know what is going on now.
    pub now: Option<DateTime>,
    /// The viewer's time zone, if the browser reports it.
    pub zone: Option<Zone>,
    /// How far the viewer's wall clock is ahead of UTC, in minutes.
    pub offset_minutes: i32,
    /// The source of time zones.
    pub zones: ZoneSource,
    /// The days off of the viewer's organisation in addition to those by law.
    pub own_holidays: Arc<[OwnHoliday]>,
    /// The rule for the fiscal years of the viewer's organisation.
    pub fiscal: FiscalRule,
}

/// The source of time zones, if there is one.
#[derive(Clone, Copy, Default)]
pub struct ZoneSource(pub Option<&'static (dyn Zones + Sync)>);

impl fmt::Debug for ZoneSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.is_some() { "known" } else { "unknown" })
    }
}

impl PartialEq for Viewer {
    fn eq(&self, other: &Self) -> bool {
        let Self { messages, today, now, zone, offset_minutes, zones, own_holidays, fiscal } = self;
        messages.language() == other.messages.language()
            && *today == other.today
            && *now == other.now
            && *zone == other.zone
            && *offset_minutes == other.offset_minutes
            && zones.0.is_some() == other.zones.0.is_some()
            && *own_holidays == other.own_holidays
            && *fiscal == other.fiscal
    }
}

impl Viewer {
    /// Creates a viewer with that language and day; everything else is unknown.
    pub fn new(language: Language, today: Date) -> Self {
        Self {
            messages: language.messages(),
            today,
            now: None,
            zone: None,
            offset_minutes: 0,
            zones: ZoneSource::default(),
            own_holidays: Arc::default(),
            fiscal: FiscalRule::default(),
        }
    }

    /// Returns the days off for the viewer: by law, and by their organisation; and the clock of the viewer.
    pub fn days_off(&self) -> Holidays<'_> {
        Holidays { own: &self.own_holidays, clock: self.clock() }
    }

    /// Returns the clock of the viewer, if its zone is known.
    pub fn clock(&self) -> Option<LocalClock<'_>> {
        let zones: &dyn Zones = self.zones.0?;
        Some(LocalClock { zone: self.zone.as_ref()?, zones })
    }

    /// Converts a moment to the viewer's wall clock.
    pub fn clock_of(&self, moment: UtcTime) -> DateTime {
        plus_seconds(moment.0, i64::from(self.offset_minutes) * 60)
    }

    /// Returns the number of days from today until that day; negative if it is past.
    pub fn days_until(&self, day: Date) -> i32 {
        signed_days_between(self.today, day)
    }
}
