//! A first day that is not a day of the rule that the form shows.
//!
//! If such a form were saved, the series would have one more instance than its rule, or another rule than the form
//! shows. So the person decides: the rule follows the first day, or the series begins on the next day of the rule.

use jiff::civil::{Date, Weekday};

use crate::domain::series::recurrence::shape::WORKDAYS;
use crate::domain::time::{Month, plus_days};
use crate::present::form::event::form::EventForm;
use crate::present::form::event::repeat::form::{RepeatForm, RepeatKind};
use crate::present::form::event::repeat::parse::lacks_days;
use crate::present::form::event::repeat::rule::{WEEK, nth_of};
use crate::present::route::path::{format_day, parse_day};

/// How many days ahead the next day of the rule is searched: the next 29 February is at most eight years away.
const AHEAD: i32 = 8 * 366;

/// A first day that is not a day of the rule, with the two ways on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffRule {
    /// The first day.
    pub day: Date,
    /// The fields of the rule before the first day left it, with the day for which it was chosen.
    pub rule_day: Date,
    /// The fields of a rule that has the first day, if it is clear which rule that is.
    pub followed: Option<RepeatForm>,
    /// The next day of the rule.
    pub next: Option<Date>,
}

/// Returns what must be decided; `None` if the first day is a day of the rule. A series that was not touched is not
/// asked about, even if a file began it on another day.
pub fn off_rule(form: &EventForm, before: &EventForm) -> Option<OffRule> {
    let (repeat, day) = (&form.repeat, form.first_day()?);
    let is_other_day = form.first_day != before.first_day;
    if !is_other_day && repeat.has_rule_of(&before.repeat) {
        return None;
    }
    // That nothing is chosen is an error of the rule itself.
    if lacks_days(repeat) {
        return None;
    }
    let anchor = parse_day(&repeat.anchor).unwrap_or(day);
    // A rule that takes its days from the start follows it, until it is saved.
    let is_saved = before.repeat.kind == repeat.kind;
    let is_asked = is_saved || repeat.kind.is_chosen() || repeat.kind == RepeatKind::Weekly;
    if !is_asked || falls(repeat, anchor, day) {
        return None;
    }
    let next = (1..AHEAD).map(|by| plus_days(day, by)).find(|next| falls(repeat, anchor, *next));
    let followed = Some(followed(repeat, day)).filter(|followed| falls(followed, day, day));
    let rule_day = if falls(repeat, anchor, anchor) { anchor } else { next.unwrap_or(anchor) };
    Some(OffRule { day, rule_day, followed, next })
}

impl EventForm {
    /// Chooses how often the event takes place; days that this needs are filled in from the first day.
    pub fn choose_rule(&mut self, kind: RepeatKind) {
        let day = self.first_day();
        self.repeat.choose(kind, day);
    }

    /// Changes the rule so that it has the first day.
    pub fn follow_first_day(&mut self, followed: RepeatForm) {
        self.repeat = followed;
    }

    /// Begins the series on another day, which its rule has.
    pub fn begin_on(&mut self, day: Date) {
        self.set_first_day(format_day(day));
    }
}

