//! The rule in the form of an event: which rules the form can express, and which it leaves as they are.

use std::fmt::Write as _;

use expect_test::expect;
use jiff::civil::{DateTime, Weekday, date};
use proptest::prelude::*;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::series::recurrence::expand::starts;
use tsudoi::domain::series::recurrence::rule::Rule;
use tsudoi::domain::series::repeat::{HolidayRule, Override, Patch, Repeat};
use tsudoi::domain::time::holidays::own::{OwnDay, OwnHoliday};
use tsudoi::domain::time::{Days, UtcTime, Zone};
use tsudoi::i18n::Language;
use tsudoi::present::form::error::{Errors, FieldErrorKind};
use tsudoi::present::form::event::apply::Editing;
use tsudoi::present::form::event::form::EventForm;
use tsudoi::present::form::event::repeat::form::{
    EndKind, NTHS, NumberForm, RepeatForm, RepeatKind,
};
use tsudoi::present::form::event::repeat::parse::{RepeatEdits, parse};
use tsudoi::present::form::event::repeat::preview::{Fate, flaws, next_instances};
use tsudoi::present::text::repeat::{rule_words, words};
use tsudoi::present::viewer::Viewer;

use crate::form::support::{kinds, redrafted, saved};
use crate::support::sample::{self, viewer};

fn editing() -> Editing {
    let at = UtcTime(date(2024, 11, 1).at(3, 0, 0, 0));
    Editing { at, zone: Some(Zone("Asia/Tokyo".into())) }
}

fn form(event: &Event) -> EventForm {
    EventForm::of(event, &CalendarId::new("c"))
}

/// Returns the fields as they are parsed, and whether they have no errors.
fn parsed(form: &RepeatForm) -> (RepeatEdits, bool) {
    let mut errors = Errors::default();
    let edits = parse(form.clone(), "2024-01-01", &mut errors);
    (edits, errors.is_empty())
}

/// Returns the rule for a series that starts then.
fn rule_of(form: &RepeatForm, start: DateTime) -> Option<Rule> {
    parsed(form).0.rule?.rule(start)
}

