//! What is said of a whole series is about the part that was cut off it, too.

use expect_test::expect;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::participant::Participant;
use tsudoi::domain::event::place::Location;
use tsudoi::domain::event::status::Status;
use tsudoi::domain::event::{Event, Rare, RareFacts};
use tsudoi::domain::id::{EventId, LocalId};
use tsudoi::domain::series::edit::split;
use tsudoi::domain::series::occurrence::instance;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::merge::choices::{Choices, Take};
use tsudoi::merge::event::conflict::Side;

use crate::merge::later_notices::forgotten;
use crate::merge::notices::{check, ics, imported, occurrences, planned};
use crate::merge::split::{OF_GOOGLE, cut_by_google, edited_here, on};
use crate::support::generate::merge::calendar;

const SERIES: &str = "UID:u1@google.com
DTSTAMP:20260101T000000Z
DTSTART;TZID=Asia/Tokyo:20260603T180000
DTEND;TZID=Asia/Tokyo:20260603T200000
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:例会
ORGANIZER:mailto:o@x.jp
ATTENDEE;CN=田中:mailto:a@x.jp
ATTENDEE;CN=佐藤:mailto:b@x.jp";

/// Returns the series of Google that a message cut before its second date, which is at another time from then on.
fn cut(start: &str) -> Almanac {
    let change = format!(
        "UID:u1@google.com
DTSTAMP:20260110T000000Z
SEQUENCE:1
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20260610T180000
DTSTART;TZID=Asia/Tokyo:{start}
DURATION:PT2H
SUMMARY:例会
ORGANIZER:mailto:o@x.jp"
    );
    let series = imported(&Almanac::default(), &ics("", &[SERIES]));
    imported(&series, &ics("METHOD:REQUEST\n", &[&change]))
}

