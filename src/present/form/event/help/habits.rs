//! What events of a kind are usually like. It is offered for a new event. Only a title is filled in without being asked
//! for.

use jiff::civil::{Date, Time};

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::Entry;
use crate::domain::event::kind::Kind;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::series::repeat::TimeKind;
use crate::domain::time::{days_between, plus_days};
use crate::i18n::Messages;
use crate::present::form::event::form::EventForm;
use crate::present::form::event::rows::{LinkForm, PlaceForm, Purpose};
use crate::present::form::named::named_by_slug;
use crate::present::form::rows::Row;
use crate::present::form::text::{clock, parse_clock};
use crate::present::route::path::{format_day, parse_day};
use crate::present::viewer::Viewer;

/// The properties of the last event of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Habit {
    /// That event, which can also be copied as a whole.
    pub of: EventId,
    /// Its title.
    pub title: String,
    /// What would be filled in: `18:30～20:30、労働会館`.
    pub summary: String,
    form: EventForm,
}

/// Finds the last event of that kind. Events of the same calendar are preferred to others, and past events to future
/// ones.
pub fn habit(
    almanac: &Almanac,
    kind: Kind,
    calendar: Option<&CalendarId>,
    viewer: &Viewer,
) -> Option<Habit> {
    if kind == Kind::Other {
        return None;
    }
    let is_like = |entry: &&Entry| entry.event.kind() == kind && !entry.event.is_cancelled();
    let rank = |entry: &Entry| {
        let start = entry.event.when.start();
        (calendar == Some(&entry.calendar), start.date() <= viewer.today, start)
    };
    let last = almanac.entries().filter(is_like).max_by_key(|entry| rank(entry))?;
    let form = EventForm::of(&last.event, &last.calendar);
    let summary = summary(&form, viewer);
    let title = last.event.title.clone();
    (!summary.is_empty()).then(|| Habit { of: last.event.id.clone(), title, summary, form })
}

fn summary(form: &EventForm, viewer: &Viewer) -> String {
    let messages = viewer.messages;
    let clock = |text: &str| parse_clock(text).map(|time| messages.time(time));
    let end = parse_clock(&form.end_time).map(|end| match EndDay::of(form) {
        EndDay::Next => messages.time_next_day(end),
        EndDay::Same | EndDay::Other => messages.time(end),
    });
    let span = clock(&form.start_time).map(|start| match end {
        Some(end) => messages.range(&start, &end),
        None => messages.range_from(&start),
    });
    let texts = [span.unwrap_or_default(), venue(form)];
    let said: Vec<String> = texts.into_iter().filter(|text| !text.trim().is_empty()).collect();
    said.join(messages.joiner())
}

fn venue(form: &EventForm) -> String {
    let venue = form.places.iter().find(|place| place.purpose == Purpose::Venue);
    venue.map(|place| place.name.clone()).unwrap_or_default()
}

impl Habit {
    /// Fills in the fields that are still empty, except the title, which the person writes.
    pub fn fill(&self, form: &mut EventForm) {
        let is_timeless = form.start_time.is_empty() && form.end_time.is_empty();
        if is_timeless
            && form.time_kind == TimeKind::Timed
            && self.form.time_kind == TimeKind::Timed
        {
            form.start_time.clone_from(&self.form.start_time);
            form.end_time.clone_from(&self.form.end_time);
            let days = [&self.form.first_day, &self.form.last_day, &form.first_day];
            if let [Some(first), Some(last), Some(day)] = days.map(|text| parse_day(text)) {
                let more = i32::try_from(days_between(first, last)).unwrap_or(0);
                form.last_day = format_day(plus_days(day, more));
            }
        }
        if form.meeting_time.trim().is_empty() {
            form.meeting_time.clone_from(&self.form.meeting_time);
        }
        if form.places.iter().all(PlaceForm::is_blank) {
            form.places.clone_from(&self.form.places);
        }
        if form.online.iter().all(LinkForm::is_blank) {
            form.online.clone_from(&self.form.online);
        }
    }

    /// Returns whether it would fill in anything.
    pub fn is_of_use(&self, form: &EventForm) -> bool {
        let mut filled = form.clone();
        self.fill(&mut filled);
        filled != *form
    }
}

/// Chooses the kind. If the title is empty or only the name of a kind, it changes with it.
pub fn choose_kind(form: &mut EventForm, kind: Kind, messages: &dyn Messages) {
    let label = |kind: Kind| if kind == Kind::Other { "" } else { messages.kind(kind) };
    if form.title.trim() == label(form.kind) || form.title.trim().is_empty() {
        label(kind).clone_into(&mut form.title);
    }
    form.set_kind(kind);
}

/// The lengths that are offered to set the end, in minutes.
pub const LENGTHS: [u32; 4] = [60, 90, 120, 180];

/// Returns whether a length could set the end: there is a start, and no end yet.
pub fn wants_end(form: &EventForm) -> bool {
    form.time_kind == TimeKind::Timed
        && form.end_time.is_empty()
        && parse_clock(&form.start_time).is_some()
        && EndDay::of(form) == EndDay::Same
}

/// Sets the end to the given number of minutes after the start; if that is after midnight, the last day becomes the day
/// after the first.
pub fn end_after(form: &mut EventForm, minutes: u32) {
    let Some(start) = parse_clock(&form.start_time) else { return };
    let Some(first) = form.first_day() else { return };
    let (day, end) = later(first, start, minutes);
    form.end_time = clock(end);
    form.last_day = format_day(day);
}

/// Returns the clock the given number of minutes later, and its day.
fn later(day: Date, start: Time, minutes: u32) -> (Date, Time) {
    let since = i64::from(start.hour()) * 60 + i64::from(start.minute()) + i64::from(minutes);
    let days = i32::try_from(since.div_euclid(1440)).unwrap_or(0);
    let rest = since.rem_euclid(1440);
    let (hour, minute) = (i8::try_from(rest / 60), i8::try_from(rest % 60));
    let end = Time::new(hour.unwrap_or(0), minute.unwrap_or(0), 0, 0).unwrap_or(start);
    (plus_days(day, days), end)
}

/// The day on which an event ends, as people say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndDay {
    /// On the first day.
    Same,
    /// 翌日.
    Next,
    /// On another day.
    Other,
}

named_by_slug!(EndDay);

impl EndDay {
    /// Every value, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Same, Self::Next, Self::Other];

    /// Returns the name in the options of a list.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Next => "next",
            Self::Other => "other",
        }
    }

    /// Returns the value that the form has: an end before the start is on the next day.
    pub fn of(form: &EventForm) -> Self {
        if form.time_kind == TimeKind::Timed
            && form.first_day().is_some()
            && (form.last_day.trim().is_empty() || form.last_day() == form.first_day())
            && let [Some(start), Some(end)] =
                [&form.start_time, &form.end_time].map(|it| parse_clock(it))
            && end < start
        {
            return Self::Next;
        }
        match [form.first_day(), form.last_day()] {
            [Some(first), Some(last)] if last == first => Self::Same,
            [Some(first), Some(last)] if last == plus_days(first, 1) => Self::Next,
            [_, None] if form.last_day.trim().is_empty() => Self::Same,
            [_, _] => Self::Other,
        }
    }

    /// Sets the last day accordingly. For another day, the person writes it.
    pub fn put(self, form: &mut EventForm) {
        let Some(first) = form.first_day() else { return };
        match self {
            Self::Same => form.set_last_day(format_day(first)),
            Self::Next => form.set_last_day(format_day(plus_days(first, 1))),
            Self::Other => {}
        }
    }
}
