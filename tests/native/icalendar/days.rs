//! Series and events of whole days, as programs write them.

use expect_test::expect;

use crate::format::rules::check_ics;

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
