//! The review of an import: the number of events of each class, and each row with its differences, its conflicts and
//! the choices.

pub mod calendars;

use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::event::field::FieldPath;
use crate::domain::event::kind::Kind;
use crate::domain::event::participant::{Participant, plain_address};
use crate::domain::id::{CalendarId, EventId};
use crate::domain::series::edit::former;
use crate::domain::series::notice::{is_notice, people_of_message, recurrence_id};
use crate::merge::calendars::CalendarStep;
use crate::merge::choices::{Choices, Take};
use crate::merge::counts::Counts;
use crate::merge::event::conflict::{Conflict, Side};
use crate::merge::event::handed::base_of;
use crate::merge::event::matching::aligned;
use crate::merge::incoming::IncomingFact;
use crate::merge::preview::{Class, PlanRow, Refusal};
use crate::present::card;
use crate::present::page::review::calendars::{CalendarNews, news};
use crate::present::text::class::{accept_label, class_hint, class_label, is_choosable};
use crate::present::text::difference::{DifferenceRow, rows, value};
use crate::present::text::field;
use crate::present::text::people;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// The totals of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewSummary {
    /// `新着 3件・変更 1件`, or that there is nothing new.
    pub line: String,
    /// The classes that have any events, most important first.
    pub classes: Vec<ClassCount>,
    /// The calendars that are new or change.
    pub calendars: Vec<CalendarNews>,
    /// A note that there are conflicts, and what happens to undecided ones.
    pub conflicts_text: Option<String>,
}

/// How many events of one class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassCount {
    /// The class.
    pub class: Class,
    /// 新着.
    pub label: &'static str,
    /// What the class means.
    pub hint: &'static str,
    /// The number of events.
    pub count: u64,
    /// `新着 3件`.
    pub text: String,
    /// The choice for the class as a whole.
    pub take: Take,
    /// Whether there is a choice at all.
    pub is_choosable: bool,
}

/// One event of the review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRow {
    /// The event.
    pub id: EventId,
    /// What the import would do, for the style.
    pub class: Class,
    /// 新着, 変更, ….
    pub class_label: &'static str,
    /// The title.
    pub title: String,
    /// The time.
    pub when: String,
    /// The place; empty if none is given.
    pub place: String,
    /// Its kind, for colour and icon.
    pub kind: Kind,
    /// Its kind in words.
    pub kind_label: &'static str,
    /// Whether the row is imported, according to the current choices.
    pub take: Take,
    /// 取り込む, 取り込まない, 手元からも消す: the label of the choice.
    pub accept_label: &'static str,
    /// Whether there is a choice at all.
    pub is_choosable: bool,
    /// Why it is refused, or that the file is older.
    pub remark: Option<String>,
    /// The differences, without the conflicts.
    pub differences: Vec<DifferenceRow>,
    /// The fields that were changed both here and in the file.
    pub conflicts: Vec<ConflictRow>,
}

/// One field that was changed both here and in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictRow {
    /// The field, for the choice.
    pub field: FieldPath,
    /// The name of the field.
    pub label: String,
    /// The value here.
    pub ours: String,
    /// The value in the file.
    pub theirs: String,
    /// The side that is used, according to the current choices; `None` while nothing of the event is taken, so that
    /// choosing either side takes it.
    pub side: Option<Side>,
    /// Whether a person chose it.
    pub is_chosen: bool,
}

/// Builds the totals of an import.
pub fn summary(
    counts: &Counts,
    calendars: &[CalendarStep],
    choices: &Choices,
    viewer: &Viewer,
) -> ReviewSummary {
    let messages = viewer.messages;
    let count = |(class, count): (Class, usize)| {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let label = class_label(class, viewer);
        ClassCount {
            class,
            label,
            hint: class_hint(class, viewer),
            count,
            text: messages.class_count(label, count),
            take: choices.take_of_class(class),
            is_choosable: is_choosable(class),
        }
    };
    let classes: Vec<ClassCount> =
        counts.iter().map(count).filter(|count| count.count > 0).collect();
    let conflicts = classes.iter().find(|count| count.class == Class::Conflicting);
    let is_empty = classes.is_empty();
    let news: Vec<CalendarNews> = calendars
        .iter()
        .filter(|step| step.is_news())
        .map(|step| news(step, is_empty, viewer))
        .collect();
    let is_nothing = |count: &ClassCount| {
        matches!(count.class, Class::Unchanged | Class::Missing | Class::Trashed)
    };
    let is_nothing_new = news.is_empty() && classes.iter().all(is_nothing);
    let texts: Vec<&str> = classes.iter().map(|count| count.text.as_str()).collect();
    ReviewSummary {
        line: if is_nothing_new {
            messages.review_nothing_new().to_owned()
        } else if is_empty {
            messages.review_calendar_alone().to_owned()
        } else {
            texts.join(messages.dot())
        },
        conflicts_text: conflicts.map(|count| messages.review_open_conflicts(count.count)),
        classes,
        calendars: news,
    }
}

