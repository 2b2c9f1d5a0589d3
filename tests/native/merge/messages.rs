//! Messages of iTIP (RFC 5546): answers, cancellations without a start, added dates, and changes of all that follow.

use expect_test::expect;
use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::series::notice::people_of_message;
use tsudoi::domain::series::occurrence::instance;
use tsudoi::domain::time::When;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::format::icalendar::read::World;
use tsudoi::format::issue::DecodeError;
use tsudoi::import::read::decode;
use tsudoi::merge::choices::Choices;
use tsudoi::merge::preview::{Class, Refusal};

use crate::merge::notices::{check, ics, imported, occurrences, planned};
use crate::support::generate::merge::zones;

const SERIES: &str = "UID:series
DTSTAMP:20260501T000000Z
DTSTART;TZID=Asia/Tokyo:20260601T150000
DTEND;TZID=Asia/Tokyo:20260601T160000
RRULE:FREQ=DAILY;COUNT=4
SUMMARY:団体交渉
ORGANIZER:mailto:host@example.jp
ATTENDEE;CN=田中;PARTSTAT=NEEDS-ACTION:mailto:tanaka@example.jp
ATTENDEE;CN=佐藤;PARTSTAT=ACCEPTED:mailto:sato@example.jp";

fn series() -> Almanac {
    imported(&Almanac::default(), &ics("", &[SERIES]))
}

fn message(method: &str, lines: &str) -> String {
    let event = format!("UID:series\nDTSTAMP:20260510T000000Z\nSEQUENCE:1\n{lines}");
    ics(&format!("METHOD:{method}\n"), &[&event])
}

