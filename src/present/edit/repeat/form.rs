//! What stands in the fields that say how often, and what is wrong with it.

use jiff::civil::{Date, Weekday};

use crate::domain::repeat::HolidayRule;
use crate::present::edit::wrong::{Field, Problem, Wrong};
use crate::present::path::parse_day;

/// The largest number of periods or times that the fields take.
const LARGEST: u32 = 999;

/// The largest 第N回 that the field takes.
const LARGEST_NUMBER: u32 = 99_999;

/// Which ones of a month can be chosen, of a weekday or of the working days; the last one is -1.
pub const NTHS: [i16; 6] = [1, 2, 3, 4, 5, -1];

/// What stands in the fields that say how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatForm {
    /// How often.
    pub sort: RepeatSort,
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
    pub end: EndSort,
    /// 回数.
    pub count: String,
    /// 最後の日, `2025-03-27`.
    pub until: String,
    /// 祝日のとき; `None` where it is held all the same.
    pub holiday: Option<HolidayRule>,
    /// 第N回.
    pub numbers: NumberForm,
}

/// What stands in the fields of a series' numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberForm {
    /// The number of the first one, or of the only one; empty where it has none.
    pub first: String,
    /// The month, 1 to 12, in which numbers begin again at 1.
    pub restart: Option<i8>,
}

/// How often an event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepeatSort {
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

impl RepeatSort {
    /// Those that can be chosen.
    pub const ALL: [Self; 13] = [
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
    ];

    /// The name in kept forms and in the options of a list.
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

    /// The sort of that name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Kept]).find(|sort| sort.slug() == slug)
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
pub enum EndSort {
    /// It does not.
    Never,
    /// After a number of times.
    Count,
    /// On a day.
    Until,
}

impl EndSort {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Never, Self::Count, Self::Until];

    /// The name in kept forms and in the options of a list.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Count => "count",
            Self::Until => "until",
        }
    }

    /// The way of that name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.slug() == slug)
    }
}

impl RepeatForm {
    /// Of an event that takes place once.
    pub fn once() -> Self {
        Self {
            sort: RepeatSort::Once,
            every: "1".to_owned(),
            days: Vec::new(),
            nths: Vec::new(),
            dates: Vec::new(),
            months: Vec::new(),
            end: EndSort::Never,
            count: String::new(),
            until: String::new(),
            holiday: None,
            numbers: NumberForm::default(),
        }
    }

    /// Chooses how often; what that needs beside is filled in from the day that the event starts.
    pub fn choose(&mut self, sort: RepeatSort, day: Option<Date>) {
        self.sort = sort;
        if sort.has_weekdays() && self.days.is_empty() {
            self.days.extend(day.map(Date::weekday));
        }
        if sort == RepeatSort::ChosenWeekdays && self.nths.is_empty() {
            self.nths.extend(day.map(|day| i16::from((day.day() - 1) / 7 + 1)));
        }
        if sort == RepeatSort::ChosenWorkdays && self.nths.is_empty() {
            self.nths.push(-1);
        }
        if sort == RepeatSort::ChosenDates && self.dates.is_empty() {
            self.dates.extend(day.map(|day| i16::from(day.day())));
        }
    }

    /// Whether two forms say the same of rule and end, whatever they say of days off and numbers.
    pub fn has_rule_of(&self, other: &Self) -> bool {
        let plain =
            |form: &Self| Self { holiday: None, numbers: NumberForm::default(), ..form.clone() };
        plain(self) == plain(other)
    }

    /// What is wrong with it.
    pub fn check(&self, first_day: &str) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        let mut wrong = |field, problem| wrongs.push(Wrong { field, problem });
        if !matches!(self.sort, RepeatSort::Once | RepeatSort::Kept) {
            if self.lacks_days() {
                wrong(Field::RepeatOn, Problem::NothingChosen);
            }
            match number(&self.every) {
                None => wrong(Field::RepeatEvery, Problem::BadNumber),
                // The nth working day of each of several months is no rule that leaves years out (RFC 5545 BYSETPOS).
                Some(2..) if self.sort == RepeatSort::ChosenWorkdays && self.months.len() > 1 => {
                    wrong(Field::RepeatEvery, Problem::OnlyEveryYear);
                }
                Some(_) => {}
            }
            self.check_end(first_day, &mut wrong);
        }
        if !self.numbers.first.trim().is_empty() && self.numbers.first().is_none() {
            wrong(Field::RepeatNumber, Problem::BadSeriesNumber);
        }
        wrongs
    }

    fn check_end(&self, first_day: &str, wrong: &mut dyn FnMut(Field, Problem)) {
        match self.end {
            EndSort::Never => {}
            EndSort::Count if number(&self.count).is_some() => {}
            EndSort::Count => wrong(Field::RepeatCount, Problem::BadNumber),
            EndSort::Until => match (parse_day(&self.until), parse_day(first_day)) {
                (None, _) => wrong(Field::RepeatUntil, Problem::BadDay),
                (Some(until), Some(first)) if until < first => {
                    wrong(Field::RepeatUntil, Problem::EndsBeforeStart);
                }
                (Some(_), _) => {}
            },
        }
    }

    /// Whether days are to be chosen and none is.
    fn lacks_days(&self) -> bool {
        let lacks_days = self.sort == RepeatSort::ChosenWeekdays && self.days.is_empty();
        let lacks_dates = self.sort == RepeatSort::ChosenDates && self.dates.is_empty();
        lacks_days || lacks_dates || (self.sort.has_nths() && self.nths.is_empty())
    }
}

impl NumberForm {
    /// The number of the first one; `None` where it has none, or it cannot be read.
    pub fn first(&self) -> Option<u32> {
        let number = self.first.trim().parse().ok();
        number.filter(|number| (1..=LARGEST_NUMBER).contains(number))
    }
}

pub(super) fn number(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|number| (1..=LARGEST).contains(number))
}
