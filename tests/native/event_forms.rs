//! What the tests of an event's form share.

use tsudoi::domain::event::Event;
use tsudoi::domain::time::UtcTime;
use tsudoi::format::draft::{self, StoredDraft};
use tsudoi::present::form::Form;
use tsudoi::present::form::draft::Draft;
use tsudoi::present::form::error::{FieldError, FieldErrorKind};
use tsudoi::present::form::event::apply::{Editing, apply};
use tsudoi::present::form::event::form::{EventForm, Field};

/// The event that a form makes of another, or what is wrong with the form.
pub(crate) fn saved(
    form: &EventForm,
    before: &EventForm,
    onto: Event,
    editing: &Editing,
) -> Result<Event, Vec<FieldError<Field>>> {
    form.parse(before).map(|edits| apply(edits, onto, editing))
}

/// What is wrong with a form, field by field, with the key of the row.
pub(crate) fn errors(form: &EventForm, before: &EventForm) -> Vec<(Field, String, FieldErrorKind)> {
    let errors = form.parse(before).err().unwrap_or_default();
    let row = |error: &FieldError<Field>| error.row.as_ref().map(ToString::to_string);
    errors.iter().map(|it| (it.field, row(it).unwrap_or_default(), it.kind)).collect()
}

/// What is wrong with a form, without the fields.
pub(crate) fn kinds(form: &EventForm, before: &EventForm) -> Vec<FieldErrorKind> {
    errors(form, before).into_iter().map(|(_, _, kind)| kind).collect()
}

/// A form, written as a draft and read again.
pub(crate) fn redrafted(form: &EventForm) -> Option<EventForm> {
    let at = UtcTime(jiff::civil::date(2024, 11, 1).at(3, 0, 0, 0));
    let form = form.to_draft();
    let kept = StoredDraft { location: "#/new".to_owned(), at, before: form.clone(), form };
    let read = draft::decode(&draft::encode(&kept))?;
    assert_eq!(read, kept);
    EventForm::from_draft(read.form)
}

#[test]
fn a_draft_of_another_version_or_without_a_field_is_passed_over() {
    let form = EventForm::blank(None, jiff::civil::date(2024, 11, 1));
    let at = UtcTime(jiff::civil::date(2024, 11, 1).at(3, 0, 0, 0));
    let kept = form.to_draft();
    let text = draft::encode(&StoredDraft {
        location: "#/new".to_owned(),
        at,
        before: kept.clone(),
        form: kept,
    });
    let version = format!("\"v\":{}", draft::VERSION);
    assert!(text.contains(&version));
    assert!(draft::decode(&text).is_some());
    assert_eq!(draft::decode(&text.replace(&version, "\"v\":0")), None);
    assert_eq!(draft::decode(&text.replace(&version, "\"v\":999")), None);
    assert_eq!(draft::decode("#/new\ntitle=花見"), None);
    let without = draft::decode(&text.replace("\"meeting_time\":\"\",", "")).expect("a draft");
    assert_eq!(EventForm::from_draft(without.form), None);
}
