//! The form of an event: what stands in its fields, and what is wrong with them.
//!
//! A form is compared with the one that was shown at first: only what was edited is checked, and changed
//! ([`super::edit_apply`]).

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::almanac::Almanac;
use crate::domain::event::{Event, Status};
use crate::domain::id::{CalendarId, LocalId};
use crate::domain::kind::Kind;
use crate::domain::participant::{Participant, Reply};

use super::edit_repeat::RepeatForm;
use super::edit_times::{clock, clocks_of, days_of};
use super::link::SafeLink;
use super::path::format_day;

/// How many characters a field of one line takes.
pub const LONGEST_LINE: usize = 500;

/// How many characters a field of many lines takes.
pub const LONGEST_TEXT: usize = 20_000;

/// How many suggestions a field offers at most.
const SUGGESTIONS: usize = 200;

/// What stands in the fields of an event's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// 件名.
    pub title: String,
    /// 種別.
    pub kind: Kind,
    /// カレンダー; `None` where there is none yet.
    pub calendar: Option<CalendarId>,
    /// 開催状況.
    pub status: Status,
    /// 時間の決め方.
    pub sort: TimeSort,
    /// 開始日, `2024-12-22`.
    pub first_day: String,
    /// 終了日.
    pub last_day: String,
    /// 開始時刻, `13:30`.
    pub start_time: String,
    /// 終了時刻.
    pub end_time: String,
    /// くり返し.
    pub repeat: RepeatForm,
    /// 集合時刻.
    pub meeting_time: String,
    /// 場所.
    pub place: String,
    /// オンラインのアドレス.
    pub online: String,
    /// 内容.
    pub description: String,
    /// 参加者.
    pub people: Vec<PersonForm>,
}

/// How the time is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeSort {
    /// At a time of day.
    Timed,
    /// All day.
    AllDay,
    /// Not decided yet.
    Undecided,
}

impl TimeSort {
    /// Every sort, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Timed, Self::AllDay, Self::Undecided];
}

/// One participant in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonForm {
    /// The key in the event.
    pub key: LocalId,
    /// 名前.
    pub name: String,
    /// ふりがな.
    pub kana: String,
    /// 所属.
    pub organization: String,
    /// 返事.
    pub reply: Reply,
}

impl PersonForm {
    /// A row that nobody has written into.
    pub fn blank(key: LocalId) -> Self {
        let empty = String::new;
        Self { key, name: empty(), kana: empty(), organization: empty(), reply: Reply::Unsaid }
    }

    /// What the row of a participant says.
    pub fn of(key: &LocalId, person: &Participant) -> Self {
        let affiliation = person.affiliation.as_deref();
        Self {
            key: key.clone(),
            name: person.name.clone(),
            kana: person.name_kana.clone(),
            organization: affiliation.map(|it| it.organization.clone()).unwrap_or_default(),
            reply: person.reply.clone(),
        }
    }

    /// Whether nothing is written in it.
    pub fn is_blank(&self) -> bool {
        [&self.name, &self.kana, &self.organization].into_iter().all(|text| text.trim().is_empty())
    }
}

/// A field with something wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The field.
    pub field: Field,
    /// What is wrong.
    pub problem: Problem,
}

/// A field that can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// 件名.
    Title,
    /// 開始日.
    FirstDay,
    /// 終了日.
    LastDay,
    /// 開始時刻.
    StartTime,
    /// 終了時刻.
    EndTime,
    /// 間隔 of a series.
    RepeatEvery,
    /// 回数 of a series.
    RepeatCount,
    /// 最後の日 of a series.
    RepeatUntil,
    /// 集合時刻.
    MeetingTime,
    /// 場所.
    Place,
    /// オンラインのアドレス.
    Online,
    /// 内容.
    Description,
    /// The name of a participant.
    Person(LocalId),
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A title is needed.
    TitleMissing,
    /// A day is needed.
    DayMissing,
    /// Not a day.
    BadDay,
    /// A start is needed.
    StartMissing,
    /// An end is needed, because the days are several.
    EndMissing,
    /// Not a time.
    BadTime,
    /// The end is before the start.
    EndsBeforeStart,
    /// Longer than any event.
    TooLong,
    /// Not an address that can be offered.
    BadLink,
    /// A name is needed.
    NameMissing,
    /// Not a number from 1 on.
    BadNumber,
    /// More characters than the field takes.
    TooManyLetters(usize),
}

impl Form {
    /// The form of a new event.
    pub fn blank(calendar: Option<CalendarId>, day: Date) -> Self {
        let empty = String::new;
        Self {
            title: empty(),
            kind: Kind::Other,
            calendar,
            status: Status::Confirmed,
            sort: TimeSort::Timed,
            first_day: format_day(day),
            last_day: format_day(day),
            start_time: empty(),
            end_time: empty(),
            repeat: RepeatForm::once(),
            meeting_time: empty(),
            place: empty(),
            online: empty(),
            description: empty(),
            people: Vec::new(),
        }
    }

