//! The programme in the form of an event: a row for each part, and what it makes of the part.
//!
//! Laws: a row that was not edited leaves its part as it stands; moving rows changes nothing but the order; a part
//! that went meanwhile, elsewhere, stays gone. A part is told the day by its distance from the first day of the
//! event, so that it moves along when the event does.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime, Time};

use crate::domain::event::Event;
use crate::domain::gather::{Gather, ordered};
use crate::domain::id::LocalId;
use crate::domain::participant::{Mode, Role};
use crate::domain::programme::Part;
use crate::domain::time::{Length, plus_days, signed_days_between};

use crate::present::form::event::form::{Form, LONGEST_LINE, LONGEST_TEXT};
use crate::present::form::event::section::people::PersonForm;
use crate::present::form::event::section::time::{clock, time};
use crate::present::form::event::wrong::{Field, Problem, RowField, Wrong};

/// A day, in minutes: a part that lasts longer does not end where its clock says.
const DAY_MINUTES: u64 = 24 * 60;

/// One part of the programme in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartForm {
    /// The key in the event.
    pub key: LocalId,
    /// 題名.
    pub title: String,
    /// How many days after the first day of the event; negative before it.
    pub day: i32,
    /// 開始時刻, `13:30`.
    pub start: String,
    /// 終了時刻.
    pub end: String,
    /// 講師, by their keys among the participants.
    pub speakers: Vec<LocalId>,
    /// 会場, オンライン.
    pub mode: Option<Mode>,
    /// 内容.
    pub description: String,
}

impl PartForm {
    /// A row that nobody has written into.
    pub fn blank(key: LocalId, day: i32) -> Self {
        let empty = String::new;
        Self {
            key,
            title: empty(),
            day,
            start: empty(),
            end: empty(),
            speakers: Vec::new(),
            mode: None,
            description: empty(),
        }
    }

    fn of(key: &LocalId, part: &Part, first: Date) -> Self {
        let length = part.length.filter(|length| *length != Length::default());
        let end = part.start.zip(length).map(|(start, length)| length.after(start));
        let text = |at: Option<DateTime>| at.map(|at| clock(at.time())).unwrap_or_default();
        Self {
            key: key.clone(),
            title: part.title.clone(),
            day: part.start.map_or(0, |start| signed_days_between(first, start.date())),
            start: text(part.start),
            end: text(end),
            speakers: part.speakers.iter().cloned().collect(),
            mode: part.mode.clone(),
            description: part.description.replace("\r\n", "\n"),
        }
    }

    /// Whether nothing is written in it.
    pub fn is_blank(&self) -> bool {
        let texts = [&self.title, &self.start, &self.end, &self.description];
        let is_unwritten = texts.into_iter().all(|text| text.trim().is_empty());
        is_unwritten && self.speakers.is_empty() && self.mode.is_none()
    }

    /// The clocks of its start and its end, or what is wrong with them.
    fn clocks(&self) -> Result<(Option<Time>, Option<Time>), Vec<Wrong>> {
        let start = time(&self.start, self.field(RowField::PartStart))?;
        let end = time(&self.end, self.field(RowField::PartEnd))?;
        if start.is_none() && end.is_some() {
            let field = self.field(RowField::PartStart);
            return Err(vec![Wrong { field, problem: Problem::PartStartMissing }]);
        }
        Ok((start, end))
    }

    /// When it begins and ends, for an event that begins on that day; `None` where the row does not say.
    pub(crate) fn span(&self, first: Date) -> Option<(DateTime, Option<DateTime>)> {
        let (start, end) = self.clocks().ok()?;
        let start = plus_days(first, self.day).to_datetime(start?);
        Some((start, end.map(|end| length_to(start, end).after(start))))
    }

    fn field(&self, field: RowField) -> Field {
        Field::Row(field, self.key.clone())
    }
}

