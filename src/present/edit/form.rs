//! The form of an event: what stands in its fields, and what is wrong with them.
//!
//! A form is compared with the one that was shown at first: only what was edited is checked, and changed
//! ([`super::apply`]).

use jiff::civil::Date;

use crate::domain::event::Event;
use crate::domain::id::CalendarId;
use crate::domain::kind::Kind;
use crate::domain::status::Status;
use crate::present::path::format_day;

use super::details::DetailsForm;
use super::links::{self, LinkForm, OrganizerForm};
use super::people::{PersonForm, person_wrong};
use super::places::{self, PlaceForm};
use super::programme::{self, PartForm};
use super::repeat::form::RepeatForm;
use super::times::{clock, clocks_of, days_of};
use super::wrong::{Field, Problem, Wrong, wrong};

/// How many characters a field of one line takes.
pub const LONGEST_LINE: usize = 500;

/// How many characters a field of many lines takes.
pub const LONGEST_TEXT: usize = 20_000;

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
    pub places: Vec<PlaceForm>,
    /// オンライン.
    pub online: Vec<LinkForm>,
    /// リンク.
    pub links: Vec<LinkForm>,
    /// プログラム, in its order.
    pub programme: Vec<PartForm>,
    /// 主催.
    pub organizer: OrganizerForm,
    /// 内容.
    pub description: String,
    /// 中止の理由, 申込み, 色, 公開範囲.
    pub details: DetailsForm,
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
            places: places::blank_rows(),
            online: links::blank_rows(),
            links: Vec::new(),
            programme: Vec::new(),
            organizer: OrganizerForm::Nobody,
            description: empty(),
            details: DetailsForm::default(),
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
            places: places::rows(event),
            online: links::online_rows(event),
            links: links::link_rows(event),
            programme: programme::rows(event),
            organizer: OrganizerForm::of(event),
            description: event.description.replace("\r\n", "\n"),
            details: DetailsForm::of(event),
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
        let texts = [
            (Field::Title, &self.title, &before.title, LONGEST_LINE),
            (Field::Description, &self.description, &before.description, LONGEST_TEXT),
        ];
        for (field, text, was, limit) in texts {
            if text != was && text.chars().count() > limit {
                wrongs.extend(wrong(field, Problem::TooManyLetters(limit)));
            }
        }
        wrongs.extend(places::wrongs(self, before));
        wrongs.extend(links::online_wrongs(self, before));
        wrongs.extend(programme::wrongs(self, before));
        wrongs.extend(links::link_wrongs(self, before));
        wrongs.extend(self.details.check(&before.details));
        for person in &self.people {
            wrongs.extend(person_wrong(person, before));
        }
        wrongs
    }
}
