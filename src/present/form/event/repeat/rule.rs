//! Converts a rule to the fields of the form, and back.
//!
//! Law: if the form can express a rule, the rule made from its form has the same days.

use jiff::civil::{Date, DateTime, Weekday};

use crate::domain::event::Event;
use crate::domain::series::recurrence::rule::{End, Frequency, NthDay, Rule, RuleParts};
use crate::domain::series::recurrence::shape::{On, Shape, WORKDAYS};
use crate::domain::series::repeat::Repeat;
use crate::present::form::event::repeat::form::{
    EndKind, NTHS, NumberForm, RepeatForm, RepeatKind,
};
use crate::present::form::event::repeat::parse::{RuleEnd, RuleForm};
use crate::present::route::path::format_day;

impl RepeatForm {
    /// Makes the repetition fields of an event.
    pub fn of(event: &Event) -> Self {
        let repeat = event.repeat.as_deref();
        let first = event.series_number.map(|number| number.to_string()).unwrap_or_default();
        let form = repeat.map_or_else(Self::once, |repeat| of_rule(repeat, event.when.start()));
        Self {
            anchor: repeat.map(|_| format_day(event.when.start().date())).unwrap_or_default(),
            holiday: repeat.and_then(|repeat| repeat.holiday_rule),
            numbers: NumberForm { first, restart: repeat.and_then(|it| it.restart_month) },
            ..form
        }
    }
}

impl RuleForm {
    /// Makes the rule for a series that starts at `start`; `None` if the fields have no rule.
    pub fn rule(&self, start: DateTime) -> Option<Rule> {
        let form = &self.form;
        let day = start.date();
        let nth = nth_of(day);
        let mut parts = RuleParts::new(self.frequency()?);
        let on = |nth: Option<i16>, day: Weekday| NthDay { day, nth };
        let own = || day.weekday();
        match form.kind {
            RepeatKind::Weekly if !form.days.is_empty() => {
                // The start is always an instance, so its weekday is one of the chosen ones.
                let mut days = form.days.clone();
                if !days.contains(&own()) {
                    days.push(own());
                }
                days.sort_unstable_by_key(|day| day.to_monday_zero_offset());
                parts.by_day = days.into_iter().map(|day| on(None, day)).collect();
            }
            RepeatKind::MonthlyWeekday | RepeatKind::YearlyWeekday => {
                parts.by_day = vec![on(Some(nth), own())];
            }
            RepeatKind::MonthlyLastWeekday | RepeatKind::YearlyLastWeekday => {
                parts.by_day = vec![on(Some(-1), own())];
            }
            RepeatKind::MonthlyLastDay => parts.by_month_day = vec![-1],
            RepeatKind::ChosenDates => parts.by_month_day.clone_from(&form.dates),
            RepeatKind::ChosenWeekdays => {
                let of = |nth: i16| form.days.iter().map(move |day| on(Some(nth), *day));
                parts.by_day = form.nths.iter().flat_map(|nth| of(*nth)).collect();
            }
            RepeatKind::ChosenWorkdays => {
                parts.by_day = WORKDAYS.map(|day| on(None, day)).to_vec();
                parts.by_set_position.clone_from(&form.nths);
            }
            RepeatKind::Once
            | RepeatKind::Kept
            | RepeatKind::Daily
            | RepeatKind::Weekly
            | RepeatKind::MonthlyDate
            | RepeatKind::Yearly => {}
        }
        if form.kind.is_chosen() {
            parts.by_month.clone_from(&form.months);
        } else if matches!(form.kind, RepeatKind::YearlyWeekday | RepeatKind::YearlyLastWeekday) {
            parts.by_month = vec![i16::from(day.month())];
        }
        parts.spelling.day_types = !parts.by_day.is_empty();
        parts.interval = Some(self.every).filter(|every| *every > 1);
        parts.end = match self.end {
            RuleEnd::Never => End::Never,
            RuleEnd::Count(count) => End::Count(count),
            RuleEnd::Until(day) => End::Until(day.to_datetime(start.time())),
        };
        Rule::new(parts)
    }

    /// Returns the frequency; chosen months repeat every year, or every few years.
    fn frequency(&self) -> Option<Frequency> {
        Some(match self.form.kind {
            RepeatKind::Once | RepeatKind::Kept => return None,
            RepeatKind::Daily => Frequency::Daily,
            RepeatKind::Weekly => Frequency::Weekly,
            RepeatKind::Yearly | RepeatKind::YearlyWeekday | RepeatKind::YearlyLastWeekday => {
                Frequency::Yearly
            }
            RepeatKind::MonthlyDate
            | RepeatKind::MonthlyWeekday
            | RepeatKind::MonthlyLastWeekday
            | RepeatKind::MonthlyLastDay => Frequency::Monthly,
            RepeatKind::ChosenWeekdays | RepeatKind::ChosenDates | RepeatKind::ChosenWorkdays => {
                if self.form.months.is_empty() || self.every == 1 {
                    Frequency::Monthly
                } else {
                    Frequency::Yearly
                }
            }
        })
    }
}