/// A row of the plan that the page has fetched. Only such a row can have a choice of its own.
#[derive(Clone, Copy, Debug)]
pub struct FetchedRow<'a> {
    /// What the import would do.
    pub class: Class,
    /// The event.
    pub id: &'a EventId,
    /// The calendar in the file.
    pub calendar: &'a CalendarId,
}

/// Returns whether the choices take anything, so that there is something to carry out.
pub fn is_anything_taken(
    counts: &Counts,
    calendars: &[CalendarStep],
    choices: &Choices,
    fetched: &[FetchedRow<'_>],
) -> bool {
    let chosen = |class: Class, take: Take| {
        let of_class = fetched.iter().filter(|row| row.class == class);
        of_class.filter(|row| choices.events.get(row.id) == Some(&take)).count()
    };
    let is_event_taken = |(class, count): (Class, usize)| match choices.take_of_class(class) {
        Take::Accept => count > chosen(class, Take::Skip),
        Take::Skip => chosen(class, Take::Accept) > 0,
    };
    // A new calendar comes with its events, and without them it is not made.
    let comes_alone = |step: &CalendarStep| {
        let has_events = || fetched.iter().any(|row| *row.calendar == step.after.id);
        step.is_news() && !(step.is_new() && has_events())
    };
    counts.iter().filter(|(class, _)| is_choosable(*class)).any(is_event_taken)
        || choices.calendars == Take::Accept && calendars.iter().any(comes_alone)
}

/// What a row shows in addition to the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowContext {
    /// The event as the file has it, see [`theirs`].
    pub theirs: Option<Event>,
    /// The title of the calendar in which the event is on this device.
    pub home: String,
    /// The title of the calendar in which the file has it.
    pub calendar: String,
}

/// Builds one row of the review.
pub fn review_row(
    row: &PlanRow,
    context: &RowContext,
    choices: &Choices,
    viewer: &Viewer,
) -> ReviewRow {
    let messages = viewer.messages;
    let theirs = context.theirs.as_ref();
    // If both sides changed the event, the row shows the title of this device, whatever is chosen.
    let event = match row.class {
        Class::Conflicting => row.before.as_ref().or(row.after.as_ref()),
        Class::Refused
        | Class::Elsewhere
        | Class::Cancelled
        | Class::Updated
        | Class::New
        | Class::RemovedInFile
        | Class::Trashed
        | Class::Missing
        | Class::Unchanged => row.after.as_ref().or(row.before.as_ref()),
    };
    let event = event.or(theirs);
    let is_conflict = |field: &FieldPath| row.conflicts.iter().any(|it| it.field == *field);
    let changed: Vec<FieldPath> =
        row.changed.iter().filter(|field| !is_conflict(field)).cloned().collect();
    let kind = event.map_or(Kind::Other, Event::kind);
    let sides = choices.sides(&row.id);
    let take = choices.take(&row.id, row.class);
    let events = [row.before.as_ref(), theirs];
    let values = |field: &FieldPath| {
        if *field == FieldPath::Calendar {
            let [home, calendar] = homes(context, viewer);
            return [messages.update_in_calendar(&home), messages.move_to_calendar(&calendar)];
        }
        [row.before.as_ref(), theirs].map(|event| {
            let own = field::in_state(field, row.after.as_ref(), event);
            value(viewer, &own, event)
        })
    };
    let conflict = |conflict: &Conflict| {
        let [ours, theirs] = values(&conflict.field);
        ConflictRow {
            field: conflict.field.clone(),
            label: field::label(viewer, &conflict.field, events),
            ours,
            theirs,
            side: (take == Take::Accept)
                .then(|| sides.of(&conflict.field).unwrap_or(conflict.default)),
            is_chosen: sides.of(&conflict.field).is_some(),
        }
    };
    ReviewRow {
        id: row.id.clone(),
        class: row.class,
        class_label: class_label(row.class, viewer),
        title: event.map(|event| title(row, event, viewer)).unwrap_or_default(),
        when: event
            .filter(|_| !is_nowhere(row))
            .map(|it| time::when(viewer, &it.when))
            .unwrap_or_default(),
        place: event.map(|event| card::place(event, viewer)).unwrap_or_default(),
        kind,
        kind_label: messages.kind(kind),
        take,
        accept_label: accept_label(row.class, viewer),
        is_choosable: is_choosable(row.class),
        remark: remark(row, viewer),
        differences: rows(viewer, &changed, [row.before.as_ref(), row.after.as_ref()]),
        conflicts: row.conflicts.iter().map(conflict).collect(),
    }
}

