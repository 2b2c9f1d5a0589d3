//! The differences between two states of an event, field by field and person by person.

use std::borrow::Cow;

use crate::domain::event::Event;
use crate::domain::event::bounds::{ROWS_SHOWN, shortened};
use crate::domain::event::field::{FieldPath, PersonPart};
use crate::merge::event::{Merged, compare};
use crate::present::text::field;
use crate::present::viewer::Viewer;

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceRow {
    /// The field.
    pub field: FieldPath,
    /// The name of the field.
    pub label: String,
    /// The old value; empty for nothing.
    pub before: String,
    /// The new value; empty for nothing.
    pub after: String,
    /// Whether the value was added, removed or changed.
    pub turn: Turn,
    /// 追加, 削除, 変更.
    pub turn_label: &'static str,
}

/// Whether a value was added, removed or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// It was added.
    Added,
    /// It was removed.
    Removed,
    /// It changed.
    Changed,
}

/// Returns the differences between two states, in the order of a page: the changes of `after` as a merge sees them.
pub fn difference(viewer: &Viewer, before: &Event, after: &Event) -> Vec<DifferenceRow> {
    let Merged { event, changed, conflicts: _ } = compare(before, after);
    let shown: Vec<FieldPath> = changed.into_iter().filter(is_shown).collect();
    rows(viewer, &shown, [Some(before), Some(&event)])
}

/// The number of letters of a value that are shown.
const VALUE_SHOWN: usize = 2_000;

/// Builds the rows of the given fields; of very many, one row says how many more there are.
pub fn rows(
    viewer: &Viewer,
    fields: &[FieldPath],
    [before, after]: [Option<&Event>; 2],
) -> Vec<DifferenceRow> {
    let shown = fields.iter().take(ROWS_SHOWN);
    let mut rows: Vec<DifferenceRow> =
        shown.map(|field| row(viewer, field, [before, after])).collect();
    if let Some(next) = fields.get(ROWS_SHOWN) {
        rows.push(DifferenceRow {
            field: next.clone(),
            label: viewer.messages.issue_more(fields.len() - ROWS_SHOWN),
            before: String::new(),
            after: String::new(),
            turn: Turn::Changed,
            turn_label: viewer.messages.was_changed(),
        });
    }
    rows
}

/// Returns the value of a field, as much of it as is shown.
pub fn value(viewer: &Viewer, field: &FieldPath, event: Option<&Event>) -> String {
    let value = field::value(viewer, field, event);
    match shortened(&value, VALUE_SHOWN) {
        Cow::Owned(shown) => shown,
        Cow::Borrowed(_) => value,
    }
}

/// Returns whether a page shows the field. The identity of a participant and properties that we keep without reading
/// are not shown.
fn is_shown(field: &FieldPath) -> bool {
    match field {
        FieldPath::Foreign(_)
        | FieldPath::Participant {
            part: PersonPart::CalendarAddress | PersonPart::Foreign, ..
        } => false,
        FieldPath::Event
        | FieldPath::Calendar
        | FieldPath::Title
        | FieldPath::Status
        | FieldPath::StatusReason
        | FieldPath::When
        | FieldPath::MeetingTime
        | FieldPath::Repeat
        | FieldPath::Kinds
        | FieldPath::Categories
        | FieldPath::Keywords
        | FieldPath::SeriesNumber
        | FieldPath::Location(_)
        | FieldPath::MainLocation
        | FieldPath::VirtualLocation(_)
        | FieldPath::Audience
        | FieldPath::Part(_)
        | FieldPath::Organizer
        | FieldPath::Description
        | FieldPath::Link(_)
        | FieldPath::Headcount
        | FieldPath::Registration
        | FieldPath::Color
        | FieldPath::Privacy
        | FieldPath::Participant { .. } => true,
        FieldPath::Instance { at: _, part } => is_shown(part),
    }
}

fn row(viewer: &Viewer, field: &FieldPath, [before, after]: [Option<&Event>; 2]) -> DifferenceRow {
    let messages = viewer.messages;
    let was = value(viewer, &field::in_state(field, after, before), before);
    let is = value(viewer, field, after);
    let turn = turn(field, [before, after], [&was, &is]);
    DifferenceRow {
        field: field.clone(),
        label: field::label(viewer, field, [after, before]),
        before: was,
        after: is,
        turn,
        turn_label: match turn {
            Turn::Added => messages.was_added(),
            Turn::Removed => messages.was_removed(),
            Turn::Changed => messages.was_changed(),
        },
    }
}

fn turn(field: &FieldPath, events: [Option<&Event>; 2], values: [&str; 2]) -> Turn {
    if let FieldPath::Participant { key, part: PersonPart::Whole } = field {
        let [was, is] =
            events.map(|event| event.is_some_and(|event| event.participants.contains_key(key)));
        return match (was, is) {
            (false, true) => Turn::Added,
            (true, false) => Turn::Removed,
            (false, false) | (true, true) => Turn::Changed,
        };
    }
    match values.map(str::is_empty) {
        [true, false] => Turn::Added,
        [false, true] => Turn::Removed,
        [true, true] | [false, false] => Turn::Changed,
    }
}
