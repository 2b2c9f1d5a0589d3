//! Functions shared by the tests of an event's form.

use proptest::prelude::*;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::LocalId;
use tsudoi::domain::sorted_set::SortedSet;
use tsudoi::domain::time::UtcTime;
use tsudoi::format::stored::draft;
use tsudoi::format::stored::draft::StoredDraft;
use tsudoi::present::form::Form;
use tsudoi::present::form::draft::Draft;
use tsudoi::present::form::error::{FieldError, FieldErrorKind};
use tsudoi::present::form::event::apply::{Editing, apply};
use tsudoi::present::form::event::form::{EventField, EventForm};
use tsudoi::present::form::event::rows::{PlaceForm, Purpose};
use tsudoi::present::form::rows::RowEdits;

/// Returns the event that a form makes of another, or the field errors.
pub(crate) fn saved(
    form: &EventForm,
    before: &EventForm,
    onto: Event,
    editing: &Editing,
) -> Result<Event, Vec<FieldError<EventField>>> {
    form.parse(before).map(|edits| apply(edits, onto, editing))
}

/// Returns the errors of a form, field by field, with the key of the row.
pub(crate) fn errors(
    form: &EventForm,
    before: &EventForm,
) -> Vec<(EventField, String, FieldErrorKind)> {
    let errors = form.parse(before).err().unwrap_or_default();
    let row = |error: &FieldError<EventField>| error.row.as_ref().map(ToString::to_string);
    errors.iter().map(|it| (it.field, row(it).unwrap_or_default(), it.kind)).collect()
}

/// Returns the errors of a form, without the fields.
pub(crate) fn kinds(form: &EventForm, before: &EventForm) -> Vec<FieldErrorKind> {
    errors(form, before).into_iter().map(|(_, _, kind)| kind).collect()
}

/// Returns a form after it was written as a draft and read again.
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

/// Returns rows of a list, at most one for each key; the name of some is empty.
fn rows() -> impl Strategy<Value = Vec<PlaceForm>> {
    let row = |(key, name): (u8, String)| PlaceForm {
        name,
        ..PlaceForm::blank(LocalId::new(key.to_string()), Purpose::Other)
    };
    let rows = prop::collection::btree_map(0u8..6, "[ab]?", 0..6);
    let rows = rows.prop_map(move |rows| rows.into_iter().map(row).collect::<Vec<_>>());
    rows.prop_shuffle()
}

proptest! {
    #[test]
    fn the_edits_of_rows_are_their_differences_whatever_their_order(now in rows(), before in rows()) {
        let keys = |rows: &[PlaceForm]| -> SortedSet<LocalId> {
            rows.iter().map(|row| row.key.clone()).collect()
        };
        let edits = RowEdits::between(&now, &before);
        let removed: SortedSet<LocalId> = edits.removed.into_iter().collect();
        let mut expected = keys(&before);
        expected.retain(|key| !keys(&now).contains(key));
        prop_assert_eq!(&removed, &expected);
        let is_new = |row: &&PlaceForm| !keys(&before).contains(&row.key);
        let expected = now.iter().filter(|row| {
            let is_blank = row.name.is_empty() && is_new(row);
            !before.contains(row) && !is_blank
        });
        prop_assert_eq!(
            edits.edited.iter().map(|edit| &edit.row).collect::<Vec<_>>(),
            expected.collect::<Vec<_>>()
        );
        for edit in &edits.edited {
            let was = before.iter().find(|was| was.key == edit.row.key);
            prop_assert_eq!(edit.was.as_ref(), was);
        }
    }
}