/// Returns whether a day is one of the days of the rule, apart from its interval and its end. `anchor` is the day for
/// which the rule was chosen.
fn falls(repeat: &RepeatForm, anchor: Date, day: Date) -> bool {
    let own = |nths: &[i16]| nths.contains(&nth_of(day)) || (nths.contains(&-1) && is_last(day));
    let in_months = repeat.months.is_empty() || repeat.months.contains(&day.month().into());
    let same_weekday = day.weekday() == anchor.weekday();
    let same_month = day.month() == anchor.month();
    match repeat.kind {
        RepeatKind::Once | RepeatKind::Kept | RepeatKind::Daily => true,
        RepeatKind::Weekly if repeat.days.is_empty() => same_weekday,
        RepeatKind::Weekly => repeat.days.contains(&day.weekday()),
        RepeatKind::MonthlyDate => day.day() == anchor.day(),
        RepeatKind::MonthlyWeekday => same_weekday && nth_of(day) == nth_of(anchor),
        RepeatKind::MonthlyLastWeekday => same_weekday && is_last(day),
        RepeatKind::MonthlyLastDay => day.day() == day.days_in_month(),
        RepeatKind::Yearly => same_month && day.day() == anchor.day(),
        RepeatKind::YearlyWeekday => same_month && same_weekday && nth_of(day) == nth_of(anchor),
        RepeatKind::YearlyLastWeekday => same_month && same_weekday && is_last(day),
        RepeatKind::ChosenWeekdays => {
            in_months && repeat.days.contains(&day.weekday()) && own(&repeat.nths)
        }
        RepeatKind::ChosenDates => {
            let is_last_day = day.day() == day.days_in_month();
            let is_own = repeat.dates.contains(&day.day().into());
            in_months && (is_own || (is_last_day && repeat.dates.contains(&-1)))
        }
        RepeatKind::ChosenWorkdays => in_months && is_nth_workday(&repeat.nths, day),
    }
}

/// Returns the fields of the rule with the day of the start in it, as far as it is clear which rule is meant.
fn followed(repeat: &RepeatForm, day: Date) -> RepeatForm {
    let mut form = RepeatForm { anchor: format_day(day), ..repeat.clone() };
    let month = i16::from(day.month());
    if repeat.kind.is_chosen() && !form.months.is_empty() && !form.months.contains(&month) {
        form.months.push(month);
        form.months.sort_unstable();
    }
    match repeat.kind {
        RepeatKind::Weekly => form.days = with_weekday(&repeat.days, day.weekday()),
        RepeatKind::ChosenWeekdays => {
            if let ([nth], [_]) = (repeat.nths.as_slice(), repeat.days.as_slice()) {
                let is_last = *nth < 0 && is_last(day);
                form.nths = vec![if is_last { -1 } else { nth_of(day) }];
                form.days = vec![day.weekday()];
            }
        }
        RepeatKind::ChosenDates => {
            if repeat.dates.len() == 1 {
                form.dates = vec![day.day().into()];
            } else {
                form.dates.push(day.day().into());
                form.dates.sort_unstable_by_key(|date| (*date < 0, *date));
            }
        }
        RepeatKind::Once
        | RepeatKind::Kept
        | RepeatKind::Daily
        | RepeatKind::MonthlyDate
        | RepeatKind::MonthlyWeekday
        | RepeatKind::MonthlyLastWeekday
        | RepeatKind::MonthlyLastDay
        | RepeatKind::ChosenWorkdays
        | RepeatKind::Yearly
        | RepeatKind::YearlyWeekday
        | RepeatKind::YearlyLastWeekday => {}
    }
    form
}

/// Returns one weekday in place of the only one, or in addition to several.
fn with_weekday(days: &[Weekday], day: Weekday) -> Vec<Weekday> {
    let is_kept = |other: &Weekday| *other == day || (days.len() > 1 && days.contains(other));
    WEEK.into_iter().filter(is_kept).collect()
}

fn is_last(day: Date) -> bool {
    day.day() + 7 > day.days_in_month()
}

/// Returns whether a day is one of the chosen working days of its month, counted from either end.
fn is_nth_workday(nths: &[i16], day: Date) -> bool {
    if !WORKDAYS.contains(&day.weekday()) {
        return false;
    }
    let month = Month::of(day);
    let days = (0..31).map(|by| plus_days(month.first(), by)).take_while(|it| *it <= month.last());
    let workdays: Vec<Date> = days.filter(|it| WORKDAYS.contains(&it.weekday())).collect();
    let Some(index) = workdays.iter().position(|it| *it == day) else { return false };
    let count = |number: usize| i16::try_from(number).unwrap_or(i16::MAX);
    let (nth, from_end) = (count(index + 1), -count(workdays.len() - index));
    nths.contains(&nth) || nths.contains(&from_end)
}
