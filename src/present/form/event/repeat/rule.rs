//! From a rule to the fields that say it, and back.
//!
//! Law: the form of a rule that the form can say, read again, makes a rule that falls on the same days.

use jiff::civil::{Date, DateTime, Weekday};

use crate::domain::event::Event;
use crate::domain::recurrence::rule::{End, Frequency, NthDay, Parts, Rule};
use crate::domain::recurrence::shape::{On, Shape, WORKDAYS};
use crate::domain::repeat::Repeat;
use crate::present::path::{format_day, parse_day};

use crate::present::form::event::repeat::form::{
    EndSort, NTHS, NumberForm, RepeatForm, RepeatSort, number,
};

impl RepeatForm {
    /// Of an event.
    pub fn of(event: &Event) -> Self {
        let repeat = event.repeat.as_deref();
        let first = event.series_number.map(|number| number.to_string()).unwrap_or_default();
        let form = repeat.map_or_else(Self::once, |repeat| of_rule(repeat, event.when.start()));
        Self {
            holiday: repeat.and_then(|repeat| repeat.holiday_rule),
            numbers: NumberForm { first, restart: repeat.and_then(|it| it.restart_month) },
            ..form
        }
    }

    /// The rule for a series that starts then; `None` where there is none, or the form cannot be read.
    pub fn rule(&self, start: DateTime) -> Option<Rule> {
        let day = start.date();
        let nth = nth_of(day);
        let every = number(&self.every)?;
        let mut parts = Parts::new(self.frequency(every)?);
        let on = |nth: Option<i16>, day: Weekday| NthDay { day, nth };
        let own = || day.weekday();
        match self.sort {
            RepeatSort::Weekly if !self.days.is_empty() => {
                // The start is always an instance: its weekday is one of those chosen.
                let mut days = self.days.clone();
                if !days.contains(&own()) {
                    days.push(own());
                }
                days.sort_unstable_by_key(|day| day.to_monday_zero_offset());
                parts.by_day = days.into_iter().map(|day| on(None, day)).collect();
            }
            RepeatSort::MonthlyWeekday | RepeatSort::YearlyWeekday => {
                parts.by_day = vec![on(Some(nth), own())];
            }
            RepeatSort::MonthlyLastWeekday | RepeatSort::YearlyLastWeekday => {
                parts.by_day = vec![on(Some(-1), own())];
            }
            RepeatSort::MonthlyLastDay => parts.by_month_day = vec![-1],
            RepeatSort::ChosenDates => parts.by_month_day.clone_from(&self.dates),
            RepeatSort::ChosenWeekdays => {
                let of = |nth: i16| self.days.iter().map(move |day| on(Some(nth), *day));
                parts.by_day = self.nths.iter().flat_map(|nth| of(*nth)).collect();
            }
            RepeatSort::ChosenWorkdays => {
                parts.by_day = WORKDAYS.map(|day| on(None, day)).to_vec();
                parts.by_set_position.clone_from(&self.nths);
            }
            RepeatSort::Once
            | RepeatSort::Kept
            | RepeatSort::Daily
            | RepeatSort::Weekly
            | RepeatSort::MonthlyDate
            | RepeatSort::Yearly => {}
        }
        if self.sort.is_chosen() {
            parts.by_month.clone_from(&self.months);
            let has_days = !parts.by_day.is_empty() || !parts.by_month_day.is_empty();
            let is_good = self.sort != RepeatSort::ChosenWorkdays || !self.nths.is_empty();
            (has_days && is_good).then_some(())?;
            (every == 1 || parts.by_set_position.is_empty() || self.months.len() < 2)
                .then_some(())?;
        } else if matches!(self.sort, RepeatSort::YearlyWeekday | RepeatSort::YearlyLastWeekday) {
            parts.by_month = vec![i16::from(day.month())];
        }
        parts.spelling.day_types = !parts.by_day.is_empty();
        parts.interval = Some(every).filter(|every| *every > 1);
        parts.end = match self.end {
            EndSort::Never => End::Never,
            EndSort::Count => End::Count(number(&self.count)?),
            EndSort::Until => End::Until(parse_day(&self.until)?.to_datetime(start.time())),
        };
        Rule::new(parts)
    }

    /// What is counted; chosen months are of every year, or of every so many years.
    fn frequency(&self, every: u32) -> Option<Frequency> {
        Some(match self.sort {
            RepeatSort::Once | RepeatSort::Kept => return None,
            RepeatSort::Daily => Frequency::Daily,
            RepeatSort::Weekly => Frequency::Weekly,
            RepeatSort::Yearly | RepeatSort::YearlyWeekday | RepeatSort::YearlyLastWeekday => {
                Frequency::Yearly
            }
            RepeatSort::MonthlyDate
            | RepeatSort::MonthlyWeekday
            | RepeatSort::MonthlyLastWeekday
            | RepeatSort::MonthlyLastDay => Frequency::Monthly,
            RepeatSort::ChosenWeekdays | RepeatSort::ChosenDates | RepeatSort::ChosenWorkdays => {
                if self.months.is_empty() || every == 1 {
                    Frequency::Monthly
                } else {
                    Frequency::Yearly
                }
            }
        })
    }
}

