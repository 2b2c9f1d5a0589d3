//! Edits of one date, made while the other side cut the series in two, follow the date into the later part.

use expect_test::expect;
use jiff::civil::{DateTime, date};
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::{Event, Revision};
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::series::edit::{delete_one, split};
use tsudoi::domain::series::occurrence::{instance, within};
use tsudoi::domain::time::Days;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::merge::choices::Choices;
use tsudoi::merge::preview::Class;

use crate::merge::notices::{check, ics, imported};
use crate::merge::series_table::{changed, series, tuesday};
use crate::merge::table;

/// Lists what takes place after an import as it is proposed, of all events together.
fn after_import(here: Vec<Entry>, there: Vec<Event>) -> String {
    let almanac = table::almanac(here);
    let plan = table::planned(&almanac, table::file(there));
    let conflicts = plan.counts.of(Class::Conflicting);
    let change = plan.resolve(&almanac, &Choices::default());
    let mut after = almanac;
    after.apply(change);
    let window = Days { first: date(2026, 1, 1), last: date(2027, 12, 31) };
    let lines = after.entries().flat_map(|entry| {
        within(entry, window).map(|it| {
            let it = it.standalone(&BY_LAW);
            format!("{} {} ({})", it.when.start(), it.title, it.id)
        })
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    format!("{conflicts} conflicts\n{}\n", lines.join("\n"))
}

fn newer(event: Event) -> Event {
    Event { revision: Revision { sequence: 1, ..event.revision }, ..event }
}

/// The series cut before the fourth Tuesday: the later part is on Wednesdays at 19:00.
fn cut(series: &Event) -> (Event, Event) {
    let entry = Entry::local(series.clone(), CalendarId::new("c"));
    let wanted = instance(&entry, tuesday(3)).expect("it takes place").standalone(&BY_LAW);
    let when = wanted.when.moved_to(date(2026, 5, 27).at(19, 0, 0, 0));
    let wanted = Event { when, repeat: None, ..wanted };
    let cut = split(series, tuesday(3), &wanted, EventId::new("later")).expect("it can be cut");
    (cut.before.expect("three remain"), cut.after)
}

#[test]
fn an_edit_of_one_date_follows_it_into_the_part_that_was_split_off() {
    let (first, later) = cut(&series());
    let ours = changed(&series(), tuesday(4), |it| it.title = "総会".to_owned());
    let ours = delete_one(&ours, tuesday(5));
    let here = table::imported(series()).edited(ours);
    let there = vec![newer(first), newer(later)];
    expect![[r#"
        0 conflicts
        2026-05-05T18:30:00 例会 (s)
        2026-05-12T18:30:00 例会 (s)
        2026-05-19T18:30:00 例会 (s)
        2026-05-27T19:00:00 例会 (later)
        2026-06-03T19:00:00 総会 (later)
    "#]]
    .assert_eq(&after_import(vec![here], there));
    // The same, cut here and edited there.
    let (first, later) = cut(&series());
    let here = table::imported(series()).edited(first);
    let later = Entry::local(later, here.calendar.clone());
    let theirs = changed(&series(), tuesday(4), |it| it.title = "総会".to_owned());
    expect![[r#"
        0 conflicts
        2026-05-05T18:30:00 例会 (s)
        2026-05-12T18:30:00 例会 (s)
        2026-05-19T18:30:00 例会 (s)
        2026-05-27T19:00:00 例会 (later)
        2026-06-03T19:00:00 総会 (later)
        2026-06-10T19:00:00 例会 (later)
    "#]]
    .assert_eq(&after_import(vec![here, later], vec![newer(theirs)]));
}

/// A series of Google on six Tuesdays.
pub(crate) const OF_GOOGLE: &str = "UID:s@google.com
DTSTAMP:20260501T000000Z
DTSTART;TZID=Asia/Tokyo:20260602T183000
DURATION:PT1H
RRULE:FREQ=WEEKLY;COUNT=6
SUMMARY:会";

pub(crate) fn on(month: i8, day: i8) -> DateTime {
    date(2026, month, day).at(18, 30, 0, 0)
}

/// Returns the series of Google as it was imported and then edited here.
pub(crate) fn edited_here(edit: impl Fn(Event) -> Event) -> Almanac {
    let mut almanac = imported(&Almanac::default(), &ics("", &[OF_GOOGLE]));
    let entry = almanac.entries().next().expect("the series").clone();
    let event = edit(entry.event.clone());
    let id = event.id.clone();
    almanac.apply(Change::entry(id, Some(entry.edited(event))));
    almanac
}

/// Returns the series that Google ended before the third date, and the rest under an id of its own.
pub(crate) fn cut_by_google(name: &str, rest: &str) -> String {
    let first = "UID:s@google.com
DTSTAMP:20260503T000000Z
SEQUENCE:1
DTSTART;TZID=Asia/Tokyo:20260602T183000
DURATION:PT1H
RRULE:FREQ=WEEKLY;UNTIL=20260615T145959Z
SUMMARY:会";
    let later = format!(
        "UID:{name}\nDTSTAMP:20260503T000000Z\nSEQUENCE:1\nDURATION:PT1H\nSUMMARY:会\n{rest}"
    );
    ics("", &[first, &later])
}

#[test]
fn what_was_done_here_follows_into_the_part_that_google_split_off() {
    let almanac = edited_here(|event| {
        let event = delete_one(&event, on(6, 23));
        let event = changed(&event, on(6, 30), |it| it.title = "拡大会".to_owned());
        changed(&event, on(7, 7), |it| it.when = it.when.moved_to(on(7, 9)))
    });
    let names = [
        "s_R20260616T093000@google.com",
        "s_R20260616T093000Z@google.com",
        "s_R20260616T183000@google.com",
        // Apple's programs give the rest an id that says nothing.
        "5B7C9E1A-2F44-4A10-9C11-0D2E3F405162",
    ];
    for name in names {
        let rest = "DTSTART;TZID=Asia/Tokyo:20260616T190000\nRRULE:FREQ=WEEKLY;COUNT=4";
        check(
            &almanac,
            &cut_by_google(name, rest),
            expect![[r#"
                Updated New
                2026-06-02T18:30:00 会
                2026-06-09T18:30:00 会
                2026-06-16T19:00:00 会
                2026-06-30T19:00:00 拡大会
                2026-07-09T18:30:00 会
            "#]],
        );
    }
    // Another series of that title is no part of it.
    let rest = "DTSTART;TZID=Asia/Tokyo:20260716T190000\nRRULE:FREQ=WEEKLY;COUNT=1";
    check(
        &almanac,
        &cut_by_google("another", rest),
        expect![[r#"
        Conflicting New
        2026-06-02T18:30:00 会
        2026-06-09T18:30:00 会
        2026-07-16T19:00:00 会
    "#]],
    );
    // The rest is earlier than before, and Google has called off another date.
    let rest = "DTSTART;TZID=Asia/Tokyo:20260616T170000
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=Asia/Tokyo:20260630T170000";
    check(
        &edited_here(|event| delete_one(&event, on(6, 23))),
        &cut_by_google("s_R20260616T093000@google.com", rest),
        expect![[r#"
            Updated New
            2026-06-02T18:30:00 会
            2026-06-09T18:30:00 会
            2026-06-16T17:00:00 会
            2026-07-07T17:00:00 会
        "#]],
    );
}

#[test]
fn what_was_done_here_follows_when_google_cuts_a_part_again() {
    let rest = "DTSTART;TZID=Asia/Tokyo:20260616T190000\nRRULE:FREQ=WEEKLY;COUNT=4";
    let cut = cut_by_google("s_R20260616T093000@google.com", rest);
    let mut almanac = imported(&imported(&Almanac::default(), &ics("", &[OF_GOOGLE])), &cut);
    let part = almanac.entries().find(|it| it.event.id.as_str().contains("_R")).expect("a part");
    let part = part.clone().edited(delete_one(&part.event, date(2026, 7, 7).at(19, 0, 0, 0)));
    almanac.apply(Change::entry(part.event.id.clone(), Some(part)));
    let again = cut.replace("COUNT=4", "COUNT=2").replace(
        "END:VCALENDAR",
        "BEGIN:VEVENT
UID:s_R20260630T100000@google.com
DTSTAMP:20260503T000000Z
SEQUENCE:1
DTSTART;TZID=Asia/Tokyo:20260630T200000
DURATION:PT1H
RRULE:FREQ=WEEKLY;COUNT=2
SUMMARY:会
END:VEVENT
END:VCALENDAR",
    );
    let again = again.replace("20260503", "20260504").replace("SEQUENCE:1", "SEQUENCE:2");
    check(
        &almanac,
        &again,
        expect![[r#"
            Updated New
            2026-06-02T18:30:00 会
            2026-06-09T18:30:00 会
            2026-06-16T19:00:00 会
            2026-06-23T19:00:00 会
            2026-06-30T20:00:00 会
        "#]],
    );
}

#[test]
fn whole_days_that_google_split_off_are_followed_too() {
    let days = "UID:d@google.com
DTSTAMP:20260501T000000Z
DTSTART;VALUE=DATE:20260602
RRULE:FREQ=WEEKLY;COUNT=4
SUMMARY:合宿";
    let mut almanac = imported(&Almanac::default(), &ics("", &[days]));
    let entry = almanac.entries().next().expect("the series").clone();
    let event = delete_one(&entry.event, date(2026, 6, 23).at(0, 0, 0, 0));
    almanac.apply(Change::entry(event.id.clone(), Some(entry.edited(event))));
    let first = days.replace("COUNT=4", "UNTIL=20260615").replace("0501", "0503");
    let later = days.replace("COUNT=4", "COUNT=2").replace("d@", "d_R20260616@");
    let later = later.replace("20260602", "20260616");
    check(
        &almanac,
        &ics("", &[&first, &later]),
        expect![[r#"
            Updated New
            2026-06-02T00:00:00 合宿
            2026-06-09T00:00:00 合宿
            2026-06-16T00:00:00 合宿
        "#]],
    );
}
