//! Shared state for reading one calendar of a file.

use crate::domain::time::Zone;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::model::kept::keep;
use crate::format::icalendar::model::tree::Map;
use crate::format::icalendar::syntax::{Component, Property};
use crate::format::icalendar::zones::resolve::{Resolver, ZoneUse};
use crate::format::issue::Reason;
use crate::format::jscalendar::read::notes::Notes;

/// Shared state for reading one calendar of a file.
pub(crate) struct Context<'c, 'n> {
    pub(crate) notes: &'c mut Notes<'n>,
    pub(crate) resolver: &'c Resolver<'c>,
    /// The default zone of the calendar (X-WR-TIMEZONE).
    pub(crate) home: Option<Zone>,
    /// The zone whose days a moment means in a series of days: the default zone, or the only one that is defined.
    pub(crate) day_zone: Option<Zone>,
    /// Whether it is a vCalendar 1.0, in which lists are divided by semicolons and words have other values.
    pub(crate) is_vcalendar: bool,
    /// Whether this program wrote the calendar: its texts are what they say.
    pub(crate) is_ours: bool,
    /// When the event that is being read takes place: its zones are judged by it.
    pub(crate) zone_use: Option<ZoneUse>,
    /// Whether another program has changed what this program wrote.
    pub(crate) is_edited: bool,
    /// The properties that could not be used, until what they belong to keeps them.
    pub(crate) unused: Vec<Property>,
}

impl Context<'_, '_> {
    /// Notes a fault of a property. One with a value that cannot be used is kept, see [`Self::keep_unused`].
    pub(crate) fn note(&mut self, property: &Property, fault: Fault) {
        if fault == Fault::BadValue {
            self.unused.push(property.clone());
        }
        self.notes.add_line(property.line, &property.name, Reason::ICalendar(fault));
    }

    /// Notes one value of a list that cannot be used.
    pub(crate) fn note_value(&mut self, property: &Property, value: &str) {
        let alone = Property { value: value.to_owned(), ..property.clone() };
        self.note(&alone, Fault::BadValue);
    }

    /// Keeps the properties of a component that could not be used.
    pub(crate) fn keep_unused(&mut self, component: &Component, map: &mut Map) {
        if self.unused.is_empty() {
            return;
        }
        let is_own = |unused: &Property| {
            let is_it = |own: &Property| own.line == unused.line && own.name == unused.name;
            component.properties.iter().any(is_it)
        };
        let (own, others): (Vec<Property>, Vec<Property>) =
            std::mem::take(&mut self.unused).into_iter().partition(is_own);
        self.unused = others;
        for property in own {
            keep(map, "vevent", &property);
        }
    }
}
