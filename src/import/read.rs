//! Turns the bytes of files into incoming facts, with a report of what could not be read.
//!
//! Only this module decides the format of a file, by its content, for the worker and the command line. To add a
//! format, write its `decode` in a new file and add one line to [`READERS`].

use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::format::backup::restored;
use crate::format::html;
use crate::format::icalendar;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::read::World;
use crate::format::icalendar::syntax::charset::{Recoded, is_icalendar, recoded};
use crate::format::icalendar::zones::custom::without_own_zones;
use crate::format::issue::{DecodeError, Issue, Reason, Tallies};
use crate::format::jscalendar;
use crate::format::jscalendar::read::Decoded;
use crate::format::jscalendar::read::foreign::ForeignReading;
use crate::format::json::read::Limits;
use crate::format::windows_labels::zone_of_windows;
use crate::merge::incoming::Incoming;

use super::combine;

/// A format that can be opened.
struct FileReader {
    /// Whether a file has this format, judged by its first bytes.
    recognises: fn(&[u8]) -> bool,
    /// Decodes a file.
    decode: fn(&[u8], &Limits, &World<'_>) -> Result<Decoded, DecodeError>,
}

/// The formats that are recognised by their first bytes. Every other file is read as JSCalendar. If the JSCalendar
/// decoder cannot read the file, its error says what the file is.
const READERS: &[FileReader] =
    &[FileReader { recognises: is_icalendar, decode: icalendar::read::decode }];

/// A file that a person opened.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its name; empty for pasted text.
    pub name: String,
    /// Its bytes, or why the browser could not read them.
    pub bytes: Result<Vec<u8>, FileError>,
}

/// The combined contents of several files.
#[derive(Debug)]
pub struct ReadFiles {
    /// The combined incoming facts.
    pub incoming: Incoming,
    /// The report of the reading.
    pub report: Report,
    /// The names of the files, for the undo history.
    pub subject: String,
}

/// The report of reading several files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Whether this is a backup.
    pub is_backup: bool,
    /// The settings in the backup.
    pub settings: Vec<(String, String)>,
    /// Whether a newer version of the program wrote one of the files.
    pub is_newer: bool,
    /// Files that could not be read at all, while other files could.
    pub bad_files: Vec<BadFile>,
    /// The parts of files that could not be read.
    pub issues: Vec<Issue>,
    /// The number of issues of each kind; the list may be shortened.
    pub tallies: Tallies,
    /// The number of events read from files that ended in the middle; `None` if no file did.
    pub broken_off: Option<usize>,
}

/// A file that could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadFile {
    /// Its name.
    pub name: String,
    /// The reason.
    pub error: FileError,
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileError {
    /// The browser could not read it.
    Unreadable,
    /// Its bytes could not be decoded.
    Decode(DecodeError),
}

/// Decodes one file in the format that its content shows; its name does not matter.
pub fn decode(bytes: &[u8], world: &World<'_>) -> Result<Decoded, DecodeError> {
    let limits = Limits::default();
    if let Some(reader) = READERS.iter().find(|reader| (reader.recognises)(bytes)) {
        return (reader.decode)(bytes, &limits, world);
    }
    let foreign = ForeignReading {
        zones: world.zones,
        windows_zone: zone_of_windows,
        without_own_zones,
        text_of_html: html::plain,
    };
    if bytes.len() > limits.bytes {
        return Err(DecodeError::TooLarge { limit: limits.bytes });
    }
    // RFC 8259 8.1 wants UTF-8; editors on Windows also save as UTF-16 and in the system's encoding.
    let recoded = recoded(bytes, world.other_text);
    let json = recoded.as_ref().map_or(bytes, |recoded| recoded.text.as_bytes());
    let mut decoded = jscalendar::read::decode_with(json, &limits, Some(foreign))?;
    if let Some(Recoded { guessed, is_whole, .. }) = recoded {
        let guessed = guessed.map(|guessed| Some(guessed.to_owned()));
        for taken_for in (!is_whole).then_some(None).into_iter().chain(guessed) {
            let reason = Reason::from(Fault::Encoding { taken_for });
            decoded.tallies.add(&reason, 1);
            decoded.issues.insert(0, Issue::of_file(reason));
        }
    }
    Ok(decoded)
}

/// Returns why a file is not read, for people: where it breaks the grammar of JSON says nothing about a file that is no
/// JSON at all.
fn unlike_json(error: DecodeError, bytes: &[u8]) -> DecodeError {
    // Before and between the letters, the marks of UTF-8 and UTF-16.
    let is_mark = |byte: u8| b"\xef\xbb\xbf\xff\xfe\0".contains(&byte);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !is_mark(**byte));
    let is_json = first.is_none_or(|byte| b"{[".contains(byte));
    match error {
        DecodeError::Syntax(_) | DecodeError::NotText { .. } if !is_json => {
            DecodeError::NotJsCalendar { found: "a text".to_owned() }
        }
        DecodeError::Syntax(_)
        | DecodeError::NotText { .. }
        | DecodeError::Empty
        | DecodeError::TooLarge { .. }
        | DecodeError::Other(_)
        | DecodeError::NotJsCalendar { .. }
        | DecodeError::NoEvents { .. }
        | DecodeError::NothingReadable { .. } => error,
    }
}

