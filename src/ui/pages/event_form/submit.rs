//! Saving the form: the change that it makes, and for which instances.

use jiff::civil::DateTime;
use leptos::prelude::*;

use crate::domain::calendar::{Calendar, CalendarFacts};
use crate::domain::change::Change;
use crate::domain::days_off::Holidays;
use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::journal::Act;
use crate::domain::series::Extent;
use crate::domain::time::Zone;
use crate::present::form::event::apply::{Editing, apply, unwritten};
use crate::present::form::event::form::Form;
use crate::present::form::event::series::{Edited, Instance, Wanted, moved_along};
use crate::present::form::event::wrong::Wrong;
use crate::present::path::{Path, parse_day};
use crate::state::app::AppState;
use crate::state::place;

use super::context::{Desk, Goal, Leave};

impl Desk {
    /// Saves, or says what is wrong, or asks which instances are meant.
    pub fn save(self) {
        self.save_for(None);
    }

    /// Saves for those instances.
    pub fn save_for(self, extent: Option<Extent>) {
        self.is_checked.set(true);
        let form = self.form.get_untracked();
        let editing = Editing {
            at: AppState::utc_now(),
            zone: AppState::reader_zone().map(|name| Zone(name.into())),
        };
        let put_on =
            |event: Event| self.before.with_value(|before| apply(&form, before, event, &editing));
        let own = untrack(|| self.ui.own_holidays());
        let off = Holidays { own: &own };
        let made = match self.goal.get_value() {
            Goal::New(copied) => self.made_new(&form, copied, &editing, put_on),
            Goal::Edit { entry, instance: Some(at), .. } if self.is_dirty.get_untracked() => {
                let entry = self.standing(*entry);
                let instance = Instance { entry: &entry, at, now: editing.at, off };
                let Some(extent) = extent else {
                    match put_on(entry.event.clone()) {
                        Ok(_) => self.extents.set(instance.extents()),
                        Err(wrongs) => self.show_wrongs(&wrongs),
                    }
                    return;
                };
                self.made_instance(instance, extent, &form, put_on)
            }
            Goal::Edit { entry, .. } => self.made_edit(*entry, &form, put_on),
        };
        match made {
            Ok(made) => self.commit(made),
            Err(wrongs) => self.show_wrongs(&wrongs),
        }
    }

    fn made_new(
        self,
        form: &Form,
        copied: Option<Box<Event>>,
        editing: &Editing,
        put_on: impl FnOnce(Event) -> Result<Event, Vec<Wrong>>,
    ) -> Result<Made, Vec<Wrong>> {
        let id = EventId::new(AppState::new_id());
        let blank = || {
            let today = self.ui.state.now.get_untracked().date();
            let day = self.before.with_value(|before| parse_day(&before.first_day));
            unwritten(id.clone(), day.unwrap_or(today), editing)
        };
        let begun = copied.map_or_else(blank, |copied| Event { id: id.clone(), ..*copied });
        let event = put_on(begun)?;
        let mut change = Change::default();
        let calendar = form.calendar.clone().unwrap_or_else(|| {
            let calendar = self.first_calendar(editing);
            let id = calendar.id.clone();
            change.calendars.insert(id.clone(), Some(calendar));
            id
        });
        let subject = event.title.clone();
        change.entries.insert(id.clone(), Some(Entry::local(event, calendar)));
        Ok(Made { id, at: None, act: Act::AddEvent, subject, change })
    }

    /// The edits go onto the event as it stands now, not as it stood when the form was opened.
    fn made_edit(
        self,
        opened: Entry,
        form: &Form,
        put_on: impl FnOnce(Event) -> Result<Event, Vec<Wrong>>,
    ) -> Result<Made, Vec<Wrong>> {
        let id = opened.event.id.clone();
        let entry = self.standing(opened);
        let event = moved_along(&entry.event, put_on(entry.event.clone())?);
        let calendar = self.calendar(form, &entry);
        let is_same = event == entry.event && calendar == entry.calendar;
        let subject = event.title.clone();
        let edited = Entry { calendar, ..entry.edited(event) };
        let change =
            if is_same { Change::default() } else { Change::entry(id.clone(), Some(edited)) };
        Ok(Made { id, at: None, act: Act::EditEvent, subject, change })
    }

    /// The edits go onto the instance as it stands now.
    fn made_instance(
        self,
        instance: Instance<'_>,
        extent: Extent,
        form: &Form,
        put_on: impl FnOnce(Event) -> Result<Event, Vec<Wrong>>,
    ) -> Result<Made, Vec<Wrong>> {
        let before = instance.standalone().unwrap_or_else(|| instance.entry.event.clone());
        let after = put_on(before.clone())?;
        let subject = after.title.clone();
        let calendar = self.calendar(form, instance.entry);
        let new_id = EventId::new(AppState::new_id());
        let edited = instance.edit(extent, Wanted { before, after, calendar, new_id });
        let Edited { change, id, at } = edited;
        Ok(Made { id, at, act: Act::EditEvent, subject, change })
    }

    /// The entry as it stands now; as it stood when the form was opened where it has gone.
    fn standing(self, opened: Entry) -> Entry {
        let id = &opened.event.id;
        let now = self.ui.state.almanac.with_untracked(|almanac| almanac.entry(id).cloned());
        now.unwrap_or(opened)
    }

    fn calendar(self, form: &Form, entry: &Entry) -> CalendarId {
        let was = self.before.with_value(|before| before.calendar.clone());
        match &form.calendar {
            Some(calendar) if form.calendar != was => calendar.clone(),
            Some(_) | None => entry.calendar.clone(),
        }
    }

    fn first_calendar(self, editing: &Editing) -> Calendar {
        let title = self.ui.language.get_untracked().messages().start_empty_calendar_title();
        let facts = CalendarFacts {
            title: title.to_owned(),
            color: Some("steelblue".to_owned()),
            created: Some(editing.at),
            updated: Some(editing.at),
            ..CalendarFacts::default()
        };
        Calendar::new(CalendarId::new(AppState::new_id()), facts)
    }

    fn commit(self, made: Made) {
        let Made { id, at, act, subject, change } = made;
        let place = Path::event(id, at).format();
        let messages = self.ui.language.get_untracked().messages();
        let is_same = change.is_empty();
        let ui = self.ui;
        if is_same {
            self.go(Leave::To(place));
            return;
        }
        ui.commit(act, subject, change, move || {
            self.settle();
            place::go_instead(&place);
            ui.say_undoable(messages.edit_saved());
        });
    }
}

/// A change that is ready to be committed.
struct Made {
    id: EventId,
    at: Option<DateTime>,
    act: Act,
    subject: String,
    change: Change,
}
