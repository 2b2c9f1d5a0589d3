//! Reads back what was written, to find what iCalendar could not express.

use crate::domain::event::Event;
use crate::domain::id::CalendarId;
use crate::domain::time::zone::Zones;
use crate::format::icalendar::model::kept;
use crate::format::icalendar::model::tree::{Map, borrowed, text, typed};
use crate::format::icalendar::read::calendar::group_fact;
use crate::format::icalendar::read::context::Context;
use crate::format::icalendar::read::family::family;
use crate::format::icalendar::syntax::Component;
use crate::format::icalendar::zones::resolve::Resolver;
use crate::format::jscalendar::patch::write::json_of;
use crate::format::jscalendar::read::event as event_in;
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::jscalendar::write::event::event_fields;
use crate::format::json::read::Limits;
use crate::format::names;

/// Returns what is read of the components of an event, before it becomes an event.
pub(crate) fn raw_back(components: &[Component], resolver: &Resolver<'_>) -> Map {
    let mut notes = Notes::new("", &Limits::SILENT);
    let mut context = bare_context(&mut notes, resolver);
    let mut read = Vec::new();
    let all: Vec<&Component> = components.iter().collect();
    family(&mut context, &all, &mut read);
    read.pop().map(|(_, raw)| raw).unwrap_or_default()
}

/// An event that was read back.
pub(crate) struct Back {
    pub(crate) event: Event,
    /// The calendar that it belongs to, in a bundle.
    pub(crate) calendar: Option<CalendarId>,
}

impl Back {
    /// Reads the event; `None` if it cannot be read.
    pub(crate) fn of(raw: &Map) -> Option<Self> {
        let mut notes = Notes::new("", &Limits::SILENT);
        let (event, beside) = event_in::event(&mut notes, &PointerPath::Root, borrowed(raw))?;
        Some(Self { event, calendar: beside.calendar })
    }

    /// Returns its fields, in a bundle with its calendar.
    pub(crate) fn fields(&self, calendar: Option<&CalendarId>) -> Map {
        let mut map = event_json(&self.event);
        if let (Some(_), Some(here)) = (calendar, &self.calendar) {
            map.insert(names::CALENDAR.to_owned(), text(here.as_str()));
        }
        map
    }
}

/// Returns the fields of an event as they are written to JSCalendar.
pub(crate) fn event_json(event: &Event) -> Map {
    json_of(|fields| event_fields(fields, event))
}

/// Returns what reading back needs: the calendar has no zone of its own.
fn bare_context<'c, 'n>(notes: &'c mut Notes<'n>, resolver: &'c Resolver<'c>) -> Context<'c, 'n> {
    Context {
        notes,
        resolver,
        home: None,
        day_zone: None,
        is_vcalendar: false,
        is_ours: true,
        zone_use: None,
        is_edited: false,
        unused: Vec::new(),
    }
}

/// Returns what is read of the calendar itself.
pub(crate) fn group_back(root: &Component, zones: &dyn Zones) -> Map {
    let resolver = Resolver::new(zones, root);
    let mut notes = Notes::new("", &Limits::SILENT);
    let mut context = bare_context(&mut notes, &resolver);
    let mut back = typed("Group");
    for property in &root.properties {
        group_fact(&mut context, property, &mut back);
    }
    for inner in &root.components {
        kept::keep_component(&mut back, "vcalendar", inner);
    }
    back
}
