//! Reads a file with the decoders of the core, and turns it into an almanac.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use encoding_rs::Encoding;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::{Base, Entry};
use tsudoi::domain::almanac::trash::record_deletion;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::series::notice::is_notice;
use tsudoi::format::backup::restored;
use tsudoi::format::gravity::Gravity;
use tsudoi::format::icalendar::read::World;
use tsudoi::format::issue::{DecodeError, Reason};
use tsudoi::format::jscalendar::read::Decoded;
use tsudoi::import::read;
use tsudoi::merge::notice::{alone, applied};
use tsudoi::zones::bundled::BundledZones;

use crate::failure::{Exit, Failure};
use crate::{files, words};

/// Reads and decodes a file of any format. A file without a calendar is a failure; its text says where and why.
pub(crate) fn open(name: &str) -> Result<Decoded, Failure> {
    decode(name, &files::read(name)?)
}

fn decode(name: &str, bytes: &[u8]) -> Result<Decoded, Failure> {
    let world = World { zones: &BundledZones::default(), other_text: &decoded_text };
    read::decode(bytes, &world).map_err(|error| unreadable(name, &error))
}

/// Decodes bytes in an encoding, given by its WHATWG name, with the same result as a browser. Returns `None` if the
/// encoding is unknown, or if the bytes are not valid in it.
fn decoded_text(bytes: &[u8], name: &str) -> Option<String> {
    let encoding = Encoding::for_label(name.as_bytes())?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

/// Like [`open`], for a command that shows only a part of what is in the file: everything that was lost is listed on the
/// standard error. Also returns whether an entry is missing.
pub(crate) fn open_telling(name: &str) -> Result<(Decoded, Exit), Failure> {
    decode_telling(name, &files::read(name)?)
}

/// Like [`open_telling`], of bytes that were read from the file.
pub(crate) fn decode_telling(name: &str, bytes: &[u8]) -> Result<(Decoded, Exit), Failure> {
    let decoded = decode(name, bytes)?;
    let mut notes = io::stderr().lock();
    for line in words::losses(files::shown(name), &decoded) {
        writeln!(notes, "{line}")?;
    }
    let is_missing = |(reason, _): &(Reason, usize)| reason.gravity() == Gravity::Entry;
    let is_whole = !decoded.is_partial && !decoded.tallies.0.iter().any(is_missing);
    Ok((decoded, if is_whole { Exit::Fine } else { Exit::No }))
}

/// Whether a file is a message about the events that it has, and says nothing of others (RFC 5546, 1.4). A calendar that is
/// published is no message.
pub(crate) fn is_message(bytes: &[u8]) -> bool {
    let method = bytes.split(|byte| *byte == b'\n').find_map(|line| {
        let (name, value) = line.trim_ascii().split_at_checked("METHOD:".len())?;
        name.eq_ignore_ascii_case(b"METHOD:").then_some(value)
    });
    method.is_some_and(|method| !method.eq_ignore_ascii_case(b"PUBLISH"))
}

fn unreadable(name: &str, error: &DecodeError) -> Failure {
    let mut text = format!("{}: {}", files::shown(name), words::of_error(error));
    if let DecodeError::NothingReadable { issues } | DecodeError::NoEvents { issues } = error {
        for issue in issues {
            text.push('\n');
            text.push_str(&words::line(files::shown(name), issue));
        }
    }
    Failure::Unreadable(text)
}

/// Turns a file into an almanac: a backup is restored, the events of other files are imported.
///
/// Events without a calendar are put into one that is named after the file.
pub(crate) fn almanac(name: &str, decoded: Decoded) -> Almanac {
    let mut almanac = Almanac::default();
    almanac.apply(change(name, decoded));
    almanac
}

fn change(name: &str, decoded: Decoded) -> Change {
    if decoded.backup.is_some() {
        return restored(decoded).unwrap_or_default();
    }
    let mut change = Change::default();
    let mut about_one = Vec::new();
    for collection in decoded.collections {
        let calendar = collection.calendar.unwrap_or_else(|| lone(name));
        let id = calendar.id.clone();
        let (notices, events): (Vec<Event>, Vec<Event>) =
            collection.events.into_iter().partition(is_notice);
        about_one.extend(notices.into_iter().map(|notice| (id.clone(), notice)));
        for event in events {
            let entry = Entry { base: Base::AsImported, ..Entry::local(event, id.clone()) };
            change.entries.insert(entry.event.id.clone(), Some(entry));
        }
        let base = Some(Box::new(calendar.facts.clone()));
        let known = change.calendars.get_or_insert_with(id, || Some(Calendar { base, ..calendar }));
        if let Some(calendar) = known {
            record_deletion(calendar, collection.deleted);
        }
    }
    let zones = BundledZones::default();
    for (calendar, notice) in about_one {
        let known = change.entries.get(&notice.id).and_then(Option::as_ref);
        let entry = if let Some(known) = known {
            Entry { event: applied(&known.event, &notice, &zones), ..known.clone() }
        } else {
            let Some(event) = alone(notice) else { continue };
            Entry { base: Base::AsImported, ..Entry::local(event, calendar) }
        };
        change.entries.insert(entry.event.id.clone(), Some(entry));
    }
    change
}

/// Makes the calendar for events without one: its id and title are the file's name.
pub(crate) fn lone(name: &str) -> Calendar {
    let stem = std::path::Path::new(name).file_name().map(|name| name.to_string_lossy());
    let stem = stem.as_deref().and_then(|name| name.split('.').next()).unwrap_or_default();
    let title = if stem.is_empty() || stem == "-" { "calendar" } else { stem };
    let facts = CalendarFacts { title: title.to_owned(), ..CalendarFacts::default() };
    Calendar::new(CalendarId::new(format!("file-{title}")), facts)
}

/// Returns the calendars of an almanac, with their events in order of time.
pub(crate) fn by_calendar<'a>(almanac: &'a Almanac) -> Vec<(&'a Calendar, Vec<&'a Event>)> {
    let mut events: BTreeMap<&CalendarId, Vec<&Event>> = BTreeMap::new();
    for entry in almanac.entries() {
        events.entry(&entry.calendar).or_default().push(&entry.event);
    }
    let with_events = |calendar: &'a Calendar| {
        let mut events = events.remove(&calendar.id).unwrap_or_default();
        events.sort_by_key(|event| (event.when.start(), event.id.clone()));
        (calendar, events)
    };
    almanac.calendars().values().map(with_events).collect()
}
