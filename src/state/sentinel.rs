//! The sentinel: a note outside the database that says that data existed. If the database is empty and the note
//! exists, data were lost; it is not a first start.

use crate::platform::local;

/// The name under which the note is stored.
const NAME: &str = "tsudoi.sentinel";

/// The amount of data when the note was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentinel {
    /// The number of events.
    pub event_count: u32,
    /// The time of the note, as `UTCDateTime` text.
    pub seen_at: String,
}

impl Sentinel {
    /// Reads the note, if there is one.
    pub fn read() -> Option<Self> {
        let text = local::read(NAME)?;
        let (count, seen_at) = text.split_once(' ')?;
        Some(Self { event_count: count.parse().ok()?, seen_at: seen_at.to_owned() })
    }

    /// Writes the note, or removes it if there are no events.
    pub fn leave(&self) {
        if self.event_count == 0 {
            local::remove(NAME);
        } else {
            local::write(NAME, &format!("{} {}", self.event_count, self.seen_at));
        }
    }

    /// Removes the note.
    pub fn remove() {
        local::remove(NAME);
    }
}
