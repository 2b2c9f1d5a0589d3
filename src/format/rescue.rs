//! A rescue: a backup of what can be read in a database that the app cannot use, with what is missing from it.
//!
//! The backup is an ordinary one, so that it can be restored. Records that cannot be read are handed out as they are.

use std::collections::BTreeSet;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::domain::almanac::shard::Shard;
use crate::domain::sorted_map::SortedMap;
use crate::format::backup;
use crate::format::stored::record::{self, RecordError};
use crate::format::stored::salvage::{self, Salvaged};

/// The records of an object store: keys and texts.
pub type Records = Vec<(String, String)>;

/// What could be read of a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescue {
    /// A backup with the readable part.
    pub backup: String,
    /// The number of events in it.
    pub event_count: usize,
    /// The number of entries that could not be read; a record of which nothing can be read counts once.
    pub lost: usize,
    /// The records that could not be read as a whole.
    pub unreadable: Records,
}

/// Makes a backup of records: of the shards, and of the record of the calendars.
pub fn rescued(
    shards: &[(String, String)],
    calendars: Option<&str>,
    settings: &SortedMap<String, String>,
) -> Rescue {
    let mut unreadable: Records = Vec::new();
    let mut lost = 0;
    let calendars = calendars.map(|text| {
        let Salvaged { part, damage, lost: missing } = read(text, Vec::new(), salvage::calendars);
        if damage.is_some() {
            lost += missing;
            unreadable.push(("calendars".to_owned(), text.to_owned()));
        }
        part
    });
    let mut almanac = Almanac::outline(calendars.unwrap_or_default(), BTreeSet::new());
    for (key, text) in shards {
        // A record that was set aside was read in part before.
        let Some(shard_key) = record::decode_shard_key(key) else { continue };
        let Salvaged { part, damage, lost: missing } =
            read(text, Shard::empty(&shard_key), salvage::shard);
        if damage.is_some() {
            lost += missing;
            unreadable.push((key.clone(), text.clone()));
        }
        let lost_calendar = shard_key
            .calendar()
            .filter(|id| !part.is_empty() && almanac.kept_calendar(id).is_none());
        if let Some(id) = lost_calendar.cloned() {
            let facts = CalendarFacts { title: format!("? {id}"), ..CalendarFacts::default() };
            let known = almanac.kept_calendars().cloned().collect::<Vec<_>>();
            almanac.load_calendars(known.into_iter().chain([Calendar::new(id, facts)]));
        }
        almanac.load_shard(shard_key, part);
    }
    let event_count = almanac.entry_count() + almanac.trash().count();
    Rescue { backup: backup::encode(&almanac, settings), event_count, lost, unreadable }
}

/// Reads a record of any version: in a rescue, half of what a newer version has written is better than nothing.
fn read<T>(
    text: &str,
    empty: T,
    salvage: fn(&str) -> Result<Salvaged<T>, RecordError>,
) -> Salvaged<T> {
    let newer = match salvage(text) {
        Ok(salvaged) => return salvaged,
        Err(error) => error,
    };
    let ours =
        text.rsplit_once("\"v\":").map(|(body, _)| format!("{body}\"v\":{}}}", record::VERSION));
    let part = ours.and_then(|text| salvage(&text).ok()).map(|salvaged| salvaged.part);
    Salvaged { part: part.unwrap_or(empty), damage: Some(newer), lost: 1 }
}