/// The rows of an event's programme, in its order.
pub fn rows(event: &Event) -> Vec<PartForm> {
    let first = event.when.start().date();
    let parts = event.programme.iter().collect();
    let parts = ordered(parts, |(_, a): &(_, &Part), (_, b)| a.order.cmp(&b.order));
    parts.into_iter().map(|(key, part)| PartForm::of(key, part, first)).collect()
}

impl Form {
    /// Adds a part with nothing written; it starts where the last one ends, or the event begins.
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

    /// Puts the parts in the order of their starts; those without one stay behind the part that they followed.
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

    /// Moves a part before or behind its neighbour; gives where it stands then, from 0.
    pub fn move_part(&mut self, key: &LocalId, to: usize) -> Option<usize> {
        let from = self.programme.iter().position(|part| part.key == *key)?;
        let to = to.min(self.programme.len().saturating_sub(1));
        let part = self.programme.remove(from);
        self.programme.insert(to, part);
        Some(to)
    }

    /// Gives a part another speaker: the participant of that name, else a new one under that key.
    pub fn add_speaker(&mut self, part: &LocalId, name: &str, new: LocalId) {
        let bare = squeezed(name);
        if bare.is_empty() {
            return;
        }
        let Some(part) = self.programme.iter_mut().find(|it| it.key == *part) else { return };
        let named = |person: &&PersonForm| squeezed(&person.name) == bare;
        let known: Vec<&PersonForm> = self.people.iter().filter(named).collect();
        // Of two people of one name, the second is meant where the first speaks already.
        let free = known.iter().find(|person| !part.speakers.contains(&person.key));
        if let Some(person) = free {
            part.speakers.push(person.key.clone());
        } else if known.is_empty() {
            let name = name.trim().to_owned();
            self.people.push(PersonForm { name, ..PersonForm::blank(new.clone()) });
            part.speakers.push(new);
        }
    }

    /// The participants who speak in a part, with their names.
    pub fn speakers(&self, part: &PartForm) -> Vec<(LocalId, String)> {
        let find = |key: &LocalId| self.people.iter().find(|person| person.key == *key);
        let found = part.speakers.iter().filter_map(find);
        found.map(|person| (person.key.clone(), person.name.trim().to_owned())).collect()
    }
}

fn squeezed(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_whitespace()).collect()
}

pub(crate) fn wrongs(form: &Form, before: &Form) -> Vec<Wrong> {
    let were = by_key(&before.programme);
    let parts = form.programme.iter();
    parts.flat_map(|part| part_wrongs(part, were.get(&part.key).copied())).collect()
}

fn part_wrongs(part: &PartForm, was: Option<&PartForm>) -> Vec<Wrong> {
    let mut wrongs = Vec::new();
    if was == Some(part) || (was.is_none() && part.is_blank()) {
        return wrongs;
    }
    let mut add = |field, problem| wrongs.push(Wrong { field: part.field(field), problem });
    if part.title.trim().is_empty() && was.is_none_or(|was| !was.title.is_empty()) {
        add(RowField::PartTitle, Problem::PartTitleMissing);
    }
    let texts = [
        (RowField::PartTitle, &part.title, LONGEST_LINE),
        (RowField::PartDescription, &part.description, LONGEST_TEXT),
    ];
    for (field, text, limit) in texts {
        if text.chars().count() > limit {
            add(field, Problem::TooManyLetters(limit));
        }
    }
    let is_other = was.is_none_or(|was| (&was.start, &was.end) != (&part.start, &part.end));
    if is_other && let Err(found) = part.clocks() {
        wrongs.extend(found);
    }
    wrongs
}

