//! A note outside the database that there was data: an empty database beside it is a loss, never a first start.

use crate::platform::local;

/// The name under which the note is kept.
const NAME: &str = "tsudoi.sentinel";

/// What this device held when last seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentinel {
    /// How many events.
    pub event_count: u32,
    /// When, as `UTCDateTime` text.
    pub seen_at: String,
}

impl Sentinel {
    /// The note, if there is one.
    pub fn read() -> Option<Self> {
        let text = local::read(NAME)?;
        let (count, seen_at) = text.split_once(' ')?;
        Some(Self { event_count: count.parse().ok()?, seen_at: seen_at.to_owned() })
    }

    /// Leaves the note; with nothing to lose it is taken away.
    pub fn leave(&self) {
        if self.event_count == 0 {
            local::remove(NAME);
        } else {
            local::write(NAME, &format!("{} {}", self.event_count, self.seen_at));
        }
    }

    /// Takes the note away.
    pub fn remove() {
        local::remove(NAME);
    }
}
