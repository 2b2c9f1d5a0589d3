//! The content of the page of one event.

use std::borrow::Cow;

use jiff::civil::DateTime;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::{Entry, Happening};
use crate::domain::event::Event;
use crate::domain::event::bounds::{
    LINE_SHOWN, Oversize, ROWS_SHOWN, TEXT_SHOWN, oversized, shortened,
};
use crate::domain::event::kind::Kind;
use crate::domain::event::place::Location;
use crate::domain::event::programme::Part;
use crate::domain::event::status::Status;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::palette::Color;
use crate::domain::series::here::on_local_clock;
use crate::domain::series::occurrence;
use crate::present::card;
use crate::present::card::series_date::series_date;
use crate::present::card::{Badge, EventPhase};
use crate::present::page::contact::{Contact, contacts, is_contact_link};
use crate::present::page::event_paths::{EventPaths, paths};
use crate::present::page::share::share_text;
use crate::present::text::color::color_label;
use crate::present::text::details::{Details, details};
use crate::present::text::difference::{DifferenceRow, difference};
use crate::present::text::link::{SafeLink, TextSpan, map_link, paragraphs};
use crate::present::text::people;
use crate::present::text::people::Totals;
use crate::present::text::programme;
use crate::present::text::programme::Speaker;
use crate::present::text::repeat::RepeatLines;
use crate::present::text::{field, repeat, time};
use crate::present::viewer::Viewer;

/// The number of letters of the text of one part that are shown.
const PART_TEXT_SHOWN: usize = 2_000;

/// The page of one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventPage {
    /// The event.
    pub id: EventId,
    /// The title with the number: 第3回執行委員会.
    pub title: String,
    /// The kind that the event is shown as, for colour and icon.
    pub kind: Kind,
    /// All of its kinds in words.
    pub kind_labels: Vec<&'static str>,
    /// The calendar.
    pub calendar: CalendarId,
    /// The calendar's title.
    pub calendar_title: String,
    /// The calendar's colour.
    pub calendar_color: Color,
    /// The event's own colour in words, with the colour.
    pub color: Option<(Color, &'static str)>,
    /// What the last import did to it, until the person has seen it.
    pub badge: Option<Badge>,
    /// 中止, 延期, 仮; `None` if it takes place as planned.
    pub status_label: Option<String>,
    /// The status as a sentence.
    pub status_text: Option<String>,
    /// 中止（台風のため）, if a reason is given.
    pub status_reason: Option<String>,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
    /// Whether the person marked it.
    pub is_mine: bool,
    /// Whether it is past, going on now, or in the future.
    pub phase: EventPhase,
    /// The lines about its time.
    pub when: WhenLines,
    /// The places, the venue first.
    pub places: Vec<PlaceLine>,
    /// The meeting places other than the venue.
    pub meeting_places: Vec<PlaceLine>,
    /// The online meetings.
    pub online: Vec<NamedLink>,
    /// The programme, in order.
    pub programme: Vec<PartRow>,
    /// The organiser.
    pub organizer: Option<String>,
    /// Who answers questions.
    pub contacts: Vec<Contact>,
    /// The description: paragraphs of lines of text and links.
    pub description: Vec<Vec<Vec<TextSpan>>>,
    /// Links to further pages, without those that dial or write.
    pub links: Vec<NamedLink>,
    /// Reply deadline, capacity, fee and privacy.
    pub details: Details,
    /// The numbers of its participants; `None` if nothing is known.
    pub totals: Option<Totals>,
    /// Whether there is a list of participants to open.
    pub has_participants: bool,
    /// The instance of a repeating event; `None` for the series itself.
    pub instance: Option<DateTime>,
    /// A note that very long texts, very many rows or very many instances are not all shown.
    pub bounded_text: Option<String>,
    /// How it repeats.
    pub repeat: Option<RepeatLines>,
    /// A note that it came with an import, if no import has changed it since.
    pub new_text: Option<&'static str>,
    /// What the last import changed.
    pub changes: Vec<DifferenceRow>,
    /// The addresses of the pages about this event.
    pub paths: EventPaths,
    /// The event as a message to share: title, time, place, online meeting, programme with speakers.
    pub share_text: String,
}

/// The time of an event, line by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhenLines {
    /// `11月1日(金) 14:00～2日(土) 12:00`.
    pub line: String,
    /// The value for `<time datetime>`.
    pub machine: String,
    /// 今日, 明日, 3日後, for a near day.
    pub relative: Option<String>,
    /// `22時間`.
    pub length: Option<String>,
    /// `13:30 集合`.
    pub meeting: Option<String>,
    /// `14:00 開始`, if there is a meeting time too.
    pub start: Option<String>,
    /// A note that the clock is in another zone.
    pub zone_note: Option<String>,
}

