//! What can be wrong with the form of an event.

use crate::domain::id::LocalId;

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
    /// The days on which a series falls.
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
    /// 返事の締切日.
    ClosesDay,
    /// 返事の締切時刻.
    ClosesTime,
    /// 定員.
    Capacity,
    /// 参加費.
    Fee,
    /// The name of a participant.
    Person(LocalId),
    /// A field of a row of one of the lists, by the row's key.
    Row(RowField, LocalId),
}

/// A field of a row that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowField {
    /// The title of a part of the programme.
    PartTitle,
    /// When a part starts.
    PartStart,
    /// When a part ends.
    PartEnd,
    /// What happens in a part.
    PartDescription,
    /// The name of a place.
    Place,
    /// The name of an online meeting.
    OnlineName,
    /// The address of an online meeting.
    OnlineAddress,
    /// What a link is called.
    LinkName,
    /// The address of a link.
    LinkAddress,
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
    /// Not an address that a page can be opened at.
    BadLink,
    /// Not an address that can be offered.
    BadAddress,
    /// An address is needed.
    AddressMissing,
    /// A start is needed, because the part has an end.
    PartStartMissing,
    /// A part needs a title.
    PartTitleMissing,
    /// A name is needed.
    NameMissing,
    /// Not a number from 1 on.
    BadNumber,
    /// Not a whole number from 0 on.
    BadAmount,
    /// Not a number that a meeting can have.
    BadSeriesNumber,
    /// Nothing is chosen where something must be.
    NothingChosen,
    /// Years cannot be left out where it is working days of several months.
    OnlyEveryYear,
    /// More characters than the field takes.
    TooManyLetters(usize),
}

pub(crate) fn wrong(field: Field, problem: Problem) -> Vec<Wrong> {
    vec![Wrong { field, problem }]
}
