//! Calendars of files that have the name of a calendar on this device and another identity. Often they are one calendar
//! that was begun on two devices, but only a person knows that: they stay apart unless a person joins them.

use std::collections::BTreeMap;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::id::CalendarId;
use crate::merge::incoming::Incoming;

/// A calendar of a file that has the name of a calendar on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namesake {
    /// The calendar of the file.
    pub id: CalendarId,
    /// The name.
    pub title: String,
    /// The calendars on this device that have it, each with the number of its events.
    pub here: Vec<(CalendarId, usize)>,
    /// The calendar on this device that gets the events; `None` if they get a new calendar.
    pub into: Option<CalendarId>,
}

/// Which calendars of files are put into which calendars on this device.
pub type Joined = BTreeMap<CalendarId, CalendarId>;

/// Returns the calendars of files that are not here, but whose name is.
///
/// A calendar without an identity is left out if one calendar alone has its name: that one is taken for it anyway.
pub fn namesakes(almanac: &Almanac, incoming: &Incoming, joined: &Joined) -> Vec<Namesake> {
    let Incoming::Files(files) = incoming else { return Vec::new() };
    let is_new = |id: &CalendarId| almanac.kept_calendar(id).is_none();
    let event_count = |id: &CalendarId| {
        let here = almanac.entries().filter(|it| it.calendar == *id && it.deleted.is_none());
        here.count()
    };
    let namesake = |(id, calendar): (&CalendarId, &Calendar)| {
        let title = same_title(calendar)?;
        let here = almanac.calendars().values().filter(|it| same_title(it) == Some(title));
        let here: Vec<_> = here.map(|it| (it.id.clone(), event_count(&it.id))).collect();
        let is_found_anyway = files.unidentified.contains(id) && here.len() == 1;
        let into = joined.get(id).filter(|into| here.iter().any(|(id, _)| id == *into)).cloned();
        (!here.is_empty() && !is_found_anyway).then(|| Namesake {
            id: id.clone(),
            title: title.to_owned(),
            here,
            into,
        })
    };
    files.calendars.iter().filter(|(id, _)| is_new(id)).filter_map(namesake).collect()
}

/// Puts what files say of some calendars into calendars on this device, as if the files were parts of those.
pub fn join(almanac: &Almanac, incoming: &mut Incoming, joined: &Joined) {
    let Incoming::Files(files) = incoming else { return };
    let is_there = |id: &CalendarId| almanac.calendars().contains_key(id);
    let joined: Joined = joined
        .iter()
        .filter(|(from, into)| !is_there(from) && is_there(into))
        .map(|(from, into)| (from.clone(), into.clone()))
        .collect();
    files.calendars.retain(|id, _| !joined.contains_key(id));
    files.unidentified.retain(|id| !joined.contains_key(id));
    let into = |owner: &Option<CalendarId>| joined.get(owner.as_ref()?).cloned();
    let facts = files.facts.iter_mut().map(|(owner, _)| owner);
    let notices = files.notices.values_mut().flatten().map(|(owner, _)| owner);
    for owner in facts.chain(notices) {
        if let Some(into) = into(owner) {
            *owner = Some(into);
        }
    }
    files.deletions.give_to(into);
}

/// Returns the name in the form in which it is compared; `None` if there is no name.
fn same_title(calendar: &Calendar) -> Option<&str> {
    Some(calendar.facts.title.trim()).filter(|title| !title.is_empty())
}
