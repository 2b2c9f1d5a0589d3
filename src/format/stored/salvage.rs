//! Reads what can still be read of a damaged record: one bad entry must not lose its month.
//!
//! A record whose JSON is whole is read entry by entry. Of one that is not, every piece of text that is an entry by
//! itself is read. A record of a newer version is never read in this way: it is not damaged.

use std::sync::Arc;

use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::shard::{Entries, Shard};
use crate::domain::id::CalendarId;
use crate::format::jscalendar::read::notes::Notes;
use crate::format::json::read::{Limits, parse};
use crate::format::json::value::{Object, Value};
use crate::format::stored::record::{
    RecordError, check_version, decode_calendars, decode_shard, read_calendar, read_entry,
    read_item,
};

/// The readable part of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged<T> {
    /// What could be read.
    pub part: T,
    /// What is wrong with the rest; `None` if the whole record could be read.
    pub damage: Option<RecordError>,
    /// The number of entries or calendars that were found and could not be read; at least 1 if there is damage.
    pub lost: usize,
}

impl<T> Salvaged<T> {
    fn whole(part: T) -> Self {
        Self { part, damage: None, lost: 0 }
    }

    fn damaged(part: T, lost: usize, error: RecordError) -> Self {
        Self { part, damage: Some(error), lost: lost.max(1) }
    }
}

/// Reads one shard, or what is left of it. Fails if a newer version of this program wrote it.
pub fn shard(text: &str) -> Result<Salvaged<Shard>, RecordError> {
    let error = match decode_shard(text) {
        Ok(shard) => return Ok(Salvaged::whole(shard)),
        Err(error @ RecordError::Newer { .. }) => return Err(error),
        Err(error) => error,
    };
    let is_directory = text.starts_with("{\"items\":");
    let (shard, lost) = if is_directory { items(text) } else { entries(text) };
    check_version(text)?;
    Ok(Salvaged::damaged(shard, lost, error))
}

fn entries(text: &str) -> (Shard, usize) {
    let calendar = calendar_of(text);
    let mut entries = Entries::new();
    let lost = pieces(text, "\"entries\":[", |object| {
        let mut notes = Notes::new("", &Limits::OWN);
        let entry = read_entry(&mut notes, object, calendar.as_ref()).ok();
        entry.map(|entry| entries.insert(entry.event.id.clone(), Arc::new(entry))).is_some()
    });
    (Shard::Entries(entries), lost)
}

fn items(text: &str) -> (Shard, usize) {
    let mut items = Vec::new();
    let lost = pieces(text, "\"items\":[", |object| {
        let mut notes = Notes::new("", &Limits::OWN);
        read_item(&mut notes, Value::Map(object)).map(|item| items.push(item)).is_ok()
    });
    (Shard::Directory(items.into_iter().collect()), lost)
}

/// Reads the list of calendars, or what is left of it. Fails if a newer version of this program wrote it.
pub fn calendars(text: &str) -> Result<Salvaged<Vec<Calendar>>, RecordError> {
    let error = match decode_calendars(text) {
        Ok(calendars) => return Ok(Salvaged::whole(calendars)),
        Err(error @ RecordError::Newer { .. }) => return Err(error),
        Err(error) => error,
    };
    let mut calendars = Vec::new();
    let lost = pieces(text, "\"calendars\":[", |object| {
        let mut notes = Notes::new("", &Limits::OWN);
        let calendar = read_calendar(&mut notes, Value::Map(object)).ok();
        calendar.map(|calendar| calendars.push(calendar)).is_some()
    });
    check_version(text)?;
    Ok(Salvaged::damaged(calendars, lost, error))
}

/// Returns the calendar that a shard names at its beginning.
fn calendar_of(text: &str) -> Option<CalendarId> {
    let quoted = text.strip_prefix("{\"calendar\":")?;
    let end = quoted.char_indices().skip(1).scan(false, |is_escaped, (at, letter)| {
        let is_end = letter == '"' && !*is_escaped;
        *is_escaped = letter == '\\' && !*is_escaped;
        Some((at, is_end))
    });
    let (end, _) = end.into_iter().find(|(_, is_end)| *is_end)?;
    match parse(quoted.get(..=end)?, &Limits::OWN) {
        Ok(Value::Text(id)) => Some(CalendarId::new(id)),
        Ok(_) | Err(_) => None,
    }
}

/// Calls `read` with each object of the list that begins behind `start`; returns how many could not be read. After a
/// piece that is no object, it goes on at the next place where an object may begin.
fn pieces(text: &str, start: &str, mut read: impl FnMut(Object<'_>) -> bool) -> usize {
    let mut lost = 0;
    let mut is_lost = false;
    let mut rest = text.find(start).and_then(|at| text.get(at + start.len()..)).unwrap_or(text);
    while let Some(begin) = rest.find('{') {
        rest = rest.get(begin..).unwrap_or_default();
        let piece = object_end(rest).and_then(|end| rest.get(..end));
        let object = piece.and_then(|piece| match parse(piece, &Limits::OWN) {
            Ok(Value::Map(object)) => Some(object),
            Ok(_) | Err(_) => None,
        });
        if object.is_some_and(&mut read) {
            is_lost = false;
            rest = rest.get(piece.map_or(1, str::len)..).unwrap_or_default();
            continue;
        }
        // The pieces of one bad object count once.
        lost += usize::from(!is_lost);
        is_lost = true;
        rest = rest.get(1..).unwrap_or_default();
    }
    lost
}

/// Returns where the object that begins a text ends; `None` if its braces and quotes are not closed.
fn object_end(text: &str) -> Option<usize> {
    let (mut depth, mut is_text, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => is_text = !is_text,
            b'{' if !is_text => depth += 1,
            b'}' if !is_text => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}
