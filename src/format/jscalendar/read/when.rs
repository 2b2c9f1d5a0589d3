//! Reads when an event is, from the five properties that together say so.

use jiff::civil::{Date, DateTime, Time};

use crate::domain::foreign::Json;
use crate::domain::time::{Days, Length, Month, Shown, Timed, When, Zone};
use crate::format::clock;
use crate::format::issue::Reason;
use crate::format::jscalendar::read::fields::FieldReader;
use crate::format::json::value::Value;
use crate::format::names;

/// What was read so far.
#[derive(Debug, Default)]
pub(crate) struct WhenParts {
    start: Start,
    zone: Option<Zone>,
    length: Option<Length>,
    is_without_time: bool,
    is_undecided: bool,
    is_day_undecided: bool,
}

#[derive(Debug, Default)]
enum Start {
    #[default]
    Missing,
    Bad,
    At(DateTime),
    Day(Date),
}

impl WhenParts {
    /// Takes one of the five properties, or returns it.
    pub(crate) fn take<'v>(
        &mut self,
        fields: &mut FieldReader<'_, '_, '_>,
        name: &str,
        value: Value<'v>,
    ) -> Option<Value<'v>> {
        match name {
            "start" => self.start = start(fields, &value),
            "duration" => self.length = fields.length(name, value),
            "showWithoutTime" => {
                self.is_without_time = fields.flag(name, value).unwrap_or_default();
            }
            // 1.0 writes null for a floating time.
            "timeZone" if value == Value::Null => {}
            "timeZone" => {
                self.zone = fields.zone(name, value);
            }
            names::TIME_UNDECIDED => {
                self.is_undecided = fields.flag(name, value).unwrap_or_default();
            }
            names::DAY_UNDECIDED => {
                self.is_day_undecided = fields.flag(name, value).unwrap_or_default();
            }
            _ => return Some(value),
        }
        None
    }

    /// Whether a zone was given.
    pub(crate) fn has_zone(&self) -> bool {
        self.zone.is_some()
    }

    /// Combines the parts; `None` if there is no usable start.
    pub(crate) fn finish(self, fields: &mut FieldReader<'_, '_, '_>) -> Option<When> {
        let (start, is_day) = match self.start {
            Start::Missing => {
                fields.note_here(Reason::MissingStart);
                return None;
            }
            Start::Bad => {
                fields.note("start", Reason::BadStart);
                return None;
            }
            Start::At(start) => (start, false),
            Start::Day(day) => {
                fields.note("start", Reason::StartIsDay);
                (day.to_datetime(Time::midnight()), true)
            }
        };
        let days = whole_days(self.length);
        let is_civil = (is_day || self.is_without_time && self.zone.is_none())
            && start.time() == Time::midnight();
        // If another program moved it to some of the days, its day is decided.
        let month = days.and_then(|days| whole_month(start.date(), days));
        let month = month.filter(|_| is_civil && self.is_day_undecided);
        match (days, month) {
            (_, Some(month)) => {
                forget_free(fields);
                Some(When::DayUndecided { month })
            }
            (Some(days), None) if is_civil && self.is_undecided => {
                forget_free(fields);
                Some(When::Undecided { first: start.date(), days })
            }
            (Some(days), None) if is_civil => Some(When::AllDay { first: start.date(), days }),
            (Some(_) | None, None) => {
                if self.is_undecided {
                    fields.foreign.0.insert(names::TIME_UNDECIDED.to_owned(), Json::Bool(true));
                }
                let shown = if self.is_without_time { Shown::DayOnly } else { Shown::Clock };
                Some(When::Timed(Timed { start, zone: self.zone, length: self.length, shown }))
            }
        }
    }
}

/// Forgets the standard's word for an event that does not block time: we write it for every undecided event.
fn forget_free(fields: &mut FieldReader<'_, '_, '_>) {
    let is_free = |json: &Json| matches!(json, Json::Text(text) if text == "free");
    if fields.foreign.get("freeBusyStatus").is_some_and(is_free) {
        fields.foreign.0.remove("freeBusyStatus");
    }
}

/// Returns the month that the days are, if they are exactly one month.
fn whole_month(first: Date, days: u32) -> Option<Month> {
    let month = Month::of(first);
    (first == month.first() && days == Days::month(month).count()).then_some(month)
}

fn start(fields: &mut FieldReader<'_, '_, '_>, value: &Value<'_>) -> Start {
    let Value::Text(text) = value else { return Start::Bad };
    if let Some(read) = clock::parse_local(text) {
        if read.had_fraction {
            fields.note("start", Reason::FractionCut);
        }
        return Start::At(read.clock);
    }
    clock::parse_day(text).map_or(Start::Bad, Start::Day)
}

/// Returns how many days an all-day event takes; `None` if its length is not in whole days.
fn whole_days(length: Option<Length>) -> Option<u32> {
    const DAY: u32 = 86_400;
    let Some(length) = length else { return Some(1) };
    let days = length.days.checked_add(length.seconds / DAY)?;
    (length.seconds % DAY == 0).then_some(days.max(1))
}
