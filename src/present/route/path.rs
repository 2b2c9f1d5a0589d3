//! Locations in the app, as the fragment of the address (`#/month/2024-11?k=negotiation`).
//!
//! Law: `Path::parse(&path.format()) == Some(path)`. The state of a page (filter, day at which the agenda is opened) is
//! in a query inside the fragment, so that no server ever sees it. Text is percent-encoded by bytes of UTF-8;
//! everything except `A-Z a-z 0-9 - _ . ~` is encoded.

use jiff::civil::{Date, DateTime, Time};

use crate::domain::id::{CalendarId, EventId};
use crate::domain::time::Month;
use crate::present::route::directory::DirectoryPath;
use crate::present::route::filter::Filter;
use crate::present::route::print::PrintOf;
use crate::present::route::query::{
    AddressQuery, decode_step, encode, encode_step, filter_of, raw_value, value,
};
use crate::present::route::search_query::{SearchSpan, Seek};
use crate::present::text::month::{digits, format_month, parse_month};

/// A location in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Path {
    /// The agenda, `#/?d=2024-11-01&c=…&k=…`.
    Agenda {
        /// The day at which it is opened; today if the address names none.
        day: Option<Date>,
        /// The filter for the events that are shown.
        filter: Filter,
    },
    /// One month, `#/month/2024-11`; `#/month` is the current one. `?d=2024-11-13` opens the list of a day.
    Month {
        /// The month; the current month if the address names none.
        month: Option<Month>,
        /// The day whose list is open below the grid, on a narrow screen.
        day: Option<Date>,
        /// The filter for the events that are shown.
        filter: Filter,
    },
    /// One week along a time axis, `#/week/2024-11-01` with any day of it; `#/week` is the current one.
    Week {
        /// A day of the week; today if the address names none.
        day: Option<Date>,
        /// The filter for the events that are shown.
        filter: Filter,
    },
    /// A fiscal year, `#/year/2024`; `#/year` is the current one, `#/year/2024?c=…` the one of a calendar.
    Year {
        /// The year that it is named after; the current one if the address names none.
        year: Option<i16>,
        /// The calendar whose rule says when the year begins; `None` for the viewer's rule.
        calendar: Option<CalendarId>,
    },
    /// One day, `#/day/2024-11-01`.
    Day {
        /// The day.
        day: Date,
        /// As a list, or along a time axis (`?v=axis`).
        view: DayView,
        /// The filter for the events that are shown.
        filter: Filter,
    },
    /// One event.
    Event(EventId),
    /// One instance of a repeating event, `#/event/ID?on=2024-11-14T18:30:00`.
    Instance(EventId, DateTime),
    /// The form of one event.
    EditEvent(EventId),
    /// The form of one instance of a repeating event, `#/event/ID/edit?on=2024-11-14T18:30:00`.
    EditInstance(EventId, DateTime),
    /// The participants of one event, or of one instance of it, `#/event/ID/participants?on=2024-11-14T18:30:00`.
    Participants(EventId, Option<DateTime>),
    /// The form of a new event, `#/event/new?calendar=…&day=…&time=14:30`.
    NewEvent {
        /// The calendar of the new event.
        calendar: Option<CalendarId>,
        /// The day of the new event.
        day: Option<Date>,
        /// When it starts, to the minute.
        time: Option<Time>,
    },
    /// The form of a new event like another, or like one instance of it, `#/event/new?from=…&on=…`.
    CopyEvent(EventId, Option<DateTime>),
    /// Search, `#/search?q=…` with further conditions.
    Search(Box<Seek>),
    /// The list of calendars.
    Calendars,
    /// The people and the organisations.
    Directory(DirectoryPath),
    /// Opening a file.
    Import,
    /// Exporting a file, `#/export?event=…` or `#/export?calendar=…`.
    Export(ExportOf),
    /// A sheet of paper, `#/print/month/2024-11`.
    Print(Box<PrintOf>),
    /// Settings.
    Settings,
    /// The history of operations.
    History,
    /// The trash.
    Trash,
}

