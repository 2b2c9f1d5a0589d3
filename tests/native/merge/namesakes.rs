//! A calendar of a file that has the name of a calendar here: it stays apart unless a person joins them.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::format::jscalendar::read::Collection;
use tsudoi::i18n::Language;
use tsudoi::import::combine;
use tsudoi::merge::choices::Choices;
use tsudoi::merge::incoming::Incoming;
use tsudoi::merge::namesakes::{Joined, join, namesakes};
use tsudoi::merge::plan::plan;
use tsudoi::present::page::review::calendars::namesake_question;

use crate::merge::table::{almanac, event, imported, moment};
use crate::support::generate::merge::{Edit, calendar, edited, options};
use crate::support::sample::viewer;

/// A calendar named as that of [`calendar`] 0, in the same colour, with another identity.
fn theirs() -> Calendar {
    let facts = CalendarFacts { color: Some("teal".to_owned()), ..calendar(0).facts };
    Calendar::new(CalendarId::new("theirs"), facts)
}

/// An almanac with a teal calendar, which has one event, and a second calendar.
fn here() -> Almanac {
    let teal = CalendarFacts { color: Some("teal".to_owned()), ..calendar(0).facts };
    let mut here = almanac(vec![imported(event("known")), elsewhere()]);
    here.apply(Change::calendar(calendar(0).id, Some(Calendar { facts: teal, ..calendar(0) })));
    here.apply(Change::calendar(calendar(1).id, Some(calendar(1))));
    here
}

fn elsewhere() -> Entry {
    Entry { calendar: calendar(1).id, ..imported(event("elsewhere")) }
}

fn incoming(calendar: Calendar) -> Incoming {
    let corrected = |id| edited(&event(id), &[Edit::Title("お花見"), Edit::Sequence(1)]);
    let events = vec![corrected("known"), corrected("elsewhere"), event("fresh")];
    let deleted = [(EventId::new("unknown"), moment(9))].into();
    combine::files(vec![Collection { calendar: Some(calendar), events, deleted }])
}

fn check(mut incoming: Incoming, joined: &Joined, expected: Expect) {
    let almanac = here();
    let mut text = String::new();
    let viewer = viewer(Language::Ja, date(2024, 1, 1));
    for namesake in namesakes(&almanac, &incoming, joined) {
        let question = namesake_question(&namesake, &viewer);
        writeln!(text, "{}", question.text).expect("a text takes a line");
        for answer in question.answers {
            let mark = if answer.is_chosen { "*" } else { "-" };
            writeln!(text, "{mark} {}", answer.text).expect("a text takes a line");
        }
    }
    join(&almanac, &mut incoming, joined);
    let plan = plan(&almanac, incoming, &options());
    for row in &plan.rows {
        writeln!(text, "{}: {:?} in {}", row.id, row.class, row.calendar)
            .expect("a text takes a line");
    }
    let change = almanac.with_free_colors(plan.resolve(&almanac, &Choices::default()));
    for calendar in change.calendars.values().flatten() {
        writeln!(text, "-> {} {:?}", calendar.id, calendar.facts.color)
            .expect("a text takes a line");
    }
    for entry in change.entries.values().flatten() {
        writeln!(text, "-> {} {} in {}", entry.event.id, entry.event.title, entry.calendar)
            .expect("a text takes a line");
    }
    expected.assert_eq(&text);
}

#[test]
fn it_stays_apart_in_another_colour_and_the_question_is_put() {
    check(
        incoming(theirs()),
        &Joined::new(),
        expect![[r#"
        「暦0」という名前のカレンダーが、手元にもあります。ファイルの行事をどこに入れますか。
        * 別のカレンダーにする（色は別になります）
        - 手元のカレンダー（行事1件）に入れる
        elsewhere: Elsewhere in theirs
        fresh: New in theirs
        known: Elsewhere in theirs
        -> theirs Some("seagreen")
        -> fresh 花見 in theirs
    "#]],
    );
}

#[test]
fn joined_its_events_go_into_the_calendar_that_is_here() {
    let joined = [(theirs().id, calendar(0).id)].into();
    check(
        incoming(theirs()),
        &joined,
        expect![[r#"
        「暦0」という名前のカレンダーが、手元にもあります。ファイルの行事をどこに入れますか。
        - 別のカレンダーにする（色は別になります）
        * 手元のカレンダー（行事1件）に入れる
        elsewhere: Elsewhere in c0
        fresh: New in c0
        known: Updated in c0
        -> fresh 花見 in c0
        -> known お花見 in c0
    "#]],
    );
}

#[test]
fn a_calendar_that_has_gone_meanwhile_is_not_joined() {
    let joined = [(theirs().id, CalendarId::new("gone"))].into();
    check(
        incoming(theirs()),
        &joined,
        expect![[r#"
        「暦0」という名前のカレンダーが、手元にもあります。ファイルの行事をどこに入れますか。
        * 別のカレンダーにする（色は別になります）
        - 手元のカレンダー（行事1件）に入れる
        elsewhere: Elsewhere in theirs
        fresh: New in theirs
        known: Elsewhere in theirs
        -> theirs Some("seagreen")
        -> fresh 花見 in theirs
    "#]],
    );
}

#[test]
fn a_calendar_that_is_here_or_has_another_name_is_no_namesake() {
    let other = CalendarFacts { title: "別の暦".to_owned(), ..theirs().facts };
    for calendar in [calendar(0), Calendar { facts: other, ..theirs() }] {
        assert_eq!(namesakes(&here(), &incoming(calendar), &Joined::new()), Vec::new());
    }
}
