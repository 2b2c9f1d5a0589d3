//! The device's time zones, compared with a table that a native library made (tests/native/zones.rs).

use jiff::ToSpan;
use jiff::civil::{DateTime, datetime};
use tsudoi::domain::time::zone::{Zones, moment_of};
use tsudoi::domain::time::{UtcTime, Zone};
use tsudoi::platform::clock::ticks_ms;
use tsudoi::zones::device::{AskedZones, DeviceZones};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

const TABLE: &str = include_str!("../fixtures/zones.txt");

/// The rows of the table: zone, moment, offset before the moment and from it on.
fn rows() -> impl Iterator<Item = (Zone, DateTime, i32, i32)> {
    let mut zone = Zone("".into());
    let mut before = 0;
    TABLE.lines().filter_map(move |line| match line.split_once(' ') {
        None => {
            zone = Zone(line.into());
            None
        }
        Some((moment, offset)) => {
            let moment = moment.parse().expect("a moment");
            let offset = offset.parse().expect("an offset");
            let is_first = moment == datetime(1900, 1, 1, 0, 0, 0, 0);
            let row = (zone.clone(), moment, if is_first { offset } else { before }, offset);
            before = offset;
            Some(row)
        }
    })
}

#[wasm_bindgen_test]
fn the_browser_knows_the_same_offsets_around_every_change_from_1900_to_2100() {
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut last_year = 1900;
    for (zone, at, before, after) in rows() {
        // After 2037 the table leaves out years, so the offset before is not known.
        let is_next = at.year() <= 2038 || at.year() == last_year;
        last_year = at.year();
        let just_before = at.saturating_sub(1.second());
        let mut check = |at: DateTime, offset: i32| {
            let asked = AskedZones.offset_at(&zone, UtcTime(at));
            let found = DeviceZones.offset_at(&zone, UtcTime(at));
            assert_eq!(found, asked, "{} {at}", zone.0);
            count += 1;
            if asked != Some(offset) {
                wrong.push(format!("{} {at}: {asked:?}, not {offset}", zone.0));
            }
        };
        check(at, after);
        if is_next {
            check(just_before, before);
        }
    }
    assert!(count > 2_000, "{count}");
    // The browser may have another edition of the time zone database: governments change their clocks at short notice.
    console_log!("other editions: {} of {count}: {}", wrong.len(), wrong.join(", "));
    assert!(wrong.len() * 200 < count, "{} of {count}: {}", wrong.len(), wrong.join("\n"));
}

#[wasm_bindgen_test]
fn a_clock_in_a_gap_or_a_fold_counts_by_the_offset_before_it() {
    for (zone, at, before, after) in rows().filter(|row| row.1.year() < 2038) {
        // One clock reading in the middle of the skipped or repeated time.
        let clock = at.saturating_add(i64::midpoint(i64::from(before), i64::from(after)).seconds());
        if before == after {
            continue;
        }
        let expected = clock.saturating_sub(i64::from(before).seconds());
        let moment = moment_of(&DeviceZones, &zone, clock);
        assert_eq!(moment, Some(UtcTime(expected)), "{} {clock}", zone.0);
    }
}

#[wasm_bindgen_test]
fn a_zone_that_the_device_does_not_know_is_no_error() {
    for name in ["Nowhere/Else", "", "Tokyo Standard Time", "\u{0}", "<b>"] {
        let at = UtcTime(datetime(2024, 11, 1, 0, 0, 0, 0));
        assert_eq!(DeviceZones.offset_at(&Zone(name.into()), at), None, "{name}");
    }
    for at in [DateTime::MIN, DateTime::MAX] {
        let _ = AskedZones.offset_at(&Zone("Europe/London".into()), UtcTime(at));
    }
}

#[wasm_bindgen_test]
fn five_hundred_events_with_zones_cost_little() {
    let zone = Zone("America/New_York".into());
    let asked = {
        let began = ticks_ms();
        for hour in 0..200_i64 {
            let at = datetime(2024, 1, 1, 0, 0, 0, 0).saturating_add(hour.hours());
            assert!(AskedZones.offset_at(&zone, UtcTime(at)).is_some());
        }
        (ticks_ms() - began) / 200.0
    };
    let page = |first: DateTime, minutes: i64| {
        let began = ticks_ms();
        for event in 0..500_i64 {
            let clock = first.saturating_add((event * minutes).minutes());
            assert!(moment_of(&DeviceZones, &zone, clock).is_some());
        }
        ticks_ms() - began
    };
    let month = page(datetime(2024, 11, 1, 0, 0, 0, 0), 86);
    let again = page(datetime(2024, 11, 1, 0, 0, 0, 0), 86);
    let years = page(datetime(1990, 1, 1, 9, 0, 0, 0), 7 * 1440);
    console_log!(
        "one call of Intl {:.1} µs; 500 events of a month {month:.1} ms, again {again:.1} ms; 500 weeks {years:.1} ms",
        asked * 1000.0
    );
}
