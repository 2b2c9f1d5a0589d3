//! What the fields hold that say how often.

use jiff::civil::{Date, Weekday};

use crate::domain::series::repeat::HolidayRule;
use crate::present::form::draft::draft_of;
use crate::present::form::named::named_by_slug;

/// Which ones of a month can be chosen, of a weekday or of the working days; the last one is -1.
pub const NTHS: [i16; 6] = [1, 2, 3, 4, 5, -1];

/// What the fields hold that say how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatForm {
    /// How often.
    pub kind: RepeatKind,
    /// 間隔, a number.
    pub every: String,
    /// The weekdays of a weekly event or of nth weekdays, from Monday on.
    pub days: Vec<Weekday>,
    /// Which of a month's weekdays or working days, of [`NTHS`] and in that order.
    pub nths: Vec<i16>,
    /// The days of a month, 1 to 31 and then -1 for its last one.
    pub dates: Vec<i16>,
    /// The months that chosen days of a month keep to, 1 to 12; every month where empty.
    pub months: Vec<i16>,
    /// How it ends.
    pub end: EndKind,
    /// 回数.
    pub count: String,
    /// 最後の日, `2025-03-27`.
    pub until: String,
    /// 祝日のとき; `None` where it is held all the same.
    pub holiday: Option<HolidayRule>,
    /// 第N回.
    pub numbers: NumberForm,
}

/// What the fields of a series' numbers hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberForm {
    /// The number of the first one, or of the only one; empty where it has none.
    pub first: String,
    /// The month, 1 to 12, in which numbers begin again at 1.
    pub restart: Option<i8>,
}

draft_of!(RepeatForm {
    kind,
    every,
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
    /// Every month, on the last of the weekday that its start is.
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
    /// Every year, on the last of the weekday in the month of its start.
    YearlyLastWeekday,
    /// By a rule that the form cannot say, which stays as it is.
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

    /// The name in drafts and in the options of a list.
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

    /// Whether it is for the form to say on which days of which months.
    pub fn is_chosen(self) -> bool {
        matches!(self, Self::ChosenWeekdays | Self::ChosenDates | Self::ChosenWorkdays)
    }

    /// Whether weekdays are chosen.
    pub fn has_weekdays(self) -> bool {
        matches!(self, Self::Weekly | Self::ChosenWeekdays)
    }

    /// Whether it is chosen which ones of a month.
    pub fn has_nths(self) -> bool {
        matches!(self, Self::ChosenWeekdays | Self::ChosenWorkdays)
    }
}

/// How a series ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndKind {
    /// It does not.
    Never,
    /// After a number of times.
    Count,
    /// On a day.
    Until,
}

impl EndKind {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Never, Self::Count, Self::Until];

    /// The name in drafts and in the options of a list.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Count => "count",
            Self::Until => "until",
        }
    }
}

impl RepeatForm {
    /// Of an event that takes place once.
    pub fn once() -> Self {
        Self {
            kind: RepeatKind::Once,
            every: "1".to_owned(),
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

    /// Chooses how often; what else that needs is filled in from the day that the event starts.
    pub fn choose(&mut self, kind: RepeatKind, day: Option<Date>) {
        self.kind = kind;
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

    /// Whether two forms say the same of rule and end, whatever they say of days off and numbers.
    pub fn has_rule_of(&self, other: &Self) -> bool {
        let plain =
            |form: &Self| Self { holiday: None, numbers: NumberForm::default(), ..form.clone() };
        plain(self) == plain(other)
    }
}
