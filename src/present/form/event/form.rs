//! The values of the fields of an event's form.
//!
//! This module has plain data only. [`crate::present::form::event::open`] makes it from an event, and
//! [`crate::present::form::event::parse`] parses it.

use jiff::civil::{Date, Time};

use crate::domain::event::kind::Kind;
use crate::domain::event::status::Status;
use crate::domain::id::{CalendarId, LocalId};
use crate::domain::series::repeat::TimeKind;
use crate::present::form::draft::draft_of;
use crate::present::form::event::repeat::form::RepeatForm;
use crate::present::form::event::rows::{
    DetailsForm, LinkForm, OrganizerForm, PartForm, ParticipantForm, PlaceForm, Purpose,
};
use crate::present::route::path::{format_day, parse_day};

/// The value of [`EventForm::zone`] for clocks that show the same everywhere.
pub const FLOATING: &str = "floating";

/// The key of the first place of an event that has no places yet. It is before every key that is made later.
const VENUE: &str = "00-venue";

/// The key of the first online meeting of an event that has none yet. It is before every key that is made later.
const ONLINE: &str = "00-online";

/// The values of the fields of an event's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventForm {
    /// 件名.
    pub title: String,
    /// What the number and the kinds have from the title.
    pub from_title: FromTitle,
    /// 種別.
    pub kind: Kind,
    /// 2つ目の種別, less important than the first.
    pub second_kind: Option<Kind>,
    /// カレンダー; `None` if there is no calendar yet.
    pub calendar: Option<CalendarId>,
    /// 開催状況.
    pub status: Status,
    /// 時間の決め方.
    pub time_kind: TimeKind,
    /// 開始日, `2024-12-22`.
    pub first_day: String,
    /// 終了日.
    pub last_day: String,
    /// 開始時刻, `13:30`.
    pub start_time: String,
    /// 終了時刻.
    pub end_time: String,
    /// What the first day and the start said before they were emptied.
    pub last_good: LastGood,
    /// 日時を文字で入力, with what became of it.
    pub in_words: InWords,
    /// The zone of the clocks: its name, [`FLOATING`], or empty for the zone of the person.
    pub zone: String,
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
    /// プログラム, in the order of the programme.
    pub programme: Vec<PartForm>,
    /// 主催.
    pub organizer: OrganizerForm,
    /// 内容.
    pub description: String,
    /// 中止の理由, 申込み, 色, 公開範囲.
    pub details: DetailsForm,
    /// 参加者.
    pub people: Vec<ParticipantForm>,
}

/// What the first day and the start last said, while they hold nothing that can be read. A field is emptied before
/// another value is written, and the end follows from the one to the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastGood {
    /// The first day.
    pub first_day: String,
    /// The start.
    pub start_time: String,
}

/// The fields of the time as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeFields {
    pub(crate) time_kind: TimeKind,
    pub(crate) first_day: String,
    pub(crate) last_day: String,
    pub(crate) start_time: String,
    pub(crate) end_time: String,
    pub(crate) meeting_time: String,
    pub(crate) last_good: LastGood,
}

impl Default for TimeFields {
    fn default() -> Self {
        Self {
            time_kind: TimeKind::Timed,
            first_day: String::new(),
            last_day: String::new(),
            start_time: String::new(),
            end_time: String::new(),
            meeting_time: String::new(),
            last_good: LastGood::default(),
        }
    }
}

/// The time in words, and the fields that it was put into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InWords {
    /// The words. They count only as long as the fields are as these words have left them, see [`EventForm::words`].
    pub text: String,
    /// The part of them that was not understood; while there is one, the fields are as the person left them.
    pub unread: String,
    /// The fields before the first words.
    pub ground: TimeFields,
    /// The fields as the words have left them.
    pub made: TimeFields,
}

/// What the fields of a form have from its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromTitle {
    /// The title without its number.
    pub(crate) title: String,
    /// The number; empty if there is none from the title.
    pub(crate) number: String,
    /// The first kind; その他 if there is none from the title.
    pub(crate) kind: Kind,
    /// The second kind.
    pub(crate) second_kind: Option<Kind>,
}

impl Default for FromTitle {
    fn default() -> Self {
        let empty = String::new;
        Self { title: empty(), number: empty(), kind: Kind::Other, second_kind: None }
    }
}

draft_of!(FromTitle { title, number, kind, second_kind });
draft_of!(TimeFields {
    time_kind,
    first_day,
    last_day,
    start_time,
    end_time,
    meeting_time,
    last_good,
});
draft_of!(InWords { text, unread, ground, made });
draft_of!(LastGood { first_day, start_time });
draft_of!(EventForm {
    title,
    kind,
    second_kind,
    calendar,
    status,
    time_kind,
    first_day,
    last_day,
    start_time,
    end_time,
    last_good,
    repeat,
    meeting_time,
    places,
    online,
    links,
    programme,
    organizer,
    description,
    details,
    people,
} newer { zone, in_words, from_title });

