//! Preview of the rule in the form: its next instances, and which of them a day off moves or removes.

use jiff::civil::{Date, DateTime};

use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::series::numbering::number;
use crate::domain::series::occurrence::{Occurrence, within_with};
use crate::domain::series::recurrence::expand::starts;
use crate::domain::series::repeat::{HolidayRule, TimeKind};
use crate::domain::time::days_off::{LocalContext, is_off};
use crate::domain::time::{Days, plus_days};
use crate::present::form::error::Errors;
use crate::present::form::event::form::EventForm;
use crate::present::form::event::repeat::apply::set_repeat;
use crate::present::form::event::repeat::form::{EndKind, RepeatForm, RepeatKind};
use crate::present::form::event::repeat::parse::{RepeatEdits, parse};
use crate::present::form::event::section::time as time_section;
use crate::present::form::event::series::moved_along;
use crate::present::route::path::format_day;
use crate::present::text::repeat::words;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// How many instances are shown.
const SHOWN: usize = 5;

/// How many skipped instances are shown in addition.
const MOST_SKIPPED: usize = 5;

/// How far ahead instances are searched: the next 29 February is at most eight years away.
const DAYS_AHEAD: i32 = 12 * 366;

/// One of the next instances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextLine {
    /// 第4回; `None` if the series has no numbers.
    pub number: Option<String>,
    /// `12月12日(木)`, `11月23日(土祝) → 11月25日(月)`.
    pub text: String,
    /// What happened to the instance.
    pub fate: Fate,
}

/// What happens to an instance of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It takes place on the day of the rule.
    Held,
    /// A day off moved it.
    Moved,
    /// A day off removed it.
    Skipped,
}

/// Builds the event that the form would make, only as far as repetition needs it; `None` while it has no time.
pub fn series(form: &EventForm, standing: Option<&Event>) -> Option<Event> {
    series_of(form, &parsed(form).0, standing)
}

fn series_of(form: &EventForm, edits: &RepeatEdits, standing: Option<&Event>) -> Option<Event> {
    let when = time_section::preview(form)?;
    let was = match standing {
        Some(event) => event.clone(),
        None => Event::new(EventId::new("preview"), "", when.clone()),
    };
    let mut event = Event { when, ..was.clone() };
    set_repeat(&mut event, edits, &was);
    Some(moved_along(&was, event))
}

/// Parses the fields as far as possible, and returns whether all of them could be parsed.
fn parsed(form: &EventForm) -> (RepeatEdits, bool) {
    let mut errors = Errors::default();
    let edits = parse(form.repeat.clone(), &form.first_day, &mut errors);
    (edits, errors.is_empty())
}

/// Returns the next instances that the form makes, from today on, or from the start of a future series.
///
/// `standing` is the current series, whose single instances may have changes of their own.
pub fn next_instances(
    form: &EventForm,
    standing: Option<&Event>,
    viewer: &Viewer,
) -> Vec<NextLine> {
    let (edits, is_good) = parsed(form);
    let event = series_of(form, &edits, standing).filter(|it| is_good && it.repeat.is_some());
    let Some(event) = event else { return Vec::new() };
    let start = event.when.start().date();
    let over = form.repeat.kind == RepeatKind::Once || start >= viewer.today;
    let first = if over { start } else { viewer.today };
    let window = Days { first, last: plus_days(first, DAYS_AHEAD) };
    let entry = Entry::local(event, CalendarId::new("preview"));
    let off = viewer.days_off();
    let own = entry.event.repeat.as_ref().map_or(0, |repeat| repeat.overrides.len());
    let mut held: Vec<_> = within_with(&entry, window, &off).take(own + SHOWN).collect();
    held.sort_by_key(|occurrence| occurrence.when.start());
    held.truncate(SHOWN);
    let last = held.last().map_or(window.last, |occurrence| occurrence.days.first);
    let mut lines: Vec<(DateTime, NextLine)> =
        held.iter().map(|occurrence| line(&entry.event, occurrence, viewer)).collect();
    lines.extend(skipped(&entry.event, Days { first, last }, &off, viewer));
    lines.sort_by_key(|(at, _)| *at);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn line(series: &Event, occurrence: &Occurrence<'_>, viewer: &Viewer) -> (DateTime, NextLine) {
    let start = occurrence.when.start();
    let at = occurrence.instance.unwrap_or(start);
    let repeat = series.repeat.as_deref();
    let is_own = repeat.is_some_and(|repeat| repeat.overrides.contains_key(&at));
    let day = time::day(viewer, start.date());
    let is_moved = !is_own && start.date() != at.date();
    let text =
        if is_moved { viewer.messages.lapse(&time::day(viewer, at.date()), &day) } else { day };
    let number =
        number(series, at, &viewer.days_off()).map(|number| viewer.messages.series_number(number));
    let fate = if is_moved { Fate::Moved } else { Fate::Held };
    (start, NextLine { number, text, fate })
}

/// Returns the instances within some days that do not take place because of a day off.
fn skipped<'a>(
    series: &'a Event,
    window: Days,
    off: &'a dyn LocalContext,
    viewer: &'a Viewer,
) -> impl Iterator<Item = (DateTime, NextLine)> {
    let repeat = series.repeat.as_deref();
    let repeat = repeat.filter(|repeat| repeat.holiday_rule == Some(HolidayRule::Skip));
    let rule = repeat.and_then(|repeat| Some((repeat, repeat.known()?)));
    let all = rule.into_iter().flat_map(move |(repeat, rule)| {
        let is_plain = |at: &DateTime| !repeat.overrides.contains_key(at);
        starts(rule, series.when.start(), window).take(SHOWN + MOST_SKIPPED).filter(is_plain)
    });
    let gone = all.filter(move |at| is_off(series, at.date(), off)).take(MOST_SKIPPED);
    gone.map(|at| {
        let text = time::day(viewer, at.date());
        (at, NextLine { number: None, text, fate: Fate::Skipped })
    })
}

/// Returns the rule of a form in words, if its series began on that day. The other fields may still be empty or wrong.
pub fn rule_words(
    form: &EventForm,
    day: Date,
    standing: Option<&Event>,
    viewer: &Viewer,
) -> String {
    let day = format_day(day);
    let shown = |repeat: RepeatForm| {
        let form = EventForm {
            repeat,
            time_kind: TimeKind::AllDay,
            first_day: day.clone(),
            last_day: day.clone(),
            ..form.clone()
        };
        words(&series(&form, standing)?, viewer)
    };
    let rule = || form.repeat.clone();
    let plain = || RepeatForm { every: "1".to_owned(), end: EndKind::Never, ..rule() };
    shown(rule()).or_else(|| shown(plain())).unwrap_or_default()
}

/// Returns what is wrong with the numbers that the form would give, and where.
pub fn flaws(form: &EventForm, standing: Option<&Event>, viewer: &Viewer) -> Vec<String> {
    let event = series(form, standing).filter(|event| event.repeat.is_some());
    let Some(event) = event else { return Vec::new() };
    let flaws = crate::present::text::numbers::flaws(&event, viewer);
    flaws.into_iter().map(|flaw| flaw.text).collect()
}

/// Returns whether the form gives numbers to the instances of a series.
pub fn is_numbered(form: &EventForm) -> bool {
    let is_series = form.repeat.kind != RepeatKind::Once;
    is_series && (parsed(form).0.first_number.is_some() || form.repeat.numbers.restart.is_some())
}
