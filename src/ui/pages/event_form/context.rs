//! What the parts of the form share: its texts, what is wrong with them, the draft, saving and leaving.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::civil::DateTime;
use leptos::prelude::*;

use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::{EventId, LocalId};
use crate::domain::series::Extent;
use crate::present::form::event::form::Form;
use crate::present::form::event::section::people::PersonForm;
use crate::present::form::event::text as edit_text;
use crate::present::form::event::wrong::{Field, Wrong};
use crate::state::app::AppState;
use crate::state::{draft, place};
use crate::ui::context::Ui;
use crate::ui::describe::describe_problem;

/// What parts the form as it was from the form as it is, in a draft.
const BETWEEN: &str = "\n--\n";

/// How long after a change the draft is kept, whether or not the person goes on writing.
const SOON: Duration = Duration::from_millis(600);

/// The id of the line that says how much is wrong.
pub const SUMMARY: &str = "wrong-summary";

/// What the form is for.
#[derive(Clone, Debug)]
pub enum Goal {
    /// A new event; with the one that it begins as, where another is copied.
    New(Option<Box<Event>>),
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
    /// The rows of the programme whose fields are shown.
    pub opened: RwSignal<BTreeSet<LocalId>>,
    pub(super) is_checked: RwSignal<bool>,
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

impl Goal {
    /// Whether it makes an event.
    pub fn is_new(&self) -> bool {
        matches!(self, Self::New(_))
    }

    /// The event that is edited.
    pub fn event(&self) -> Option<&EventId> {
        match self {
            Self::New(_) => None,
            Self::Edit { entry, .. } => Some(&entry.event.id),
        }
    }
}

impl Desk {
    /// Opens a form at its place, with the draft of earlier where one was found there.
    pub fn open(ui: Ui, goal: Goal, form: Form, place: String, draft: Option<String>) -> Self {
        let kept = draft.and_then(|text| {
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
            opened: RwSignal::new(BTreeSet::new()),
            is_checked,
            is_settled: StoredValue::new(false),
            place: StoredValue::new(place),
        };
        desk.keep_drafts();
        desk
    }

    /// Keeps the draft beside the database, and the browser from closing the page unasked.
    fn keep_drafts(self) {
        let is_waiting = StoredValue::new(false);
        // Talks to the browser's timers and its storage.
        Effect::new(move |_| {
            self.form.track();
            draft::set_unsaved(self.is_dirty.get());
            // A change while one waits is kept with it: who never rests loses no more than who does.
            if is_waiting.get_value() {
                return;
            }
            is_waiting.set_value(true);
            let keep = move || {
                is_waiting.try_set_value(false);
                if self.is_dirty.try_get_untracked() == Some(true) {
                    self.keep_draft();
                }
            };
            set_timeout(keep, SOON);
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
        let text = format!("{before}{BETWEEN}{form}");
        self.place.with_value(|place| self.ui.state.keep_draft(place, &text));
    }

    /// Forgets what was written: nothing is to be asked or kept any more.
    pub(super) fn settle(self) {
        self.is_settled.set_value(true);
        self.place.with_value(|place| self.ui.state.forget_draft(place));
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

    pub(super) fn go(self, leave: Leave) {
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
            Goal::New(_) => None,
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
}
