//! Saves the form: asks for which instances, and what to do if another tab was faster.

use std::cell::RefCell;
use std::rc::Rc;

use jiff::civil::DateTime;
use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::domain::almanac::change::{Change, Needs};
use crate::domain::almanac::entry::Entry;
use crate::domain::almanac::journal::OperationKind;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::palette::Color;
use crate::domain::rebase::Preferred;
use crate::domain::series::edit::Extent;
use crate::domain::time::UtcTime;
use crate::present::form::event::apply::apply;
use crate::present::form::event::form::EventField;
use crate::present::form::event::rebase::rebased;
use crate::present::form::event::save::{EventSave, IfDeleted, SaveTrouble, SavedEvent, Subject};
use crate::present::form::event::series::Instance;
use crate::present::route::path::Path;
use crate::present::viewer::ZoneSource;
use crate::state::app::AppState;
use crate::state::navigation;
use crate::state::writing::PlannedEdit;
use crate::ui::form::context::Leave;
use crate::zones::device::DeviceZones;

use super::context::{EventContext, Goal};

impl EventContext {
    /// Saves, or shows the errors, or asks which instances are meant.
    pub fn save(self) {
        self.save_for(None);
    }

    /// Saves for those instances.
    pub fn save_for(self, extent: Option<Extent>) {
        self.extent.set_value(extent);
        if let Err(errors) = self.form.parse() {
            let is_of_part = |field: &EventField| EventField::OF_PART.contains(field);
            let parts = errors.iter().filter(|error| is_of_part(&error.field));
            parts.filter_map(|error| error.row.as_ref()).for_each(|key| self.open_part(key));
            return;
        }
        let goal = self.goal.get_value();
        if let Goal::Edit { entry, instance, .. } = &goal
            && !self.form.is_dirty.get_untracked()
        {
            let location = Path::event(entry.event.id.clone(), *instance).format();
            return self.form.go(Leave::To(location));
        }
        let subject = match goal {
            Goal::New(copied) => Subject::New(copied),
            Goal::Edit { entry, instance: None, .. } => Subject::Event(entry),
            Goal::Edit { entry, instance: Some(at), .. } => match extent {
                Some(extent) => Subject::Instance { opened: entry, at, extent },
                None => return self.ask_for_extent(*entry, at),
            },
        };
        self.commit(subject, IfDeleted::Ask);
    }

    /// Saves in spite of what another tab has saved: the fields that both have changed are as `preferred` says.
    pub fn save_over(self, preferred: Preferred) {
        let Some(SaveTrouble::Conflict { now, .. }) = self.trouble.get_untracked() else { return };
        self.trouble.set(None);
        let form = self.form.values.get_untracked();
        let (form, _) = self.form.before.with_value(|was| rebased(was, &form, &now, preferred));
        self.form.before.set_value(*now);
        self.form.values.set(form);
        self.save_for(self.extent.get_value());
    }

    /// Saves the event that another tab has deleted: restores it, or makes it again.
    pub fn save_restored(self) {
        self.trouble.set(None);
        let goal = self.goal.get_value();
        let subject = match (goal, self.extent.get_value()) {
            (Goal::New(copied), _) => Subject::New(copied),
            (Goal::Edit { entry, instance: Some(at), .. }, Some(extent)) => {
                Subject::Instance { opened: entry, at, extent }
            }
            (Goal::Edit { entry, .. }, _) => Subject::Event(entry),
        };
        self.commit(subject, IfDeleted::Restore);
    }

    fn ask_for_extent(self, opened: Entry, at: DateTime) {
        let entry = super::entry(self.form.ui(), &opened.event.id).unwrap_or(opened);
        let reader = untrack(|| self.form.ui().reader());
        let off = reader.days_off();
        let now = AppState::utc_now();
        let instance = Instance { entry: &entry, at, now, off };
        let before = instance.standalone().unwrap_or_else(|| entry.event.clone());
        let Ok(edits) = self.form.parse() else { return };
        let wanted = apply(edits, before.clone(), &super::editing(self.form.ui()));
        self.extents.set(instance.extents_of_edit(&before, &wanted));
    }

    fn first_calendar(self, at: UtcTime) -> Calendar {
        let ui = self.form.ui();
        let color = ui.state.almanac.with_untracked(|almanac| Color::free(almanac.colors()));
        let facts = CalendarFacts {
            title: ui.messages().start_empty_calendar_title().to_owned(),
            color: Some(color.css().to_owned()),
            created: Some(at),
            updated: Some(at),
            ..CalendarFacts::default()
        };
        Calendar::new(CalendarId::new(AppState::new_id()), facts)
    }

    fn commit(self, subject: Subject, if_deleted: IfDeleted) {
        let ui = self.form.ui();
        let (act, needs) = match &subject {
            Subject::New(_) => (OperationKind::AddEvent, Needs::Calendars),
            Subject::Event(opened) | Subject::Instance { opened, .. } => {
                (OperationKind::EditEvent, Needs::Events(vec![opened.event.id.clone()]))
            }
        };
        let editing = super::editing(ui);
        let save = EventSave {
            subject,
            before: self.form.before.get_value(),
            form: self.form.values.get_untracked(),
            own_holidays: untrack(|| ui.reader()).own,
            zones: ZoneSource(Some(&DeviceZones)),
            new_id: EventId::new(AppState::new_id()),
            first_calendar: self.first_calendar(editing.at),
            editing,
            if_deleted,
        };
        let title = save.form.title.trim().to_owned();
        let outcome = Rc::new(RefCell::new(None));
        let noted = Rc::clone(&outcome);
        let plan = move |almanac: &Almanac| match save.planned(almanac) {
            Ok(SavedEvent { change, id, at }) => {
                noted.replace(Some(Ok(Path::event(id, at).format())));
                change
            }
            Err(trouble) => {
                noted.replace(Some(Err(trouble)));
                Change::default()
            }
        };
        let location = Rc::clone(&outcome);
        let leave = self.form.saved(move || {
            if let Some(Ok(location)) = location.take() {
                navigation::go_instead(&location);
            }
        });
        let done = move |operation| {
            leave();
            ui.say_saved(operation);
        };
        ui.commit_or(PlannedEdit::new(act, title, needs, plan), done, move || {
            // If the form has been left meanwhile, its input is kept as a draft.
            match outcome.take() {
                Some(Ok(location)) => self.form.if_alive(move |form| form.go(Leave::To(location))),
                Some(Err(trouble)) => {
                    self.form.if_alive(move |_| self.trouble.set(Some(trouble)));
                }
                None => {}
            }
        });
    }
}