/// Returns the names of the calendar here and the one in the file, told apart if they are the same.
fn homes(context: &RowContext, viewer: &Viewer) -> [String; 2] {
    let RowContext { home, calendar, theirs: _ } = context;
    if home == calendar {
        let messages = viewer.messages;
        return [messages.calendar_here(home), messages.calendar_in_file(calendar)];
    }
    [home.clone(), calendar.clone()]
}

/// Whether the row is a message about an event that is not here; it may state neither a time nor a title.
fn is_nowhere(row: &PlanRow) -> bool {
    row.refusal == Some(Refusal::NotHere)
}

fn title(row: &PlanRow, event: &Event, viewer: &Viewer) -> String {
    if is_nowhere(row) && event.title.is_empty() {
        return row.id.to_string();
    }
    card::event_title(event, false, viewer)
}

/// Returns the event as the file has it, with its participants under the keys that they have here.
pub fn theirs(ours: Option<&Entry>, fact: &IncomingFact) -> Option<Event> {
    let event = fact.event()?;
    let Some(ours) = ours else { return Some(event.clone()) };
    let people = &ours.event.participants;
    let base = base_of(ours, event).map(|base| aligned(base, &[people]));
    let aligned = match &base {
        Some(base) => aligned(event, &[people, &base.participants]),
        None => aligned(event, &[people]),
    };
    Some(aligned.into_owned())
}

fn remark(row: &PlanRow, viewer: &Viewer) -> Option<String> {
    let messages = viewer.messages;
    let refusal = row.refusal.map(|refusal| match refusal {
        Refusal::OtherOrganizer => messages.refused_other_organizer().to_owned(),
        Refusal::Ambiguous => messages.refused_ambiguous().to_owned(),
        Refusal::NotHere => messages.refused_not_here(&senders(row, viewer)),
        Refusal::NoSuchDate => no_such_date(row, viewer),
    });
    let deleted = row.deleted.map(|at| {
        let when = time::moment(viewer, at);
        // What its author deleted still exists here; what was deleted here does not.
        let is_here = row.before.is_none();
        if is_here { messages.deleted_here(&when) } else { messages.deleted_there(&when) }
    });
    let alone = || {
        let is_alone = row.class == Class::New && row.after.as_ref().is_some_and(is_notice);
        is_alone.then(|| messages.occurrence_alone().to_owned())
    };
    let part = || {
        let part = row.after.as_ref().filter(|event| row.class == Class::New && is_part(event));
        part.map(|_| messages.part_of_series().to_owned())
    };
    let older = || row.is_older.then(|| messages.file_is_older().to_owned());
    refusal.or(deleted).or_else(alone).or_else(part).or_else(older)
}

/// Whether an event is the later part of a series that was cut; it is not added if the series keeps its dates.
fn is_part(event: &Event) -> bool {
    event.repeat.is_some() && former(event).is_some()
}

/// Says about which date a message is, if the series does not take place then.
fn no_such_date(row: &PlanRow, viewer: &Viewer) -> String {
    let about = row.after.as_ref().and_then(recurrence_id);
    let date = about.map(|id| time::day(viewer, id.at.date()));
    viewer.messages.refused_no_such_date(&date.unwrap_or_default())
}

/// Says from whom a message is, if what it is about is not here.
fn senders(row: &PlanRow, viewer: &Viewer) -> String {
    let people = row.after.iter().flat_map(people_of_message);
    let said = |person: &Participant| {
        let address = person.calendar_address.as_deref().filter(|_| person.name.is_empty());
        let plain = address.map(|address| plain_address(address).to_owned());
        plain.unwrap_or_else(|| people::name(person, viewer))
    };
    let mut names: Vec<String> = people.map(said).collect();
    if names.is_empty() {
        let organizer = row.after.iter().filter_map(|event| event.organizer.as_deref());
        names.extend(organizer.map(|address| plain_address(address).to_owned()));
    }
    names.join(viewer.messages.joiner())
}
