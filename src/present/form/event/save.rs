//! Saves the form of an event: works the change out from the almanac as it is now.
//!
//! The same save may be worked out several times, because other tabs save too. Therefore it holds what the person
//! entered, and no finished event.

use std::sync::Arc;

use jiff::civil::DateTime;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::change::Change;
use crate::domain::almanac::entry::Entry;
use crate::domain::almanac::trash;
use crate::domain::event::{Event, Revision};
use crate::domain::id::{CalendarId, EventId};
use crate::domain::rebase::Preferred;
use crate::domain::series::edit::Extent;
use crate::domain::series::here::on_local_clock;
use crate::domain::time::days_off::Holidays;
use crate::domain::time::holidays::own::OwnHoliday;
use crate::domain::time::local_clock::LocalClock;
use crate::domain::time::zone::Zones;
use crate::present::form::Form;
use crate::present::form::event::apply::{Editing, apply, edited_from, unwritten};
use crate::present::form::event::form::EventForm;
use crate::present::form::event::parse::Edits;
use crate::present::form::event::rebase::{FormConflict, WHEN, rebased};
use crate::present::form::event::series::{Edited, Instance, WantedInstance, moved_along};
use crate::present::viewer::ZoneSource;

/// What a person saves with the form of an event.
#[derive(Clone, Debug)]
pub struct EventSave {
    /// What is saved.
    pub subject: Subject,
    /// The form as it was opened.
    pub before: EventForm,
    /// The form as the person left it, without errors.
    pub form: EventForm,
    /// The moment and the zone of the edit.
    pub editing: Editing,
    /// The days off that series may avoid.
    pub own_holidays: Arc<[OwnHoliday]>,
    /// The source of time zones, for events in UTC.
    pub zones: ZoneSource,
    /// An unused event id.
    pub new_id: EventId,
    /// The calendar for a first event, if there is none yet.
    pub first_calendar: Calendar,
    /// What happens if another tab has deleted the event.
    pub if_deleted: IfDeleted,
}

/// What a form saves.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A new event, with the event that it starts from if another one is copied.
    New(Option<Box<Event>>),
    /// An event, as it was when the form was opened.
    Event(Box<Entry>),
    /// Instances of a series.
    Instance {
        /// The series, as it was when the form was opened.
        opened: Box<Entry>,
        /// The instance that the form showed.
        at: DateTime,
        /// Which instances are meant.
        extent: Extent,
    },
}

/// What a save does if another tab has deleted its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfDeleted {
    /// Nothing: the person is asked.
    Ask,
    /// It restores the event from the trash, or makes it again.
    Restore,
}

/// A save that has been worked out: the change, and what to show after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedEvent {
    /// The change; empty if nothing was edited.
    pub change: Change,
    /// The event.
    pub id: EventId,
    /// The instance of it; `None` for the event itself.
    pub at: Option<DateTime>,
}

/// Why nothing was saved: another tab was faster, and the person has to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveTrouble {
    /// Another tab has changed the same fields.
    Conflict {
        /// The form of the event as it is now.
        now: Box<EventForm>,
        /// The fields.
        conflicts: Vec<FormConflict>,
    },
    /// Another tab has deleted the event.
    Deleted,
    /// Another tab has deleted the instance of the series.
    InstanceDeleted,
    /// Another tab has deleted the chosen calendar.
    CalendarDeleted,
}

impl EventSave {
    /// Works the save out from the almanac as it is now; the event must be loaded, with the trash if it is there.
    pub fn planned(&self, almanac: &Almanac) -> Result<SavedEvent, SaveTrouble> {
        match &self.subject {
            Subject::New(copied) => self.new_event(almanac, copied.as_deref()),
            Subject::Event(opened) => self.event(almanac, opened),
            Subject::Instance { opened, at, extent } => {
                self.instance(almanac, opened, *at, *extent)
            }
        }
    }

    fn new_event(
        &self,
        almanac: &Almanac,
        copied: Option<&Event>,
    ) -> Result<SavedEvent, SaveTrouble> {
        let id = self.new_id.clone();
        let blank = || {
            let today = self.editing.at.0.date();
            unwritten(id.clone(), self.before.first_day().unwrap_or(today), &self.editing)
        };
        let begun = copied.map_or_else(blank, |copied| Event { id: id.clone(), ..copied.clone() });
        // The start that the address names is on the form from the beginning, and not in the event yet.
        let (start_time, end_time) = (String::new(), String::new());
        let unsaid = || EventForm { start_time, end_time, ..self.before.clone() };
        let before = if copied.is_some() { self.before.clone() } else { unsaid() };
        let event = apply(edits(&self.form, &before)?, begun, &self.editing);
        let mut change = Change::default();
        let calendar = self.form.calendar.clone();
        // If another tab has made the first own calendar meanwhile, a second one is not needed.
        let calendar = calendar.or_else(|| almanac.own_calendar().map(|it| it.id.clone()));
        let calendar = calendar.unwrap_or_else(|| {
            let calendar = self.first_calendar.clone();
            let id = calendar.id.clone();
            change.calendars.insert(id.clone(), Some(calendar));
            id
        });
        check_calendar(almanac, &change, &calendar)?;
        change.entries.insert(id.clone(), Some(Entry::local(event, calendar)));
        Ok(SavedEvent { change, id, at: None })
    }

