//! The addresses of the pages about an event.

use jiff::civil::DateTime;

use crate::domain::event::Event;
use crate::domain::time::Month;
use crate::present::route::filter::Filter;
use crate::present::route::path::{DayView, ExportOf, Path};

/// The addresses of the pages about an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventPaths {
    /// The event itself.
    pub event: String,
    /// Its form.
    pub edit: String,
    /// The form of a new event like it.
    pub copy: String,
    /// Its participants.
    pub participants: String,
    /// Its export.
    pub export: String,
    /// Its day; its month if the day is not decided.
    pub day: String,
}

/// Returns the addresses of the pages about an event.
pub fn paths(event: &Event, instance: Option<DateTime>) -> EventPaths {
    let id = || event.id.clone();
    let day = event.when.days().first;
    EventPaths {
        event: Path::event(id(), instance).format(),
        edit: Path::edit(id(), instance).format(),
        copy: Path::CopyEvent(id(), instance).format(),
        participants: Path::Participants(id(), instance).format(),
        export: Path::Export(ExportOf::Event(id())).format(),
        day: if event.when.is_without_day() {
            Path::Month { month: Some(Month::of(day)), day: None, filter: Filter::default() }
                .format()
        } else {
            Path::Day { day, view: DayView::List, filter: Filter::default() }.format()
        },
    }
}
