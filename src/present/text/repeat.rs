//! The repetition of an event in words: its rule, its end, its exceptions, and its next instances.

use jiff::civil::DateTime;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::series::here::on_local_clock;
use crate::domain::series::numbering::clock_here;
use crate::domain::series::occurrence::{Occurrence, instance_with, shown_within};
use crate::domain::series::of_rule::OfRule;
use crate::domain::series::recurrence::rule;
use crate::domain::series::recurrence::rule::{End, SkipRule};
use crate::domain::series::recurrence::shape::Shape;
use crate::domain::series::repeat::{Override, Repeat, RepeatRule};
use crate::domain::series::unexpanded::unexpanded;
use crate::domain::time::days_off::names_weekdays;
use crate::domain::time::{Days, plus_days};
use crate::present::route::path::Path;
use crate::present::text::numbers::{FlawLine, flaws_within};
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// How many exceptions and how many next instances are listed.
const LISTED: usize = 6;

/// How many letters of a rule that cannot be expanded are shown.
const MOST_LETTERS: usize = 200;

/// How many days ahead instances are searched.
const DAYS_AHEAD: i32 = 800;

/// The repetition of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatLines {
    /// `毎月第2木曜日（2025年3月27日まで）`.
    pub rule: String,
    /// `休み1回・変更1回`; empty if there are no exceptions.
    pub exceptions_text: String,
    /// The rules that this app cannot expand, as their file writes them: instances may be missing.
    pub unexpanded: Vec<String>,
    /// The exceptions nearest to today.
    pub exceptions: Vec<InstanceLine>,
    /// The next instances, from today on.
    pub coming: Vec<InstanceLine>,
    /// The errors in the numbers of its instances.
    pub flaws: Vec<FlawLine>,
    /// The page of the series, if one instance is shown.
    pub series_path: Option<String>,
}

/// One instance of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceLine {
    /// 休み, 変更, 追加; empty if the instance follows the rule.
    pub label: &'static str,
    /// `12月12日(木) 18:30～20:00`.
    pub text: String,
    /// The address of its page; `None` if it does not take place.
    pub path: Option<String>,
}

/// Describes the repetition of an event; `None` if it does not repeat.
pub fn lines(
    almanac: &Almanac,
    entry: &Entry,
    shown: Option<DateTime>,
    viewer: &Viewer,
) -> Option<RepeatLines> {
    let event = &entry.event;
    let unexpanded: Vec<String> = unexpanded(event).into_iter().map(shortened).collect();
    let repeat = event.repeat.as_deref();
    if repeat.is_none() && unexpanded.is_empty() {
        return None;
    }
    let id = || event.id.clone();
    Some(RepeatLines {
        rule: words(event, viewer).unwrap_or_else(|| viewer.messages.repeat_kept().to_owned()),
        exceptions_text: repeat.map_or_else(String::new, |it| exceptions_text(event, it, viewer)),
        unexpanded,
        exceptions: repeat.map_or_else(Vec::new, |it| exceptions(entry, it, viewer)),
        coming: coming(entry, viewer),
        flaws: flaws_within(almanac, event, viewer),
        series_path: shown.map(|_| Path::Event(id()).format()),
    })
}

/// Returns the repetition in one line: `毎月第2木曜日（全10回）`.
pub fn words(event: &Event, viewer: &Viewer) -> Option<String> {
    let messages = viewer.messages;
    let event = &*on_local_clock(event, &viewer.days_off());
    let repeat = event.repeat.as_deref()?;
    let rule = match &repeat.rule {
        Some(RepeatRule::Known(rule)) => rule_words(rule, event.when.start(), viewer),
        Some(RepeatRule::Kept(_)) => messages.repeat_kept().to_owned(),
        None => messages.repeat_dates().to_owned(),
    };
    let start = event.when.start();
    let excluding = repeat.excluded.iter().filter_map(RepeatRule::known);
    let rule = excluding.fold(rule, |rule, except| {
        messages.repeat_except(&rule, &rule_words(except, start, viewer))
    });
    Some(match repeat.holiday_rule {
        Some(holiday) => {
            // If the weekday was chosen, a Saturday or Sunday does not count as a day off.
            let day_off = if names_weekdays(repeat) {
                messages.repeat_public_holiday()
            } else {
                messages.repeat_day_off()
            };
            messages.repeat_avoiding(&rule, day_off, holiday)
        }
        None => rule,
    })
}

