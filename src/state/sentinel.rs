//! The sentinel: a note outside the database that says what it held. If the database is empty or at an older state and
//! the note exists, data were lost; it is not a first start.

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
    /// The revision of the store; 0 if an older version of the app wrote the note.
    pub revision: u64,
}

impl Sentinel {
    /// Reads the note, if there is one.
    pub fn read() -> Option<Self> {
        let text = local::read(NAME)?;
        let mut parts = text.split(' ');
        let event_count = parts.next()?.parse().ok()?;
        let seen_at = parts.next()?.to_owned();
        let revision = parts.next().and_then(|text| text.parse().ok()).unwrap_or(0);
        Some(Self { event_count, seen_at, revision })
    }

    /// Writes the note, or removes it if there are no events.
    pub fn leave(&self) {
        let Self { event_count, seen_at, revision } = self;
        if *event_count == 0 {
            local::remove(NAME);
        } else {
            local::write(NAME, &format!("{event_count} {seen_at} {revision}"));
        }
    }

    /// Removes the note.
    pub fn remove() {
        local::remove(NAME);
    }
}
