//! The only parser of an event's form.
//!
//! Laws: a form that was not edited makes no edits. What was not edited is not checked, except that an event needs a
//! title and a time.

use jiff::civil::Time;

use crate::domain::event::kind::Kind;
use crate::domain::event::status::Status;
use crate::domain::series::repeat::TimeKind;
use crate::domain::time::Zone;
use crate::present::form::error::{Errors, FieldError, FieldErrorKind};
use crate::present::form::event::form::{EventField, EventForm, FLOATING};
use crate::present::form::event::repeat::form::{EndKind, RepeatForm};
use crate::present::form::event::repeat::off_rule::off_rule;
use crate::present::form::event::repeat::parse::{self as repeat, RepeatEdits};
use crate::present::form::event::section::details::{self, DetailEdits};
use crate::present::form::event::section::links::{self, LinkEdits};
use crate::present::form::event::section::people::{self, PersonEdits};
use crate::present::form::event::section::places::{self, PlaceEdits};
use crate::present::form::event::section::programme::{self, ProgrammeEdits};
use crate::present::form::event::section::time::Times;
use crate::present::form::text::{LONGEST_LINE, LONGEST_TEXT, too_long};
use crate::present::form::{Form, SetTo, edited};

/// What a form changes in an event; `None` for what was not edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edits {
    pub(crate) title: Option<String>,
    pub(crate) kind: Option<KindEdit>,
    pub(crate) status: Option<Status>,
    pub(crate) description: Option<String>,
    pub(crate) times: Option<Times>,
    /// The zone of the clocks; nothing for clocks that show the same everywhere.
    pub(crate) zone: Option<SetTo<Zone>>,
    pub(crate) repeat: Option<RepeatEdits>,
    pub(crate) meeting: Option<SetTo<Time>>,
    pub(crate) places: Option<PlaceEdits>,
    pub(crate) links: LinkEdits,
    pub(crate) details: DetailEdits,
    pub(crate) people: PersonEdits,
    pub(crate) programme: Option<ProgrammeEdits>,
}

impl Edits {
    /// Whether it changes a clock. The edits of an event in UTC were made on the clock of the person.
    pub fn has_clock(&self) -> bool {
        self.times.is_some()
            || self.zone.is_some()
            || self.repeat.is_some()
            || self.meeting.is_some()
            || self.programme.is_some()
            || self.details.has_clock()
    }
}

/// Other kinds that replace the two that the form shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindEdit {
    pub(crate) was: (Kind, Option<Kind>),
    pub(crate) now: (Kind, Option<Kind>),
}

impl Form for EventForm {
    type Field = EventField;
    type Edits = Edits;

    fn parse(&self, before: &Self) -> Result<Edits, Vec<FieldError<EventField>>> {
        let mut errors = Errors::default();
        if self.title.trim().is_empty() {
            errors.add(EventField::Title, FieldErrorKind::TitleMissing);
        }
        // While the words are wrong, nobody has said the time, so that its fields are not wrong too.
        let is_said = errors.keep(self.check_words()).is_some();
        let has_other_time = self.has_other_time(before);
        let is_timed = has_other_time || self.start_time.is_empty();
        let times = (is_timed && is_said).then(|| errors.keep(self.times())).flatten();
        let repeat = self.parse_repeat(before, &mut errors);
        let meeting = edited(&self.meeting_time, &before.meeting_time);
        let meeting = meeting.and_then(|_| errors.keep(self.meeting())).map(SetTo);
        let title = text(&self.title, &before.title, EventField::Title, LONGEST_LINE, &mut errors);
        let (now, was) = (&self.description, &before.description);
        let description = text(now, was, EventField::Description, LONGEST_TEXT, &mut errors);
        let places = places::parse(&self.places, &before.places, &mut errors);
        let online = links::parse_online(&self.online, &before.online, &mut errors);
        let programme = programme::parse(self, before, &mut errors);
        let links = links::parse_links(&self.links, &before.links, &mut errors);
        let details = details::parse(self, before, &mut errors);
        let people = people::parse(&self.people, &before.people, &mut errors);
        let organizer = links::parse_organizer(self, before, &mut errors);
        errors.or(Edits {
            title: title.map(|title| title.trim().to_owned()),
            kind: self.kind_edit(before),
            status: edited(&self.status, &before.status),
            description: description.map(|text| text.trim_end().to_owned()),
            times: times.filter(|_| has_other_time),
            zone: edited(&self.zone, &before.zone).map(|zone| {
                SetTo(Some(zone).filter(|zone| zone != FLOATING).map(|zone| Zone(zone.into())))
            }),
            repeat,
            meeting,
            places,
            links: LinkEdits { online, links, organizer },
            details,
            people,
            programme,
        })
    }
}

impl EventForm {
    fn kind_edit(&self, before: &Self) -> Option<KindEdit> {
        let kinds = |form: &Self| (form.kind, form.second_kind);
        let (was, now) = (kinds(before), kinds(self));
        (was != now).then_some(KindEdit { was, now })
    }

    /// Parses the repetition. An event whose day is not decided takes place once.
    fn parse_repeat(&self, before: &Self, errors: &mut Errors<EventField>) -> Option<RepeatEdits> {
        let mut form = self.repeat.clone();
        if self.time_kind == TimeKind::DayUndecided && before.time_kind != self.time_kind {
            form = RepeatForm { numbers: form.numbers, ..RepeatForm::once() };
        } else if off_rule(self, before).is_some() {
            errors.add(EventField::FirstDay, FieldErrorKind::StartOffRule);
        }
        let is_edited = form != before.repeat;
        // The last day is on the form too, so a first day after it is wrong.
        let is_checked = form.end == EndKind::Until && self.first_day != before.first_day;
        let edits = (is_edited || is_checked).then(|| repeat::parse(form, &self.first_day, errors));
        edits.filter(|_| is_edited)
    }
}

/// Returns a text that was edited, after checking its length.
fn text(
    now: &str,
    was: &str,
    field: EventField,
    limit: usize,
    errors: &mut Errors<EventField>,
) -> Option<String> {
    if now == was {
        return None;
    }
    if let Some(kind) = too_long(now, limit) {
        errors.add(field, kind);
    }
    Some(now.to_owned())
}
