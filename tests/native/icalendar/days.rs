//! Series and events of whole days, as programs write them.

use expect_test::expect;

use crate::format::rules::check_ics;
use crate::icalendar::instances::{calendar, event, read_in_any_encoding, told};

#[test]
fn a_series_of_days_has_no_clock() {
    check_ics(
        &[
            "SUMMARY:hour\nDTSTART;VALUE=DATE:20260131\nRRULE:FREQ=DAILY;BYHOUR=9;COUNT=3",
            "SUMMARY:zeroth\nDTSTART:20260131T180000\nRRULE:FREQ=MONTHLY;BYDAY=0SA",
            "SUMMARY:end\nDTSTART;VALUE=DATE:20260131\nDTEND:20260201T170000",
        ],
        expect![[r#"
            hour: 1/31 00:00, 2/1 00:00, 2/2 00:00
              line 10 LooseRule
            zeroth: 1/31 18:00
              not expanded: RRULE:FREQ=MONTHLY;BYDAY=0SA
              line 10 RuleNotExpanded { part: "BYDAY=0SA" }
            end: 1/31 00:00
              line 10 ICalendar(BadValue)
        "#]],
    );
}

#[test]
fn an_excluded_day_of_a_series_with_a_time_excludes_all_of_that_day() {
    let starts = |lines: &str| {
        let lines = format!(
            "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260401T090000\nSUMMARY:会\n{lines}"
        );
        let told = told(&read_in_any_encoding(calendar(&event(&lines)).as_bytes()));
        told.lines().map(|row| row.get(5..13).unwrap_or(row).to_owned()).collect::<Vec<_>>()
    };
    let rule = "RRULE:FREQ=DAILY;BYHOUR=9,15;COUNT=6";
    assert_eq!(
        starts(&format!("{rule}\nEXDATE;VALUE=DATE:20260402")),
        ["04-01T09", "04-01T15", "04-03T09", "04-03T15"]
    );
    // A moment excludes itself.
    assert_eq!(
        starts(&format!("{rule}\nEXDATE:20260402T150000")),
        ["04-01T09", "04-01T15", "04-02T09", "04-03T09", "04-03T15"]
    );
    let dates =
        "RDATE:20260601T120000\nRDATE;VALUE=PERIOD:20260602T120000/PT3H,20260603T120000/PT3H";
    for lines in [
        format!("{dates}\nEXDATE;VALUE=DATE:20260601,20260602"),
        format!("EXDATE;VALUE=DATE:20260601,20260602\n{dates}"),
    ] {
        assert_eq!(starts(&lines), ["04-01T09", "06-03T12"]);
    }
}
