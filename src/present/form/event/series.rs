//! Computes how an edit or a deletion of one instance changes a series, as one change of the almanac.

use jiff::civil::DateTime;

use crate::domain::almanac::change::Change;
use crate::domain::almanac::entry::Entry;
use crate::domain::event::{Event, Revision};
use crate::domain::id::{CalendarId, EventId};
use crate::domain::series::edit;
use crate::domain::series::edit::Extent;
use crate::domain::series::occurrence::instance_with;
use crate::domain::series::recurrence::moved::moved;
use crate::domain::series::recurrence::rule::End;
use crate::domain::series::repeat::{Repeat, RepeatRule};
use crate::domain::time::UtcTime;
use crate::domain::time::days_off::{BY_LAW, Holidays};
use crate::present::form::event::apply::stamped;

/// One instance of a series.
#[derive(Clone, Copy, Debug)]
pub struct Instance<'a> {
    /// The series.
    pub entry: &'a Entry,
    /// The instance, by its original start.
    pub at: DateTime,
    /// The moment of the edit.
    pub now: UtcTime,
    /// The days off that the series may avoid.
    pub off: Holidays<'a>,
}

/// An edit of one instance.
#[derive(Clone, Debug)]
pub struct WantedInstance {
    /// The instance as it was shown, as a standalone event.
    pub before: Event,
    /// The instance after the edit.
    pub after: Event,
    /// The calendar that it belongs to after the edit.
    pub calendar: CalendarId,
    /// An unused event id.
    pub new_id: EventId,
}

/// A change, and the event to show after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The change.
    pub change: Change,
    /// The event to go to.
    pub id: EventId,
    /// The instance of it; `None` for the series itself.
    pub at: Option<DateTime>,
}

impl Instance<'_> {
    /// Returns the instance as a standalone event; `None` if the series has no such instance.
    pub fn standalone(&self) -> Option<Event> {
        instance_with(self.entry, self.at, &self.off)
            .map(|occurrence| occurrence.standalone(&self.off))
    }

    /// Returns the possible extents of an edit. "This and the following ones" is possible only if the rule continues
    /// from here.
    pub fn extents(&self) -> Vec<Extent> {
        let event = &self.entry.event;
        let has_following = self.at > event.when.start() && event.is_of_rule(self.at);
        let is_possible = |extent: &Extent| *extent != Extent::Following || has_following;
        Extent::ALL.into_iter().filter(is_possible).collect()
    }

    /// Returns the possible extents of an edit that makes `before` the event `wanted`. If it is not clear on which days
    /// the others would take place, only this one is possible.
    pub fn extents_of_edit(&self, before: &Event, wanted: &Event) -> Vec<Extent> {
        let from = before.when.start();
        let to = wanted.when.start();
        let rule = self.entry.event.repeat.as_deref().and_then(Repeat::known);
        let is_other_day = from.date() != to.date();
        let is_unclear = rule.is_some_and(|rule| is_other_day && moved(rule, from, to).is_none());
        if wanted.when.is_without_day() || is_unclear {
            return vec![Extent::One];
        }
        self.extents()
    }

    /// Returns the change that an edit makes.
    pub fn edit(&self, extent: Extent, wanted: WantedInstance) -> Edited {
        let series = &self.entry.event;
        let id = series.id.clone();
        let WantedInstance { before, after, calendar, new_id } = wanted;
        let whole = |event: Event, calendar: CalendarId, at: Option<DateTime>| {
            let event = stamped(event, series, self.now);
            let is_same = event == *series && calendar == self.entry.calendar;
            let entry = Entry { calendar, ..self.entry.clone().edited(event) };
            let change = Change::entry(id.clone(), Some(entry));
            let change = if is_same { Change::default() } else { change };
            Edited { change, id: id.clone(), at }
        };
        let own = || self.entry.calendar.clone();
        match extent {
            Extent::One => {
                whole(edit::edit_one(series, self.at, &after, &self.off), own(), Some(self.at))
            }
            Extent::All => {
                whole(edit::edit_all(series, &before, &after, &self.off), calendar, None)
            }
            Extent::Following => {
                let Some(cut) = edit::split(series, self.at, &after, new_id.clone()) else {
                    return whole(
                        edit::edit_one(series, self.at, &after, &self.off),
                        own(),
                        Some(self.at),
                    );
                };
                let now = Some(self.now);
                let revision = Revision { sequence: 0, updated: now, created: now };
                let later = Entry {
                    is_mine: self.entry.is_mine,
                    ..Entry::local(Event { revision, ..cut.after }, calendar)
                };
                let mut change = Change::entry(id.clone(), self.shortened(cut.before));
                change.entries.insert(new_id.clone(), Some(later));
                Edited { change, id: new_id, at: Some(after.when.start()) }
            }
        }
    }

    /// Returns the change that a deletion makes.
    pub fn delete(&self, extent: Extent) -> Change {
        let series = &self.entry.event;
        let left = match extent {
            Extent::One => Some(edit::delete_one(series, self.at)),
            Extent::Following => edit::delete_following(series, self.at),
            Extent::All => None,
        };
        Change::entry(series.id.clone(), self.shortened(left))
    }

    fn shortened(&self, left: Option<Event>) -> Option<Entry> {
        left.map(|event| self.entry.clone().edited(stamped(event, &self.entry.event, self.now)))
    }
}

/// Returns an edited series with its rule and exceptions moved to the new time.
pub fn moved_along(was: &Event, edited: Event) -> Event {
    let rule = |event: &Event| event.repeat.as_ref().map(|repeat| repeat.rule.clone());
    // If the rule was chosen again, it was chosen for the new time.
    if rule(was) != rule(&edited) || was.repeat.is_none() || was.when == edited.when {
        return edited;
    }
    let mut moved = edit::edit_all(was, was, &edited, &BY_LAW);
    let start = edited.when.start();
    if let (Some(moved), Some(edited)) = (&mut moved.repeat, &edited.repeat) {
        (moved.holiday_rule, moved.restart_month) = (edited.holiday_rule, edited.restart_month);
        // The form shows the last day, so that day stays, at the new time.
        let end = edited.known().map(|rule| rule.parts().end);
        if let (Some(RepeatRule::Known(rule)), Some(End::Until(until))) = (&mut moved.rule, end)
            && let Some(ending) = rule.ending(End::Until(until.date().to_datetime(start.time())))
        {
            **rule = ending;
        }
    }
    Event { revision: edited.revision, series_number: edited.series_number, ..moved }
}
