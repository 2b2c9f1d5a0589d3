//! The only parser of the repetition fields.

use jiff::civil::Date;

use crate::present::form::error::{Errors, FieldErrorKind};
use crate::present::form::event::form::EventField;
use crate::present::form::event::repeat::form::{EndKind, RepeatForm, RepeatKind};
use crate::present::route::path::parse_day;

/// The largest number of periods or times that the fields take.
const LARGEST: u32 = 999;

/// The largest 第N回 that the field takes.
const LARGEST_NUMBER: u32 = 99_999;

/// The repetition that the form sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatEdits {
    /// The fields.
    pub form: RepeatForm,
    /// The fields of the rule; `None` if the event takes place once, or keeps a rule that the form cannot express.
    pub rule: Option<RuleForm>,
    /// 第N回 of the first instance.
    pub first_number: Option<u32>,
}

/// The fields of a rule, with their numbers parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleForm {
    /// The fields.
    pub form: RepeatForm,
    /// The number of periods from one instance to the next.
    pub every: u32,
    /// How the series ends.
    pub end: RuleEnd,
}

/// How a series ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleEnd {
    /// It does not end.
    Never,
    /// After a number of times.
    Count(u32),
    /// On a day.
    Until(Date),
}

/// Parses the fields as far as possible, and adds the errors of the others to `errors`.
pub fn parse(form: RepeatForm, first_day: &str, errors: &mut Errors<EventField>) -> RepeatEdits {
    let rule = parse_rule(&form, first_day, errors);
    let text = form.numbers.first.trim();
    let first_number = text.parse().ok().filter(|number| (1..=LARGEST_NUMBER).contains(number));
    if !text.is_empty() && first_number.is_none() {
        errors.add(EventField::RepeatNumber, FieldErrorKind::BadSeriesNumber);
    }
    RepeatEdits { form, rule, first_number }
}

fn parse_rule(
    form: &RepeatForm,
    first_day: &str,
    errors: &mut Errors<EventField>,
) -> Option<RuleForm> {
    if matches!(form.kind, RepeatKind::Once | RepeatKind::Kept) {
        return None;
    }
    let lacks_days = lacks_days(form);
    if lacks_days {
        errors.add(EventField::RepeatOn, FieldErrorKind::NothingChosen);
    }
    // RFC 5545 BYSETPOS cannot express a rule that selects the nth working day of each of several months and skips
    // years.
    let is_of_months = form.kind == RepeatKind::ChosenWorkdays && form.months.len() > 1;
    let every = match number(&form.every) {
        None => Err(FieldErrorKind::BadNumber),
        Some(2..) if is_of_months => Err(FieldErrorKind::OnlyEveryYear),
        Some(every) => Ok(every),
    };
    if let Err(kind) = every {
        errors.add(EventField::RepeatEvery, kind);
    }
    let end = parse_end(form, first_day, errors);
    if lacks_days {
        return None;
    }
    Some(RuleForm { form: form.clone(), every: every.ok()?, end: end? })
}

fn parse_end(
    form: &RepeatForm,
    first_day: &str,
    errors: &mut Errors<EventField>,
) -> Option<RuleEnd> {
    let (field, end) = match form.end {
        EndKind::Never => return Some(RuleEnd::Never),
        EndKind::Count => {
            let count = number(&form.count).map(RuleEnd::Count);
            (EventField::RepeatCount, count.ok_or(FieldErrorKind::BadNumber))
        }
        EndKind::Until => {
            let day = parse_day(&form.until).map(RuleEnd::Until);
            (EventField::RepeatUntil, day.ok_or(FieldErrorKind::BadDay))
        }
    };
    let is_early = |until: Date| parse_day(first_day).is_some_and(|first| until < first);
    match end {
        Err(kind) => errors.add(field, kind),
        Ok(RuleEnd::Until(day)) if is_early(day) => {
            errors.add(field, FieldErrorKind::EndsBeforeStart);
        }
        Ok(_) => {}
    }
    end.ok()
}

/// Returns whether the person must choose days and has chosen none.
pub fn lacks_days(form: &RepeatForm) -> bool {
    let lacks_days = form.kind == RepeatKind::ChosenWeekdays && form.days.is_empty();
    let lacks_dates = form.kind == RepeatKind::ChosenDates && form.dates.is_empty();
    lacks_days || lacks_dates || (form.kind.has_nths() && form.nths.is_empty())
}

fn number(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|number| (1..=LARGEST).contains(number))
}
