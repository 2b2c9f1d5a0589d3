//! The values of the fields that say how often an event repeats.

use jiff::civil::{Date, Weekday};

use crate::domain::series::repeat::HolidayRule;
use crate::present::form::draft::draft_of;
use crate::present::form::named::named_by_slug;
use crate::present::route::path::format_day;

/// The positions in a month that can be chosen, for a weekday or for the working days; -1 is the last one.
pub const NTHS: [i16; 6] = [1, 2, 3, 4, 5, -1];

/// The values of the fields that say how often an event repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatForm {
    /// How often the event repeats.
    pub kind: RepeatKind,
    /// 間隔, a number.
    pub every: String,
    /// The weekdays of a weekly event or of nth weekdays, Monday first.
    pub days: Vec<Weekday>,
    /// The positions in the month of the weekdays or working days, from [`NTHS`] and in that order.
    pub nths: Vec<i16>,
    /// The days of a month, 1 to 31, then -1 for the last day.
    pub dates: Vec<i16>,
    /// The day for which the rule was chosen, `2026-12-17`: a rule that takes its days from the start had them from
    /// this day. Empty if it has no rule.
    pub anchor: String,
    /// The months, 1 to 12, that chosen days of a month are limited to; every month if empty.
    pub months: Vec<i16>,
    /// How the series ends.
    pub end: EndKind,
    /// 回数.
    pub count: String,
    /// 最後の日, `2025-03-27`.
    pub until: String,
    /// 祝日のとき; `None` if a holiday changes nothing.
    pub holiday: Option<HolidayRule>,
    /// 第N回.
    pub numbers: NumberForm,
}

/// The values of the number fields of a series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberForm {
    /// The number of the first instance, or of the only one; empty if it has none.
    pub first: String,
    /// The month, 1 to 12, in which the numbers start again at 1.
    pub restart: Option<i8>,
}

draft_of!(RepeatForm {
    kind,
    every,
    anchor,
    days,
    nths,
    dates,
    months,
    end,
    count,
    until,
    holiday,
    numbers
});
draft_of!(NumberForm { first, restart });
named_by_slug!(RepeatKind, EndKind);

/// How often an event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepeatKind {
    /// Once.
    Once,
    /// Every day.
    Daily,
    /// Every week, on chosen weekdays.
    Weekly,
    /// Every month, on the date of its start.
    MonthlyDate,
    /// Every month, on the nth weekday that its start is.
    MonthlyWeekday,
    /// Every month, on the last of the weekday of its start, such as the last Monday.
    MonthlyLastWeekday,
    /// On the last day of every month.
    MonthlyLastDay,
    /// In every month, or in chosen months, on chosen nth weekdays.
    ChosenWeekdays,
    /// In every month, or in chosen months, on chosen days.
    ChosenDates,
    /// In every month, or in chosen months, on chosen nth working days (Monday to Friday).
    ChosenWorkdays,
    /// Every year, on the date of its start.
    Yearly,
    /// Every year, on the nth weekday of the month that its start is.
    YearlyWeekday,
    /// Every year, on the last of the weekday of its start in that month, such as the last Monday of May.
    YearlyLastWeekday,
    /// A rule that the form cannot express; it stays as it is.
    Kept,
}

impl RepeatKind {
    /// Every kind, in the order of the list.
    pub const ALL: [Self; 14] = [
        Self::Once,
        Self::Daily,
        Self::Weekly,
        Self::MonthlyDate,
        Self::MonthlyWeekday,
        Self::MonthlyLastWeekday,
        Self::MonthlyLastDay,
        Self::ChosenWeekdays,
        Self::ChosenDates,
        Self::ChosenWorkdays,
        Self::Yearly,
        Self::YearlyWeekday,
        Self::YearlyLastWeekday,
        Self::Kept,
    ];

    /// Returns the name in drafts and in the options of a list.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::MonthlyDate => "monthly-date",
            Self::MonthlyWeekday => "monthly-weekday",
            Self::MonthlyLastWeekday => "monthly-last-weekday",
            Self::MonthlyLastDay => "monthly-last-day",
            Self::ChosenWeekdays => "chosen-weekdays",
            Self::ChosenDates => "chosen-dates",
            Self::ChosenWorkdays => "chosen-workdays",
            Self::Yearly => "yearly",
            Self::YearlyWeekday => "yearly-weekday",
            Self::YearlyLastWeekday => "yearly-last-weekday",
            Self::Kept => "kept",
        }
    }

    /// Returns whether the form chooses the days and months, instead of taking them from the start.
    pub fn is_chosen(self) -> bool {
        matches!(self, Self::ChosenWeekdays | Self::ChosenDates | Self::ChosenWorkdays)
    }

    /// Returns whether weekdays are chosen.
    pub fn has_weekdays(self) -> bool {
        matches!(self, Self::Weekly | Self::ChosenWeekdays)
    }

    /// Returns whether positions in the month are chosen.
    pub fn has_nths(self) -> bool {
        matches!(self, Self::ChosenWeekdays | Self::ChosenWorkdays)
    }
}

/// How a series ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndKind {
    /// It does not end.
    Never,
    /// After a number of times.
    Count,
    /// On a day.
    Until,
}

impl EndKind {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Never, Self::Count, Self::Until];

    /// Returns the name in drafts and in the options of a list.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Count => "count",
            Self::Until => "until",
        }
    }
}

impl RepeatForm {
    /// Creates the fields of an event that takes place once.
    pub fn once() -> Self {
        Self {
            kind: RepeatKind::Once,
            every: "1".to_owned(),
            anchor: String::new(),
            days: Vec::new(),
            nths: Vec::new(),
            dates: Vec::new(),
            months: Vec::new(),
            end: EndKind::Never,
            count: String::new(),
            until: String::new(),
            holiday: None,
            numbers: NumberForm::default(),
        }
    }

    /// Chooses how often; other fields that this needs are filled in from the day of the start.
    pub fn choose(&mut self, kind: RepeatKind, day: Option<Date>) {
        self.kind = kind;
        self.anchor = day.map(format_day).unwrap_or_default();
        if kind.has_weekdays() && self.days.is_empty() {
            self.days.extend(day.map(Date::weekday));
        }
        if kind == RepeatKind::ChosenWeekdays && self.nths.is_empty() {
            self.nths.extend(day.map(|day| i16::from((day.day() - 1) / 7 + 1)));
        }
        if kind == RepeatKind::ChosenWorkdays && self.nths.is_empty() {
            self.nths.push(-1);
        }
        if kind == RepeatKind::ChosenDates && self.dates.is_empty() {
            self.dates.extend(day.map(|day| i16::from(day.day())));
        }
    }

    /// Returns whether two forms have the same rule and end, even if days off and numbers differ.
    pub fn has_rule_of(&self, other: &Self) -> bool {
        let plain =
            |form: &Self| Self { holiday: None, numbers: NumberForm::default(), ..form.clone() };
        plain(self) == plain(other)
    }
}