/// A place where people go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceLine {
    /// Its name, with the postal address if the author wrote one.
    pub name: String,
    /// A link to a map of it.
    pub map: Option<SafeLink>,
    /// Whether it is the venue.
    pub is_venue: bool,
}

/// An address with a name. It is shown as text if it is not safe to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLink {
    /// The name; never empty.
    pub name: String,
    /// The address, if it is safe to open.
    pub link: Option<SafeLink>,
    /// The address as written.
    pub address: String,
}

/// One part of the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartRow {
    /// `14:00～15:00`; empty if none is given.
    pub time_text: String,
    /// The title.
    pub title: String,
    /// The description: paragraphs of lines of text and links.
    pub description: Vec<Vec<Vec<TextSpan>>>,
    /// The speakers.
    pub speakers: Vec<Speaker>,
    /// 会場, オンライン.
    pub mode_label: Option<String>,
}

/// Builds the page of one event; for a repeating event, the page of the series at its next date, or at its last one if the
/// series is over.
pub fn event_page(almanac: &Almanac, entry: &Entry, viewer: &Viewer) -> EventPage {
    let off = viewer.days_off();
    let event = match series_date(entry, viewer, &off) {
        Some(date) => {
            let title = entry.event.title.clone();
            Cow::Owned(Event { title, ..date.standalone(&off) })
        }
        None => on_local_clock(&entry.event, &off),
    };
    page(almanac, entry, (&event, None), viewer)
}

/// Builds the page of one instance of a repeating event, or of the series if it has no such instance.
pub fn instance_page(
    almanac: &Almanac,
    entry: &Entry,
    instance: Option<DateTime>,
    viewer: &Viewer,
) -> EventPage {
    let off = viewer.days_off();
    let found = instance.and_then(|at| occurrence::instance_with(entry, at, &off));
    match found {
        Some(occurrence) => {
            page(almanac, entry, (&occurrence.standalone(&off), occurrence.instance), viewer)
        }
        None => event_page(almanac, entry, viewer),
    }
}

fn page(
    almanac: &Almanac,
    entry: &Entry,
    (event, instance): (&Event, Option<DateTime>),
    viewer: &Viewer,
) -> EventPage {
    let messages = viewer.messages;
    let calendar = almanac.calendars().get(&entry.calendar);
    let (status_label, badge) = card::standing(entry, &event.status, viewer);
    let facts = calendar.map(|calendar| &calendar.facts);
    let kinds = event.kinds.iter().copied();
    let kinds = kinds.map(|kind| messages.kind(kind)).collect::<Vec<_>>();
    EventPage {
        id: event.id.clone(),
        title: card::event_title(event, instance.is_some(), viewer),
        kind: event.kind(),
        kind_labels: if kinds.is_empty() { vec![messages.kind(event.kind())] } else { kinds },
        calendar: entry.calendar.clone(),
        calendar_title: facts.map(|facts| facts.title.clone()).unwrap_or_default(),
        calendar_color: Color::of(facts.and_then(|facts| facts.color.as_deref())),
        color: event.color.as_ref().and_then(Color::own).map(|it| (it, color_label(it, messages))),
        details: details(event, viewer),
        badge,
        status_label,
        status_text: status_text(event, viewer),
        status_reason: card::status_line(&event.status, &event.status_reason, viewer)
            .filter(|_| event.is_cancelled() && !event.status_reason.trim().is_empty()),
        is_cancelled: event.is_cancelled(),
        is_mine: entry.is_mine,
        phase: card::phase(&event.when, viewer),
        when: when_lines(event, viewer),
        places: places(event),
        meeting_places: meeting_places(event),
        online: online(event, viewer),
        programme: event
            .parts()
            .into_iter()
            .take(ROWS_SHOWN)
            .map(|part| part_row(part, event, viewer))
            .collect(),
        organizer: people::organizer(event, viewer),
        contacts: contacts(event, viewer),
        description: paragraphs(&shortened(&event.description, TEXT_SHOWN)),
        bounded_text: bounded_text(event, viewer),
        links: links(event),
        totals: people::totals(event, viewer),
        has_participants: event
            .participants
            .values()
            .any(|person| !people::is_only_organizer(event, person)),
        instance,
        repeat: repeat::lines(almanac, entry, instance, viewer),
        new_text: new_text(entry, viewer),
        changes: changes(entry, viewer),
        paths: paths(event, instance),
        share_text: share_text(event, instance.is_some(), viewer),
    }
}

