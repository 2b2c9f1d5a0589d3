//! Messages of iTIP about a whole series, beside what they say of single dates; and to whom they are.

use expect_test::expect;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::field::FieldPath;
use tsudoi::merge::preview::Class;

use crate::merge::notices::{check, ics, imported, occurrences, planned};

const SERIES: &str = "UID:u1
DTSTAMP:20260101T000000Z
DTSTART;TZID=Asia/Tokyo:20260603T180000
DTEND;TZID=Asia/Tokyo:20260603T200000
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:例会
ORGANIZER:mailto:o@x.jp
ATTENDEE;CN=田中:mailto:a@x.jp";

const WHOLE_REPLY: &str = "UID:u1
DTSTAMP:20260103T000000Z
ORGANIZER:mailto:o@x.jp
ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.jp";

const DATE_REPLY: &str = "UID:u1
DTSTAMP:20260102T000000Z
RECURRENCE-ID;TZID=Asia/Tokyo:20260610T180000
ORGANIZER:mailto:o@x.jp
ATTENDEE;PARTSTAT=DECLINED:mailto:a@x.jp";

fn series() -> Almanac {
    imported(&Almanac::default(), &ics("", &[SERIES]))
}

#[test]
fn an_answer_to_the_series_and_one_to_a_date_both_count_in_any_order() {
    let message = |events: &[&str]| ics("METHOD:REPLY\n", events);
    let expected = occurrences(&imported(&series(), &message(&[WHOLE_REPLY, DATE_REPLY])));
    expect![[r#"
        2026-06-03T18:00:00 例会 田中 Accepted  Unsaid
        2026-06-10T18:00:00 例会 田中 Declined  Unsaid
        2026-06-17T18:00:00 例会 田中 Accepted  Unsaid
    "#]]
    .assert_eq(&expected);
    let orders = [
        vec![message(&[DATE_REPLY, WHOLE_REPLY])],
        vec![message(&[WHOLE_REPLY]), message(&[DATE_REPLY])],
        vec![message(&[DATE_REPLY]), message(&[WHOLE_REPLY])],
    ];
    for order in orders {
        let after = order.iter().fold(series(), |almanac, text| imported(&almanac, text));
        assert_eq!(occurrences(&after), expected);
    }
}

#[test]
fn an_answer_to_a_date_that_comes_after_a_later_one_to_the_series_is_a_change_of_the_plan() {
    let whole = imported(&series(), &ics("METHOD:REPLY\n", &[WHOLE_REPLY]));
    let plan = planned(&whole, &ics("METHOD:REPLY\n", &[DATE_REPLY]));
    let row = plan.row(&whole, 0).expect("a row");
    let changed: Vec<_> = row.changed.iter().map(FieldPath::slug).collect();
    assert_eq!((row.class, changed.len()), (Class::Updated, 1), "{changed:?}");
    assert!(changed[0].ends_with("/reply"), "{changed:?}");
}

#[test]
fn an_older_change_of_a_date_leaves_what_was_answered_since() {
    let request = |day: u8| {
        let event = format!(
            "UID:u1\nDTSTAMP:202601{day:02}T000000Z
RECURRENCE-ID;TZID=Asia/Tokyo:20260610T180000
DTSTART;TZID=Asia/Tokyo:20260610T180000\nDURATION:PT2H\nSUMMARY:拡大例会
ORGANIZER:mailto:o@x.jp\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:a@x.jp"
        );
        ics("METHOD:REQUEST\n", &[&event])
    };
    let answered = imported(&series(), &ics("METHOD:REPLY\n", &[WHOLE_REPLY]));
    check(
        &answered,
        &request(2),
        expect![[r#"
            Updated
            2026-06-03T18:00:00 例会 田中 Accepted  Unsaid
            2026-06-10T18:00:00 拡大例会 田中 Accepted  Unsaid
            2026-06-17T18:00:00 例会 田中 Accepted  Unsaid
        "#]],
    );
    check(
        &answered,
        &request(4),
        expect![[r#"
            Updated
            2026-06-03T18:00:00 例会 田中 Accepted  Unsaid
            2026-06-10T18:00:00 拡大例会 田中 NeedsAction  Unsaid
            2026-06-17T18:00:00 例会 田中 Accepted  Unsaid
        "#]],
    );
}

#[test]
fn two_people_answer_in_one_message() {
    let two = format!("{SERIES}\nATTENDEE;CN=佐藤:mailto:b@x.jp");
    let almanac = imported(&Almanac::default(), &ics("", &[&two]));
    let other = WHOLE_REPLY.replace("ACCEPTED:mailto:a", "DECLINED:mailto:b");
    let after = imported(&almanac, &ics("METHOD:REPLY\n", &[WHOLE_REPLY, &other]));
    let first = occurrences(&after);
    assert!(first.starts_with("2026-06-03T18:00:00 例会 田中 Accepted 佐藤 Declined"), "{first}");
}

/// Returns the series cut before its second date, which begins an hour later from then on.
fn cut() -> Almanac {
    let change = "UID:u1
DTSTAMP:20260110T000000Z
SEQUENCE:1
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20260610T180000
DTSTART;TZID=Asia/Tokyo:20260610T190000
DTEND;TZID=Asia/Tokyo:20260610T210000
SUMMARY:例会
ORGANIZER:mailto:o@x.jp";
    imported(&series(), &ics("METHOD:REQUEST\n", &[change]))
}

#[test]
fn a_message_about_the_whole_series_is_about_the_part_that_was_cut_off() {
    check(
        &cut(),
        &ics(
            "METHOD:CANCEL\n",
            &["UID:u1\nDTSTAMP:20260120T000000Z\nSEQUENCE:2\nSTATUS:CANCELLED"],
        ),
        expect![[r#"
            Cancelled Cancelled
            2026-06-03T18:00:00 例会 Cancelled 田中 Unsaid  Unsaid
            2026-06-10T19:00:00 例会 Cancelled 田中 Unsaid  Unsaid
            2026-06-17T19:00:00 例会 Cancelled 田中 Unsaid  Unsaid
        "#]],
    );
    let reply = WHOLE_REPLY.replace("20260103", "20260120");
    check(
        &cut(),
        &ics("METHOD:REPLY\n", &[&reply]),
        expect![[r#"
        Updated Updated
        2026-06-03T18:00:00 例会 田中 Accepted  Unsaid
        2026-06-10T19:00:00 例会 田中 Accepted  Unsaid
        2026-06-17T19:00:00 例会 田中 Accepted  Unsaid
    "#]],
    );
    // The series is whole again.
    let whole = SERIES.replace("DTSTAMP:20260101", "SEQUENCE:3\nDTSTAMP:20260125");
    check(
        &cut(),
        &ics("METHOD:REQUEST\n", &[&whole]),
        expect![[r#"
        Updated RemovedInFile
        2026-06-03T18:00:00 例会 田中 Unsaid  Unsaid
        2026-06-10T18:00:00 例会 田中 Unsaid  Unsaid
        2026-06-17T18:00:00 例会 田中 Unsaid  Unsaid
    "#]],
    );
}

#[test]
fn a_part_that_was_cut_off_may_be_cut_again() {
    let later = |method: &str, lines: &str| {
        let event = format!(
            "UID:u1\nDTSTAMP:20260120T000000Z\nSEQUENCE:2
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20260617T180000\n{lines}"
        );
        ics(&format!("METHOD:{method}\n"), &[&event])
    };
    let change = later(
        "REQUEST",
        "DTSTART;TZID=Asia/Tokyo:20260618T200000\nDTEND;TZID=Asia/Tokyo:20260618T210000\nSUMMARY:例会",
    );
    check(
        &cut(),
        &change,
        expect![[r#"
        Updated New
        2026-06-03T18:00:00 例会 田中 Unsaid  Unsaid
        2026-06-10T19:00:00 例会 田中 Unsaid  Unsaid
        2026-06-18T20:00:00 例会 田中 Unsaid  Unsaid
    "#]],
    );
    check(
        &cut(),
        &later("CANCEL", "STATUS:CANCELLED"),
        expect![[r#"
        Updated New
        2026-06-03T18:00:00 例会 田中 Unsaid  Unsaid
        2026-06-10T19:00:00 例会 田中 Unsaid  Unsaid
        2026-06-17T19:00:00 例会 Cancelled 田中 Unsaid  Unsaid
    "#]],
    );
    // The cancellation of the whole series is about both parts of the part.
    let twice = imported(&cut(), &change);
    let all = "UID:u1\nDTSTAMP:20260125T000000Z\nSEQUENCE:3\nDTSTART;TZID=Asia/Tokyo:20260603T180000\nSTATUS:CANCELLED";
    check(
        &twice,
        &ics("METHOD:CANCEL\n", &[all]),
        expect![[r#"
        Cancelled Cancelled Cancelled
        2026-06-03T18:00:00 例会 Cancelled 田中 Unsaid  Unsaid
        2026-06-10T19:00:00 例会 Cancelled 田中 Unsaid  Unsaid
        2026-06-18T20:00:00 例会 Cancelled 田中 Unsaid  Unsaid
    "#]],
    );
}

#[test]
fn a_message_without_a_start_about_an_unknown_event_makes_none() {
    let cancel = "UID:other\nDTSTAMP:20260120T000000Z\nSUMMARY:例会\nSTATUS:CANCELLED";
    let reply = format!("{}\nSUMMARY:例会", WHOLE_REPLY.replace("u1", "other"));
    for (method, event) in [("CANCEL", cancel), ("REPLY", reply.as_str())] {
        let text = ics(&format!("METHOD:{method}\n"), &[event]);
        let after = imported(&series(), &text);
        assert_eq!(occurrences(&after), occurrences(&series()), "{method}");
    }
}

#[test]
fn a_cancelled_date_stays_where_it_was_moved() {
    let moved = "UID:u1
DTSTAMP:20260110T000000Z
SEQUENCE:1
RECURRENCE-ID;TZID=Asia/Tokyo:20260610T180000
DTSTART;TZID=Asia/Tokyo:20260611T190000
DTEND;TZID=Asia/Tokyo:20260611T210000
SUMMARY:例会";
    let almanac = imported(&series(), &ics("METHOD:REQUEST\n", &[moved]));
    let cancel = "UID:u1
DTSTAMP:20260120T000000Z
SEQUENCE:2
RECURRENCE-ID;TZID=Asia/Tokyo:20260610T180000";
    check(
        &almanac,
        &ics("METHOD:CANCEL\n", &[cancel]),
        expect![[r#"
        Updated
        2026-06-03T18:00:00 例会 田中 Unsaid  Unsaid
        2026-06-11T19:00:00 例会 Cancelled 田中 Unsaid  Unsaid
        2026-06-17T18:00:00 例会 田中 Unsaid  Unsaid
    "#]],
    );
}

#[test]
fn a_cancelled_event_may_take_place_again() {
    let cancelled = format!("{SERIES}\nSTATUS:CANCELLED");
    let almanac = imported(&Almanac::default(), &ics("", &[&cancelled]));
    let again =
        SERIES.replace("DTSTAMP:20260101", "SEQUENCE:1\nSTATUS:CONFIRMED\nDTSTAMP:20260120");
    check(
        &almanac,
        &ics("METHOD:REQUEST\n", &[&again]),
        expect![[r#"
        Updated
        2026-06-03T18:00:00 例会 田中 Unsaid  Unsaid
        2026-06-10T18:00:00 例会 田中 Unsaid  Unsaid
        2026-06-17T18:00:00 例会 田中 Unsaid  Unsaid
    "#]],
    );
}

#[test]
fn a_conference_that_was_replaced_is_gone() {
    let link = |number: u8, sequence: u8| {
        let event = format!(
            "{SERIES}\nSEQUENCE:{sequence}\nCONFERENCE;VALUE=URI;LABEL=会議:https://e.jp/{number}"
        );
        ics("", &[&event.replace("DTSTAMP:2026010", &format!("DTSTAMP:202602{number}"))])
    };
    let almanac = imported(&Almanac::default(), &link(1, 0));
    let after = imported(&almanac, &link(2, 1));
    let event = &after.entries().next().expect("the series").event;
    let uris: Vec<&str> = event.virtual_locations.values().map(|it| it.uri.as_str()).collect();
    assert_eq!(uris, ["https://e.jp/2"]);
}

#[test]
fn people_who_share_an_address_stay_apart() {
    let people = |replies: [&str; 2]| {
        let [one, other] = replies;
        let event = SERIES.replace(
            "ATTENDEE;CN=田中:mailto:a@x.jp",
            &format!(
                "ATTENDEE;CN=田中{one}:invalid:nomail\nATTENDEE;CN=鈴木{other}:invalid:nomail
ATTENDEE;CN=佐藤:mailto:office@x.jp\nATTENDEE;CN=高橋:mailto:office@x.jp"
            ),
        );
        ics("", &[&event])
    };
    let almanac = imported(&Almanac::default(), &people(["", ""]));
    let text = people([";PARTSTAT=ACCEPTED", ""])
        .replace("DTSTAMP:20260101", "SEQUENCE:1\nDTSTAMP:20260120");
    // In another order, and without the others.
    let fewer = text.replace("ATTENDEE;CN=佐藤:mailto:office@x.jp\n", "");
    for text in [text, fewer] {
        let plan = planned(&almanac, &text);
        assert!(plan.rows.iter().all(|row| row.class == Class::Updated), "{:?}", plan.rows);
        let after = imported(&almanac, &text);
        let event = &after.entries().next().expect("the series").event;
        let mut people: Vec<String> =
            event.participants.values().map(|it| format!("{} {:?}", it.name, it.reply)).collect();
        people.sort();
        let with_sato = people.iter().any(|it| it.starts_with("佐藤"));
        people.retain(|it| !it.starts_with("佐藤"));
        assert_eq!(
            people,
            [" Unsaid", "田中 Accepted", "鈴木 Unsaid", "高橋 Unsaid"],
            "{with_sato}"
        );
    }
}

#[test]
fn what_a_person_writes_with_an_answer_is_noted() {
    let reply =
        format!("{}\nCOMMENT:出張のため\\, 欠席", WHOLE_REPLY.replace("ACCEPTED", "DECLINED"));
    let text = ics("METHOD:REPLY\n", &[&reply]);
    let after = imported(&imported(&series(), &text), &text.replace("20260103", "20260104"));
    let event = &after.entries().next().expect("the series").event;
    let notes: Vec<&str> = event.participants.values().map(|it| it.note.as_str()).collect();
    assert_eq!(notes, ["出張のため, 欠席", ""]);
}

#[test]
fn rules_with_the_same_dates_do_not_conflict() {
    let rule = |sequence: u8, rule: &str| {
        let event = SERIES.replace("FREQ=WEEKLY;COUNT=3", rule);
        let stamp = format!("SEQUENCE:{sequence}\nDTSTAMP:2026012{sequence}");
        ics("", &[&event.replace("DTSTAMP:20260101", &stamp)])
    };
    let mut almanac = imported(&Almanac::default(), &rule(0, "FREQ=WEEKLY;COUNT=3"));
    let entry = almanac.entries().next().expect("the series").clone();
    let five = imported(&Almanac::default(), &rule(0, "FREQ=WEEKLY;COUNT=5"));
    let repeat = five.entries().next().expect("the series").event.repeat.clone();
    let edited = Event { repeat, ..entry.event.clone() };
    almanac.apply(Change::entry(edited.id.clone(), Some(entry.edited(edited))));
    let plan = planned(&almanac, &rule(1, "FREQ=WEEKLY;UNTIL=20260701T090000Z"));
    assert!(plan.rows.iter().all(|row| row.class != Class::Conflicting), "{:?}", plan.rows);
}
