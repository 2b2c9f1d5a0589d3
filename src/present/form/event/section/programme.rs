//! The programme in the form of an event: a row for each part, and how a row changes its part.
//!
//! Laws: a row that was not edited leaves its part unchanged. Moving rows changes only the order. A part that another
//! tab removed meanwhile is not added again. A row stores the day as a distance from the first day of the event, so
//! that the part moves when the event moves.

use jiff::civil::{Date, DateTime, Time};

use crate::domain::event::programme::Part;
use crate::domain::event::{Event, RareFacts};
use crate::domain::gather::ordered;
use crate::domain::id::LocalId;
use crate::domain::time::{Length, plus_days, signed_days_between};
use crate::present::form::error::{Errors, FieldError, FieldErrorKind};
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::roles::RoleChoice;
use crate::present::form::event::rows::{PartForm, ParticipantForm};
use crate::present::form::rows::{RowEdit, RowEdits, find, find_mut};
use crate::present::form::text::{LONGEST_LINE, LONGEST_TEXT, clock, time, too_long};

/// A day, in minutes. The clock in the row cannot express the end of a part that lasts longer.
const DAY_MINUTES: u64 = 24 * 60;

/// The changes of the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeEdits {
    removed: Vec<LocalId>,
    parts: Vec<PartEdit>,
    /// The keys of all rows before and after editing.
    old_order: Vec<LocalId>,
    order: Vec<LocalId>,
}

/// A part that was edited or added.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PartEdit {
    edit: RowEdit<PartForm>,
    /// Its start and end, if its time was edited.
    clocks: Option<Clocks>,
}

/// The clocks of the start and the end of a part, if they are written.
type Clocks = (Option<Time>, Option<Time>);

/// Makes the rows of an event's programme, in order.
pub fn rows(event: &Event) -> Vec<PartForm> {
    let first = event.when.start().date();
    let parts = event.programme.iter().collect();
    let parts = ordered(parts, |(_, a): &(_, &Part), (_, b)| a.order.cmp(&b.order));
    parts.into_iter().map(|(key, part)| row(key, part, first)).collect()
}

fn row(key: &LocalId, part: &Part, first: Date) -> PartForm {
    let length = part.length.filter(|length| *length != Length::default());
    let end = part.start.zip(length).map(|(start, length)| length.after(start));
    let text = |at: Option<DateTime>| at.map(|at| clock(at.time())).unwrap_or_default();
    PartForm {
        key: key.clone(),
        title: part.title.clone(),
        day: part.start.map_or(0, |start| signed_days_between(first, start.date())),
        start: text(part.start),
        end: text(end),
        speakers: part.speakers.clone(),
        mode: part.mode.clone(),
        description: part.description.replace("\r\n", "\n"),
    }
}

impl PartForm {
    /// Returns the clocks of the start and the end, or the error in them.
    fn clocks(&self) -> Result<Clocks, FieldError<EventField>> {
        let clock = |text: &str, field| {
            time(text).map_err(|kind| FieldError::in_row(field, &self.key, kind))
        };
        let start = clock(&self.start, EventField::PartStart)?;
        let end = clock(&self.end, EventField::PartEnd)?;
        if start.is_none() && end.is_some() {
            let kind = FieldErrorKind::PartStartMissing;
            return Err(FieldError::in_row(EventField::PartStart, &self.key, kind));
        }
        Ok((start, end))
    }

    /// Returns when the part begins and ends, if the event begins on `first`; `None` if the row has no start.
    pub(crate) fn span(&self, first: Date) -> Option<(DateTime, Option<DateTime>)> {
        let (start, end) = self.clocks().ok()?;
        let start = plus_days(first, self.day).to_datetime(start?);
        Some((start, end.map(|end| length_to(start, end).after(start))))
    }
}

impl EventForm {
    /// Adds a blank part. It starts when the last part ends, or when the event begins.
    pub fn add_part(&mut self, key: LocalId) {
        let last = self.programme.last();
        let start = match last {
            Some(last) if last.end.is_empty() => String::new(),
            Some(last) => last.end.clone(),
            None => self.start_time.clone(),
        };
        let is_over_night = last.is_some_and(|last| !last.end.is_empty() && last.end < last.start);
        let day = last.map_or(0, |last| last.day.saturating_add(i32::from(is_over_night)));
        self.programme.push(PartForm { start, ..PartForm::blank(key, day) });
    }

