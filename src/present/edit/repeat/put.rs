//! Puts what the fields say of repeating onto an event.

use crate::domain::event::Event;
use crate::domain::gather::Gather;
use crate::domain::recurrence::rule::{self, Frequency, Parts};
use crate::domain::repeat::{Repeat, Rule};

use super::form::{RepeatForm, RepeatSort};

/// Puts rule, days off and numbers of a form onto an event that was `was`. What single instances have of their own
/// stays where the new rule still has them; a rule that was not chosen anew stays as it is written.
pub fn set_repeat(event: &mut Event, form: &RepeatForm, was: &Event) {
    set_rule(event, form, was);
    let before = RepeatForm::of(was);
    if form.numbers.first != before.numbers.first {
        event.series_number = form.numbers.first();
    }
    if let Some(repeat) = event.repeat.as_deref_mut() {
        repeat.holiday_rule = form.holiday;
        repeat.restart_month = form.numbers.restart;
    }
}

fn set_rule(event: &mut Event, form: &RepeatForm, was: &Event) {
    if form.sort == RepeatSort::Kept || form.has_rule_of(&RepeatForm::of(was)) {
        return;
    }
    let Some(rule) = form.rule(event.when.start()) else {
        event.repeat = None;
        return;
    };
    let held = event.repeat.take().map(|repeat| *repeat).unwrap_or_default();
    let rule = with_week_of(&held, rule);
    let rule = Some(Rule::Known(Box::new(rule)));
    event.repeat = Some(Box::new(Repeat { rule, ..held.clone() }));
    let own = held.overrides.into_iter();
    let own = own.filter(|(at, _)| event.is_of_rule(*at) || !was.is_of_rule(*at)).gathered();
    if let Some(repeat) = event.repeat.as_deref_mut() {
        repeat.overrides = own;
    }
}

/// The rule on weeks that begin where those of the former rule did: which week is every other one hangs on it.
fn with_week_of(held: &Repeat, rule: rule::Rule) -> rule::Rule {
    let week_start = held.known().and_then(|held| held.parts().week_start);
    if rule.parts().frequency != Frequency::Weekly || week_start.is_none() {
        return rule;
    }
    rule::Rule::new(Parts { week_start, ..rule.parts().clone() }).unwrap_or(rule)
}