/// Returns a rule with its end in words; a rule that has no words is called special.
pub fn rule_words(rule: &rule::Rule, start: DateTime, viewer: &Viewer) -> String {
    let messages = viewer.messages;
    let words = match Shape::before_skip(rule, start) {
        Some((shape, SkipRule::Omit)) => messages.rule(&shape),
        Some((shape, SkipRule::Backward)) => messages.repeat_backward(&messages.rule(&shape)),
        Some((shape, SkipRule::Forward)) => messages.repeat_forward(&messages.rule(&shape)),
        None => messages.repeat_special().to_owned(),
    };
    match rule.parts().end {
        End::Never => words,
        End::Count(count) => messages.repeat_times(&words, count),
        End::Until(until) => messages.repeat_until(&words, &messages.whole_day(until.date())),
    }
}

/// Returns the beginning of a rule as a file writes it.
fn shortened(rule: String) -> String {
    if rule.chars().count() <= MOST_LETTERS {
        return rule;
    }
    rule.chars().take(MOST_LETTERS).chain(['…']).collect()
}

fn label(event: &Event, (at, own): (DateTime, &Override), viewer: &Viewer) -> &'static str {
    let messages = viewer.messages;
    if own.is_excluded() {
        messages.repeat_cancelled()
    } else if event.is_of_rule(at) {
        messages.repeat_changed()
    } else {
        messages.repeat_added()
    }
}

fn exceptions_text(event: &Event, repeat: &Repeat, viewer: &Viewer) -> String {
    let messages = viewer.messages;
    let (mut cancelled, mut changed, mut added) = (0, 0, 0);
    let mut rule = OfRule::new(event);
    for (at, own) in &repeat.overrides {
        let count = if own.is_excluded() {
            &mut cancelled
        } else if rule.has(*at) {
            &mut changed
        } else {
            &mut added
        };
        *count += 1;
    }
    messages.repeat_exceptions(cancelled, changed, added)
}

fn exceptions(entry: &Entry, repeat: &Repeat, viewer: &Viewer) -> Vec<InstanceLine> {
    let event = &entry.event;
    let mut near: Vec<(&DateTime, &Override)> = repeat.overrides.iter().collect();
    let distance = |(at, _): &(&DateTime, &Override)| viewer.days_until(at.date()).unsigned_abs();
    if near.len() > LISTED {
        near.select_nth_unstable_by_key(LISTED, distance);
    }
    near.truncate(LISTED);
    near.sort_by_key(|(at, _)| **at);
    let off = viewer.days_off();
    let line = |(at, own): (&DateTime, &Override)| {
        let found = instance_with(entry, *at, &off);
        let plain = time::day(viewer, clock_here(event, *at, &off).date());
        let moved = own.patch().and_then(|patch| patch.start).filter(|start| start != at);
        let text = match (&found, moved) {
            (Some(o), Some(_)) => viewer.messages.lapse(&plain, &time::when(viewer, &o.when)),
            (Some(o), None) => time::when(viewer, &o.when),
            (None, _) => plain,
        };
        let path = found.map(|o| Path::event(event.id.clone(), o.instance).format());
        InstanceLine { label: label(event, (*at, own), viewer), text, path }
    };
    near.into_iter().map(line).collect()
}

/// Returns `第4回 12月12日(木) 18:30～20:00`.
fn numbered(occurrence: &Occurrence<'_>, viewer: &Viewer) -> String {
    let when = time::when(viewer, &occurrence.when);
    match occurrence.number(&viewer.days_off()) {
        Some(number) => viewer.messages.numbers_link(&viewer.messages.series_number(number), &when),
        None => when,
    }
}

fn coming(entry: &Entry, viewer: &Viewer) -> Vec<InstanceLine> {
    let window = Days { first: viewer.today, last: plus_days(viewer.today, DAYS_AHEAD) };
    let own = entry.event.repeat.as_ref().map_or(0, |repeat| repeat.overrides.len());
    // The overrides come first, then the instances of the rule in order.
    let off = viewer.days_off();
    let mut found: Vec<_> = shown_within(entry, window, &off).take(own + LISTED).collect();
    found.sort_by(|one, next| one.order().cmp(&next.order()));
    found.truncate(LISTED);
    let line = |o: Occurrence<'_>| InstanceLine {
        label: "",
        text: numbered(&o, viewer),
        path: Some(Path::event(entry.event.id.clone(), o.instance).format()),
    };
    found.into_iter().map(line).collect()
}