/// The view of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayView {
    /// A list of its events.
    #[default]
    List,
    /// Its hours, with the events along them.
    Axis,
}

/// The object of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ExportOf {
    /// The person chooses.
    #[default]
    Chosen,
    /// One event.
    Event(EventId),
    /// One calendar.
    Calendar(CalendarId),
}

impl Path {
    /// Returns the agenda at today, without a filter.
    pub fn home() -> Self {
        Self::Agenda { day: None, filter: Filter::default() }
    }

    /// Parses a fragment, with or without its `#`; `None` if it names no location.
    pub fn parse(fragment: &str) -> Option<Self> {
        let text = fragment.strip_prefix('#').unwrap_or(fragment);
        let (place, query) = text.split_once('?').unwrap_or((text, ""));
        let steps: Vec<&str> = place.split('/').filter(|step| !step.is_empty()).collect();
        match *steps.as_slice() {
            [] => Some(Self::Agenda { day: day_of(query, "d"), filter: filter_of(query) }),
            ["month"] => {
                Some(Self::Month { month: None, day: day_of(query, "d"), filter: filter_of(query) })
            }
            ["month", month] => Some(Self::Month {
                month: Some(parse_month(month)?),
                day: day_of(query, "d"),
                filter: filter_of(query),
            }),
            ["week"] => Some(Self::Week { day: None, filter: filter_of(query) }),
            ["week", day] => {
                Some(Self::Week { day: Some(parse_day(day)?), filter: filter_of(query) })
            }
            ["year"] => Some(Self::Year { year: None, calendar: calendar_of(query) }),
            ["year", year] => {
                Some(Self::Year { year: Some(digits(year, 4)?), calendar: calendar_of(query) })
            }
            ["day", day] => {
                let is_axis = raw_value(query, "v") == Some("axis");
                let view = if is_axis { DayView::Axis } else { DayView::List };
                Some(Self::Day { day: parse_day(day)?, view, filter: filter_of(query) })
            }
            ["event", "new"] => {
                if let Some(from) = value(query, "from") {
                    let instance = raw_value(query, "on").and_then(parse_clock);
                    return Some(Self::CopyEvent(EventId::new(from), instance));
                }
                let calendar = value(query, "calendar").map(CalendarId::new);
                let time = raw_value(query, "time").and_then(parse_minute);
                Some(Self::NewEvent { calendar, day: day_of(query, "day"), time })
            }
            ["event", id] => Some(match raw_value(query, "on").and_then(parse_clock) {
                Some(at) => Self::Instance(event_id(id)?, at),
                None => Self::Event(event_id(id)?),
            }),
            ["event", id, "edit"] => Some(match raw_value(query, "on").and_then(parse_clock) {
                Some(at) => Self::EditInstance(event_id(id)?, at),
                None => Self::EditEvent(event_id(id)?),
            }),
            ["event", id, "participants"] => {
                let instance = raw_value(query, "on").and_then(parse_clock);
                Some(Self::Participants(event_id(id)?, instance))
            }
            ["search"] => Some(Self::Search(Box::new(seek_of(query)))),
            ["calendars"] => Some(Self::Calendars),
            ["import"] => Some(Self::Import),
            ["export"] => Some(Self::Export(export_of(query))),
            ["print", sheet, first] => {
                Some(Self::Print(Box::new(PrintOf::parse([sheet, first], query)?)))
            }
            ["people" | "organizations", ..] => {
                DirectoryPath::parse(steps.as_slice(), query).map(Self::Directory)
            }
            ["settings"] => Some(Self::Settings),
            ["history"] => Some(Self::History),
            ["bin"] => Some(Self::Trash),
            _ => None,
        }
    }

