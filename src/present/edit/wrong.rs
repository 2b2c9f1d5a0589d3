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
    /// Not a number that a meeting can have.
    BadSeriesNumber,
    /// Nothing is chosen where something must be.
    NothingChosen,
    /// Years cannot be left out where it is working days of several months.
    OnlyEveryYear,
    /// More characters than the field takes.
    TooManyLetters(usize),
}

pub(super) fn wrong(field: Field, problem: Problem) -> Vec<Wrong> {
    vec![Wrong { field, problem }]
}
