//! The shared state of a form: the values of its fields, the errors, the draft, and leaving.

use std::fmt;
use std::time::Duration;

use leptos::prelude::*;

use crate::domain::id::LocalId;
use crate::format::stored::draft::StoredDraft;
use crate::present::form::Form;
use crate::present::form::error::FieldError;
use crate::state::app::AppState;
use crate::state::{draft, navigation};
use crate::ui::context::Ui;
use crate::ui::describe::describe_field_error;
use crate::ui::scope::Scope;

/// The time from a change until the draft is saved, even if the person continues to type.
const SOON: Duration = Duration::from_millis(600);

/// The id of the line that counts the fields with errors.
pub const SUMMARY: &str = "wrong-summary";

/// Shared form state. It is cheap to copy.
#[derive(Clone)]
pub struct FormContext<F: Form> {
    /// The id of the form element.
    pub id: &'static str,
    /// The values of the fields.
    pub values: RwSignal<F>,
    /// The values when the form was opened.
    pub before: StoredValue<F>,
    /// Whether the form was restored from a saved draft.
    pub is_restored: bool,
    /// Whether anything was edited.
    pub is_dirty: Memo<bool>,
    /// All errors; empty until the person tries to save.
    pub errors: Memo<Vec<FieldError<F::Field>>>,
    /// The target of leaving, while the person is asked about their edits.
    pub leaving: RwSignal<Option<Leave>>,
    /// Stored, because every field holds a copy of this struct.
    ui: StoredValue<Ui>,
    is_checked: RwSignal<bool>,
    is_settled: StoredValue<bool>,
    location: StoredValue<String>,
    /// The lifetime of the form.
    pub(super) scope: Scope,
}

/// The target of leaving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leave {
    /// One step back.
    Back,
    /// To an address.
    To(String),
}

impl<F: Form> Copy for FormContext<F> {}

impl<F: Form> fmt::Debug for FormContext<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FormContext").finish_non_exhaustive()
    }
}

impl<F: Form> FormContext<F> {
    /// Opens a form at its location, with the draft that was found for it, unless the draft belongs to an older version
    /// of the form.
    pub fn open(
        ui: Ui,
        id: &'static str,
        form: F,
        location: String,
        draft: Option<StoredDraft>,
    ) -> Self {
        let kept = draft
            .and_then(|draft| Some((F::from_draft(draft.before)?, F::from_draft(draft.form)?)));
        let is_restored = kept.is_some();
        let (before, form) = kept.unwrap_or_else(|| (form.clone(), form));
        let values = RwSignal::new(form);
        let before = StoredValue::new(before);
        let is_checked = RwSignal::new(false);
        let is_dirty =
            Memo::new(move |_| before.with_value(|before| values.with(|form| form != before)));
        let errors = Memo::new(move |_| {
            let parse = || before.with_value(|before| values.with(|form| form.parse(before)));
            if is_checked.get() { parse().err().unwrap_or_default() } else { Vec::new() }
        });
        let context = Self {
            id,
            ui: StoredValue::new(ui),
            values,
            before,
            is_restored,
            is_dirty,
            errors,
            leaving: RwSignal::new(None),
            is_checked,
            is_settled: StoredValue::new(false),
            location: StoredValue::new(location),
            scope: Scope::here(),
        };
        context.keep_drafts();
        context
    }

    /// Returns the context of the page.
    pub fn ui(self) -> Ui {
        self.ui.get_value()
    }

    /// Reads the values, and follows them.
    pub fn with<T>(self, read: impl FnOnce(&F) -> T) -> T {
        self.values.with(read)
    }

    /// Changes the values.
    pub fn update(self, edit: impl FnOnce(&mut F)) {
        self.values.update(edit);
    }