    /// The form of an event that is there.
    pub fn of(event: &Event, calendar: &CalendarId) -> Self {
        let (sort, first, last) = days_of(&event.when);
        let (start_time, end_time) = clocks_of(&event.when);
        let people = event.participants.iter().map(|(key, person)| PersonForm::of(key, person));
        Self {
            title: event.title.clone(),
            kind: event.kind(),
            calendar: Some(calendar.clone()),
            status: event.status.clone(),
            sort,
            first_day: format_day(first),
            last_day: format_day(last),
            start_time,
            end_time,
            repeat: RepeatForm::of(event),
            meeting_time: event.meeting_time.map(|at| clock(at.time())).unwrap_or_default(),
            place: event.venue().map(|place| place.name.clone()).unwrap_or_default(),
            online: event
                .virtual_locations
                .values()
                .next()
                .map(|it| it.uri.clone())
                .unwrap_or_default(),
            description: event.description.replace("\r\n", "\n"),
            people: people.collect(),
        }
    }

    /// Everything that is wrong, in the order of the form; what was not edited is taken as it is.
    pub fn check(&self, before: &Self) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        if self.title.trim().is_empty() {
            wrongs.extend(wrong(Field::Title, Problem::TitleMissing));
        }
        if self.has_other_time(before) || self.start_time.is_empty() {
            wrongs.extend(self.times().err().unwrap_or_default());
        }
        if self.repeat != before.repeat {
            wrongs.extend(self.repeat.check(&self.first_day));
        }
        if self.meeting_time != before.meeting_time {
            wrongs.extend(self.meeting().err().unwrap_or_default());
        }
        let online = self.online.trim();
        let is_offered = |address| SafeLink::check(address).is_some_and(|link| link.is_web());
        if self.online != before.online && !online.is_empty() && !is_offered(online) {
            wrongs.extend(wrong(Field::Online, Problem::BadLink));
        }
        let texts = [
            (Field::Title, &self.title, &before.title, LONGEST_LINE),
            (Field::Place, &self.place, &before.place, LONGEST_LINE),
            (Field::Online, &self.online, &before.online, LONGEST_LINE * 4),
            (Field::Description, &self.description, &before.description, LONGEST_TEXT),
        ];
        for (field, text, was, limit) in texts {
            if text != was && text.chars().count() > limit {
                wrongs.extend(wrong(field, Problem::TooManyLetters(limit)));
            }
        }
        for person in &self.people {
            wrongs.extend(person_wrong(person, before));
        }
        wrongs
    }
}

fn person_wrong(person: &PersonForm, before: &Form) -> Option<Wrong> {
    let was = before.people.iter().find(|was| was.key == person.key);
    let field = || Field::Person(person.key.clone());
    let texts = [&person.name, &person.kana, &person.organization];
    if was == Some(person) || (was.is_none() && person.is_blank()) {
        None
    } else if texts.into_iter().any(|text| text.chars().count() > LONGEST_LINE) {
        Some(Wrong { field: field(), problem: Problem::TooManyLetters(LONGEST_LINE) })
    } else if person.name.trim().is_empty() && was.is_none_or(|was| !was.name.is_empty()) {
        Some(Wrong { field: field(), problem: Problem::NameMissing })
    } else {
        None
    }
}

/// What fields may suggest, from what is kept already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Places.
    pub places: BTreeSet<String>,
    /// Organisations.
    pub organizations: BTreeSet<String>,
}

/// What fields may suggest, from the events that are loaded.
pub fn suggestions(almanac: &Almanac) -> Suggestions {
    let mut found = Suggestions::default();
    for event in almanac.entries().map(|entry| &entry.event) {
        let places = event.locations.values().map(|place| place.name.trim());
        let affiliations = event.participants.values().filter_map(|it| it.affiliation.as_deref());
        let organizations = affiliations.map(|it| it.organization.trim());
        put_in(&mut found.places, places);
        put_in(&mut found.organizations, organizations);
        if found.places.len() >= SUGGESTIONS && found.organizations.len() >= SUGGESTIONS {
            break;
        }
    }
    found
}

fn put_in<'a>(into: &mut BTreeSet<String>, texts: impl Iterator<Item = &'a str>) {
    for text in texts.filter(|text| !text.is_empty()) {
        if into.len() < SUGGESTIONS && !into.contains(text) {
            into.insert(text.to_owned());
        }
    }
}

pub(super) fn wrong(field: Field, problem: Problem) -> Vec<Wrong> {
    vec![Wrong { field, problem }]
}
