//! How an event repeats: the rule as the file has it.
//!
//! The rule is carried, not yet expanded: an event with a rule shows its first occurrence and says that it
//! repeats. `occurrence` is the one place that will expand it; no view looks at a rule.

use std::collections::BTreeMap;

use super::foreign::Json;

/// A recurrence rule with its exceptions (JSCalendar `recurrenceRule`, `recurrenceOverrides`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The rule; `None` where only single dates are listed.
    pub rule: Option<Rule>,
    /// What is different about single occurrences, by their local start.
    pub overrides: BTreeMap<String, Json>,
}

/// A recurrence rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A rule that is kept and shown as such, and written back as it was.
    Kept(Json),
}