    fn event(&self, almanac: &Almanac, opened: &Entry) -> Result<SavedEvent, SaveTrouble> {
        let (mut change, entry) = self.standing(almanac, opened)?;
        let reader = self.reader();
        let shown = on_local_clock(&entry.event, &reader);
        let (form, edits) = self.edits_over(EventForm::of(&shown, &entry.calendar))?;
        let was = edited_from(&edits, &entry.event, &reader);
        let event = moved_along(&was, apply(edits, was.clone().into_owned(), &self.editing));
        let event = if event == *was { entry.event.clone() } else { event };
        let calendar = form.calendar.unwrap_or_else(|| entry.calendar.clone());
        check_calendar(almanac, &change, &calendar)?;
        let id = entry.event.id.clone();
        if event != entry.event || calendar != entry.calendar {
            let edited = Entry { calendar, ..entry.edited(event) };
            change.entries.insert(id.clone(), Some(edited));
        }
        Ok(SavedEvent { change, id, at: None })
    }

    fn instance(
        &self,
        almanac: &Almanac,
        opened: &Entry,
        at: DateTime,
        extent: Extent,
    ) -> Result<SavedEvent, SaveTrouble> {
        let reader = self.reader();
        let off = Holidays { clock: None, ..reader };
        let now = self.editing.at;
        let (restored, entry) = self.standing(almanac, opened)?;
        let instance = Instance { entry: &entry, at, now, off };
        let Some(before) = instance.standalone() else {
            // It cannot come back as what it was, so that it becomes an event of its own.
            let was = Instance { entry: opened, at, now, off }.standalone();
            let revision = Revision { created: Some(now), ..Revision::default() };
            let alone = was.map(|was| Event { repeat: None, revision, ..was });
            return match self.if_deleted {
                IfDeleted::Ask => Err(SaveTrouble::InstanceDeleted),
                IfDeleted::Restore => self.new_event(almanac, alone.as_ref()),
            };
        };
        let shown = on_local_clock(&before, &reader);
        let (form, edits) = self.edits_over(EventForm::of(&shown, &entry.calendar))?;
        let was = edited_from(&edits, &before, &reader);
        let after = apply(edits, was.clone().into_owned(), &self.editing);
        let after = if after == *was { before.clone() } else { after };
        let calendar = form.calendar.unwrap_or_else(|| entry.calendar.clone());
        check_calendar(almanac, &restored, &calendar)?;
        let wanted = WantedInstance { before, after, calendar, new_id: self.new_id.clone() };
        let Edited { mut change, id, at } = instance.edit(extent, wanted);
        for (id, calendar) in restored.calendars {
            change.calendars.get_or_insert_with(id, || calendar);
        }
        for (id, entry) in restored.entries {
            change.entries.entry(id).or_insert(entry);
        }
        Ok(SavedEvent { change, id, at })
    }

    /// Returns the days off and the clock of the person.
    fn reader(&self) -> Holidays<'_> {
        let zones = self.zones.0.map(|zones| -> &dyn Zones { zones });
        let clock = self.editing.zone.as_ref().zip(zones);
        let clock = clock.map(|(zone, zones)| LocalClock { zone, zones });
        Holidays { own: &self.own_holidays, clock }
    }

    /// Returns the entry as it is now, with the change that brings it back if it was deleted.
    fn standing(&self, almanac: &Almanac, opened: &Entry) -> Result<(Change, Entry), SaveTrouble> {
        let id = &opened.event.id;
        if let Some(entry) = almanac.entry(id) {
            return Ok((Change::default(), entry.clone()));
        }
        if self.if_deleted == IfDeleted::Ask {
            return Err(SaveTrouble::Deleted);
        }
        let mut change = trash::restore_event(almanac, id, self.editing.at);
        let restored = change.entries.get(id).cloned().flatten();
        let entry = restored.unwrap_or_else(|| Entry { deleted: None, ..opened.clone() });
        change.entries.insert(id.clone(), Some(entry.clone()));
        Ok((change, entry))
    }

    /// Returns the form over the event as it is now, and its edits.
    fn edits_over(&self, now: EventForm) -> Result<(EventForm, Edits), SaveTrouble> {
        if now == self.before {
            return Ok((self.form.clone(), edits(&self.form, &now)?));
        }
        let (form, conflicts) = rebased(&self.before, &self.form, &now, Preferred::Now);
        if !conflicts.is_empty() {
            return Err(SaveTrouble::Conflict { now: Box::new(now), conflicts });
        }
        let edits = edits(&form, &now)?;
        Ok((form, edits))
    }
}

/// Parses a form that was parsed before. It can have errors only together with what another tab has saved.
fn edits(form: &EventForm, before: &EventForm) -> Result<Edits, SaveTrouble> {
    form.parse(before).map_err(|_| {
        let conflict = FormConflict { field: WHEN.to_owned(), part: None, mine: None, now: None };
        SaveTrouble::Conflict { now: Box::new(before.clone()), conflicts: vec![conflict] }
    })
}

fn check_calendar(almanac: &Almanac, change: &Change, id: &CalendarId) -> Result<(), SaveTrouble> {
    let is_live = match change.calendars.get(id) {
        Some(changed) => changed.as_ref().is_some_and(|calendar| calendar.deleted.is_none()),
        None => almanac.calendars().contains_key(id),
    };
    if is_live { Ok(()) } else { Err(SaveTrouble::CalendarDeleted) }
}
