//! What the parts of the form share: its texts, what is wrong with them, the draft, saving and leaving.

use std::time::Duration;

use jiff::civil::DateTime;
use leptos::prelude::*;

use crate::domain::calendar::{Calendar, CalendarFacts};
use crate::domain::change::Change;
use crate::domain::days_off::Holidays;
use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::{CalendarId, EventId, LocalId};
use crate::domain::journal::Act;
use crate::domain::series::Extent;
use crate::domain::time::Zone;
use crate::present::edit::apply::{Editing, apply, unwritten};
use crate::present::edit::form::Form;
use crate::present::edit::people::PersonForm;
use crate::present::edit::series::{Edited, Instance, Wanted, moved_along};
use crate::present::edit::text as edit_text;
use crate::present::edit::wrong::{Field, Wrong};
use crate::present::path::{Path, parse_day};
use crate::state::app::AppState;
use crate::state::{draft, place};
use crate::ui::context::Ui;
use crate::ui::describe::describe_problem;

/// What parts the form as it was from the form as it is, in a draft.
const BETWEEN: &str = "\n--\n";

/// How long the person rests before the draft is kept.
const REST: Duration = Duration::from_millis(400);

/// The id of the line that says how much is wrong.
pub const SUMMARY: &str = "wrong-summary";

/// What the form is for.
#[derive(Clone, Debug)]
pub enum Goal {
    /// A new event.
    New,
    /// Changing one.
    Edit {
        /// The entry as it was when the form was opened.
        entry: Box<Entry>,
        /// Whether it came from a file.
        is_imported: bool,
        /// Which instance of a repeating event the form shows; the series where `None`.
        instance: Option<DateTime>,
    },
}

/// What the parts of the form share. Copy it freely.
#[derive(Clone, Copy, Debug)]
pub struct Desk {
    /// The page's context.
    pub ui: Ui,
    /// What stands in the form.
    pub form: RwSignal<Form>,
    /// What stood in it at first.
    pub before: StoredValue<Form>,
    /// What the form is for.
    pub goal: StoredValue<Goal>,
    /// Whether a draft of earlier was taken up.
    pub is_restored: bool,
    /// Whether something was edited.
    pub is_dirty: Memo<bool>,
    /// Everything that is wrong; empty until the person wanted to save.
    pub wrongs: Memo<Vec<Wrong>>,
    /// Where the person wanted to go, while they are asked about their edits.
    pub leaving: RwSignal<Option<Leave>>,
    /// For which instances an edit can be meant, while the person is asked.
    pub extents: RwSignal<Vec<Extent>>,
    is_checked: RwSignal<bool>,
    is_settled: StoredValue<bool>,
    place: StoredValue<String>,
}

/// Where the person wanted to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leave {
    /// One step back.
    Back,
    /// To that address.
    To(String),
}

impl Desk {
    /// Opens a form at its place, with the draft of earlier where there is one.
    pub fn open(ui: Ui, goal: Goal, form: Form, path: &Path) -> Self {
        let place = path.format();
        let kept = draft::find(&place).and_then(|text| {
            let (before, form) = text.split_once(BETWEEN)?;
            Some((edit_text::parse(before)?, edit_text::parse(form)?))
        });
        let is_restored = kept.is_some();
        let (before, form) = kept.unwrap_or_else(|| (form.clone(), form));
        let form = RwSignal::new(form);
        let before = StoredValue::new(before);
        let is_checked = RwSignal::new(false);
        let is_dirty =
            Memo::new(move |_| before.with_value(|before| form.with(|form| form != before)));
        let wrongs = Memo::new(move |_| {
            let check = || before.with_value(|before| form.with(|form| form.check(before)));
            if is_checked.get() { check() } else { Vec::new() }
        });
        let desk = Self {
            ui,
            form,
            before,
            goal: StoredValue::new(goal),
            is_restored,
            is_dirty,
            wrongs,
            leaving: RwSignal::new(None),
            extents: RwSignal::new(Vec::new()),
            is_checked,
            is_settled: StoredValue::new(false),
            place: StoredValue::new(place),
        };
        desk.keep_drafts();
        desk
    }