/// Makes the fields of a rule, without days off and numbers.
fn of_rule(repeat: &Repeat, start: DateTime) -> RepeatForm {
    let kept = || RepeatForm { kind: RepeatKind::Kept, ..RepeatForm::once() };
    let Some(rule) = repeat.known() else { return kept() };
    let said = Shape::of(rule, start).and_then(|shape| said(shape, start.date()));
    let Some(form) = said else { return kept() };
    match rule.parts().end {
        End::Never => form,
        End::Count(count) => RepeatForm { end: EndKind::Count, count: count.to_string(), ..form },
        End::Until(until) => {
            RepeatForm { end: EndKind::Until, until: format_day(until.date()), ..form }
        }
    }
}

/// Makes the fields of a shape: a kind that follows from the start if there is one, or else chosen days.
fn said(shape: Shape, start: Date) -> Option<RepeatForm> {
    let form = RepeatForm { every: shape.every.to_string(), ..RepeatForm::once() };
    if let Some(kind) = kind_of(&shape, start) {
        let days = match shape.days {
            On::Weekdays(days) => days,
            On::Each | On::Nth(_) | On::NthWorkday(_) | On::Dates(_) => Vec::new(),
        };
        return Some(RepeatForm { kind, days, ..form });
    }
    if !matches!(shape.unit, Frequency::Monthly | Frequency::Yearly) {
        return None;
    }
    let are_offered = |nths: &[i16]| nths.iter().all(|nth| NTHS.contains(nth));
    let form = RepeatForm { months: shape.months, ..form };
    match shape.days {
        On::Dates(dates) if dates.iter().all(|date| *date >= -1) => {
            Some(RepeatForm { kind: RepeatKind::ChosenDates, dates, ..form })
        }
        On::NthWorkday(nths) if are_offered(&nths) => {
            Some(RepeatForm { kind: RepeatKind::ChosenWorkdays, nths, ..form })
        }
        On::Nth(all) => {
            let nths: Vec<i16> =
                NTHS.into_iter().filter(|nth| all.iter().any(|(own, _)| own == nth)).collect();
            let days: Vec<Weekday> =
                WEEK.into_iter().filter(|day| all.iter().any(|(_, own)| own == day)).collect();
            // Every chosen weekday is combined with every chosen position: 第2・第4の月曜日と木曜日.
            let is_square = all.len() == nths.len() * days.len();
            let has = |(nth, day): &(i16, Weekday)| nths.contains(nth) && days.contains(day);
            (is_square && all.iter().all(has)).then_some(())?;
            Some(RepeatForm { kind: RepeatKind::ChosenWeekdays, nths, days, ..form })
        }
        On::Dates(_) | On::NthWorkday(_) | On::Each | On::Weekdays(_) => None,
    }
}

/// The weekdays, Monday first.
pub const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// Returns the kind that expresses a shape by the day of the start alone.
fn kind_of(shape: &Shape, start: Date) -> Option<RepeatKind> {
    let is_last_week = start.day() + 7 > start.days_in_month();
    let is_last_day = start.day() == start.days_in_month();
    let is_own = |dates: &[i16]| dates == [i16::from(start.day())];
    let own = start.weekday();
    let is_yearly = shape.unit == Frequency::Yearly && shape.months == [i16::from(start.month())];
    if !shape.months.is_empty() && !is_yearly {
        return None;
    }
    Some(match (shape.unit, &shape.days) {
        (Frequency::Daily, On::Each) => RepeatKind::Daily,
        (Frequency::Weekly, On::Weekdays(days)) if days.contains(&own) => RepeatKind::Weekly,
        (Frequency::Yearly, On::Dates(dates)) if is_own(dates) => RepeatKind::Yearly,
        (Frequency::Monthly, On::Dates(dates)) if is_own(dates) => RepeatKind::MonthlyDate,
        (Frequency::Monthly, On::Dates(dates)) if is_last_day && dates.as_slice() == [-1] => {
            RepeatKind::MonthlyLastDay
        }
        (unit @ (Frequency::Monthly | Frequency::Yearly), On::Nth(days)) => {
            let is_monthly = unit == Frequency::Monthly;
            match (days.as_slice(), is_monthly) {
                ([(nth, day)], _) if *day != own || ![-1, nth_of(start)].contains(nth) => {
                    return None;
                }
                ([(-1, _)], _) if !is_last_week => return None,
                ([(-1, _)], true) => RepeatKind::MonthlyLastWeekday,
                ([(-1, _)], false) => RepeatKind::YearlyLastWeekday,
                ([_], true) => RepeatKind::MonthlyWeekday,
                ([_], false) => RepeatKind::YearlyWeekday,
                ([] | [_, _, ..], _) => return None,
            }
        }
        _ => return None,
    })
}

/// Returns the position of a day among the same weekdays of its month: 2 for the second Monday.
pub(crate) fn nth_of(day: Date) -> i16 {
    i16::from((day.day() - 1) / 7 + 1)
}
