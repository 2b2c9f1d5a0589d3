//! The merge of a series of which one side moved the rule or gave it up, and the other changed single dates.

use expect_test::expect;
use jiff::civil::date;
use tsudoi::domain::event::Event;
use tsudoi::domain::series::edit::delete_one;
use tsudoi::domain::series::recurrence::rule::{Rule, RuleParts};
use tsudoi::domain::series::repeat::{Override, Patch, RepeatRule};

use crate::merge::series_table::{changed, check, moved, series, tuesday};

#[test]
fn an_end_of_the_repetition_asks_about_dates_that_the_other_side_changed() {
    let single = Event { repeat: None, ..series() };
    let renamed = changed(&series(), tuesday(2), |it| it.title = "総会".to_owned());
    let renamed = delete_one(&renamed, tuesday(3));
    check(
        single.clone(),
        renamed.clone(),
        expect![[r#"
            conflict recurrenceOverrides/2026-05-19T18:30:00/event: Theirs
            2026-05-05T18:30:00 例会
            2026-05-19T18:30:00 総会
        "#]],
    );
    check(
        renamed,
        single.clone(),
        expect![[r#"
            conflict recurrenceOverrides/2026-05-19T18:30:00/event: Theirs
            2026-05-05T18:30:00 例会
        "#]],
    );
    // What was said of the only date that is left is no question.
    check(
        single,
        changed(&series(), tuesday(0), |it| it.title = "総会".to_owned()),
        expect![[r#"
            2026-05-05T18:30:00 総会
        "#]],
    );
}

#[test]
fn a_rule_that_became_a_list_of_dates_has_them_with_what_the_other_side_changed() {
    let mut listed = Event { repeat: None, ..series() };
    let repeat = listed.repeat.get_or_insert_default();
    for week in [1, 2] {
        repeat.overrides.insert(tuesday(week), Override::of(Patch::default()));
    }
    check(
        listed,
        changed(&series(), tuesday(2), |it| it.title = "総会".to_owned()),
        expect![[r#"
            2026-05-05T18:30:00 例会
            2026-05-12T18:30:00 例会
            2026-05-19T18:30:00 総会
        "#]],
    );
}

#[test]
fn a_date_that_was_moved_here_stays_at_its_moment_when_the_series_moves() {
    let ours = changed(&series(), tuesday(1), |it| {
        it.when = it.when.moved_to(date(2026, 5, 12).at(9, 30, 0, 0));
    });
    for is_ours in [true, false] {
        let wednesdays = moved(series(), date(2026, 5, 6).at(18, 30, 0, 0));
        let sides = if is_ours { (ours.clone(), wednesdays) } else { (wednesdays, ours.clone()) };
        check(
            sides.0,
            sides.1,
            expect![[r#"
                2026-05-06T18:30:00 例会
                2026-05-12T09:30:00 例会
                2026-05-20T18:30:00 例会
                2026-05-27T18:30:00 例会
                2026-06-03T18:30:00 例会
                2026-06-10T18:30:00 例会
            "#]],
        );
    }
}

#[test]
fn a_series_that_moves_and_gets_another_rule_keeps_what_was_said_of_the_dates_that_are_left() {
    // Every other week from now on, an hour and a half later.
    let repeat = |event: &mut Event, edit: &dyn Fn(&mut RuleParts)| {
        let repeat = event.repeat.as_deref_mut().expect("a series");
        let mut parts = repeat.known().expect("a rule").parts().clone();
        edit(&mut parts);
        let rule = Rule::new(parts).expect("a rule");
        repeat.rule = Some(RepeatRule::Known(Box::new(rule)));
    };
    let mut fewer = moved(series(), date(2026, 5, 5).at(20, 0, 0, 0));
    repeat(&mut fewer, &|parts| parts.interval = Some(2));
    check(
        fewer.clone(),
        delete_one(&series(), tuesday(1)),
        expect![[r#"
        2026-05-05T20:00:00 例会
        2026-05-19T20:00:00 例会
        2026-06-02T20:00:00 例会
        2026-06-16T20:00:00 例会
        2026-06-30T20:00:00 例会
        2026-07-14T20:00:00 例会
    "#]],
    );
    let renamed = changed(&series(), tuesday(2), |it| it.title = "総会".to_owned());
    check(
        fewer.clone(),
        renamed.clone(),
        expect![[r#"
        2026-05-05T20:00:00 例会
        2026-05-19T20:00:00 総会
        2026-06-02T20:00:00 例会
        2026-06-16T20:00:00 例会
        2026-06-30T20:00:00 例会
        2026-07-14T20:00:00 例会
    "#]],
    );
    check(
        renamed,
        fewer,
        expect![[r#"
        2026-05-05T20:00:00 例会
        2026-05-19T20:00:00 総会
        2026-06-02T20:00:00 例会
        2026-06-16T20:00:00 例会
        2026-06-30T20:00:00 例会
        2026-07-14T20:00:00 例会
    "#]],
    );
}
