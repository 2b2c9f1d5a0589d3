//! The shape of a rule as people say it: every n days, weeks, months or years, and on which days.
//!
//! Two rules of the same shape fall on the same days, however they are written. A rule that people cannot say in this
//! way has no shape; code that puts rules into words or into a form must handle that case.

use jiff::civil::{DateTime, Weekday};

use crate::domain::series::recurrence::rule::{Frequency, NthDay, Rule, RuleParts, SkipRule};

/// Monday to Friday.
pub const WORKDAYS: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

/// A rule as people say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The unit that is counted.
    pub unit: Frequency,
    /// The interval in units, at least 1.
    pub every: u32,
    /// The months that the rule is limited to, 1 to 12 in order; empty for all months.
    pub months: Vec<i16>,
    /// The days within the unit.
    pub days: On,
}

/// The days within a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// All of them: every day, every hour.
    Each,
    /// These weekdays, Monday first.
    Weekdays(Vec<Weekday>),
    /// The nth weekdays of the month, counted from the end if negative.
    Nth(Vec<(i16, Weekday)>),
    /// The nth workdays (Monday to Friday) of the month, counted from the end if negative.
    NthWorkday(Vec<i16>),
    /// These days of the month, counted from the end if negative.
    Dates(Vec<i16>),
}

impl Shape {
    /// Returns the shape of a rule whose series starts at `start`; `None` if it has none. A rule that moves days which do
    /// not exist has none; [`Self::before_skip`] returns the shape of what it moves.
    pub fn of(rule: &Rule, start: DateTime) -> Option<Self> {
        if rule.skip() != SkipRule::Omit {
            return None;
        }
        let parts = rule.parts();
        let is_own = |list: &[i16], own: i8| list.is_empty() || list == [i16::from(own)];
        let is_at_start = is_own(&parts.by_hour, start.hour())
            && is_own(&parts.by_minute, start.minute())
            && is_own(&parts.by_second, start.second());
        let is_plain = parts.by_week_no.is_empty() && parts.by_year_day.is_empty();
        if !is_plain || (!is_at_start && parts.frequency < Frequency::Hourly) {
            return None;
        }
        let mut shape = Self {
            unit: parts.frequency,
            every: rule.interval(),
            months: sorted(&parts.by_month),
            days: On::Each,
        };
        match parts.frequency {
            Frequency::Yearly | Frequency::Monthly => shape.month_days(parts, start)?,
            Frequency::Weekly => shape.week_days(parts, start)?,
            Frequency::Daily => shape.each_day(parts)?,
            Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => {
                (*parts == bare(parts)).then_some(())?;
            }
        }
        Some(shape)
    }

    /// Returns the shape that a rule has before it moves days which do not exist, and how it moves them.
    pub fn before_skip(rule: &Rule, start: DateTime) -> Option<(Self, SkipRule)> {
        let plain = Rule::new(RuleParts { skip: None, ..rule.parts().clone() })?;
        Some((Self::of(&plain, start)?, rule.skip()))
    }

    fn week_days(&mut self, parts: &RuleParts, start: DateTime) -> Option<()> {
        let is_plain = parts.by_month_day.is_empty() && parts.by_set_position.is_empty();
        // If a rule skips a month, nobody counts the weeks of that month.
        let is_every = self.every == 1 || self.months.is_empty();
        if !is_plain || !is_every {
            return None;
        }
        self.days = On::Weekdays(if parts.by_day.is_empty() {
            vec![start.weekday()]
        } else {
            weekdays(&parts.by_day)?
        });
        Some(())
    }

    fn each_day(&mut self, parts: &RuleParts) -> Option<()> {
        let is_plain = parts.by_month_day.is_empty() && parts.by_set_position.is_empty();
        if !is_plain || (self.every > 1 && !self.months.is_empty()) {
            return None;
        }
        if !parts.by_day.is_empty() {
            // A daily rule limited to Mondays is the same as every Monday.
            let days = weekdays(&parts.by_day).filter(|_| self.every == 1)?;
            (self.unit, self.days) = (Frequency::Weekly, On::Weekdays(days));
        }
        Some(())
    }

    fn month_days(&mut self, parts: &RuleParts, start: DateTime) -> Option<()> {
        let is_yearly = parts.frequency == Frequency::Yearly;
        self.days = match (parts.by_day.as_slice(), parts.by_month_day.as_slice()) {
            ([], []) if parts.by_set_position.is_empty() => On::Dates(vec![start.day().into()]),
            ([], dates) if parts.by_set_position.is_empty() => On::Dates(sorted(dates)),
            (days, []) => nth_days(days, &parts.by_set_position)?,
            _ => return None,
        };
        let is_by_date = matches!(self.days, On::Dates(_));
        if is_yearly && self.months.is_empty() {
            // Without a month, an nth weekday is counted in the year.
            if !is_by_date {
                return None;
            }
            self.months.push(start.month().into());
        }
        if is_yearly && !parts.by_set_position.is_empty() && self.months.len() > 1 {
            return None;
        }
        if !is_yearly && !self.months.is_empty() {
            // A monthly rule limited to April is the same as every April.
            if self.every > 1 {
                return None;
            }
            self.unit = Frequency::Yearly;
        }
        Some(())
    }
}

/// Returns the rule with only the parts that a unit needs.
fn bare(parts: &RuleParts) -> RuleParts {
    let RuleParts { interval, week_start, skip, end, spelling, .. } = parts.clone();
    RuleParts { interval, week_start, skip, end, spelling, ..RuleParts::new(parts.frequency) }
}

fn sorted(list: &[i16]) -> Vec<i16> {
    let mut list = list.to_vec();
    // The order is from the start of a month to its end.
    list.sort_unstable_by_key(|value| (*value < 0, *value));
    list.dedup();
    list
}

/// Returns weekdays without numbers, Monday first.
fn weekdays(days: &[NthDay]) -> Option<Vec<Weekday>> {
    if days.iter().any(|day| day.nth.is_some()) {
        return None;
    }
    let mut days: Vec<Weekday> = days.iter().map(|day| day.day).collect();
    days.sort_unstable_by_key(|day| day.to_monday_zero_offset());
    days.dedup();
    Some(days)
}

fn nth_days(days: &[NthDay], positions: &[i16]) -> Option<On> {
    if positions.is_empty() {
        let nth = |day: &NthDay| Some((day.nth?, day.day));
        let mut days: Vec<(i16, Weekday)> = days.iter().map(nth).collect::<Option<_>>()?;
        days.sort_unstable_by_key(|(nth, day)| (*nth < 0, *nth, day.to_monday_zero_offset()));
        days.dedup();
        return Some(On::Nth(days));
    }
    let days = weekdays(days)?;
    match days.as_slice() {
        [day] => Some(On::Nth(sorted(positions).into_iter().map(|nth| (nth, *day)).collect())),
        days if *days == WORKDAYS => Some(On::NthWorkday(sorted(positions))),
        _ => None,
    }
}
