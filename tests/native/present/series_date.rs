//! The page of a series opens at its next date; only a series that is over says so.

use jiff::civil::{Date, date};
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::status::Status;
use tsudoi::domain::series::recurrence::rule::{End, Frequency, Rule, RuleParts};
use tsudoi::domain::series::repeat::{Override, Patch, Repeat};
use tsudoi::i18n::Language;
use tsudoi::present::card::EventPhase;
use tsudoi::present::page::event::{event_page, instance_page};
use tsudoi::present::viewer::Viewer;

use crate::support::sample::{almanac, at, entry, event, viewer};

const MONDAY: Date = date(2026, 11, 2);

fn weekly(end: End) -> Entry {
    let when = at(MONDAY.at(18, 30, 0, 0), 90);
    let mut event = event("e", "執行委員会", Kind::ExecutiveCommittee, when);
    let rule = Rule::new(RuleParts { end, ..RuleParts::new(Frequency::Weekly) });
    event.repeat = Some(Box::new(Repeat::of(rule.expect("a plain rule"))));
    event.series_number = Some(5);
    entry(event)
}

fn reader(today: Date, hour: i8) -> Viewer {
    Viewer { now: Some(today.at(hour, 0, 0, 0)), ..viewer(Language::Ja, today) }
}

fn check(entry: &Entry, reader: &Viewer, line: &str, phase: EventPhase) {
    let page = event_page(&almanac([entry.clone()]), entry, reader);
    assert_eq!((page.when.line.as_str(), page.phase), (line, phase));
    assert_eq!((page.title.as_str(), page.instance), ("執行委員会", None));
    assert_eq!(page.paths.edit, "#/event/e/edit");
}

#[test]
fn a_running_series_opens_at_its_next_date() {
    let series = weekly(End::Never);
    check(&series, &reader(date(2026, 10, 1), 12), "11月2日(月) 18:30～20:00", EventPhase::Coming);
    check(
        &series,
        &reader(date(2026, 11, 20), 12),
        "11月23日(月祝) 18:30～20:00",
        EventPhase::Coming,
    );
    check(&series, &reader(date(2026, 11, 30), 19), "11月30日(月) 18:30～20:00", EventPhase::Now);
    // Today's date is over.
    check(&series, &reader(date(2026, 11, 30), 21), "12月7日(月) 18:30～20:00", EventPhase::Coming);
}

#[test]
fn a_series_that_is_over_opens_at_its_last_date() {
    let series = weekly(End::Count(4));
    check(
        &series,
        &reader(date(2026, 11, 20), 12),
        "11月23日(月祝) 18:30～20:00",
        EventPhase::Coming,
    );
    check(
        &series,
        &reader(date(2026, 11, 23), 21),
        "11月23日(月祝) 18:30～20:00",
        EventPhase::Past,
    );
    check(
        &series,
        &reader(date(2036, 11, 24), 12),
        "2026年11月23日(月祝) 18:30～20:00",
        EventPhase::Past,
    );
}

#[test]
fn a_date_that_was_called_off_is_not_the_next_one() {
    let mut series = weekly(End::Never);
    let repeat = series.event.repeat.as_deref_mut().expect("it repeats");
    let off = Patch { status: Some(Status::Cancelled), ..Patch::default() };
    repeat.overrides.insert(date(2026, 11, 30).at(18, 30, 0, 0), Override::of(off));
    check(&series, &reader(date(2026, 11, 28), 12), "12月7日(月) 18:30～20:00", EventPhase::Coming);
}

#[test]
fn a_date_that_was_asked_for_is_shown_though_it_is_over() {
    let series = weekly(End::Never);
    let asked = Some(MONDAY.at(18, 30, 0, 0));
    let reader = reader(date(2026, 11, 30), 12);
    let page = instance_page(&almanac([series.clone()]), &series, asked, &reader);
    assert_eq!((page.title.as_str(), page.phase), ("第5回執行委員会", EventPhase::Past));
}
