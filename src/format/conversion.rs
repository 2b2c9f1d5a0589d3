//! The worker's side of writing a file for other calendars: what the page wrote as JSCalendar, as iCalendar.
//!
//! The page picks the events and takes the names out, as for any file; so the code of iCalendar is the worker's alone.

use crate::domain::calendar::{Calendar, CalendarFacts};
use crate::domain::id::CalendarId;
use crate::domain::time::UtcTime;
use crate::format::clock;
use crate::format::icalendar::encode::{Names, Options, encode};
use crate::format::jscalendar::decode::decode;
use crate::format::jscalendar::encode::{Export, ExportCalendar};
use crate::format::json::read::Limits;
use crate::format::protocol::Convert;

use super::zones::DeviceZones;

/// The file as iCalendar; `None` where it is none of ours.
pub(super) fn converted(convert: &Convert) -> Option<String> {
    let mut collections = decode(convert.text.as_bytes(), &Limits::OWN).ok()?.collections;
    for collection in &mut collections {
        // Events that stand alone are in no calendar of their own on the way back either.
        let nameless = || Calendar::new(CalendarId::new(""), CalendarFacts::default());
        collection.calendar.get_or_insert_with(nameless);
    }
    let calendars = collections.iter().filter_map(|collection| {
        Some(ExportCalendar {
            calendar: collection.calendar.as_ref()?,
            events: collection.events.iter().collect(),
            deleted: collection.deleted.clone(),
        })
    });
    let stamp = clock::parse_utc(&convert.now).unwrap_or(UtcTime(jiff::civil::DateTime::ZERO));
    let names = if convert.has_names { Names::With } else { Names::Without };
    let export = Export { calendars: calendars.collect() };
    Some(encode(&export, &Options { stamp, zones: &DeviceZones, names }))
}
