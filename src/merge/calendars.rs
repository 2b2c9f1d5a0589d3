//! What an import would do to the calendar itself: its title, colour and other facts.
//!
//! A calendar never causes a conflict: facts that were changed on this device stay, the others follow the file.

use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::merge::event::revision::is_earlier;

/// One calendar of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarStep {
    /// The calendar as it is on this device, if it exists.
    pub before: Option<Calendar>,
    /// The calendar as it would be after the import.
    pub after: Calendar,
}

impl CalendarStep {
    /// Whether there is anything to show to a person; a later time stamp alone is not shown.
    pub fn is_news(&self) -> bool {
        if self.after.deleted.is_some() {
            return false;
        }
        self.is_from_trash()
            || self.before.as_ref().is_none_or(|before| {
                let stamped =
                    CalendarFacts { updated: self.after.facts.updated, ..before.facts.clone() };
                stamped != self.after.facts
            })
    }

    /// Whether the import would create or restore the calendar.
    pub fn is_new(&self) -> bool {
        self.before.is_none() || self.is_from_trash()
    }

    /// Whether the import would restore the calendar from the trash.
    pub fn is_from_trash(&self) -> bool {
        self.before.as_ref().is_some_and(|before| before.deleted.is_some())
            && self.after.deleted.is_none()
    }
}

/// Merges a calendar of a file with the one on this device.
pub fn merge(ours: Option<&Calendar>, theirs: Calendar) -> CalendarStep {
    let Some(ours) = ours else {
        let base = Some(Box::new(theirs.facts.clone()));
        return CalendarStep { before: None, after: Calendar { base, ..theirs } };
    };
    if ours.deleted.is_some() {
        let base = Some(Box::new(theirs.facts.clone()));
        let tombstones = ours.tombstones.clone();
        let untold = ours.untold.clone();
        let after = Calendar { base, tombstones, untold, ..theirs };
        return CalendarStep { before: Some(ours.clone()), after };
    }
    let known = ours.base.as_deref().unwrap_or(&ours.facts);
    if is_earlier(theirs.facts.updated, known.updated) {
        return CalendarStep { before: Some(ours.clone()), after: ours.clone() };
    }
    let facts = merged(ours, &theirs.facts);
    let base = Some(Box::new(theirs.facts));
    let after = Calendar { facts, base, ..ours.clone() };
    CalendarStep { before: Some(ours.clone()), after }
}

fn merged(ours: &Calendar, theirs: &CalendarFacts) -> CalendarFacts {
    let here = &ours.facts;
    let is_newer = is_earlier(here.updated, theirs.updated);
    let base = ours.base.as_deref().or(is_newer.then_some(here));
    let title = if theirs.title.is_empty() { &here.title } else { &theirs.title };
    CalendarFacts {
        title: settled(base.map(|it| &it.title), &here.title, title).clone(),
        description: settled(
            base.map(|it| &it.description),
            &here.description,
            &theirs.description,
        )
        .clone(),
        color: settled(base.map(|it| &it.color), &here.color, &theirs.color).clone(),
        keywords: settled(base.map(|it| &it.keywords), &here.keywords, &theirs.keywords).clone(),
        locale: settled(base.map(|it| &it.locale), &here.locale, &theirs.locale).clone(),
        created: settled(base.map(|it| it.created), here.created, theirs.created),
        updated: here.updated.max(theirs.updated),
        fiscal: settled(base.map(|it| it.fiscal), here.fiscal, theirs.fiscal),
        holidays: settled(base.map(|it| &it.holidays), &here.holidays, &theirs.holidays).clone(),
        other_entries: settled(
            base.map(|it| &it.other_entries),
            &here.other_entries,
            &theirs.other_entries,
        )
        .clone(),
        foreign: settled(base.map(|it| &it.foreign), &here.foreign, &theirs.foreign).clone(),
    }
}

/// Returns the file's value if the value was not changed on this device, else ours.
fn settled<T: PartialEq>(base: Option<T>, ours: T, theirs: T) -> T {
    if base.is_some_and(|base| base == ours) { theirs } else { ours }
}