fn status_text(event: &Event, viewer: &Viewer) -> Option<String> {
    match &event.status {
        Status::Confirmed => None,
        Status::Tentative => Some(viewer.messages.event_tentative_text().to_owned()),
        Status::Cancelled => Some(viewer.messages.event_cancelled_text().to_owned()),
        Status::Postponed => Some(viewer.messages.event_postponed_text().to_owned()),
        Status::Other(other) => Some(viewer.messages.named(viewer.messages.event_status(), other)),
    }
}

fn when_lines(event: &Event, viewer: &Viewer) -> WhenLines {
    let messages = viewer.messages;
    let meeting = event.meeting_time.map(|_| messages.event_meets(&field::meeting(viewer, event)));
    let start = messages.time(event.when.start().time());
    WhenLines {
        line: time::when(viewer, &event.when),
        machine: time::machine(&event.when),
        relative: time::relative(viewer, &event.when),
        length: time::length(viewer, &event.when),
        start: meeting.as_ref().map(|_| messages.event_starts(&start)),
        meeting,
        zone_note: time::zone_note(viewer, &event.when),
    }
}

fn places(event: &Event) -> Vec<PlaceLine> {
    let venue = event.venue();
    let is_venue = |place: &Location| venue.is_some_and(|venue| std::ptr::eq(venue, place));
    let is_shown = |place: &&Location| is_venue(place) || !place.is_meeting_place;
    let shown = event.locations.values().filter(is_shown).take(ROWS_SHOWN);
    let mut places: Vec<PlaceLine> =
        shown.map(|it| PlaceLine { is_venue: is_venue(it), ..place(it) }).collect();
    places.sort_by_key(|place| !place.is_venue);
    places
}

fn meeting_places(event: &Event) -> Vec<PlaceLine> {
    event.meeting_places().take(ROWS_SHOWN).map(place).collect()
}

fn place(place: &Location) -> PlaceLine {
    let name = shortened(&place.name, LINE_SHOWN).into_owned();
    let map = map_link(&name, place.coordinates.as_deref());
    PlaceLine { name, map, is_venue: false }
}

fn online(event: &Event, viewer: &Viewer) -> Vec<NamedLink> {
    let named = |name: &str, uri: &str| {
        let name = if name.trim().is_empty() { viewer.messages.event_online() } else { name };
        NamedLink { name: line(name), link: web(uri), address: line(uri) }
    };
    event
        .virtual_locations
        .values()
        .take(ROWS_SHOWN)
        .map(|place| named(&place.name, &place.uri))
        .collect()
}

fn links(event: &Event) -> Vec<NamedLink> {
    let named = |name: &str, href: &str| {
        let name = if name.trim().is_empty() { href } else { name };
        NamedLink { name: line(name), link: SafeLink::check(href), address: line(href) }
    };
    let shown = event.links.values().filter(|link| !is_contact_link(&link.href));
    shown.take(ROWS_SHOWN).map(|link| named(&link.title, &link.href)).collect()
}

/// Returns a text of one line, cut if it is very long.
fn line(text: &str) -> String {
    shortened(text, LINE_SHOWN).into_owned()
}

/// Returns a note about what is not all shown.
fn bounded_text(event: &Event, viewer: &Viewer) -> Option<String> {
    let words = |what: Oversize| match what {
        Oversize::Text => viewer.messages.bounded_text(),
        Oversize::Rows => viewer.messages.bounded_rows(),
        Oversize::Instances => viewer.messages.day_many_instances(),
    };
    let all: Vec<&str> = oversized(event).into_iter().map(words).collect();
    (!all.is_empty()).then(|| all.join("\n"))
}

/// Returns the link of an online meeting. Only https is allowed.
fn web(uri: &str) -> Option<SafeLink> {
    SafeLink::check(uri).filter(SafeLink::is_web)
}

fn part_row(part: &Part, event: &Event, viewer: &Viewer) -> PartRow {
    PartRow {
        time_text: programme::time_text(part, event, viewer),
        title: line(&part.title),
        description: paragraphs(&shortened(&part.description, PART_TEXT_SHOWN)),
        speakers: programme::speakers(part, event, viewer),
        mode_label: part.mode.as_ref().map(|mode| viewer.messages.mode(mode)),
    }
}

fn new_text(entry: &Entry, viewer: &Viewer) -> Option<&'static str> {
    let news = entry.news.as_ref()?;
    (news.happening == Happening::New).then(|| viewer.messages.event_new_text())
}

fn changes(entry: &Entry, viewer: &Viewer) -> Vec<DifferenceRow> {
    let before = entry.news.as_ref().and_then(|news| news.before.as_deref());
    before.map(|before| difference(viewer, before, &entry.event)).unwrap_or_default()
}