/// Refuses a calendar of which no entry can be used, so that no empty calendar is made of it. One that never had any
/// entries is a calendar, too.
fn with_content(decoded: Decoded) -> Result<Decoded, DecodeError> {
    let has_content = decoded.backup.is_some()
        || decoded.collections.iter().any(|it| !it.events.is_empty() || !it.deleted.is_empty());
    let is_of_entry = |issue: &Issue| issue.pointer.contains("/entries/");
    let is_fault = |issue: &Issue| {
        issue.reason.is_loss() && (issue.reason != Reason::MissingUid || is_of_entry(issue))
    };
    if has_content || !decoded.issues.iter().any(is_fault) {
        return Ok(decoded);
    }
    Err(DecodeError::NoEvents { issues: decoded.issues })
}

/// Decodes every file and reports after each one how many are done. If no file can be read, the error says why.
pub fn read(
    files: &[SourceFile],
    world: &World<'_>,
    mut on_progress: impl FnMut(u64, u64),
) -> Result<ReadFiles, Vec<BadFile>> {
    let total = u64::try_from(files.len()).unwrap_or(u64::MAX);
    let mut report = Report::default();
    let mut names = Vec::new();
    let mut all = Vec::new();
    for (done, file) in (1..).zip(files) {
        let bytes = file.bytes.as_deref().map_err(FileError::clone);
        let decoded = |bytes| {
            let decoded = decode(bytes, world).and_then(with_content);
            decoded.map_err(|error| FileError::Decode(unlike_json(error, bytes)))
        };
        match bytes.and_then(decoded) {
            Ok(mut decoded) => {
                names.push(file.name.as_str());
                report.add(&mut decoded);
                all.push(decoded);
            }
            Err(error) => report.bad_files.push(BadFile { name: file.name.clone(), error }),
        }
        on_progress(done, total);
    }
    if all.is_empty() {
        return Err(report.bad_files);
    }
    Ok(ReadFiles { incoming: incoming(all), report, subject: names.join(", ") })
}

/// Combines decoded files. A backup is restored alone: other files opened with it would be merged into data that the
/// backup replaces.
pub fn incoming(all: Vec<Decoded>) -> Incoming {
    let (backups, files): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|decoded| decoded.backup.is_some());
    if backups.is_empty() {
        let mut of_others = BTreeMap::new();
        for file in files.iter().filter(|file| file.is_of_other_program) {
            let stated = Arc::new(file.stated_properties.clone());
            let events = file.collections.iter().flat_map(|it| &it.events);
            of_others.extend(events.map(|event| (event.id.clone(), Arc::clone(&stated))));
        }
        return combine::files_of(
            files.into_iter().flat_map(|file| file.collections).collect(),
            of_others,
        );
    }
    let (mut calendars, mut entries, mut directory) = (Vec::new(), Vec::new(), Vec::new());
    for change in backups.into_iter().filter_map(restored) {
        calendars.extend(change.calendars.into_values().flatten());
        entries.extend(change.entries.into_values().flatten());
        directory.extend(change.directory.into_values().flatten().map(Arc::unwrap_or_clone));
    }
    combine::backups(calendars, entries, directory)
}

impl Report {
    /// Shortens the list of issues: of each kind a number of issues is kept, more if something was lost by them. The
    /// losses come first.
    pub fn shorten(&mut self, notes: usize, losses: usize) {
        let mut kept = Tallies::default();
        self.issues.retain(|issue| {
            let most = if issue.reason.is_loss() { losses } else { notes };
            kept.add(&issue.reason, 1) <= most
        });
        self.issues.sort_by_key(|issue| std::cmp::Reverse(issue.reason.gravity()));
    }

    fn add(&mut self, decoded: &mut Decoded) {
        self.is_newer |= decoded.is_newer;
        for (reason, count) in &decoded.tallies.0 {
            self.tallies.add(reason, *count);
        }
        self.issues.append(&mut decoded.issues);
        if decoded.is_partial {
            let events = decoded.collections.iter().map(|collection| collection.events.len());
            self.broken_off = Some(self.broken_off.unwrap_or(0) + events.sum::<usize>());
        }
        if let Some(backup) = &mut decoded.backup {
            self.is_backup = true;
            self.settings = std::mem::take(&mut backup.settings).into_iter().collect();
        }
    }
}
