//! How often, in the form of an event: the few rules that people make, and any other one as it is.
//!
//! Law: the form of a rule that the form can say, read again, makes a rule that falls on the same days.

use jiff::civil::{Date, DateTime, Weekday};

use crate::domain::event::Event;
use crate::domain::recurrence::rule::{End, Frequency, NthDay, Parts, Rule};
use crate::domain::recurrence::shape::{On, Shape};
use crate::domain::repeat::{Repeat, Rule as Kept};
use crate::domain::series::is_of_rule;
use crate::present::path::{format_day, parse_day};

use super::form::Form;
use super::wrong::{Field, Problem, Wrong};

/// The largest number that the fields take.
const LARGEST: u32 = 999;

/// What stands in the fields that say how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatForm {
    /// How often.
    pub sort: RepeatSort,
    /// 間隔, a number.
    pub every: String,
    /// The weekdays of a weekly event, from Monday on.
    pub days: Vec<Weekday>,
    /// How it ends.
    pub end: EndSort,
    /// 回数.
    pub count: String,
    /// 最後の日, `2025-03-27`.
    pub until: String,
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
    /// Every year, on the date of its start.
    Yearly,
    /// By a rule that the form cannot say, which stays as it is.
    Kept,
}

impl RepeatSort {
    /// Those that can be chosen.
    pub const ALL: [Self; 8] = [
        Self::Once,
        Self::Daily,
        Self::Weekly,
        Self::MonthlyDate,
        Self::MonthlyWeekday,
        Self::MonthlyLastWeekday,
        Self::MonthlyLastDay,
        Self::Yearly,
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
            Self::Yearly => "yearly",
            Self::Kept => "kept",
        }
    }

    /// The sort of that name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Kept]).find(|sort| sort.slug() == slug)
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
            end: EndSort::Never,
            count: String::new(),
            until: String::new(),
        }
    }

    /// Of an event.
    pub fn of(event: &Event) -> Self {
        let Some(repeat) = event.repeat.as_deref() else { return Self::once() };
        let start = event.when.start();
        let kept = || Self { sort: RepeatSort::Kept, ..Self::once() };
        let Some(rule) = repeat.known() else { return kept() };
        let Some((sort, shape)) =
            Shape::of(rule, start).and_then(|shape| Some((sort_of(&shape, start.date())?, shape)))
        else {
            return kept();
        };
        let days = match shape.days {
            On::Weekdays(days) => days,
            On::Each | On::Nth(_) | On::NthWorkday(_) | On::Dates(_) => Vec::new(),
        };
        let form = Self { sort, every: shape.every.to_string(), days, ..Self::once() };
        match rule.parts().end {
            End::Never => form,
            End::Count(count) => Self { end: EndSort::Count, count: count.to_string(), ..form },
            End::Until(until) => {
                Self { end: EndSort::Until, until: format_day(until.date()), ..form }
            }
        }
    }

    /// The rule for a series that starts then; `None` where there is none, or the form cannot be read.
    pub fn rule(&self, start: DateTime) -> Option<Rule> {
        let day = start.date();
        let nth = i16::from((day.day() - 1) / 7 + 1);
        let mut parts = Parts::new(match self.sort {
            RepeatSort::Once | RepeatSort::Kept => return None,
            RepeatSort::Daily => Frequency::Daily,
            RepeatSort::Weekly => Frequency::Weekly,
            RepeatSort::Yearly => Frequency::Yearly,
            RepeatSort::MonthlyDate
            | RepeatSort::MonthlyWeekday
            | RepeatSort::MonthlyLastWeekday
            | RepeatSort::MonthlyLastDay => Frequency::Monthly,
        });
        let on = |nth: Option<i16>, day: Weekday| NthDay { day, nth };
        match self.sort {
            RepeatSort::Weekly if !self.days.is_empty() => {
                // The start is always an instance: its weekday is one of those chosen.
                let mut days = self.days.clone();
                if !days.contains(&day.weekday()) {
                    days.push(day.weekday());
                }
                days.sort_unstable_by_key(|day| day.to_monday_zero_offset());
                parts.by_day = days.into_iter().map(|day| on(None, day)).collect();
            }
            RepeatSort::MonthlyWeekday => parts.by_day = vec![on(Some(nth), day.weekday())],
            RepeatSort::MonthlyLastWeekday => parts.by_day = vec![on(Some(-1), day.weekday())],
            RepeatSort::MonthlyLastDay => parts.by_month_day = vec![-1],
            RepeatSort::Once
            | RepeatSort::Kept
            | RepeatSort::Daily
            | RepeatSort::Weekly
            | RepeatSort::MonthlyDate
            | RepeatSort::Yearly => {}
        }
        parts.spelling.day_types = !parts.by_day.is_empty();
        parts.interval = Some(number(&self.every)?).filter(|every| *every > 1);
        parts.end = match self.end {
            EndSort::Never => End::Never,
            EndSort::Count => End::Count(number(&self.count)?),
            EndSort::Until => End::Until(parse_day(&self.until)?.to_datetime(start.time())),
        };
        Rule::new(parts)
    }

    /// What is wrong with it.
    pub(super) fn check(&self, first_day: &str) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        if matches!(self.sort, RepeatSort::Once | RepeatSort::Kept) {
            return wrongs;
        }
        let mut wrong = |field, problem| wrongs.push(Wrong { field, problem });
        if number(&self.every).is_none() {
            wrong(Field::RepeatEvery, Problem::BadNumber);
        }
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
        wrongs
    }
}

