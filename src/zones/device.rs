//! The device's time zones, for page and worker: the answers of the browser, cached.

use crate::domain::time::zone::Zones;
use crate::domain::time::zone_cache::RememberedZones;
use crate::domain::time::{UtcTime, Zone};
use crate::platform::zones;

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
        zones::offset_at(&zone.0, at.0)
    }
}