    /// Keeps the draft beside the database, and the browser from closing the page unasked.
    fn keep_drafts(self) {
        // Talks to the browser's timers and its storage.
        Effect::new(move |before: Option<Option<TimeoutHandle>>| {
            if let Some(handle) = before.flatten() {
                handle.clear();
            }
            self.form.track();
            draft::set_unsaved(self.is_dirty.get());
            let keep = move || {
                if self.is_dirty.try_get_untracked() == Some(true) {
                    self.keep_draft();
                }
            };
            set_timeout_with_handle(keep, REST).ok()
        });
        on_cleanup(move || {
            draft::set_unsaved(false);
            let is_settled = self.is_settled.try_get_value().unwrap_or(true);
            if !is_settled && self.is_dirty.try_get_untracked() == Some(true) {
                self.keep_draft();
                self.ui.say(self.ui.language.get_untracked().messages().edit_kept());
            }
        });
    }

    fn keep_draft(self) {
        if self.is_settled.get_value() {
            return;
        }
        let before = self.before.with_value(edit_text::format);
        let form = self.form.with_untracked(edit_text::format);
        self.place.with_value(|place| draft::keep(place, &format!("{before}{BETWEEN}{form}")));
    }

    /// Forgets what was written: nothing is to be asked or kept any more.
    fn settle(self) {
        self.is_settled.set_value(true);
        draft::forget();
        draft::set_unsaved(false);
    }

    /// Leaves the form, after asking where something was edited.
    pub fn leave(self, leave: Leave) {
        if self.is_dirty.get_untracked() {
            self.leaving.set(Some(leave));
        } else {
            self.go(leave);
        }
    }

    /// Throws the edits away and goes where the person wanted.
    pub fn discard(self) {
        self.settle();
        if let Some(leave) = self.leaving.get_untracked() {
            self.leaving.set(None);
            self.go(leave);
        }
    }

    fn go(self, leave: Leave) {
        self.settle();
        match leave {
            Leave::Back => place::back(),
            Leave::To(address) => place::go_to(&address),
        }
    }

    /// What is wrong with a field, in words.
    pub fn wrong(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            let wrongs = self.wrongs.read();
            let found = wrongs.iter().find(|wrong| wrong.field == field)?;
            Some(describe_problem(found.problem, self.ui.messages()))
        })
    }

    /// Whether the form is of a whole event, not of one instance.
    pub fn is_series(self) -> bool {
        self.goal.with_value(|goal| !matches!(goal, Goal::Edit { instance: Some(_), .. }))
    }

    /// The event as it stood when the form was opened; `None` of a new one.
    pub fn standing_event(self) -> Option<Event> {
        self.goal.with_value(|goal| match goal {
            Goal::New => None,
            Goal::Edit { entry, .. } => Some(entry.event.clone()),
        })
    }

    /// Adds a participant with nothing written, and tells its key.
    pub fn add_person(self) -> LocalId {
        let key = LocalId::new(AppState::new_id());
        self.form.update(|form| form.people.push(PersonForm::blank(key.clone())));
        key
    }

    /// Changes one participant.
    pub fn edit_person(self, key: &LocalId, edit: impl FnOnce(&mut PersonForm)) {
        self.form.update(|form| {
            if let Some(person) = form.people.iter_mut().find(|person| person.key == *key) {
                edit(person);
            }
        });
    }

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
            Goal::New => self.made_new(&form, &editing, put_on),
            Goal::Edit { entry, instance: Some(at), .. } if self.is_dirty.get_untracked() => {
                let entry = self.standing(*entry);
                let instance = Instance { entry: &entry, at, now: editing.at, off };
                let Some(extent) = extent else {
                    match put_on(entry.event.clone()) {
                        Ok(_) => self.extents.set(instance.extents()),
                        Err(_) => request_animation_frame(|| place::focus(SUMMARY)),
                    }
                    return;
                };
                self.made_instance(instance, extent, &form, put_on)
            }
            Goal::Edit { entry, .. } => self.made_edit(*entry, &form, put_on),
        };
        match made {
            Ok(made) => self.commit(made),
            Err(_) => request_animation_frame(|| place::focus(SUMMARY)),
        }
    }

    fn made_new(
        self,
        form: &Form,
        editing: &Editing,
        put_on: impl FnOnce(Event) -> Result<Event, Vec<Wrong>>,
    ) -> Result<Made, Vec<Wrong>> {
        let id = EventId::new(AppState::new_id());
        let today = self.ui.state.now.get_untracked().date();
        let day = self.before.with_value(|before| parse_day(&before.first_day)).unwrap_or(today);
        let event = put_on(unwritten(id.clone(), day, editing))?;
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
