//! Saves the form: builds the change, and asks for which instances.

use jiff::civil::DateTime;
use leptos::prelude::*;

use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::domain::almanac::change::Change;
use crate::domain::almanac::entry::Entry;
use crate::domain::almanac::journal::OperationKind;
use crate::domain::event::Event;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::series::edit::Extent;
use crate::domain::time::days_off::Holidays;
use crate::present::form::event::apply::{Editing, apply, unwritten};
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::parse::Edits;
use crate::present::form::event::series::{Edited, Instance, WantedInstance, moved_along};
use crate::present::route::path::Path;
use crate::state::app::AppState;
use crate::state::navigation;
use crate::ui::form::context::Leave;

use super::context::{EventContext, Goal};

impl EventContext {
    /// Saves, or shows the errors, or asks which instances are meant.
    pub fn save(self) {
        self.save_for(None);
    }

    /// Saves for those instances.
    pub fn save_for(self, extent: Option<Extent>) {
        let edits = match self.form.parse() {
            Ok(edits) => edits,
            Err(errors) => {
                let is_of_part = |field: &EventField| EventField::OF_PART.contains(field);
                let parts = errors.iter().filter(|error| is_of_part(&error.field));
                parts.filter_map(|error| error.row.as_ref()).for_each(|key| self.open_part(key));
                return;
            }
        };
        let editing = super::editing();
        let own = untrack(|| self.form.ui().own_holidays());
        let off = Holidays { own: &own };
        let made = match self.goal.get_value() {
            Goal::New(copied) => self.made_new(edits, copied, &editing),
            Goal::Edit { entry, instance: Some(at), .. } if self.form.is_dirty.get_untracked() => {
                let entry = self.standing(*entry);
                let instance = Instance { entry: &entry, at, now: editing.at, off };
                let Some(extent) = extent else {
                    self.extents.set(instance.extents());
                    return;
                };
                self.made_instance(edits, instance, extent, &editing)
            }
            Goal::Edit { entry, .. } => self.made_edit(edits, *entry, &editing),
        };
        self.commit(made);
    }

    fn made_new(self, edits: Edits, copied: Option<Box<Event>>, editing: &Editing) -> Made {
        let id = EventId::new(AppState::new_id());
        let blank = || {
            let today = self.form.ui().state.now.get_untracked().date();
            let day = self.form.before.with_value(EventForm::first_day);
            unwritten(id.clone(), day.unwrap_or(today), editing)
        };
        let begun = copied.map_or_else(blank, |copied| Event { id: id.clone(), ..*copied });
        let event = apply(edits, begun, editing);
        let mut change = Change::default();
        let calendar = self.form.values.with_untracked(|form| form.calendar.clone());
        let calendar = calendar.unwrap_or_else(|| {
            let calendar = self.first_calendar(editing);
            let id = calendar.id.clone();
            change.calendars.insert(id.clone(), Some(calendar));
            id
        });
        let subject = event.title.clone();
        change.entries.insert(id.clone(), Some(Entry::local(event, calendar)));
        Made { id, at: None, act: OperationKind::AddEvent, subject, change }
    }

    /// Builds the change of an event. The edits are applied to the event as it is now, not as it was when the form was
    /// opened.
    fn made_edit(self, edits: Edits, opened: Entry, editing: &Editing) -> Made {
        let id = opened.event.id.clone();
        let entry = self.standing(opened);
        let event = moved_along(&entry.event, apply(edits, entry.event.clone(), editing));
        let calendar = self.calendar(&entry);
        let is_same = event == entry.event && calendar == entry.calendar;
        let subject = event.title.clone();
        let edited = Entry { calendar, ..entry.edited(event) };
        let change =
            if is_same { Change::default() } else { Change::entry(id.clone(), Some(edited)) };
        Made { id, at: None, act: OperationKind::EditEvent, subject, change }
    }

    /// Builds the change of an instance. The edits are applied to the instance as it is now.
    fn made_instance(
        self,
        edits: Edits,
        instance: Instance<'_>,
        extent: Extent,
        editing: &Editing,
    ) -> Made {
        let before = instance.standalone().unwrap_or_else(|| instance.entry.event.clone());
        let after = apply(edits, before.clone(), editing);
        let subject = after.title.clone();
        let calendar = self.calendar(instance.entry);
        let new_id = EventId::new(AppState::new_id());
        let edited = instance.edit(extent, WantedInstance { before, after, calendar, new_id });
        let Edited { change, id, at } = edited;
        Made { id, at, act: OperationKind::EditEvent, subject, change }
    }

    /// Returns the entry as it is now, or as it was when the form was opened if it has been deleted since.
    fn standing(self, opened: Entry) -> Entry {
        super::entry(self.form.ui(), &opened.event.id).unwrap_or(opened)
    }

    fn calendar(self, entry: &Entry) -> CalendarId {
        let was = self.form.before.with_value(|before| before.calendar.clone());
        let chosen = self.form.values.with_untracked(|form| form.calendar.clone());
        chosen.clone().filter(|_| chosen != was).unwrap_or_else(|| entry.calendar.clone())
    }

    fn first_calendar(self, editing: &Editing) -> Calendar {
        let facts = CalendarFacts {
            title: self.form.ui().messages().start_empty_calendar_title().to_owned(),
            color: Some("steelblue".to_owned()),
            created: Some(editing.at),
            updated: Some(editing.at),
            ..CalendarFacts::default()
        };
        Calendar::new(CalendarId::new(AppState::new_id()), facts)
    }

    fn commit(self, made: Made) {
        let Made { id, at, act, subject, change } = made;
        let location = Path::event(id, at).format();
        let form = self.form;
        if change.is_empty() {
            form.go(Leave::To(location));
            return;
        }
        let ui = form.ui();
        let leave = form.saved(move || navigation::go_instead(&location));
        ui.commit(act, subject, change, move || {
            leave();
            ui.say_undoable(ui.messages().edit_saved());
        });
    }
}

/// A change that is ready to be committed.
struct Made {
    id: EventId,
    at: Option<DateTime>,
    act: OperationKind,
    subject: String,
    change: Change,
}
