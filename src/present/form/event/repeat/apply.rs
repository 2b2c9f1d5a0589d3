//! Applies the repetition fields to an event.

use crate::domain::event::Event;
use crate::domain::series::recurrence::moved::moved;
use crate::domain::series::recurrence::rule;
use crate::domain::series::recurrence::rule::{End, Frequency, RuleParts};
use crate::domain::series::recurrence::shape::Shape;
use crate::domain::series::repeat::{Repeat, RepeatRule};
use crate::present::form::event::repeat::form::{RepeatForm, RepeatKind};
use crate::present::form::event::repeat::parse::RepeatEdits;

/// Applies the rule, days off and numbers of a form to an event that was `was` before. The changes of single instances
/// are kept if the new rule still has those instances. A rule that was not chosen again stays as it is written, with
/// the rules that exclude.
pub fn set_repeat(event: &mut Event, edits: &RepeatEdits, was: &Event) {
    set_rule(event, edits, was);
    let before = RepeatForm::of(was);
    let form = &edits.form;
    if form.numbers.first != before.numbers.first {
        event.series_number = edits.first_number;
    }
    if let Some(repeat) = event.repeat.as_deref_mut() {
        repeat.holiday_rule = form.holiday;
        repeat.restart_month = form.numbers.restart;
    }
}

fn set_rule(event: &mut Event, edits: &RepeatEdits, was: &Event) {
    if edits.form.kind == RepeatKind::Kept || edits.form.has_rule_of(&RepeatForm::of(was)) {
        return;
    }
    let rule = edits.rule.as_ref().and_then(|rule| rule.rule(event.when.start()));
    let Some(rule) = rule else {
        event.repeat = None;
        return;
    };
    if is_moved(&rule, event, was) {
        // The rule moves with the start, and the changes of single instances move with it.
        return;
    }
    let held = event.repeat.take().map(|repeat| *repeat).unwrap_or_default();
    let rule = with_week_of(&held, rule);
    let rule = Some(RepeatRule::Known(Box::new(rule)));
    event.repeat = Some(Box::new(Repeat { rule, excluded: Vec::new(), ..held.clone() }));
    let own = held.overrides.into_iter();
    let own = own.filter(|(at, _)| event.is_of_rule(*at) || !was.is_of_rule(*at)).collect();
    if let Some(repeat) = event.repeat.as_deref_mut() {
        repeat.overrides = own;
    }
}

/// Returns whether a rule is that of the series, moved to the new start of the event, apart from its end.
fn is_moved(rule: &rule::Rule, event: &Event, was: &Event) -> bool {
    let (from, to) = (was.when.start(), event.when.start());
    let known = was.repeat.as_deref().and_then(Repeat::known).filter(|_| from != to);
    let Some(moved) = known.and_then(|known| moved(known, from, to)) else { return false };
    let is_same_end = |a: &rule::Rule, b: &rule::Rule| match (a.parts().end, b.parts().end) {
        // The last day is the one that the form shows: see `moved_along`.
        (End::Until(_), End::Until(until)) => known.is_some_and(
            |known| matches!(known.parts().end, End::Until(own) if own.date() == until.date()),
        ),
        (a, b) => a == b,
    };
    Shape::of(&moved, to) == Shape::of(rule, to) && is_same_end(&moved, rule)
}

/// Returns the rule with the week start of the former rule, which decides which weeks an "every second week" rule
/// selects.
fn with_week_of(held: &Repeat, rule: rule::Rule) -> rule::Rule {
    let week_start = held.known().and_then(|held| held.parts().week_start);
    if rule.parts().frequency != Frequency::Weekly || week_start.is_none() {
        return rule;
    }
    rule::Rule::new(RuleParts { week_start, ..rule.parts().clone() }).unwrap_or(rule)
}
