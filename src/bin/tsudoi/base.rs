//! What `tsudoi merge` makes of OLD, the file with which both sides began: MINE as if OLD had been imported and then changed, and
//! INCOMING as a later edition of the same calendar.

use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::Calendar;
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::{Base, Entry};
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::time::UtcTime;
use tsudoi::format::jscalendar::read::Decoded;
use tsudoi::format::jscalendar::read::made_up::is_made_up;

/// Returns MINE as if OLD was imported and then changed: what only OLD has was deleted, which is noticed at that time.
pub(crate) fn with_base(mine: Almanac, old: &Almanac, at: UtcTime) -> Almanac {
    let mut change = Change::default();
    for ours in mine.calendars().values() {
        let base = known_as(ours, &mine, old).map(|known| Box::new(known.facts.clone()));
        let ours = Calendar { base: base.or(ours.base.clone()), ..ours.clone() };
        change.calendars.insert(ours.id.clone(), Some(ours));
    }
    for entry in mine.entries() {
        let base = match old.entry(&entry.event.id) {
            None => Base::Local,
            Some(known) if known.event == entry.event => Base::AsImported,
            Some(known) => Base::Was(Box::new(known.event.clone())),
        };
        let entry = Entry { base, ..entry.clone() };
        change.entries.insert(entry.event.id.clone(), Some(entry));
    }
    for gone in old.entries().filter(|it| mine.entry(&it.event.id).is_none()) {
        let Some(home) = home(&mine, &gone.calendar) else { continue };
        let local = Entry::local(gone.event.clone(), home.id.clone());
        let entry = Entry { base: Base::AsImported, deleted: Some(at), ..local };
        change.entries.insert(entry.event.id.clone(), Some(entry));
    }
    let mut mine = mine;
    mine.apply(change);
    mine
}

/// Returns the calendar of OLD that one of MINE was: the one with its identity, or the only one of the only one.
fn known_as<'a>(ours: &Calendar, mine: &Almanac, old: &'a Almanac) -> Option<&'a Calendar> {
    let of_old = old.calendars();
    let is_only = [of_old, mine.calendars()].iter().all(|all| all.len() == 1);
    let only = of_old.values().next().filter(|_| is_only);
    of_old.get(&ours.id).or(only)
}

/// Returns the calendar of MINE that one of OLD is: the one with its identity, else the first.
fn home<'a>(mine: &'a Almanac, of_old: &CalendarId) -> Option<&'a Calendar> {
    let calendars = mine.calendars();
    calendars.get(of_old).or_else(|| calendars.values().next())
}

/// Takes the only calendar of INCOMING for the only one of MINE, if it states no identity of its own and has events of OLD: a
/// file without a title, or with another one, is a later edition of the calendar too.
pub(crate) fn identify(mine: &Almanac, old: &Almanac, incoming: &mut Decoded) {
    let calendars = mine.calendars();
    let (Some(ours), 1) = (calendars.values().next(), calendars.len()) else { return };
    let [collection] = incoming.collections.as_mut_slice() else { return };
    if !collection.events.iter().any(|event| old.entry(&event.id).is_some()) {
        return;
    }
    match &mut collection.calendar {
        None => collection.calendar = Some(ours.clone()),
        Some(theirs) if is_made_up(&theirs.id) => theirs.id = ours.id.clone(),
        Some(_) => {}
    }
}
