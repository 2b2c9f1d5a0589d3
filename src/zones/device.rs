//! The device's time zones, for page and worker: the answers of the browser, cached.

use jiff::civil::{DateTime, datetime};

use crate::domain::time::day_number::seconds_between;
use crate::domain::time::zone::Zones;
use crate::domain::time::zone_cache::RememberedZones;
use crate::domain::time::{UtcTime, Zone};
use crate::platform::zones;

/// The moment from which the browser counts time.
const EPOCH: DateTime = datetime(1970, 1, 1, 0, 0, 0, 0);

/// The maximum distance of any clock from UTC, in seconds; a larger one means that the year was misread.
const FURTHEST: i32 = 26 * 3600;

/// The time zones that the device knows. There is one cache for the whole page.
#[derive(Clone, Copy, Debug, Default)]
pub struct DeviceZones;

/// The time zones that the device knows, without a cache: each call asks the browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct AskedZones;

thread_local! {
    static MEMORY: RememberedZones<AskedZones> = const { RememberedZones::new(AskedZones) };
}

impl Zones for DeviceZones {
    fn offset_at(&self, zone: &Zone, at: UtcTime) -> Option<i32> {
        MEMORY.with(|memory| memory.offset_at(zone, at))
    }
}

impl Zones for AskedZones {
    fn offset_at(&self, zone: &Zone, at: UtcTime) -> Option<i32> {
        let seconds = seconds_between(EPOCH, at.0);
        let by_clock = || {
            let clock = zones::clock_at(&zone.0, seconds)?;
            i32::try_from(seconds_between(EPOCH, clock) - seconds).ok()
        };
        let offset = zones::offset_at(&zone.0, seconds).or_else(by_clock)?;
        (offset.abs() <= FURTHEST).then_some(offset)
    }
}
