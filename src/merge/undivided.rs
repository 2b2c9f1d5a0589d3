//! Later parts of series that are not added, because the series stays as it is here: no date may take place twice, and none of
//! a series that was deleted here.
//!
//! A file that has cut a series states two facts, the shorter series and its later part, and each has a row of its own. If a
//! person keeps the rule of the series as it is here, the dates of the later part are still in it.

use std::collections::BTreeSet;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::EventId;
use crate::domain::series::edit::former;
use crate::merge::choices::{Choices, Take};
use crate::merge::event::conflict::Side;
use crate::merge::incoming::IncomingFact;
use crate::merge::plan::{MergePlan, Planned};
use crate::merge::preview::{Class, Decision, judge};
use crate::merge::split::{Shortened, rest, rule_of};

impl MergePlan {
    /// Returns the new events that are not added with these choices, because they are later parts of series that keep their
    /// dates. One that a person has chosen by itself is added.
    pub fn left_out(&self, almanac: &Almanac, choices: &Choices) -> BTreeSet<EventId> {
        let is_part = |row: &&Planned| {
            let event = row.fact.event().filter(|_| row.class == Class::New);
            event.is_some_and(|event| event.repeat.is_some())
                && !choices.events.contains_key(&row.id)
        };
        let parts: Vec<&Planned> = self.rows.iter().filter(is_part).collect();
        if parts.is_empty() {
            return BTreeSet::new();
        }
        let rows = || self.rows.iter().chain(&self.quiet);
        let stated: BTreeSet<&EventId> = rows().map(|row| &row.id).collect();
        let others = almanac.entries().filter(|ours| !stated.contains(&ours.event.id));
        // The file says nothing new of a series that was left its dates before.
        let before = others.filter_map(|ours| uncut(&ours.event, ours.base_event()?));
        let whole = rows().filter_map(|row| undivided(row, row.ours(almanac)?, choices));
        let whole: Vec<Shortened> = whole.chain(before).collect();
        let is_in = |event: &Event| {
            let of = former(event);
            whole.iter().any(|it| of.as_ref() == Some(&it.id) || it.goes_on_as(event).is_some())
        };
        let is_left_out = |row: &&Planned| row.fact.event().is_some_and(is_in);
        parts.into_iter().filter(is_left_out).map(|row| row.id.clone()).collect()
    }
}

/// Returns the series of a row, if the file has cut it, but the choices leave it the dates that it has here.
fn undivided(row: &Planned, ours: &Entry, choices: &Choices) -> Option<Shortened> {
    let (IncomingFact::Event(theirs) | IncomingFact::Notice(theirs)) = &row.fact else {
        return None;
    };
    let whole = uncut(&ours.event, theirs)?;
    let decision = judge(Some(ours), &row.fact, &row.calendar, choices.sides(&row.id));
    let is_taken = choices.take(&row.id, row.class) == Take::Accept;
    let is_kept = match decision {
        Some(Decision::Merge { merged, .. }) if is_taken => {
            rule_of(&merged.event) == rule_of(&ours.event)
        }
        // Deleted here, and the file brings it back as it has it.
        Some(Decision::Return { conflict: None | Some(Side::Theirs) }) if is_taken => false,
        Some(_) | None => true,
    };
    is_kept.then_some(whole)
}

/// Returns the series with the dates that it has here, and not in the file.
fn uncut(ours: &Event, theirs: &Event) -> Option<Shortened> {
    let rest = if rule_of(ours) == rule_of(theirs) { None } else { rest(ours, theirs) }?;
    Some(Shortened::new(ours, theirs, rest))
}
