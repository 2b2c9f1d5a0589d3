//! Remembers what a source of time zones has said, so that a page of many events asks it little.
//!
//! A zone's offset is asked at both ends of a stretch of two days. Where they agree it held all through: since 1900 no
//! zone has gone to another offset and come back within less than 3.99 days (Freetown, September 1939). Where they
//! differ, the source is asked for the very moment.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::civil::{Date, Time, date};

use crate::domain::time::zone::Zones;
use crate::domain::time::{UtcTime, Zone, plus_days, signed_days_between};

/// How many days are asked for at once.
const STRETCH: i32 = 2;

/// The days are counted from here.
const EPOCH: Date = date(1970, 1, 1);

/// How many answers are kept; then all are forgotten. More than the days of a life.
const MOST: usize = 50_000;

/// What a zone's offset was at the beginning of each stretch.
type Offsets = BTreeMap<i32, Option<i32>>;

/// A source of time zones with a memory.
#[derive(Debug, Default)]
pub struct RememberedZones<Z> {
    source: Z,
    zones: RefCell<BTreeMap<Box<str>, Offsets>>,
}

impl<Z: Zones> RememberedZones<Z> {
    /// The same source, with nothing remembered yet.
    pub const fn new(source: Z) -> Self {
        Self { source, zones: RefCell::new(BTreeMap::new()) }
    }

    /// The offset at the beginning of a stretch.
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
        let stretch = signed_days_between(EPOCH, at.0.date()).div_euclid(STRETCH);
        let mut zones = self.zones.borrow_mut();
        if zones.values().map(BTreeMap::len).sum::<usize>() > MOST {
            zones.clear();
        }
        if !zones.contains_key(&zone.0) {
            zones.insert(zone.0.clone(), Offsets::new());
        }
        let offsets = zones.get_mut(&zone.0)?;
        let before = self.at_start(offsets, zone, stretch)?;
        let after = self.at_start(offsets, zone, stretch + 1)?;
        if before == after { Some(before) } else { self.source.offset_at(zone, at) }
    }
}
