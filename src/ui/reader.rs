//! The reader of a page: what the instances of a series depend on outside of the data.

use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::time::Zone;
use crate::domain::time::days_off::{Holidays, LocalContext};
use crate::domain::time::holidays::own::OwnHoliday;
use crate::domain::time::local_clock::LocalClock;
use crate::zones::device::DeviceZones;

/// The days off and the clock of the viewer: what the instances of a series depend on outside of the data.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The days off of their organisations in addition to those by law.
    pub own: Arc<[OwnHoliday]>,
    zone: Option<Zone>,
}

impl LocalContext for Reader {
    fn is_day_off(&self, day: Date) -> bool {
        Holidays { own: &self.own, clock: None }.is_day_off(day)
    }

    fn clock(&self) -> Option<LocalClock<'_>> {
        self.zone.as_ref().map(|zone| LocalClock { zone, zones: &DeviceZones })
    }
}

impl Reader {
    /// Makes a reader with these days off of their organisations, in that zone.
    pub fn new(own: Arc<[OwnHoliday]>, zone: Option<Zone>) -> Self {
        Self { own, zone }
    }

    /// Returns the days off alone: times in UTC stay in UTC. For edits of the data.
    pub fn days_off(&self) -> Holidays<'_> {
        Holidays { own: &self.own, clock: None }
    }
}
