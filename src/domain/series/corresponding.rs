//! Which instance of a series is which after the series was moved or its rule was changed.
//!
//! Exceptions are stored by recurrence ids, which are wall clocks of the rule (RFC 8984, 4.3.5). If the rule changes, they
//! must follow: the third meeting stays the third meeting, whether it was on a Tuesday or is on a Wednesday now. If the
//! rules share their instances, because only the end, the interval or a weekday differs, each instance stays itself.

use jiff::civil::{DateTime, date};

use crate::domain::event::Event;
use crate::domain::series::patch::moved;
use crate::domain::series::recurrence::expand::starts;
use crate::domain::series::recurrence::moved::moved as moved_rule;
use crate::domain::series::recurrence::rule::{End, Frequency, Rule};
use crate::domain::series::repeat::{Override, Patch, Repeat};
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::Days;
use crate::domain::time::day_number::seconds_between;

/// How many instances of two rules are compared.
const COMPARED: usize = 60;

/// How many instances of a rule are followed; exceptions further away keep their wall clock.
const MOST: usize = 20_000;

/// Returns for each wall clock of `keys` the one at which `to` has the same instance; `None` if it has none. A wall clock
/// that is not in the rule of `from` is an added date, and stays.
pub fn corresponding(
    from: &Event,
    to: &Event,
    keys: &SortedSet<DateTime>,
) -> SortedMap<DateTime, Option<DateTime>> {
    let mut found: SortedMap<DateTime, Option<DateTime>> =
        keys.iter().map(|key| (*key, Some(*key))).collect();
    let (Some(mut old), Some(mut new)) = (Pattern::of(from), Pattern::of(to)) else {
        if to.repeat.as_deref().is_none_or(|repeat| repeat.rule.is_none()) {
            // The repetition was ended: only the start can be left of the rule.
            for (key, own) in found.iter_mut() {
                *own = own.filter(|at| !from.is_of_rule(*key) || to.is_of_rule(*at));
            }
        }
        if from.when.start() != to.when.start() && found.contains_key(&from.when.start()) {
            found.insert(from.when.start(), Some(to.when.start()));
        }
        return found;
    };
    if (old.rule, old.start) == (new.rule, new.start) {
        return found;
    }
    // The first instances of both are the same one, unless only one of them is outside of its rule and they differ.
    if old.start == new.start || old.is_start_outside == new.is_start_outside {
        (old.counts_start, new.counts_start) = (true, true);
    }
    if old.shares_instances_with(&new) {
        for (key, own) in found.iter_mut() {
            *own = own.filter(|at| !from.is_of_rule(*key) || to.is_of_rule(*at));
        }
        return found;
    }
    // The series was moved, and its rule was changed too: first the one, then the other.
    if let Some(between) = moved_only(from, to.when.start(), new.rule) {
        return on_same_days(to, found_in_two_steps([from, &between, to], keys));
    }
    let skipped = old.skipped_by(&new);
    let skipped = if skipped.is_old { [skipped.count, 0] } else { [0, skipped.count] };
    old.number(&new, skipped, &mut found);
    on_same_days(to, found)
}

/// Finds an instance that has no counterpart in another series on its own day, if that series has one then, and it is not
/// the counterpart of another instance.
fn on_same_days(
    to: &Event,
    mut found: SortedMap<DateTime, Option<DateTime>>,
) -> SortedMap<DateTime, Option<DateTime>> {
    let Some(rule) = to.repeat.as_deref().and_then(Repeat::known) else { return found };
    let taken: SortedSet<DateTime> = found.values().copied().flatten().collect();
    let mut added = SortedSet::new();
    for (key, own) in found.iter_mut().filter(|(_, own)| own.is_none()) {
        let mut of_day = starts(rule, to.when.start(), Days::one(key.date()));
        if let (Some(only), None) = (of_day.next(), of_day.next())
            && !taken.contains(&only)
            && added.insert(only)
        {
            *own = Some(only);
        }
    }
    found
}

/// Returns the series as it is if it only begins at another time; `None` if that is all that makes it differ from `rule`,
/// but for its end, or if it does not begin at another time.
fn moved_only(series: &Event, start: DateTime, rule: &Rule) -> Option<Event> {
    let own = series.repeat.as_deref().and_then(Repeat::known)?;
    let (from, endless) = (series.when.start(), |rule: &Rule| rule.ending(End::Never));
    let moved = moved_rule(own, from, start).filter(|_| from != start)?;
    (endless(&moved) != endless(rule)).then_some(())?;
    let repeat = Some(Box::new(Repeat::of(moved)));
    Some(Event { repeat, when: series.when.moved_to(start), ..series.clone() })
}

fn found_in_two_steps(
    [from, between, to]: [&Event; 3],
    keys: &SortedSet<DateTime>,
) -> SortedMap<DateTime, Option<DateTime>> {
    let first = corresponding(from, between, keys);
    let second = corresponding(between, to, &first.values().copied().flatten().collect());
    let along = |at: Option<DateTime>| at.and_then(|at| second.get(&at).copied().flatten());
    first.into_iter().map(|(key, at)| (key, along(at))).collect()
}