#[test]
fn a_rule_of_the_form_is_the_rule_that_was_chosen() {
    let start = date(2024, 11, 28).at(18, 30, 0, 0);
    let mut text = String::new();
    for kind in RepeatKind::ALL {
        let form = RepeatForm {
            kind,
            every: "2".to_owned(),
            days: vec![Weekday::Thursday],
            nths: vec![2, 4],
            dates: vec![5, 20, -1],
            months: if kind.is_chosen() { vec![4] } else { Vec::new() },
            end: EndKind::Count,
            count: "5".to_owned(),
            ..RepeatForm::once()
        };
        let Some(rule) = rule_of(&form, start) else { continue };
        let said = rule_words(&rule, start, &viewer(Language::Ja, start.date()));
        writeln!(text, "{} {said}", kind.slug()).expect("a string takes any text");
        let when = sample::at(start, 60);
        let repeat = Some(Box::new(Repeat::of(rule)));
        let event = Event { repeat, ..Event::new(EventId::new("e"), "x", when) };
        let again = RepeatForm::of(&event);
        // The last day of the month is not the day of this start: it is a chosen day.
        let is_own = kind != RepeatKind::MonthlyLastDay;
        assert_eq!(again.kind, if is_own { kind } else { RepeatKind::ChosenDates });
        assert_eq!(rule_of(&again, start), rule_of(&form, start));
    }
    expect![[r#"
        daily 1日おき（全5回）
        weekly 隔週木曜日（全5回）
        monthly-date 隔月28日（全5回）
        monthly-weekday 隔月第4木曜日（全5回）
        monthly-last-weekday 隔月最終木曜日（全5回）
        monthly-last-day 隔月末日（全5回）
        chosen-weekdays 2年ごとの4月の第2・第4木曜日（全5回）
        chosen-dates 2年ごとの4月5日・20日・末日（全5回）
        chosen-workdays 2年ごとの4月の第2平日・第4平日（全5回）
        yearly 2年ごとの11月28日（全5回）
        yearly-weekday 2年ごとの11月の第4木曜日（全5回）
        yearly-last-weekday 2年ごとの11月の最終木曜日（全5回）
    "#]]
    .assert_eq(&text);
}

#[test]
fn a_rule_is_put_on_and_taken_off_and_a_bad_one_is_said() {
    let event =
        Event::new(EventId::new("e"), "x", sample::at(date(2024, 11, 28).at(18, 30, 0, 0), 60));
    let before = form(&event);
    let weekly = RepeatForm { kind: RepeatKind::Weekly, ..RepeatForm::once() };
    let edited = EventForm { repeat: weekly, ..before.clone() };
    let made = saved(&edited, &before, event.clone(), &editing()).expect("a good form");
    assert_eq!(
        words(&made, &viewer(Language::Ja, date(2024, 11, 1))).as_deref(),
        Some("毎週木曜日")
    );
    let again = form(&made);
    assert_eq!(redrafted(&again).as_ref(), Some(&again));
    assert_eq!(again.repeat.kind, RepeatKind::Weekly);
    let once = EventForm { repeat: RepeatForm::once(), ..again.clone() };
    assert_eq!(saved(&once, &again, made.clone(), &editing()).expect("a good form").repeat, None);
    let bad = RepeatForm {
        every: "0".to_owned(),
        end: EndKind::Until,
        until: "2024-11-01".to_owned(),
        ..again.repeat.clone()
    };
    let bad = EventForm { repeat: bad, ..again.clone() };
    assert_eq!(kinds(&bad, &again), [FieldErrorKind::BadNumber, FieldErrorKind::EndsBeforeStart]);
}

/// Returns the form of an event that starts then.
fn form_on(start: DateTime, repeat: RepeatForm) -> EventForm {
    let event = Event::new(EventId::new("e"), "x", sample::at(start, 60));
    EventForm { repeat, ..form(&event) }
}

fn next(form: &EventForm, standing: Option<&Event>, viewer: &Viewer) -> String {
    let mut text = String::new();
    for line in next_instances(form, standing, viewer) {
        let mark = match line.fate {
            Fate::Held => "",
            Fate::Moved => " moved",
            Fate::Skipped => " skipped",
        };
        let number = line.number.map(|number| number + " ").unwrap_or_default();
        writeln!(text, "{number}{}{mark}", line.text).expect("a string takes any text");
    }
    text
}

/// The 3rd and the 23rd, both of which are holidays in November.
fn on_chosen_dates(holiday: Option<HolidayRule>) -> RepeatForm {
    RepeatForm {
        kind: RepeatKind::ChosenDates,
        dates: vec![3, 23],
        holiday,
        numbers: NumberForm { first: "7".to_owned(), restart: None },
        ..RepeatForm::once()
    }
}

#[test]
fn the_next_instances_show_what_a_holiday_does() {
    let start = date(2026, 10, 23).at(18, 30, 0, 0);
    let viewer = viewer(Language::Ja, date(2026, 10, 1));
    let said = |holiday| next(&form_on(start, on_chosen_dates(holiday)), None, &viewer);
    expect![[r#"
        第7回 10月23日(金)
        第8回 11月3日(火祝)
        第9回 11月23日(月祝)
        第10回 12月3日(木)
        第11回 12月23日(水)
    "#]]
    .assert_eq(&said(None));
    expect![[r#"
        第7回 10月23日(金)
        第8回 11月3日(火祝) → 11月4日(水) moved
        第9回 11月23日(月祝) → 11月24日(火) moved
        第10回 12月3日(木)
        第11回 12月23日(水)
    "#]]
    .assert_eq(&said(Some(HolidayRule::Next)));
    expect![[r#"
        第7回 10月23日(金)
        11月3日(火祝) skipped
        11月23日(月祝) skipped
        第8回 12月3日(木)
        第9回 12月23日(水)
        2027年1月3日(日) skipped
        2027年1月23日(土) skipped
        第10回 2027年2月3日(水)
        2027年2月23日(火祝) skipped
        第11回 2027年3月3日(水)
    "#]]
    .assert_eq(&said(Some(HolidayRule::Skip)));
}

#[test]
fn an_organisations_own_days_off_count_in_the_preview() {
    let start = date(2026, 10, 23).at(18, 30, 0, 0);
    let own =
        OwnHoliday { on: OwnDay::Once(date(2026, 12, 3)), name: "創立記念日".to_owned() };
    let viewer = Viewer { own_holidays: [own].into(), ..viewer(Language::Ja, date(2026, 11, 24)) };
    let form = form_on(start, on_chosen_dates(Some(HolidayRule::Previous)));
    expect![[r#"
        第10回 12月3日(木休) → 12月2日(水) moved
        第11回 12月23日(水)
        第12回 2027年1月3日(日) → 12月31日(木) moved
        第13回 2027年1月23日(土) → 2027年1月22日(金) moved
        第14回 2027年2月3日(水)
    "#]]
    .assert_eq(&next(&form, None, &viewer));
}

#[test]
fn numbers_and_days_off_are_put_on_without_touching_the_rule() {
    let start = date(2026, 10, 23).at(18, 30, 0, 0);
    // A rule that the form cannot express.
    let odd = r#"{"frequency":"yearly","byYearDay":[200,-100],"firstDayOfWeek":"su"}"#;
    let event = crate::present::repeat::event(&format!(r#""recurrenceRule":{odd}"#));
    let before = form(&event);
    assert_eq!(before.repeat.kind, RepeatKind::Kept);
    let repeat = RepeatForm {
        holiday: Some(HolidayRule::Next),
        numbers: NumberForm { first: "3".to_owned(), restart: Some(4) },
        ..before.repeat.clone()
    };
    let edited = EventForm { repeat, ..before.clone() };
    let made = saved(&edited, &before, event.clone(), &editing()).expect("a good form");
    let (was, is) = (event.repeat.expect("a rule"), made.repeat.clone().expect("a rule"));
    assert_eq!((was.rule, &was.overrides), (is.rule.clone(), &is.overrides));
    assert_eq!((is.holiday_rule, is.restart_month), (Some(HolidayRule::Next), Some(4)));
    assert_eq!(made.series_number, Some(3));
    let again = form(&made);
    assert_eq!(again.repeat, edited.repeat);
    assert_eq!(redrafted(&again).as_ref(), Some(&again));
    let one = form_on(start, RepeatForm::once());
    let numbers = NumberForm { first: "0".to_owned(), restart: None };
    let bad = EventForm { repeat: RepeatForm { numbers, ..RepeatForm::once() }, ..one.clone() };
    assert_eq!(kinds(&bad, &one), [FieldErrorKind::BadSeriesNumber]);
}

#[test]
fn numbers_that_do_not_go_on_are_said_in_the_form() {
    let start = date(2026, 10, 23).at(18, 30, 0, 0);
    let form = form_on(start, on_chosen_dates(None));
    let repeat = rule_of(&form.repeat, start).map(Repeat::of).expect("a rule");
    let numbered = |day: jiff::civil::Date, number: u32| {
        let patch = Patch { series_number: Some(number), ..Patch::default() };
        (day.at(18, 30, 0, 0), Override::of(patch))
    };
    let overrides = [numbered(date(2026, 11, 23), 12), numbered(date(2026, 12, 23), 12)];
    let repeat = Some(Box::new(Repeat { overrides: overrides.into(), ..repeat }));
    let when = sample::at(start, 60);
    let event =
        Event { repeat, series_number: Some(7), ..Event::new(EventId::new("e"), "x", when) };
    let viewer = viewer(Language::Ja, date(2026, 10, 1));
    let said = flaws(&crate::form::repeat::form(&event), Some(&event), &viewer);
    assert_eq!(said, ["第9回～第11回がありません", "第12回が2つあります"]);
}

proptest! {
    /// The form reads its own texts again; both rules fall on the same days.
    #[test]
    fn a_rule_of_the_form_is_read_again_as_such(
        kind in prop::sample::select(RepeatKind::ALL.to_vec()),
        every in 1_u32..4,
        days in prop::sample::subsequence(vec![Weekday::Monday, Weekday::Thursday, Weekday::Sunday], 0..=3),
        nths in prop::sample::subsequence(NTHS.to_vec(), 0..=3),
        dates in prop::sample::subsequence(vec![1, 5, 20, 29, 31, -1], 0..=3),
        months in prop::sample::subsequence(vec![2, 4, 10], 0..=3),
        day in 0_i32..1500,
    ) {
        let start = tsudoi::domain::time::plus_days(date(2024, 1, 1), day).at(18, 30, 0, 0);
        let months = if kind.is_chosen() { months } else { Vec::new() };
        let form = RepeatForm { kind, every: every.to_string(), days, nths, dates, months, ..RepeatForm::once() };
        let rule = rule_of(&form, start);
        let is_chosen = !matches!(kind, RepeatKind::Once | RepeatKind::Kept);
        let is_good = parsed(&form).1 && is_chosen;
        prop_assert_eq!(rule.is_some(), is_good, "{:?}", form);
        let Some(rule) = rule else { return Ok(()) };
        let when = sample::at(start, 60);
        let repeat = Some(Box::new(Repeat::of(rule.clone())));
        let again = RepeatForm::of(&Event { repeat, ..Event::new(EventId::new("e"), "x", when) });
        prop_assert_ne!(again.kind, RepeatKind::Kept);
        let read = rule_of(&again, start).expect("what was read is a rule");
        let window = Days { first: start.date(), last: tsudoi::domain::time::plus_days(start.date(), 3000) };
        let falls = |rule| starts(rule, start, window).collect::<Vec<_>>();
        prop_assert_eq!(falls(&rule), falls(&read));
    }
}