    /// Returns the location of one event, or of one instance of it.
    pub fn event(id: EventId, instance: Option<DateTime>) -> Self {
        match instance {
            Some(at) => Self::Instance(id, at),
            None => Self::Event(id),
        }
    }

    /// Returns the location of the form of one event, or of one instance of it.
    pub fn edit(id: EventId, instance: Option<DateTime>) -> Self {
        match instance {
            Some(at) => Self::EditInstance(id, at),
            None => Self::EditEvent(id),
        }
    }

    /// Formats the location as a fragment, with its `#`.
    pub fn format(&self) -> String {
        match self {
            Self::Agenda { day, filter } => {
                let mut query = AddressQuery::default();
                query.add("d", day.map(format_day));
                query.add_filter(filter);
                query.after("#/")
            }
            Self::Month { month, day, filter } => format_month_path(*month, *day, filter),
            Self::Year { year, calendar } => {
                let mut query = AddressQuery::default();
                query.add("c", calendar.as_ref().map(|id| encode(id.as_str())));
                let year = year.map(|year| format!("/{year:04}")).unwrap_or_default();
                query.after(&format!("#/year{year}"))
            }
            Self::Week { day, filter } => {
                let mut query = AddressQuery::default();
                query.add_filter(filter);
                let day = day.map(|day| format!("/{}", format_day(day))).unwrap_or_default();
                query.after(&format!("#/week{day}"))
            }
            Self::Day { day, view, filter } => {
                let mut query = AddressQuery::default();
                query.add("v", (*view == DayView::Axis).then(|| "axis".to_owned()));
                query.add_filter(filter);
                query.after(&format!("#/day/{}", format_day(*day)))
            }
            Self::Event(id) => format!("#/event/{}", encode_id(id)),
            Self::Instance(id, at) => format!("#/event/{}{}", encode_id(id), on(Some(*at))),
            Self::EditEvent(id) => format!("#/event/{}/edit", encode_id(id)),
            Self::EditInstance(id, at) => {
                format!("#/event/{}/edit{}", encode_id(id), on(Some(*at)))
            }
            Self::Participants(id, at) => {
                format!("#/event/{}/participants{}", encode_id(id), on(*at))
            }
            Self::NewEvent { calendar, day, time } => {
                let mut query = AddressQuery::default();
                query.add("calendar", calendar.as_ref().map(|id| encode(id.as_str())));
                query.add("day", day.map(format_day));
                query.add("time", time.map(|it| format!("{:02}:{:02}", it.hour(), it.minute())));
                query.after("#/event/new")
            }
            Self::CopyEvent(id, instance) => {
                let mut query = AddressQuery::default();
                query.add("from", Some(encode(id.as_str())));
                query.add("on", instance.map(format_clock));
                query.after("#/event/new")
            }
            Self::Search(seek) => format_search(seek),
            Self::Calendars => "#/calendars".to_owned(),
            Self::Directory(path) => path.format(),
            Self::Import => "#/import".to_owned(),
            Self::Export(of) => {
                let mut query = AddressQuery::default();
                match of {
                    ExportOf::Chosen => {}
                    ExportOf::Event(id) => query.add("event", Some(encode(id.as_str()))),
                    ExportOf::Calendar(id) => query.add("calendar", Some(encode(id.as_str()))),
                }
                query.after("#/export")
            }
            Self::Print(of) => of.format(),
            Self::Settings => "#/settings".to_owned(),
            Self::History => "#/history".to_owned(),
            Self::Trash => "#/bin".to_owned(),
        }
    }
}

/// Formats the query that names an instance; empty if there is none.
fn on(instance: Option<DateTime>) -> String {
    instance.map(|at| format!("?on={}", format_clock(at))).unwrap_or_default()
}

fn format_month_path(month: Option<Month>, day: Option<Date>, filter: &Filter) -> String {
    let mut query = AddressQuery::default();
    query.add("d", day.map(format_day));
    query.add_filter(filter);
    let month = month.map(|month| format!("/{}", format_month(month))).unwrap_or_default();
    query.after(&format!("#/month{month}"))
}