/// Like [`corresponding`], for a series that a person moves as a whole: the first instance stays the first one, also if
/// the series moves by a whole period.
pub fn by_position(
    from: &Event,
    to: &Event,
    keys: &SortedSet<DateTime>,
) -> SortedMap<DateTime, Option<DateTime>> {
    let mut found: SortedMap<DateTime, Option<DateTime>> =
        keys.iter().map(|key| (*key, Some(*key))).collect();
    match (Pattern::of(from), Pattern::of(to)) {
        (Some(old), Some(new)) => old.number(&new, [0, 0], &mut found),
        (Some(_) | None, Some(_) | None) => {
            if let Some(own) = found.get_mut(&from.when.start()) {
                *own = Some(to.when.start());
            }
        }
    }
    found
}

/// The rule of a series and its start.
struct Pattern<'e> {
    rule: &'e Rule,
    start: DateTime,
    /// Whether the start is not one of the days of the rule.
    is_start_outside: bool,
    /// Whether such a start counts as the first instance.
    counts_start: bool,
}

/// How many instances at the beginning of one of two series the other one does not have.
struct Skipped {
    count: usize,
    /// Whether they are those of the old series.
    is_old: bool,
}

impl<'e> Pattern<'e> {
    fn of(event: &'e Event) -> Option<Self> {
        let rule = event.repeat.as_deref().and_then(Repeat::known)?;
        let (parts, start) = (rule.parts(), event.when.start());
        let is_start_outside = parts.frequency == Frequency::Weekly
            && !parts.by_day.is_empty()
            && parts.by_day.iter().all(|day| day.day != start.weekday());
        Some(Self { rule, start, is_start_outside, counts_start: false })
    }

    /// Finds for wall clocks of this series those of the same instances in the other one, after the number of instances
    /// that each of both has before the first common one.
    fn number(
        &self,
        other: &Self,
        [own, others]: [usize; 2],
        found: &mut SortedMap<DateTime, Option<DateTime>>,
    ) {
        let Some(last) = found.keys().next_back().copied() else { return };
        let mut of_other = other.instances().skip(others);
        let instances = self.instances().take(MOST).take_while(|at| *at <= last);
        for (number, at) in instances.enumerate() {
            let same = if number < own { None } else { of_other.next() };
            if let Some(found) = found.get_mut(&at) {
                *found = same;
            }
        }
    }

    /// Returns the instances that count, in order.
    fn instances(&self) -> impl Iterator<Item = DateTime> {
        let window = Days { first: self.start.date(), last: date(9999, 12, 31) };
        starts(self.rule, self.start, window)
            .skip(usize::from(self.is_start_outside && !self.counts_start))
    }

    /// Whether both have instances in common, from the later start on and if neither ended. If they start at different
    /// times, all instances of one must be instances of the other: otherwise the series was moved. Of months or years, a
    /// third must be common, because some are so by chance (the 5th, and the first Thursday).
    fn shares_instances_with(&self, other: &Self) -> bool {
        let from = self.start.max(other.start);
        let some = |pattern: &Self| -> Option<SortedSet<DateTime>> {
            let endless = pattern.rule.ending(End::Never)?;
            let pattern = Pattern { rule: &endless, ..*pattern };
            let later = pattern.instances().take(MOST).skip_while(|at| *at < from);
            Some(later.take(COMPARED).collect())
        };
        let (Some(ours), Some(theirs)) = (some(self), some(other)) else { return false };
        let (Some(last), Some(other_last)) = (ours.last(), theirs.last()) else { return false };
        let until = *last.min(other_last);
        let within = |all: &SortedSet<DateTime>| -> SortedSet<DateTime> {
            all.iter().copied().filter(|at| *at <= until).collect()
        };
        let (ours, theirs) = (within(&ours), within(&theirs));
        let is_part = || ours.is_subset(&theirs) || theirs.is_subset(&ours);
        let common = ours.iter().filter(|at| theirs.contains(*at)).count();
        let is_by_month = |pattern: &Self| {
            matches!(pattern.rule.parts().frequency, Frequency::Monthly | Frequency::Yearly)
        };
        let is_by_chance =
            is_by_month(self) && is_by_month(other) && common * 3 < ours.len().min(theirs.len());
        common > 0 && (is_part() || (self.start == other.start && !is_by_chance))
    }

    /// Returns how many instances of the earlier series were before the start of the later one: not those of one period,
    /// because a series may move by less than that.
    fn skipped_by(&self, other: &Self) -> Skipped {
        let is_old = self.start <= other.start;
        let (earlier, later) = if is_old { (self, other) } else { (other, self) };
        let gone = earlier.instances().take(MOST).take_while(|at| *at < later.start).count();
        let own = 1 + usize::from(earlier.is_start_outside && earlier.counts_start);
        Skipped { count: gone.saturating_sub(own), is_old }
    }
}

/// Returns the exception of an instance that the rule has at `to` instead of `from`. An instance that was moved stays at
/// the moment to which it was moved, because any other moment would be one that nobody gave. The rest of an exception
/// follows the rule: a meeting that was moved to another room only is at the new time.
pub fn rebased(own: &Override, from: DateTime, to: DateTime) -> Override {
    let Override::Patch(patch) = own else { return own.clone() };
    if from == to {
        return own.clone();
    }
    match patch.start {
        Some(start) => {
            let start = Some(start).filter(|start| *start != to);
            Override::of(Patch { start, ..(**patch).clone() })
        }
        None => Override::of(moved(patch, seconds_between(from, to))),
    }
}