#[test]
fn a_message_about_a_whole_series_of_google_is_about_the_part_that_a_message_cut_off() {
    let later = "UID:u1@google.com\nDTSTAMP:20260120T000000Z\nSEQUENCE:2\nORGANIZER:mailto:o@x.jp";
    check(
        &cut("20260610T190000"),
        &ics("METHOD:CANCEL\n", &[&format!("{later}\nSTATUS:CANCELLED")]),
        expect![[r#"
            Cancelled Cancelled
            2026-06-03T18:00:00 例会 Cancelled 田中 Unsaid 佐藤 Unsaid  Unsaid
            2026-06-10T19:00:00 例会 Cancelled 田中 Unsaid 佐藤 Unsaid  Unsaid
            2026-06-17T19:00:00 例会 Cancelled 田中 Unsaid 佐藤 Unsaid  Unsaid
        "#]],
    );
    check(
        &cut("20260610T190000"),
        &ics("METHOD:CANCEL\n", &[&format!("{later}\nATTENDEE:mailto:b@x.jp")]),
        expect![[r#"
            Updated Updated
            2026-06-03T18:00:00 例会 田中 Unsaid  Unsaid
            2026-06-10T19:00:00 例会 田中 Unsaid  Unsaid
            2026-06-17T19:00:00 例会 田中 Unsaid  Unsaid
        "#]],
    );
    check(
        &cut("20260610T190000"),
        &ics("METHOD:REPLY\n", &[&format!("{later}\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.jp")]),
        expect![[r#"
            Updated Updated
            2026-06-03T18:00:00 例会 田中 Accepted 佐藤 Unsaid  Unsaid
            2026-06-10T19:00:00 例会 田中 Accepted 佐藤 Unsaid  Unsaid
            2026-06-17T19:00:00 例会 田中 Accepted 佐藤 Unsaid  Unsaid
        "#]],
    );
}

#[test]
fn a_newer_edition_of_the_whole_series_replaces_the_part_also_if_it_was_on_another_day() {
    let whole = SERIES.replace("DTSTAMP:20260101", "SEQUENCE:3\nLOCATION:駅前\nDTSTAMP:20260125");
    let expected = || {
        expect![[r#"
            Updated RemovedInFile
            2026-06-03T18:00:00 例会 @駅前 田中 Unsaid 佐藤 Unsaid  Unsaid
            2026-06-10T18:00:00 例会 @駅前 田中 Unsaid 佐藤 Unsaid  Unsaid
            2026-06-17T18:00:00 例会 @駅前 田中 Unsaid 佐藤 Unsaid  Unsaid
        "#]]
    };
    for start in ["20260610T190000", "20260611T190000"] {
        let almanac = cut(start);
        check(&almanac, &ics("METHOD:REQUEST\n", &[&whole]), expected());
        // The same, if no file is remembered.
        check(&forgotten(almanac), &ics("METHOD:REQUEST\n", &[&whole]), expected());
    }
}

/// The names of a part that another program cut off: one of Google, and one of Apple's programs, which says nothing.
const NAMES: [&str; 2] = ["s_R20260616T093000@google.com", "5B7C9E1A-2F44-4A10-9C11-0D2E3F405162"];

/// A part of two dates that begins half an hour later than the series did.
const REST: &str = "DTSTART;TZID=Asia/Tokyo:20260616T190000\nRRULE:FREQ=WEEKLY;COUNT=2";

#[test]
fn what_was_edited_here_of_the_whole_series_is_said_of_the_part_that_another_program_cut_off() {
    let almanac = edited_here(|event| {
        let place = Location { name: "三階ホール".to_owned(), ..Location::default() };
        let person = Participant { name: "田中".to_owned(), ..Participant::default() };
        Event {
            title: "拡大会".to_owned(),
            status: Status::Cancelled,
            locations: [(LocalId::new("l"), place)].into(),
            main_location: Some(LocalId::new("l")),
            rare: Rare::of(RareFacts {
                participants: [(LocalId::new("p"), person)].into(),
                ..RareFacts::default()
            }),
            ..event
        }
    });
    for name in NAMES {
        let expected = || {
            expect![[r#"
            Updated New
            2026-06-02T18:30:00 拡大会 @三階ホール Cancelled 田中 Unsaid
            2026-06-09T18:30:00 拡大会 @三階ホール Cancelled 田中 Unsaid
            2026-06-16T19:00:00 拡大会 @三階ホール Cancelled 田中 Unsaid
            2026-06-23T19:00:00 拡大会 @三階ホール Cancelled 田中 Unsaid
        "#]]
        };
        check(&almanac, &cut_by_google(name, REST), expected());
    }
    // What the other program says of the part alone stays.
    let own = format!("{REST}\nLOCATION:別館");
    check(
        &almanac,
        &cut_by_google(NAMES[0], &own).replace("SUMMARY:会\nDTSTART", "SUMMARY:総会\nDTSTART"),
        expect![[r#"
            Updated New
            2026-06-02T18:30:00 拡大会 @三階ホール Cancelled 田中 Unsaid
            2026-06-09T18:30:00 拡大会 @三階ホール Cancelled 田中 Unsaid
            2026-06-16T19:00:00 総会 @三階ホール Cancelled 田中 Unsaid
            2026-06-23T19:00:00 総会 @三階ホール Cancelled 田中 Unsaid
        "#]],
    );
}

#[test]
fn a_series_that_was_moved_here_moves_the_part_that_another_program_cut_off_at_its_time() {
    let almanac = edited_here(|event| Event {
        when: event.when.moved_to(on(6, 2).with().hour(20).build().expect("a time")),
        ..event
    });
    let rest = REST.replace("190000", "183000");
    check(
        &almanac,
        &cut_by_google(NAMES[0], &rest),
        expect![[r#"
            Updated New
            2026-06-02T20:30:00 会
            2026-06-09T20:30:00 会
            2026-06-16T20:30:00 会
            2026-06-23T20:30:00 会
        "#]],
    );
    check(
        &almanac,
        &cut_by_google(NAMES[0], REST),
        expect![[r#"
        Updated New
        2026-06-02T20:30:00 会
        2026-06-09T20:30:00 会
        2026-06-16T19:00:00 会
        2026-06-23T19:00:00 会
    "#]],
    );
}

#[test]
fn what_was_edited_there_of_the_whole_series_is_said_of_the_part_that_was_cut_off_here() {
    let almanac = imported(&Almanac::default(), &ics("", &[OF_GOOGLE]));
    let entry = almanac.entries().next().expect("the series").clone();
    let wanted = instance(&entry, on(6, 16)).expect("it takes place").standalone(&BY_LAW);
    let when = wanted.when.moved_to(on(6, 16).with().hour(20).build().expect("a time"));
    let wanted = Event { when, repeat: None, ..wanted };
    let cut = split(&entry.event, on(6, 16), &wanted, EventId::new("later")).expect("it is cut");
    let later = Entry::local(cut.after, entry.calendar.clone());
    let first = entry.edited(cut.before.expect("two remain"));
    let mut almanac = almanac;
    let mut change = Change::entry(first.event.id.clone(), Some(first));
    change.entries.insert(later.event.id.clone(), Some(later));
    almanac.apply(change);
    let newer =
        OF_GOOGLE.replace("DTSTAMP:20260501", "SEQUENCE:1\nLOCATION:別館\nDTSTAMP:20260503");
    check(
        &almanac,
        &ics("", &[&newer]),
        expect![[r#"
            Updated Updated
            2026-06-02T18:30:00 会 @別館
            2026-06-09T18:30:00 会 @別館
            2026-06-16T20:30:00 会 @別館
            2026-06-23T20:30:00 会 @別館
            2026-06-30T20:30:00 会 @別館
            2026-07-07T20:30:00 会 @別館
        "#]],
    );
}

#[test]
fn a_part_that_comes_without_a_calendar_is_in_the_one_of_its_series() {
    let mut almanac = edited_here(|event| event);
    let own = calendar(1);
    let entry = almanac.entries().next().expect("the series").clone();
    let entry = Entry { calendar: own.id.clone(), ..entry };
    almanac.apply(Change::calendar(own.id.clone(), Some(own.clone())));
    almanac.apply(Change::entry(entry.event.id.clone(), Some(entry)));
    let after = imported(&almanac, &cut_by_google(NAMES[0], REST));
    let homes: Vec<_> = after.entries().map(|entry| entry.calendar.clone()).collect();
    assert_eq!(homes, [own.id.clone(), own.id]);
}

/// Imports a file; one side is chosen for all conflicts.
fn resolved(almanac: &Almanac, text: &str, side: Side) -> Almanac {
    let choices = Choices { all_conflicts: Some(side), ..Choices::default() };
    let change = planned(almanac, text).resolve(almanac, &choices);
    let mut after = almanac.clone();
    after.apply(change);
    after
}

#[test]
fn the_part_of_a_series_that_keeps_its_dates_is_not_added() {
    let longer = |event: Event| {
        let rule = "RRULE:FREQ=WEEKLY;COUNT=8";
        let text = ics("", &[&OF_GOOGLE.replace("RRULE:FREQ=WEEKLY;COUNT=6", rule)]);
        let longer = imported(&Almanac::default(), &text);
        let repeat = longer.entries().next().expect("the series").event.repeat.clone();
        Event { repeat, ..event }
    };
    let almanac = edited_here(longer);
    for name in NAMES {
        let text = cut_by_google(name, REST);
        // Without a base, the newer edition decides by itself.
        let same = text.replace("SEQUENCE:1", "SEQUENCE:0").replace("20260503", "20260501");
        for (almanac, text) in [(almanac.clone(), text), (forgotten(almanac.clone()), same)] {
            let whole = resolved(&almanac, &text, Side::Ours);
            assert_eq!(occurrences(&whole), occurrences(&almanac), "{name}");
            // The second time, nothing is asked.
            let again = resolved(&whole, &text, Side::Ours);
            assert_eq!(occurrences(&again), occurrences(&almanac), "{name}");
            let cut = occurrences(&resolved(&almanac, &text, Side::Theirs));
            assert_eq!(cut.lines().count(), 4, "{name}: {cut}");
        }
    }
    // A message that cuts it.
    let message = "UID:s@google.com
DTSTAMP:20260503T000000Z
SEQUENCE:1
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20260616T183000
DTSTART;TZID=Asia/Tokyo:20260616T190000
DURATION:PT1H
SUMMARY:会";
    let text = ics("METHOD:REQUEST\n", &[message]);
    let whole = resolved(&almanac, &text, Side::Ours);
    assert_eq!(occurrences(&whole), occurrences(&almanac));
    assert_eq!(occurrences(&resolved(&whole, &text, Side::Ours)), occurrences(&almanac));
    // A series that is left as it is, and a part that a person wants by itself.
    let text = cut_by_google(NAMES[0], REST);
    let skipped = EventId::new("s@google.com");
    let mut choices = Choices::default();
    choices.events.insert(skipped, Take::Skip);
    let plan = planned(&almanac, &text);
    assert_eq!(plan.left_out(&almanac, &choices).len(), 1);
    choices.events.insert(EventId::new(NAMES[0]), Take::Accept);
    assert_eq!(plan.left_out(&almanac, &choices).len(), 0);
}
