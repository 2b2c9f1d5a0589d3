//! Who reads, when and where: what every page depends on beside the almanac.

use std::fmt;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use crate::domain::time::day_number::plus_seconds;
use crate::domain::time::days_off::Holidays;
use crate::domain::time::fiscal::FiscalRule;
use crate::domain::time::holidays::own::OwnHoliday;
use crate::domain::time::zone::Zones;
use crate::domain::time::{UtcTime, Zone, signed_days_between};
use crate::i18n::{Language, Messages};

/// Who reads, when and where.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The language of the page.
    pub messages: &'static dyn Messages,
    /// The day it is where the reader is.
    pub today: Date,
    /// The reader's wall clock, where the page needs to know what is on now.
    pub now: Option<DateTime>,
    /// The reader's time zone, where the browser tells.
    pub zone: Option<Zone>,
    /// How far the reader's wall clock is ahead of UTC, in minutes.
    pub offset_minutes: i32,
    /// Who knows the time zones of the world.
    pub zones: ZoneSource,
    /// The days off that the reader's organisation has beside the law.
    pub own_holidays: Arc<[OwnHoliday]>,
    /// When the reader's organisation begins its years.
    pub fiscal: FiscalRule,
}

/// Who knows the time zones of the world, if anyone.
#[derive(Clone, Copy, Default)]
pub struct ZoneSource(pub Option<&'static (dyn Zones + Sync)>);

impl fmt::Debug for ZoneSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.is_some() { "known" } else { "unknown" })
    }
}

/// The first column of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WeekStart {
    /// 日曜始まり.
    #[default]
    Sunday,
    /// 月曜始まり.
    Monday,
}

impl PartialEq for Reader {
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

impl Reader {
    /// A reader of that language on that day, nothing else known.
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

    /// The days that are off for the reader: by law, and by their organisation.
    pub fn days_off(&self) -> Holidays<'_> {
        Holidays { own: &self.own_holidays }
    }

    /// A moment on the reader's wall clock.
    pub fn clock_of(&self, moment: UtcTime) -> DateTime {
        plus_seconds(moment.0, i64::from(self.offset_minutes) * 60)
    }

    /// How many days from today until that day; negative where it is past.
    pub fn days_until(&self, day: Date) -> i32 {
        signed_days_between(self.today, day)
    }
}