/// Puts the rule of a form onto an event that was `was`. What single instances have of their own stays where the new
/// rule still has them.
pub(super) fn set_repeat(event: &mut Event, form: &Form, was: &Event) {
    if form.repeat.sort == RepeatSort::Kept {
        return;
    }
    let Some(rule) = form.repeat.rule(event.when.start()) else {
        event.repeat = None;
        return;
    };
    let held = event.repeat.take().map(|repeat| *repeat).unwrap_or_default();
    let rule = Some(Kept::Known(Box::new(rule)));
    event.repeat = Some(Box::new(Repeat { rule, ..held.clone() }));
    let mut overrides = held.overrides;
    overrides.retain(|at, _| is_of_rule(event, *at) || !is_of_rule(was, *at));
    if let Some(repeat) = event.repeat.as_deref_mut() {
        repeat.overrides = overrides;
    }
}

fn sort_of(shape: &Shape, start: Date) -> Option<RepeatSort> {
    let is_last_week = start.day() + 7 > start.days_in_month();
    let is_last_day = start.day() == start.days_in_month();
    let nth = i16::from((start.day() - 1) / 7 + 1);
    let is_own = |dates: &[i16]| dates == [i16::from(start.day())];
    let own = start.weekday();
    match (shape.unit, &shape.days) {
        (Frequency::Yearly, On::Dates(dates)) => {
            let is_month = shape.months == [i16::from(start.month())];
            (is_month && is_own(dates)).then_some(RepeatSort::Yearly)
        }
        _ if !shape.months.is_empty() => None,
        (Frequency::Daily, On::Each) => Some(RepeatSort::Daily),
        (Frequency::Weekly, On::Weekdays(days)) => {
            days.contains(&own).then_some(RepeatSort::Weekly)
        }
        (Frequency::Monthly, On::Dates(dates)) if is_own(dates) => Some(RepeatSort::MonthlyDate),
        (Frequency::Monthly, On::Dates(dates)) => {
            (is_last_day && dates.as_slice() == [-1]).then_some(RepeatSort::MonthlyLastDay)
        }
        (Frequency::Monthly, On::Nth(days)) => match days.as_slice() {
            [(number, day)] if *day == own && *number == nth => Some(RepeatSort::MonthlyWeekday),
            [(-1, day)] if *day == own && is_last_week => Some(RepeatSort::MonthlyLastWeekday),
            _ => None,
        },
        _ => None,
    }
}

fn number(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|number| (1..=LARGEST).contains(number))
}
