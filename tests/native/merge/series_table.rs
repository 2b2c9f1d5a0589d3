//! The merge of a series as readable tables: what was changed here, what in the file, and what takes place then.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use jiff::civil::{DateTime, Weekday, date};
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::participant::{Participant, Reply};
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::event::status::Status;
use tsudoi::domain::id::{CalendarId, LocalId};
use tsudoi::domain::series::edit::{delete_following, delete_one, edit_one, move_all};
use tsudoi::domain::series::occurrence::{instance, within};
use tsudoi::domain::series::recurrence::rule::{End, Frequency, NthDay, Rule, RuleParts};
use tsudoi::domain::series::repeat::{Override, Patch, Repeat, RepeatRule};
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Days, UtcTime};
use tsudoi::merge::event::conflict::Sides;
use tsudoi::merge::event::merge;

use crate::support::sample;

/// 2026-05-05, a Tuesday, at 18:30, and a number of weeks later.
pub(crate) fn tuesday(week: i8) -> DateTime {
    let day = date(2026, 5, 5).checked_add(jiff::Span::new().days(7 * i32::from(week)));
    day.expect("a day").at(18, 30, 0, 0)
}

fn rule(parts: RuleParts) -> RepeatRule {
    RepeatRule::Known(Box::new(Rule::new(parts).expect("a plain rule")))
}

/// Six Tuesdays with two people and a programme of one part.
pub(crate) fn series() -> Event {
    let parts = RuleParts { end: End::Count(6), ..RuleParts::new(Frequency::Weekly) };
    let repeat = Repeat { rule: Some(rule(parts)), ..Repeat::default() };
    let mut event = sample::event("s", "例会", Kind::Other, sample::at(tuesday(0), 60));
    for (key, name) in [("taro", "見本 太郎"), ("hanako", "見本 花子")] {
        let person = Participant { name: name.to_owned(), ..Participant::default() };
        event.participants.insert(LocalId::new(key), person);
    }
    let part = Part { title: "報告".to_owned(), ..Part::default() };
    event.programme.insert(LocalId::new("p"), part);
    Event { repeat: Some(Box::new(repeat)), series_number: Some(1), ..event }
}

pub(crate) fn changed(event: &Event, at: DateTime, change: impl Fn(&mut Event)) -> Event {
    let entry = Entry::local(event.clone(), CalendarId::new("c"));
    let mut wanted = instance(&entry, at).expect("it takes place").standalone(&BY_LAW);
    change(&mut wanted);
    edit_one(event, at, &wanted, &BY_LAW)
}

fn counted(mut event: Event, count: u32) -> Event {
    let repeat = event.repeat.as_deref_mut().expect("it repeats");
    let rule = repeat.known().and_then(|rule| rule.ending(End::Count(count)));
    repeat.rule = rule.map(|rule| RepeatRule::Known(Box::new(rule)));
    event
}

pub(crate) fn moved(event: Event, start: DateTime) -> Event {
    let when = event.when.moved_to(start);
    move_all(event, when)
}

/// Merges with the series as the base; the file is newer.
pub(crate) fn check(ours: Event, theirs: Event, expected: Expect) {
    check_from(&series(), ours, theirs, expected);
}

fn check_from(base: &Event, ours: Event, mut theirs: Event, expected: Expect) {
    theirs.revision.updated = Some(UtcTime(date(2026, 2, 1).at(0, 0, 0, 0)));
    let mut ours = ours;
    ours.revision.updated = Some(UtcTime(date(2026, 1, 1).at(0, 0, 0, 0)));
    let merged = merge(Some(base), &ours, &theirs, Sides::default());
    let mut text = String::new();
    for conflict in &merged.conflicts {
        writeln!(text, "conflict {}: {:?}", conflict.field.slug(), conflict.default).expect("text");
    }
    let entry = Entry::local(merged.event, CalendarId::new("c"));
    let window = Days { first: date(2026, 1, 1), last: date(2027, 12, 31) };
    let mut lines: Vec<String> = within(&entry, window)
        .map(|it| {
            let it = it.standalone(&BY_LAW);
            let mut line = format!("{} {}", it.when.start(), it.title);
            if it.is_cancelled() {
                line.push_str(" 中止");
            }
            let answered = it.participants.values().filter(|person| person.reply != Reply::Unsaid);
            answered.for_each(|person| {
                write!(line, " {} {:?}", person.name, person.reply).expect("text");
            });
            let parts = it.programme.values().filter(|part| part.title != "報告");
            parts.for_each(|part| write!(line, " [{}]", part.title).expect("text"));
            line
        })
        .collect();
    lines.sort();
    expected.assert_eq(&format!("{text}{}\n", lines.join("\n")));
}

