//! When the events of a file take place, as text: shared by the tests of what foreign files mean.

use jiff::civil::date;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::series::occurrence::within;
use tsudoi::domain::time::zone::moment_of;
use tsudoi::domain::time::{Days, When};
use tsudoi::format::icalendar::read::{World, decode};
use tsudoi::format::issue::Issue;
use tsudoi::format::jscalendar::read::Decoded;
use tsudoi::format::json::read::Limits;
use tsudoi::zones::bundled::BundledZones;

/// Decodes as the command line does, with the encodings of the WHATWG.
pub(crate) fn decoded_text(bytes: &[u8], name: &str) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(name.as_bytes())?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

pub(crate) fn read_in_any_encoding(bytes: &[u8]) -> Decoded {
    read_in_any_encoding_or_not(bytes).expect("a calendar")
}

pub(crate) fn read_in_any_encoding_or_not(bytes: &[u8]) -> Option<Decoded> {
    let zones = BundledZones::default();
    let world = World { zones: &zones, other_text: &decoded_text };
    decode(bytes, &Limits::default(), &world).ok()
}

/// Reads a file of any format, as the app does.
pub(crate) fn read_any_format(bytes: &[u8]) -> Decoded {
    let zones = BundledZones::default();
    let world = World { zones: &zones, other_text: &decoded_text };
    tsudoi::import::read::decode(bytes, &world).expect("a calendar")
}

/// Returns a calendar with these lines in it.
pub(crate) fn calendar(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//EN\n{lines}\nEND:VCALENDAR\n")
}

/// Returns an event with these lines in it.
pub(crate) fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT")
}

/// Lists every occurrence from 2000 to 2030 with its zone and the moment in UTC, and then the issues.
pub(crate) fn told(decoded: &Decoded) -> String {
    let window = Days { first: date(2000, 1, 1), last: date(2030, 12, 31) };
    let zones = BundledZones::default();
    let mut rows = Vec::new();
    for event in decoded.collections.iter().flat_map(|one| &one.events) {
        let entry = Entry::local(event.clone(), CalendarId::new("c"));
        for occurrence in within(&entry, window) {
            let title = occurrence.title();
            rows.push(match occurrence.when.as_ref() {
                When::AllDay { first, days } | When::Undecided { first, days } => {
                    format!("{first} {days}d {title}")
                }
                When::DayUndecided { .. } => format!("{} ? {title}", occurrence.days.first),
                When::Timed(timed) => match &timed.zone {
                    None => format!("{} - {title}", timed.start),
                    Some(zone) => {
                        let utc = moment_of(&zones, zone, timed.start);
                        let utc = utc.map_or("?".to_owned(), |at| format!("{}Z", at.0));
                        format!("{} {} {utc} {title}", timed.start, zone.0)
                    }
                },
            });
        }
    }
    rows.sort();
    for Issue { pointer, line, reason, .. } in &decoded.issues {
        rows.push(format!("! {} {pointer}: {reason:?}", line.unwrap_or(0)));
    }
    rows.join("\n")
}