/// Puts the rows that were edited onto an event, whose participants and time are as they will be.
pub(crate) fn set_programme(event: &mut Event, form: &Form, before: &Form) {
    if form.programme == before.programme {
        return;
    }
    let were = by_key(&before.programme);
    let stay: BTreeSet<&LocalId> = form.programme.iter().map(|part| &part.key).gathered_set();
    for key in were.keys().filter(|key| !stay.contains(*key)) {
        event.programme.remove(key);
    }
    let first = event.when.start().date();
    let old: BTreeSet<&LocalId> = before.people.iter().map(|person| &person.key).gathered_set();
    for row in &form.programme {
        let blank = PartForm::blank(row.key.clone(), row.day);
        let was = were.get(&row.key).copied();
        if was == Some(row) || (was.is_none() && row.is_blank()) {
            continue;
        }
        if was.is_none() {
            event.programme.insert(row.key.clone(), Part::default());
        }
        let Some(part) = event.programme.get_mut(&row.key) else { continue };
        let was = was.unwrap_or(&blank);
        set_part(part, row, was, first);
        for key in was.speakers.iter().filter(|key| !row.speakers.contains(key)) {
            part.speakers.remove(key);
        }
        for key in row.speakers.iter().filter(|key| !was.speakers.contains(key)) {
            let Some(person) = event.participants.get_mut(key) else { continue };
            part.speakers.insert(key.clone());
            if !old.contains(key) {
                person.roles.insert(Role::Speaker);
            }
        }
    }
    set_order(event, form, before);
}

fn set_part(part: &mut Part, row: &PartForm, was: &PartForm, first: Date) {
    if row.title != was.title {
        row.title.trim().clone_into(&mut part.title);
    }
    if row.description != was.description {
        row.description.trim_end().clone_into(&mut part.description);
    }
    if row.mode != was.mode {
        part.mode.clone_from(&row.mode);
    }
    if (row.day, &row.start, &row.end) != (was.day, &was.start, &was.end)
        && let Ok((start, end)) = row.clocks()
    {
        // The form shows no seconds: an untouched clock keeps its own.
        let own = part.start.map(DateTime::time).filter(|_| row.start == was.start);
        let start = start.map(|start| plus_days(first, row.day).to_datetime(own.unwrap_or(start)));
        let is_long = part.length.is_some_and(|length| length.total_minutes() >= DAY_MINUTES);
        // A length that the row could not show, or that nobody touched, stays.
        let is_kept =
            row.end == was.end && (row.end.is_empty() || is_long || row.start == was.start);
        if !is_kept {
            let length = start.zip(end).map(|(start, end)| length_to(start, end));
            part.length = length.filter(|length| *length != Length::default());
        }
        part.start = start;
    }
}

/// The length to a clock, which is on the next day where it is earlier.
fn length_to(start: DateTime, end: Time) -> Length {
    let day = if end < start.time() { plus_days(start.date(), 1) } else { start.date() };
    Length::between(start, day.to_datetime(end)).unwrap_or_default()
}

/// Numbers the parts as the rows stand. Where rows were only added, the numbers of the others stay if they can; parts
/// that came from elsewhere stay behind the one that they followed.
fn set_order(event: &mut Event, form: &Form, before: &Form) {
    let old_place = |key: &LocalId| before.programme.iter().position(|part| part.key == *key);
    let keys = form.programme.iter().map(|part| part.key.clone());
    let wanted: Vec<LocalId> = keys.filter(|key| event.programme.contains_key(key)).collect();
    let added: Vec<&LocalId> = wanted.iter().filter(|key| old_place(key).is_none()).collect();
    let old_places: Vec<usize> = wanted.iter().filter_map(old_place).collect();
    let is_moved = !old_places.is_sorted();
    if !is_moved && added.is_empty() {
        return;
    }
    let stands = rows(event).into_iter().map(|part| part.key);
    let stands: Vec<LocalId> = stands.filter(|key| !added.contains(&key)).collect();
    let sequence = if is_moved { woven(wanted.clone(), &stands) } else { woven(stands, &wanted) };
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

/// The first list with what only the second has, each behind the one that it follows there.
fn woven(mut first: Vec<LocalId>, second: &[LocalId]) -> Vec<LocalId> {
    let mut place = 0;
    for key in second {
        let found = first.iter().position(|it| it == key).unwrap_or_else(|| {
            first.insert(place, key.clone());
            place
        });
        place = found + 1;
    }
    first
}

fn by_key(parts: &[PartForm]) -> BTreeMap<LocalId, &PartForm> {
    parts.iter().map(|part| (part.key.clone(), part)).gathered()
}
