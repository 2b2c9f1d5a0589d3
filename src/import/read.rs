//! Putting several files together: what they hold, and what is wrong with them.

use std::collections::BTreeMap;

use crate::format::backup::restored;
use crate::format::icalendar::charset::is_icalendar;
use crate::format::icalendar::decode::World;
use crate::format::issue::{DecodeError, Issue};
use crate::format::jscalendar::decode::Decoded;
use crate::format::json::read::Limits;
use crate::format::protocol::{BadFile, FileError, Summary};
use crate::format::{icalendar, jscalendar};
use crate::merge::incoming::{Backup, Collection, Incoming};
use crate::platform::text;

use super::zones::DeviceZones;

/// A file as it was read from the disk, or why it was not.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) bytes: Result<Vec<u8>, FileError>,
}

/// What several files hold together.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) incoming: Incoming,
    pub(super) summary: Summary,
    /// The names of the files, for the journal.
    pub(super) subject: String,
}

/// Decodes every source, telling after each how many are done. Nothing readable in any of them is an error.
pub(super) fn gather(
    sources: &[Source],
    mut tell: impl FnMut(u64, u64),
) -> Result<Gathered, Vec<BadFile>> {
    let total = u64::try_from(sources.len()).unwrap_or(u64::MAX);
    let mut pile = Pile::default();
    for (done, source) in (1..).zip(sources) {
        let result = source.bytes.as_deref().map_err(FileError::clone);
        let decoded = result.and_then(|bytes| read(bytes).map_err(FileError::Decode));
        match decoded {
            Ok(decoded) => pile.add(&source.name, decoded),
            Err(error) => pile.summary.bad_files.push(BadFile { name: source.name.clone(), error }),
        }
        tell(done, total);
    }
    if pile.names.is_empty() {
        return Err(pile.summary.bad_files);
    }
    Ok(pile.gathered())
}

/// Reads a file as what its first bytes say that it is, whatever its name.
fn read(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    let limits = Limits::default();
    if is_icalendar(bytes) {
        let world = World { zones: &DeviceZones, other_text: &text::decoded };
        icalendar::decode::decode(bytes, &limits, &world)
    } else {
        jscalendar::decode::decode(bytes, &limits)
    }
}

#[derive(Default)]
struct Pile {
    names: Vec<String>,
    collections: Vec<Collection>,
    backup: Option<Backup>,
    summary: Summary,
}

impl Pile {
    fn add(&mut self, name: &str, mut decoded: Decoded) {
        self.names.push(name.to_owned());
        self.summary.is_newer |= decoded.is_newer;
        self.summary.issue_count += decoded.issue_count;
        let issues = std::mem::take(&mut decoded.issues);
        self.summary.issues.extend(issues.into_iter().map(|issue: Issue| (name.to_owned(), issue)));
        if decoded.is_partial {
            let count: usize =
                decoded.collections.iter().map(|collection| collection.events.len()).sum();
            self.summary.broken_off = Some(self.summary.broken_off.unwrap_or(0) + count);
        }
        if let Some(backup) = &decoded.backup {
            self.summary.settings = backup.settings.clone().into_iter().collect();
            let change = restored(decoded).unwrap_or_default();
            let backup = self.backup.get_or_insert_default();
            backup.calendars.extend(change.calendars.into_values().flatten());
            backup.entries.extend(change.entries.into_values().flatten());
        } else {
            let collections = decoded.collections.into_iter().map(|collection| Collection {
                calendar: collection.calendar,
                events: collection.events,
                deleted: collection.deleted,
            });
            self.collections.extend(collections);
        }
    }

    /// A backup is restored by itself: files opened beside it would be merged into what it replaces.
    fn gathered(mut self) -> Gathered {
        let subject = self.names.join(", ");
        let incoming = match self.backup {
            Some(backup) => {
                self.summary.is_backup = true;
                Incoming::Backup(unique(backup))
            }
            None => Incoming::Files(self.collections),
        };
        Gathered { incoming, summary: self.summary, subject }
    }
}

/// Each calendar once, the last one counts.
fn unique(backup: Backup) -> Backup {
    let calendars: BTreeMap<_, _> =
        backup.calendars.into_iter().map(|calendar| (calendar.id.clone(), calendar)).collect();
    Backup { calendars: calendars.into_values().collect(), entries: backup.entries }
}
