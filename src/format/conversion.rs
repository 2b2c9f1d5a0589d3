//! Converts a file of ours for other calendars: the page's request to the worker, and the answer.
//!
//! The page selects the events and removes the names, as for any file, and passes JSCalendar to the worker, so that
//! only the worker needs the code of iCalendar. The answer is the text of the new file.

use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::domain::id::CalendarId;
use crate::domain::time::UtcTime;
use crate::domain::time::zone::Zones;
use crate::format::clock;
use crate::format::export::Names;
use crate::format::icalendar;
use crate::format::icalendar::write::WriteOptions;
use crate::format::jscalendar::read::decode;
use crate::format::jscalendar::write::{Export, ExportCalendar};
use crate::format::json::read::{Limits, parse};
use crate::format::json::value::Value;
use crate::format::json::write::{Style, Writer};

/// A file of ours, to be written as iCalendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The file, as JSCalendar.
    pub text: String,
    /// Which names of people are written.
    pub names: Names,
    /// The time of writing.
    pub stamp: UtcTime,
}

impl Conversion {
    /// Returns the request as text.
    pub fn encode(&self) -> String {
        let mut writer = Writer::new(Style::Compact);
        writer.object(|fields| {
            fields.put("convert").text(&self.text);
            fields.put("names").text(self.names.slug());
            fields.put("stamp").plain(|out| clock::print_utc(self.stamp, out));
        });
        writer.finish()
    }

    /// Reads a request; `None` if the text is not one.
    pub fn decode(text: &str) -> Option<Self> {
        let Ok(Value::Map(object)) = parse(text, &Limits::OWN) else { return None };
        let names = object.text("names").and_then(Names::from_slug).unwrap_or_default();
        Some(Self {
            text: object.text("convert")?.to_owned(),
            names,
            stamp: object.text("stamp").and_then(clock::parse_utc)?,
        })
    }

    /// Returns the file as iCalendar; `None` if the text is not a file of ours.
    pub fn converted(&self, zones: &dyn Zones) -> Option<String> {
        let mut collections = decode(self.text.as_bytes(), &Limits::OWN).ok()?.collections;
        for collection in &mut collections {
            // Events without a calendar have no calendar when they are read back either.
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
        let export = Export { calendars: calendars.collect() };
        let options = WriteOptions { stamp: self.stamp, zones, names: self.names };
        Some(icalendar::write::encode(&export, &options))
    }
}
