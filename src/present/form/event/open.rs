//! Makes the form of an existing event.

use crate::domain::event::Event;
use crate::domain::id::CalendarId;
use crate::domain::series::repeat::TimeKind;
use crate::domain::time::Month;
use crate::present::form::event::form::{
    EventForm, FromTitle, InWords, LastGood, online_or_blank, places_or_blank,
};
use crate::present::form::event::repeat::form::RepeatForm;
use crate::present::form::event::section::{details, links, people, places, programme, time};
use crate::present::form::text::clock;
use crate::present::route::path::format_day;
use crate::present::text::month::format_month;

impl EventForm {
    /// Makes the form of an existing event. A time in UTC must be put on the clock of the person before, see
    /// [`crate::domain::series::here`].
    pub fn of(event: &Event, calendar: &CalendarId) -> Self {
        let (time_kind, first, last) = time::days_of(&event.when);
        let (start_time, end_time) = time::clocks_of(&event.when);
        Self {
            title: event.title.clone(),
            from_title: FromTitle::default(),
            kind: event.kind(),
            second_kind: event.kinds.iter().nth(1).copied(),
            calendar: Some(calendar.clone()),
            status: event.status.clone(),
            time_kind,
            first_day: if time_kind == TimeKind::DayUndecided {
                format_month(Month::of(first))
            } else {
                format_day(first)
            },
            last_day: if time_kind == TimeKind::DayUndecided {
                String::new()
            } else {
                format_day(last)
            },
            last_good: LastGood::default(),
            in_words: InWords::default(),
            start_time,
            end_time,
            zone: time::zone_of(&event.when),
            repeat: RepeatForm::of(event),
            meeting_time: event.meeting_time.map(|at| clock(at.time())).unwrap_or_default(),
            places: places_or_blank(places::rows(event)),
            online: online_or_blank(links::online_rows(event)),
            links: links::link_rows(event),
            programme: programme::rows(event),
            organizer: links::organizer_of(event),
            description: event.description.replace("\r\n", "\n"),
            details: details::details_of(event),
            people: people::rows(event),
        }
    }
}
