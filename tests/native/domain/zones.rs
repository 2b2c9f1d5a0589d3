//! Zones: our conversions, compared with the library's around every change of every zone; and the table for the
//! browser's test.

use std::cell::Cell;
use std::fmt::Write as _;

use expect_test::expect_file;
use jiff::civil::{Date, DateTime, date, datetime};
use jiff::tz::{TimeZone, db};
use jiff::{Timestamp, ToSpan};
use tsudoi::domain::time::zone::{Zones, clock_at, moment_of};
use tsudoi::domain::time::zone_cache::RememberedZones;
use tsudoi::domain::time::{UtcTime, Zone};
use tsudoi::format::windows_zones::iana_name;
use tsudoi::zones::bundled::BundledZones;

/// Different kinds of zones for the browser: half hours, no summer time, summer time of half an hour, a skipped day, a
/// summer time in winter, and the largest and smallest offsets.
const GOLDEN: [&str; 14] = [
    "Asia/Tokyo",
    "America/New_York",
    "Europe/London",
    "Europe/Dublin",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Etc/UTC",
];

fn zone(name: &str) -> Zone {
    Zone(name.into())
}

fn timestamp(clock: DateTime) -> Timestamp {
    jiff::tz::Offset::UTC.to_timestamp(clock).expect("a moment")
}

fn utc(moment: Timestamp) -> UtcTime {
    UtcTime(jiff::tz::Offset::UTC.to_datetime(moment))
}

/// Returns the changes of a zone's offset between two days.
fn changes(name: &str, first: Date, last: Date) -> Vec<Timestamp> {
    let rules = TimeZone::get(name).expect("a zone");
    let (first, last) = (timestamp(first.at(0, 0, 0, 0)), timestamp(last.at(0, 0, 0, 0)));
    let changes = rules.following(first).take_while(|change| change.timestamp() < last);
    let mut before = rules.to_offset(first);
    let mut found = Vec::new();
    for change in changes {
        if change.offset() != before {
            found.push(change.timestamp());
            before = change.offset();
        }
    }
    found
}

#[test]
fn what_is_remembered_is_what_the_source_says_around_every_change() {
    let (asked, remembered) =
        (BundledZones::default(), RememberedZones::new(BundledZones::default()));
    let names: Vec<String> = db().available().map(|name| name.to_string()).collect();
    assert!(names.len() > 400, "{} zones", names.len());
    let mut count = 0;
    for name in names {
        let zone = zone(&name);
        for change in changes(&name, date(1900, 1, 1), date(2045, 1, 1)) {
            for seconds in [-90_000, -3_600, -1, 0, 1, 3_600, 90_000] {
                let at = utc(change.saturating_add(seconds.seconds()).expect("near"));
                assert_eq!(
                    remembered.offset_at(&zone, at),
                    asked.offset_at(&zone, at),
                    "{name} {at:?}"
                );
                count += 1;
            }
        }
    }
    assert!(count > 100_000, "{count}");
}

#[test]
fn a_clock_means_the_moment_that_the_library_says_in_gaps_and_folds_too() {
    let zones = BundledZones::default();
    for name in GOLDEN {
        let rules = TimeZone::get(name).expect("a zone");
        for change in changes(name, date(1900, 1, 1), date(2101, 1, 1)) {
            for minutes in [-1500, -61, -30, -1, 0, 1, 30, 61, 1500] {
                let near = utc(change.saturating_add(minutes.minutes()).expect("near"));
                for clock in [near.0, clock_at(&zones, &zone(name), near).expect("known")] {
                    let theirs = rules.to_ambiguous_timestamp(clock).compatible().expect("one");
                    let ours = moment_of(&zones, &zone(name), clock);
                    assert_eq!(ours, Some(utc(theirs)), "{name} {clock}");
                }
            }
        }
    }
}

#[test]
fn a_page_of_five_hundred_events_asks_the_source_little() {
    struct Counted(Cell<u32>);
    impl Zones for &Counted {
        fn offset_at(&self, _: &Zone, _: UtcTime) -> Option<i32> {
            self.0.set(self.0.get() + 1);
            Some(3600)
        }
    }
    let counted = Counted(Cell::new(0));
    let zones = RememberedZones::new(&counted);
    let month = datetime(2024, 11, 1, 0, 0, 0, 0);
    for event in 0..500_i64 {
        let clock = month.saturating_add((event * 80).minutes());
        assert!(moment_of(&zones, &zone("Europe/Paris"), clock).is_some());
    }
    assert!(counted.0.get() <= 20, "asked {} times", counted.0.get());
}

#[test]
fn an_unknown_zone_is_unknown_and_the_ends_of_the_calendar_are_no_panic() {
    let zones = RememberedZones::new(BundledZones::default());
    for at in [DateTime::MIN, DateTime::MAX, datetime(1, 1, 1, 0, 0, 0, 0)] {
        assert_eq!(zones.offset_at(&zone("Nowhere/Else"), UtcTime(at)), None);
        let _ = zones.offset_at(&zone("Asia/Tokyo"), UtcTime(at));
        let _ = moment_of(&zones, &zone("Europe/London"), at);
    }
}

#[test]
fn every_windows_zone_leads_to_one_that_the_library_knows() {
    let names = include_str!("../../../src/format/windows_zones.rs");
    let rows = names.lines().filter_map(|line| line.split_once('='));
    let mut count = 0;
    for (windows, _) in rows
        .filter(|(windows, _)| !windows.contains(['(', '"', '{']) || windows.ends_with("(Mexico)"))
    {
        if let Some(iana) = iana_name(&windows.replace(" *", " Standard Time")) {
            assert!(TimeZone::get(iana).is_ok(), "{iana}");
            count += 1;
        }
    }
    assert!(count > 135, "{count}");
}

/// Returns `zone`, then one line per change between 1900 and 2100 (after 2037 only every tenth year): the moment in UTC
/// and the offset from then on, in seconds.
#[test]
fn the_table_for_the_browser_is_what_the_library_says() {
    let mut text = String::new();
    for name in GOLDEN {
        let rules = TimeZone::get(name).expect("a zone");
        let first = date(1900, 1, 1).at(0, 0, 0, 0);
        writeln!(text, "{name}\n{first} {}", rules.to_offset(timestamp(first)).seconds()).unwrap();
        for change in changes(name, date(1900, 1, 1), date(2101, 1, 1)) {
            let year = utc(change).0.year();
            if year < 2038 || year % 10 == 0 {
                writeln!(text, "{} {}", utc(change).0, rules.to_offset(change).seconds()).unwrap();
            }
        }
    }
    expect_file!["../../fixtures/zones.txt"].assert_eq(&text);
}
