//! The iCalendar reader, on files that others wrote: nothing panics, and everything left out is reported.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use tsudoi::format::icalendar::read::{World, decode};
use tsudoi::format::issue::{DecodeError, Issue, Reason};
use tsudoi::format::jscalendar::read::Decoded;
use tsudoi::format::json::read::Limits;
use tsudoi::zones::bundled::BundledZones;

use crate::format::corpora::files;
use crate::outside::shared;

const FOLDERS: [&str; 8] = [
    "ics_allenporter",
    "ics_hoodie_icalendar",
    "ics_ical_net",
    "ics_icaljs",
    "ics_node_ical",
    "ics_x_wr_timezone",
    "jscalendar_rfc8984",
    "rrule_ical_net",
];

/// Returns every available iCalendar file, with its folder.
pub(crate) fn corpus() -> Vec<(&'static str, PathBuf)> {
    let of = |folder: &'static str| {
        let found = shared(&format!("corpora/{folder}"))
            .map(|root| files(&root, "ics"))
            .unwrap_or_default();
        found.into_iter().map(move |path| (folder, path))
    };
    FOLDERS.into_iter().flat_map(of).collect()
}

pub(crate) fn read(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    let zones = BundledZones::default();
    let world = World { zones: &zones, other_text: &|_, _| None };
    decode(bytes, &Limits::default(), &world)
}

#[test]
fn every_file_of_others_is_read_or_refused_and_never_panics() {
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    let mut told = |issues: &[Issue]| {
        for issue in issues {
            assert!(issue.line.is_some_and(|line| line > 0), "{issue:?}");
            *reasons.entry(format!("{:?}", Kind(&issue.reason))).or_default() += 1;
        }
    };
    for (folder, path) in corpus() {
        let bytes = fs::read(&path).expect("a readable file");
        let [all, refused, events, issues] = counts.entry(folder).or_default();
        *all += 1;
        match read(&bytes) {
            Ok(decoded) => {
                *events += decoded.collections.iter().map(|one| one.events.len()).sum::<usize>();
                *issues += decoded.tallies.count();
                told(&decoded.issues);
            }
            Err(error) => {
                *refused += 1;
                if let DecodeError::NoEvents { issues } = &error {
                    told(issues);
                }
                if bytes.windows(12).any(|window| window == b"BEGIN:VEVENT") {
                    println!("refused {}: {error:?}", path.display());
                }
            }
        }
    }
    for (folder, [all, refused, events, issues]) in counts {
        println!(
            "{folder}: {all} files, {refused} without an event, {events} events, {issues} issues"
        );
    }
    for (reason, count) in reasons {
        println!("{count:5} {reason}");
    }
}

/// A reason without the details of one file.
struct Kind<'r>(&'r Reason);

impl std::fmt::Debug for Kind<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&format!("{:?}", self.0).chars().take(60).collect::<String>())
    }
}
