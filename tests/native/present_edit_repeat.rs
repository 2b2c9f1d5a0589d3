//! The rule in the form of an event: what the form can say, and what it leaves as it is.

use std::fmt::Write as _;

use expect_test::expect;
use jiff::civil::{Weekday, date};
use tsudoi::domain::event::Event;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::repeat::Repeat;
use tsudoi::domain::time::{UtcTime, Zone};
use tsudoi::i18n::Language;
use tsudoi::present::edit::apply::{Editing, apply};
use tsudoi::present::edit::form::Form;
use tsudoi::present::edit::repeat::{EndSort, RepeatForm, RepeatSort};
use tsudoi::present::edit::text as edit_text;
use tsudoi::present::edit::wrong::Problem;
use tsudoi::present::repeat::{rule_words, words};

use crate::sample::{self, reader};

fn editing() -> Editing {
    let at = UtcTime(date(2024, 11, 1).at(3, 0, 0, 0));
    Editing { at, zone: Some(Zone("Asia/Tokyo".into())) }
}

fn form(event: &Event) -> Form {
    Form::of(event, &CalendarId::new("c"))
}

#[test]
fn a_rule_of_the_form_is_the_rule_that_was_chosen() {
    let start = date(2024, 11, 28).at(18, 30, 0, 0);
    let mut text = String::new();
    for sort in RepeatSort::ALL {
        let form = RepeatForm {
            sort,
            every: "2".to_owned(),
            days: vec![Weekday::Thursday],
            end: EndSort::Count,
            count: "5".to_owned(),
            ..RepeatForm::once()
        };
        let Some(rule) = form.rule(start) else { continue };
        let said = rule_words(&rule, start, &reader(Language::Ja, start.date()));
        writeln!(text, "{} {said}", sort.slug()).expect("a string takes any text");
        let when = sample::at(start, 60);
        let repeat = Some(Box::new(Repeat::of(rule)));
        let event = Event { repeat, ..Event::new(EventId::new("e"), "x", when) };
        let again = RepeatForm::of(&event);
        let is_own = sort != RepeatSort::MonthlyLastDay;
        assert_eq!(again.sort, if is_own { sort } else { RepeatSort::Kept });
        assert_eq!(again.rule(start), is_own.then(|| form.rule(start)).flatten());
    }
    expect![[r#"
        daily 1日おき（全5回）
        weekly 隔週木曜日（全5回）
        monthly-date 隔月28日（全5回）
        monthly-weekday 隔月第4木曜日（全5回）
        monthly-last-weekday 隔月最終木曜日（全5回）
        monthly-last-day 隔月末日（全5回）
        yearly 2年ごとの11月28日（全5回）
    "#]]
    .assert_eq(&text);
}

#[test]
fn a_rule_is_put_on_and_taken_off_and_a_bad_one_is_said() {
    let event =
        Event::new(EventId::new("e"), "x", sample::at(date(2024, 11, 28).at(18, 30, 0, 0), 60));
    let before = form(&event);
    let weekly = RepeatForm { sort: RepeatSort::Weekly, ..RepeatForm::once() };
    let edited = Form { repeat: weekly, ..before.clone() };
    let made = apply(&edited, &before, event.clone(), &editing()).expect("a good form");
    assert_eq!(
        words(&made, &reader(Language::Ja, date(2024, 11, 1))).as_deref(),
        Some("毎週木曜日")
    );
    let again = form(&made);
    assert_eq!(edit_text::parse(&edit_text::format(&again)).as_ref(), Some(&again));
    assert_eq!(again.repeat.sort, RepeatSort::Weekly);
    let once = Form { repeat: RepeatForm::once(), ..again.clone() };
    assert_eq!(apply(&once, &again, made.clone(), &editing()).expect("a good form").repeat, None);
    let bad = RepeatForm {
        every: "0".to_owned(),
        end: EndSort::Until,
        until: "2024-11-01".to_owned(),
        ..again.repeat.clone()
    };
    let wrongs = Form { repeat: bad, ..again.clone() }.check(&again);
    let wrongs: Vec<_> = wrongs.into_iter().map(|wrong| wrong.problem).collect();
    assert_eq!(wrongs, [Problem::BadNumber, Problem::EndsBeforeStart]);
}
