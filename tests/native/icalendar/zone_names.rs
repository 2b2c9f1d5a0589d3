//! A known name of a zone counts where the definition in the file says nothing against it, however it is written.

use crate::icalendar::instances::{calendar, event, read_in_any_encoding, told};

/// A definition that lists single changes.
fn listing(name: &str, changes: &[(&str, &str, &str, &str)]) -> String {
    let one = |(sort, at, from, to): &(&str, &str, &str, &str)| {
        format!("BEGIN:{sort}\nDTSTART:{at}\nTZOFFSETFROM:{from}\nTZOFFSETTO:{to}\nEND:{sort}\n")
    };
    let changes: String = changes.iter().map(one).collect();
    format!("BEGIN:VTIMEZONE\nTZID:{name}\n{changes}END:VTIMEZONE\n")
}

fn zones_of(definition: &str, start: &str, more: &str) -> Vec<String> {
    let lines = format!("UID:a\nDTSTAMP:20260101T000000Z\nDTSTART{start}\nSUMMARY:会\n{more}");
    let lines = format!("{definition}{}", event(lines.trim_end()));
    let told = told(&read_in_any_encoding(calendar(&lines).as_bytes()));
    told.lines().map(|line| line.trim_end_matches(" 会").to_owned()).collect()
}

const NEW_YORK: [(&str, &str, &str, &str); 2] = [
    ("STANDARD", "20251102T020000", "-0400", "-0500"),
    ("DAYLIGHT", "20260308T020000", "-0500", "-0400"),
];

#[test]
fn a_definition_that_lists_changes_says_nothing_after_the_last_one() {
    let new_york = listing("America/New_York", &NEW_YORK);
    let at = |clock: &str, more: &str| {
        zones_of(&new_york, &format!(";TZID=America/New_York:{clock}"), more)
    };
    for (clock, utc) in [
        ("2024-07-01T19:00:00", "2024-07-01T23:00:00Z"),
        ("2025-12-01T19:00:00", "2025-12-02T00:00:00Z"),
        ("2026-06-01T19:00:00", "2026-06-01T23:00:00Z"),
        ("2026-12-01T19:00:00", "2026-12-02T00:00:00Z"),
    ] {
        assert_eq!(at(clock, ""), [format!("{clock} America/New_York {utc}")]);
    }
    let series = at("20260601T190000", "RRULE:FREQ=MONTHLY;COUNT=13");
    assert!(series.iter().all(|row| row.contains(" America/New_York ")), "{series:?}");
    // One change, on the clock of UTC, is what some generators write.
    let berlin = listing("Europe/Berlin", &[("STANDARD", "20251026T010000", "+0200", "+0100")]);
    let rows =
        zones_of(&berlin, ";TZID=Europe/Berlin:20260201T100000", "RRULE:FREQ=MONTHLY;COUNT=6");
    assert_eq!(rows[5], "2026-07-01T10:00:00 Europe/Berlin 2026-07-01T08:00:00Z");
}

#[test]
fn a_definition_that_is_right_at_the_event_leaves_the_name() {
    // The clock of Japan was changed in no such year, and it is right today.
    let tokyo = listing("Asia/Tokyo", &[("STANDARD", "20070909T000000", "+1000", "+0900")]);
    let rows = zones_of(&tokyo, ";TZID=Asia/Tokyo:20260701T100000", "");
    assert_eq!(rows, ["2026-07-01T10:00:00 Asia/Tokyo 2026-07-01T01:00:00Z"]);
}

#[test]
fn a_definition_that_lists_other_changes_than_the_zone_has_counts() {
    let other = listing(
        "America/New_York",
        &[
            ("STANDARD", "20251102T020000", "-0300", "-0400"),
            ("DAYLIGHT", "20260308T020000", "-0400", "-0300"),
        ],
    );
    for (clock, utc) in [
        ("2025-12-01T19:00:00", "2025-12-01T23:00:00Z"),
        ("2026-06-01T19:00:00", "2026-06-01T22:00:00Z"),
    ] {
        let rows = zones_of(&other, &format!(";TZID=America/New_York:{clock}"), "");
        assert!(rows[0].ends_with(utc) && !rows[0].contains("New_York"), "{rows:?}");
    }
}

#[test]
fn the_name_of_a_zone_may_have_colons_and_commas_without_quotes() {
    let custom =
        listing("tzone://Microsoft/Custom", &[("STANDARD", "16010101T000000", "+0900", "+0900")]);
    for name in [
        "tzone://Microsoft/Custom",
        "\"tzone://Microsoft/Custom\"",
        "Osaka, Sapporo, Tokyo",
        "(UTC+09:00) Osaka, Sapporo, Tokyo",
        "(GMT+09.00) Osaka/Sapporo/Tokyo",
        "(UTC+09:00) Osaka, Sapporo, Tokyo;VALUE=DATE-TIME",
    ] {
        for clock in ["20260701T100000", "2026-07-01T10:00:00"] {
            let rows = zones_of(&custom, &format!(";TZID={name}:{clock}"), "");
            let expected = "2026-07-01T10:00:00 Asia/Tokyo 2026-07-01T01:00:00Z";
            assert_eq!(rows[0], expected, "{name}");
        }
    }
    let eastern = "(UTC-05:00) Eastern Time (US & Canada)";
    let lists =
        format!("RRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID={eastern}:20260702T100000,20260703T100000");
    let rows = zones_of("", &format!(";TZID={eastern}:20260701T100000"), &lists);
    assert_eq!(rows, ["2026-07-01T10:00:00 America/New_York 2026-07-01T14:00:00Z"]);
}
