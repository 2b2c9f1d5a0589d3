//! A first day that leaves the rule of its series: the form asks, and no meeting is added.

use jiff::civil::{Weekday, date};
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::series::edit::Extent;
use tsudoi::domain::series::recurrence::expand::starts;
use tsudoi::domain::series::repeat::Repeat;
use tsudoi::domain::time::days_off::Holidays;
use tsudoi::domain::time::{Days, UtcTime, Zone};
use tsudoi::i18n::Language;
use tsudoi::present::form::error::FieldErrorKind;
use tsudoi::present::form::event::apply::Editing;
use tsudoi::present::form::event::form::EventForm;
use tsudoi::present::form::event::repeat::form::{EndKind, RepeatForm, RepeatKind};
use tsudoi::present::form::event::repeat::off_rule::off_rule;
use tsudoi::present::form::event::repeat::preview::rule_words;
use tsudoi::present::form::event::series::{Instance, moved_along};
use tsudoi::present::text::repeat::words;

use crate::form::support::{kinds, saved};
use crate::support::sample::{self, viewer};

fn editing() -> Editing {
    let at = UtcTime(date(2026, 11, 1).at(3, 0, 0, 0));
    Editing { at, zone: Some(Zone("Asia/Tokyo".into())) }
}

fn form(event: &Event) -> EventForm {
    EventForm::of(event, &CalendarId::new("c"))
}

/// The third Thursdays of a month, four times.
fn third_thursdays(end: EndKind) -> Event {
    let start = date(2026, 12, 17).at(18, 30, 0, 0);
    let event = Event::new(EventId::new("e"), "x", sample::at(start, 60));
    let repeat = RepeatForm {
        kind: RepeatKind::MonthlyWeekday,
        end,
        count: "4".to_owned(),
        until: "2027-03-31".to_owned(),
        ..RepeatForm::once()
    };
    let before = form(&event);
    saved(&EventForm { repeat, ..before.clone() }, &before, event, &editing()).expect("a good form")
}

/// Returns the event as the page saves it, with its instances.
fn saved_series(form: &EventForm, before: &EventForm, was: &Event) -> String {
    let made = moved_along(was, saved(form, before, was.clone(), &editing()).expect("a good form"));
    let rule = words(&made, &viewer(Language::Ja, date(2026, 11, 29))).unwrap_or_default();
    let known = made.repeat.as_deref().and_then(Repeat::known).expect("a rule");
    let window = Days { first: date(2026, 1, 1), last: date(2029, 1, 1) };
    let days: Vec<String> =
        starts(known, made.when.start(), window).take(6).map(|at| at.date().to_string()).collect();
    format!("{rule}: {}", days.join(" "))
}

#[test]
fn a_start_that_leaves_its_rule_is_asked_about_and_adds_no_meeting() {
    let series = third_thursdays(EndKind::Count);
    let before = form(&series);
    let mut moved = before.clone();
    moved.set_first_day("2026-12-14".to_owned());
    assert_eq!(kinds(&moved, &before), [FieldErrorKind::StartOffRule]);
    let asked = off_rule(&moved, &before).expect("a question");
    assert_eq!(asked.next, Some(date(2026, 12, 17)));
    // The rule follows.
    let mut follows = moved.clone();
    follows.follow_first_day(asked.followed.expect("a rule"));
    assert_eq!(off_rule(&follows, &before), None);
    assert_eq!(
        saved_series(&follows, &before, &series),
        "毎月第2月曜日（全4回）: 2026-12-14 2027-01-11 2027-02-08 2027-03-08"
    );
    // Or the series begins on a day of the rule.
    let mut later = moved.clone();
    later.set_first_day("2027-01-04".to_owned());
    let next = off_rule(&later, &before).and_then(|it| it.next).expect("a day");
    later.begin_on(next);
    assert_eq!(
        saved_series(&later, &before, &series),
        "毎月第3木曜日（全4回）: 2027-01-21 2027-02-18 2027-03-18 2027-04-15"
    );
}

