//! What only the reading of a file of another program needs. What we wrote ourselves is read without it, so that the
//! first view contains no code for it.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::date;

use crate::domain::time::zone::Zones;
use crate::domain::time::{UtcTime, Zone};
use crate::format::issue::Reason;
use crate::format::json::value::Object;

/// Services for the reading of files of other programs.
#[derive(Clone, Copy)]
pub struct ForeignReading<'w> {
    /// The time zones of the world; other names are reported.
    pub zones: &'w dyn Zones,
    /// Returns the zone that Windows calls by a name.
    pub windows_zone: fn(&str) -> Option<&'static str>,
    /// Replaces the zones that an event of 1.0 defines for itself, and returns what to tell about them.
    pub without_own_zones: fn(&mut Object<'_>, &dyn Zones) -> Vec<Reason>,
    /// Returns the text of HTML.
    pub text_of_html: fn(&str) -> String,
}

impl fmt::Debug for ForeignReading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ForeignReading")
    }
}

/// The services, if there are any, with the names of zones that were looked up.
#[derive(Debug, Default)]
pub(crate) struct Services<'t> {
    reading: Option<ForeignReading<'t>>,
    knows_zones: bool,
    zones: BTreeMap<String, bool>,
}

impl<'t> Services<'t> {
    pub(crate) fn new(reading: Option<ForeignReading<'t>>) -> Self {
        // A source that does not even know UTC knows nothing.
        let knows_zones = reading.is_some_and(|reading| is_known(&reading, "Etc/UTC"));
        Self { reading, knows_zones, zones: BTreeMap::new() }
    }

    /// Returns the services, if there are any.
    pub(crate) fn reading(&self) -> Option<ForeignReading<'t>> {
        self.reading
    }

    /// Whether a name is not one of a time zone, and was not looked up before.
    pub(crate) fn is_new_unknown_zone(&mut self, name: &str) -> bool {
        let Some(reading) = self.reading.filter(|_| self.knows_zones) else { return false };
        if self.zones.contains_key(name) {
            return false;
        }
        let is_known = is_known(&reading, name);
        self.zones.insert(name.to_owned(), is_known);
        !is_known
    }
}

fn is_known(reading: &ForeignReading<'_>, name: &str) -> bool {
    let now = UtcTime(date(2024, 1, 1).at(0, 0, 0, 0));
    reading.zones.offset_at(&Zone(name.into()), now).is_some()
}