#[test]
fn edits_of_different_dates_both_stand() {
    let ours = changed(&series(), tuesday(1), |it| it.title = "拡大例会".to_owned());
    check(
        ours,
        delete_one(&series(), tuesday(2)),
        expect![[r#"
        2026-05-05T18:30:00 例会
        2026-05-12T18:30:00 拡大例会
        2026-05-26T18:30:00 例会
        2026-06-02T18:30:00 例会
        2026-06-09T18:30:00 例会
    "#]],
    );
}

#[test]
fn a_date_that_was_called_off_here_stays_so_when_the_series_moves() {
    for start in [date(2026, 5, 5).at(19, 0, 0, 0), date(2026, 5, 6).at(18, 30, 0, 0)] {
        let off = changed(&series(), tuesday(2), |it| it.status = Status::Cancelled);
        let ours = delete_one(&off, tuesday(3));
        let theirs = moved(series(), start);
        let expected = if start.date() == date(2026, 5, 5) {
            expect![[r#"
                2026-05-05T19:00:00 例会
                2026-05-12T19:00:00 例会
                2026-05-19T19:00:00 例会 中止
                2026-06-02T19:00:00 例会
                2026-06-09T19:00:00 例会
            "#]]
        } else {
            expect![[r#"
                2026-05-06T18:30:00 例会
                2026-05-13T18:30:00 例会
                2026-05-20T18:30:00 例会 中止
                2026-06-03T18:30:00 例会
                2026-06-10T18:30:00 例会
            "#]]
        };
        check(ours, theirs, expected);
    }
}

#[test]
fn a_new_end_and_a_renamed_date_both_stand() {
    let ours = changed(&series(), tuesday(1), |it| it.title = "拡大例会".to_owned());
    check(
        ours,
        counted(series(), 8),
        expect![[r#"
        2026-05-05T18:30:00 例会
        2026-05-12T18:30:00 拡大例会
        2026-05-19T18:30:00 例会
        2026-05-26T18:30:00 例会
        2026-06-02T18:30:00 例会
        2026-06-09T18:30:00 例会
        2026-06-16T18:30:00 例会
        2026-06-23T18:30:00 例会
    "#]],
    );
}

#[test]
fn a_conflict_names_the_date_and_the_property() {
    let title =
        |text: &'static str| changed(&series(), tuesday(1), move |it| it.title = text.to_owned());
    let theirs = changed(&title("定例会"), tuesday(1), |it| it.status = Status::Cancelled);
    check(
        title("拡大例会"),
        theirs,
        expect![[r#"
        conflict recurrenceOverrides/2026-05-12T18:30:00/title: Theirs
        2026-05-05T18:30:00 例会
        2026-05-12T18:30:00 定例会 中止
        2026-05-19T18:30:00 例会
        2026-05-26T18:30:00 例会
        2026-06-02T18:30:00 例会
        2026-06-09T18:30:00 例会
    "#]],
    );
    check(
        title("拡大例会"),
        delete_one(&series(), tuesday(1)),
        expect![[r#"
        conflict recurrenceOverrides/2026-05-12T18:30:00/event: Theirs
        2026-05-05T18:30:00 例会
        2026-05-19T18:30:00 例会
        2026-05-26T18:30:00 例会
        2026-06-02T18:30:00 例会
        2026-06-09T18:30:00 例会
    "#]],
    );
}

#[test]
fn people_and_programme_of_one_date_are_merged_by_their_keys() {
    let reply = |it: &mut Event| {
        it.participants.get_mut(&LocalId::new("taro")).expect("listed").reply = Reply::Declined;
    };
    let there = |it: &mut Event| {
        it.participants.get_mut(&LocalId::new("hanako")).expect("listed").reply = Reply::Accepted;
        it.programme.get_mut(&LocalId::new("p")).expect("listed").title = "講演".to_owned();
    };
    let ours = changed(&series(), tuesday(1), reply);
    check(
        ours,
        changed(&series(), tuesday(1), there),
        expect![[r#"
        2026-05-05T18:30:00 例会
        2026-05-12T18:30:00 例会 見本 花子 Accepted 見本 太郎 Declined [講演]
        2026-05-19T18:30:00 例会
        2026-05-26T18:30:00 例会
        2026-06-02T18:30:00 例会
        2026-06-09T18:30:00 例会
    "#]],
    );
}

#[test]
fn both_sides_move_the_series_differently() {
    let ours = delete_one(
        &moved(series(), date(2026, 5, 7).at(18, 30, 0, 0)),
        date(2026, 5, 14).at(18, 30, 0, 0),
    );
    let theirs = delete_one(
        &moved(series(), date(2026, 5, 6).at(18, 30, 0, 0)),
        date(2026, 5, 20).at(18, 30, 0, 0),
    );
    check(
        ours,
        theirs,
        expect![[r#"
        conflict when: Theirs
        2026-05-06T18:30:00 例会
        2026-05-27T18:30:00 例会
        2026-06-03T18:30:00 例会
        2026-06-10T18:30:00 例会
    "#]],
    );
}

#[test]
fn added_dates_and_times_of_their_own_stay() {
    let mut ours = changed(&series(), tuesday(1), |it| {
        it.when = it.when.moved_to(tuesday(1).with().hour(20).build().expect("a time"));
    });
    let repeat = ours.repeat.as_deref_mut().expect("it repeats");
    repeat.overrides.insert(date(2026, 5, 21).at(14, 0, 0, 0), Override::of(Patch::default()));
    check(
        ours,
        moved(series(), date(2026, 5, 6).at(19, 0, 0, 0)),
        expect![[r#"
        2026-05-06T19:00:00 例会
        2026-05-12T20:30:00 例会
        2026-05-20T19:00:00 例会
        2026-05-21T14:00:00 例会
        2026-05-27T19:00:00 例会
        2026-06-03T19:00:00 例会
        2026-06-10T19:00:00 例会
    "#]],
    );
    // An added date that the author moved along, and that is called off here.
    let mut base = series();
    let repeat = base.repeat.as_deref_mut().expect("it repeats");
    let patch = Patch { title: Some("臨時".to_owned()), ..Patch::default() };
    repeat.overrides.insert(date(2026, 5, 21).at(14, 0, 0, 0), Override::of(patch));
    let ours = delete_one(&base, date(2026, 5, 21).at(14, 0, 0, 0));
    let theirs = moved(base.clone(), date(2026, 5, 6).at(18, 30, 0, 0));
    check_from(
        &base,
        ours,
        theirs,
        expect![[r#"
        2026-05-06T18:30:00 例会
        2026-05-13T18:30:00 例会
        2026-05-20T18:30:00 例会
        2026-05-27T18:30:00 例会
        2026-06-03T18:30:00 例会
        2026-06-10T18:30:00 例会
    "#]],
    );
}

#[test]
fn a_weekday_of_the_month_moves_by_its_number_and_not_by_days() {
    let thursdays = |day, start: DateTime| {
        let by_day = vec![NthDay { day, nth: Some(2) }];
        let parts = RuleParts { by_day, end: End::Count(5), ..RuleParts::new(Frequency::Monthly) };
        let repeat = Repeat { rule: Some(rule(parts)), ..Repeat::default() };
        let mut event = series();
        event.programme.clear();
        Event { repeat: Some(Box::new(repeat)), when: sample::at(start, 60), ..event }
    };
    let base = thursdays(Weekday::Thursday, date(2026, 4, 9).at(18, 0, 0, 0));
    // In May the second Thursday is the 14th and the second Friday the 8th.
    let theirs = thursdays(Weekday::Friday, date(2026, 4, 10).at(18, 0, 0, 0));
    let ours = delete_one(&base, date(2026, 5, 14).at(18, 0, 0, 0));
    let ours = changed(&ours, date(2026, 6, 11).at(18, 0, 0, 0), |it| it.title = "総会".to_owned());
    check_from(
        &base,
        ours,
        theirs,
        expect![[r#"
        2026-04-10T18:00:00 例会
        2026-06-12T18:00:00 総会
        2026-07-10T18:00:00 例会
        2026-08-14T18:00:00 例会
    "#]],
    );
}

#[test]
fn a_shorter_series_asks_about_dates_that_were_changed_here() {
    let ours = changed(&series(), tuesday(4), |it| it.title = "総会".to_owned());
    let ours = delete_one(&ours, tuesday(5));
    check(
        ours,
        delete_following(&series(), tuesday(3)).expect("three remain"),
        expect![[r#"
        conflict recurrenceOverrides/2026-06-02T18:30:00/event: Theirs
        2026-05-05T18:30:00 例会
        2026-05-12T18:30:00 例会
        2026-05-19T18:30:00 例会
    "#]],
    );
}