#[test]
fn an_answer_for_one_date_changes_that_answer_and_nobody_else() {
    let reply = message(
        "REPLY",
        "RECURRENCE-ID;TZID=Asia/Tokyo:20260602T150000
ORGANIZER:mailto:host@example.jp
ATTENDEE;PARTSTAT=DECLINED:mailto:tanaka@example.jp",
    );
    check(
        &series(),
        &reply,
        expect![[r#"
            Updated
            2026-06-01T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-02T15:00:00 団体交渉 田中 Declined 佐藤 Accepted  Unsaid
            2026-06-03T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-04T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
        "#]],
    );
}

#[test]
fn an_answer_for_all_dates_leaves_the_series() {
    let reply = message(
        "REPLY",
        "DTSTART;TZID=Asia/Tokyo:20260601T150000
SUMMARY:団体交渉
ORGANIZER:mailto:host@example.jp
ATTENDEE;PARTSTAT=TENTATIVE:mailto:tanaka@example.jp",
    );
    let bare = message("REPLY", "ATTENDEE;PARTSTAT=TENTATIVE:mailto:tanaka@example.jp");
    let json = r#"{"@type":"Event","version":"2.0","uid":"series","updated":"2026-05-10T00:00:00Z","method":"reply",
        "title":"団体交渉","start":"2026-06-01T15:00:00","timeZone":"Asia/Tokyo","participants":{
        "x":{"@type":"Participant","calendarAddress":"mailto:tanaka@example.jp","participationStatus":"tentative"}}}"#;
    for text in [&reply, &bare, json] {
        check(
            &series(),
            text,
            expect![[r#"
                Updated
                2026-06-01T15:00:00 団体交渉 田中 Tentative 佐藤 Accepted  Unsaid
                2026-06-02T15:00:00 団体交渉 田中 Tentative 佐藤 Accepted  Unsaid
                2026-06-03T15:00:00 団体交渉 田中 Tentative 佐藤 Accepted  Unsaid
                2026-06-04T15:00:00 団体交渉 田中 Tentative 佐藤 Accepted  Unsaid
            "#]],
        );
    }
    // Before the series is known, an answer alone is named and changes nothing.
    let plan = planned(&Almanac::default(), &bare);
    let row = plan.row(&Almanac::default(), 0).expect("the answer");
    assert_eq!(row.refusal, Some(Refusal::NotHere));
    let from = people_of_message(row.after.as_ref().expect("the message"));
    let from: Vec<_> = from.map(|person| person.calendar_address.as_deref()).collect();
    assert_eq!(from, [Some("mailto:tanaka@example.jp")]);
    assert!(plan.resolve(&Almanac::default(), &Choices::default()).is_empty());
}

#[test]
fn answers_of_several_people_all_count_and_an_older_one_does_not() {
    let answer = |who: &str, what: &str, stamp: &str| {
        let lines = format!(
            "UID:series\nDTSTAMP:{stamp}\nRECURRENCE-ID;TZID=Asia/Tokyo:20260602T150000\nATTENDEE;PARTSTAT={what}:mailto:{who}@example.jp"
        );
        ics("METHOD:REPLY\n", &[&lines])
    };
    let both = answer("tanaka", "ACCEPTED", "20260510T000000Z")
        + &answer("sato", "DECLINED", "20260510T000000Z");
    let almanac = imported(&series(), &both);
    let almanac = imported(&almanac, &answer("tanaka", "DECLINED", "20260509T000000Z"));
    let second = occurrences(&almanac).lines().nth(1).map(str::to_owned);
    assert_eq!(
        second.as_deref(),
        Some("2026-06-02T15:00:00 団体交渉 田中 Accepted 佐藤 Declined  Unsaid")
    );
}

#[test]
fn a_cancellation_of_all_dates_may_leave_out_the_start() {
    check(
        &series(),
        &message("CANCEL", "ORGANIZER:mailto:host@example.jp"),
        expect![[r#"
            Cancelled
            2026-06-01T15:00:00 団体交渉 Cancelled 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-02T15:00:00 団体交渉 Cancelled 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-03T15:00:00 団体交渉 Cancelled 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-04T15:00:00 団体交渉 Cancelled 田中 NeedsAction 佐藤 Accepted  Unsaid
        "#]],
    );
}

#[test]
fn an_added_date_is_added_to_the_series() {
    let add = message(
        "ADD",
        "DTSTART;TZID=Asia/Tokyo:20260608T160000
DTEND;TZID=Asia/Tokyo:20260608T170000
SUMMARY:団体交渉
ORGANIZER:mailto:host@example.jp",
    );
    check(
        &series(),
        &add,
        expect![[r#"
            Updated
            2026-06-01T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-02T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-03T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-04T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-08T16:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
        "#]],
    );
}

#[test]
fn a_proposal_is_no_change_of_the_event() {
    let counter = message(
        "COUNTER",
        "RECURRENCE-ID;TZID=Asia/Tokyo:20260602T150000
DTSTART;TZID=Asia/Tokyo:20260602T180000
SUMMARY:団体交渉",
    );
    let world = World { zones: zones(), other_text: &|_, _| None };
    let read = decode(counter.as_bytes(), &world);
    let is_named = matches!(&read, Err(DecodeError::NoEvents { issues }) if issues.iter().any(|it| it.reason.is_loss()));
    assert!(is_named, "{read:?}");
}

#[test]
fn a_change_of_all_that_follow_cuts_the_series_and_later_messages_find_both_parts() {
    let change = message(
        "REQUEST",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20260603T150000
DTSTART;TZID=Asia/Tokyo:20260603T170000
DTEND;TZID=Asia/Tokyo:20260603T180000
SUMMARY:団体交渉
LOCATION:別館
ORGANIZER:mailto:host@example.jp",
    );
    check(
        &series(),
        &change,
        expect![[r#"
            Updated New
            2026-06-01T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-02T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-03T17:00:00 団体交渉 @別館 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-04T17:00:00 団体交渉 @別館 田中 NeedsAction 佐藤 Accepted  Unsaid
        "#]],
    );
    let cut = imported(&series(), &change);
    // The older file of the whole series brings nothing back.
    assert!(planned(&cut, &ics("", &[SERIES])).is_nothing_new());
    let later = "UID:series
DTSTAMP:20260520T000000Z
SEQUENCE:2
RECURRENCE-ID;TZID=Asia/Tokyo:20260604T170000
STATUS:CANCELLED";
    check(
        &cut,
        &ics("METHOD:CANCEL\n", &[later]),
        expect![[r#"
            Updated
            2026-06-01T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-02T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-03T17:00:00 団体交渉 @別館 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-04T17:00:00 団体交渉 @別館 Cancelled 田中 NeedsAction 佐藤 Accepted  Unsaid
        "#]],
    );
}

#[test]
fn all_that_follow_may_be_called_off() {
    let cancel =
        message("CANCEL", "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20260603T150000");
    check(
        &series(),
        &cancel,
        expect![[r#"
            Updated New
            2026-06-01T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-02T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-03T15:00:00 団体交渉 Cancelled 田中 NeedsAction 佐藤 Accepted  Unsaid
            2026-06-04T15:00:00 団体交渉 Cancelled 田中 NeedsAction 佐藤 Accepted  Unsaid
        "#]],
    );
}

#[test]
fn a_day_that_is_named_by_a_clock_stays_a_day() {
    let days = "UID:camp
DTSTAMP:20260501T000000Z
DTSTART;VALUE=DATE:20260601
RRULE:FREQ=DAILY;COUNT=3
SUMMARY:合宿";
    let cancel = "UID:camp
DTSTAMP:20260510T000000Z
RECURRENCE-ID:20260602T150000Z";
    check(
        &imported(&Almanac::default(), &ics("", &[days])),
        &ics("METHOD:CANCEL\n", &[cancel]),
        expect![[r#"
            Updated
            2026-06-01T00:00:00 合宿
            2026-06-02T00:00:00 合宿 Cancelled
            2026-06-03T00:00:00 合宿
        "#]],
    );
}

#[test]
fn one_of_several_whole_days_may_have_a_time() {
    let days = "UID:camp
DTSTAMP:20260501T000000Z
DTSTART;VALUE=DATE:20260601
RRULE:FREQ=DAILY;COUNT=2
SUMMARY:合宿";
    let almanac = imported(&Almanac::default(), &ics("", &[days]));
    let times = |lines: &str| {
        let change = format!(
            "UID:camp\nDTSTAMP:20260510T000000Z\nRECURRENCE-ID;VALUE=DATE:20260602\nSUMMARY:合宿\n{lines}"
        );
        let after = imported(&almanac, &ics("METHOD:REQUEST\n", &[&change]));
        let camp = after.entries().next().expect("the camp");
        let second = instance(camp, date(2026, 6, 2).at(0, 0, 0, 0)).expect("it takes place");
        match second.standalone(&BY_LAW).when {
            When::Timed(timed) => Some(timed.start),
            When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => None,
        }
    };
    let clock = "DTSTART;TZID=Asia/Tokyo:20260602T100000";
    for (lines, expected) in [
        (clock.to_owned(), "2026-06-02T10:00:00"),
        (format!("{clock}\nDURATION:PT2H"), "2026-06-02T10:00:00"),
        (clock.replace("T100000", "T000000") + "\nDURATION:PT2H", "2026-06-02T00:00:00"),
        ("DTSTART:20260602T010000Z\nDTEND:20260602T030000Z".to_owned(), "2026-06-02T01:00:00"),
    ] {
        let when = times(&lines).map(|start| start.to_string());
        assert_eq!(when.as_deref(), Some(expected), "{lines}");
    }
    // A midnight that lasts whole days is the day itself.
    assert_eq!(times("DTSTART;TZID=Asia/Tokyo:20260602T000000\nDURATION:P1D"), None);
}

#[test]
fn a_cancellation_of_single_invitations_takes_those_people_off_the_list() {
    let without = |lines: &str| message("CANCEL", lines);
    let host = "ORGANIZER:mailto:host@example.jp";
    let bare = without(&format!("{host}\nATTENDEE:mailto:tanaka@example.jp"));
    let whole = without(&format!(
        "{host}\nATTENDEE:MAILTO:Tanaka@example.JP\nDTSTART;TZID=Asia/Tokyo:20260601T150000
RRULE:FREQ=DAILY;COUNT=4\nSUMMARY:団体交渉"
    ));
    let json = r#"{"@type":"Event","version":"2.0","uid":"series","updated":"2026-05-10T00:00:00Z","method":"cancel","sequence":1,
        "title":"団体交渉","start":"2026-06-01T15:00:00","timeZone":"Asia/Tokyo","participants":{
        "x":{"@type":"Participant","calendarAddress":"mailto:tanaka@example.jp"}}}"#;
    for text in [&bare, &whole, json] {
        check(
            &series(),
            text,
            expect![[r#"
                Updated
                2026-06-01T15:00:00 団体交渉 佐藤 Accepted  Unsaid
                2026-06-02T15:00:00 団体交渉 佐藤 Accepted  Unsaid
                2026-06-03T15:00:00 団体交渉 佐藤 Accepted  Unsaid
                2026-06-04T15:00:00 団体交渉 佐藤 Accepted  Unsaid
            "#]],
        );
    }
    let dates = "RECURRENCE-ID;TZID=Asia/Tokyo:20260602T150000";
    let one = without(&format!("{dates}\n{host}\nATTENDEE:mailto:tanaka@example.jp"));
    let in_one_file = ics("", &[SERIES]) + &one;
    for text in [&one, &in_one_file] {
        check(
            &series(),
            text,
            expect![[r#"
                Updated
                2026-06-01T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
                2026-06-02T15:00:00 団体交渉 佐藤 Accepted  Unsaid
                2026-06-03T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
                2026-06-04T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            "#]],
        );
    }
}

#[test]
fn a_cancellation_that_names_everybody_or_states_so_calls_the_event_off() {
    let all = "ATTENDEE:mailto:tanaka@example.jp\nATTENDEE:mailto:sato@example.jp";
    let stated = "ATTENDEE:mailto:tanaka@example.jp\nSTATUS:CANCELLED";
    for people in [all, stated] {
        let date = "RECURRENCE-ID;TZID=Asia/Tokyo:20260602T150000";
        let text = format!("ORGANIZER:mailto:host@example.jp\n{people}");
        let after = imported(&series(), &message("CANCEL", &text));
        assert!(occurrences(&after).lines().all(|line| line.contains("Cancelled")));
        check(
            &series(),
            &message("CANCEL", &format!("{date}\n{text}")),
            expect![[r#"
                Updated
                2026-06-01T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
                2026-06-02T15:00:00 団体交渉 Cancelled 田中 NeedsAction 佐藤 Accepted  Unsaid
                2026-06-03T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
                2026-06-04T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            "#]],
        );
    }
}

#[test]
fn an_answer_finds_its_person_in_upper_and_in_lower_case() {
    for address in ["mailto:Tanaka@Example.JP", "MAILTO:TANAKA@example.jp"] {
        let reply = message(
            "REPLY",
            &format!(
                "ORGANIZER:mailto:Host@example.jp\nATTENDEE;PARTSTAT=DECLINED:{address}
RECURRENCE-ID;TZID=Asia/Tokyo:20260602T150000"
            ),
        );
        check(
            &series(),
            &reply,
            expect![[r#"
                Updated
                2026-06-01T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
                2026-06-02T15:00:00 団体交渉 田中 Declined 佐藤 Accepted  Unsaid
                2026-06-03T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
                2026-06-04T15:00:00 団体交渉 田中 NeedsAction 佐藤 Accepted  Unsaid
            "#]],
        );
        // The whole series as another program writes it.
        let lower = ics("", &[SERIES]).replace("20260501", "20260511");
        let again = lower.replace("tanaka@example", "TANAKA@Example").replace("host@", "Host@");
        let classes: Vec<_> = planned(&series(), &again).rows.iter().map(|it| it.class).collect();
        assert!(!classes.contains(&Class::Refused) && !classes.contains(&Class::Conflicting));
        let after = occurrences(&imported(&series(), &again));
        assert!(after.lines().all(|line| line.matches("田中").count() == 1), "{after}");
    }
}