#[test]
fn chosen_days_ask_in_a_new_form_too() {
    let chosen = |repeat: RepeatForm| {
        let before = EventForm::blank(None, date(2026, 12, 17));
        let mut form = EventForm { repeat, ..before.clone() };
        form.set_first_day("2026-12-14".to_owned());
        let asked = off_rule(&form, &before)?;
        let followed =
            asked.followed.map(|it| format!("{:?} {:?} {:?}", it.nths, it.days, it.dates));
        Some(format!("{} {}", asked.next?, followed.unwrap_or_default()))
    };
    let of = |kind| RepeatForm { kind, anchor: "2026-12-17".to_owned(), ..RepeatForm::once() };
    let thursday = || vec![Weekday::Thursday];
    let third = RepeatForm { nths: vec![3], days: thursday(), ..of(RepeatKind::ChosenWeekdays) };
    assert_eq!(chosen(third).as_deref(), Some("2026-12-17 [2] [Monday] []"));
    let two = RepeatForm { nths: vec![2, 4], days: thursday(), ..of(RepeatKind::ChosenWeekdays) };
    assert_eq!(chosen(two).as_deref(), Some("2026-12-24 "));
    let weekly = RepeatForm { days: thursday(), ..of(RepeatKind::Weekly) };
    assert_eq!(chosen(weekly).as_deref(), Some("2026-12-17 [] [Monday] []"));
    let days = vec![Weekday::Tuesday, Weekday::Thursday];
    let twice = RepeatForm { days, ..of(RepeatKind::Weekly) };
    assert_eq!(chosen(twice).as_deref(), Some("2026-12-15 [] [Monday, Tuesday, Thursday] []"));
    let dates = RepeatForm { dates: vec![20], ..of(RepeatKind::ChosenDates) };
    assert_eq!(chosen(dates).as_deref(), Some("2026-12-20 [] [] [14]"));
    let last = RepeatForm { nths: vec![-1], ..of(RepeatKind::ChosenWorkdays) };
    assert_eq!(chosen(last).as_deref(), Some("2026-12-31 "));
    // A rule that takes its days from the start follows it, as long as nothing is saved.
    assert_eq!(chosen(of(RepeatKind::MonthlyWeekday)), None);
    assert_eq!(chosen(of(RepeatKind::Daily)), None);
}

#[test]
fn the_last_day_of_a_series_that_is_moved_is_the_one_on_the_form() {
    let series = third_thursdays(EndKind::Until);
    let before = form(&series);
    let mut moved = before.clone();
    moved.set_first_day("2027-01-21".to_owned());
    assert_eq!(
        saved_series(&moved, &before, &series),
        "毎月第3木曜日（2027年3月31日まで）: 2027-01-21 2027-02-18 2027-03-18"
    );
    moved.set_first_day("2027-04-15".to_owned());
    assert_eq!(kinds(&moved, &before), [FieldErrorKind::EndsBeforeStart]);
}

#[test]
fn an_instance_whose_day_leaves_an_unclear_rule_is_edited_alone() {
    let start = date(2026, 12, 10).at(18, 30, 0, 0);
    let event = Event::new(EventId::new("e"), "x", sample::at(start, 60));
    let repeat = RepeatForm {
        kind: RepeatKind::ChosenWeekdays,
        nths: vec![2, 4],
        days: vec![Weekday::Thursday],
        ..RepeatForm::once()
    };
    let before = form(&event);
    let series = saved(&EventForm { repeat, ..before.clone() }, &before, event, &editing());
    let entry = Entry::local(series.expect("a good form"), CalendarId::new("c"));
    let own = [];
    let at = date(2026, 12, 24).at(18, 30, 0, 0);
    let instance =
        Instance { entry: &entry, at, now: editing().at, off: Holidays { own: &own, clock: None } };
    let shown = instance.standalone().expect("an instance");
    let on = |day: i8| shown.shifted(&shown.when.moved_to(date(2026, 12, day).at(19, 0, 0, 0)));
    assert_eq!(instance.extents_of_edit(&shown, &on(24)), Extent::ALL);
    assert_eq!(instance.extents_of_edit(&shown, &on(21)), [Extent::One]);
}

#[test]
fn a_rule_that_is_chosen_first_of_all_has_the_first_day() {
    let viewer = viewer(Language::Ja, date(2026, 11, 29));
    let before = EventForm::blank(None, date(2026, 11, 30));
    let mut form = before.clone();
    form.choose_rule(RepeatKind::ChosenWeekdays);
    assert_eq!(
        (form.repeat.nths.as_slice(), form.repeat.days.as_slice()),
        (&[5][..], &[Weekday::Monday][..])
    );
    assert_eq!(off_rule(&form, &before), None);
    // Nobody has written a time or an interval yet: the question names the rule all the same.
    form.repeat.nths = vec![2];
    form.repeat.every.clear();
    let asked = off_rule(&form, &before).expect("a question");
    assert_eq!(rule_words(&form, asked.rule_day, None, &viewer), "毎月第2月曜日");
    let followed = EventForm { repeat: asked.followed.expect("a rule"), ..form.clone() };
    assert_eq!(rule_words(&followed, asked.day, None, &viewer), "毎月第5月曜日");
    // Nothing is chosen.
    form.repeat.days.clear();
    assert_eq!(off_rule(&form, &before), None);
}
