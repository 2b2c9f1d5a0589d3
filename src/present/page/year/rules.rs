//! By whose rule a fiscal year is shown: the reader's, or that of a calendar which says otherwise.

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::id::CalendarId;
use crate::domain::time::Month;
use crate::domain::time::fiscal::FiscalRule;
use crate::present::reader::Reader;
use crate::present::route::path::Path;

/// Which fiscal year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearOf {
    /// Its name as a number.
    pub year: i16,
    /// The calendar by whose rule it is; the reader's rule where none is named.
    pub calendar: Option<CalendarId>,
}

/// One way to begin a year, to be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChoice {
    /// The address of the year of the same name by that rule.
    pub path: String,
    /// `架空労組（9月始まり）`.
    pub label: String,
    /// Whether the year is shown by it.
    pub is_chosen: bool,
}

/// The rule of a calendar; the reader's where none is named, or where it says nothing.
pub fn rule_by(almanac: &Almanac, calendar: Option<&CalendarId>, reader: &Reader) -> FiscalRule {
    let calendar = calendar.and_then(|id| almanac.calendars().get(id));
    calendar.and_then(|calendar| calendar.facts.fiscal).unwrap_or(reader.fiscal)
}

/// The reader's rule, and the shown calendars that have another one; empty where there are none of those.
pub fn rule_choices(almanac: &Almanac, of: &YearOf, reader: &Reader) -> Vec<RuleChoice> {
    let messages = reader.messages;
    let choice = |who: &str, rule: FiscalRule, calendar: Option<CalendarId>| {
        let month = Month::new(2024, rule.start_month());
        let month = month.map(|month| messages.month_short(month)).unwrap_or_default();
        RuleChoice {
            is_chosen: of.calendar == calendar,
            path: Path::Year { year: Some(of.year), calendar }.format(),
            label: messages.year_rule(who, &month),
        }
    };
    let other = |calendar: &Calendar| {
        let is_asked = of.calendar.as_ref() == Some(&calendar.id);
        let rule = calendar.facts.fiscal.filter(|rule| *rule != reader.fiscal)?;
        let title = calendar.facts.title.trim();
        let title = if title.is_empty() { messages.untitled() } else { title };
        (calendar.is_shown || is_asked).then(|| choice(title, rule, Some(calendar.id.clone())))
    };
    let others: Vec<RuleChoice> = almanac.calendars().values().filter_map(other).collect();
    if others.is_empty() {
        return others;
    }
    let is_other = others.iter().any(|choice| choice.is_chosen);
    let mut own = choice(messages.year_rule_device(), reader.fiscal, None);
    own.is_chosen = !is_other;
    std::iter::once(own).chain(others).collect()
}
