//! The rule by which a fiscal year is shown: the viewer's, or that of a calendar with another rule.

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::id::CalendarId;
use crate::domain::time::Month;
use crate::domain::time::fiscal::FiscalRule;
use crate::present::route::path::Path;
use crate::present::viewer::Viewer;

/// The fiscal year to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearOf {
    /// The year that it is named after.
    pub year: i16,
    /// The calendar whose rule is used; `None` for the viewer's rule.
    pub calendar: Option<CalendarId>,
}

/// One rule to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChoice {
    /// The address of the year of the same name under that rule.
    pub path: String,
    /// `架空労組（9月始まり）`.
    pub label: String,
    /// Whether the year is shown under it.
    pub is_chosen: bool,
}

/// Returns the rule of a calendar; the viewer's rule if no calendar is named, or if it has none.
pub fn rule_by(almanac: &Almanac, calendar: Option<&CalendarId>, viewer: &Viewer) -> FiscalRule {
    let calendar = calendar.and_then(|id| almanac.calendars().get(id));
    calendar.and_then(|calendar| calendar.facts.fiscal).unwrap_or(viewer.fiscal)
}

/// Returns the viewer's rule, and the shown calendars that have another one; empty if there are no such calendars.
pub fn rule_choices(almanac: &Almanac, of: &YearOf, viewer: &Viewer) -> Vec<RuleChoice> {
    let messages = viewer.messages;
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
        let rule = calendar.facts.fiscal.filter(|rule| *rule != viewer.fiscal)?;
        let title = calendar.facts.title.trim();
        let title = if title.is_empty() { messages.untitled() } else { title };
        (calendar.is_shown || is_asked).then(|| choice(title, rule, Some(calendar.id.clone())))
    };
    let others: Vec<RuleChoice> = almanac.calendars().values().filter_map(other).collect();
    if others.is_empty() {
        return others;
    }
    let is_other = others.iter().any(|choice| choice.is_chosen);
    let mut own = choice(messages.year_rule_device(), viewer.fiscal, None);
    own.is_chosen = !is_other;
    std::iter::once(own).chain(others).collect()
}
