//! The shared state of an event's form, in addition to that of all forms: the purpose of the form.

use jiff::civil::DateTime;
use leptos::prelude::*;

use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::{EventId, LocalId};
use crate::domain::series::edit::Extent;
use crate::domain::sorted_set::SortedSet;
use crate::format::stored::draft::StoredDraft;
use crate::present::form::event::form::EventForm;
use crate::present::form::event::save::SaveTrouble;
use crate::ui::context::Ui;
use crate::ui::form::context::FormContext;

/// The id of the list of organisations that fields suggest.
pub const ORGANIZATIONS: &str = "known-organizations";

/// The id of the title.
pub const TITLE: &str = "event-title";

/// The id of the first day.
pub const FIRST_DAY: &str = "event-first-day";

/// The id of the error of the first day.
pub const FIRST_DAY_ERROR: &str = "event-first-day-error";

/// The id of the end of the clocks.
pub const END_TIME: &str = "event-end-time";

/// The id of the choice of a rule.
pub const RULE: &str = "event-repeat";

/// The id of the form element.
const FORM: &str = "event-form";

/// The purpose of the form.
#[derive(Clone, Debug)]
pub enum Goal {
    /// A new event, with the event that it starts from if another one is copied.
    New(Option<Box<Event>>),
    /// Editing an existing event.
    Edit {
        /// The entry as it was when the form was opened.
        entry: Box<Entry>,
        /// Whether the entry came from a file.
        is_imported: bool,
        /// The instance of a repeating event that the form shows; `None` for the series.
        instance: Option<DateTime>,
    },
}

/// Shared form state. It is cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct EventContext {
    /// The state that all forms have.
    pub form: FormContext<EventForm>,
    /// The purpose of the form.
    pub goal: StoredValue<Goal>,
    /// The possible extents of an edit, while the person is asked.
    pub extents: RwSignal<Vec<Extent>>,
    /// The extent that the person has chosen.
    pub extent: StoredValue<Option<Extent>>,
    /// Why the last save has saved nothing, while the person is asked.
    pub trouble: RwSignal<Option<SaveTrouble>>,
    /// The parts of the programme whose fields are shown.
    pub opened_parts: RwSignal<SortedSet<LocalId>>,
}

impl Goal {
    /// Returns whether it creates an event.
    pub fn is_new(&self) -> bool {
        matches!(self, Self::New(_))
    }

    /// Returns the id of the event that is edited.
    pub fn event(&self) -> Option<&EventId> {
        match self {
            Self::New(_) => None,
            Self::Edit { entry, .. } => Some(&entry.event.id),
        }
    }
}

impl EventContext {
    /// Opens a form at its location, with the draft that was found for it.
    pub fn open(
        ui: Ui,
        goal: Goal,
        form: EventForm,
        location: String,
        draft: Option<StoredDraft>,
    ) -> Self {
        Self {
            form: FormContext::open(ui, FORM, form, location, draft),
            goal: StoredValue::new(goal),
            extents: RwSignal::new(Vec::new()),
            extent: StoredValue::new(None),
            trouble: RwSignal::new(None),
            opened_parts: RwSignal::new(SortedSet::new()),
        }
    }

    /// Returns whether the form creates an event.
    pub fn is_new(self) -> bool {
        self.goal.with_value(Goal::is_new)
    }

    /// Returns whether the form is for one instance of a series.
    pub fn is_instance(self) -> bool {
        self.goal.with_value(|goal| matches!(goal, Goal::Edit { instance: Some(_), .. }))
    }

    /// Returns the event as it was when the form was opened; `None` for a new one.
    pub fn standing_event(self) -> Option<Event> {
        self.goal.with_value(|goal| match goal {
            Goal::New(_) => None,
            Goal::Edit { entry, .. } => Some(entry.event.clone()),
        })
    }

    /// Shows the fields of a part.
    pub fn open_part(self, key: &LocalId) {
        self.opened_parts.update(|opened| _ = opened.insert(key.clone()));
    }

    /// Shows the fields of a part, or hides them.
    pub fn toggle_part(self, key: &LocalId) {
        self.opened_parts.update(|opened| {
            if !opened.remove(key) {
                opened.insert(key.clone());
            }
        });
    }
}
