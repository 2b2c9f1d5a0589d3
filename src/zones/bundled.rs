//! jiff's time zones as [`Zones`]. The feature `cli` includes their rules; without it no zone is known.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use jiff::tz::{Offset, TimeZone};

use crate::domain::time::zone::Zones;
use crate::domain::time::{UtcTime, Zone};

/// The time zones that are part of the program. Each is read once.
#[derive(Debug, Default)]
pub struct BundledZones {
    read: Mutex<BTreeMap<Zone, Option<TimeZone>>>,
}

impl Zones for BundledZones {
    fn offset_at(&self, zone: &Zone, at: UtcTime) -> Option<i32> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let known = match read.get(zone) {
            Some(known) => known,
            None => read.entry(zone.clone()).or_insert(TimeZone::get(&zone.0).ok()),
        };
        let moment = Offset::UTC.to_timestamp(at.0).ok()?;
        Some(known.as_ref()?.to_offset(moment).seconds())
    }
}