    /// Returns the edits of the form. If there are errors, every field shows its own from now on, and the focus moves
    /// to the first of these fields, or else to the line that counts them.
    pub fn parse(self) -> Result<F::Edits, Vec<FieldError<F::Field>>> {
        self.is_checked.set(true);
        let parsed =
            self.before.with_value(|before| self.values.with_untracked(|form| form.parse(before)));
        if parsed.is_err() {
            self.scope.next_frame(move || {
                if !navigation::focus_wrong(self.id) {
                    navigation::focus_in_sight(SUMMARY);
                }
            });
        }
        parsed
    }

    /// Moves the focus to an element after the next drawing, because the button that has it now goes away.
    pub fn focus_next(self, id: &'static str) {
        self.scope.next_frame(move || navigation::focus_in_sight(id));
    }

    /// Returns the error of a field in words.
    pub fn error(self, field: F::Field, row: Option<LocalId>) -> Signal<Option<String>> {
        Signal::derive(move || {
            let errors = self.errors.read();
            let found = errors.iter().find(|error| error.field == field && error.row == row)?;
            Some(describe_field_error(found.kind, self.ui().messages()))
        })
    }

    /// Saves drafts, and keeps the browser from closing the page without a question.
    fn keep_drafts(self) {
        let is_waiting = StoredValue::new(false);
        // Talks to the browser's timers and its storage.
        Effect::new(move |_| {
            self.values.track();
            draft::set_unsaved(self.is_dirty.get());
            // A further change does not restart the timer, so that a person who types without pauses loses no more than
            // others.
            if is_waiting.get_value() {
                return;
            }
            is_waiting.set_value(true);
            let keep = move || {
                is_waiting.set_value(false);
                if self.is_dirty.get_untracked() {
                    self.keep_draft();
                }
            };
            self.scope.after(SOON, keep);
        });
        on_cleanup(move || {
            draft::set_unsaved(false);
            let is_settled = self.is_settled.try_get_value().unwrap_or(true);
            if !is_settled && self.is_dirty.try_get_untracked() == Some(true) {
                self.keep_draft();
                self.ui().say(self.ui().messages().edit_kept());
            }
        });
    }

    fn keep_draft(self) {
        if self.is_settled.get_value() {
            return;
        }
        self.ui().state.keep_draft(&StoredDraft {
            location: self.location.get_value(),
            at: AppState::utc_now(),
            before: self.before.with_value(F::to_draft),
            form: self.values.with_untracked(F::to_draft),
        });
    }

    /// Calls `stay` after a save if the form is still in the page. If the person has left it meanwhile, only the draft
    /// is deleted, because its contents are saved.
    pub fn saved(self, stay: impl FnOnce() + 'static) -> impl FnOnce() + 'static {
        let (ui, location) = (self.ui(), self.location.get_value());
        move || {
            if self.scope.is_alive() {
                self.settle();
                stay();
            } else {
                ui.state.forget_draft(&location);
            }
        }
    }

    /// Calls `act` if the form is still in the page.
    pub fn if_alive(self, act: impl FnOnce(Self)) {
        if self.scope.is_alive() {
            act(self);
        }
    }

    /// Marks the edits as done: no question is asked and no draft is saved any more.
    pub fn settle(self) {
        self.is_settled.set_value(true);
        self.location.with_value(|location| self.ui().state.forget_draft(location));
        draft::set_unsaved(false);
    }

    /// Leaves the form, after a question if anything was edited.
    pub fn leave(self, leave: Leave) {
        if self.is_dirty.get_untracked() {
            self.leaving.set(Some(leave));
        } else {
            self.go(leave);
        }
    }

    /// Discards the edits and goes to the target of leaving.
    pub fn discard(self) {
        self.settle();
        if let Some(leave) = self.leaving.get_untracked() {
            self.leaving.set(None);
            self.go(leave);
        }
    }

    /// Leaves the form without asking.
    pub fn go(self, leave: Leave) {
        self.settle();
        match leave {
            Leave::Back => navigation::back(),
            Leave::To(address) => navigation::go_to(&address),
        }
    }
}