    /// Sorts the parts by their starts. A part without a start stays behind the part that it followed.
    pub fn sort_parts(&mut self) {
        let mut last = (i32::MIN, String::new());
        let parts = std::mem::take(&mut self.programme).into_iter().map(|part| {
            if !part.start.is_empty() {
                last = (part.day, part.start.clone());
            }
            (last.clone(), part)
        });
        let parts = ordered(parts.collect(), |(a, _), (b, _)| a.cmp(b));
        self.programme = parts.into_iter().map(|(_, part)| part).collect();
    }

    /// Adds a speaker to a part: the participant with that name, or else a new participant with the key `new`.
    pub fn add_speaker(&mut self, part: &LocalId, name: &str, new: LocalId) {
        let bare = squeezed(name);
        if bare.is_empty() {
            return;
        }
        let Some(part) = find_mut(&mut self.programme, part) else { return };
        let named = |person: &&ParticipantForm| squeezed(&person.name) == bare;
        let known: Vec<&ParticipantForm> = self.people.iter().filter(named).collect();
        // If two people have the same name and the first one already speaks, the second one is meant.
        let free = known.iter().find(|person| !part.speakers.contains(&person.key));
        if let Some(person) = free {
            part.speakers.push(person.key.clone());
        } else if known.is_empty() {
            let mut person = ParticipantForm::blank(new.clone());
            person.set_name(name.trim().to_owned());
            // A speaker takes part as such: the form of the participants can say more.
            person.role = RoleChoice::Speaker;
            self.people.push(person);
            part.speakers.push(new);
        }
    }

    /// Returns the participants who speak in a part, with their names.
    pub fn speakers(&self, part: &PartForm) -> Vec<(LocalId, String)> {
        let found = part.speakers.iter().filter_map(|key| find(&self.people, key));
        found.map(|person| (person.key.clone(), person.name.trim().to_owned())).collect()
    }
}