/// The fields of a rule, without days off and numbers.
fn of_rule(repeat: &Repeat, start: DateTime) -> RepeatForm {
    let kept = || RepeatForm { sort: RepeatSort::Kept, ..RepeatForm::once() };
    let Some(rule) = repeat.known() else { return kept() };
    let said = Shape::of(rule, start).and_then(|shape| said(shape, start.date()));
    let Some(form) = said else { return kept() };
    match rule.parts().end {
        End::Never => form,
        End::Count(count) => RepeatForm { end: EndSort::Count, count: count.to_string(), ..form },
        End::Until(until) => {
            RepeatForm { end: EndSort::Until, until: format_day(until.date()), ..form }
        }
    }
}

/// The fields of a shape: what hangs on the start where that is enough, else what was chosen.
fn said(shape: Shape, start: Date) -> Option<RepeatForm> {
    let form = RepeatForm { every: shape.every.to_string(), ..RepeatForm::once() };
    if let Some(sort) = sort_of(&shape, start) {
        let days = match shape.days {
            On::Weekdays(days) => days,
            On::Each | On::Nth(_) | On::NthWorkday(_) | On::Dates(_) => Vec::new(),
        };
        return Some(RepeatForm { sort, days, ..form });
    }
    if !matches!(shape.unit, Frequency::Monthly | Frequency::Yearly) {
        return None;
    }
    let are_offered = |nths: &[i16]| nths.iter().all(|nth| NTHS.contains(nth));
    let form = RepeatForm { months: shape.months, ..form };
    match shape.days {
        On::Dates(dates) if dates.iter().all(|date| *date >= -1) => {
            Some(RepeatForm { sort: RepeatSort::ChosenDates, dates, ..form })
        }
        On::NthWorkday(nths) if are_offered(&nths) => {
            Some(RepeatForm { sort: RepeatSort::ChosenWorkdays, nths, ..form })
        }
        On::Nth(all) => {
            let nths: Vec<i16> =
                NTHS.into_iter().filter(|nth| all.iter().any(|(own, _)| own == nth)).collect();
            let days: Vec<Weekday> =
                WEEK.into_iter().filter(|day| all.iter().any(|(_, own)| own == day)).collect();
            // Every chosen weekday is on every chosen one: 第2・第4の月曜日と木曜日.
            let is_square = all.len() == nths.len() * days.len();
            let has = |(nth, day): &(i16, Weekday)| nths.contains(nth) && days.contains(day);
            (is_square && all.iter().all(has)).then_some(())?;
            Some(RepeatForm { sort: RepeatSort::ChosenWeekdays, nths, days, ..form })
        }
        On::Dates(_) | On::NthWorkday(_) | On::Each | On::Weekdays(_) => None,
    }
}

/// From Monday on.
pub const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The sort that says a shape by the day that the series starts alone.
fn sort_of(shape: &Shape, start: Date) -> Option<RepeatSort> {
    let is_last_week = start.day() + 7 > start.days_in_month();
    let is_last_day = start.day() == start.days_in_month();
    let is_own = |dates: &[i16]| dates == [i16::from(start.day())];
    let own = start.weekday();
    let is_yearly = shape.unit == Frequency::Yearly && shape.months == [i16::from(start.month())];
    if !shape.months.is_empty() && !is_yearly {
        return None;
    }
    Some(match (shape.unit, &shape.days) {
        (Frequency::Daily, On::Each) => RepeatSort::Daily,
        (Frequency::Weekly, On::Weekdays(days)) if days.contains(&own) => RepeatSort::Weekly,
        (Frequency::Yearly, On::Dates(dates)) if is_own(dates) => RepeatSort::Yearly,
        (Frequency::Monthly, On::Dates(dates)) if is_own(dates) => RepeatSort::MonthlyDate,
        (Frequency::Monthly, On::Dates(dates)) if is_last_day && dates.as_slice() == [-1] => {
            RepeatSort::MonthlyLastDay
        }
        (unit @ (Frequency::Monthly | Frequency::Yearly), On::Nth(days)) => {
            let is_monthly = unit == Frequency::Monthly;
            match (days.as_slice(), is_monthly) {
                ([(nth, day)], _) if *day != own || ![-1, nth_of(start)].contains(nth) => {
                    return None;
                }
                ([(-1, _)], _) if !is_last_week => return None,
                ([(-1, _)], true) => RepeatSort::MonthlyLastWeekday,
                ([(-1, _)], false) => RepeatSort::YearlyLastWeekday,
                ([_], true) => RepeatSort::MonthlyWeekday,
                ([_], false) => RepeatSort::YearlyWeekday,
                ([] | [_, _, ..], _) => return None,
            }
        }
        _ => return None,
    })
}

/// The how-manieth of its weekday a day is in its month.
fn nth_of(day: Date) -> i16 {
    i16::from((day.day() - 1) / 7 + 1)
}