/// Formats a day for an address: `2024-11-01`.
pub fn format_day(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// Parses a day written `2024-11-01`.
pub fn parse_day(text: &str) -> Option<Date> {
    let (month, day) = text.rsplit_once('-')?;
    let month = parse_month(month)?;
    Date::new(month.year(), month.month(), i8::try_from(digits(day, 2)?).ok()?).ok()
}

/// Formats a wall clock for an address: `2024-11-01T18:30:00`.
pub fn format_clock(clock: DateTime) -> String {
    let day = format_day(clock.date());
    format!("{day}T{:02}:{:02}:{:02}", clock.hour(), clock.minute(), clock.second())
}

/// Parses a wall clock written `2024-11-01T18:30:00`.
pub fn parse_clock(text: &str) -> Option<DateTime> {
    let (day, time) = text.split_once('T')?;
    let mut parts = time.split(':').map(|part| i8::try_from(digits(part, 2)?).ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let time = Time::new(hour, minute, second, 0).ok()?;
    parts.next().is_none().then(|| parse_day(day))?.map(|day| day.to_datetime(time))
}

/// Parses a time of day written `14:30`.
fn parse_minute(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let part = |part: &str| i8::try_from(digits(part, 2)?).ok();
    Time::new(part(hour)?, part(minute)?, 0, 0).ok()
}

fn day_of(query: &str, name: &str) -> Option<Date> {
    parse_day(raw_value(query, name)?)
}

fn calendar_of(query: &str) -> Option<CalendarId> {
    value(query, "c").map(CalendarId::new)
}

fn seek_of(query: &str) -> Seek {
    Seek {
        text: value(query, "q").unwrap_or_default(),
        filter: filter_of(query),
        organization: value(query, "o").unwrap_or_default(),
        is_unanswered: raw_value(query, "u") == Some("1"),
        span: raw_value(query, "r").map(parse_span).unwrap_or_default(),
    }
}

fn format_search(seek: &Seek) -> String {
    let mut query = AddressQuery::default();
    let text = |text: &str| (!text.is_empty()).then(|| encode(text));
    query.add("q", text(&seek.text));
    query.add_filter(&seek.filter);
    query.add("o", text(&seek.organization));
    query.add("u", seek.is_unanswered.then(|| "1".to_owned()));
    query.add("r", format_span(seek.span));
    query.after("#/search")
}

/// Formats a span for an address: `coming`, `past`, or two days of which one may be omitted: `2024-04-01..`.
fn format_span(span: SearchSpan) -> Option<String> {
    let day = |day: Option<Date>| day.map(format_day).unwrap_or_default();
    match span {
        SearchSpan::Any => None,
        SearchSpan::Coming => Some("coming".to_owned()),
        SearchSpan::Past => Some("past".to_owned()),
        SearchSpan::Days { from, to } => Some(format!("{}..{}", day(from), day(to))),
    }
}

fn parse_span(text: &str) -> SearchSpan {
    match (text, text.split_once("..")) {
        ("coming", _) => SearchSpan::Coming,
        ("past", _) => SearchSpan::Past,
        (_, Some((from, to))) => SearchSpan::Days { from: parse_day(from), to: parse_day(to) },
        (_, None) => SearchSpan::Any,
    }
}

fn export_of(query: &str) -> ExportOf {
    let event = value(query, "event").map(|id| ExportOf::Event(EventId::new(id)));
    let calendar = value(query, "calendar").map(|id| ExportOf::Calendar(CalendarId::new(id)));
    event.or(calendar).unwrap_or_default()
}

fn encode_id(id: &EventId) -> String {
    encode_step(id.as_str())
}

fn event_id(step: &str) -> Option<EventId> {
    decode_step(step).map(EventId::new)
}