fn squeezed(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Parses the rows; `None` if nothing was edited.
pub(crate) fn parse(
    form: &EventForm,
    before: &EventForm,
    errors: &mut Errors<EventField>,
) -> Option<ProgrammeEdits> {
    let (rows, old) = (&form.programme, &before.programme);
    let RowEdits { removed, edited } = RowEdits::between(rows, old);
    let parts = edited.into_iter().map(|edit| parse_part(edit, errors)).collect();
    let keys = |parts: &[PartForm]| parts.iter().map(|part| part.key.clone()).collect();
    (rows != old).then(|| ProgrammeEdits {
        removed,
        parts,
        old_order: keys(old),
        order: keys(rows),
    })
}

fn parse_part(edit: RowEdit<PartForm>, errors: &mut Errors<EventField>) -> PartEdit {
    let RowEdit { row, was } = &edit;
    if row.title.trim().is_empty() && was.as_ref().is_none_or(|was| !was.title.is_empty()) {
        errors.add_in_row(EventField::PartTitle, &row.key, FieldErrorKind::PartTitleMissing);
    }
    let texts = [
        (EventField::PartTitle, &row.title, LONGEST_LINE),
        (EventField::PartDescription, &row.description, LONGEST_TEXT),
    ];
    for (field, text, limit) in texts {
        if let Some(kind) = too_long(text, limit) {
            errors.add_in_row(field, &row.key, kind);
        }
    }
    let clocks = if edit.is_other(|it| &it.start) || edit.is_other(|it| &it.end) {
        errors.keep(row.clocks())
    } else {
        // The clocks of a file stay as they are, even if the form could not take them.
        row.clocks().ok().filter(|_| edit.is_other(|it| &it.day))
    };
    PartEdit { edit, clocks }
}

/// Applies the edits to an event. Its participants and its time must already be updated.
pub(crate) fn apply(edits: ProgrammeEdits, event: &mut Event) {
    for key in &edits.removed {
        event.programme.remove(key);
    }
    let first = event.when.start().date();
    for PartEdit { edit, clocks } in &edits.parts {
        let row = &edit.row;
        if edit.was.is_none() {
            event.programme.insert(row.key.clone(), Part::default());
        }
        let facts: &mut RareFacts = event;
        let Some(part) = facts.programme.get_mut(&row.key) else { continue };
        let blank = PartForm::blank(row.key.clone(), row.day);
        let was = edit.was.as_ref().unwrap_or(&blank);
        set_part(part, row, was);
        if let Some(clocks) = clocks {
            set_clocks(part, row, was, *clocks, first);
        }
        let is_known = |key: &LocalId| facts.participants.contains_key(key);
        set_speakers(part, &row.speakers, &was.speakers, &is_known);
    }
    set_order(event, &edits.order, &edits.old_order);
}

/// Sets the speakers in the order of the row. Speakers that another tab added are behind them, and those that it removed
/// are not added again.
fn set_speakers(
    part: &mut Part,
    row: &[LocalId],
    was: &[LocalId],
    is_known: &dyn Fn(&LocalId) -> bool,
) {
    if row == was {
        return;
    }
    let current = std::mem::take(&mut part.speakers);
    let is_kept = |key: &&LocalId| is_known(key) && (current.contains(key) || !was.contains(key));
    part.speakers = row.iter().filter(is_kept).cloned().collect();
    let added = current.iter().filter(|key| !was.contains(key) && !row.contains(key));
    part.speakers.extend(added.cloned());
}

fn set_part(part: &mut Part, row: &PartForm, was: &PartForm) {
    if row.title != was.title {
        row.title.trim().clone_into(&mut part.title);
    }
    if row.description != was.description {
        row.description.trim_end().clone_into(&mut part.description);
    }
    if row.mode != was.mode {
        part.mode.clone_from(&row.mode);
    }
}

fn set_clocks(part: &mut Part, row: &PartForm, was: &PartForm, clocks: Clocks, first: Date) {
    let (start, end) = clocks;
    // The form shows no seconds, so an unchanged clock keeps its own.
    let own = part.start.map(DateTime::time).filter(|_| row.start == was.start);
    let start = start.map(|start| plus_days(first, row.day).to_datetime(own.unwrap_or(start)));
    let is_long = part.length.is_some_and(|length| length.total_minutes() >= DAY_MINUTES);
    // The length stays if the row could not show it, or if nobody edited it.
    let is_kept = row.end == was.end && (row.end.is_empty() || is_long || row.start == was.start);
    if !is_kept {
        let length = start.zip(end).map(|(start, end)| length_to(start, end));
        part.length = length.filter(|length| *length != Length::default());
    }
    part.start = start;
}

/// Returns the length until a clock, which is on the next day if it is earlier than the start.
fn length_to(start: DateTime, end: Time) -> Length {
    let day = if end < start.time() { plus_days(start.date(), 1) } else { start.date() };
    Length::between(start, day.to_datetime(end)).unwrap_or_default()
}

/// Numbers the parts in the order of the rows. If rows were only added, the numbers of the others are kept if possible.
/// Parts that another tab added stay behind the part that they followed.
fn set_order(event: &mut Event, order: &[LocalId], old_order: &[LocalId]) {
    let old_index = |key: &LocalId| old_order.iter().position(|old| old == key);
    let kept = order.iter().filter(|key| event.programme.contains_key(key));
    let wanted: Vec<LocalId> = kept.cloned().collect();
    let added: Vec<&LocalId> = wanted.iter().filter(|key| old_index(key).is_none()).collect();
    let old_indexes: Vec<usize> = wanted.iter().filter_map(old_index).collect();
    let is_moved = !old_indexes.is_sorted();
    if !is_moved && added.is_empty() {
        return;
    }
    let current = rows(event).into_iter().map(|part| part.key);
    let current: Vec<LocalId> = current.filter(|key| !added.contains(&key)).collect();
    let sequence = if is_moved {
        interleaved(wanted.clone(), &current)
    } else {
        interleaved(current, &wanted)
    };
    let mut last = 0;
    for key in &sequence {
        if let Some(part) = event.programme.get_mut(key) {
            if added.contains(&key) {
                part.order = last + 1;
            }
            last = part.order.min(u32::MAX - 1);
        }
    }
    let is_in_order = rows(event).iter().map(|row| &row.key).eq(sequence.iter());
    if !is_in_order {
        for (number, key) in (1..).zip(&sequence) {
            if let Some(part) = event.programme.get_mut(key) {
                part.order = number;
            }
        }
    }
}

/// Returns the first list with the keys that only the second one has added, each behind the key that it follows there.
fn interleaved(mut first: Vec<LocalId>, second: &[LocalId]) -> Vec<LocalId> {
    let mut index = 0;
    for key in second {
        let found = first.iter().position(|it| it == key).unwrap_or_else(|| {
            first.insert(index, key.clone());
            index
        });
        index = found + 1;
    }
    first
}
