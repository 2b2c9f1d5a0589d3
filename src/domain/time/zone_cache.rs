//! Caches the answers of a source of time zones, so that a page of many events asks it rarely.
//!
//! A zone's offset is asked at both ends of a period of two days. If they agree, it was the same throughout: since 1900
//! no zone has changed to another offset and back within less than 3.99 days (Freetown, September 1939). If they
//! differ, the source is asked for the exact moment.

use std::cell::RefCell;

use jiff::civil::{Date, Time, date};

use crate::domain::sorted_map::SortedMap;
use crate::domain::time::zone::Zones;
use crate::domain::time::{UtcTime, Zone, plus_days, signed_days_between};

/// The length of a period, in days.
const STRETCH: i32 = 2;

/// Day 0 of the count of days.
const EPOCH: Date = date(1970, 1, 1);

/// No zone has a longer name; a source is not asked about one.
const LONGEST_NAME: usize = 100;

/// The maximum number of answers kept; then all are dropped. More than the days of a human life.
const MOST: usize = 50_000;

/// A zone's offset at the beginning of each period.
type Offsets = SortedMap<i32, Option<i32>>;

/// A source of time zones with a cache.
#[derive(Debug, Default)]
pub struct RememberedZones<Z> {
    source: Z,
    zones: RefCell<SortedMap<Zone, Offsets>>,
}

impl<Z: Zones> RememberedZones<Z> {
    /// Wraps a source, with an empty cache.
    pub const fn new(source: Z) -> Self {
        Self { source, zones: RefCell::new(SortedMap::new()) }
    }

    /// Returns the offset at the beginning of a period.
    fn at_start(&self, offsets: &mut Offsets, zone: &Zone, stretch: i32) -> Option<i32> {
        if let Some(known) = offsets.get(&stretch) {
            return *known;
        }
        let day = plus_days(EPOCH, stretch.saturating_mul(STRETCH));
        let found = self.source.offset_at(zone, UtcTime(day.to_datetime(Time::midnight())));
        offsets.insert(stretch, found);
        found
    }
}

impl<Z: Zones> Zones for RememberedZones<Z> {
    fn offset_at(&self, zone: &Zone, at: UtcTime) -> Option<i32> {
        if zone.0.len() > LONGEST_NAME {
            return None;
        }
        let stretch = signed_days_between(EPOCH, at.0.date()).div_euclid(STRETCH);
        let mut zones = self.zones.borrow_mut();
        if zones.values().map(SortedMap::len).sum::<usize>() > MOST {
            *zones = SortedMap::new();
        }
        if !zones.contains_key(zone) {
            zones.insert(zone.clone(), Offsets::new());
        }
        let offsets = zones.get_mut(zone)?;
        let before = self.at_start(offsets, zone, stretch)?;
        let after = self.at_start(offsets, zone, stretch + 1)?;
        if before == after { Some(before) } else { self.source.offset_at(zone, at) }
    }
}