/// Names a field of an event's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventField {
    /// 件名.
    Title,
    /// 日時を文字で入力.
    InWords,
    /// 開始日.
    FirstDay,
    /// 終了日.
    LastDay,
    /// 開始時刻.
    StartTime,
    /// 終了時刻.
    EndTime,
    /// The days of a series.
    RepeatOn,
    /// 間隔 of a series.
    RepeatEvery,
    /// 回数 of a series.
    RepeatCount,
    /// 最後の日 of a series.
    RepeatUntil,
    /// 第N回.
    RepeatNumber,
    /// 集合時刻.
    MeetingTime,
    /// 内容.
    Description,
    /// 理由.
    Reason,
    /// 対象.
    Audience,
    /// 返事の締切日.
    ClosesDay,
    /// 返事の締切時刻.
    ClosesTime,
    /// 定員.
    Capacity,
    /// 参加費.
    Fee,
    /// The name of a participant.
    PersonName,
    /// The e-mail address of a participant.
    PersonEmail,
    /// The name of the organisation that organises the event.
    OrganizerName,
    /// The title of a part of the programme.
    PartTitle,
    /// When a part starts.
    PartStart,
    /// When a part ends.
    PartEnd,
    /// What happens in a part.
    PartDescription,
    /// The name of a place.
    PlaceName,
    /// The name of an online meeting.
    OnlineName,
    /// The address of an online meeting.
    OnlineAddress,
    /// The name of a link.
    LinkName,
    /// The address of a link.
    LinkAddress,
}

impl EventField {
    /// The fields of a part of the programme.
    pub const OF_PART: [Self; 4] =
        [Self::PartTitle, Self::PartStart, Self::PartEnd, Self::PartDescription];
}

impl EventForm {
    /// Creates the form of a new event.
    pub fn blank(calendar: Option<CalendarId>, day: Date) -> Self {
        let empty = String::new;
        Self {
            title: empty(),
            from_title: FromTitle::default(),
            kind: Kind::Other,
            second_kind: None,
            calendar,
            status: Status::Confirmed,
            time_kind: TimeKind::Timed,
            first_day: format_day(day),
            last_day: format_day(day),
            start_time: empty(),
            end_time: empty(),
            last_good: LastGood::default(),
            in_words: InWords::default(),
            zone: empty(),
            repeat: RepeatForm::once(),
            meeting_time: empty(),
            places: places_or_blank(Vec::new()),
            online: online_or_blank(Vec::new()),
            links: Vec::new(),
            programme: Vec::new(),
            organizer: OrganizerForm::Nobody,
            description: empty(),
            details: DetailsForm::default(),
            people: Vec::new(),
        }
    }

    /// Fills in when the event starts, and an end one hour later on the same day.
    pub fn starting_at(self, time: Option<Time>) -> Self {
        let Some(time) = time else { return self };
        let end = time.checked_add(jiff::Span::new().hours(1)).ok();
        let text = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
        Self { start_time: text(time), end_time: end.map(text).unwrap_or_default(), ..self }
    }

    /// Sets the first kind. An event is shown as its most important kind, so a more important second one comes first.
    pub fn set_kind(&mut self, kind: Kind) {
        self.kind = kind;
        self.settle_kinds();
    }

    /// Sets the second kind; see [`Self::set_kind`].
    pub fn set_second_kind(&mut self, kind: Option<Kind>) {
        self.second_kind = kind;
        self.settle_kinds();
    }

    fn settle_kinds(&mut self) {
        if let Some(second) = self.second_kind.filter(|second| *second < self.kind) {
            self.second_kind = Some(std::mem::replace(&mut self.kind, second));
        }
        let is_other = |second: &Kind| *second != self.kind && *second != Kind::Other;
        self.second_kind = self.second_kind.filter(is_other);
    }

    /// Returns the first day; `None` while its text is not a day.
    pub fn first_day(&self) -> Option<Date> {
        parse_day(self.first_day.trim())
    }

    /// Returns the last day; `None` while its text is not a day.
    pub fn last_day(&self) -> Option<Date> {
        parse_day(self.last_day.trim())
    }
}

/// Returns the places of an event, or one blank row if it has none.
pub fn places_or_blank(rows: Vec<PlaceForm>) -> Vec<PlaceForm> {
    let blank = || vec![PlaceForm::blank(LocalId::new(VENUE), Purpose::Venue)];
    if rows.is_empty() { blank() } else { rows }
}

/// Returns the online meetings of an event, or one blank row if it has none.
pub fn online_or_blank(rows: Vec<LinkForm>) -> Vec<LinkForm> {
    if rows.is_empty() { vec![LinkForm::blank(LocalId::new(ONLINE))] } else { rows }
}
