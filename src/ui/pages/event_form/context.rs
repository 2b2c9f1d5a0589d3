//! What the parts of an event's form share in addition to what all forms do: what the form is for.

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use leptos::prelude::*;

use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::{EventId, LocalId};
use crate::domain::series::edit::Extent;
use crate::format::stored::draft::StoredDraft;
use crate::present::form::event::form::EventForm;
use crate::ui::context::Ui;
use crate::ui::form::context::FormContext;

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

/// What the parts of an event's form share. Copy it freely.
#[derive(Clone, Copy, Debug)]
pub struct EventContext {
    /// What all forms have.
    pub form: FormContext<EventForm>,
    /// What the form is for.
    pub goal: StoredValue<Goal>,
    /// For which instances an edit can be meant, while the person is asked.
    pub extents: RwSignal<Vec<Extent>>,
    /// The parts of the programme whose fields are shown.
    pub opened_parts: RwSignal<BTreeSet<LocalId>>,
}

impl Goal {
    /// Returns whether it makes an event.
    pub fn is_new(&self) -> bool {
        matches!(self, Self::New(_))
    }

    /// Returns the event that is edited.
    pub fn event(&self) -> Option<&EventId> {
        match self {
            Self::New(_) => None,
            Self::Edit { entry, .. } => Some(&entry.event.id),
        }
    }
}

impl EventContext {
    /// Opens a form at its location, with the draft that was found there.
    pub fn open(
        ui: Ui,
        goal: Goal,
        form: EventForm,
        location: String,
        draft: Option<StoredDraft>,
    ) -> Self {
        Self {
            form: FormContext::open(ui, form, location, draft),
            goal: StoredValue::new(goal),
            extents: RwSignal::new(Vec::new()),
            opened_parts: RwSignal::new(BTreeSet::new()),
        }
    }

    /// Returns whether the form makes an event.
    pub fn is_new(self) -> bool {
        self.goal.with_value(Goal::is_new)
    }

    /// Returns whether the form is of one instance of a series.
    pub fn is_instance(self) -> bool {
        self.goal.with_value(|goal| matches!(goal, Goal::Edit { instance: Some(_), .. }))
    }

    /// Returns the event as it was when the form was opened; `None` of a new one.
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

    /// Shows the fields of a part, or folds them up.
    pub fn toggle_part(self, key: &LocalId) {
        self.opened_parts.update(|opened| {
            if !opened.remove(key) {
                opened.insert(key.clone());
            }
        });
    }
}
