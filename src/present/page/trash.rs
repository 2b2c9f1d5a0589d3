//! The content of the trash, newest first: single events, and calendars with the events that were deleted with them.

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::entry::Entry;
use crate::domain::almanac::trash::{days_left, gone_with};
use crate::domain::directory::item::{DirectoryId, DirectoryItem};
use crate::domain::gather::ordered;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::palette::Color;
use crate::domain::time::UtcTime;
use crate::present::card;
use crate::present::text::repeat;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// An item in the trash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrashRow {
    /// The item.
    pub thing: Thing,
    /// The title; never empty.
    pub title: String,
    /// The time of the event or its repetition; for a calendar, the number of its events; else what it is.
    pub when: String,
    /// The title of the event's calendar; `None` for a calendar.
    pub calendar: Option<String>,
    /// The colour of the calendar.
    pub color: Color,
    /// `11月20日(水) 12:30に削除`.
    pub deleted: String,
    /// `あと12日で消えます`.
    pub left: String,
    /// A note that the event's calendar is in the trash too and is restored with it.
    pub remark: Option<&'static str>,
}

/// An item in the trash, by its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// An event.
    Event(EventId),
    /// A calendar with its events.
    Calendar(CalendarId),
    /// An organisation, a person or a roster.
    Directory(DirectoryId),
}

/// Builds the content of the trash, newest first; empty until the trash is loaded.
pub fn trash_page(almanac: &Almanac, now: UtcTime, viewer: &Viewer) -> Vec<TrashRow> {
    if !almanac.has_trash() {
        return Vec::new();
    }
    let trashed = almanac.trashed_calendars();
    let is_alone = |entry: &&Entry| {
        trashed.get(&entry.calendar).is_none_or(|calendar| calendar.deleted != entry.deleted)
    };
    let events = almanac.trash().filter(is_alone);
    let events = events.filter_map(|entry| {
        Some((entry.deleted?, event_row(almanac, entry, entry.deleted?, now, viewer)))
    });
    let calendars = trashed.values().filter_map(|calendar| {
        Some((calendar.deleted?, calendar_row(almanac, calendar, calendar.deleted?, now, viewer)))
    });
    let items = almanac.directory().trash();
    let items = items
        .filter_map(|item| Some((item.deleted()?, item_row(item, item.deleted()?, now, viewer))));
    let rows: Vec<(UtcTime, TrashRow)> = calendars.chain(events).chain(items).collect();
    let rows = ordered(rows, |(a, first), (b, second)| {
        b.cmp(a).then_with(|| first.title.cmp(&second.title))
    });
    rows.into_iter().map(|(_, row)| row).collect()
}

fn event_row(
    almanac: &Almanac,
    entry: &Entry,
    deleted: UtcTime,
    now: UtcTime,
    viewer: &Viewer,
) -> TrashRow {
    let messages = viewer.messages;
    let event = &entry.event;
    let calendar = almanac.kept_calendar(&entry.calendar);
    let is_along = almanac.trashed_calendars().contains_key(&entry.calendar);
    TrashRow {
        thing: Thing::Event(event.id.clone()),
        title: card::title(&event.title, viewer),
        when: repeat::words(event, viewer).unwrap_or_else(|| time::when(viewer, &event.when)),
        calendar: calendar.map(|calendar| title(calendar, viewer)),
        color: Color::of(calendar.and_then(|calendar| calendar.facts.color.as_deref())),
        deleted: messages.trash_deleted(&time::moment(viewer, deleted)),
        left: left(deleted, now, viewer),
        remark: is_along.then(|| messages.trash_with_calendar()),
    }
}

fn calendar_row(
    almanac: &Almanac,
    calendar: &Calendar,
    deleted: UtcTime,
    now: UtcTime,
    viewer: &Viewer,
) -> TrashRow {
    let messages = viewer.messages;
    TrashRow {
        thing: Thing::Calendar(calendar.id.clone()),
        title: title(calendar, viewer),
        when: messages.trash_calendar(gone_with(almanac, calendar).count()),
        calendar: None,
        color: Color::of(calendar.facts.color.as_deref()),
        deleted: messages.trash_deleted(&time::moment(viewer, deleted)),
        left: left(deleted, now, viewer),
        remark: None,
    }
}

fn item_row(item: &DirectoryItem, deleted: UtcTime, now: UtcTime, viewer: &Viewer) -> TrashRow {
    let messages = viewer.messages;
    let sort = match item {
        DirectoryItem::Organization(_) => messages.trash_organization(),
        DirectoryItem::Person(_) => messages.trash_person(),
        DirectoryItem::Roster(_) => messages.trash_roster(),
    };
    let name = item.name().trim();
    TrashRow {
        thing: Thing::Directory(item.id()),
        title: if name.is_empty() { messages.nameless() } else { name }.to_owned(),
        when: sort.to_owned(),
        calendar: None,
        color: Color::default(),
        deleted: messages.trash_deleted(&time::moment(viewer, deleted)),
        left: left(deleted, now, viewer),
        remark: None,
    }
}

fn title(calendar: &Calendar, viewer: &Viewer) -> String {
    let title = calendar.facts.title.trim();
    if title.is_empty() { viewer.messages.untitled() } else { title }.to_owned()
}

/// Returns the time that is left. An expired item is removed when the app next checks; until then it is shown as on its
/// last day.
fn left(deleted: UtcTime, now: UtcTime, viewer: &Viewer) -> String {
    viewer.messages.trash_days_left(days_left(deleted, now).max(1))
}
